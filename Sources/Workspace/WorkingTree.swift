import Git
import Glibc
import Model
import Reconciler
import Source
import YAML

// Finding and reading manifests as they lie on the disk.

extension Workspace {
  /// The files beside the repository; throws in a bare one, which has none.
  var workingTree: WorkingTree {
    get throws(WorkspaceError) {
      guard let root = repository.workingDirectory else {
        throw .git(.invalid("a bare repository has no working tree"))
      }
      return WorkingTree(root: root)
    }
  }

  func workingTreeFiles(_ settings: Settings) throws(WorkspaceError) -> [ManifestFile] {
    var files = FoundFiles(instruments)
    try collect(try workingTree, registryFolder, settings, depth: 0, &files)
    return try attached(files.finish(), settings)
  }

  private func collect(
    _ tree: WorkingTree, _ folder: String, _ settings: Settings, depth: Int, _ files: inout FoundFiles
  ) throws(WorkspaceError) {
    for bytes in try tree.names(in: folder) {
      // The repository's own folder, or the file that points to it in a linked working tree.
      if folder.isEmpty, bytes == Array(".git".utf8) { continue }
      if let refused = EntryName.fault(bytes, in: folder) {
        files.append(ManifestFile(path: folder, documents: [], unreadable: [refused]))
        continue
      }
      let name = String(decoding: bytes, as: UTF8.self)
      let path = folder.isEmpty ? name : folder + "/" + name
      if name.hasPrefix(".") || ExactString.same(path, settings.registry.state) { continue }
      switch tree.type(of: path) {
      case .folder where depth >= 64:
        files.append(.refusing(path, "tree.depth", "The folder is nested deeper than 64 levels", "move it up"))
      case .folder: try collect(tree, path, settings, depth: depth + 1, &files)
      case .symlink:
        files.append(.refusing(path, "tree.symlink", "A symbolic link is not followed", "put the file itself here"))
      case .file(let size):
        if EntryName.isMisnamed(name) { files.append(.misnamed(path, name)) }
        guard EntryName.isManifest(name), !ExactString.same(path, self.path(RegistryFile.name)) else { continue }
        if let nested = ManifestFile.refusingNestedRegistry(path) {
          files.append(nested)
        } else if size > YAMLReader.Limits().bytes {
          files.append(.refusingSize(path))
        } else if let bytes = try tree.bytes(of: path) {
          files.append(path, bytes)
        }
      case .other: continue
      }
    }
  }
}

/// Plain file access below a folder; never follows symbolic links.
package struct WorkingTree {
  /// Absolute, without a slash at its end.
  package let root: String

  package init(root: String) {
    self.root = root
  }

  /// Tells whether the root itself is a folder.
  package var isFolder: Bool {
    var status = stat()
    return stat(root, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path of what a path leads to, without links; nil if it leads nowhere.
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

  /// The whole file; nil if there is none. Little more than `limit` is read, by default the size limit of manifests.
  ///
  /// A pipe or device is refused and never waited for.
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
    guard status.st_mode & S_IFMT == S_IFREG else { throw .file(path: path, reason: "It is no regular file") }
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
