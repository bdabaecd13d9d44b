import Clibgit2

extension Repository {
  /// Lists a tree in its stored order, which is by bytes, folders as if their names ended in `/`.
  ///
  /// - Throws: `missingObject`, or `invalid` if it is not a tree, is out of order or names something twice: merging two
  ///   lists relies on the order.
  package func entries(ofTree id: GitHash) throws(GitError) -> [TreeEntry] {
    var tree: OpaquePointer?
    var oid = id.oid
    try check("git_tree_lookup", reading: id, status: git_tree_lookup(&tree, pointer, &oid))
    defer { git_tree_free(tree) }
    let count = git_tree_entrycount(tree)
    var entries: [TreeEntry] = []
    entries.reserveCapacity(count)
    for index in 0..<count {
      guard let entry = git_tree_entry_byindex(tree, index).flatMap(TreeEntry.init) else {
        throw .invalid("tree \(id) is malformed")
      }
      entries.append(entry)
    }
    guard entries.areInTreeOrder else { throw .invalid("tree \(id) is out of order or names an entry twice") }
    return entries
  }

  /// Finds the entry at a path below a tree; `nil` when there is none.
  ///
  /// - Parameter path: Names joined with `/`; neither empty nor with empty parts.
  package func entry(at path: String, inTree id: GitHash) throws(GitError) -> TreeEntry? {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !path.utf8.contains(0), !parts.contains(where: \.isEmpty) else { return nil }
    var tree: OpaquePointer?
    var oid = id.oid
    try check("git_tree_lookup", reading: id, status: git_tree_lookup(&tree, pointer, &oid))
    defer { git_tree_free(tree) }
    var found: OpaquePointer?
    let status = git_tree_entry_bypath(&found, tree, path)
    guard status != GIT_ENOTFOUND.rawValue else { return nil }
    try check("git_tree_entry_bypath", reading: id, status: status)
    defer { git_tree_entry_free(found) }
    return found.flatMap(TreeEntry.init)
  }

  /// Writes a tree of these entries, in any order. The objects that they name need not exist.
  ///
  /// - Throws: `invalid` for a name that no tree may have (`..`, `.git`, a slash) or that comes twice.
  package func writeTree(_ entries: [TreeEntry]) throws(GitError) -> GitHash {
    try objects.write(TreeEntry.serialize(entries), as: GIT_OBJECT_TREE)
  }

  /// The id that `writeTree` would give, without writing.
  package func hashTree(_ entries: [TreeEntry]) throws(GitError) -> GitHash {
    try GitHash(ofObject: TreeEntry.serialize(entries), type: GIT_OBJECT_TREE)
  }
}

extension TreeEntry {
  /// Copies an entry of libgit2's.
  fileprivate init?(_ entry: OpaquePointer) {
    guard let name = git_tree_entry_name(entry), let id = git_tree_entry_id(entry) else { return nil }
    self.init(
      name: Array(String.bytes(of: name)), mode: EntryMode(git_tree_entry_filemode(entry)), id: GitHash(id.pointee))
  }
}
