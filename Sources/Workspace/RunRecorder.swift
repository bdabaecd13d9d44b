package import Engine
package import Git
package import Model
package import Source
import Store

/// What one reconciliation needs beside the workspace.
package struct Session {
  package var run: Run
  package var committer: Committer
  /// Where the key is found if something is to be signed.
  package var keys: KeyStore
  /// The most removals of each kind, in place of the registry's limit.
  package var allowedRemovals: Int?
  /// Whether nothing is written if there is any fault.
  package var isAtomic = false
  /// Whether nothing is written at all.
  package var isDryRun = false
  /// Whether everything is read, even if nothing appears to have changed.
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

/// The result of a reconciliation.
package struct ReconcileResult {
  package let plan: Plan
  package let snapshot: Snapshot
  /// Remarks that are no faults of a manifest: doubts about provenance, rewritten history.
  package let remarks: [Diagnostic]
  /// The commit that records the run; nil if nothing was recorded.
  package var commit: GitHash?
  /// Count of recorded runs.
  package var serial: Int
  package var wasPushed = false
  /// Why the local branch could not follow what was pushed; the next run brings it in step.
  package var localFailure: WorkspaceError?
  /// Whether nothing was to be done, but earlier runs were never pushed.
  package var isAhead = false

  package init(plan: Plan, snapshot: Snapshot, remarks: [Diagnostic], serial: Int) {
    self.plan = plan
    self.snapshot = snapshot
    self.remarks = remarks
    self.serial = serial
  }
}

/// Records runs on a branch of this repository.
package struct RunRecorder {
  /// How often a run starts over when the branch keeps moving.
  package static let attempts = 20

  private let workspace: Workspace

  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Reconciles the branch here, starting over when it moved meanwhile.
  package func reconcile(_ branch: String, session: Session) throws(WorkspaceError) -> ReconcileResult {
    try startingOver { () throws(WorkspaceError) in
      try reconcileOnce(branch, session: session, isPublishing: true).result
    }
  }

  /// Reconciles the tip of a branch: reads, applies, records, publishes. Throws `moved` if the branch moved meanwhile.
  ///
  /// - Parameter isPublishing: false to return the proposal unpublished, for a push that must come first.
  package func reconcileOnce(
    _ branch: String, session: Session, isPublishing: Bool
  ) throws(WorkspaceError) -> (result: ReconcileResult, proposal: Proposal?) {
    let commit = try workspace.commit(at: branch)
    let planner = Planner(workspace, run: session.run, allowedRemovals: session.allowedRemovals)
    let planned = try planner.plan(commit, isFull: session.isFull)
    let (snapshot, plan) = (planned.snapshot, planned.plan)
    var result = ReconcileResult(
      plan: plan, snapshot: snapshot, remarks: planned.remarks, serial: snapshot.stored.header?.serial ?? 0)
    try check(plan, against: session.expected)
    let isHeld = plan.outcome.refusal != nil || session.isDryRun || (session.isAtomic && plan.outcome.faults > 0)
    if isHeld || plan.outcome.changesNothing { return (result, nil) }
    let publisher = Publisher(snapshot.revision)
    try publisher.refuseLocalChanges(to: branch)
    let recording = try recording(of: planned, session: session)
    let proposal = try publisher.propose(recording, over: commit, committer: session.committer)
    if isPublishing { try publisher.publish(proposal, to: branch) }
    result.commit = proposal.commit
    result.serial = recording.header.serial
    return (result, proposal)
  }

  private func recording(of planned: PlannedRun, session: Session) throws(WorkspaceError) -> Recording {
    let (snapshot, plan) = (planned.snapshot, planned.plan)
    let signed = try Keys(snapshot.revision).sign(plan.outcome, with: session.keys, at: session.run.time)
    let changes = signed.outcome.stateChanges
    let (catalog, instruments) = (workspace.catalog, workspace.instruments)
    var folder = snapshot.stored
    let touched = RecordedFiles(catalog: catalog, instruments: instruments).shards(for: changes, from: snapshot.large)
    folder.shards.merge(touched) { $1 }
    try snapshot.large.refuseUnreadable(at: snapshot.revision)
    return Recording(
      changes,
      of: Recording.Base(
        registry: workspace.registryFolder, commit: plan.base.commit, desiredTree: snapshot.desiredTree,
        settings: snapshot.revision.settingsDigest),
      over: folder, run: planned.request.run, planDigest: plan.digest(by: instruments), keys: signed.keys,
      catalog: catalog, instruments: instruments)
  }

  private func check(_ plan: Plan, against expected: (base: Plan.Base, digest: String)?) throws(WorkspaceError) {
    guard let expected else { return }
    if expected.base != plan.base {
      throw .refused(
        RunRefusal(
          rule: "plan.stale", message: "The plan is stale: it was made for commit \(expected.base.commit.prefix(12))",
          hint: "make and review a new plan"))
    }
    if expected.digest != plan.digest(by: workspace.instruments) {
      throw .refused(
        RunRefusal(
          rule: "plan.different", message: "The plan differs from what would be done now",
          hint:
            "a deadline may have passed, or an option such as --allow-removals differs; make and review a new plan"
        ))
    }
  }

  /// Records a query's audit events in a commit of its own, starting over when the branch moved meanwhile.
  package func record(
    _ events: [AuditEvent], ofQuery query: String, on branch: String, run: Run, committer: Committer
  ) throws(WorkspaceError) -> GitHash {
    try startingOver { () throws(WorkspaceError) in
      let revision = try workspace.revision(try workspace.commit(at: branch))
      guard let (header, digest) = try revision.header() else { throw .nothingStored }
      try StateChecks(revision).check(header, digest: digest)
      let publisher = Publisher(revision)
      try publisher.refuseLocalChanges(to: branch)
      let recording = Recording(
        query: query, events: events, over: header, commit: revision.commit.id.hex, run: run)
      let proposal = try publisher.propose(recording, over: revision.commit, committer: committer)
      try publisher.publish(proposal, to: branch)
      return proposal.commit
    }
  }

  /// Does something on the tip of a branch, again whenever the branch moved meanwhile.
  func startingOver<Result>(_ body: () throws(WorkspaceError) -> Result) throws(WorkspaceError) -> Result {
    for attempt in 1..<RunRecorder.attempts {
      do {
        return try body()
      } catch .git(.moved) {
        Backoff.pause(after: attempt)
      }
    }
    return try body()
  }
}
