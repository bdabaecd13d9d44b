package import Source

/// The difference that one run makes to one object.
package struct Change: Sendable {
  /// The effect on the object's existence; the raw values are those of `-o json`.
  package enum Action: String, Sendable {
    case create
    case update
    case remove
  }

  /// The object that changes.
  package let object: ObjectID
  /// Whether the object is created, changed or removed.
  package let action: Action
  /// The ids of the operations in order; empty if only labels, protection or the manifest's file changed.
  package let operations: [String]
  /// The members that differ, with the values before and after.
  package var fields: [FieldChange]
  /// The members whose values this run generates.
  package let generated: [NodePath]
  /// The ids of the audit events, in order.
  package let events: [String]
  /// The place of the manifest; nil once it is gone.
  package let source: SourceLocation?
  /// The provenance of the manifest; nil if it is not known or the manifest is gone.
  package let provenance: Provenance?

  /// Creates a change.
  package init(
    object: ObjectID, action: Action, operations: [String], fields: [FieldChange], generated: [NodePath],
    events: [String], source: SourceLocation?, provenance: Provenance?
  ) {
    self.object = object
    self.action = action
    self.operations = operations
    self.fields = fields
    self.generated = generated
    self.events = events
    self.source = source
    self.provenance = provenance
  }

  /// The change as `plan -o json` writes it; secrets are masked when the tree is written.
  package var node: Node {
    .object([
      "kind": .text(object.kind),
      "name": .text(object.name),
      "action": .text(action.rawValue),
      "operations": .list(operations.map { .text($0) }),
      "fields": .list(fields.map(\.node)),
      "generated": .list(generated.map { .text($0.description) }),
      "events": .list(events.map { .text($0) }),
      "source": source.map { .object(["file": .text($0.file), "line": .integer(Int($0.mark.line))]) } ?? .null,
      "provenance": provenance?.node ?? .null,
    ])
  }
}

/// The difference of one member; secrets are masked when it is written.
package struct FieldChange: Sendable {
  /// The path of the member from the root of the object.
  package let path: NodePath
  /// The value before the run; null if there was none.
  package var before: Node
  /// The value after the run; null if there is none.
  package var after: Node

  /// The difference as `plan -o json` writes it.
  package var node: Node {
    .object(["path": .text(path.description), "before": before, "after": after])
  }

  /// The members in which two trees differ, leaf by leaf, in the order of the second tree.
  package static func between(_ before: Node, and after: Node, at path: NodePath = NodePath()) -> [FieldChange] {
    if before == after { return [] }
    if let old = before.isNull ? [] : before.entries, let new = after.isNull ? [] : after.entries {
      let gone = old.filter { entry in after[entry.key.text] == nil }
      return (new + gone).flatMap { entry in
        between(
          before[entry.key.text] ?? .null, and: after[entry.key.text] ?? .null, at: path.appending(entry.key.text))
      }
    }
    if let old = before.isNull ? [] : before.items, let new = after.isNull ? [] : after.items {
      return (0..<max(old.count, new.count)).flatMap { index in
        between(
          index < old.count ? old[index] : .null, and: index < new.count ? new[index] : .null, at: path.appending(index)
        )
      }
    }
    return [FieldChange(path: path, before: before, after: after)]
  }
}
