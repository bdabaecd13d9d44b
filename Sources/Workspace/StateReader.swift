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
    guard let header = try checkedHeader() else { return StateFolder() }
    return try folder(with: header)
  }

  /// Opens the state to read parts of it on demand; throws if its parts do not match. Of a state in the first form,
  /// everything is read at once.
  package func openFolder() throws(WorkspaceError) -> StateFolder {
    guard let header = try checkedHeader() else { return StateFolder() }
    return header.formatVersion > 1 ? try openFolder(with: header) : try folder(with: header)
  }

  private func checkedHeader() throws(WorkspaceError) -> StateHeader? {
    guard let (header, _) = try revision.header() else {
      try StateProofs(workspace).requireCheckpoint(at: revision)
      try checks.refuseForeignEntries()
      try checks.refuseLostState()
      return nil
    }
    try checks.refuseForeignEntries()
    try checks.checkDrift(since: header)
    _ = try StateProofs(workspace).proved(revision)
    workspace.memory.save()
    return header
  }

  /// Reads the whole state, to record a run on top of it; throws also if it does not match its history.
  ///
  /// - Parameter isRebuildingIndexes: whether the indexes may be damaged, since they are rebuilt.
  /// - Returns: The state, and the digest of `state.json`, which is nil if nothing was ever reconciled.
  package func base(
    isRebuildingIndexes: Bool = false
  ) throws(WorkspaceError) -> (folder: StateFolder, digest: String?) {
    guard let (header, digest) = try revision.header() else {
      try StateProofs(workspace).requireCheckpoint(at: revision)
      try checks.refuseForeignEntries()
      try checks.refuseLostState()
      try checks.refuseCutHistory()
      return (StateFolder(), nil)
    }
    try checks.check(header, digest: digest, isRebuildingIndexes: isRebuildingIndexes)
    return (try folder(with: header, isRebuildingIndexes: isRebuildingIndexes), digest)
  }

  private func folder(
    with header: StateHeader, isRebuildingIndexes: Bool = false
  ) throws(WorkspaceError) -> StateFolder {
    var folder = StateFolder(header: header)
    if header.formatVersion > 1 { folder = try openFolder(with: header, isRebuildingIndexes: isRebuildingIndexes) }
    for kind in catalog.kinds { folder.state.objects[kind.name] = try nodes(of: kind) }
    if header.formatVersion > 1 {
      folder.state.attached = try entries(of: Lookup.attachedFiles, isRebuilding: isRebuildingIndexes)
      return folder
    }
    folder.state.rejected = try rejections()
    for kind in catalog.kinds {
      let nodes = folder.state.objects[kind.name] ?? []
      let live = nodes.count { $0["status"]?["source"]?.isNull == false }
      folder.state.counts[kind.name] = nodes.isEmpty ? nil : ObjectCounts(stored: nodes.count, live: live)
    }
    return folder
  }

  /// The state without objects, which are read on demand.
  func openFolder(
    with header: StateHeader, isRebuildingIndexes: Bool = false
  ) throws(WorkspaceError) -> StateFolder {
    var folder = StateFolder(header: header)
    folder.state.rejected = try rejections()
    folder.state.reported = try entries(of: Lookup.reportedFiles, isRebuilding: isRebuildingIndexes)
    for index in [Lookup.reportedFiles, Lookup.attachedFiles] {
      folder.common[index] = LazyIndex(index, from: files, by: instruments)
    }
    for kind in catalog.kinds { folder.sources[kind.name] = LazyObjects(kind, from: files, by: instruments) }
    return folder
  }

  private func rejections() throws(WorkspaceError) -> [ObjectID: StoredRejection] {
    var rejected: [ObjectID: StoredRejection] = [:]
    if try revision.stateEntries(in: "rejected").isEmpty { return rejected }
    for kind in catalog.kinds {
      for node in try documents(in: "rejected/\(kind.folder)") {
        guard let rejection = StoredRejection.read(node) else {
          throw .damaged(revision.statePath("rejected/\(kind.folder)"), reason: "a file does not describe a rejection")
        }
        guard rejection.object.kind == kind.name else {
          throw .damaged(
            revision.statePath("rejected/\(kind.folder)"), reason: "a file is about an object of another kind")
        }
        rejected[rejection.object] = rejection
      }
    }
    return rejected
  }

  /// All entries of an index that belongs to no kind; none if the index is damaged and is being rebuilt.
  private func entries(of index: String, isRebuilding: Bool) throws(WorkspaceError) -> Set<Lookup> {
    do {
      return try entries(of: index)
    } catch {
      if isRebuilding, case .refused = error { return [] }
      throw error
    }
  }

  private func entries(of index: String) throws(WorkspaceError) -> Set<Lookup> {
    let nodes = try shards(in: "index/\(index)", form: .index, isFlat: false).nodes
    return Set(
      nodes.compactMap { node in
        guard let value = node["value"]?.text, let object = node["object"]?.text else { return nil }
        return Lookup(index: index, value: ExactString(value), object: object)
      })
  }

  /// The files of the state folder, read on demand.
  var files: StateFiles {
    StateFiles { [revision, unowned workspace] folder, prefix throws(Mismatch) in
      let path = revision.statePath(folder)
      let found = try StateReader.access(folder) { () throws(WorkspaceError) in
        try workspace.objects.entry(at: path, in: revision.commit.tree)
      }
      if let found, found.mode != .tree { throw Mismatch(folder, message: "it is not a folder") }
      guard let found else { return [] }
      let tree = try StateReader.access(folder) { () throws(WorkspaceError) in
        try workspace.objects.entries(of: found.id)
      }
      return try tree.entries(beginningWith: Array(prefix.utf8)).map { entry throws(Mismatch) in
        let name = String(decoding: entry.name, as: UTF8.self)
        guard entry.mode == .tree || entry.mode == .file else {
          throw Mismatch("\(folder)/\(name)", message: "it is not a regular file")
        }
        return StateFiles.Entry(name: name, isFolder: entry.mode == .tree)
      }
    } bytes: { [revision, unowned workspace] file throws(Mismatch) in
      let path = revision.statePath(file)
      let entry = try StateReader.access(file) { () throws(WorkspaceError) in
        try workspace.objects.entry(at: path, in: revision.commit.tree)
      }
      guard let entry else { return nil }
      guard entry.mode == .file else { throw Mismatch(file, message: "it is not a regular file") }
      return try StateReader.access(file) { () throws(WorkspaceError) in try workspace.objects.blob(entry.id) }
    }
  }

  private static func access<Result>(
    _ file: String, _ body: () throws(WorkspaceError) -> Result
  ) throws(Mismatch) -> Result {
    do {
      return try body()
    } catch {
      throw Mismatch(file, message: "it cannot be read: \(error)")
    }
  }

  // MARK: Objects

  /// The stored objects of a kind, by name.
  func nodes(of kind: any ResourceKind.Type) throws(WorkspaceError) -> [Node] {
    guard kind.storage == .shards else { return try documents(in: kind.objectFolder) }
    let nodes = try objectShards(of: kind).nodes
    // The names are sorted and not the objects, which are large.
    let names = nodes.map { ExactString($0["metadata"]?["name"]?.text ?? "") }
    return names.indices.sorted { names[$0] < names[$1] }.map { nodes[$0] }
  }

  /// The JSON files of a folder of the state and of the folders in it, by name.
  func documents(in folder: String) throws(WorkspaceError) -> [Node] {
    var texts = Batches(instruments) { (path: String, name: String, bytes: [UInt8]) in
      Result { () throws(Mismatch) in try LazyObjects.parse(bytes, file: path, name: name) }
    }
    var names: [ExactString] = []
    for file in try plainFiles(in: folder, depth: 2) {
      let last = file.name.split(separator: "/").last.map(String.init) ?? ""
      guard last.hasSuffix(".json") else {
        throw .damaged(revision.statePath("\(folder)/\(file.name)"), reason: "it is not a regular JSON file")
      }
      let bytes = try objects.blob(file.blob)
      let name = String(last.dropLast(5))
      names.append(ExactString(name))
      texts.add(("\(folder)/\(file.name)", name, bytes), bytes: bytes.count)
    }
    var nodes: [Node] = []
    do {
      nodes = try texts.finish().map { node throws(Mismatch) in try node.get() }
    } catch {
      throw revision.damaged(error)
    }
    return names.indices.sorted { names[$0] < names[$1] }.map { nodes[$0] }
  }

  // MARK: Shards

  /// The shards with the objects of a large kind.
  func objectShards(
    of kind: any ResourceKind.Type
  ) throws(WorkspaceError) -> (shards: Shards, nodes: [Node]) {
    let isFlat = try revision.header().map { $0.header.formatVersion == 1 } ?? false
    return try shards(in: kind.objectFolder, form: .objects, isFlat: isFlat)
  }

  /// The shards of a folder of the state, and the trees of their lines.
  func shards(
    in folder: String, form: ShardFile.Form, isFlat: Bool
  ) throws(WorkspaceError) -> (shards: Shards, nodes: [Node]) {
    var files = Batches(instruments) { [instruments] (name: String, bytes: [UInt8]) in
      Result { () throws(Mismatch) in
        try ShardFile.parse(name, in: folder, bytes: bytes, form: form, by: instruments)
      }
    }
    for (name, blob) in try plainFiles(in: folder, depth: 8) {
      let bytes = try objects.blob(blob)
      files.add((name, bytes), bytes: bytes.count)
    }
    var shards = Shards(folder, isFlat: isFlat)
    var nodes: [Node] = []
    do {
      for file in files.finish() { nodes += try shards.insert(try file.get()) }
    } catch {
      throw revision.damaged(error)
    }
    return (shards, nodes)
  }

  /// The files of a folder and of the folders in it, by their paths below the folder.
  private func plainFiles(in folder: String, depth: Int) throws(WorkspaceError) -> [(name: String, blob: GitHash)] {
    guard let entry = try objects.entry(at: revision.statePath(folder), in: revision.commit.tree) else { return [] }
    guard entry.mode == .tree else { throw .damaged(revision.statePath(folder), reason: "it is not a folder") }
    return try plainFiles(of: entry.id, path: "", in: folder, depth: depth)
  }

  private func plainFiles(
    of tree: GitHash, path: String, in folder: String, depth: Int
  ) throws(WorkspaceError) -> [(name: String, blob: GitHash)] {
    var files: [(name: String, blob: GitHash)] = []
    for entry in try objects.entries(of: tree) {
      let name = path + String(decoding: entry.name, as: UTF8.self)
      switch entry.mode {
      case .file: files.append((name, entry.id))
      case .tree where depth > 1: files += try plainFiles(of: entry.id, path: name + "/", in: folder, depth: depth - 1)
      default: throw .damaged(revision.statePath("\(folder)/\(name)"), reason: "it is not a regular file")
      }
    }
    return files
  }

  /// The ids of all files of parts of the state, by path relative to the state folder.
  func fileIDs(in parts: [String]) throws(WorkspaceError) -> [ExactString: GitHash] {
    var ids: [ExactString: GitHash] = [:]
    for part in parts {
      for (name, id) in try plainFiles(in: part, depth: 12) { ids[ExactString("\(part)/\(name)")] = id }
    }
    return ids
  }

  /// The edits that make the files of parts of the state those that are given.
  func edits(
    to files: [ExactString: [UInt8]], in parts: [String]
  ) throws(WorkspaceError) -> [ExactString: [UInt8]?] {
    let present = try fileIDs(in: parts)
    var edits: [ExactString: [UInt8]?] = [:]
    for (path, bytes) in files {
      let id = try git { () throws(GitError) in try objects.repository.hashBlob(bytes) }
      if present[path] != id { edits[path] = bytes }
    }
    for path in present.keys where files[path] == nil { edits.updateValue(nil, forKey: path) }
    return edits
  }

  /// The folders of stored indexes, including those that no kind has.
  func indexFolders() throws(WorkspaceError) -> [String] {
    var folders: [String] = []
    for entry in try revision.stateEntries(in: "index") {
      let name = String(decoding: entry.name, as: UTF8.self)
      if [Lookup.reportedFiles, Lookup.attachedFiles].contains(name) {
        folders.append(name)
        continue
      }
      guard entry.mode == .tree else {
        throw .damaged(revision.statePath("index/\(name)"), reason: "no kind of this program has this index")
      }
      for inner in try objects.entries(of: entry.id) {
        folders.append(name + "/" + String(decoding: inner.name, as: UTF8.self))
      }
    }
    return folders
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

extension StateFolder {
  /// Throws the first fault that occurred when an object or an index was read on demand.
  func refuseUnreadable(at revision: Revision) throws(WorkspaceError) {
    let fault = sources.values.lazy.compactMap(\.fault).first ?? common.values.lazy.compactMap(\.fault).first
    if let fault { throw revision.damaged(fault) }
  }
}
