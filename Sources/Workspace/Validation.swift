import Engine
package import Git
package import Model
package import Source
import Store

/// Applies every rule to manifests together with the stored state, and changes nothing.
package struct Validation {
  /// The result of a validation.
  package struct Findings: Sendable {
    /// The number of manifests whose kind and name are known.
    package let objects: Int
    /// All diagnostics, in which no key of the registry is quoted.
    package let all: [Diagnostic]
    /// Those to show.
    package let list: DiagnosticList

    /// Creates findings; `validate` does so itself for an invalid `registry.yaml`, without any object.
    package init(objects: Int, all: [Diagnostic]) {
      self.objects = objects
      self.all = all
      list = DiagnosticList(all)
    }
  }

  private let workspace: Workspace
  private let run: Run

  /// Creates a validation at the time of a run.
  package init(_ workspace: Workspace, run: Run) {
    self.workspace = workspace
    self.run = run
  }

  /// Validates the manifests of the working tree, with the state of `HEAD`.
  ///
  /// On a branch without commits there is no stored state, and the manifests are validated without one.
  package func validateWorkingTree() throws(WorkspaceError) -> Findings {
    var commit: Commit?
    do {
      commit = try workspace.commit("HEAD")
    } catch .git(.noCommits) {
      commit = nil
    }
    let settings = try SettingsFile(workspace).settingsInWorkingTree()
    let revision = commit.map { Revision(workspace, commit: $0, settings: settings) }
    let stored = try revision.map { revision throws(WorkspaceError) in
      try StateReader(try revision.whereStateLies()).folder()
    }
    let files = try ManifestFinder(workspace, settings: settings).filesInWorkingTree()
    return try findings(
      in: PassInput(
        desired: Desired.load(files, catalog: workspace.catalog), stored: stored ?? StateFolder(), revision: revision,
        isWorkingTree: true),
      settings: settings)
  }

  /// Validates the manifests of a commit.
  package func validate(_ commit: Commit) throws(WorkspaceError) -> Findings {
    let revision = try workspace.revision(commit)
    let stored = try StateReader(revision).folder()
    let files = try ManifestFinder(workspace, settings: revision.settings).files(at: revision)
    return try findings(
      in: PassInput(
        desired: Desired.load(files, catalog: workspace.catalog), stored: stored, revision: revision,
        isWorkingTree: false),
      settings: revision.settings)
  }

  private func findings(in input: PassInput, settings: Settings) throws(WorkspaceError) -> Findings {
    var judged = settings
    if let revision = input.revision {
      let stored = input.isWorkingTree ? try revision.whereStateLies() : revision
      judged = try RecordedSettings(workspace).tightened(settings, at: stored)
    }
    var request = ReconcileRequest(
      catalog: workspace.catalog, settings: judged, run: run.generating(by: PlaceholderIDs()),
      instruments: workspace.instruments)
    request.topFolder = workspace.registryFolder.isEmpty ? "" : workspace.registryFolder + "/"
    request.tellsFaultsOnly = true
    let redaction = Redaction(
      keysOf: input.stored, isPartial: false, catalog: workspace.catalog, by: workspace.instruments)
    let outcome = try ProvenanceSearch(workspace, input: input).outcome(of: &request)
    let faults = outcome.diagnostics.map { redaction.hiding($0, isGuessing: false) }
    return Findings(
      objects: input.desired.manifests.count, all: faults + Planner.doubts(about: request.provenance))
  }
}
