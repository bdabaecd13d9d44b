import Model
import Source

/// A part of the registry on which a decision about one object may depend.
enum Dependency: Hashable {
  /// The object of that kind and name, or its absence.
  case object(ObjectID)
  /// The object with an id.
  case id(kind: String, String)
  /// The objects with a value in an index.
  case value(kind: String, index: String, ExactString)
  /// Every object of a kind.
  case all(kind: String)

  /// The parts that change when an object replaces its former state; `before` is nil for a new object.
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
