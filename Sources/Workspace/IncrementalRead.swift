import Engine
import Git
import Model
import Source
import Store

/// Reads only what may have changed since the last run, so that the cost is proportional to the change and not to the
/// registry.
struct IncrementalRead {
  private let revision: Revision
  private let reader: StateReader

  init(_ revision: Revision) {
    self.revision = revision
    reader = StateReader(revision)
  }

  private var workspace: Workspace { revision.workspace }
  private var catalog: Catalog { workspace.catalog }

  /// Reads what a run needs of the commit, if everything except some files is as the last run left it.
  ///
  /// - Returns: Nil if everything has to be read, which gives the same outcome.
  func snapshot(asOf time: Instant) throws(WorkspaceError) -> Snapshot? {
    let finder = ManifestFinder(workspace, settings: revision.settings)
    guard let (header, digest) = try revision.header(), header.faults == 0, header.settings == revision.settingsDigest,
      header.nextDeadline.map({ time <= $0 }) ?? true, try revision.stateEntries(in: "rejected").isEmpty,
      let live = try reader.liveCounts(), let changes = try changes(since: header),
      try !finder.hasMisnamedFiles(at: revision)
    else { return nil }
    try StateChecks(revision).check(header, digest: digest)
    var folder = StateFolder(header: header)
    folder.state.live = live
    for kind in catalog.kinds where kind.storage == .files {
      folder.state.objects[kind.name] = try reader.documents(in: kind.objectFolder)
    }
    let large = try reader.largeObjects()
    guard !StoredObjects.mayBreakWarnings(folder.state, catalog: catalog),
      let desired = try desired(changes, over: folder.state, large: large)
    else { return nil }
    return Snapshot(
      revision: revision, desired: desired, stored: folder, stateDigest: digest,
      desiredTree: try revision.desiredTree(), isWorkingTree: false, large: large)
  }

  /// The changed manifests of the changed files; nil if they may concern a file that did not change.
  private func desired(
    _ changes: [ManifestChange], over state: State, large: [String: LargeObjects]
  ) throws(WorkspaceError) -> Desired? {
    let finder = ManifestFinder(workspace, settings: revision.settings)
    func blobs(_ side: KeyPath<ManifestChange, GitHash?>) -> [(path: String, blob: GitHash)] {
      changes.compactMap { change in change[keyPath: side].map { (change.path, $0) } }
    }
    let former = Desired.load(try finder.files(blobs(\.before)), catalog: catalog)
    let present = Desired.load(
      try finder.attached(try finder.files(blobs(\.after)), at: revision.commit), catalog: catalog)
    let paths = Set(changes.map { ExactString($0.path) })
    let liveCount = state.objects.values.joined().count { $0["status"]?["source"]?.isNull == false }
    let unchanged = present.unchanged(since: former)
    let gone = former.manifests.map(\.id).filter { !unchanged.contains($0) }
    let objectsOutside = liveCount + state.live.values.reduce(0, +) - gone.count
    guard former.unreadable.isEmpty, objectsOutside >= 0 else { return nil }
    var nodes = NodesByName(state)
    for manifest in present.manifests where !unchanged.contains(manifest.id) {
      let stored = large[manifest.id.kind].map { $0.object(named: manifest.id.name) } ?? nodes[manifest.id]
      // The unchanged file in which it was before may still declare it.
      if let source = stored?["status"]?["source"]?.text, !paths.contains(ExactString(source)) { return nil }
    }
    return present.within(
      Desired.Scope(files: paths, unchanged: unchanged, formerObjects: gone, objectsOutside: objectsOutside))
  }

  /// The files of manifests that differ from those of the last run; nil if other files changed that may matter.
  private func changes(since header: StateHeader) throws(WorkspaceError) -> [ManifestChange]? {
    guard let id = GitHash(hex: header.commit), workspace.objects.contains(id) else { return nil }
    let base = Revision(workspace, commit: try workspace.objects.commit(id), settings: revision.settings)
    guard try base.desiredTree() == header.desiredTree else { return nil }
    var comparison = ManifestComparison(
      RegistryLayout(state: revision.stateFolder, settings: workspace.path(RegistryFile.name)))
    let isComplete = try comparison.compare(
      try base.registryTree(), with: try revision.registryTree(), folder: workspace.registryFolder,
      by: workspace.objects)
    return isComplete ? comparison.changes : nil
  }
}

/// The stored objects of kinds with one file for each object, by name; the names of a kind are gathered when they are
/// first needed.
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
