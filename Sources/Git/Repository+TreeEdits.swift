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
      FolderEdits.Step(
        names: path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false), edit: edit)
    }
    return try FolderEdits(steps: steps[...], depth: 0).written(over: base, in: self)
  }
}
