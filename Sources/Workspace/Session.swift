package import Git
package import Model
package import Reconciler
package import Source

/// What one reconciliation needs beside the workspace.
package struct Session {
  package var run: Run
  package var committer: Committer
  /// Where the key is found if something is to be signed.
  package var keys: KeyStore
  package var allowedRemovals: Int?
  /// Nothing is written if there is any fault.
  package var isAtomic = false
  package var isDryRun = false
  /// Everything is read, although it seems to be as the last run left it.
  package var isFull = false
  /// The plan that was reviewed: its base and digest.
  package var expected: (base: Plan.Base, digest: String)?

  package init(run: Run, committer: Committer, keys: KeyStore, allowedRemovals: Int? = nil) {
    self.run = run
    self.committer = committer
    self.keys = keys
    self.allowedRemovals = allowedRemovals
  }
}

/// What became of a reconciliation.
package struct ReconcileResult {
  package let plan: Plan
  package let snapshot: Snapshot
  /// Remarks that are no faults of a manifest: doubts about provenance, rewritten history.
  package let remarks: [Diagnostic]
  package var commit: GitHash?
  package var serial: Int
  package var wasPushed = false
  /// Why the local branch could not follow what was pushed; the next run brings it in step.
  package var localFailure: WorkspaceError?
  /// Whether nothing was to be done, but earlier runs were never pushed.
  package var isAhead = false

  package init(plan: Plan, snapshot: Snapshot, remarks: [Diagnostic], commit: GitHash?, serial: Int) {
    self.plan = plan
    self.snapshot = snapshot
    self.remarks = remarks
    self.commit = commit
    self.serial = serial
  }
}

/// What a run would do, and what it was worked out from.
package struct PlannedRun {
  package let snapshot: Snapshot
  package let plan: Plan
  package let request: ReconcileRequest
  package let remarks: [Diagnostic]
}

extension Workspace {
  /// Works out what a run would do on a commit, reading no more than may have changed.
  ///
  /// A fault may lie between what changed and what did not, and only the whole shows both places of it.
  ///
  /// - Parameter isFull: whether to read everything in any case.
  package func plan(
    _ commit: Commit, workingTree isWorkingTree: Bool = false, _ run: Run, allowedRemovals: Int?, isFull: Bool
  ) throws(WorkspaceError) -> PlannedRun {
    let ids = RepeatableIDs(run.ids)
    func planned(_ snapshot: Snapshot) throws(WorkspaceError) -> PlannedRun {
      let (plan, request, remarks) = try plan(snapshot, run.generating(by: ids), allowedRemovals: allowedRemovals)
      return PlannedRun(snapshot: snapshot, plan: plan, request: request, remarks: remarks)
    }
    let first = try planned(
      try snapshot(of: commit, workingTree: isWorkingTree, asOf: isFull ? nil : run.time))
    let isSound = first.plan.outcome.diagnostics.isEmpty && first.plan.outcome.refusal == nil
    if isSound || !first.snapshot.desired.isPartial { return first }
    ids.rewind()
    return try planned(try snapshot(of: commit, workingTree: isWorkingTree))
  }

  /// Works out what a run would do on a snapshot; the same code for planning and for reconciling.
  package func plan(
    _ snapshot: Snapshot, _ run: Run, allowedRemovals: Int?
  ) throws(WorkspaceError) -> (plan: Plan, request: ReconcileRequest, remarks: [Diagnostic]) {
    let base = Plan.Base(commit: snapshot.commit.id.hex, state: snapshot.stateDigest)
    var request = ReconcileRequest(
      catalog: catalog, settings: snapshot.settings, run: run, instruments: instruments,
      allowedRemovals: allowedRemovals)
    let outcome = try outcome(snapshot.inputs, &request)
    let plan = Plan(base: base, outcome: outcome.hidingKeys(by: redaction(snapshot.state)))
    return (plan, request, try remarks(snapshot, request.provenance))
  }

