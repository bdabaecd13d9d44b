import Engine
package import Git
import Model
import Source
import Store

/// Seals a stored state that was never sealed, in a commit of its own; one of the first form is rewritten in the present
/// form.
///
/// A person does it: from then on everything in the state is believed, so that no runner may do it by itself.
package struct Migration {
  private let workspace: Workspace

  /// Creates a migration of the state of a workspace's registry.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// The result of a migration.
  package struct Result {
    /// The commit with the sealed state; nil if the state is sealed already.
    package let commit: GitHash?
    /// The number of recorded runs, with this one.
    package let serial: Int
  }

  /// Seals the state at the tip of a branch, and starts again if the branch moved meanwhile.
  package func migrate(_ branch: String, session: Session) throws(WorkspaceError) -> Result {
    guard !session.runners.isCI else {
      throw .refused(
        RunRefusal(
          rule: "seal.first", message: "A stored state is sealed for the first time by a person, not in CI",
          hint: "check it with partnerctl verify, run partnerctl reconcile --seal, and push its commit"))
    }
    return try RunRecorder(workspace).startingOver { () throws(WorkspaceError) in
      let commit = try workspace.commit(at: branch)
      let revision = try workspace.revision(commit)
      guard let (header, digest) = try revision.header() else { throw .nothingStored }
      try StateChecks(revision).check(header, digest: digest)
      guard case .unsealed = try StateProofs(workspace).proof(of: revision) else {
        return Result(commit: nil, serial: header.serial)
      }
      var session = session
      session.run.time = try RunRecorder.time(session.run.time, after: header)
      let publisher = Publisher(revision)
      try publisher.refuseLocalChanges(to: branch)
      let recording = try recording(over: commit, header: header, session: session)
      let sealer = try RunRecorder(workspace).sealer(after: revision, branch: branch, session: session)
      let proposal = try publisher.propose(
        recording, over: commit, committer: session.committer, sealedBy: sealer.sealer)
      try publisher.publish(proposal, to: branch)
      return Result(commit: proposal.commit, serial: recording.header.serial)
    }
  }

  private func recording(
    over commit: Commit, header: StateHeader, session: Session
  ) throws(WorkspaceError) -> Recording {
    if header.formatVersion == StateHeader.formatVersion {
      return Recording(
        sealing: header, counts: header.counts, commit: commit.id.hex, run: session.run,
        files: try settingsFile(reconciledBy: header, at: try workspace.revision(commit)))
    }
    let snapshot = try workspace.snapshot(of: commit)
    try refuseUnknownKinds(in: snapshot.revision)
    let (catalog, instruments) = (workspace.catalog, workspace.instruments)
    var state = snapshot.stored.state
    let outcome = try outcomeWithoutChanges(of: snapshot, session: session)
    if let outcome { state = state.after(lookups: outcome.lookups) }
    let whole = WholeState(catalog: catalog, instruments: instruments)
    let files = whole.objects(of: state).merging(whole.indexes(of: state)) { $1 }
      .merging(whole.rejections(of: state)) { $1 }
    var edits = try StateReader(snapshot.revision).edits(to: files, in: ["objects", "index", "rejected"])
    edits[ExactString(StateFolder.attributesFile)] = StateFolder.attributes
    edits.merge(try settingsFile(reconciledBy: header, at: snapshot.revision)) { $1 }
    var header = header
    header.catalogueVersion = outcome.map { _ in catalog.version }
    if let outcome {
      (header.manifestsTree, header.faults) = (snapshot.manifestsTree, outcome.faults)
      (header.nextDeadline, header.reconciledAt) = (outcome.nextDeadline, session.run.time)
    }
    return Recording(
      sealing: header, counts: state.counts, commit: commit.id.hex, run: session.run, files: edits)
  }

  /// The file with the settings that the last run read, so that those which changed since then are no guards yet; none if
  /// its commit is not there.
  private func settingsFile(
    reconciledBy header: StateHeader, at revision: Revision
  ) throws(WorkspaceError) -> [ExactString: [UInt8]?] {
    guard let id = GitHash(hex: header.commit), workspace.objects.contains(id) else { return [:] }
    let settings = try revision.at(try workspace.objects.commit(id)).settings
    return [ExactString(StateFolder.settingsFile): RecordedSettings(workspace).file(of: settings)]
  }

  /// Throws a refusal if objects of kinds are stored that this program does not know: they would be deleted.
  private func refuseUnknownKinds(in revision: Revision) throws(WorkspaceError) {
    var known: Set<String> = []
    for kind in workspace.catalog.kinds { known.insert(kind.folder) }
    for part in ["objects", "rejected"] {
      let names = try revision.stateEntries(in: part).map { String(decoding: $0.name, as: UTF8.self) }
      if let unknown = names.first(where: { !known.contains($0) }) {
        throw .damaged(revision.statePath("\(part)/\(unknown)"), reason: "no kind of this program has this folder")
      }
    }
  }

  /// The outcome of a run now, if it changes nothing: then the state is that of the present manifests, and the outcome
  /// tells which files the next run must read again. Otherwise the next run reads everything.
  private func outcomeWithoutChanges(of snapshot: Snapshot, session: Session) throws(WorkspaceError) -> Outcome? {
    let planner = Planner(workspace, run: session.run, allowedRemovals: session.allowedRemovals)
    let outcome = try planner.plan(snapshot).plan.outcome
    return outcome.changesNoObject && outcome.refusal == nil ? outcome : nil
  }
}
