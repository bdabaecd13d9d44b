import Crypto
import Glibc

/// A file with a private key, which only its owner may open.
struct KeyFile {
  /// The absolute path.
  let path: String
  /// The name of the file in messages. A text that is not a path may be a key by mistake, which must not be repeated.
  let name: String
  /// The text for the path in a command that fixes the file.
  let word: String
  /// What kind of key is needed, in words.
  let wanted: String

  init(path: String, name: String? = nil, word: String? = nil, wanted: String = KeyStore.wanted) {
    self.path = path
    self.name = name ?? path
    self.word = word ?? path
    self.wanted = wanted
  }

  private static let limit = 1 << 16

  /// Reads the signing key in the file, and returns nil if the file does not exist.
  func read() throws(WorkspaceError) -> SigningKey? {
    guard let bytes = try bytes() else { return nil }
    do {
      return try SigningKey(pem: bytes)
    } catch {
      throw .key("\(name): \(error)", wanted)
    }
  }

  /// Reads the file; nil if there is none. Links are followed and a pipe is read, since both are used to give a key to
  /// a program.
  func bytes() throws(WorkspaceError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure()
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure() }
    let type = status.st_mode & S_IFMT
    guard type == S_IFREG || type == S_IFIFO else {
      throw .key("\(name) is not a regular file", "name a file that holds a private key; \(wanted)")
    }
    if type == S_IFREG, status.st_mode & 0o077 != 0 {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw .key("\(name): other users can open this private key (mode \(mode))", "chmod 600 \(word)")
    }
    return try contents(descriptor)
  }

  private func contents(_ descriptor: Int32) throws(WorkspaceError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure() }
      if count == 0 { return bytes }
      bytes += chunk[0..<count]
      guard bytes.count <= KeyFile.limit else {
        throw .key("\(name): the file is too large for a private key", wanted)
      }
    }
  }

  /// Stores a key if the file does not exist, and returns false if it does. Other processes see no file or a whole
  /// one.
  func create(_ key: [UInt8]) throws(WorkspaceError) -> Bool {
    try place(key) { (new) throws(WorkspaceError) in
      if link(new, path) == 0 { return true }
      guard errno == EEXIST else { throw failure() }
      return false
    }
  }

  /// Replaces the file's key by another.
  func replace(by key: [UInt8]) throws(WorkspaceError) {
    _ = try place(key) { (new) throws(WorkspaceError) in
      guard rename(new, path) == 0 else { throw failure() }
      return true
    }
  }

  /// Writes the key to a file beside this one, moves it into place, and leaves no other file behind.
  private func place(
    _ key: [UInt8], _ put: (_ new: String) throws(WorkspaceError) -> Bool
  ) throws(WorkspaceError) -> Bool {
    let new: String
    do {
      new = path + "." + (try SecureRandom.uuid())
    } catch {
      throw .key("\(name): \(error)", "try again; nothing was changed")
    }
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure() }
    defer { unlink(new) }
    try fill(descriptor, bytes: key)
    return try put(new)
  }

  /// Writes a new file and closes it.
  private func fill(_ descriptor: Int32, bytes: [UInt8]) throws(WorkspaceError) {
    // A partial write reports no error of its own.
    errno = ENOSPC
    let isWritten = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    // Without flushing, a power cut could leave a damaged key that every later run would report.
    guard isWritten, fsync(descriptor) == 0 else {
      let error = failure()
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw failure() }
  }

  private func failure() -> WorkspaceError {
    .key(
      "\(name): \(String(cString: strerror(errno)))",
      "check the path, the permissions and the disk; no key was made or changed")
  }
}
