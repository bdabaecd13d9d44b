package import Git
package import Model
package import Reconciler
import Source

// Reading the state folder of a commit.

extension Workspace {
  /// A file below the state folder, relative to the repository's root.
  func statePath(_ name: String, _ settings: Settings) -> String { settings.registry.state + "/" + name }

  /// Reads the header alone; nil if nothing was ever reconciled.
  func storedHeader(
    at commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> (header: StateHeader, digest: String)? {
    let path = statePath(StateHeader.file, settings)
    guard let entry = try git({ () throws(GitError) in try repository.entry(at: path, inTree: commit.tree) }) else {
      return nil
    }
    guard entry.mode == .file else { throw .damaged(path, "it is no plain file") }
    if let known = knownHeaders[entry.id] { return known }
    let bytes = try git { () throws(GitError) -> [UInt8]? in
      try repository.size(ofBlob: entry.id) <= 1 << 20 ? try repository.blob(entry.id) : nil
    }
    guard let bytes else { throw .damaged(path, "it is no file of sensible size") }
    switch StateHeader.read(try json(bytes, path)) {
    case .success(let header):
      let found = (header, instruments.digest(bytes))
      knownHeaders[entry.id] = found
      return found
    case .failure(let damage): throw .damaged(path, damage.reason)
    }
  }

  /// Reads everything stored at a commit, and refuses what does not fit together.
  ///
  /// To build on it, it must fit its past as well: `isBase`.
  package func storedState(
    at commit: Commit, _ settings: Settings, isBase: Bool = false
  ) throws(WorkspaceError) -> (state: State, digest: String?) {
    guard let (header, digest) = try storedHeader(at: commit, settings) else {
      try refuseForeignEntries(commit, settings)
      try refuseLostState(commit, settings)
      if isBase { try refuseCutHistory(commit) }
      return (State(), nil)
    }
    if isBase {
      try check(header, digest, at: commit, settings)
    } else {
      try refuseForeignEntries(commit, settings)
      try checkDrift(commit, header, settings)
    }
    var state = State(header: header)
    for kind in catalog.kinds {
      state.objects[kind.name] = try objects(of: kind, at: commit, settings, &state.shards)
      for node in try documents(in: "rejected/\(kind.folder)", at: commit, settings) {
        guard let rejection = StoredRejection.read(node) else {
          throw .damaged(statePath("rejected/\(kind.folder)", settings), "a file does not describe a refusal")
        }
        state.rejected[rejection.object] = rejection
      }
    }
    state.live = try liveCounts(at: commit, settings) ?? [:]
    return (state, digest)
  }

  /// The stored objects of a kind, by name; of a large one the shards are kept too, and those of its indexes.
  func objects<K: ResourceKind>(
    of kind: K.Type, at commit: Commit, _ settings: Settings, _ shards: inout [String: Shards]
  ) throws(WorkspaceError) -> [Node] {
    let folder = "objects/\(K.folder)"
    guard K.storage == .shards else { return try documents(in: folder, at: commit, settings) }
    for index in K.indexes {
      let folder = "index/\(index.folder)"
      shards[folder] = try self.shards(in: folder, .index, at: commit, settings).shards
    }
    let (objects, nodes) = try self.shards(in: folder, .objects, at: commit, settings)
    shards[folder] = objects
    // Names are sorted rather than the objects, which are large.
    let names = nodes.map { ExactString($0["metadata"]?["name"]?.text ?? "") }
    return names.indices.sorted { names[$0] < names[$1] }.map { nodes[$0] }
  }

  /// The shards of a folder of the state, and the trees of their lines.
  private func shards(
    in folder: String, _ form: Shards.Form, at commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> (shards: Shards, nodes: [Node]) {
    var files = Batches(instruments) { [instruments] (name: String, bytes: [UInt8]) in
      Result { () throws(Mismatch) in try Shards.parse(folder, name, bytes, form, instruments) }
    }
    for entry in try entries(in: folder, at: commit, settings) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard entry.mode == .file else { throw .damaged(statePath("\(folder)/\(name)", settings), "it is no plain file") }
      let bytes = try git { () throws(GitError) in try repository.blob(entry.id) }
      files.add((name, bytes), bytes: bytes.count)
    }
    var shards = Shards(folder)
    var nodes: [Node] = []
    do {
      for file in files.finish() { nodes += try shards.insert(try file.get()) }
    } catch {
      throw damaged(error, settings)
    }
    return (shards, nodes)
  }

  /// The refusal of what does not fit, at its place.
  func damaged(_ mismatch: Mismatch, _ settings: Settings) -> WorkspaceError {
    let place = mismatch.line.map { "line \($0): " } ?? ""
    return .damaged(statePath(mismatch.file, settings), place + mismatch.message)
  }

  /// The folders of indexes that are stored, whether or not a kind has them.
  func indexFolders(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> [String] {
    try entries(in: "index", at: commit, settings).map { String(decoding: $0.name, as: UTF8.self) }
      .filter { "index/\($0)" != LiveCounts.file }
  }

  func entries(
    in folder: String, at commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> [TreeEntry] {
    try git { () throws(GitError) -> [TreeEntry] in
      let path = statePath(folder, settings)
      guard let entry = try repository.entry(at: path, inTree: commit.tree), entry.mode == .tree else { return [] }
      return try repository.entries(ofTree: entry.id)
    }
  }

  /// The JSON files of a folder of the state, in order.
  func documents(
    in folder: String, at commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> [Node] {
    let entries = try entries(in: folder, at: commit, settings)
    var texts = Batches(instruments) { (path: String, bytes: [UInt8]) in Workspace.json(bytes, path) }
    for entry in entries {
      let name = String(decoding: entry.name, as: UTF8.self)
      let path = statePath("\(folder)/\(name)", settings)
      guard entry.mode == .file, name.hasSuffix(".json") else {
        throw .damaged(path, "it is no plain JSON file")
      }
      let bytes = try git { () throws(GitError) in try repository.blob(entry.id) }
      texts.add((path, bytes), bytes: bytes.count)
    }
    let nodes = try texts.finish().map { node throws(WorkspaceError) in try node.get() }
    for (entry, node) in zip(entries, nodes) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard let stored = node["metadata"]?["name"]?.text, ExactString.same(stored + ".json", name) else {
        throw .damaged(statePath("\(folder)/\(name)", settings), "its metadata.name is not the file's name")
      }
    }
    return nodes
  }

  private static func json(_ bytes: [UInt8], _ path: String) -> Result<Node, WorkspaceError> {
    Result { () throws(JSONReader.Fault) in try JSONReader.read(bytes) }.mapError { fault in
      .damaged(path, "line \(fault.mark.line): \(fault.message)")
    }
  }

  func json(_ bytes: [UInt8], _ path: String) throws(WorkspaceError) -> Node {
    try Workspace.json(bytes, path).get()
  }

  /// Ids of the trees of the state folder's parts at a commit.
  package func stateTrees(_ tree: GitHash, _ settings: Settings) throws(WorkspaceError) -> Recording.Trees {
    try git { () throws(GitError) in
      func id(_ part: String) throws(GitError) -> String? {
        try repository.entry(at: statePath(part, settings), inTree: tree)?.id.hex
      }
      return Recording.Trees(
        objects: try id("objects"), index: try id("index"), rejected: try id("rejected"), keys: try id("keys"))
    }
  }

  /// Recomputes the last run's file of the ledger, and compares the folders with what its first line says.
  func checkDrift(
    _ commit: Commit, _ header: StateHeader, _ settings: Settings, ledgerLimit: Int = .max
  ) throws(WorkspaceError) {
    let month = "\(Instant.padded(header.runAt.year, 4))/\(Instant.padded(header.runAt.month, 2))"
    let path = statePath("audit/\(month)/\(header.serial).jsonl", settings)
    let entry = try git { () throws(GitError) in try repository.entry(at: path, inTree: commit.tree) }
    guard let entry, entry.mode == .file else {
      throw .damaged(path, "the audit file of run \(header.serial) is missing")
    }
    let size = try git { () throws(GitError) in try repository.size(ofBlob: entry.id) }
    guard size <= ledgerLimit else { return }
    let bytes = try git { () throws(GitError) in try repository.blob(entry.id) }
    let lines = (bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...])
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, !first.isEmpty else { throw .damaged(path, "the file is empty") }
    var head: String?
    for (index, line) in lines.enumerated() {
      guard LedgerCheck.fits(line, serial: header.serial, sequence: index, previous: head) else {
        throw .damaged(path, "line \(index + 1) does not follow the one before it")
      }
      head = instruments.digest(Array(line))
    }
    guard head == header.ledgerHead else {
      throw .damaged(path, "its last line is not the one that \(StateHeader.file) names")
    }
    let trees = Recording.Trees(reading: try json(Array(first), path)["run"]?["trees"] ?? .null)
    if let part = Recording.Trees.difference(trees, try stateTrees(commit.tree, settings)) {
      throw .damaged(statePath(part, settings), "it was changed by something other than partnerctl")
    }
  }

  /// The id of the registry folder's tree without the state folder.
  func desiredTree(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> String {
    try git { () throws(GitError) in
      guard let tree = try registryTree(commit) else { return "" }
      let prefix = registryFolder.isEmpty ? "" : registryFolder + "/"
      let state = settings.registry.state
      guard state.hasPrefix(prefix) else { return tree.hex }
      let inside = state.dropFirst(prefix.count).split(separator: "/").map(String.init)
      return try hash(of: tree, without: inside[...])?.hex ?? ""
    }
  }

  /// The id a tree would have without the folder at `path`; nil if nothing is left.
  private func hash(of tree: GitHash, without path: ArraySlice<String>) throws(GitError) -> GitHash? {
    guard let name = path.first else { return nil }
    var entries = try repository.entries(ofTree: tree)
    guard let index = entries.firstIndex(where: { $0.name == Array(name.utf8) && $0.mode == .tree }) else {
      return tree
    }
    if let rest = try path.count > 1 ? hash(of: entries[index].id, without: path.dropFirst()) : nil {
      entries[index].id = rest
    } else {
      entries.remove(at: index)
    }
    return entries.isEmpty ? nil : try repository.hashTree(entries)
  }
}
