package import Model

/// What a command gets from the process around it, and where its words go. Tests bring their own.
package struct Terminal {
  package var variables: [String: String]
  package var workingDirectory: String
  package var isOutputTerminal: Bool
  /// Whether standard input is typed, line by line, rather than given at once.
  package var isInputTerminal: Bool
  /// The clock; `--now` overrides it.
  package var now: () -> Instant
  package var ids: () -> any IDSource
  /// Reads one line of standard input, without its line feed.
  package var readLine: () -> String?
  /// Reads one line of standard input that nobody may see: what is typed is not shown.
  package var readSecret: () -> String?
  /// Writes results.
  package var write: (String) -> Void
  /// Writes everything else.
  package var writeError: (String) -> Void
  /// Why a result could not be written; nil if all could, or if nobody reads them any more.
  package var outputFailure: () -> String?

  package init(
    variables: [String: String], workingDirectory: String, isOutputTerminal: Bool, isInputTerminal: Bool = false,
    now: @escaping () -> Instant, ids: @escaping () -> any IDSource, readLine: @escaping () -> String?,
    readSecret: (() -> String?)? = nil,
    write: @escaping (String) -> Void,
    writeError: @escaping (String) -> Void, outputFailure: @escaping () -> String? = { nil }
  ) {
    self.variables = variables
    self.workingDirectory = workingDirectory
    self.isOutputTerminal = isOutputTerminal
    self.isInputTerminal = isInputTerminal
    self.now = now
    self.ids = ids
    self.readLine = readLine
    self.readSecret = readSecret ?? readLine
    self.write = write
    self.writeError = writeError
    self.outputFailure = outputFailure
  }
}
