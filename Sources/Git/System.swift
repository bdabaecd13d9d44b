import Clibgit2
import Glibc

/// The system's description of an error number.
func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code))
}

/// Reads a whole file; `nil` when there is none.
func contents(ofFile path: String) throws(GitError) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    if errno == ENOENT { return nil }
    throw systemError("open", code: errno)
  }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count == 0 { return bytes }
    if count > 0 {
      bytes += chunk[..<count]
    } else if errno != EINTR {
      throw systemError("query", code: errno)
    }
  }
}

/// Writes all bytes to an open file.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(GitError) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if errno != EINTR {
      throw systemError("write", code: errno)
    }
  }
}

/// Flushes a file, or the names in a folder, to the disk.
func flush(_ path: String) throws(GitError) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw systemError("open", code: errno) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw systemError("fsync", code: errno) }
}

/// Makes an empty folder whose name ends with random characters in place of the `XXXXXX` at the end of a path, and
/// returns its path.
func makeTemporaryFolder(_ template: String) throws(GitError) -> String {
  var path = Array(template.utf8CString)
  guard mkdtemp(&path) != nil else { throw systemError("mkdtemp", code: errno) }
  return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Flushes the whole file system of a folder to the disk.
func flushFileSystem(of folder: String) throws(GitError) {
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw systemError("open", code: errno) }
  defer { close(descriptor) }
  guard partnerctl_sync_file_system(descriptor) == 0 else { throw systemError("syncfs", code: errno) }
}

/// The state of a file itself, links not followed; `nil` when it cannot be known, as when there is none.
func linkStatus(_ path: UnsafePointer<CChar>) -> stat? {
  var status = stat()
  return lstat(path, &status) == 0 ? status : nil
}

extension stat {
  /// Tells whether this is a regular file.
  var isFile: Bool { st_mode & S_IFMT == S_IFREG }
  /// Tells whether this is a folder.
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
  /// Tells whether its owner may execute it, which is all of a file's mode that git keeps.
  var isExecutable: Bool { st_mode & S_IXUSR != 0 }
}
