import Clibgit2
import Glibc

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
    var comparison = LocalComparison(root: workingDirectory, trustsMode: configValue("core.filemode") != "false")
    let path = Array(folder.utf8)
    if folder.isEmpty {
      try collect(tree, below: [], into: &comparison)
    } else if let entry = try entry(at: folder, inTree: tree) {
      try collect(entry, at: path, into: &comparison)
    }
    try compareIndex(below: path, in: &comparison)
    try comparison.compareFiles(below: path)
    return comparison.sortedPaths
  }

  private func collect(
    _ tree: GitHash, below folder: [UInt8], into comparison: inout LocalComparison
  ) throws(GitError) {
    let prefix = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
    for entry in try entries(ofTree: tree) { try collect(entry, at: prefix + entry.name, into: &comparison) }
  }

  private func collect(
    _ entry: TreeEntry, at path: [UInt8], into comparison: inout LocalComparison
  ) throws(GitError) {
    if entry.mode == .tree {
      try collect(entry.id, below: path, into: &comparison)
    } else {
      comparison.expected[path] = entry
    }
  }

  private func compareIndex(below folder: [UInt8], in comparison: inout LocalComparison) throws(GitError) {
    var index: OpaquePointer?
    guard git_repository_index(&index, pointer) == 0, git_index_read(index, 0) == 0 else {
      git_index_free(index)
      throw .unsupportedFormat(path: indexPath, reason: Library.lastMessage)
    }
    defer { git_index_free(index) }
    comparison.indexWritten = linkStatus(indexPath)?.st_mtim
    var position = 0
    guard git_index_find_prefix(&position, index, folder.terminated) == 0 else {
      return comparison.compareIndex([:])
    }
    var entries: [[UInt8]: git_index_entry] = [:]
    while let entry = git_index_get_byindex(index, position)?.pointee, let name = entry.path {
      let path = String.bytes(of: name)
      guard path.starts(with: folder) else { break }
      if path.isBelow(folder) { comparison.note(&entries, path: path, entry: entry) }
      position += 1
    }
    comparison.compareIndex(entries)
  }
}

/// The files that are expected below a folder, and the paths that differ.
private struct LocalComparison {
  let root: String
  let trustsMode: Bool
  var expected: [[UInt8]: TreeEntry] = [:]
  var indexWritten: timespec?
  private var indexed: [[UInt8]: git_index_entry] = [:]
  private var changed: Set<[UInt8]> = []
  private var present: Set<[UInt8]> = []

  init(root: String, trustsMode: Bool) {
    self.root = root
    self.trustsMode = trustsMode
  }

  var sortedPaths: [String] {
    changed.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Keeps an index entry; any side of a conflict is a change.
  mutating func note(_ entries: inout [[UInt8]: git_index_entry], path: [UInt8], entry: git_index_entry) {
    if entry.stage == 0 { entries[path] = entry } else { changed.insert(path) }
  }

  mutating func compareIndex(_ entries: [[UInt8]: git_index_entry]) {
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

  mutating func compareFiles(below folder: [UInt8]) throws(GitError) {
    if let obstacle = obstacle(above: folder) {
      changed.insert(obstacle)
    } else {
      try visit(folder)
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

  /// The id of a link's target as a blob; `nil` when the file is no link.
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
