package import Source

/// Stored objects of a large kind that are read on demand: a run that changes a few objects must not cost as much as
/// reading all.
///
/// What cannot be read counts as absent; a caller who relies on the answers asks the provider for faults afterwards.
package protocol ObjectSource: AnyObject {
  /// Returns the stored object with a name; nil if there is none.
  func object(named name: String) -> Node?

  /// Returns the names of the objects with a value in an index.
  ///
  /// - Parameter index: `Index.folder`.
  func names(under value: ExactString, in index: String) -> [String]

  /// Returns every stored object of the kind.
  func all() -> [Node]
}

/// An entry of an index of a large kind: a value and an object that is found by it.
package struct Lookup: Hashable, Sendable {
  /// The index's folder, `Index.folder`.
  package let index: String
  /// The value by which the object is found.
  package let value: ExactString
  /// The name of the object.
  package let object: String

  /// Creates an entry of an index.
  package init(index: String, value: ExactString, object: String) {
    self.index = index
    self.value = value
    self.object = object
  }
}

extension ResourceKind {
  /// The folder of the kind's objects, relative to the state folder.
  package static var objectFolder: String { "objects/\(folder)" }

  /// The index entries by which an object is found.
  package static func lookups(_ object: Stored<Self>) -> Set<Lookup> {
    var lookups: Set<Lookup> = []
    for index in indexes {
      for value in index.values(object) {
        lookups.insert(Lookup(index: index.folder, value: value, object: object.metadata.name))
      }
    }
    return lookups
  }
}
