package import Source

/// A sentence that holds of every stored object of a kind, whichever operations made it.
///
/// An import takes no object that breaks one, and `verify` names stored objects that do.
package struct Invariant<K: KindFields>: Sendable {
  /// Dotted, under the kind's prefix: `misp.licenseKeys.oneActive`.
  package let id: String
  /// The sentence, with its full stop.
  package let summary: String
  /// The member of a stored object that breaks it, the first of several; nil if it holds.
  package let breach: @Sendable (Stored<K>) -> NodePath?

  package init(_ id: String, summary: String, breach: @escaping @Sendable (Stored<K>) -> NodePath?) {
    self.id = id
    self.summary = summary
    self.breach = breach
  }

  /// An invariant of every item of a list: `holds` tells whether it holds of the item at a position.
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
  /// The kind's invariants, and that of all kinds: the life of an object whose manifest is gone has ended.
  package static var allInvariants: [Invariant<Self>] {
    invariants + [
      Invariant("\(prefix).ended", summary: "The removal of an object without a manifest is complete.") { object in
        object.isDeclared || route(from: object, to: nil) == nil ? nil : "status"
      }
    ]
  }
}

extension Stored where K: ResourceKind {
  /// The first invariant that the object breaks, in words without a full stop; nil if all hold.
  package var brokenInvariant: (path: NodePath, reason: String)? {
    for invariant in K.allInvariants {
      if let path = invariant.breach(self) { return (path, "\(invariant.summary.dropLast()) (\(invariant.id))") }
    }
    return nil
  }
}
