import Git
import Model
import Reconciler
import Source
import YAML

// Reading only what may have changed since the last run: its cost follows the change, not the registry.

extension Workspace {
  /// What a run must read of a commit, if everything but some files is as the last run left it; nil where the whole has
  /// to be read, which gives the same outcome.
  func incrementalSnapshot(of commit: Commit, _ settings: Settings, asOf time: Instant) throws(WorkspaceError)
    -> Snapshot?
  {
    guard let (header, digest) = try storedHeader(at: commit, settings), header.faults == 0,
      header.settings == RegistryFile.digest(settings, catalog, instruments),
      header.nextDeadline.map({ time <= $0 }) ?? true, try entries(in: "rejected", at: commit, settings).isEmpty,
      let live = try liveCounts(at: commit, settings),
      let changes = try changes(since: header, at: commit, settings),
      try !hasMisnamedFiles(at: commit, settings)
    else { return nil }
    try check(header, digest, at: commit, settings)
    var state = State(header: header)
    state.live = live
    for kind in catalog.kinds where kind.storage == .files {
      state.objects[kind.name] = try documents(in: "objects/\(kind.folder)", at: commit, settings)
    }
    let large = try largeObjects(at: commit, settings)
    guard !Reconciler.mayRemark(state, catalog),
      let desired = try desired(changes, state, large, at: commit, settings)
    else { return nil }
    self.large = large
    return Snapshot(
      commit: commit, settings: settings, desired: desired, state: state, stateDigest: digest,
      desiredTree: try desiredTree(at: commit, settings),
      settingsDigest: RegistryFile.digest(settings, catalog, instruments), isWorkingTree: false)
  }

  // MARK: Manifests

