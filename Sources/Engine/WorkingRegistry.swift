import Model
import Source

/// The objects of all kinds: the registry as operations see it.
final class WorkingRegistry: Registry {
  let run: Run
  let certificates: Certificates
  private let instruments: Instruments
  private var kinds: [String: AnyObject] = [:]
  /// The dependencies noted since `beginTracking()`; nil while they are not tracked.
  private var tracked: Set<Dependency>?
  private var damages: [() -> StateDamage?] = []
  /// The reason why an object cannot be read; nil if all objects so far could be.
  var damage: StateDamage? { damages.lazy.compactMap { $0() }.first }

  init(run: Run, instruments: Instruments) {
    self.run = run
    certificates = instruments.certificates
    self.instruments = instruments
  }

  func workingObjects<K: ResourceKind>(_ kind: K.Type) -> WorkingObjects<K> {
    if let known = kinds[K.name] as? WorkingObjects<K> { return known }
    let new = WorkingObjects(kind, by: instruments)
    kinds[K.name] = new
    return new
  }

  /// Starts to note which parts of the registry are read.
  func beginTracking() { tracked = [] }

  /// Returns the parts of the registry that were read since `beginTracking()`.
  func endTracking() -> Set<Dependency> {
    defer { tracked = nil }
    return tracked ?? []
  }

  func object<K: ResourceKind>(_ kind: K.Type, named name: String) -> Stored<K>? {
    tracked?.insert(.object(ObjectID(kind: K.name, name: name)))
    return workingObjects(kind).object(named: name)
  }

  func object<K: ResourceKind>(_ kind: K.Type, id: String) -> Stored<K>? {
    tracked?.insert(.id(kind: K.name, id))
    return workingObjects(kind).object(id: id)
  }

  func objects<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>] {
    tracked?.insert(.all(kind: K.name))
    workingObjects(kind).readAll()
    return known(kind)
  }

  /// The objects that were read, sorted by name.
  func known<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>] {
    let objects = workingObjects(kind).objects
    // The names are sorted and not the objects, which are large.
    return objects.keys.sorted { ExactString.precedes($0, $1) }.compactMap { objects[$0] }
  }

  func holder<K: ResourceKind>(of value: ExactString, in index: String, of kind: K.Type) -> ObjectID? {
    tracked?.insert(.value(kind: K.name, index: index, value))
    return workingObjects(kind).holder(of: value, in: index)
  }

  func objects<K: ResourceKind>(under value: ExactString, in index: String, of kind: K.Type) -> [Stored<K>] {
    tracked?.insert(.value(kind: K.name, index: index, value))
    return workingObjects(kind).objects(under: value, in: index)
  }

  func takeNumber<K: ResourceKind>(for kind: K.Type, from first: Int) -> Int {
    workingObjects(kind).takeNumber(from: first)
  }
}

extension WorkingRegistry {
  /// Fills the registry with the stored objects; the damage names the first that cannot be read.
  func load(
    _ state: State, catalog: Catalog, cache: PassCache
  ) throws(StateDamage) {
    // No registry counts that far; beyond it a run could not increase a number and read it back.
    let counts = [state.serial] + state.sequences.values
    if counts.contains(where: { $0 >= 1 << 52 }) { throw StateDamage("a count in state.json is too large") }
    for kind in catalog.kinds { try load(kind, from: state, cache: cache) }
  }

  private func load<K: ResourceKind>(
    _ kind: K.Type, from state: State, cache: PassCache
  ) throws(StateDamage) {
    let working = WorkingObjects(kind, source: cache.sources[K.name], by: instruments)
    kinds[K.name] = working
    damages.append { working.damage }
    working.lastNumber = state.sequences[ExactString(K.prefix)]
    if cache.sources[K.name] != nil { return }
    let objects = try cache.stored(kind) { () throws(StateDamage) in
      try WorkingRegistry.read(kind, nodes: state.objects[K.name] ?? [], instruments: instruments)
    }
    for object in objects { working.load(object) }
  }

  private static func read<K: ResourceKind>(
    _ kind: K.Type, nodes: [Node], instruments: Instruments
  ) throws(StateDamage) -> [Stored<K>] {
    var objects: [Stored<K>] = []
    objects.reserveCapacity(nodes.count)
    for (object, violations) in instruments.map(nodes, { Stored<K>.read($0) }) {
      if let violation = violations.first { throw StateDamage(object, violation: violation) }
      objects.append(object)
    }
    return objects
  }
}
