extension Repository {
  /// Writes the trees that result from editing the files of `base`, and returns the new root.
  ///
  /// Folders that become empty vanish; folders that no edit touches keep their ids and are not read. A `put` below
  /// the path of a file replaces the file by a folder. The blobs need not exist.
  ///
  /// - Parameters:
  ///   - base: The tree to start from; `nil` for an empty one.
  ///   - edits: Paths of names joined with `/`.
  /// - Returns: `nil` when nothing is left.
  /// - Throws: `invalid` for a bad name, or for a `put` both at a path and below it.
  package func writeTree(
    _ base: GitHash?, applying edits: [String: TreeEdit]
  ) throws(GitError) -> GitHash? {
    let steps = edits.map { path, edit in
      PathEdit(names: path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false), edit: edit)
    }
    return try apply(steps[...], depth: 0, to: base)
  }

  private func apply(
    _ edits: ArraySlice<PathEdit>, depth: Int, to base: GitHash?
  ) throws(GitError) -> GitHash? {
    let old = if let base { try entries(ofTree: base) } else { [TreeEntry]() }
    var entries: [[UInt8]: TreeEntry] = [:]
    entries.reserveCapacity(old.count)
    for entry in old { entries[entry.name] = entry }
    for (name, group) in Dictionary(grouping: edits, by: { Array($0.names[depth]) }) {
      entries[name] = try edited(entries[name], name: name, by: group, depth: depth)
    }
    if let base, entries.count == old.count, old.allSatisfy({ entries[$0.name] == $0 }) { return base }
    return entries.isEmpty ? nil : try writeTree(Array(entries.values))
  }

  /// The entry with the name `name` after the edits; `nil` when there is none.
  private func edited(
    _ entry: TreeEntry?, name: [UInt8], by edits: [PathEdit], depth: Int
  ) throws(GitError) -> TreeEntry? {
    var entry = entry
    var deeper: [PathEdit] = []
    for edit in edits {
      guard edit.names.count == depth + 1 else {
        deeper.append(edit)
        continue
      }
      switch edit.edit {
      case .delete: entry = nil
      case .put(let blob): entry = TreeEntry(name: name, mode: .file, id: blob)
      }
    }
    guard !deeper.isEmpty else { return entry }
    let isPut = deeper.count < edits.count && entry != nil
    return try editedFolder(entry, name: name, by: deeper, isPut: isPut, depth: depth)
  }

  private func editedFolder(
    _ entry: TreeEntry?, name: [UInt8], by edits: [PathEdit], isPut: Bool, depth: Int
  ) throws(GitError) -> TreeEntry? {
    let puts = edits.contains { $0.edit != .delete }
    if isPut, puts {
      throw .invalid("'\(String(decoding: name, as: UTF8.self))' would be both a file and a folder")
    }
    // Deleting below a file deletes nothing.
    guard entry == nil || entry?.mode == .tree || puts else { return entry }
    let base = entry?.mode == .tree ? entry?.id : nil
    let tree = try apply(edits[...], depth: depth + 1, to: base)
    return tree.map { TreeEntry(name: name, mode: .tree, id: $0) }
  }
}

/// One edit with its path taken apart.
private struct PathEdit {
  let names: [Substring.UTF8View.SubSequence]
  let edit: TreeEdit
}
