import Model
import Source

/// An id, or a value of an index, that two stored objects have although only one may.
struct SharedValue {
  /// The younger of the two.
  let object: ObjectID
  /// The object that had it first.
  let owner: ObjectID
  /// The file of the younger object's manifest; nil once that is gone.
  let source: String?
  /// What an index has both under, which may be a secret; nil for the id.
  let value: (index: String, key: ExactString)?
  /// Whether it is the manifest that says the value.
  let isStated: Bool

  /// What is wrong, without the value.
  var message: String { "\(object) and \(owner) have the same \(value?.index ?? "id"), which must be unique" }

  /// How to mend it: what the manifest says itself can be changed there.
  var hint: String {
    let removal = "remove the manifest of \(object.name)"
    let renewal = "declare the object again under another name if it is needed"
    return isStated ? "change it in the manifest of \(object.name), or \(removal)" : "\(removal); \(renewal)"
  }
}
