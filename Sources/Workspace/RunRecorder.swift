package import Engine
package import Git
package import Model
package import Source
import Store

/// The inputs of one reconciliation beside the workspace.
package struct Session {
  /// The time, actor and source of generated values.
  package var run: Run
  /// The committer of the commit that records the run.
  package var committer: Committer
  /// The source of the signing key, which is read only if something has to be signed.
  package var keys: KeyStore
  /// The source of the key that seals the run, which is read only if something is recorded.
  package var runners: RunnerKeys
  /// The most removals of each kind, in place of the registry's limit.
  package var allowedRemovals: Int?
  /// Whether nothing is written if any manifest is faulty.
  package var isAtomic = false
  /// Whether nothing is written in any case.
  package var isDryRun = false
  /// Whether everything is read, even if nothing appears to have changed.
  package var isFull = false
  /// Whether the settings may leave out the key of this run from those of the next.
  package var isDroppingOwnKey = false
  /// The base and digest of the plan that was reviewed; nil to carry out any plan.
  package var expected: (base: Plan.Base, digest: String)?

  /// Creates a session whose run is published and reads what changed.
  package init(
    run: Run, committer: Committer, keys: KeyStore, runners: RunnerKeys, allowedRemovals: Int? = nil
  ) {
    self.run = run
    self.committer = committer
    self.keys = keys
    self.runners = runners
    self.allowedRemovals = allowedRemovals
  }
}

/// The result of a reconciliation.
package struct ReconcileResult {
  /// The plan that was carried out, or that was not to be carried out.
  package let plan: Plan
  /// The manifests and the state that the plan was made from.
  package let snapshot: Snapshot
  /// Warnings that are not about manifests: doubts about provenance, and a rewritten or cut history.
  package let remarks: [Diagnostic]
  /// The commit that records the run; nil if nothing was recorded.
  package var commit: GitHash?
  /// The number of recorded runs, including this one if it was recorded.
  package var serial: Int
  /// Whether the remote has the commit of this run.
  package var wasPushed = false
  /// The reason why the local branch could not be moved to what was pushed; the next run fast-forwards it.
  package var localFailure: WorkspaceError?
  /// Where a key to seal runs was made, if this run needed one.
  package var newRunnerKey: RunnerKeys.Origin?
  /// Whether there was nothing to do, but earlier runs were never pushed.
  package var isAhead = false

  /// Creates the result of a run of which nothing was recorded yet.
  package init(plan: Plan, snapshot: Snapshot, remarks: [Diagnostic], serial: Int) {
    self.plan = plan
    self.snapshot = snapshot
    self.remarks = remarks
    self.serial = serial
  }
}

