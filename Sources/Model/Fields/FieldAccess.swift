import Source

/// How the value of one member gets from a tree into a record, from the record into a tree, and into another record.
///
/// Apart from the field's description, which is for people and for every record alike: this is for the program, and
/// knows the type of the record.
struct FieldAccess<Owner>: Sendable {
  /// Reads the member from a node, nil where there is none, and adds what is wrong with it to `reading`.
  let read: @Sendable (_ node: Node?, _ owner: inout Owner, _ reading: inout FieldReader) -> Void
  /// The member as a node.
  var write: @Sendable (_ owner: Owner) -> Node
  /// Copies the member from one record to another.
  let copy: @Sendable (_ from: Owner, _ to: inout Owner) -> Void
  /// Whether nothing is written for null, where other members write it.
  var isLeftOutWhenNull = false
}
