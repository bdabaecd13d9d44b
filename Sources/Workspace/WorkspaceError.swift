package import Engine
package import Git
import Model
package import Source

/// Why a workspace could not do what was asked; `Command` turns it into words and an exit code once.
package enum WorkspaceError: Error {
  /// The repository, disk or network failed.
  case git(GitError)
  case gitProgram(GitProgramError)
  case file(path: String, reason: String)
  /// No `registry.yaml` was found where one should be.
  case noRegistry(String)
  /// `registry.yaml` lies in the working tree, but not in the commit.
  case registryNotCommitted(path: String, commit: GitHash)
  /// `registry.yaml` is invalid: nothing can be done.
  case invalidRegistry([Diagnostic])
  /// The run declines, changing nothing.
  case refused(RunRefusal)
  /// The signing key cannot be had or used.
  case key(_ message: String, _ hint: String?)
  /// A read to be recorded, but nothing was ever reconciled.
  case nothingStored
}

extension WorkspaceError {
  /// Stored files are not what the tool wrote.
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
