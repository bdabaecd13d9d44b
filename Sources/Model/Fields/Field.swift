package import Source

/// One row of a field table: everything the program knows about one member of a record.
///
/// Reading, writing, field-wise differences, masking, unknown-key errors, the JSON Schema and the reference page all
/// come from here, so a member that the table names is nowhere forgotten.
package struct Field<Owner>: Sendable {
  /// What the member means, as the schema and the reference say it.
  package let description: FieldDescription
  /// The name as the key under which the member is written; kept since making one for each record takes time.
  let key: ExactString
  /// How the member is read, written and copied.
  private(set) var access: FieldAccess<Owner>

  /// The name of the member in manifests and in stored objects.
  package var name: String { description.name }

  private init(_ description: FieldDescription, access: FieldAccess<Owner>) {
    self.description = description
    key = ExactString(description.name)
    self.access = access
  }

  /// A field whose value may lie anywhere in the record.
  ///
  /// - Parameter alternative: The member that says the same in another form: where it is given, this one is neither
  ///   needed nor allowed.
  package init(
    name: String, summary: String, shape: FieldShape, presence: FieldPresence, alternative: String? = nil,
    copy: @escaping @Sendable (_ from: Owner, _ to: inout Owner) -> Void,
    read: @escaping @Sendable (Node?, inout Owner, inout FieldReader) -> Void,
    write: @escaping @Sendable (Owner) -> Node
  ) {
    self.init(
      FieldDescription(name: name, summary: summary, shape: shape, presence: presence, alternative: alternative),
      access: FieldAccess(read: read, write: write, copy: copy))
  }

  /// A field that is stored in a property of the record.
  package init<Value>(
    _ member: Member<Owner, Value>, name: String, summary: String, shape: FieldShape, presence: FieldPresence,
    read: @escaping @Sendable (Node?, inout Owner, inout FieldReader) -> Void,
    write: @escaping @Sendable (Owner) -> Node
  ) {
    self.init(
      name: name, summary: summary, shape: shape, presence: presence,
      copy: { $1[keyPath: member] = $0[keyPath: member] }, read: read, write: write)
  }
}

extension Field {
  /// The same member, of which nothing is written while it is null: few records have it.
  package var leftOutWhenNull: Field {
    var field = self
    field.access.isLeftOutWhenNull = true
    return field
  }
}

extension Field where Owner: Sendable {
  /// This field, not written when false, so that digests of settings from before there was such a switch still hold.
  package var leftOutWhenFalse: Field {
    var field = leftOutWhenNull
    let write = access.write
    field.access.write = {
      let value = write($0)
      return value.boolean == false ? .null : value
    }
    return field
  }

  /// The same member seen from a record around this one, which may say all of it in the member `alternative` instead.
  package func lifted<Outer>(
    to record: Member<Outer, Owner>, unless alternative: String, isGiven: @escaping @Sendable (Outer) -> Bool
  ) -> Field<Outer> {
    let inner = access
    let lifted = FieldAccess<Outer> { node, outer, reading in
      guard isGiven(outer) else { return inner.read(node, &outer[keyPath: record], &reading) }
      if let node, !node.isNull {
        reading.reject(.surplus, at: node.mark, hint: "\(alternative) holds it already; leave one of them out")
      }
    } write: { outer in
      isGiven(outer) ? .null : inner.write(outer[keyPath: record])
    } copy: {
      inner.copy($0[keyPath: record], &$1[keyPath: record])
    }
    return Field<Outer>(description.with(alternative: alternative), access: lifted)
  }
}

/// A member of a record, as a field table names it.
package typealias Member<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable
