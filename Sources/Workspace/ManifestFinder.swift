import Engine
import Git
import Model
import Source
import YAML

/// Finds and reads the manifests of a registry folder, in a commit through git objects alone, or in the working tree.
struct ManifestFinder {
  /// The greatest depth of folders that are read.
  private static let depthLimit = 64
  private static var sizeLimit: Int { YAMLReader.Limits().bytes }

  private let workspace: Workspace
  private let settings: Settings
  private let layout: RegistryLayout

  init(_ workspace: Workspace, settings: Settings) {
    self.workspace = workspace
    self.settings = settings
    layout = RegistryLayout(state: settings.registry.state, settings: workspace.path(RegistryFile.name))
  }

  private var objects: GitObjects { workspace.objects }

  // MARK: In a commit

  /// Reads all manifests of a commit, with the files that they name.
  func files(at revision: Revision) throws(WorkspaceError) -> [ManifestFile] {
    guard let tree = try revision.registryTree() else { return [] }
    var files = FoundFiles(workspace.instruments)
    try collect(tree, folder: workspace.registryFolder, depth: 0, into: &files)
    return try attached(files.finish(), at: revision.commit)
  }

  private func collect(
    _ tree: GitHash, folder: String, depth: Int, into files: inout FoundFiles
  ) throws(WorkspaceError) {
    for entry in try objects.entries(of: tree) {
      if let fault = EntryName.fault(entry.name, in: folder) {
        files.append(ManifestFile(path: folder, documents: [], unreadable: [fault]))
        continue
      }
      let name = String(decoding: entry.name, as: UTF8.self)
      try collect(entry, path: folder.isEmpty ? name : folder + "/" + name, depth: depth, into: &files)
    }
  }

  private func collect(
    _ entry: TreeEntry, path: String, depth: Int, into files: inout FoundFiles
  ) throws(WorkspaceError) {
    let name = String(decoding: entry.name, as: UTF8.self)
    let role = layout.role(of: name, path: path, isFolder: entry.mode == .tree)
    if case .outside = role { return }
    switch entry.mode {
    case .tree where depth >= ManifestFinder.depthLimit: files.append(.tooDeep(path))
    case .tree: try collect(entry.id, folder: path, depth: depth + 1, into: &files)
    case .symlink: files.append(.symbolicLink(path))
    case .submodule:
      files.append(
        .unread(
          path, rule: "tree.submodule", message: "A submodule is not read",
          hint: "replace it with the files themselves"))
    case .file, .executable:
      switch role {
      case .misnamed: files.append(.misnamed(path, name: name))
      case .nestedRegistry: files.append(.nestedRegistry(path))
      case .manifests: try read(entry.id, path: path, into: &files)
      case .outside, .settings, .other: return
      }
    }
  }

  private func read(_ blob: GitHash, path: String, into files: inout FoundFiles) throws(WorkspaceError) {
    if let bytes = try objects.blob(blob, limit: ManifestFinder.sizeLimit) {
      files.append(path, bytes: bytes)
    } else {
      files.append(.tooLarge(path))
    }
  }

  /// Reads one file with an unchanged path; none if there is no such file.
  ///
  /// - Returns: Nil for a folder, and for a path with a name that is not allowed: only a full read finds their faults.
  func file(at path: String, in revision: Revision) throws(WorkspaceError) -> [ManifestFile]? {
    let names = path.split(separator: "/").map { Array($0.utf8) }
    // A diagnostic quotes a long or undecodable name differently.
    let isQuoted = path.unicodeScalars.contains { $0 == "\u{FFFD}" || $0 == "…" }
    if isQuoted || names.contains(where: { EntryName.fault($0, in: "") != nil }) { return nil }
    guard let entry = try objects.entry(at: path, in: revision.commit.tree) else { return [] }
    if entry.mode == .tree { return nil }
    var files = FoundFiles(workspace.instruments)
    try collect(entry, path: path, depth: path.utf8.count { $0 == UInt8(ascii: "/") }, into: &files)
    return files.finish()
  }

  /// Reads the manifests of single blobs, without the files that they name.
  func files(_ blobs: [(path: String, blob: GitHash)]) throws(WorkspaceError) -> [ManifestFile] {
    var files = FoundFiles(workspace.instruments)
    for (path, blob) in blobs {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if case .misnamed = layout.role(of: name, path: path, isFolder: false) {
        files.append(.misnamed(path, name: name))
      } else {
        try read(blob, path: path, into: &files)
      }
    }
    return files.finish()
  }

  /// The files of manifests with the contents of the files that they name in a commit.
  func attached(_ files: [ManifestFile], at commit: Commit) throws(WorkspaceError) -> [ManifestFile] {
    let (members, bounds) = (workspace.catalog.fileMembers, bounds)
    return try files.map { file throws(WorkspaceError) in
      try file.attaching(members, within: bounds) { path throws(WorkspaceError) in
        try attachment(at: path, in: commit.tree)
      }
    }
  }

