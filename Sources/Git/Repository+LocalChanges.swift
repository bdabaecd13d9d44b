extension Repository {
  /// Lists the files below a folder that are not as `tree` has them, in the index or on disk, sorted by bytes.
  ///
  /// A file is listed if its index entry differs, if its content or executable bit on disk differs, if it is missing,
  /// or if `tree` has no such file, ignored or not. Contents are compared as they are, without filters; a file in the
  /// very state that the index recorded is not read. Links are not followed: if a link or a file is in place of the
  /// folder or one above it, its path is listed, since writing would go through it.
  ///
  /// - Parameters:
  ///   - folder: A path relative to the working tree; empty for all of it.
  ///   - tree: The root tree to compare with, usually that of the last commit.
  /// - Returns: Nothing in a bare repository.
  package func stagedOrModifiedPaths(
    below folder: String, head tree: GitHash
  ) throws(GitError) -> [String] {
    guard let workingDirectory else { return [] }
    let path = Array(folder.utf8)
    var expected = TreeFiles()
    if folder.isEmpty {
      try expected.add(tree, below: [], in: self)
    } else if let entry = try entry(at: folder, inTree: tree) {
      try expected.add(entry, at: path, in: self)
    }
    return try changes(at: [path], expected: expected.entries, in: workingDirectory)
  }

  /// Lists those of some files that are not as `tree` has them, in the index or on disk, sorted by bytes. The work is
  /// proportional to the number of paths, apart from reading the index.
  ///
  /// - Parameters:
  ///   - paths: Paths relative to the working tree, of files that `tree` may lack.
  ///   - tree: The root tree to compare with, usually that of the last commit.
  /// - Returns: Nothing in a bare repository.
  package func stagedOrModifiedPaths(
    among paths: [String], head tree: GitHash
  ) throws(GitError) -> [String] {
    guard let workingDirectory else { return [] }
    var expected: [[UInt8]: TreeEntry] = [:]
    for path in paths {
      if let entry = try entry(at: path, inTree: tree) { expected[Array(path.utf8)] = entry }
    }
    return try changes(at: paths.map { Array($0.utf8) }, expected: expected, in: workingDirectory)
  }

  private func changes(
    at paths: [[UInt8]], expected: [[UInt8]: TreeEntry], in workingDirectory: String
  ) throws(GitError) -> [String] {
    var comparison = LocalComparison(
      root: workingDirectory, trustsMode: configValue("core.filemode") != "false", expected: expected)
    try comparison.compareIndex(at: paths, in: self)
    try comparison.compareFiles(at: paths)
    return comparison.sortedPaths
  }
}

/// The files of a tree, or of a part of it, by the bytes of their whole paths.
///
/// Each call is passed the repository, which is noncopyable, so that only its owner can store it.
private struct TreeFiles {
  /// The files found so far; no entry is a folder.
  private(set) var entries: [[UInt8]: TreeEntry] = [:]

  /// Adds all files of a tree; `folder` is its path, empty for the root.
  mutating func add(
    _ tree: GitHash, below folder: [UInt8], in repository: borrowing Repository
  ) throws(GitError) {
    let prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
    for entry in try repository.tree(tree) { try add(entry, at: prefix + entry.name, in: repository) }
  }

  /// Adds a file, or all files of a folder.
  mutating func add(
    _ entry: TreeEntry, at path: [UInt8], in repository: borrowing Repository
  ) throws(GitError) {
    if entry.mode == .tree {
      try add(entry.id, below: path, in: repository)
    } else {
      entries[path] = entry
    }
  }
}
