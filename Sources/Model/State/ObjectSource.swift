package import Source

/// Stored objects of a large kind that are read when they are asked for: a run that changes a few must not cost what all
/// of them cost.
///
/// What cannot be read is taken to be absent; whoever relies on an answer asks the provider for its faults afterwards.
package protocol ObjectSource: AnyObject {
  /// The stored object of that name; nil if there is none.
  func object(named name: String) -> Node?

  /// The names of the objects that an index has under a value.
  ///
  /// - Parameter index: `Index.folder`.
  func names(under value: ExactString, in index: String) -> [String]

  /// Every stored object of the kind.
  func all() -> [Node]
}

/// An object under a value, in an index of a large kind.
package struct Lookup: Hashable, Sendable {
  /// `Index.folder`.
  package let index: String
  package let value: ExactString
  /// The object's name.
  package let object: String

  package init(index: String, value: ExactString, object: String) {
    self.index = index
    self.value = value
    self.object = object
  }
}

extension ResourceKind {
  /// The folder of the kind's objects, relative to the state folder.
  package static var objectFolder: String { "objects/\(folder)" }

  /// The values under which the kind's indexes find an object.
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
