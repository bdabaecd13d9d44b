import Engine
import Git
import Model
import Source
import Store

/// Reads only what may have changed since the last run, so that the cost is proportional to the change and not to the
/// registry.
///
/// A run reads the files that changed since the last run, and those of which the last run reported anything: what was
/// reported may be fixed by another change, and is reported again as long as it is not. The pass then asks for more
/// files if a diagnostic is about an object whose file was not read.
struct IncrementalRead {
  private let revision: Revision
  private let header: StateHeader
  private let digest: String
  private var folder: StateFolder
  private let changes: [ManifestChange]
  private let changedFiles: Set<ExactString>
  /// The files of which every manifest is checked, whether or not it changed, with the reason.
  private var checkedFiles: [ExactString: String] = [:]

  private var workspace: Workspace { revision.workspace }
  private var catalog: Catalog { workspace.catalog }
  private var finder: ManifestFinder { ManifestFinder(workspace, settings: revision.settings) }

  /// Opens the state of a commit, and finds the files that changed since the last run.
  ///
  /// - Returns: Nil if everything has to be read, which gives the same outcome; the workspace's counts have the reason.
  init?(_ revision: Revision) throws(WorkspaceError) {
    let workspace = revision.workspace
    func readAll(_ reason: String) { workspace.reads.reasonForAll = reason }
    guard let (header, digest) = try revision.header() else {
      readAll("this is the first run")
      return nil
    }
    guard header.formatVersion == StateHeader.formatVersion else {
      readAll("the stored state is in form \(header.formatVersion)")
      return nil
    }
    guard header.catalogueVersion == workspace.catalog.version else {
      readAll("the last run used other rules")
      return nil
    }
    guard let changes = try IncrementalRead.changes(since: header, at: revision) else {
      readAll("the commit of the last run is not there to be compared with")
      return nil
    }
    try StateChecks(revision).check(header, digest: digest)
    self.revision = revision
    self.header = header
    self.digest = digest
    self.changes = changes.manifests
    folder = try StateReader(revision).openFolder(with: header)
    changedFiles = Set(changes.manifests.map { ExactString($0.path) })
    for entry in folder.state.reported { checkedFiles[entry.value] = "the last run reported something about it" }
    for path in changes.formerFiles {
      for file in folder.common[Lookup.attachedFiles]?.objects(under: ExactString(path)) ?? [] {
        checkedFiles[ExactString(file)] = "a file that it names changed"
      }
    }
    if let fault = folder.common[Lookup.attachedFiles]?.fault { throw revision.damaged(fault) }
  }

  /// Those entries of the index of attached files that the last run recorded.
  private func recordedAttachments(_ named: Set<Lookup>) throws(WorkspaceError) -> Set<Lookup> {
    guard let index = folder.common[Lookup.attachedFiles] else { return [] }
    let recorded = named.filter { entry in
      index.objects(under: entry.value).contains { ExactString.same($0, entry.object) }
    }
    if let fault = index.fault { throw revision.damaged(fault) }
    return recorded
  }

  /// Reads the files, with those that must be read because of what they declare.
  ///
  /// - Returns: Nil if everything has to be read.
  mutating func snapshot() throws(WorkspaceError) -> Snapshot? {
    while true {
      guard let desired = try desired() else {
        workspace.reads.reasonForAll = "a file with diagnostics is not a regular file"
        return nil
      }
      // The unchanged file in which an object was before may still declare it.
      let sources = desired.manifests.compactMap { manifest in
        folder.sources[manifest.id.kind]?.object(named: manifest.id.name)?["status"]?["source"]?.text
      }
      let files = desired.scope?.files ?? []
      let missing = Set(sources.map { ExactString($0) }).subtracting(files)
      for file in missing { checkedFiles[file] = "an object was declared in it before" }
      guard missing.isEmpty else { continue }
      noteReads()
      return Snapshot(
        revision: revision, desired: desired, stored: folder, stateDigest: digest,
        manifestsTree: try revision.manifestsTree(), isWorkingTree: false)
    }
  }

