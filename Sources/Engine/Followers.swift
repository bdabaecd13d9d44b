import Model
import Source

/// Reads the objects that a pass over a part of the registry must examine although their manifests did not change:
/// those with a passed deadline, those of which a warning begins by the time alone, and those that follow an object
/// that changed.
///
/// In a pass over the whole registry all objects are read already.
struct Followers {
  private let reconciliation: Reconciliation
  /// The objects whose followers were read, with the entries of indexes by which they had followers.
  private var known: [ObjectID: Set<Lookup>] = [:]
  /// The values whose peers were read, without their objects.
  private var readValues: Set<Lookup> = []
  /// The objects whose followers were read.
  private var followed: Set<ObjectID> = []

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
  }

  private var catalog: Catalog { reconciliation.catalog }
  private var registry: WorkingRegistry { reconciliation.registry }
  private var isNeeded: Bool { reconciliation.scope != nil }

  /// Whether an object changed since its followers were read.
  var hasUnread: Bool { isNeeded && changes.contains { known[$0.key] != $0.value } }

  /// Reads the objects with a passed deadline.
  func readDue() {
    guard isNeeded else { return }
    func read<K: ResourceKind>(_ kind: K.Type) {
      let names = registry.workingObjects(kind).read(from: nil, before: reconciliation.run.time, in: K.deadlineIndex)
      examine(names, kind: kind)
    }
    for kind in catalog.kinds { read(kind) }
  }

  /// Reads the objects that follow those that were changed so far.
  mutating func readFollowers() {
    guard isNeeded else { return }
    for (object, lookups) in changes where known[object] != lookups {
      known[object] = lookups
      for kind in catalog.kinds { readPeers(of: lookups, kind: kind) }
      readFollowers(of: object)
    }
  }

  /// Reads the objects of which a warning may have begun since the last run, with those that follow them.
  mutating func readReminders() {
    guard isNeeded else { return }
    func read<K: ResourceKind>(_ kind: K.Type) -> [ObjectID] {
      registry.workingObjects(kind)
        .read(from: reconciliation.state.reconciledAt, before: reconciliation.run.time, in: K.reminderIndex)
        .map { ObjectID(kind: K.name, name: $0) }
    }
    for kind in catalog.kinds {
      for object in read(kind) {
        reconciliation.examined.insert(object)
        readFollowers(of: object)
      }
    }
  }

  /// The objects that the pass changed, with their entries of indexes before and after.
  private var changes: [ObjectID: Set<Lookup>] {
    func changes<K: ResourceKind>(_ kind: K.Type) -> [ObjectID: Set<Lookup>] {
      let working = registry.workingObjects(kind)
      let pairs = working.formerLookups.map { name, former in
        (ObjectID(kind: K.name, name: name), former.union(working.presentLookups(of: name)))
      }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
    return catalog.kinds.reduce(into: [:]) { all, kind in all.merge(changes(kind)) { first, _ in first } }
  }

  /// Reads the other objects of a kind with an entry by which they follow each other.
  private mutating func readPeers<K: ResourceKind>(of lookups: Set<Lookup>, kind: K.Type) {
    for index in K.indexes where index.follows == .peers {
      for lookup in lookups where lookup.index == index.folder {
        let value = Lookup(index: lookup.index, value: lookup.value, object: "")
        guard readValues.insert(value).inserted else { continue }
        examine(registry.workingObjects(kind).read(under: lookup.value, in: index.folder), kind: kind)
      }
    }
  }

  /// Reads the objects that name an object, then those that name these.
  private mutating func readFollowers(of object: ObjectID) {
    guard followed.insert(object).inserted else { return }
    var pending = [object]
    while let next = pending.popLast() {
      for kind in catalog.kinds {
        let followers = followers(of: next, kind: kind)
        reconciliation.examined.formUnion(followers)
        pending += followers.filter { followed.insert($0).inserted }
      }
    }
  }

  private func examine<K: ResourceKind>(_ names: [String], kind: K.Type) {
    reconciliation.examined.formUnion(names.map { ObjectID(kind: K.name, name: $0) })
  }

  private func followers<K: ResourceKind>(of object: ObjectID, kind: K.Type) -> [ObjectID] {
    K.indexes.filter { $0.follows == .object(kind: object.kind) }.flatMap { index in
      let key = index.key(of: ExactString(object.name), by: reconciliation.instruments)
      return registry.workingObjects(kind).read(under: key, in: index.folder)
    }
    .map { ObjectID(kind: K.name, name: $0) }
  }
}
