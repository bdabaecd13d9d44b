import Source

/// How the value of one member is read from a tree into a record, written from the record into a tree, and copied to
/// another record.
///
/// It is separate from the field's description, which is for people and the same for every record; the access knows
/// the type of the record.
struct FieldAccess<Owner>: Sendable {
  /// Reads the member from a node, nil if there is none, and adds its faults to `reading`.
  let read: @Sendable (_ node: Node?, _ owner: inout Owner, _ reading: inout FieldReader) -> Void
  /// Returns the member as a node.
  var write: @Sendable (_ owner: Owner) -> Node
  /// Copies the member from one record to another.
  let copy: @Sendable (_ from: Owner, _ to: inout Owner) -> Void
  /// Whether the member is left out when it is null; other members are written as null.
  var isLeftOutWhenNull = false
  /// Replaces what another record is stricter about; nil if neither value of the member is stricter than the other.
  var tighten: (@Sendable (_ owner: inout Owner, _ other: Owner) -> Void)?
}
