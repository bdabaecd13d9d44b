import Model
import Source

/// The objects of one kind during a run: what is stored, what is wanted, and how to find them.
final class KindRun<K: ResourceKind> {
  /// Stored objects by name, kept up to date while the run goes on.
  private(set) var objects: [String: Stored<K>] = [:]
  private var names: [String: String] = [:]
  private var indexed: [String: [Key: String]] = [:]
  /// What the indexes of a large kind said before the run of the objects that it changed.
  private var formerLookups: [String: Set<Lookup>] = [:]
  /// Manifests that satisfy every rule, in order.
  var candidates: [Candidate<K>] = []
  /// Manifests that break a rule, as far as they could be read: what they claim still tells a rename.
  private(set) var faulty: [Candidate<K>] = []
  /// Ids that manifests adopt.
  var reservedIDs: [String: String] = [:]
  /// Ids that faulty manifests would adopt: they are kept free until those are mended.
  private var claimedIDs: Set<String> = []
  var lastNumber: Int?
  /// Where the objects are that were not asked for yet; nil once all are here.
  private var rest: LargeObjects?
  private var askedNames: Set<String> = []
  private var askedValues: [String: Set<Key>] = [:]
  /// Why an object cannot be read.
  private(set) var damage: StateDamage?
  /// How many more objects have a manifest than before the run.
  private(set) var liveChange = 0

  /// - Parameter rest: the stored objects, to be read when they are asked for.
  init(_ kind: K.Type, rest: LargeObjects? = nil) {
    self.rest = rest
  }

  /// Whether there may be stored objects that are not here.
  var isPartial: Bool { rest != nil }
  var liveCount: Int { objects.values.count { $0.record.source != nil } }

  func object(named name: String) -> Stored<K>? {
    if let known = objects[name] { return known }
    if let rest, askedNames.insert(name).inserted, let node = rest.object(named: name) { take(node) }
    return objects[name]
  }

  /// No look-up of a large kind finds ids, and a life that has ended gives its id up: all objects are read for it.
  func object(id: String) -> Stored<K>? {
    readAll()
    return names[id].flatMap { objects[$0] }
  }

  func holder(of value: Key, in index: String) -> ObjectID? {
    if let rest, askedValues[index, default: []].insert(value).inserted,
      let folder = K.indexes.first(where: { $0.name == index })?.folder
    {
      for name in rest.names(under: value, in: folder) { _ = object(named: name) }
    }
    return indexed[index]?[value].map { ObjectID(kind: K.name, name: $0) }
  }

  /// Reads what is not here yet.
  func readAll() {
    guard let rest else { return }
    self.rest = nil
    for node in rest.all() {
      guard let name = node["metadata"]?["name"]?.text, objects[name] == nil else { continue }
      take(node)
    }
  }

  private func take(_ node: Node) {
    let (object, violations) = Stored<K>.read(node)
    if let violation = violations.first {
      damage = damage ?? WorkingRegistry.damage(object, violation)
    } else {
      load(object)
    }
  }

  /// What becomes of the look-ups of a large kind: true for those that are new, false for those that go.
  var lookupChanges: [Lookup: Bool] {
    var changes: [Lookup: Bool] = [:]
    for (name, former) in formerLookups {
      let present = objects[name].map(K.lookups) ?? []
      for lookup in former.symmetricDifference(present) { changes[lookup] = present.contains(lookup) }
    }
    return changes
  }

  /// Stores what the run makes of an object.
  func put(_ object: Stored<K>) {
    let name = object.metadata.name
    if K.storage == .shards, formerLookups[name] == nil { formerLookups[name] = objects[name].map(K.lookups) ?? [] }
    liveChange += (object.record.source == nil ? 0 : 1) - (objects[name]?.record.source == nil ? 0 : 1)
    load(object)
  }

  /// Takes up an object and keeps the indexes in step.
  func load(_ object: Stored<K>) {
    let name = object.metadata.name
    if let old = objects[name] {
      if names[old.id] == name { names[old.id] = nil }
      for index in K.indexes {
        for value in index.values(old) where indexed[index.name]?[value] == name { indexed[index.name]?[value] = nil }
      }
    }
    objects[name] = object
    // Where two have one id, a life that has ended comes second.
    if names[object.id] == nil || K.route(from: object, to: nil) != nil { names[object.id] = name }
    for index in K.indexes {
      for value in index.values(object) where indexed[index.name]?[value] == nil {
        indexed[index.name, default: [:]][value] = name
      }
    }
  }

  func setAside(_ candidate: Candidate<K>) {
    faulty.append(candidate)
    if let id = candidate.metadata.id { claimedIDs.insert(id) }
  }