/// Records runs on a branch of this repository.
package struct RunRecorder {
  /// The number of attempts of a run when the branch keeps moving.
  package static let attempts = 20

  private let workspace: Workspace

  /// Creates a recorder for the repository of a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// Reconciles a local branch, and starts again if it moved meanwhile.
  package func reconcile(_ branch: String, session: Session) throws(WorkspaceError) -> ReconcileResult {
    try startingOver { () throws(WorkspaceError) in
      try reconcileOnce(branch, session: session, isPublishing: true).result
    }
  }

  /// Reconciles the tip of a branch: reads, applies, records and publishes. Throws `moved` if the branch moved
  /// meanwhile.
  ///
  /// - Parameter isPublishing: false to return the proposal unpublished, for a push that must come first.
  package func reconcileOnce(
    _ branch: String, session: Session, isPublishing: Bool
  ) throws(WorkspaceError) -> (result: ReconcileResult, proposal: Proposal?) {
    let commit = try workspace.commit(at: branch)
    var session = session
    if !session.isDryRun {
      let revision = try workspace.revision(commit)
      try StateChecks(revision).refuseUnsealed()
      session.run.time = try RunRecorder.time(session.run.time, after: try revision.header()?.header)
    }
    let planner = Planner(workspace, run: session.run, allowedRemovals: session.allowedRemovals)
    let planned = try planner.plan(commit, isFull: session.isFull)
    let (snapshot, plan) = (planned.snapshot, planned.plan)
    var result = ReconcileResult(
      plan: plan, snapshot: snapshot, remarks: planned.remarks, serial: snapshot.stored.header?.serial ?? 0)
    try check(plan, against: session.expected)
    if session.isDryRun || (session.isAtomic && plan.outcome.faults > 0) { return (result, nil) }
    var recording: Recording
    if plan.outcome.refusal != nil {
      guard let only = settingsAlone(of: planned, session: session) else { return (result, nil) }
      recording = only
    } else {
      let indexes = session.isFull ? try rebuiltIndexes(for: planned) : nil
      let changesRunners = try changesRunners(snapshot)
      if plan.outcome.changesNothing, !changesRunners, try !hasWrongIndex(indexes ?? [:], in: snapshot) {
        return (result, nil)
      }
      recording = try self.recording(of: planned, session: session, indexes: indexes)
      if plan.outcome.changesNoObject, changesRunners { recording.subject = "reconcile: change who may run" }
    }
    let publisher = Publisher(snapshot.revision)
    try publisher.refuseLocalChanges(to: branch, writtenBy: recording)
    let sealer = try sealer(after: snapshot.revision, branch: branch, session: session)
    result.newRunnerKey = sealer.isNew ? session.runners.origin : nil
    let proposal = try publisher.propose(
      recording, over: commit, committer: session.committer, sealedBy: sealer.sealer)
    if isPublishing { try publisher.publish(proposal, to: branch) }
    result.commit = proposal.commit
    result.serial = recording.header.serial
    return (result, proposal)
  }

  /// What is recorded of a run whose changes are refused: its settings, so that the changes that follow are judged by
  /// them; nil if these did not change, or if only a certain plan or all of it may be carried out.
  private func settingsAlone(of planned: PlannedRun, session: Session) -> Recording? {
    guard let settings = planned.plan.outcome.settings, let header = planned.snapshot.stored.header, !session.isAtomic,
      session.expected == nil
    else { return nil }
    return Recording(
      settings: RecordedSettings(workspace).file(of: planned.snapshot.settings),
      events: settings.events(in: planned.request.run), over: header,
      commit: planned.plan.base.commit, run: planned.request.run)
  }

  /// Whether the settings name others than the last seal who may seal runs.
  private func changesRunners(_ snapshot: Snapshot) throws(WorkspaceError) -> Bool {
    let wanted = snapshot.revision.wantedRunners
    let proofs = StateProofs(workspace, isIgnoringIndexes: snapshot.isRebuildingIndexes)
    guard !wanted.isEmpty, let before = try proofs.proved(snapshot.revision) else { return false }
    return before.seal.runners != wanted
  }

  /// The farthest that the time of the last run may be ahead of the clock, in milliseconds.
  private static let clockSkew: Int64 = 120_000

  /// The time of a run: later than that of the last run.
  ///
  /// - Throws: a refusal if the clock is more than two minutes behind the last run.
  static func time(_ clock: Instant, after header: StateHeader?) throws(WorkspaceError) -> Instant {
    guard let last = header?.runAt, clock <= last else { return clock }
    guard last.milliseconds - clock.milliseconds <= clockSkew else {
      throw .refused(
        RunRefusal(
          rule: "run.time", message: "The last run was at \(last), but it is \(clock) now",
          hint: "set the clock of this machine, or give --now a later time"))
    }
    return Instant(milliseconds: last.milliseconds + 1)
  }

  /// Makes what seals a run on top of a state, by a key that the last run names.
  ///
  /// - Parameter settings: the commit whose settings say who may make runs; nil for that of the state.
  func sealer(
    after revision: Revision, branch: String, session: Session, settings: Revision? = nil, givesUp: [Seal.Head] = []
  ) throws(WorkspaceError) -> (sealer: Sealer, isNew: Bool) {
    let before = try StateProofs(workspace, isIgnoringIndexes: session.isFull).proved(revision)
    if let before, try session.runners.present() == nil {
      throw .refused(Sealer.stranger(before.seal.runners, key: nil))
    }
    let (key, isNew) = try session.runners.key()
    let sealer = Sealer(
      key, after: before, branch: branch, name: session.run.actor.name, wanted: (settings ?? revision).wantedRunners,
      givesUp: givesUp)
    try sealer.refuseStranger(isDroppingOwnKey: session.isDroppingOwnKey)
    return (sealer, isNew)
  }

  /// The edits that make the indexes those of the state after a run, whatever they are now; nil before the first run.
  private func rebuiltIndexes(for planned: PlannedRun) throws(WorkspaceError) -> [ExactString: [UInt8]?]? {
    guard planned.snapshot.stored.header != nil else { return nil }
    let whole = WholeState(catalog: workspace.catalog, instruments: workspace.instruments)
    let outcome = planned.plan.outcome
    let after = planned.snapshot.stored.state.after(objects: outcome.objects, lookups: outcome.lookups)
    return try StateReader(planned.snapshot.revision).edits(to: whole.indexes(of: after), in: ["index"])
  }

  /// Whether an index is wrong although the objects do not change. What is reported changes without a run, so edits of
  /// the indexes that belong to no kind alone do not tell.
  private func hasWrongIndex(
    _ edits: [ExactString: [UInt8]?], in snapshot: Snapshot
  ) throws(WorkspaceError) -> Bool {
    guard !edits.isEmpty, let trees = snapshot.stored.header?.trees else { return false }
    if try snapshot.revision.stateTrees().index != trees.index { return true }
    let common = [Lookup.reportedFiles, Lookup.attachedFiles].map { "index/\($0)/" }
    return edits.keys.contains { path in !common.contains { path.text.hasPrefix($0) } }
  }

  private func recording(
    of planned: PlannedRun, session: Session, indexes: [ExactString: [UInt8]?]?
  ) throws(WorkspaceError) -> Recording {
    let (snapshot, plan) = (planned.snapshot, planned.plan)
    let signed = try Keys(snapshot.revision).sign(plan.outcome, with: session.keys, at: session.run.time)
    let changes = signed.outcome.stateChanges
    let (catalog, instruments) = (workspace.catalog, workspace.instruments)
    var folder = snapshot.stored
    // Indexes that are rebuilt are not read.
    var read = changes
    if indexes != nil { read.lookups = [:] }
    let touched = RecordedFiles(catalog: catalog, instruments: instruments)
      .shards(for: read, from: folder.sources, common: folder.common)
    folder.shards.merge(touched) { $1 }
    try folder.refuseUnreadable(at: snapshot.revision)
    let recording = Recording(
      changes,
      of: Recording.Base(
        registry: workspace.registryFolder, commit: plan.base.commit,
        manifestsTree: snapshot.manifestsTree),
      over: folder, run: planned.request.run, planDigest: plan.digest(by: instruments), keys: signed.keys,
      settings: settingsFile(of: planned), indexes: indexes, catalog: catalog, instruments: instruments)
    // Objects are read as well if the files of a kind are divided among folders.
    try folder.refuseUnreadable(at: snapshot.revision)
    return recording
  }

  /// The file of the settings, if a run writes it.
  private func settingsFile(of planned: PlannedRun) -> [UInt8]? {
    let isFirst = planned.snapshot.stored.header == nil
    guard isFirst || planned.plan.outcome.settings != nil else { return nil }
    return RecordedSettings(workspace).file(of: planned.snapshot.settings)
  }

  private func check(_ plan: Plan, against expected: (base: Plan.Base, digest: String)?) throws(WorkspaceError) {
    guard let expected else { return }
    if !expected.base.isSame(as: plan.base) {
      throw .refused(
        RunRefusal(
          rule: "plan.stale",
          message:
            "The plan is stale: manifests or stored state are not those of commit \(expected.base.commit.prefix(12))",
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

  /// Records a query's audit events in a commit of its own, and starts again if the branch moved meanwhile.
  package func record(
    _ events: [AuditEvent], ofQuery query: String, on branch: String, session: Session
  ) throws(WorkspaceError) -> GitHash {
    try startingOver { () throws(WorkspaceError) in
      let revision = try workspace.revision(try workspace.commit(at: branch))
      guard let (header, digest) = try revision.header() else { throw .nothingStored }
      try StateChecks(revision).refuseUnsealed()
      var run = session.run
      run.time = try RunRecorder.time(run.time, after: header)
      try StateChecks(revision).check(header, digest: digest)
      let publisher = Publisher(revision)
      let recording = Recording(
        query: query, events: events, over: header, commit: revision.commit.id.hex, run: run)
      try publisher.refuseLocalChanges(to: branch, writtenBy: recording)
      let sealer = try sealer(after: revision, branch: branch, session: session).sealer
      let proposal = try publisher.propose(
        recording, over: revision.commit, committer: session.committer, sealedBy: sealer)
      try publisher.publish(proposal, to: branch)
      return proposal.commit
    }
  }

  /// Runs `body` again whenever the branch moved meanwhile, at most `attempts` times.
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
