package import Engine
package import Git
package import Model
package import Source
import Store

/// What a run would do, and what it was worked out from.
package struct PlannedRun {
  package let snapshot: Snapshot
  package let plan: Plan
  package let request: ReconcileRequest
  /// Remarks that are no faults of a manifest: doubts about provenance, rewritten history.
  package let remarks: [Diagnostic]
}

/// Works out what a run would do; the same code for planning and for reconciling.
package struct Planner {
  private let workspace: Workspace
  private let run: Run
  private let allowedRemovals: Int?

  /// - Parameter allowedRemovals: the most removals of each kind, in place of the registry's limit.
  package init(_ workspace: Workspace, run: Run, allowedRemovals: Int? = nil) {
    self.workspace = workspace
    self.run = run
    self.allowedRemovals = allowedRemovals
  }

  /// Works out what a run would do on a commit, reading no more than may have changed.
  ///
  /// A fault may concern what changed and what did not, and only the whole registry has both places of it.
  ///
  /// - Parameter isFull: whether to read everything in any case.
  package func plan(_ commit: Commit, isFull: Bool) throws(WorkspaceError) -> PlannedRun {
    let ids = RepeatableIDs(run.ids)
    let first = try plan(
      try workspace.snapshot(of: commit, asOf: isFull ? nil : run.time), run: run.generating(by: ids))
    let isSound = first.plan.outcome.diagnostics.isEmpty && first.plan.outcome.refusal == nil
    if isSound || !first.snapshot.desired.isPartial { return first }
    ids.rewind()
    return try plan(try workspace.snapshot(of: commit), run: run.generating(by: ids))
  }

  /// Works out what a run would do if the manifests in the working tree were committed.
  package func planWorkingTree(over commit: Commit) throws(WorkspaceError) -> PlannedRun {
    try plan(try workspace.workingTreeSnapshot(over: commit))
  }

  /// Works out what a run would do on a snapshot.
  package func plan(_ snapshot: Snapshot) throws(WorkspaceError) -> PlannedRun { try plan(snapshot, run: run) }

  private func plan(_ snapshot: Snapshot, run: Run) throws(WorkspaceError) -> PlannedRun {
    let base = Plan.Base(commit: snapshot.commit.id.hex, state: snapshot.stateDigest)
    var request = ReconcileRequest(
      catalog: workspace.catalog, settings: snapshot.settings, run: run, instruments: workspace.instruments,
      allowedRemovals: allowedRemovals)
    let outcome = try ProvenanceSearch(workspace, input: snapshot.input).outcome(of: &request)
    let redaction = Redaction(keysOf: snapshot.stored.state, catalog: workspace.catalog)
    return PlannedRun(
      snapshot: snapshot, plan: Plan(base: base, outcome: outcome.hidingKeys(by: redaction)), request: request,
      remarks: try historyRemarks(on: snapshot) + Planner.doubts(about: request.provenance))
  }

  /// Says when the commit of the last run is no part of this history.
  private func historyRemarks(on snapshot: Snapshot) throws(WorkspaceError) -> [Diagnostic] {
    guard let header = snapshot.stored.header, let recorded = GitHash(hex: header.commit) else { return [] }
    let objects = workspace.objects
    if objects.contains(recorded), try objects.isAncestor(recorded, of: snapshot.commit.id) { return [] }
    let isCut = objects.repository.isShallow
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

  /// What is uncertain about the commits that manifests came from, each said once for all its objects.
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
  /// Hides the licence and API keys of a state that has been read.
  init(keysOf state: State, catalog: Catalog) {
    let keys = Lazy { Set(catalog.kinds.flatMap { $0.secrets(of: state.objects[$0.name] ?? []) }) }
    self.init { keys.value.contains($0) }
  }
}
