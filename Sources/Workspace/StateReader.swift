import Git
import Model
package import Source
package import Store

/// Reads the stored state of a commit.
package struct StateReader {
  private let revision: Revision
  private let checks: StateChecks

  /// Creates a reader of one commit's state.
  package init(_ revision: Revision) {
    self.revision = revision
    checks = StateChecks(revision)
  }

  private var workspace: Workspace { revision.workspace }
  private var catalog: Catalog { workspace.catalog }
  private var instruments: Instruments { workspace.instruments }
  private var objects: GitObjects { workspace.objects }

  /// Reads the whole state, to show it; throws if its parts do not match.
  package func folder() throws(WorkspaceError) -> StateFolder {
    guard let (header, _) = try revision.header() else {
      try checks.refuseForeignEntries()
      try checks.refuseLostState()
      return StateFolder()
    }
    try checks.refuseForeignEntries()
    try checks.checkDrift(since: header)
    return try folder(with: header)
  }

  /// Reads the whole state, to record a run on top of it; throws also if it does not match its history.
  ///
  /// - Returns: The state, and the digest of `state.json`, which is nil if nothing was ever reconciled.
  package func base() throws(WorkspaceError) -> (folder: StateFolder, digest: String?) {
    guard let (header, digest) = try revision.header() else {
      try checks.refuseForeignEntries()
      try checks.refuseLostState()
      try checks.refuseCutHistory()
      return (StateFolder(), nil)
    }
    try checks.check(header, digest: digest)
    return (try folder(with: header), digest)
  }

  private func folder(with header: StateHeader) throws(WorkspaceError) -> StateFolder {
    var folder = StateFolder(header: header)
    for kind in catalog.kinds {
      folder.state.objects[kind.name] = try nodes(of: kind, shards: &folder.shards)
      for node in try documents(in: "rejected/\(kind.folder)") {
        guard let rejection = StoredRejection.read(node) else {
          throw .damaged(revision.statePath("rejected/\(kind.folder)"), reason: "a file does not describe a rejection")
        }
        folder.state.rejected[rejection.object] = rejection
      }
    }
    folder.state.live = try liveCounts() ?? [:]
    return folder
  }

  // MARK: Objects

  /// The stored objects of a kind, by name.
  func nodes(of kind: any ResourceKind.Type) throws(WorkspaceError) -> [Node] {
    var shards: [String: Shards] = [:]
    return try nodes(of: kind, shards: &shards)
  }

  /// The stored objects of a kind, by name; for a large one the shards of objects and indexes are added to `shards`.
  private func nodes<K: ResourceKind>(
    of kind: K.Type, shards: inout [String: Shards]
  ) throws(WorkspaceError) -> [Node] {
    guard K.storage == .shards else { return try documents(in: K.objectFolder) }
    for index in K.indexes {
      let folder = "index/\(index.folder)"
      shards[folder] = try self.shards(in: folder, form: .index).shards
    }
    let (objects, nodes) = try self.shards(in: K.objectFolder, form: .objects)
    shards[K.objectFolder] = objects
    // The names are sorted and not the objects, which are large.
    let names = nodes.map { ExactString($0["metadata"]?["name"]?.text ?? "") }
    return names.indices.sorted { names[$0] < names[$1] }.map { nodes[$0] }
  }

  /// The JSON files of a folder of the state, in order.
  func documents(in folder: String) throws(WorkspaceError) -> [Node] {
    let entries = try revision.stateEntries(in: folder)
    var texts = Batches(instruments) { (path: String, bytes: [UInt8]) in
      Result { () throws(WorkspaceError) in try Revision.json(bytes, path: path) }
    }
    for entry in entries {
      let path = revision.statePath("\(folder)/\(String(decoding: entry.name, as: UTF8.self))")
      guard entry.mode == .file, path.hasSuffix(".json") else {
        throw .damaged(path, reason: "it is not a regular JSON file")
      }
      let bytes = try objects.blob(entry.id)
      texts.add((path, bytes), bytes: bytes.count)
    }
    let nodes = try texts.finish().map { node throws(WorkspaceError) in try node.get() }
    for (entry, node) in zip(entries, nodes) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard let stored = node["metadata"]?["name"]?.text, ExactString.same(stored + ".json", name) else {
        throw .damaged(revision.statePath("\(folder)/\(name)"), reason: "its metadata.name is not the file's name")
      }
    }
    return nodes
  }

  // MARK: Shards

  /// The shards of a folder of the state, and the trees of their lines.
  private func shards(
    in folder: String, form: ShardFile.Form
  ) throws(WorkspaceError) -> (shards: Shards, nodes: [Node]) {
    var files = Batches(instruments) { [instruments] (name: String, bytes: [UInt8]) in
      Result { () throws(Mismatch) in
        try ShardFile.parse(name, in: folder, bytes: bytes, form: form, by: instruments)
      }
    }
    for (name, blob) in try plainFiles(in: folder) {
      let bytes = try objects.blob(blob)
      files.add((name, bytes), bytes: bytes.count)
    }
    var shards = Shards(folder)
    var nodes: [Node] = []
    do {
      for file in files.finish() { nodes += try shards.insert(try file.get()) }
    } catch {
      throw revision.damaged(error)
    }
    return (shards, nodes)
  }

  private func plainFiles(in folder: String) throws(WorkspaceError) -> [(name: String, blob: GitHash)] {
    try revision.stateEntries(in: folder).map { entry throws(WorkspaceError) in
      let name = String(decoding: entry.name, as: UTF8.self)
      guard entry.mode == .file else {
        throw .damaged(revision.statePath("\(folder)/\(name)"), reason: "it is not a regular file")
      }
      return (name, entry.id)
    }
  }

  /// The stored objects of large kinds, which are read on demand, by the kind's name.
  func largeObjects() throws(WorkspaceError) -> [String: LargeObjects] {
    var large: [String: LargeObjects] = [:]
    for kind in catalog.kinds where kind.storage == .shards { large[kind.name] = try largeObjects(of: kind) }
    return large
  }

  private func largeObjects<K: ResourceKind>(of kind: K.Type) throws(WorkspaceError) -> LargeObjects {
    var indexes: [String: LazyShards] = [:]
    for index in K.indexes { indexes[index.folder] = try lazyShards(in: "index/\(index.folder)", form: .index) }
    return LargeObjects(try lazyShards(in: K.objectFolder, form: .objects), indexes: indexes)
  }

  private func lazyShards(in folder: String, form: ShardFile.Form) throws(WorkspaceError) -> LazyShards {
    let blobs = Dictionary(try plainFiles(in: folder).map { ($0.name, $0.blob) }) { first, _ in first }
    do throws(Mismatch) {
      return try LazyShards(folder, files: Array(blobs.keys), form: form, by: instruments) {
        [unowned workspace, blobs] file throws(Mismatch) in
        guard let id = blobs[file] else { throw Mismatch("\(folder)/\(file)", message: "it is missing") }
        do throws(GitError) {
          return try workspace.objects.repository.blob(id)
        } catch {
          throw Mismatch("\(folder)/\(file)", message: "it cannot be read: \(error)")
        }
      }
    } catch {
      throw revision.damaged(error)
    }
  }

  /// The number of live objects of each large kind; nil if the last run was of an earlier release that did not count
  /// them.
  func liveCounts() throws(WorkspaceError) -> [String: Int]? {
    let path = revision.statePath(LiveCounts.file)
    guard let entry = try objects.entry(at: path, in: revision.commit.tree), entry.mode == .file else {
      for kind in catalog.kinds where kind.storage == .shards {
        if try !revision.stateEntries(in: kind.objectFolder).isEmpty { return nil }
      }
      return [:]
    }
    guard let counts = LiveCounts.read(try Revision.json(try objects.blob(entry.id), path: path)) else {
      throw .damaged(path, reason: "it does not hold numbers of objects")
    }
    return counts
  }

  /// The folders of stored indexes, including those that no kind has.
  func indexFolders() throws(WorkspaceError) -> [String] {
    try revision.stateEntries(in: "index").map { String(decoding: $0.name, as: UTF8.self) }
      .filter { "index/\($0)" != LiveCounts.file }
  }

  // MARK: Secrets

  /// Reads every licence and API key that is stored, also those that may not be used. Only kinds that have keys are
  /// read.
  package func storedKeys() throws(WorkspaceError) -> Set<Secret> {
    var keys: Set<Secret> = []
    for kind in catalog.kinds where kind.hasSecrets { keys.formUnion(kind.secrets(of: try nodes(of: kind))) }
    return keys
  }
}

extension [String: LargeObjects] {
  /// Throws the first fault that occurred when an object was read on demand.
  func refuseUnreadable(at revision: Revision) throws(WorkspaceError) {
    if let fault = values.lazy.compactMap(\.fault).first { throw revision.damaged(fault) }
  }
}
