import Clibgit2
import Glibc

/// The held lock of a repository's index.
///
/// While it is held no `git add` or `git commit` can change the index. It is taken before a branch is moved, so that
/// nobody commits the old index on top of the new commit. A lock that is dropped without `commit` is released and
/// leaves the index as it was.
package struct IndexLock: ~Copyable {
  /// The lock file: a full copy of the index, renamed to it at the end.
  package let path: String
  private let indexPath: String
  private let workingDirectory: String
  /// libgit2's index over the lock file, owned.
  let index: OpaquePointer
  private var isHeld = true
  /// How many hundredths of a second another process may hold the lock before we give up: a `git status` takes less.
  fileprivate static let patience = 150

  /// Takes the lock; `files` is the working tree.
  fileprivate init(indexPath: String, files workingDirectory: String) throws(GitError) {
    let path = indexPath + ".lock"
    let written = try Self.createLock(path, copying: indexPath)
    var index: OpaquePointer?
    guard git_index_open(&index, path) == 0, let index else {
      let reason = Library.lastMessage
      unlink(path)
      throw .unsupportedFormat(path: indexPath, reason: reason)
    }
    self.path = path
    self.indexPath = indexPath
    self.workingDirectory = workingDirectory
    self.index = index
    if let written { smudgeEntries(notOlderThan: written) }
  }

  deinit {
    git_index_free(index)
    if isHeld { unlink(path) }
  }

  /// Puts files into the index, removes others, keeps all other entries, and releases the lock.
  ///
  /// The working tree must have the files already: their time stamps go into the index, so that `git status` is clean
  /// afterwards. A file that is missing there counts as deleted by the user.
  ///
  /// - Throws: `invalid` for a path that the index may not hold. The index is then unchanged.
  package consuming func commit(
    put files: [(path: String, id: GitHash, executable: Bool)], remove paths: [String]
  ) throws(GitError) {
    for file in files {
      try put(Array(file.path.utf8), mode: file.executable ? .executable : .file, id: file.id)
    }
    for path in paths { try remove(Array(path.utf8)) }
    try publish()
  }

  /// Adds or replaces one entry in memory.
  borrowing func put(_ path: [UInt8], mode: EntryMode, id: GitHash) throws(GitError) {
    let names = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !path.contains(0), !names.contains(where: \.isEmpty) else {
      throw .invalid("'\(String(decoding: path, as: UTF8.self))' is not a path that an index may hold")
    }
    var entry = git_index_entry()
    entry.id = id.oid
    entry.mode = UInt32(mode.rawValue)
    let terminated = path.terminated
    if let status = linkStatus((Array("\(workingDirectory)/".utf8) + path).terminated) {
      entry.take(status)
    }
    let status = terminated.withUnsafeBufferPointer { text in
      entry.path = text.baseAddress
      for stage in 1...3 as ClosedRange<Int32> { git_index_remove(index, text.baseAddress, stage) }
      return git_index_add(index, &entry)
    }
    guard status != 0 else { return }
    throw .invalid("'\(String(decoding: path, as: UTF8.self))': \(Library.lastMessage)")
  }

  /// Removes one entry in memory, if there is one.
  borrowing func remove(_ path: [UInt8]) throws(GitError) {
    let status = git_index_remove(index, path.terminated, 0)
    guard status != GIT_ENOTFOUND.rawValue else { return }
    try check("git_index_remove", status: status)
  }

  /// Writes the lock file and makes it the index.
  consuming func publish() throws(GitError) {
    try check("git_index_write", status: git_index_write(index))
    guard rename(path, indexPath) == 0 else { throw systemError("rename", code: errno) }
    isHeld = false
  }

  /// Creates the lock file with the index's content, and returns when the index was written; `nil` if there is none.
  private static func createLock(_ path: String, copying indexPath: String) throws(GitError) -> timespec? {
    var attempts = 0
    var descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    while descriptor < 0 {
      guard errno == EEXIST else { throw systemError("open", code: errno) }
      guard attempts < Self.patience else { throw .locked(path: path) }
      attempts += 1
      usleep(10_000)
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    defer { close(descriptor) }
    do throws(GitError) {
      let written = linkStatus(indexPath)?.st_mtim
      try writeAll(try contents(ofFile: indexPath) ?? emptyIndex, to: descriptor)
      return written
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Version 2, no entries, SHA-1 of that.
  private static let emptyIndex: [UInt8] = {
    let digest = GitHash(hex: "39d890139ee5356c7ef572216cebcd27aa41f9df")
    return Array("DIRC".utf8) + [0, 0, 0, 2, 0, 0, 0, 0] + (digest?.bytes ?? [])
  }()

  /// Makes git look again at files that may have changed in the tick in which the old index was written.
  ///
  /// git distrusts entries not older than the index file; writing the index anew would make it trust them. As git
  /// does, the size of those that really differ is set to zero (Documentation/technical/racy-git.txt).
  private func smudgeEntries(notOlderThan written: timespec) {
    for position in 0..<git_index_entrycount(index) {
      guard let found = git_index_get_byindex(index, position)?.pointee, found.isRegularFile,
        !found.isOlder(than: written), let path = found.path
      else { continue }
      var oid = git_oid()
      let file = workingDirectory + "/" + String(cString: path)
      let isRead = linkStatus(file)?.isFile == true && git_odb_hashfile(&oid, file, GIT_OBJECT_BLOB) == 0
      guard !isRead || GitHash(oid) != GitHash(found.id) else { continue }
      var smudged = found
      smudged.file_size = 0
      // Replacing an entry by a copy fails only for lack of memory; git then merely trusts the entry.
      git_index_add(index, &smudged)
    }
  }
}

extension Repository {
  /// Waits until no process holds the lock of the index, or as long as `lockIndex` would.
  package func awaitIndex() {
    for _ in 0..<IndexLock.patience where linkStatus(indexPath + ".lock") != nil { usleep(10_000) }
  }

  /// Takes the lock of the index, waiting up to a second and a half while another process holds it.
  ///
  /// - Throws: `locked` when another process holds it, `unsupportedFormat` when the index cannot be read (a split or
  ///   sparse one), `invalid` in a bare repository, which has none.
  package func lockIndex() throws(GitError) -> IndexLock {
    guard let workingDirectory else { throw .invalid("a bare repository has no index") }
    return try IndexLock(indexPath: indexPath, files: workingDirectory)
  }
}
