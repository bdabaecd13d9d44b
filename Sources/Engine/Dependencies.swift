import Model
import Source

/// A part of the registry that a decision on one object may depend on.
enum Dependency: Hashable {
  /// The object of that kind and name, or its absence.
  case object(ObjectID)
  /// The object that has an id.
  case id(kind: String, String)
  /// The objects that an index finds under a value.
  case value(kind: String, index: String, ExactString)
  /// Every object of a kind.
  case all(kind: String)

  /// What changes when an object takes the place of its former self; `before` is nil for a new object.
  static func changed<K: ResourceKind>(from before: Stored<K>?, to after: Stored<K>) -> Set<Dependency> {
    var changes: Set<Dependency> = [
      .object(after.identity), .id(kind: K.name, after.id), .all(kind: K.name),
    ]
    if let before { changes.insert(.id(kind: K.name, before.id)) }
    for index in K.indexes {
      let values = Set(index.values(after)).symmetricDifference(before.map(index.values) ?? [])
      changes.formUnion(values.map { .value(kind: K.name, index: index.name, $0) })
    }
    return changes
  }
}