  /// What a reader should know about where the answer comes from.
  private func remarks(
    _ snapshot: Snapshot, _ provenance: [ObjectID: Provenance]
  ) throws(WorkspaceError) -> [Diagnostic] {
    var remarks: [Diagnostic] = []
    if let header = snapshot.state.header, let recorded = GitHash(hex: header.commit) {
      let isAncestor = try git { () throws(GitError) in
        guard repository.contains(recorded) else { return false }
        return try repository.isAncestor(recorded, of: snapshot.commit.id)
      }
      if !isAncestor {
        let isCut = repository.isShallow
        remarks.append(
          Diagnostic(
            .warning, rule: isCut ? "history.shallow" : "history.rewritten",
            message: isCut
              ? "The commit of the last run lies beyond the shallow boundary"
              : "The history was rewritten: the commit of the last run is no ancestor of this one",
            hint: isCut
              ? "fetch the whole history for exact provenance: git fetch --unshallow"
              : "manifests are compared by content, so nothing is done twice"))
      }
    }
    return remarks + Workspace.doubts(provenance)
  }

  /// What is uncertain about the commits that manifests came from, each said once for all its objects.
  static func doubts(_ provenance: [ObjectID: Provenance]) -> [Diagnostic] {
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

  /// Reconciles the tip of a branch: reads, applies, records, publishes. Throws `moved` if the branch moved meanwhile.
  ///
  /// With `publishing` nil the proposal is returned unpublished, for a push that must come first.
  package func reconcileOnce(
    _ branch: String, _ session: Session, publishing: Bool
  ) throws(WorkspaceError) -> (result: ReconcileResult, proposal: Proposal?) {
    let commit = try commit(at: branch)
    let planned = try plan(
      commit, session.run, allowedRemovals: session.allowedRemovals, isFull: session.isFull)
    let (snapshot, plan, request, remarks) = (planned.snapshot, planned.plan, planned.request, planned.remarks)
    var result = ReconcileResult(
      plan: plan, snapshot: snapshot, remarks: remarks, commit: nil, serial: snapshot.state.header?.serial ?? 0)
    try check(plan, against: session.expected)
    let isHeld = plan.outcome.refusal != nil || session.isDryRun || (session.isAtomic && plan.outcome.faults > 0)
    if isHeld || plan.outcome.changesNothing { return (result, nil) }
    try refuseLocalChanges(commit, of: branch, snapshot.settings)
    let signed = try sign(plan.outcome, with: session.keys, at: commit, snapshot.settings, session.run.time)
    var state = snapshot.state
    state.shards.merge(Recording.shards(for: signed.outcome, large, request)) { $1 }
    try refuseUnreadable(large, snapshot.settings)
    let recording = Recording(
      signed.outcome, plan: plan, over: state, registry: registryFolder,
      desiredTree: snapshot.desiredTree, settings: snapshot.settingsDigest, keys: signed.keys, request)
    let proposal = try propose(recording, over: commit, snapshot.settings, session.committer)
    if publishing { try publish(proposal, to: branch, snapshot.settings) }
    result.commit = proposal.commit
    result.serial = recording.header.serial
    return (result, proposal)
  }

  private func check(_ plan: Plan, against expected: (base: Plan.Base, digest: String)?) throws(WorkspaceError) {
    guard let expected else { return }
    if expected.base != plan.base {
      throw .refused(
        RunRefusal(
          rule: "plan.stale", message: "The plan is stale: it was made for commit \(expected.base.commit.prefix(12))",
          hint: "make and review a new plan"))
    }
    if expected.digest != plan.digest(instruments) {
      throw .refused(
        RunRefusal(
          rule: "plan.different", message: "The plan no longer says what would be done now",
          hint:
            "time may have passed a deadline, or an option such as --allow-removals differs; make and review a new plan"
        ))
    }
  }

  /// Records a read's audit events in a commit of its own, starting over when the branch moved meanwhile.
  package func record(
    _ read: String, _ events: [AuditEvent], on branch: String, _ run: Run, _ committer: Committer
  ) throws(WorkspaceError) -> GitHash {
    try startingOver { () throws(WorkspaceError) in try recordOnce(read, events, on: branch, run, committer) }
  }

  private func recordOnce(
    _ read: String, _ events: [AuditEvent], on branch: String, _ run: Run, _ committer: Committer
  ) throws(WorkspaceError) -> GitHash {
    let commit = try commit(at: branch)
    let settings = try settings(at: commit, workingTree: false)
    guard let (header, digest) = try storedHeader(at: commit, settings) else { throw .nothingStored }
    try check(header, digest, at: commit, settings)
    try refuseLocalChanges(commit, of: branch, settings)
    let recording = Recording(read: read, events: events, over: header, commit: commit.id.hex, run: run)
    let proposal = try propose(recording, over: commit, settings, committer)
    try publish(proposal, to: branch, settings)
    return proposal.commit
  }
}
