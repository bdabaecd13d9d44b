package import Source

/// A sentence that holds for every stored object of a kind, whichever operations made it.
///
/// A table import takes no object that breaks one, and `verify` names stored objects that do.
package struct Invariant<K: KindFields>: Sendable {
  /// The id under the kind's prefix, such as `misp.licenseKeys.oneActive`.
  package let id: String
  /// The sentence, with its full stop.
  package let summary: String
  /// Returns the first member of a stored object that breaks the invariant; nil if it holds.
  package let breach: @Sendable (Stored<K>) -> NodePath?

  /// Creates an invariant of a whole object.
  package init(_ id: String, summary: String, breach: @escaping @Sendable (Stored<K>) -> NodePath?) {
    self.id = id
    self.summary = summary
    self.breach = breach
  }

  /// Creates an invariant of every item of a list: `holds` tells whether it holds for the item at a position.
  package init<Item>(
    _ id: String, summary: String, each path: NodePath, items: @escaping @Sendable (Stored<K>) -> [Item],
    holds: @escaping @Sendable (_ item: Item, _ position: Int, _ object: Stored<K>) -> Bool
  ) {
    self.init(id, summary: summary) { object in
      let position = items(object).enumerated().first { !holds($0.element, $0.offset, object) }?.offset
      return position.map { path.appending($0) }
    }
  }
}

extension ResourceKind {
  /// The kind's invariants, and one that all kinds share: an object without a manifest has reached the end of its
  /// life.
  package static var allInvariants: [Invariant<Self>] {
    invariants + [
      Invariant("\(prefix).ended", summary: "The removal of an object without a manifest is complete.") { object in
        object.isDeclared || route(from: object, to: nil) == nil ? nil : "status"
      }
    ]
  }
}

extension Stored where K: ResourceKind {
  /// The first invariant that the object breaks, with a reason without a full stop; nil if all hold.
  package var brokenInvariant: (path: NodePath, reason: String)? {
    for invariant in K.allInvariants {
      if let path = invariant.breach(self) { return (path, "\(invariant.summary.dropLast()) (\(invariant.id))") }
    }
    return nil
  }
}
