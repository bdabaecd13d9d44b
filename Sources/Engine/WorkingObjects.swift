import Model
import Source

/// The objects of one kind during a run: what is stored, what is wanted, and how to find them.
final class WorkingObjects<K: ResourceKind> {
  /// Stored objects by name, kept up to date while the run goes on.
  private(set) var objects: [String: Stored<K>] = [:]
  private var names: [String: String] = [:]
  private var indexed: [String: [ExactString: String]] = [:]
  /// Of indexes under whose values there may be many objects.
  private var grouped: [String: [ExactString: Set<String>]] = [:]
  /// What the indexes of a large kind said before the run of the objects that it changed.
  private var formerLookups: [String: Set<Lookup>] = [:]
  /// Manifests that satisfy every rule, in order.
  var candidates: [Candidate<K>] = [] {
    didSet { positions = nil }
  }
  /// Where each object's manifest is among the candidates; nil until somebody asks.
  private var positions: [String: Int]?
  /// Manifests that break a rule, as far as they could be read: what they claim still tells a rename.
  private(set) var faulty: [Candidate<K>] = []
  /// Ids that manifests adopt.
  var reservedIDs: [String: String] = [:]
  /// Ids that faulty manifests would adopt: they are kept free until those are mended.
  private var claimedIDs: Set<String> = []
  var lastNumber: Int?
  /// Where the objects are that were not asked for yet; nil once all are here.
  private var rest: (any ObjectSource)?
  private var askedNames: Set<String> = []
  private var askedValues: [String: Set<ExactString>] = [:]
  /// Why an object cannot be read.
  private(set) var damage: StateDamage?
  /// How many more objects have a manifest than before the run.
  private(set) var liveChange = 0
  /// What stored objects share with an older one that only one may have, by the younger one's name. No run of this
  /// program stores such objects; a run of an earlier one may have.
  private(set) var shared: [String: [SharedValue]] = [:]
  /// The oldest of the objects that share an id or a value, of those that several have.
  private var owners: [Dependency: String] = [:]

  /// - Parameter rest: the stored objects, to be read when they are asked for.
  init(_ kind: K.Type, rest: (any ObjectSource)? = nil) {
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

  func holder(of value: ExactString, in index: String) -> ObjectID? {
    ask(for: value, in: index)
    return indexed[index]?[value].map { ObjectID(kind: K.name, name: $0) }
  }

  /// The objects under a value of an index that may have many, sorted by name.
  func objects(under value: ExactString, in index: String) -> [Stored<K>] {
    ask(for: value, in: index)
    return (grouped[index]?[value] ?? []).sorted { ExactString.precedes($0, $1) }.compactMap { objects[$0] }
  }

  /// Reads the objects of a large kind that are under a value.
  private func ask(for value: ExactString, in index: String) {
    guard let rest, askedValues[index, default: []].insert(value).inserted,
      let folder = K.indexes.first(where: { $0.name == index })?.folder
    else { return }
    for name in rest.names(under: value, in: folder) { _ = object(named: name) }
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
      damage = damage ?? StateDamage(object, violation: violation)
    } else {
      load(object)
    }
  }

  /// Index entries of a large kind to add (true) or to remove (false).
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
    index(object)
  }

  /// Takes up an object as it is stored, and notes what it shares with another that only one may have.
  func load(_ object: Stored<K>) {
    noteShared(object, with: names[object.id], value: nil)
    index(object) { holder, value in noteShared(object, with: holder, value: value) }
  }

  /// The younger of two objects is the one that must not have what both have; one whose life has ended has nothing.
  private func noteShared(_ object: Stored<K>, with name: String?, value: (index: String, key: ExactString)?) {
    let shared = value.map { Dependency.value(kind: K.name, index: $0.index, $0.key) } ?? .id(kind: K.name, object.id)
    guard let name = owners[shared] ?? name, name != object.metadata.name, let other = objects[name], K.ownsID(object),
      K.ownsID(other)
    else { return }
    func age(_ object: Stored<K>) -> (Instant, ExactString) {
      (object.record.createdAt, ExactString(object.metadata.name))
    }
    let (older, younger) = age(object) < age(other) ? (object, other) : (other, object)
    owners[shared] = older.metadata.name
    self.shared[younger.metadata.name, default: []].append(
      SharedValue(
        object: younger.identity, owner: older.identity, source: younger.record.source, value: value,
        isStated: K.indexes.contains { $0.name == value?.index && !$0.claims(younger.spec).isEmpty }))
  }

  /// The conflicts of a stored object that its manifest does not resolve.
  func shared(by candidate: Candidate<K>) -> [SharedValue] {
    (shared[candidate.metadata.name] ?? []).filter { shared in
      guard let value = shared.value, let index = K.indexes.first(where: { $0.name == value.index }) else {
        return true
      }
      let claims = index.claims(candidate.spec)
      return claims.isEmpty || claims.contains(value.key)
    }
  }

  /// Keeps an object and the indexes in step; a value of a unique index stays with the object that has it.
  private func index(
    _ object: Stored<K>,
    whenHeld note: (_ holder: String, _ value: (index: String, key: ExactString)) -> Void = { _, _ in }
  ) {
    let name = object.metadata.name
    if let old = objects[name] {
      if names[old.id] == name { names[old.id] = nil }
      for index in K.indexes {
        for value in index.values(old) {
          if indexed[index.name]?[value] == name { indexed[index.name]?[value] = nil }
          grouped[index.name]?[value]?.remove(name)
        }
      }
    }
    objects[name] = object
    // Where two have one id, a life that has ended comes second.
    if names[object.id] == nil || K.route(from: object, to: nil) != nil { names[object.id] = name }
    for index in K.indexes {
      for value in index.values(object) {
        if !index.isUnique {
          grouped[index.name, default: [:]][value, default: []].insert(name)
        } else if let holder = indexed[index.name]?[value] {
          note(holder, (index.name, value))
        } else {
          indexed[index.name, default: [:]][value] = name
        }
      }
    }
  }

  func position(of name: String) -> Int? {
    if let positions { return positions[name] }
    let positions = Dictionary(candidates.indices.map { (candidates[$0].metadata.name, $0) }) { first, _ in first }
    self.positions = positions
    return positions[name]
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
  var isUpToDate = false
}
