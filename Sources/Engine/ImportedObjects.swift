package import Model
package import Source

/// Objects that a table import takes from a deployment; a run records their import and carries out no operation on
/// them.
package final class ImportedObjects {
  private let reconciliation: Reconciliation
  private var entries: [(_ commit: String) -> JournalEntry] = []

  /// Starts with an empty registry; the request gives the catalogue, the settings and the run.
  package init(_ request: ReconcileRequest) throws(StateDamage) {
    reconciliation = try Reconciliation(request, state: State())
  }

  /// The registry with the objects added so far.
  package var registry: any Registry { reconciliation.registry }

  /// Adds an object; its `record.source` must name the file of its manifest.
  package func add<K: ResourceKind>(_ object: Stored<K>) {
    reconciliation.registry.workingObjects(K.self).put(object)
    entries.append { [reconciliation] commit in
      let operation = "\(K.prefix).import"
      let event = AuditEvent(
        definition: reconciliation.definition(of: "object.import", in: K.eventModule), module: K.eventModule,
        run: reconciliation.run, actor: reconciliation.run.actor, reference: object.id, operation: operation,
        object: object.identity, commit: commit)
      return .applied(
        AppliedChange(
          object: object.identity, action: .create, isSystem: false, operations: [operation], generated: [],
          events: [event], source: SourceLocation(file: object.record.source ?? "", line: 1, column: 1), sequence: 0,
          signature: nil
        ) { AppliedChange.Description(from: nil, to: object, hidesID: false) })
    }
  }

  /// The outcome to record, in which every object is created.
  ///
  /// - Parameters:
  ///   - commit: the commit that introduces the manifests.
  ///   - warnings: what was found in the manifests; the next runs report it again.
  package func outcome(of commit: String, warnings: [Diagnostic]) -> Outcome {
    OutcomeBuilder(reconciliation, journal: entries.map { $0(commit) }).outcome(
      of: Desired.load([], catalog: reconciliation.catalog), invalid: [], renamed: [], diagnostics: warnings,
      refusal: nil, kept: [])
  }
}
