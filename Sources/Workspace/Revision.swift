import Engine
package import Git
package import Model
import Source
package import Store

/// A commit of the registry, with the settings that name its state folder.
package struct Revision {
  let workspace: Workspace
  /// The commit itself.
  package let commit: Commit
  /// The settings, mostly those that the commit has in `registry.yaml`.
  package let settings: Settings

  init(_ workspace: Workspace, commit: Commit, settings: Settings) {
    self.workspace = workspace
    self.commit = commit
    self.settings = settings
  }

  var objects: GitObjects { workspace.objects }

  /// Another commit with its own settings, or with these if its own are missing or invalid.
  func at(_ commit: Commit) throws(WorkspaceError) -> Revision {
    Revision(workspace, commit: commit, settings: try SettingsFile(workspace).settings(at: commit, else: settings))
  }

  /// Who may seal runs by the settings, sorted by name; empty if these do not say.
  var wantedRunners: [Seal.Runner] {
    settings.registry.trust.runners.sorted { $0.key < $1.key }.map { Seal.Runner(key: $0.value, name: $0.key.text) }
  }

  /// The first twelve digits of the commit's id.
  var shortID: Substring { commit.id.hex.prefix(12) }

  // MARK: The state folder

  /// The state folder, relative to the repository's root.
  package var stateFolder: String { settings.registry.state }

  /// The path of a file below the state folder, relative to the repository's root.
  func statePath(_ name: String) -> String { stateFolder + "/" + name }

  /// Reads `state.json` and the digest of its bytes; nil if nothing was ever reconciled.
  func header() throws(WorkspaceError) -> (header: StateHeader, digest: String)? {
    let path = statePath(StateHeader.file)
    guard let entry = try objects.entry(at: path, in: commit.tree) else { return nil }
    guard entry.mode == .file else { throw .damaged(path, reason: "it is not a regular file") }
    if let known = workspace.versions.headers[entry.id] { return known }
    guard let bytes = try objects.blob(entry.id, limit: 1 << 20) else {
      throw .damaged(path, reason: "the file is too large")
    }
    switch StateHeader.read(try Revision.json(bytes, path: path)) {
    case .success(let header):
      let found = (header, workspace.instruments.digest(bytes))
      workspace.versions.headers[entry.id] = found
      return found
    case .failure(let damage): throw .damaged(path, reason: damage.reason)
    }
  }

  /// The entries of a folder of the state; none if there is no such folder.
  func stateEntries(in folder: String) throws(WorkspaceError) -> Tree {
    guard let entry = try objects.entry(at: statePath(folder), in: commit.tree), entry.mode == .tree else {
      return .empty
    }
    return try objects.entries(of: entry.id)
  }

  /// The ids of the trees of the state folder's parts.
  package func stateTrees() throws(WorkspaceError) -> StateTrees { try stateTrees(in: commit.tree) }

  func stateTrees(in tree: GitHash) throws(WorkspaceError) -> StateTrees {
    func id(_ part: String) throws(WorkspaceError) -> String? {
      try objects.entry(at: statePath(part), in: tree)?.id.hex
    }
    return StateTrees(
      objects: try id("objects"), index: try id("index"), rejected: try id("rejected"), keys: try id("keys"))
  }

  /// Reads a stored file as JSON.
  static func json(_ bytes: [UInt8], path: String) throws(WorkspaceError) -> Node {
    do {
      return try JSONReader.read(bytes)
    } catch {
      throw .damaged(path, reason: "line \(error.mark.line): \(error.message)")
    }
  }

  /// The error for stored files that do not match, with the place.
  func damaged(_ mismatch: Mismatch) -> WorkspaceError {
    let place = mismatch.line.map { "line \($0): " } ?? ""
    return .damaged(statePath(mismatch.file), reason: place + mismatch.message)
  }

  // MARK: The registry folder

  /// The tree of the registry folder; nil if the commit has no such folder.
  func registryTree() throws(WorkspaceError) -> GitHash? {
    if workspace.registryFolder.isEmpty { return commit.tree }
    guard let entry = try objects.entry(at: workspace.registryFolder, in: commit.tree), entry.mode == .tree else {
      return nil
    }
    return entry.id
  }

  /// The id of the registry folder's tree without the state folder.
  func manifestsTree() throws(WorkspaceError) -> String {
    guard let tree = try registryTree() else { return "" }
    let prefix = workspace.registryFolder.isEmpty ? "" : workspace.registryFolder + "/"
    guard stateFolder.hasPrefix(prefix) else { return tree.hex }
    let inside = stateFolder.dropFirst(prefix.count).split(separator: "/").map(String.init)
    return try hash(of: tree, without: inside[...])?.hex ?? ""
  }

  /// The id that a tree would have without the folder or the file at `path`; nil if nothing is left.
  func hash(
    of tree: GitHash, without path: ArraySlice<String>, isFolder: Bool = true
  ) throws(WorkspaceError) -> GitHash? {
    let entries = try objects.entries(of: tree)
    // A tree that is not changed may have names that no tree may have.
    guard let name = path.first, entries.entry(named: name.utf8) != nil else { return tree }
    return try hash(of: Array(entries), without: path, isFolder: isFolder)
  }

  /// The same for the entries of a tree, in any order.
  func hash(
    of entries: [TreeEntry], without path: ArraySlice<String>, isFolder: Bool = true
  ) throws(WorkspaceError) -> GitHash? {
    guard let name = path.first else { return nil }
    var entries = entries
    let mode = path.count > 1 || isFolder ? EntryMode.tree : .file
    guard let index = entries.firstIndex(where: { $0.name == Array(name.utf8) && $0.mode == mode }) else {
      return try git { () throws(GitError) in try Tree(entries).id() }
    }
    let rest = path.dropFirst()
    if let rest = try path.count > 1 ? hash(of: entries[index].id, without: rest, isFolder: isFolder) : nil {
      entries[index].id = rest
    } else {
      entries.remove(at: index)
    }
    if entries.isEmpty { return nil }
    return try git { () throws(GitError) in try Tree(entries).id() }
  }
}