  /// Adds the files that diagnostics of a pass are about and that were not read; returns false if there are none.
  mutating func widen(for diagnostics: [Diagnostic]) throws(WorkspaceError) -> Bool {
    let places = diagnostics.flatMap { [$0.location] + $0.notes.map(\.location) }
    let files = Set(places.compactMap { $0 }.filter { $0.mark == .none }.map { ExactString($0.file) })
    var isWidened = false
    for file in files.subtracting(readFiles) {
      guard try workspace.objects.entry(at: file.text, in: revision.commit.tree) != nil else { continue }
      checkedFiles[file] = "a diagnostic is about it"
      isWidened = true
    }
    return isWidened
  }

  private func noteReads() {
    let reads = workspace.reads
    let others = checkedFiles.filter { !changedFiles.contains($0.key) }
    reads.reasons = Dictionary(grouping: others.values) { $0 }.mapValues(\.count)
    if !changes.isEmpty { reads.reasons["\(changes.count == 1 ? "it" : "they") changed"] = changes.count }
  }

  private var readFiles: Set<ExactString> { changedFiles.union(checkedFiles.keys) }

  /// Whether a file is read although it did not change.
  private func isUnchanged(_ file: ExactString) -> Bool { checkedFiles[file] != nil && !changedFiles.contains(file) }

  /// The manifests of the files; nil if a file cannot be read by itself.
  private mutating func desired() throws(WorkspaceError) -> Desired? {
    func blobs(_ side: KeyPath<ManifestChange, GitHash?>) -> [(path: String, blob: GitHash)] {
      changes.compactMap { change in change[keyPath: side].map { (change.path, $0) } }
    }
    let former = Desired.load(try finder.files(blobs(\.before)), catalog: catalog)
    let changed = try finder.files(blobs(\.after))
    var others: [ManifestFile] = []
    for path in checkedFiles.keys.sorted() where isUnchanged(path) {
      guard let file = try finder.file(at: path.text, in: revision) else { return nil }
      others += file
    }
    let present = Desired.load(try finder.attached(changed + others, at: revision.commit), catalog: catalog)
    let known = present.manifests.filter { isUnchanged(ExactString($0.location.file)) }
    folder.state.attached = try recordedAttachments(finder.attachedFiles(of: former.manifests + known))
    let unchanged = present.unchanged(since: former, except: Set(checkedFiles.keys))
    var gone = Set(former.manifests.map(\.id)).subtracting(unchanged)
    // What an unchanged file declares now, it declared before.
    gone.formUnion(known.map(\.id))
    gone.formUnion(folder.state.reported.compactMap { ObjectID(reading: $0.object) })
    return present.within(Desired.Scope(files: readFiles, unchanged: unchanged, formerObjects: gone))
  }

  /// The commit with the manifests that the last run reconciled; nil if it is not there.
  ///
  /// A recorded query or a migration names its own parent, which may have newer manifests: then it is a commit before.
  private static func reconciled(
    _ header: StateHeader, at revision: Revision
  ) throws(WorkspaceError) -> Revision? {
    let workspace = revision.workspace
    guard let id = GitHash(hex: header.commit), workspace.objects.contains(id) else { return nil }
    var base = Revision(workspace, commit: try workspace.objects.commit(id), settings: revision.settings)
    for _ in 0..<1000 {
      if try base.manifestsTree() == header.manifestsTree { return base }
      guard let parent = try workspace.objects.parents(of: base.commit).first else { return nil }
      base = Revision(workspace, commit: parent, settings: revision.settings)
    }
    return nil
  }

  /// The files of manifests that differ from those of the last run, and the other files; nil if the commit of the last
  /// run is not there, or if files changed of which only a full read can tell the effect.
  private static func changes(
    since header: StateHeader, at revision: Revision
  ) throws(WorkspaceError) -> (manifests: [ManifestChange], formerFiles: [String])? {
    let workspace = revision.workspace
    guard let base = try reconciled(header, at: revision) else { return nil }
    var comparison = ManifestComparison(
      RegistryLayout(state: revision.stateFolder, settings: workspace.path(RegistryFile.name)))
    let isComplete = try comparison.compare(
      try base.registryTree(), with: try revision.registryTree(), folder: workspace.registryFolder,
      by: workspace.objects)
    return isComplete ? (comparison.changes, comparison.formerFiles) : nil
  }
}

extension ObjectID {
  /// Reads kind and name with a space between them; nil if there is no space.
  fileprivate init?(reading text: String) {
    guard let space = text.firstIndex(of: " ") else { return nil }
    self.init(kind: String(text[..<space]), name: String(text[text.index(after: space)...]))
  }
}
