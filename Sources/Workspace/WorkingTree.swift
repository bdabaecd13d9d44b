import Glibc
import YAML

/// Access to files below a folder; never follows symbolic links below it.
package struct WorkingTree {
  /// The absolute path without a slash at its end.
  package let root: String

  /// Creates access to a folder, which need not exist.
  package init(root: String) {
    self.root = root
  }

  /// Whether the root itself is a folder.
  package var isFolder: Bool {
    var status = stat()
    return stat(root, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path of the target without links; nil if there is no target.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  enum FileType {
    case folder
    case file(size: Int)
    case symlink
    case other

    var isFolder: Bool { if case .folder = self { true } else { false } }
  }

  func type(of path: String) -> FileType {
    var status = stat()
    guard lstat(root + "/" + path, &status) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file(size: Int(status.st_size))
    case S_IFLNK: return .symlink
    default: return .other
    }
  }

  /// The names in a folder, sorted by their bytes.
  func names(in folder: String) throws(WorkspaceError) -> [[UInt8]] {
    let path = folder.isEmpty ? root : root + "/" + folder
    guard let directory = opendir(path) else { throw failure(path) }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in Array(raw.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Reads a whole file; nil if there is none. At most 64 KiB more than `limit` are read, by default the size limit
  /// of manifests.
  ///
  /// A pipe or device is an error, and the call does not wait for it.
  package func bytes(of path: String, limit: Int? = nil) throws(WorkspaceError) -> [UInt8]? {
    let limit = limit ?? YAMLReader.Limits().bytes
    let path = root + "/" + path
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .file(path: path, reason: "it is not a regular file") }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      if count == 0 { break }
      bytes += chunk[0..<count]
    }
    return bytes
  }

  func failure(_ path: String) -> WorkspaceError { .file(path: path, reason: String(cString: strerror(errno))) }
}
