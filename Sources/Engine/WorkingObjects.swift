import Model
import Source

/// The objects of one kind during a run: stored states, candidates, and the indexes to find them.
final class WorkingObjects<K: ResourceKind> {
  /// The objects by name, as changed by the run so far.
  private(set) var objects: [String: Stored<K>] = [:]
  private var names: [String: String] = [:]
  private var indexed: [String: [ExactString: String]] = [:]
  /// The names by index and value, for indexes that are not unique.
  private var grouped: [String: [ExactString: Set<String>]] = [:]
  /// The index entries before the run of the objects of a large kind that it changed.
  private var formerLookups: [String: Set<Lookup>] = [:]
  /// The manifests that satisfy every rule, in order.
  var candidates: [Candidate<K>] = [] {
    didSet { positions = nil }
  }
  /// The position of each object's manifest among the candidates; nil until it is needed.
  private var positions: [String: Int]?
  /// Manifests that break a rule, as far as they could be read: a rename is still recognised by what they claim.
  private(set) var faulty: [Candidate<K>] = []
  /// The ids that manifests adopt, with the names of their objects.
  var reservedIDs: [String: String] = [:]
  /// The ids that faulty manifests would adopt: they stay free until those manifests are fixed.
  private var claimedIDs: Set<String> = []
  var lastNumber: Int?
  /// The source of the objects that were not read yet; nil once all are read.
  private var rest: (any ObjectSource)?
  private var askedNames: Set<String> = []
  private var askedValues: [String: Set<ExactString>] = [:]
  /// The reason why an object cannot be read.
  private(set) var damage: StateDamage?
  /// The increase of the number of live objects during the run.
  private(set) var liveChange = 0
  /// The values that stored objects share with an older one although only one may have them, by the younger one's
  /// name. No run of this program stores such objects; a run of an earlier version may have.
  private(set) var shared: [String: [SharedValue]] = [:]
  /// The oldest of the objects that share an id or a value.
  private var owners: [Dependency: String] = [:]

  /// Creates an empty collection.
  ///
  /// - Parameter rest: the stored objects, which are read on demand.
  init(_ kind: K.Type, rest: (any ObjectSource)? = nil) {
    self.rest = rest
  }

  /// Whether there may be stored objects that were not read.
  var isPartial: Bool { rest != nil }
  var liveCount: Int { objects.values.count { $0.record.source != nil } }

  func object(named name: String) -> Stored<K>? {
    if let known = objects[name] { return known }
    if let rest, askedNames.insert(name).inserted, let node = rest.object(named: name) { take(node) }
    return objects[name]
  }

  /// The object with an id. All objects are read for it: large kinds have no index of ids, and an object whose life
  /// has ended gives its id up.
  func object(id: String) -> Stored<K>? {
    readAll()
    return names[id].flatMap { objects[$0] }
  }

  func holder(of value: ExactString, in index: String) -> ObjectID? {
    ask(for: value, in: index)
    return indexed[index]?[value].map { ObjectID(kind: K.name, name: $0) }
  }

  /// The objects with a value in an index that is not unique, sorted by name.
  func objects(under value: ExactString, in index: String) -> [Stored<K>] {
    ask(for: value, in: index)
    return (grouped[index]?[value] ?? []).sorted { ExactString.precedes($0, $1) }.compactMap { objects[$0] }
  }

  /// Reads the objects of a large kind that have a value in an index.
  private func ask(for value: ExactString, in index: String) {
    guard let rest, askedValues[index, default: []].insert(value).inserted,
      let folder = K.indexes.first(where: { $0.name == index })?.folder
    else { return }
    for name in rest.names(under: value, in: folder) { _ = object(named: name) }
  }

  /// Reads all objects that were not read yet.
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

  /// Replaces an object by its state after an operation.
  func put(_ object: Stored<K>) {
    let name = object.metadata.name
    if K.storage == .shards, formerLookups[name] == nil { formerLookups[name] = objects[name].map(K.lookups) ?? [] }
    liveChange += (object.record.source == nil ? 0 : 1) - (objects[name]?.record.source == nil ? 0 : 1)
    index(object)
  }

  /// Adds a stored object, and notes the values that it shares with another although only one may have them.
  func load(_ object: Stored<K>) {
    noteShared(object, with: names[object.id], value: nil)
    index(object) { holder, value in noteShared(object, with: holder, value: value) }
  }

  /// Notes a shared value. The younger of two objects is the one that must not have it; an object whose life has
  /// ended does not count.
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

  /// The shared values of a stored object that its manifest does not change.
  func shared(by candidate: Candidate<K>) -> [SharedValue] {
    (shared[candidate.metadata.name] ?? []).filter { shared in
      guard let value = shared.value, let index = K.indexes.first(where: { $0.name == value.index }) else {
        return true
      }
      let claims = index.claims(candidate.spec)
      return claims.isEmpty || claims.contains(value.key)
    }
  }

  /// Stores an object and updates the indexes; a value of a unique index stays with the object that has it.
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
    // Of two objects with one id, a live one is preferred.
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

  /// Returns the next number after the last one generated that is neither an object's id nor adopted by a manifest.
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
  /// Whether the object is up to date, so that only the time can ask for an operation.
  var isUpToDate = false
}
