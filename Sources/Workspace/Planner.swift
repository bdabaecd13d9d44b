import Crypto
package import Engine
package import Git
package import Model
package import Source
import Store

/// The plan of a run, with everything that it was computed from.
package struct PlannedRun {
  /// The manifests and the stored state that were read.
  package let snapshot: Snapshot
  /// The plan, in which no key of the registry is quoted.
  package let plan: Plan
  /// The request of the last pass, which has the provenance that the plan depends on.
  package let request: ReconcileRequest
  /// Warnings that are not about manifests: doubts about provenance, and a rewritten or cut history.
  package let remarks: [Diagnostic]
}

/// Computes what a run would do; planning and reconciling use the same code.
package struct Planner {
  private let workspace: Workspace
  private let run: Run
  private let allowedRemovals: Int?
  /// The most times that a run is planned because files were missing.
  private static let mostRounds = 8

  /// Creates a planner for one run.
  ///
  /// - Parameter allowedRemovals: the most removals of each kind, in place of the registry's limit.
  package init(_ workspace: Workspace, run: Run, allowedRemovals: Int? = nil) {
    self.workspace = workspace
    self.run = run
    self.allowedRemovals = allowedRemovals
  }

  /// Plans a run on a commit, and reads no more than what may have changed.
  ///
  /// A diagnostic may be about an object whose file was not read: then the file is read too, and the run is planned
  /// again. After a few rounds everything is read, so that the work does not grow with their number.
  ///
  /// - Parameter isFull: whether to read everything in any case.
  package func plan(_ commit: Commit, isFull: Bool) throws(WorkspaceError) -> PlannedRun {
    let revision = try workspace.revision(commit)
    if isFull { workspace.reads.reasonForAll = "--full was given" }
    if !isFull, var read = try IncrementalRead(revision) {
      let ids = RepeatableIDs(run.ids)
      for _ in 0..<Planner.mostRounds {
        guard let snapshot = try read.snapshot() else { break }
        ids.rewind()
        let planned = try plan(snapshot, run: run.generating(by: ids))
        if try !read.widen(for: planned.plan.outcome.diagnostics) { return planned }
      }
      let reads = workspace.reads
      reads.reasonForAll = reads.reasonForAll ?? "diagnostics named more files in every round"
    }
    return try plan(try workspace.snapshot(of: commit, isRebuildingIndexes: isFull), run: run)
  }

  /// Plans the run that would follow if the manifests in the working tree were committed.
  package func planWorkingTree(over commit: Commit) throws(WorkspaceError) -> PlannedRun {
    try plan(try workspace.workingTreeSnapshot(over: commit))
  }

  /// Plans a run on a snapshot.
  package func plan(_ snapshot: Snapshot) throws(WorkspaceError) -> PlannedRun { try plan(snapshot, run: run) }

  private func plan(_ snapshot: Snapshot, run: Run) throws(WorkspaceError) -> PlannedRun {
    let base = Plan.Base(
      commit: snapshot.commit.id.hex, manifestsTree: snapshot.manifestsTree, state: snapshot.stateDigest)
    let stored = try snapshot.isWorkingTree ? snapshot.revision.whereStateLies() : snapshot.revision
    let recorded = RecordedSettings(workspace)
    var request = ReconcileRequest(
      catalog: workspace.catalog, settings: try recorded.tightened(snapshot.settings, at: stored), run: run,
      instruments: workspace.instruments, allowedRemovals: allowedRemovals)
    request.topFolder = workspace.registryFolder.isEmpty ? "" : workspace.registryFolder + "/"
    var outcome = try ProvenanceSearch(workspace, input: snapshot.input).outcome(of: &request)
    if snapshot.stored.header != nil {
      let change = try recorded.change(to: snapshot.settings, of: snapshot.revision, over: stored)
      outcome = outcome.recording(change, in: run)
    }
    if let refusal = try missingManifests(in: outcome, of: snapshot) { outcome = outcome.refused(refusal) }
    let redaction = Redaction(
      keysOf: snapshot.stored, isPartial: snapshot.desired.isPartial, catalog: workspace.catalog,
      by: workspace.instruments)
    let hidden = outcome.hidingKeys(by: redaction)
    try snapshot.stored.refuseUnreadable(at: snapshot.revision)
    return PlannedRun(
      snapshot: snapshot, plan: Plan(base: base, outcome: hidden), request: request,
      remarks: try historyRemarks(on: snapshot) + runnerRemarks(on: snapshot)
        + guardRemarks(on: request, outcome: outcome, of: snapshot) + Planner.doubts(about: request.provenance))
  }

  /// Warns if changes are judged by other guards than those that `registry.yaml` states.
  private func guardRemarks(
    on request: ReconcileRequest, outcome: Outcome, of snapshot: Snapshot
  ) -> [Diagnostic] {
    let faulty = Set(outcome.diagnostics.filter { $0.severity == .error }.compactMap(\.object))
    let objects = outcome.touched.union(faulty)
    if objects.isEmpty, outcome.refusal == nil { return [] }
    let wanted = snapshot.settings.node(sections: workspace.catalog.sections)
    var judged = request.settings
    for object in objects { judged.tighten(by: request.settings(for: object)) }
    let fields = FieldChange.between(wanted, and: judged.node(sections: workspace.catalog.sections), at: "spec")
    func text(_ node: Node) -> String { String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self) }
    return fields.map { field in
      Diagnostic(
        .warning, rule: "settings.guard",
        message: "Changes are judged by \(field.path) = \(text(field.after)), not \(text(field.before))",
        location: SourceLocation(file: workspace.path(RegistryFile.name), mark: .none),
        hint:
          "a limit that is loosened counts for changes that reach the branch after the run that records it; commit those that were refused again after that run"
      )
    }
  }

  /// Warns if the settings change who may make runs.
  private func runnerRemarks(on snapshot: Snapshot) throws(WorkspaceError) -> [Diagnostic] {
    let wanted = snapshot.revision.wantedRunners
    guard !wanted.isEmpty,
      let before = try StateProofs(workspace, isIgnoringIndexes: snapshot.isRebuildingIndexes).proved(
        snapshot.revision)?
        .seal.runners,
      before != wanted
    else { return [] }
    func words(_ runners: [Seal.Runner]) -> String {
      runners.map { "\($0.name) (\(SSHPublicKey($0.key)?.fingerprint ?? $0.key))" }.joined(separator: ", ")
    }
    return [
      Diagnostic(
        .warning, rule: "seal.runners",
        message: "From the next run on, runs can be made by \(words(wanted)); now by \(words(before))",
        hint: "whoever may make runs decides what is stored: compare the keys with their holders")
    ]
  }

  /// The refusal of removals of objects whose manifests never were in this history: the runs that created them came
  /// here without them, as with a cherry-pick.
  private func missingManifests(
    in outcome: Outcome, of snapshot: Snapshot
  ) throws(WorkspaceError) -> RunRefusal? {
    let removed = outcome.changes.filter { $0.action == .remove }.map(\.object)
    guard !removed.isEmpty, allowedRemovals == nil, let header = snapshot.stored.header,
      try !isRecorded(header, in: snapshot)
    else { return nil }
    var missing: [ObjectID] = []
    for object in removed {
      guard let kind = workspace.catalog.kind(named: object.kind) else { continue }
      let stored = StoredState(snapshot.stored, of: snapshot.revision, in: workspace)
      guard let file = try stored.object(of: kind, named: object.name)?["status"]?["source"]?.text else { continue }
      if try !wasEver(file, before: snapshot.commit) { missing.append(object) }
    }
    guard let first = missing.first else { return nil }
    let others = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    return RunRefusal(
      rule: "run.removals.missing",
      message:
        "The manifests that run \(header.serial) read never arrived in this history: \(first)\(others) would be removed",
      hint:
        "bring the commits with them, by merging the branch of that run; to remove the objects, run again with --allow-removals \(missing.count)"
    )
  }

  /// Tells whether a file was in the mainline at one of the last thousand commits.
  private func wasEver(_ file: String, before tip: Commit) throws(WorkspaceError) -> Bool {
    var commit = tip
    for _ in 0..<1000 {
      if try workspace.objects.entry(at: file, in: commit.tree) != nil { return true }
      guard let parent = try workspace.objects.parents(of: commit).first else { return false }
      commit = parent
    }
    return true
  }

  /// Tells whether the commit of the last run is part of this history.
  private func isRecorded(_ header: StateHeader, in snapshot: Snapshot) throws(WorkspaceError) -> Bool {
    guard let recorded = GitHash(hex: header.commit), workspace.objects.contains(recorded) else { return false }
    return try workspace.objects.isAncestor(recorded, of: snapshot.commit.id)
  }

  /// Warns if the commit of the last run is not part of this history.
  private func historyRemarks(on snapshot: Snapshot) throws(WorkspaceError) -> [Diagnostic] {
    guard let header = snapshot.stored.header, try !isRecorded(header, in: snapshot) else { return [] }
    let isCut = !workspace.objects.repository.shallowBoundary.isEmpty
    return [
      Diagnostic(
        .warning, rule: isCut ? "history.shallow" : "history.rewritten",
        message: isCut
          ? "The commit of the last run is beyond the shallow boundary"
          : "The history was rewritten: the commit of the last run is not an ancestor of this one",
        hint: isCut
          ? "fetch the whole history for exact provenance: git fetch --unshallow"
          : "manifests are compared by content, so nothing is done twice")
    ]
  }

  /// Warnings about uncertain commits from which manifests came, one for each doubt with all its objects.
  static func doubts(about provenance: [ObjectID: Provenance]) -> [Diagnostic] {
    var objects: [String: [ObjectID]] = [:]
    for (id, provenance) in provenance {
      for doubt in provenance.doubts { objects[doubt, default: []].append(id) }
    }
    let remarks = objects.map { doubt, ids in
      let subject = ids.count == 1 ? "\(ids[0])" : "\(ids.count) objects"
      return Diagnostic(
        .warning, rule: "provenance.doubt", message: "Time and author of \(subject) are uncertain: \(doubt)",
        object: ids.count == 1 ? ids[0] : nil)
    }
    return remarks.sorted()
  }
}

extension Redaction {
  /// Creates a redaction that hides the licence and API keys of a state.
  ///
  /// - Parameter isPartial: whether objects are read on demand; then keys are looked up in the indexes.
  init(keysOf folder: StateFolder, isPartial: Bool, catalog: Catalog, by instruments: Instruments) {
    if isPartial {
      self.init { secret in catalog.kinds.contains { folder.holds(secret, kind: $0, by: instruments) } }
      return
    }
    let keys = Lazy { Set(catalog.kinds.flatMap { $0.secrets(of: folder.state.objects[$0.name] ?? []) }) }
    self.init { keys.value.contains($0) }
  }
}
