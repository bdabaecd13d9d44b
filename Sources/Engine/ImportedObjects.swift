package import Model
import Source

/// Objects that come from elsewhere as they are, of which a run records that they were imported: no operation is carried
/// out on them.
package final class ImportedObjects {
  private let reconciliation: Reconciliation
  private var entries: [(_ commit: String) -> JournalEntry] = []

  package init(_ request: ReconcileRequest) throws(StateDamage) {
    reconciliation = try Reconciliation(request, state: State())
  }

  /// The objects so far.
  package var registry: any Registry { reconciliation.registry }

  /// Adds an object; `record.source` names the file of its manifest.
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

  /// What is to be recorded: every object as if it had just come into being.
  ///
  /// - Parameter commit: the one that brings the manifests.
  package func outcome(of commit: String) -> Outcome {
    OutcomeBuilder(reconciliation, journal: entries.map { $0(commit) }).outcome(
      of: Desired.load([], catalog: reconciliation.catalog), invalid: [], renamed: [], diagnostics: [], refusal: nil)
  }
}
