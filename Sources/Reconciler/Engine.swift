package import Model
package import Source

/// One pass from desired and stored to the outcome; made for one run and thrown away.
///
/// Holds what the stages share. It knows no kind by name: the catalogue brings them, in the order in which objects
/// must exist.
final class Engine {
  let catalog: Catalog
  let settings: Settings
  let instruments: Instruments
  let state: State
  let registry: WorkingRegistry
  /// Where the present content of changed manifests came from, as far as it is known.
  let provenance: [ObjectID: Provenance]
  private let definitions: [EventKey: EventDefinition]
  /// Every manifest whose kind and name are known and that is declared once.
  var manifests: [ObjectID: Manifest] = [:]
  var journal: [JournalEntry] = []

  private struct EventKey: Hashable {
    let module: String
    let name: EventName
  }

  init(_ request: ReconcileRequest, state: State) throws(StateDamage) {
    catalog = request.catalog
    settings = request.settings
    instruments = request.instruments
    self.state = state
    provenance = request.provenance
    registry = WorkingRegistry(run: request.run)
    var definitions: [EventKey: EventDefinition] = [:]
    for definition in catalog.events() {
      definitions[EventKey(module: definition.module, name: definition.name)] = definition
    }
    self.definitions = definitions
    try registry.load(state, catalog)
  }

  var run: Run { registry.run }

  func definition(_ name: EventName, in module: EventModule) -> EventDefinition {
    guard let definition = definitions[EventKey(module: module.name, name: name)] else {
      preconditionFailure("the event \(name.id) must be in the catalogue of module \(module.name)")
    }
    return definition
  }
}

/// Everything a pass needs beside the stored state and the manifests.
package struct ReconcileRequest {
  package var catalog: Catalog
  package var settings: Settings
  package var run: Run
  package var instruments: Instruments
  package var provenance: [ObjectID: Provenance]
  /// The largest number of removals allowed per kind, in place of the registry's limit.
  package var allowedRemovals: Int?

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

/// What happened to one object, in the order in which it happened.
enum JournalEntry {
  /// `node` is the object's new stored form.
  case changed(Change, events: [AuditEvent], node: Node)
  case refused(Refused)

  /// The object whose manifest was refused; nil for a change.
  var refusedObject: ObjectID? {
    if case .refused(let refused) = self { return refused.manifest.id }
    return nil
  }
}

/// A manifest that an operation turned down.
struct Refused {
  let manifest: Manifest
  let diagnostics: [Diagnostic]
  /// The failing operation's request and failure events; empty when the documents audit nothing here.
  let events: [AuditEvent]
  let envelope: String
}
