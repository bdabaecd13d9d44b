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
  private(set) var scope: Desired.Scope?
  /// The objects that were read because they are due or follow one that changed; their warnings may have changed.
  var examined: Set<ObjectID> = []
  /// The number of live objects whose manifests this pass does not read or need not check.
  private(set) var objectsOutside = 0

  private struct EventKey: Hashable {
    let module: String
    let name: EventName
  }

  init(_ request: ReconcileRequest, state: State, cache: PassCache = PassCache()) throws(StateDamage) {
    self.request = request
    self.state = state
    self.cache = cache
    registry = WorkingRegistry(run: request.run, instruments: request.instruments)
    var definitions: [EventKey: EventDefinition] = [:]
    for definition in request.catalog.events() {
      definitions[EventKey(module: definition.module, name: definition.name)] = definition
    }
    self.definitions = definitions
    try registry.load(state, catalog: request.catalog, cache: cache)
  }

  /// Takes the manifests of the pass. Of a pass over a part of the registry, the objects are read that its files
  /// declare or declared.
  func take(_ desired: Desired) {
    for manifest in desired.unchangedManifests + desired.manifests { manifests[manifest.id] = manifest }
    guard let scope = desired.scope else { return }
    self.scope = scope
    let ids = Set(desired.manifests.map(\.id)).union(scope.formerObjects)
    let live = catalog.kinds.reduce(0) { $0 + (state.counts[$1.name]?.live ?? 0) }
    objectsOutside = max(0, live - catalog.kinds.reduce(0) { $0 + liveCount(of: ids, kind: $1) })
  }

  private func liveCount<K: ResourceKind>(of ids: Set<ObjectID>, kind: K.Type) -> Int {
    ids.count { $0.kind == K.name && registry.object(kind, named: $0.name)?.isDeclared == true }
  }

  /// The numbers of objects of each kind at this moment of the pass; kinds without objects are left out.
  func counts() -> [String: ObjectCounts] {
    func counts<K: ResourceKind>(_ kind: K.Type) -> ObjectCounts {
      registry.workingObjects(kind).counts(before: state.counts[K.name] ?? ObjectCounts())
    }
    let all = catalog.kinds.map { ($0.name, counts($0)) }
    return Dictionary(uniqueKeysWithValues: all.filter { $0.1.stored > 0 })
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
