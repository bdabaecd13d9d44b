package import Model
import Workspace

/// What a command gets from the process around it, and where its words go. Tests bring their own.
package struct Terminal {
  package var variables: [String: String]
  package var workingDirectory: String
  package var isOutputTerminal: Bool
  /// The clock; `--now` overrides it.
  package var now: () -> Instant
  package var ids: () -> any IDSource
  /// Reads one line of standard input, without its line feed.
  package var readLine: () -> String?
  /// Writes results.
  package var write: (String) -> Void
  /// Writes everything else.
  package var writeError: (String) -> Void
  /// Why a result could not be written; nil if all could, or if nobody reads them any more.
  package var outputFailure: () -> String?

  package init(
    variables: [String: String], workingDirectory: String, isOutputTerminal: Bool, now: @escaping () -> Instant,
    ids: @escaping () -> any IDSource, readLine: @escaping () -> String?, write: @escaping (String) -> Void,
    writeError: @escaping (String) -> Void, outputFailure: @escaping () -> String? = { nil }
  ) {
    self.variables = variables
    self.workingDirectory = workingDirectory
    self.isOutputTerminal = isOutputTerminal
    self.now = now
    self.ids = ids
    self.readLine = readLine
    self.write = write
    self.writeError = writeError
    self.outputFailure = outputFailure
  }
}
