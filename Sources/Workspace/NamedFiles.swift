import Git
import Model
import Reconciler
import Source

// Reading the files that manifests name, from where the manifests themselves were read.

extension Workspace {
  func bounds(_ settings: Settings) -> AttachmentBounds {
    AttachmentBounds(registryFolder: registryFolder, stateFolder: settings.registry.state)
  }

  /// The files with what they name in the tree of the same commit.
  func attached(_ files: [ManifestFile], at commit: Commit, _ settings: Settings) throws(GitError) -> [ManifestFile] {
    let (members, bounds) = (catalog.fileMembers, bounds(settings))
    return try files.map { file throws(GitError) in
      try file.attaching(members, within: bounds) { path throws(GitError) in try committed(path, commit) }
    }
  }

  private func committed(_ path: String, _ commit: Commit) throws(GitError) -> Result<[UInt8], AttachmentFault> {
    guard !path.isEmpty, let entry = try lookup.entry(at: path, inTree: commit.tree, repository) else {
      return .failure(.missing)
    }
    guard entry.mode == .file || entry.mode == .executable else { return .failure(.noFile) }
    guard try repository.size(ofBlob: entry.id) <= AttachmentBounds.limit else { return .failure(.tooLarge) }
    return .success(try repository.blob(entry.id))
  }

  /// The files with what they name on the disk.
  func attached(_ files: [ManifestFile], _ settings: Settings) throws(WorkspaceError) -> [ManifestFile] {
    let (members, bounds, tree) = (catalog.fileMembers, bounds(settings), try workingTree)
    return try files.map { file throws(WorkspaceError) in
      try file.attaching(members, within: bounds) { path throws(WorkspaceError) in try tree.attachment(at: path) }
    }
  }
}

extension WorkingTree {
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