  /// The manifests of the changed files that say something else now; nil if what they say may concern a file that did
  /// not change.
  private func desired(
    _ changes: [FileChange], _ state: State, _ large: [String: LargeObjects], at commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> Desired? {
    let former = Desired.load(try files(changes, \.before), catalog)
    let files = try files(changes, \.after)
    let present = Desired.load(
      try git { () throws(GitError) in try attached(files, at: commit, settings) }, catalog)
    let paths = Set(changes.map { ExactString($0.path) })
    let liveCount = state.objects.values.joined().count { $0["status"]?["source"]?.isNull == false }
    let unchanged = present.unchanged(since: former)
    let gone = former.manifests.map(\.id).filter { !unchanged.contains($0) }
    let objectsOutside = liveCount + state.live.values.reduce(0, +) - gone.count
    guard former.unreadable.isEmpty, objectsOutside >= 0 else { return nil }
    var nodes = NodesByName(state)
    for manifest in present.manifests where !unchanged.contains(manifest.id) {
      let stored = large[manifest.id.kind].map { $0.object(named: manifest.id.name) } ?? nodes[manifest.id]
      // The file that it stood in may declare it still.
      if let source = stored?["status"]?["source"]?.text, !paths.contains(ExactString(source)) { return nil }
    }
    return present.within(
      Desired.Scope(files: paths, unchanged: unchanged, former: gone, objectsOutside: objectsOutside))
  }

  private func files(
    _ changes: [FileChange], _ side: KeyPath<FileChange, GitHash?>
  ) throws(WorkspaceError) -> [ManifestFile] {
    var files = FoundFiles(instruments)
    for change in changes {
      guard let blob = change[keyPath: side] else { continue }
      try git { () throws(GitError) in
        if try repository.size(ofBlob: blob) > YAMLReader.Limits().bytes {
          files.append(.refusingSize(change.path))
        } else {
          files.append(change.path, try repository.blob(blob))
        }
      }
    }
    return files.finish()
  }

  // MARK: Stored objects

  /// How many objects of each large kind have a manifest; nil if a run of an older release did not count them.
  func liveCounts(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> [String: Int]? {
    let path = statePath(LiveCounts.file, settings)
    let entry = try git { () throws(GitError) in try repository.entry(at: path, inTree: commit.tree) }
    guard let entry, entry.mode == .file else {
      for kind in catalog.kinds where kind.storage == .shards {
        if try !entries(in: "objects/\(kind.folder)", at: commit, settings).isEmpty { return nil }
      }
      return [:]
    }
    guard let counts = LiveCounts.read(try json(try git { () throws(GitError) in try repository.blob(entry.id) }, path))
    else { throw .damaged(path, "it does not count objects") }
    return counts
  }

  private func largeObjects(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> [String: LargeObjects] {
    var large: [String: LargeObjects] = [:]
    for kind in catalog.kinds where kind.storage == .shards { large[kind.name] = try objects(kind, commit, settings) }
    return large
  }

  private func objects<K: ResourceKind>(
    _ kind: K.Type, _ commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> LargeObjects {
    var indexes: [String: LazyShards] = [:]
    for index in K.indexes {
      indexes[index.folder] = try lazyShards("index/\(index.folder)", .index, commit, settings)
    }
    return LargeObjects(try lazyShards("objects/\(K.folder)", .objects, commit, settings), indexes: indexes)
  }

  private func lazyShards(
    _ folder: String, _ form: Shards.Form, _ commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> LazyShards {
    var blobs: [String: GitHash] = [:]
    for entry in try entries(in: folder, at: commit, settings) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard entry.mode == .file else { throw .damaged(statePath("\(folder)/\(name)", settings), "it is no plain file") }
      blobs[name] = entry.id
    }
    do throws(Mismatch) {
      return try LazyShards(folder, files: Array(blobs.keys), form, instruments) {
        [unowned self, blobs] file throws(Mismatch) in
        guard let id = blobs[file] else { throw Mismatch("\(folder)/\(file)", "it is missing") }
        do throws(GitError) {
          return try repository.blob(id)
        } catch {
          throw Mismatch("\(folder)/\(file)", "it cannot be read: \(error)")
        }
      }
    } catch {
      throw damaged(error, settings)
    }
  }

  /// Refuses what could not be read when it was asked for.
  func refuseUnreadable(_ large: [String: LargeObjects], _ settings: Settings) throws(WorkspaceError) {
    if let fault = large.values.lazy.compactMap(\.fault).first { throw damaged(fault, settings) }
  }

  // MARK: Changed files

  /// The manifests' files that are not what they were when the last run read them; nil if more than that may count.
  private func changes(
    since header: StateHeader, at commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> [FileChange]? {
    guard let id = GitHash(hex: header.commit), repository.contains(id) else { return nil }
    let base = try git { () throws(GitError) in try repository.commit(id) }
    guard try desiredTree(at: base, settings) == header.desiredTree else { return nil }
    return try git { () throws(GitError) in
      var comparison = ManifestComparison(
        state: settings.registry.state, settings: path(RegistryFile.name))
      let (before, after) = (try registryTree(base), try registryTree(commit))
      return try comparison.compare(before, after, registryFolder, repository) ? comparison.changes : nil
    }
  }
}

/// The stored objects of kinds with a file for each, by their names; a kind's names are gathered when it is first asked
/// for one.
private struct NodesByName {
  private let state: State
  private var nodes: [String: [String: Node]] = [:]

  init(_ state: State) {
    self.state = state
  }

  subscript(id: ObjectID) -> Node? {
    mutating get {
      if let known = nodes[id.kind] { return known[id.name] }
      let named = (state.objects[id.kind] ?? []).map { ($0["metadata"]?["name"]?.text ?? "", $0) }
      let all = Dictionary(named) { first, _ in first }
      nodes[id.kind] = all
      return all[id.name]
    }
  }
}

/// A file of manifests that is another in one of two trees, or not there.
struct FileChange {
  let path: String
  let before: GitHash?
  let after: GitHash?
}

/// Looks for changed files by merging the lists of two trees, and opens no folder that is the same in both.
private struct ManifestComparison {
  /// The state folder, which is no place for manifests.
  let state: String
  /// The registry's own file, which is compared by what it says.
  let settings: String
  var changes: [FileChange] = []
  private var depth = 0

  /// More changed files than that are not worth looking at alone.
  private static let limit = 1000

  init(state: String, settings: String) {
    self.state = state
    self.settings = settings
  }

  /// False if something else than files of manifests changed, of which only a whole look can tell what it means.
  mutating func compare(
    _ before: GitHash?, _ after: GitHash?, _ folder: String, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if before == after { return true }
    guard depth < 64 else { return false }
    depth += 1
    defer { depth -= 1 }
    var left = try before.map { id throws(GitError) in try repository.entries(ofTree: id) }?[...] ?? []
    var right = try after.map { id throws(GitError) in try repository.entries(ofTree: id) }?[...] ?? []
    while let pair = ManifestComparison.next(&left, &right) {
      if pair.0 == pair.1 { continue }
      guard try compare(pair, folder, repository), changes.count <= ManifestComparison.limit else { return false }
    }
    return true
  }

  /// Takes the first entries off both lists, those of one name together.
  private static func next(
    _ left: inout ArraySlice<TreeEntry>, _ right: inout ArraySlice<TreeEntry>
  ) -> (TreeEntry?, TreeEntry?)? {
    switch (left.first, right.first) {
    case (nil, nil): return nil
    case (let a?, let b?) where !a.precedes(b) && !b.precedes(a): return (left.removeFirst(), right.removeFirst())
    case (let a?, let b) where b.map(a.precedes) ?? true: return (left.removeFirst(), nil)
    default: return (nil, right.removeFirst())
    }
  }

  private mutating func compare(
    _ pair: (TreeEntry?, TreeEntry?), _ folder: String, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    guard let entry = pair.1 ?? pair.0, EntryName.fault(entry.name, in: folder) == nil else { return false }
    let name = String(decoding: entry.name, as: UTF8.self)
    let path = folder.isEmpty ? name : folder + "/" + name
    if name.hasPrefix(".") || ExactString.same(path, state) { return true }
    if entry.mode == .tree { return try compare(pair.0?.id, pair.1?.id, path, repository) }
    let isFile = [pair.0, pair.1].allSatisfy { $0.map { $0.mode == .file || $0.mode == .executable } ?? true }
    if ExactString.same(path, settings) { return isFile }
    // Any other file may be one that a manifest names.
    guard isFile, EntryName.isManifest(name), ManifestFile.refusingNestedRegistry(path) == nil else { return false }
    changes.append(FileChange(path: path, before: pair.0?.id, after: pair.1?.id))
    return true
  }
}
