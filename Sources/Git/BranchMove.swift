import Clibgit2
import Glibc

/// A move of a branch from one commit to another, which fails if the branch is anywhere else.
struct BranchMove {
  /// How often the move is tried again, ten milliseconds apart, while another process holds the reference's lock.
  private static let patience = 50

  /// The full name of the branch.
  let branch: String
  /// The commit at which the branch must be.
  let from: GitHash
  /// The commit that the branch is to name.
  let to: GitHash
  /// The line for the reflog.
  let reason: String

  /// Moves the branch.
  ///
  /// - Throws: `moved` when the branch was not at `from`, `locked` when the lock stayed held, `invalid` for a symbolic
  ///   reference. Nothing is moved then.
  func run(in repository: borrowing Repository) throws(GitError) {
    var attempts = 0
    while true {
      let status = attempt(in: repository)
      switch status {
      case GIT_ELOCKED.rawValue where attempts < Self.patience:
        attempts += 1
        usleep(10_000)
      case GIT_ELOCKED.rawValue:
        throw .locked(path: "\(repository.commonDirectory)/\(branch).lock")
      case GIT_EMODIFIED.rawValue, GIT_ENOTFOUND.rawValue:
        throw try failure(in: repository)
      default:
        return try check("git_reference_create_matching", status: status)
      }
    }
  }

  /// Tries the move once, and returns the status of libgit2.
  private func attempt(in repository: borrowing Repository) -> Int32 {
    var moved: OpaquePointer?
    var expected = from.oid
    var target = to.oid
    let status = git_reference_create_matching(&moved, repository.pointer, branch, &target, 1, &expected, reason)
    git_reference_free(moved)
    return status
  }

  /// Tells why the branch could not be moved, which is not always that it is at another commit.
  private func failure(in repository: borrowing Repository) throws(GitError) -> GitError {
    let actual = try repository.tip(of: branch)
    guard actual != from else { return .invalid("'\(branch)' is a symbolic reference, which cannot be moved") }
    return .moved(branch: branch, expected: from.hex, actual: actual?.hex)
  }
}