  /// The next number past the last one generated that is no object's id and that no manifest adopts.
  func takeNumber(from first: Int) -> Int {
    readAll()
    var number = max(first, (lastNumber ?? 0) + 1)
    func isKept(_ id: String) -> Bool { names[id] != nil || reservedIDs[id] != nil || claimedIDs.contains(id) }
    while isKept(String(number)) { number += 1 }
    lastNumber = number
    return number
  }
}

/// A manifest of one kind that was read into its type.
struct Candidate<K: ResourceKind>: Sendable {
  let manifest: Manifest
  let metadata: Metadata
  let spec: K.Spec
  /// Whether what is stored is what is wanted, so that nothing but time can ask for anything.
  var isAtRest = false
}

/// All kinds together: the registry as operations see it.
final class WorkingRegistry: Registry {
  let run: Run
  let certificates: Certificates
  private var kinds: [String: AnyObject] = [:]
  private var damages: [() -> StateDamage?] = []
  /// Why an object that was asked for cannot be read; nil if all could.
  var damage: StateDamage? { damages.lazy.compactMap { $0() }.first }

  init(run: Run, _ certificates: Certificates) {
    self.run = run
    self.certificates = certificates
  }

  func kindRun<K: ResourceKind>(_ kind: K.Type) -> KindRun<K> {
    if let known = kinds[K.name] as? KindRun<K> { return known }
    let new = KindRun(kind)
    kinds[K.name] = new
    return new
  }

  func object<K: ResourceKind>(_ kind: K.Type, named name: String) -> Stored<K>? {
    kindRun(kind).object(named: name)
  }

  func object<K: ResourceKind>(_ kind: K.Type, id: String) -> Stored<K>? { kindRun(kind).object(id: id) }

  func objects<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>] {
    kindRun(kind).readAll()
    return known(kind)
  }

  /// The objects that are here, sorted by name: of a large kind those that were asked for.
  func known<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>] {
    let objects = kindRun(kind).objects
    // Names are sorted rather than the objects, which are large.
    return objects.keys.sorted { Key.precedes($0, $1) }.compactMap { objects[$0] }
  }

  func holder<K: ResourceKind>(of value: Key, in index: String, of kind: K.Type) -> ObjectID? {
    kindRun(kind).holder(of: value, in: index)
  }

  func takeNumber<K: ResourceKind>(for kind: K.Type, from first: Int) -> Int {
    kindRun(kind).takeNumber(from: first)
  }
}

extension WorkingRegistry {
  /// Fills the registry with the stored objects; the damage names the first that cannot be read.
  func load(
    _ state: State, _ catalog: Catalog, _ instruments: Instruments, _ readings: Readings
  ) throws(StateDamage) {
    // No registry counts that far; further on there would be numbers that a run could not raise and read back.
    let counts = [state.header?.serial ?? 0] + (state.header?.sequences.values.map { $0 } ?? [])
    if counts.contains(where: { $0 >= 1 << 52 }) { throw StateDamage("a count in \(StateHeader.file) is too large") }
    for kind in catalog.kinds { try load(kind, state, instruments, readings) }
  }

  private func load<K: ResourceKind>(
    _ kind: K.Type, _ state: State, _ instruments: Instruments, _ readings: Readings
  ) throws(StateDamage) {
    let kindRun = KindRun(kind, rest: readings.large[K.name])
    kinds[K.name] = kindRun
    damages.append { kindRun.damage }
    kindRun.lastNumber = state.header?.sequences[Key(K.prefix)]
    if kindRun.isPartial { return }
    let objects = try readings.stored(kind) { () throws(StateDamage) in
      try WorkingRegistry.read(kind, state.objects[K.name] ?? [], instruments)
    }
    for object in objects { kindRun.load(object) }
  }

  private static func read<K: ResourceKind>(
    _ kind: K.Type, _ nodes: [Node], _ instruments: Instruments
  ) throws(StateDamage) -> [Stored<K>] {
    var objects: [Stored<K>] = []
    objects.reserveCapacity(nodes.count)
    for (object, violations) in instruments.map(nodes, { Stored<K>.read($0) }) {
      if let violation = violations.first { throw damage(object, violation) }
      objects.append(object)
    }
    return objects
  }

  fileprivate static func damage<K: ResourceKind>(_ object: Stored<K>, _ violation: Violation) -> StateDamage {
    StateDamage("\(K.folder)/\(object.metadata.name): \(violation.message)\(violation.hint.map { " (\($0))" } ?? "")")
  }
}
