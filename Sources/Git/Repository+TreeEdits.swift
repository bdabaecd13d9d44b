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
    try FolderEdits(edits).written(over: base, in: self)
  }

  /// The tree that results from editing the files of a tree; the trees of its folders are written, and it is not.
  ///
  /// - Throws: `invalid` for a bad name, or for a `put` both at a path and below it.
  package func tree(_ base: Tree, applying edits: [String: TreeEdit]) throws(GitError) -> Tree {
    try FolderEdits(edits).applied(to: base, in: self)
  }
}

extension FolderEdits {
  /// Takes the paths of edits apart; they begin at the root.
  fileprivate init(_ edits: [String: TreeEdit]) {
    let steps = edits.map { path, edit in
      Step(names: path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false), edit: edit)
    }
    self.init(steps: steps[...], depth: 0)
  }
}
