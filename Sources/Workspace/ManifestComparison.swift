import Engine
import Git
import Source

/// A file of manifests that differs between two trees, or is in one of them only.
struct ManifestChange {
  let path: String
  let before: GitHash?
  let after: GitHash?
}

/// Finds changed files by merging the lists of two trees; does not read folders that are equal in both.
struct ManifestComparison {
  private let layout: RegistryLayout
  var changes: [ManifestChange] = []
  /// The files that were changed or removed, whatever they are: a manifest may name them. No valid manifest names a new
  /// one.
  private(set) var formerFiles: [String] = []
  private var depth = 0

  /// The most changed files; with more of them everything is read.
  private static let limit = 1000

  init(_ layout: RegistryLayout) {
    self.layout = layout
  }

  /// Collects the changes below a folder; returns false if something else than a regular file changed, whose effect only
  /// a full read can tell, or if there are too many changes.
  mutating func compare(
    _ before: GitHash?, with after: GitHash?, folder: String, by objects: GitObjects
  ) throws(WorkspaceError) -> Bool {
    if before == after { return true }
    guard depth < 64 else { return false }
    depth += 1
    defer { depth -= 1 }
    let old = if let before { try objects.entries(of: before) } else { Tree.empty }
    let new = if let after { try objects.entries(of: after) } else { Tree.empty }
    for difference in new.differences(from: old) {
      let pair = (difference.old, difference.new)
      guard try compare(pair, folder: folder, by: objects), changes.count <= ManifestComparison.limit else {
        return false
      }
    }
    return true
  }

  private mutating func compare(
    _ pair: (TreeEntry?, TreeEntry?), folder: String, by objects: GitObjects
  ) throws(WorkspaceError) -> Bool {
    guard let entry = pair.1 ?? pair.0, EntryName.fault(entry.name, in: folder) == nil else { return false }
    let name = String(decoding: entry.name, as: UTF8.self)
    let path = folder.isEmpty ? name : folder + "/" + name
    let isTree = entry.mode == .tree
    let role = layout.role(of: name, path: path, isFolder: isTree)
    if case .outside = role { return true }
    if isTree { return try compare(pair.0?.id, with: pair.1?.id, folder: path, by: objects) }
    let isFile = [pair.0, pair.1].allSatisfy { $0.map { $0.mode == .file || $0.mode == .executable } ?? true }
    guard isFile else { return false }
    if pair.0 != nil { formerFiles.append(path) }
    switch role {
    // Settings concern new operations and rejected manifests, which are tried in every run.
    case .settings, .outside, .other: break
    case .manifests, .misnamed: changes.append(ManifestChange(path: path, before: pair.0?.id, after: pair.1?.id))
    case .nestedRegistry: return false
    }
    return formerFiles.count <= ManifestComparison.limit
  }
}
