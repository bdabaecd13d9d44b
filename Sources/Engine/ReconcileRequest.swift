package import Model
package import Source

/// The inputs of a pass beside the stored state and the manifests.
package struct ReconcileRequest {
  /// The kinds, settings and events that the program knows.
  package var catalog: Catalog
  /// The settings of the registry.
  package var settings: Settings
  /// The time, actor and source of generated values of the run.
  package var run: Run
  /// The digests, certificates and cores that the pass uses.
  package var instruments: Instruments
  /// The provenance of changed manifests, as far as it is known.
  package var provenance: [ObjectID: Provenance]
  /// The most removals of each kind, in place of the registry's limit; nil to keep that limit.
  package var allowedRemovals: Int?
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
}
