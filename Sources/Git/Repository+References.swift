import Clibgit2

extension Repository {
  /// Names the branch that `HEAD` refers to, in full (`refs/heads/main`), also when it has no commit yet.
  ///
  /// - Throws: `detachedHead` if `HEAD` names a commit instead.
  package func headBranch() throws(GitError) -> String {
    var head: OpaquePointer?
    try check("git_reference_lookup", status: git_reference_lookup(&head, pointer, "HEAD"))
    defer { git_reference_free(head) }
    if let branch = git_reference_symbolic_target(head) { return String(cString: branch) }
    throw .detachedHead(at: git_reference_target(head).map { GitHash($0.pointee).hex } ?? "")
  }

  /// Reads the commit of a reference; `nil` when the reference does not exist.
  ///
  /// - Parameter ref: The full name, such as `refs/heads/main`.
  /// - Throws: `unknownRevision` if the name is not one that a reference can have.
  package func tip(of ref: String) throws(GitError) -> GitHash? {
    guard !ref.utf8.contains(0) else { throw .unknownRevision(ref) }
    var oid = git_oid()
    switch git_reference_name_to_id(&oid, pointer, ref) {
    case GIT_ENOTFOUND.rawValue: return nil
    case GIT_EINVALIDSPEC.rawValue: throw .unknownRevision(ref)
    case let status:
      try check("git_reference_name_to_id", status: status)
      return GitHash(oid)
    }
  }

  /// Finds the commit that a revision names: a branch, a tag, an id, `HEAD~2`.
  ///
  /// - Throws: `unknownRevision` when it names none, `noCommits` for `HEAD` before the first commit.
  package func resolve(_ revision: String) throws(GitError) -> GitHash {
    guard !revision.utf8.contains(0) else { throw .unknownRevision(revision) }
    var found: OpaquePointer?
    guard git_revparse_single(&found, pointer, revision) == 0 else { throw unresolved(revision) }
    defer { git_object_free(found) }
    var commit: OpaquePointer?
    guard git_object_peel(&commit, found, GIT_OBJECT_COMMIT) == 0, let commit else {
      throw .unknownRevision(revision)
    }
    defer { git_object_free(commit) }
    guard let oid = git_object_id(commit) else { throw .unknownRevision(revision) }
    return GitHash(oid.pointee)
  }

  /// Tells `HEAD` of a branch without commits from a revision that names nothing.
  private func unresolved(_ revision: String) -> GitError {
    guard revision == "HEAD", let branch = try? headBranch(), (try? tip(of: branch)) == .some(nil) else {
      return .unknownRevision(revision)
    }
    return .noCommits(branch: branch)
  }

  /// Moves a branch from one commit to another, unless someone else moved it first.
  ///
  /// A run publishes with this call: everything that the commit needs must be written before. While another process
  /// holds the reference's lock, the call waits up to half a second.
  ///
  /// - Parameters:
  ///   - ref: The full name of a branch that exists.
  ///   - reason: The line for the reflog.
  /// - Throws: `moved` when the branch was not at `from`, `locked` when the lock stayed held. Nothing is moved then.
  package func moveBranch(_ ref: String, from: GitHash, to: GitHash, reason: String) throws(GitError) {
    try checkText(ref, "the branch name")
    try checkText(reason, "the reflog message")
    try BranchMove(branch: ref, from: from, to: to, reason: reason).run(in: self)
  }
}
