/// One file that differs between two trees.
package struct FileChange: Hashable, Sendable {
  /// The path's bytes, names joined with `/`.
  package let path: [UInt8]
  /// The entry in the old tree; `nil` if there is none.
  package let old: TreeEntry?
  /// The entry in the new tree; `nil` if there is none.
  package let new: TreeEntry?
}

extension Repository {
  /// Lists the files that differ between two trees, in tree order. Either may be `nil` for an empty one.
  ///
  /// Folders with equal ids are not read, so the work grows with the change and not with the trees.
  package func changes(from old: GitHash?, to new: GitHash?) throws(GitError) -> [FileChange] {
    var comparison = TreeComparison()
    try comparison.merge(old, with: new, below: [], in: self)
    return comparison.changes
  }
}

/// Collects the files that differ between two trees of a repository.
///
/// Each call is passed the repository, which is noncopyable, so that only its owner can store it.
private struct TreeComparison {
  /// The differences found so far, in tree order.
  private(set) var changes: [FileChange] = []

  /// Compares two trees name by name; `folder` is the path that they have, empty or with a `/` at its end.
  mutating func merge(
    _ old: GitHash?, with new: GitHash?, below folder: [UInt8], in repository: borrowing Repository
  ) throws(GitError) {
    guard old != new else { return }
    let olds = if let old { try repository.tree(old) } else { Tree.empty }
    let news = if let new { try repository.tree(new) } else { Tree.empty }
    for difference in news.differences(from: olds) {
      try record(difference.old, replacedBy: difference.new, at: folder + difference.name, in: repository)
    }
  }

  /// Adds what differs at one path: the files there, and the files of the folders there.
  private mutating func record(
    _ old: TreeEntry?, replacedBy new: TreeEntry?, at path: [UInt8], in repository: borrowing Repository
  ) throws(GitError) {
    let oldFile = old?.mode == .tree ? nil : old
    let newFile = new?.mode == .tree ? nil : new
    if oldFile != nil || newFile != nil { changes.append(FileChange(path: path, old: oldFile, new: newFile)) }
    let oldTree = old?.mode == .tree ? old?.id : nil
    let newTree = new?.mode == .tree ? new?.id : nil
    try merge(oldTree, with: newTree, below: path + [UInt8(ascii: "/")], in: repository)
  }
}
