/// Says why a repository could not be read or changed.
///
/// The cases differ by what a person must do next; `failed` is for everything that nobody can act on.
package enum GitError: Error, Equatable, Sendable {
  /// Neither the path nor any folder above it is a repository.
  case notARepository(path: String)
  /// The repository belongs to another user and `safe.directory` does not list it; its configuration was not trusted.
  case ownedBySomeoneElse(path: String)
  /// The repository, or its index, uses a format that libgit2 cannot read: SHA-256 objects, reftable, a split index.
  case unsupportedFormat(path: String, reason: String)
  /// `HEAD` names a commit, not a branch; `at` is its id, or the raw content of `HEAD`.
  case detachedHead(at: String)
  /// The branch that `HEAD` names has no commit yet.
  case noCommits(branch: String)
  /// The text names no commit.
  case unknownRevision(String)
  /// The object with this id is not in the repository: a partial clone, a shallow one, or damage.
  case missingObject(String)
  /// The branch was not at `expected` but at `actual`, `nil` if it is gone. Nothing was moved.
  case moved(branch: String, expected: String, actual: String?)
  /// Another process holds the lock file, or left it behind when it was killed.
  case locked(path: String)
  /// An object is malformed, or a value given for one would make it so.
  case invalid(String)
  /// A call failed for another reason; `message` is the library's or the system's own.
  case failed(call: String, code: Int, message: String)
}
