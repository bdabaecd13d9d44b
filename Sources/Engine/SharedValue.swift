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
