package import Model
package import Source

/// A record that a device may send as one encoded text.
package protocol EncodableRecord: Fielded {
  /// The documents' name of the member that has the record.
  static var textName: String { get }
  static var textLimits: TextLimits { get }
  /// Returns the documented members of those that a vendor sent.
  static func known(_ node: Node) -> Node
}

/// A record as the manifest gives it: written out, or as the text that a device made.
@dynamicMemberLookup
package struct Given<Record: EncodableRecord>: Sendable {
  package var members = Record()
  /// The text as it was sent; nil if the members are written out.
  package var text: String?
  /// Whether the text is signed: a JWS.
  package var isSigned = false

  package subscript<Value>(dynamicMember member: KeyPath<Record, Value>) -> Value { members[keyPath: member] }

  /// Makes the field of such a record inside another one, in either form.
  static func field<Owner: Sendable>(_ member: Member<Owner, Given>, summary: String) -> Field<Owner> {
    Field(
      member, name: Record.textName, summary: summary, shape: .encodable(Record.descriptions, Record.textLimits),
      presence: .required
    ) { node, owner, reading in
      guard let node, !node.isNull else { return reading.reject(.required, at: node?.mark) }
      if case .scalar = node.value {
        owner[keyPath: member] = read(text: node, reading: &reading) ?? Given()
      } else {
        owner[keyPath: member] = Given(members: reading.record(node, type: Record.self))
      }
    } write: { owner in
      owner[keyPath: member].text.map { .text($0) } ?? owner[keyPath: member].members.node
    }
  }

  private static func read(text node: Node, reading: inout FieldReader) -> Given? {
    guard let text = reading.text(node, limits: Record.textLimits, isRequired: true) else { return nil }
    switch EncodedJSON.decode(text) {
    case .failure(let fault):
      reading.reject(.format, at: node.mark, hint: fault.reason)
      return nil
    case .success(let decoded):
      var given = Given(text: text, isSigned: decoded.isSigned)
      reading.decoding(Record.textName, at: node.mark) { reading in
        given.members = Record.read(Record.known(decoded.node), reading: &reading)
      }
      return given
    }
  }
}
