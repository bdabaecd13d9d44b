import Clibgit2

extension Repository {
  /// Reads a tree, from memory if it was read before.
  ///
  /// - Throws: `missingObject`, or `invalid` if it is not a tree, is out of order or names something twice.
  package func tree(_ id: GitHash) throws(GitError) -> Tree {
    if let known = trees[id] { return known }
    let tree = try Tree(reading: objects.content(of: id, as: GIT_OBJECT_TREE), of: id)
    trees.insert(tree, as: id)
    return tree
  }

  /// Finds the entry at a path below a tree; `nil` when there is none.
  ///
  /// - Parameter path: Names joined with `/`; neither empty nor with empty parts.
  package func entry(at path: String, inTree id: GitHash) throws(GitError) -> TreeEntry? {
    var folder = id
    var found: TreeEntry?
    for name in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let found {
        guard found.mode == .tree else { return nil }
        folder = found.id
      }
      guard let entry = try tree(folder).entry(named: name) else { return nil }
      found = entry
    }
    return found
  }

  /// Writes a tree. The objects that it names need not exist.
  package func write(_ tree: Tree) throws(GitError) -> GitHash {
    let id = try objects.write(tree.bytes, as: GIT_OBJECT_TREE)
    trees.insert(tree, as: id)
    return id
  }
}
