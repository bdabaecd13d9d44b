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
  /// The index entries before the run of the objects that it changed.
  private(set) var formerLookups: [String: Set<Lookup>] = [:]
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
  /// Reads the objects that were not read yet; nil once all are read.
  private var rest: UnreadObjects<K>?
  private let instruments: Instruments
  /// The reason why an object cannot be read.
  private(set) var damage: StateDamage?
  /// The increase of the numbers of objects during the run.
  private var countChanges = ObjectCounts()
  /// The values that stored objects share with an older one although only one may have them.
  private var sharedValues = SharedValues<K>()

  /// Creates an empty collection.
  ///
  /// - Parameter source: the stored objects, which are read on demand; nil if they are all loaded.
  init(_ kind: K.Type, source: (any ObjectSource)? = nil, by instruments: Instruments) {
    self.instruments = instruments
    rest = source.map { UnreadObjects($0) }
  }

  /// The numbers of objects now, from those before the run.
  func counts(before: ObjectCounts) -> ObjectCounts {
    if rest != nil {
      // Numbers that do not match the objects are named by `verify`, and must not become invalid ones.
      let stored = max(0, before.stored + countChanges.stored)
      return ObjectCounts(stored: stored, live: min(stored, max(0, before.live + countChanges.live)))
    }
    return ObjectCounts(stored: objects.count, live: objects.values.count { $0.isDeclared })
  }

  func object(named name: String) -> Stored<K>? {
    if let known = objects[name] { return known }
    if let node = rest?.object(named: name) { take(node) }
    return objects[name]
  }

  func object(id: String) -> Stored<K>? {
    for name in rest?.names(withID: id) ?? [] { _ = object(named: name) }
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

  /// Reads the objects that have a value in an index.
  private func ask(for value: ExactString, in index: String) {
    guard let rest, let index = K.indexes.first(where: { $0.name == index }) else { return }
    for name in rest.names(under: index.key(of: value, by: instruments), in: index.folder) { _ = object(named: name) }
  }

  /// Reads the objects with an entry in an index, whose value is given as the entries hold it.
  func read(under key: ExactString, in folder: String) -> [String] {
    let names = rest?.names(under: key, in: folder) ?? []
    for name in names { _ = object(named: name) }
    return names
  }

  /// Reads the objects with a moment of an index in a range.
  func read(from start: Instant?, before end: Instant, in folder: String) -> [String] {
    let names = rest?.source.names(from: start, before: end, in: folder) ?? []
    for name in names { _ = object(named: name) }
    return names
  }

  /// Reads all objects that were not read yet.
  func readAll() {
    guard let rest else { return }
    self.rest = nil
    for node in rest.source.all() {
      guard let name = node["metadata"]?["name"]?.text, objects[name] == nil else { continue }
      take(node)
    }
  }

  /// The next moment from which an operation is due for an object; nil for never.
  var nextDeadline: Instant? {
    let known = objects.values.compactMap { K.deadline(of: $0) }.min()
    let unread = rest?.source.earliestMoment(in: K.deadlineIndex, except: Set(objects.keys))
    return [known, unread].compactMap { $0 }.min()
  }

  private func take(_ node: Node) {
    let (object, violations) = Stored<K>.read(node)
    if let violation = violations.first {
      damage = damage ?? StateDamage(object, violation: violation)
    } else {
      load(object)
    }
  }

  /// The index entries of an object as it is now.
  func presentLookups(of name: String) -> Set<Lookup> { objects[name].map { K.lookups($0, by: instruments) } ?? [] }

  /// Index entries to add (true) or to remove (false).
  var lookupChanges: [Lookup: Bool] {
    var changes: [Lookup: Bool] = [:]
    for (name, former) in formerLookups {
      let present = presentLookups(of: name)
      for lookup in former.symmetricDifference(present) { changes[lookup] = present.contains(lookup) }
    }
    return changes
  }

  /// Replaces an object by its state after an operation.
  func put(_ object: Stored<K>) {
    let name = object.metadata.name
    let former = objects[name]
    if formerLookups[name] == nil { formerLookups[name] = former.map { K.lookups($0, by: instruments) } ?? [] }
    countChanges.stored += former == nil ? 1 : 0
    countChanges.live += (object.isDeclared ? 1 : 0) - (former?.isDeclared == true ? 1 : 0)
    index(object)
  }

  /// Adds a stored object, and notes the values that it shares with another although only one may have them.
  func load(_ object: Stored<K>) {
    sharedValues.note(object, with: names[object.id].flatMap { objects[$0] }, value: nil)
    index(object) { holder, value in sharedValues.note(object, with: objects[holder], value: value) }
  }

  /// The values that stored objects share with an older one, by the younger one's name.
  var shared: [String: [SharedValue]] { sharedValues.values }

  /// The shared values of a stored object that its manifest does not change.
  func shared(by candidate: Candidate<K>) -> [SharedValue] {
    if let stored = objects[candidate.metadata.name] { readOthers(sharingWith: stored) }
    return (shared[candidate.metadata.name] ?? []).filter { shared in
      guard let value = shared.value, let index = K.indexes.first(where: { $0.name == value.index }) else {
        return true
      }
      let claims = index.claims(candidate.spec)
      return claims.isEmpty || claims.contains(value.key)
    }
  }

  /// Reads the objects with the id of an object, or with a value that only one may have.
  private func readOthers(sharingWith stored: Stored<K>) {
    guard rest != nil else { return }
    _ = object(id: stored.id)
    for index in K.indexes where index.isUnique {
      for value in index.values(stored) { ask(for: value, in: index.name) }
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
    var number = max(first, (lastNumber ?? 0) + 1)
    func isKept(_ id: String) -> Bool { object(id: id) != nil || reservedIDs[id] != nil || claimedIDs.contains(id) }
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
