import Clibgit2
import Glibc

/// The comparison of the files below a folder, in the index and on disk, with what is expected there.
///
/// The index is compared first: its entries tell which files on disk need not be read.
struct LocalComparison {
  private let root: String
  private let trustsMode: Bool
  private let expected: [[UInt8]: TreeEntry]
  /// When the index was written; files changed since, or in that very second, are not trusted to be as it says.
  private var indexWritten: timespec?
  /// The index entries that are as expected, without their paths.
  private var indexed: [[UInt8]: git_index_entry] = [:]
  private var changed: Set<[UInt8]> = []
  private var present: Set<[UInt8]> = []

  /// Prepares a comparison.
  ///
  /// - Parameters:
  ///   - root: The absolute path of the working tree.
  ///   - trustsMode: Whether the file system keeps executable bits.
  ///   - expected: The files that should be there, by the bytes of their paths.
  init(root: String, trustsMode: Bool, expected: [[UInt8]: TreeEntry]) {
    self.root = root
    self.trustsMode = trustsMode
    self.expected = expected
  }

  /// The paths found to differ so far, sorted by bytes.
  var sortedPaths: [String] {
    changed.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Compares the repository's index with the expected files at paths and below them.
  ///
  /// - Throws: `unsupportedFormat` when the index cannot be read.
  mutating func compareIndex(at paths: [[UInt8]], in repository: borrowing Repository) throws(GitError) {
    var index: OpaquePointer?
    guard git_repository_index(&index, repository.pointer) == 0, git_index_read(index, 0) == 0 else {
      git_index_free(index)
      throw .unsupportedFormat(path: repository.indexPath, reason: Library.lastMessage)
    }
    defer { git_index_free(index) }
    indexWritten = linkStatus(repository.indexPath)?.st_mtim
    var entries: [[UInt8]: git_index_entry] = [:]
    for folder in paths {
      var position = 0
      guard git_index_find_prefix(&position, index, folder.terminated) == 0 else { continue }
      while let entry = git_index_get_byindex(index, position)?.pointee, let name = entry.path {
        let path = String.bytes(of: name)
        guard path.starts(with: folder) else { break }
        if path.isBelow(folder) { note(&entries, path: path, entry: entry) }
        position += 1
      }
    }
    compareIndex(entries)
  }

  /// Keeps an index entry; any side of a conflict is a change.
  private mutating func note(_ entries: inout [[UInt8]: git_index_entry], path: [UInt8], entry: git_index_entry) {
    if entry.stage == 0 { entries[path] = entry } else { changed.insert(path) }
  }

  /// Compares index entries with the expected files, and keeps those that agree.
  private mutating func compareIndex(_ entries: [[UInt8]: git_index_entry]) {
    for (path, entry) in entries {
      guard let wanted = expected[path], GitHash(entry.id) == wanted.id,
        entry.mode == UInt32(wanted.mode.rawValue)
      else {
        changed.insert(path)
        continue
      }
      // The entry's path points into the index, which is freed before the files are looked at.
      indexed[path] = entry
      indexed[path]?.path = nil
    }
    for path in expected.keys where entries[path] == nil { changed.insert(path) }
  }

  /// Compares the files on disk at paths and below them with the expected ones; call `compareIndex` before.
  mutating func compareFiles(at paths: [[UInt8]]) throws(GitError) {
    for path in paths {
      if let obstacle = obstacle(above: path) {
        changed.insert(obstacle)
      } else {
        try visit(path)
      }
    }
    for path in expected.keys where !present.contains(path) {
      if indexed[path]?.isLeftOut != true { changed.insert(path) }
    }
  }

  /// The first part of the path above `folder` that exists and is not a folder.
  private func obstacle(above folder: [UInt8]) -> [UInt8]? {
    for (index, byte) in folder.enumerated() where byte == UInt8(ascii: "/") {
      let parent = Array(folder[..<index])
      if let status = linkStatus(file(parent)), !status.isFolder { return parent }
    }
    return nil
  }

  private mutating func visit(_ path: [UInt8]) throws(GitError) {
    guard let status = linkStatus(file(path)) else { return }
    if status.isFolder, expected[path]?.mode != .submodule {
      for name in try names(inFolder: path) {
        try visit(path.isEmpty ? name : path + [UInt8(ascii: "/")] + name)
      }
    } else {
      present.insert(path)
      if try !isUnchanged(path, status: status) { changed.insert(path) }
    }
  }

  private func isUnchanged(_ path: [UInt8], status: stat) throws(GitError) -> Bool {
    guard let wanted = expected[path] else { return false }
    switch wanted.mode {
    case .tree: return false
    case .submodule: return status.isFolder
    case .symlink: return try linkTarget(path, status: status).map { $0 == wanted.id } ?? false
    case .file, .executable:
      guard status.isFile, !trustsMode || status.isExecutable == (wanted.mode == .executable) else { return false }
      if let entry = indexed[path], let indexWritten, entry.matches(status), entry.isOlder(than: indexWritten) {
        return true
      }
      var oid = git_oid()
      try check("git_odb_hashfile", status: git_odb_hashfile(&oid, file(path), GIT_OBJECT_BLOB))
      return GitHash(oid) == wanted.id
    }
  }

  /// The id of a link's target as a blob; `nil` when the file is not a link.
  private func linkTarget(_ path: [UInt8], status: stat) throws(GitError) -> GitHash? {
    guard status.st_mode & S_IFMT == S_IFLNK else { return nil }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(file(path), &target, target.count)
    guard count >= 0 else { throw systemError("readlink", code: errno) }
    var oid = git_oid()
    try check("git_odb_hash", status: git_odb_hash(&oid, target, count, GIT_OBJECT_BLOB))
    return GitHash(oid)
  }

  private func names(inFolder path: [UInt8]) throws(GitError) -> [[UInt8]] {
    guard let folder = opendir(file(path)) else { throw systemError("opendir", code: errno) }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      let isSpecial = name == Array(".".utf8) || name == Array("..".utf8)
      if !isSpecial, !(path.isEmpty && name == Array(".git".utf8)) { names.append(name) }
    }
    return names
  }

  /// The file's path for the system, NUL-terminated since it need not be UTF-8.
  private func file(_ path: [UInt8]) -> [CChar] {
    (Array(root.utf8) + [UInt8(ascii: "/")] + path).terminated
  }
}

extension [UInt8] {
  /// Tells whether this path is `folder` or is below it.
  fileprivate func isBelow(_ folder: [UInt8]) -> Bool {
    folder.isEmpty || self == folder || (starts(with: folder) && self[folder.count] == UInt8(ascii: "/"))
  }
}
