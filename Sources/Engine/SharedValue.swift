import Model
import Source

/// An id, or a value of an index, that two stored objects have although only one may.
struct SharedValue {
  /// The younger of the two objects.
  let object: ObjectID
  /// The older of the two objects.
  let owner: ObjectID
  /// The file of the younger object's manifest; nil if it is gone.
  let source: String?
  /// The index and the value that both have, which may be a secret; nil if it is the id.
  let value: (index: String, key: ExactString)?
  /// Whether the manifest states the value, so that it can be changed there.
  let isStated: Bool

  /// The fault in a sentence that does not quote the value.
  var message: String { "\(object) and \(owner) have the same \(value?.index ?? "id"), which must be unique" }

  /// What to do: change a value that the manifest states, or remove the manifest.
  var hint: String {
    let removal = "remove the manifest of \(object.name)"
    let renewal = "declare the object again under another name if it is needed"
    return isStated ? "change it in the manifest of \(object.name), or \(removal)" : "\(removal); \(renewal)"
  }
}

/// The values that objects of a kind share although only one may have them. No run of this program stores such objects;
/// a run of an earlier version may have.
struct SharedValues<K: ResourceKind> {
  /// The shared values by the name of the younger object.
  private(set) var values: [String: [SharedValue]] = [:]
  /// The oldest of the objects that share an id or a value.
  private var owners: [Dependency: Stored<K>] = [:]

  /// Notes a value, or the id if there is no value, that two objects have. The younger one must not have it; an object
  /// that was removed for good does not count.
  mutating func note(_ object: Stored<K>, with other: Stored<K>?, value: (index: String, key: ExactString)?) {
    let shared = value.map { Dependency.value(kind: K.name, index: $0.index, $0.key) } ?? .id(kind: K.name, object.id)
    guard let other = owners[shared] ?? other, !ExactString.same(other.metadata.name, object.metadata.name),
      K.ownsID(object), K.ownsID(other)
    else { return }
    func age(_ object: Stored<K>) -> (Instant, ExactString) {
      (object.record.createdAt, ExactString(object.metadata.name))
    }
    let (older, younger) = age(object) < age(other) ? (object, other) : (other, object)
    owners[shared] = older
    values[younger.metadata.name, default: []].append(
      SharedValue(
        object: younger.identity, owner: older.identity, source: younger.record.source, value: value,
        isStated: K.indexes.contains { $0.name == value?.index && !$0.claims(younger.spec).isEmpty }))
  }
}
