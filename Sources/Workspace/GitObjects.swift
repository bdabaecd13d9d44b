package import Git

/// Reads git objects, and turns git's errors into those of the workspace in one place.
package final class GitObjects {
  /// The open repository; its own calls throw `GitError`.
  package let repository: Repository
  /// The numbers of files that were read.
  let reads = ReadCounts()
  /// The contents of small files that were read: settings and manifests are read for several purposes.
  private var contents: [GitHash: [UInt8]] = [:]
  private var contentSize = 0
  private static let cacheLimit = 1 << 22

  init(_ repository: consuming Repository) {
    self.repository = repository
  }

  func contains(_ id: GitHash) -> Bool { repository.contains(id) }

  func commit(_ id: GitHash) throws(WorkspaceError) -> Commit {
    try git { () throws(GitError) in try repository.commit(id) }
  }

  /// The parents whose objects are present; a shallow clone lacks some.
  func parents(of commit: Commit) throws(WorkspaceError) -> [Commit] {
    var parents: [Commit] = []
    for id in commit.parents where contains(id) { parents.append(try self.commit(id)) }
    return parents
  }

  /// The entry at a path below a tree; nil if there is none.
  func entry(at path: String, in tree: GitHash) throws(WorkspaceError) -> TreeEntry? {
    try git { () throws(GitError) in try repository.entry(at: path, inTree: tree) }
  }

  func entries(of tree: GitHash) throws(WorkspaceError) -> Tree {
    try git { () throws(GitError) in try repository.tree(tree) }
  }

  func blob(_ id: GitHash) throws(WorkspaceError) -> [UInt8] {
    if let known = contents[id] { return known }
    let bytes = try git { () throws(GitError) in try repository.blob(id) }
    reads.noteFile(bytes: bytes.count)
    if contentSize + bytes.count <= GitObjects.cacheLimit {
      contents[id] = bytes
      contentSize += bytes.count
    }
    return bytes
  }

  /// The bytes of a blob; nil if there are more than `limit`, which are not read.
  func blob(_ id: GitHash, limit: Int) throws(WorkspaceError) -> [UInt8]? {
    if let known = contents[id] { return known.count <= limit ? known : nil }
    let size = try git { () throws(GitError) in try repository.size(ofBlob: id) }
    return size <= limit ? try blob(id) : nil
  }

  /// The id that bytes would have as a blob.
  func hash(of bytes: [UInt8]) throws(WorkspaceError) -> GitHash {
    try git { () throws(GitError) in try repository.hashBlob(bytes) }
  }

  func isAncestor(_ ancestor: GitHash, of descendant: GitHash) throws(WorkspaceError) -> Bool {
    try git { () throws(GitError) in try repository.isAncestor(ancestor, of: descendant) }
  }
}
