import Git

/// Looks up many paths in one tree, and reads each of its folders once.
///
/// Git reads a folder again for each path that is looked up in it, which for a folder of thousands of files costs
/// more than everything else that is done with them.
final class TreeLookup {
  /// The entries by the folder's id, so that they are valid for every tree that has the folder.
  private var folders: [GitHash: [Name: TreeEntry]] = [:]
  /// The number of folders that were read; for tests.
  private(set) var readCount = 0

  /// The bytes of a name, which need not be text.
  private typealias Name = [UInt8]

  /// Finds the entry at a path below a tree; nil if there is none.
  ///
  /// - Parameter path: Names joined with `/`; neither empty nor with empty parts.
  func entry(
    at path: String, in tree: GitHash, of repository: borrowing Repository
  ) throws(GitError) -> TreeEntry? {
    var folder = tree
    var found: TreeEntry?
    for name in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if let found {
        guard found.mode == .tree else { return nil }
        folder = found.id
      }
      guard let entry = try entries(in: folder, of: repository)[Array(name)] else { return nil }
      found = entry
    }
    return found
  }

  /// The entries of a folder, sorted by name.
  func entries(of folder: GitHash, of repository: borrowing Repository) throws(GitError) -> [TreeEntry] {
    try entries(in: folder, of: repository).values.sorted { $0.precedes($1) }
  }

  private func entries(
    in folder: GitHash, of repository: borrowing Repository
  ) throws(GitError) -> [Name: TreeEntry] {
    if let known = folders[folder] { return known }
    let entries = Dictionary(try repository.entries(ofTree: folder).map { ($0.name, $0) }) { first, _ in first }
    folders[folder] = entries
    readCount += 1
    return entries
  }
}
