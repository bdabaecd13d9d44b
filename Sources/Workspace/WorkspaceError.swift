package import Engine
package import Git
import Model
package import Source

/// The reason why a workspace could not do its work; `Command` turns it into a message and an exit code in one place.
package enum WorkspaceError: Error {
  /// The repository, disk or network failed.
  case git(GitError)
  case gitProgram(GitProgramError)
  case file(path: String, reason: String)
  /// No `registry.yaml` was found where one should be.
  case noRegistry(String)
  /// `registry.yaml` is in the working tree, but not in the commit.
  case registryNotCommitted(path: String, commit: GitHash)
  /// `registry.yaml` is invalid, so that nothing can be done.
  case invalidRegistry([Diagnostic])
  /// The run is refused, and changes nothing.
  case refused(RunRefusal)
  /// The signing key cannot be read, created or used.
  case key(_ message: String, _ hint: String?)
  /// A query was to be recorded, but nothing was ever reconciled.
  case nothingStored
}

extension WorkspaceError {
  /// The refusal because stored files are not what the program wrote.
  static func damaged(_ file: String, reason: String) -> WorkspaceError {
    .refused(
      RunRefusal(
        rule: "state.damaged", message: "The stored state is damaged: \(file): \(reason)",
        hint: "find the change with git log -- \(file) and revert it; partnerctl verify checks the whole audit trail"))
  }
}

/// Runs git calls and translates their errors.
func git<Result: ~Copyable>(_ body: () throws(GitError) -> Result) throws(WorkspaceError) -> Result {
  do {
    return try body()
  } catch {
    throw .git(error)
  }
}
