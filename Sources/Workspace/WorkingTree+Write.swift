import Glibc

// Changing files: below the root no link is ever followed, so that nothing outside can be written or deleted.

extension WorkingTree {
  /// The ending of the name of a file that is not completely written.
  static let unfinished = ".partnerctl-new"

  /// Writes a file under another name and renames it; creates missing folders.
  func write(_ bytes: [UInt8], to path: String) throws(WorkspaceError) {
    let (folders, name) = WorkingTree.parts(path)
    let folder = try openRoot().below(folders, isCreating: true)
    try folder.write(bytes, to: name)
  }

  /// Writes a file that a person named, relative to the root unless it is absolute; links are followed. Devices and
  /// pipes are written to; only regular files are replaced.
  ///
  /// - Parameter isPrivate: whether only the user may read the file, and the folders that are created for it.
  package func save(_ bytes: [UInt8], to file: String, isPrivate: Bool = false) throws(WorkspaceError) {
    let (folders, name) = WorkingTree.parts(file)
    var path = file.hasPrefix("/") ? "" : root
    for part in folders {
      path += "/" + part
      guard mkdir(path, isPrivate ? 0o700 : 0o777) == 0 || errno == EEXIST else { throw failure(path) }
    }
    let folder = path.isEmpty ? "/" : path
    let target = folder + "/" + name
    var status = stat()
    if stat(target, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFCHR, S_IFIFO: return try pour(bytes, into: target)
      default: throw .file(path: target, reason: "it exists and is not a regular file")
      }
      // The target of a link is replaced, and not the link.
      if let real = WorkingTree.realPath(target) {
        let (folders, name) = WorkingTree.parts(real)
        return try WorkingTree(root: "/" + folders.joined(separator: "/")).openRoot()
          .write(bytes, to: name, mode: isPrivate ? 0o600 : 0o666)
      }
    }
    try WorkingTree(root: folder).openRoot().write(bytes, to: name, mode: isPrivate ? 0o600 : 0o666)
  }

  private func pour(_ bytes: [UInt8], into target: String) throws(WorkspaceError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(target) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(target) }
      rest = rest.dropFirst(count)
    }
  }

  /// Deletes a file and the folders that become empty.
  func delete(_ path: String) {
    var (folders, name) = WorkingTree.parts(path)
    guard let folder = try? openRoot().below(folders, isCreating: false) else { return }
    unlinkat(folder.descriptor, name, 0)
    while let last = folders.popLast(), let above = try? openRoot().below(folders, isCreating: false),
      unlinkat(above.descriptor, last, AT_REMOVEDIR) == 0
    {}
  }

  private static func parts(_ path: String) -> (folders: [String], name: String) {
    var parts = path.split(separator: "/").map(String.init)
    let name = parts.popLast() ?? ""
    return (parts, name)
  }

  private func openRoot() throws(WorkspaceError) -> OpenFolder {
    let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(root) }
    return OpenFolder(descriptor, path: root)
  }
}

/// An open folder: changes happen in it, whatever replaces its path meanwhile.
private struct OpenFolder: ~Copyable {
  let descriptor: Int32
  /// The path, for messages alone.
  let path: String

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens a folder further down; throws if a link is in the path.
  consuming func below(_ parts: [String], isCreating: Bool) throws(WorkspaceError) -> OpenFolder {
    var folder = self
    for part in parts { folder = try folder.inside(part, isCreating: isCreating) }
    return folder
  }

  private borrowing func inside(_ name: String, isCreating: Bool) throws(WorkspaceError) -> OpenFolder {
    if isCreating, mkdirat(descriptor, name, 0o777) != 0, errno != EEXIST { throw failure(name) }
    let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else { throw failure(name) }
    return OpenFolder(inner, path: path + "/" + name)
  }

  borrowing func write(_ bytes: [UInt8], to name: String, mode: mode_t = 0o666) throws(WorkspaceError) {
    let new = name + WorkingTree.unfinished
    unlinkat(descriptor, new, 0)
    let file = openat(descriptor, new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw failure(new) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = failure(new)
        close(file)
        unlinkat(descriptor, new, 0)
        throw error
      }
      written += count
    }
    guard close(file) == 0, renameat(descriptor, new, descriptor, name) == 0 else {
      let error = failure(name)
      unlinkat(descriptor, new, 0)
      throw error
    }
  }

  private borrowing func failure(_ name: String) -> WorkspaceError {
    .file(path: path + "/" + name, reason: String(cString: strerror(errno)))
  }
}
