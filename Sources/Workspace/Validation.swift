import Git
package import Model
import Reconciler
package import Source

/// What `validate` finds.
package struct Validation: Sendable {
  package let objects: Int
  package let list: DiagnosticList

  package init(objects: Int, _ list: DiagnosticList) {
    self.objects = objects
    self.list = list
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
    large = [:]
    let settings = try settings(at: commit, workingTree: isWorkingTree)
    let state =
      try commit.map { commit throws(WorkspaceError) in
        let place = isWorkingTree ? try statePlace(at: commit, settings) : settings
        return try storedState(at: commit, place).state
      } ?? State()
    let files =
      if let commit, !isWorkingTree { try committedFiles(at: commit, settings) } else { try workingTreeFiles(settings) }
    let desired = Desired.load(files, catalog)
    let inputs = PassInput(desired: desired, state: state, commit: commit, isWorkingTree: isWorkingTree)
    var request = ReconcileRequest(
      catalog: catalog, settings: settings, run: run.generating(by: PlaceholderIDs()), instruments: instruments)
    request.tellsFaultsOnly = true
    let redaction = redaction(state)
    let faults = try outcome(inputs, &request).diagnostics.map { redaction.hiding($0, isGuessing: false) }
    let list = DiagnosticList(faults + Workspace.doubts(request.provenance))
    return Validation(objects: desired.manifests.count, list)
  }
}