  /// The files that manifests name, whether or not they are there.
  func attachedFiles(of manifests: [Manifest]) -> Set<Lookup> {
    let members = workspace.catalog.fileMembers
    return Set(
      manifests.flatMap { manifest in
        (members[manifest.id.kind] ?? []).compactMap { manifest.root["spec"]?[$0]?.text }
          .compactMap { try? bounds.path(of: $0, beside: manifest.location.file).get() }
          .map { Lookup(index: Lookup.attachedFiles, value: ExactString($0), object: manifest.location.file) }
      })
  }

  private func attachment(
    at path: String, in tree: GitHash
  ) throws(WorkspaceError) -> Result<[UInt8], AttachmentFault> {
    guard !path.isEmpty, let entry = try objects.entry(at: path, in: tree) else { return .failure(.missing) }
    guard entry.mode == .file || entry.mode == .executable else { return .failure(.noFile) }
    return try objects.blob(entry.id, limit: AttachmentBounds.limit).map { .success($0) } ?? .failure(.tooLarge)
  }

  // MARK: In the working tree

  /// Reads all manifests of the working tree, with the files that they name.
  func filesInWorkingTree() throws(WorkspaceError) -> [ManifestFile] {
    var files = FoundFiles(workspace.instruments)
    let tree = try workspace.workingTree
    try collect(tree, folder: workspace.registryFolder, depth: 0, into: &files)
    let (members, bounds) = (workspace.catalog.fileMembers, bounds)
    return try files.finish().map { file throws(WorkspaceError) in
      try file.attaching(members, within: bounds) { path throws(WorkspaceError) in try tree.attachment(at: path) }
    }
  }

  private func collect(
    _ tree: WorkingTree, folder: String, depth: Int, into files: inout FoundFiles
  ) throws(WorkspaceError) {
    for bytes in try tree.names(in: folder) {
      // `.git` is the repository's own folder, or the file that points to it in a linked working tree.
      if folder.isEmpty, bytes == Array(".git".utf8) { continue }
      if let fault = EntryName.fault(bytes, in: folder) {
        files.append(ManifestFile(path: folder, documents: [], unreadable: [fault]))
        continue
      }
      let name = String(decoding: bytes, as: UTF8.self)
      let path = folder.isEmpty ? name : folder + "/" + name
      let type = tree.type(of: path)
      let role = layout.role(of: name, path: path, isFolder: type.isFolder)
      if case .outside = role { continue }
      switch type {
      case .folder where depth >= ManifestFinder.depthLimit: files.append(.tooDeep(path))
      case .folder: try collect(tree, folder: path, depth: depth + 1, into: &files)
      case .symlink: files.append(.symbolicLink(path))
      case .file(let size):
        switch role {
        case .misnamed: files.append(.misnamed(path, name: name))
        case .nestedRegistry: files.append(.nestedRegistry(path))
        case .manifests where size > ManifestFinder.sizeLimit: files.append(.tooLarge(path))
        case .manifests: if let bytes = try tree.bytes(of: path) { files.append(path, bytes: bytes) }
        case .outside, .settings, .other: continue
        }
      case .other: continue
      }
    }
  }

  private var bounds: AttachmentBounds {
    AttachmentBounds(registryFolder: workspace.registryFolder, stateFolder: settings.registry.state)
  }
}

extension ManifestFile {
  fileprivate static func tooDeep(_ path: String) -> ManifestFile {
    unread(
      path, rule: "tree.depth", message: "The folder is nested deeper than 64 levels", hint: "move it to a higher level"
    )
  }

  fileprivate static func symbolicLink(_ path: String) -> ManifestFile {
    unread(
      path, rule: "tree.symlink", message: "A symbolic link is not followed", hint: "replace it with the file itself")
  }
}

extension WorkingTree {
  /// Reads a file that a manifest names; no link is followed.
  fileprivate func attachment(at path: String) throws(WorkspaceError) -> Result<[UInt8], AttachmentFault> {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += folder.isEmpty ? String(part) : "/" + part
      switch type(of: folder) {
      case .folder: continue
      case .other: return .failure(.missing)
      case .file, .symlink: return .failure(.noFile)
      }
    }
    switch type(of: path) {
    case .file(let size) where size > AttachmentBounds.limit: return .failure(.tooLarge)
    case .file:
      return try bytes(of: path, limit: AttachmentBounds.limit).map { .success($0) } ?? .failure(.missing)
    case .other: return .failure(.missing)
    case .folder, .symlink: return .failure(.noFile)
    }
  }
}
