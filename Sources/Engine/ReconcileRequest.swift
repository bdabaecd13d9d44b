package import Model
package import Source

/// Everything a pass needs beside the stored state and the manifests.
package struct ReconcileRequest {
  package var catalog: Catalog
  package var settings: Settings
  package var run: Run
  package var instruments: Instruments
  /// Where the present content of changed manifests came from, as far as it is known.
  package var provenance: [ObjectID: Provenance]
  /// The largest number of removals allowed per kind, in place of the registry's limit.
  package var allowedRemovals: Int?
  /// Whether only faults are asked for: changes then name no fields, and the outcome must not be recorded.
  package var tellsFaultsOnly = false

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
