import Engine
import Git
import Model
import Source
import Store

/// Reads the settings that runs recorded in the state folder, by whose guards later changes are judged.
struct RecordedSettings {
  /// The greatest size of the file in bytes: it is read whole.
  private static let limit = 1 << 20

  private let workspace: Workspace

  init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// The settings that the state of a commit records; nil if it records none, or is not proved by its seals.
  func settings(at revision: Revision) throws(WorkspaceError) -> (settings: Settings, node: Node)? {
    let path = revision.statePath(StateFolder.settingsFile)
    guard let entry = try workspace.objects.entry(at: path, in: revision.commit.tree), entry.mode == .file,
      case .proved = try StateProofs(workspace).proof(of: revision)
    else { return nil }
    if let known = workspace.versions.recordedSettings[entry.id] { return known }
    guard let bytes = try workspace.objects.blob(entry.id, limit: RecordedSettings.limit) else {
      throw .damaged(path, reason: "the file is too large")
    }
    let node = try Revision.json(bytes, path: path)
    guard let settings = RegistryFile.settings(in: node, catalog: workspace.catalog) else {
      throw .damaged(path, reason: "this program does not know these settings; use the one that recorded them")
    }
    workspace.versions.recordedSettings[entry.id] = (settings, node)
    return (settings, node)
  }

  /// The content of the file that records settings.
  func file(of settings: Settings) -> [UInt8] {
    JSONWriter.document(settings.node(sections: workspace.catalog.sections), secrets: .masked)
  }

  /// Settings tightened by the guards that the state of a commit records.
  func tightened(_ settings: Settings, at revision: Revision) throws(WorkspaceError) -> Settings {
    var tightened = settings
    if let recorded = try self.settings(at: revision) { tightened.tighten(by: recorded.settings) }
    return tightened
  }

  /// The change of the settings that a run on a commit records; nil if they are recorded already, or if nothing was
  /// ever recorded: a first run records its own without a word.
  ///
  /// - Parameter stored: the commit with its state folder.
  func change(to settings: Settings, of revision: Revision, over stored: Revision) throws(WorkspaceError)
    -> SettingsChange?
  {
    let recorded = try self.settings(at: stored)
    let node = settings.node(sections: workspace.catalog.sections)
    if recorded?.node == node { return nil }
    return SettingsChange(
      fields: recorded.map { FieldChange.between($0.node, and: node, at: "spec") } ?? [],
      author: try author(of: workspace.path(RegistryFile.name), at: revision.commit), commit: revision.commit.id.hex)
  }

  /// The author of the present content of a file: that of the commit that differs from all its parents there.
  private func author(of path: String, at tip: Commit) throws(WorkspaceError) -> Actor {
    var commit = tip
    let blob = try workspace.objects.entry(at: path, in: tip.tree)?.id
    while true {
      var same: Commit?
      for parent in try workspace.objects.parents(of: commit) where same == nil {
        if try workspace.objects.entry(at: path, in: parent.tree)?.id == blob { same = parent }
      }
      guard let next = same else { return Actor(authorName: commit.author.name, email: commit.author.email) }
      commit = next
    }
  }
}

/// The commits of the mainline before those that brought changes: the guards that were recorded there judge them.
struct MainlineBases {
  private let workspace: Workspace
  private let tip: Revision
  private var bases: [GitHash: Base?] = [:]

  /// A commit of the mainline whose state is proved, or that has none.
  struct Base {
    /// The commit with its settings.
    let revision: Revision
    /// The time of its last run; nil if it has none.
    let lastRun: Instant?
  }

  /// Creates a search below a tip.
  init(_ workspace: Workspace, below tip: Revision) {
    self.workspace = workspace
    self.tip = tip
  }

  /// The commit before a step of the mainline; nil for its first commit. A commit whose state no run made is passed
  /// over: it would choose the guards for what follows it.
  mutating func base(before step: Commit) throws(WorkspaceError) -> Base? {
    if let known = bases[step.id] { return known }
    let found = try search(before: step)
    bases[step.id] = .some(found)
    return found
  }

  private func search(before step: Commit) throws(WorkspaceError) -> Base? {
    var commit = step
    while let parent = commit.parents.first, workspace.objects.contains(parent) {
      commit = try workspace.objects.commit(parent)
      let revision = try tip.at(commit)
      switch try StateProofs(workspace).proof(of: revision) {
      case .proved: return Base(revision: revision, lastRun: try revision.header()?.header.runAt)
      case .absent, .unsealed: return Base(revision: revision, lastRun: nil)
      case .broken: continue
      }
    }
    return nil
  }
}
