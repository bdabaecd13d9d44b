package import Git

extension Workspace {
  /// A file's bytes, for quoting it back: at a commit, or in the working tree; nil if it is not there.
  package func bytes(of path: String, at commit: Commit?) throws(WorkspaceError) -> [UInt8]? {
    guard let commit else {
      guard let root = repository.workingDirectory else { return nil }
      return try WorkingTree(root: root).bytes(of: path)
    }
    return try git { () throws(GitError) in
      guard let entry = try repository.entry(at: path, inTree: commit.tree), entry.mode == .file else { return nil }
      return try repository.blob(entry.id)
    }
  }
}
