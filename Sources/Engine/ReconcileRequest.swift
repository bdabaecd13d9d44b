package import Model
package import Source

/// The inputs of a pass beside the stored state and the manifests.
package struct ReconcileRequest {
  /// The kinds, settings and events that the program knows.
  package var catalog: Catalog
  /// The settings of the registry, tightened by those that the last run recorded.
  package var settings: Settings
  /// The same settings, tightened by the guards that were recorded at a commit, by `Provenance.base`.
  package var guardedSettings: [String: Settings] = [:]
  /// The time, actor and source of generated values of the run.
  package var run: Run
  /// The digests, certificates and cores that the pass uses.
  package var instruments: Instruments
  /// The unreadable files that differ from those of a commit, by `Provenance.base`: they reached the branch together with
  /// what has this base, or later.
  package var filesSince: [String: Set<ExactString>] = [:]
  /// The provenance of changed manifests, as far as it is known.
  package var provenance: [ObjectID: Provenance]
  /// The most removals of each kind, in place of the registry's limit; nil to keep that limit.
  package var allowedRemovals: Int?
  /// The registry folder with a slash at its end; empty for the repository's root.
  package var topFolder = ""
  /// Whether only faults are needed: then changes have no fields, and the outcome must not be recorded.
  package var tellsFaultsOnly = false

  /// Creates a request that asks for a whole outcome.
  package init(
    catalog: Catalog, settings: Settings, run: Run, instruments: Instruments,
    provenance: [ObjectID: Provenance] = [:], allowedRemovals: Int? = nil
  ) {
    self.catalog = catalog
    self.settings = settings
    self.run = run
    self.instruments = instruments
    self.provenance = provenance
    self.allowedRemovals = allowedRemovals
  }
  /// The settings by which an object's change is judged: the strictest of those of the registry, those that were
  /// recorded last, and those that were recorded before the change reached the branch.
  package func settings(for object: ObjectID) -> Settings {
    provenance[object]?.base.flatMap { guardedSettings[$0] } ?? settings
  }
}
