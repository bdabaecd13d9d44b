import Model
import Source

/// The values that the stages of one pass share: the request, the stored state, the manifests and the changing
/// registry.
///
/// It is made for one pass. It knows no kind by name: the catalogue gives the kinds in the order in which objects
/// must exist.
final class Reconciliation {
  let request: ReconcileRequest
  let state: State
  let cache: PassCache
  let registry: WorkingRegistry
  private let definitions: [EventKey: EventDefinition]
  /// Every manifest whose kind and name are known and that is declared once.
  var manifests: [ObjectID: Manifest] = [:]
  /// The part of the registry that the manifests cover; nil for all of it.
  var scope: Desired.Scope?

  private struct EventKey: Hashable {
    let module: String
    let name: EventName
  }

  init(_ request: ReconcileRequest, state: State, cache: PassCache = PassCache()) throws(StateDamage) {
    self.request = request
    self.state = state
    self.cache = cache
    registry = WorkingRegistry(run: request.run, certificates: request.instruments.certificates)
    var definitions: [EventKey: EventDefinition] = [:]
    for definition in request.catalog.events() {
      definitions[EventKey(module: definition.module, name: definition.name)] = definition
    }
    self.definitions = definitions
    try registry.load(state, catalog: request.catalog, instruments: request.instruments, cache: cache)
  }

  var catalog: Catalog { request.catalog }
  var instruments: Instruments { request.instruments }
  var run: Run { request.run }

  /// The author of the present content of an object's manifest; `Actor.unknown` if the provenance is not known.
  func author(of object: ObjectID) -> Actor { request.provenance[object]?.author ?? .unknown }

  /// Tells whether the object has a manifest, in this pass or in a file that the pass does not read.
  func hasManifest(_ object: Stored<some ResourceKind>) -> Bool {
    guard let source = object.record.source else { return false }
    if manifests[object.identity] != nil { return true }
    return scope.map { !$0.covers(object.identity, from: source) } ?? false
  }

  /// The documented event of that name; traps if the module's catalogue does not have it.
  func definition(of name: EventName, in module: EventModule) -> EventDefinition {
    guard let definition = definitions[EventKey(module: module.name, name: name)] else {
      preconditionFailure("the event \(name.id) must be in the catalogue of module \(module.name)")
    }
    return definition
  }

  /// The place where an object is declared: its manifest in this pass, or else the file that it came from.
  func location(of object: ObjectID) -> SourceLocation? {
    if let manifest = manifests[object] { return manifest.location(of: "metadata.name") }
    guard let kind = catalog.kind(named: object.kind) else { return nil }
    return source(of: object, kind: kind).map { SourceLocation(file: $0, mark: .none) }
  }

  private func source<K: ResourceKind>(of object: ObjectID, kind: K.Type) -> String? {
    registry.object(kind, named: object.name)?.record.source
  }
}
