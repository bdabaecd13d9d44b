import Git
package import Model
import Reconciler
package import Source

/// What `validate` finds.
package struct Validation: Sendable {
  package let objects: Int
  /// Sorted.
  package let diagnostics: [Diagnostic]

  package init(objects: Int, diagnostics: [Diagnostic]) {
    self.objects = objects
    self.diagnostics = diagnostics
  }
}

extension Workspace {
  /// Applies every rule to the manifests of the working tree or of a revision, together with what is stored there.
  ///
  /// A branch without any commit has no stored state, and its manifests can be checked all the same.
  package func validate(
    _ revision: String, workingTree isWorkingTree: Bool, _ run: Run
  ) throws(WorkspaceError) -> Validation {
    let commit: Commit?
    do {
      commit = try self.commit(revision)
    } catch .git(.noCommits(let branch)) {
      guard isWorkingTree else { throw .git(.noCommits(branch: branch)) }
      commit = nil
    }
    let settings = try settings(at: commit, workingTree: isWorkingTree)
    let state =
      try commit.map { commit throws(WorkspaceError) in
        let place = isWorkingTree ? try statePlace(at: commit, settings) : settings
        return try storedState(at: commit, place).state
      } ?? State()
    let files =
      if let commit, !isWorkingTree { try committedFiles(at: commit, settings) } else { try workingTreeFiles(settings) }
    let desired = Desired.load(files, catalog)
    let inputs = Inputs(desired: desired, state: state, commit: commit, isWorkingTree: isWorkingTree)
    return Validation(
      objects: desired.manifests.count, diagnostics: try diagnostics(inputs, settings, run))
  }

  /// The faults of a run that would start from here.
  ///
  /// When a manifest was received matters only as long as it is not reconciled, so a first pass tells which ones are
  /// not, and only if there are any their origins are looked for.
  private func diagnostics(
    _ inputs: Inputs, _ settings: Settings, _ run: Run
  ) throws(WorkspaceError) -> [Diagnostic] {
    let readings = Readings()
    func outcome(_ provenance: [ObjectID: Provenance]) throws(WorkspaceError) -> Outcome {
      let placeholders = Run(
        time: run.time, tool: run.tool, actor: run.actor, hostName: run.hostName, hostAddress: run.hostAddress,
        ids: PlaceholderIDs())
      var request = ReconcileRequest(
        catalog: catalog, settings: settings, run: placeholders, instruments: instruments, provenance: provenance)
      request.isDraft = true
      do {
        return try Reconciler.reconcile(inputs.desired, inputs.state, request, readings)
      } catch {
        throw .damaged(settings.registry.state, error.reason)
      }
    }
    let draft = try outcome([:])
    if draft.touched.isEmpty { return draft.diagnostics }
    return try outcome(try provenance(of: draft.touched, in: inputs, run)).diagnostics
  }
}
