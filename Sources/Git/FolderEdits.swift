/// The edits of the files below one folder.
///
/// Edits are divided by the names of their paths, so that each folder is read and written once, however many of its
/// files change. Each call is passed the repository, which is noncopyable, so that only its owner can store it.
struct FolderEdits {
  /// One edit with its path taken apart.
  struct Step {
    let names: [Substring.UTF8View.SubSequence]
    let edit: TreeEdit
  }

  /// The edits; the names before `depth` are the same in all of them, and lead to the folder.
  let steps: ArraySlice<Step>
  /// The number of names in the folder's own path.
  let depth: Int

  /// Writes the tree that results from editing the folder's tree `base`, and returns its id; `nil` when it is empty.
  ///
  /// - Throws: `invalid` for a bad name, or for a `put` both at a path and below it.
  func written(over base: GitHash?, in repository: borrowing Repository) throws(GitError) -> GitHash? {
    let old = if let base { try repository.tree(base) } else { Tree.empty }
    let tree = try applied(to: old, in: repository)
    if let base, tree.bytes == old.bytes { return base }
    return tree.isEmpty ? nil : try repository.write(tree)
  }

  /// The folder's tree after the edits. The trees of the folders in it are written, and it is not.
  ///
  /// - Throws: `invalid` for a bad name, or for a `put` both at a path and below it.
  func applied(to tree: Tree, in repository: borrowing Repository) throws(GitError) -> Tree {
    var entries: [[UInt8]: TreeEntry?] = [:]
    for (name, group) in Dictionary(grouping: steps, by: { Array($0.names[depth]) }) {
      let entry = try edited(tree.entry(named: name), name: name, by: group, in: repository)
      entries.updateValue(entry, forKey: name)
    }
    return try tree.replacing(entries)
  }

  /// The entry with the name `name` after the edits; `nil` when there is none.
  private func edited(
    _ entry: TreeEntry?, name: [UInt8], by steps: [Step], in repository: borrowing Repository
  ) throws(GitError) -> TreeEntry? {
    var entry = entry
    var deeper: [Step] = []
    for step in steps {
      guard step.names.count == depth + 1 else {
        deeper.append(step)
        continue
      }
      switch step.edit {
      case .delete: entry = nil
      case .put(let blob): entry = TreeEntry(name: name, mode: .file, id: blob)
      case .putFolder(let tree): entry = TreeEntry(name: name, mode: .tree, id: tree)
      }
    }
    guard !deeper.isEmpty else { return entry }
    let isPut = deeper.count < steps.count && entry != nil
    return try editedFolder(entry, name: name, by: deeper, isPut: isPut, in: repository)
  }

  /// The entry for `name` after edits below it; `isPut` tells whether a file was put there as well.
  private func editedFolder(
    _ entry: TreeEntry?, name: [UInt8], by steps: [Step], isPut: Bool, in repository: borrowing Repository
  ) throws(GitError) -> TreeEntry? {
    let puts = steps.contains { $0.edit != .delete }
    if isPut, puts {
      throw .invalid("'\(String(decoding: name, as: UTF8.self))' would be both a file and a folder")
    }
    // Deleting below a file deletes nothing.
    guard entry == nil || entry?.mode == .tree || puts else { return entry }
    let base = entry?.mode == .tree ? entry?.id : nil
    let tree = try FolderEdits(steps: steps[...], depth: depth + 1).written(over: base, in: repository)
    return tree.map { TreeEntry(name: name, mode: .tree, id: $0) }
  }
}
