package import Source

/// One row of a field table: everything the program knows about one member of a record.
///
/// Reading, writing, field-wise differences, masking, unknown-key errors, the JSON Schema and the reference page are
/// all derived from it, so that a new member needs nothing but its row.
package struct Field<Owner>: Sendable {
  /// The field without the type of its record.
  package internal(set) var description: FieldDescription
  /// The name as the key under which the member is written; kept since making one for each record takes time.
  let key: ExactString
  /// How the member is read, written and copied.
  var access: FieldAccess<Owner>

  /// The key of the member in manifests and stored objects, such as `contactNumber`.
  package var name: String { description.name }

  /// Whether the member is left out of the written record when it is null.
  package var isLeftOutWhenNull: Bool { access.isLeftOutWhenNull }

  private init(_ description: FieldDescription, access: FieldAccess<Owner>) {
    self.description = description
    key = ExactString(description.name)
    self.access = access
  }

  /// Creates a field whose value need not be a single property of the record.
  ///
  /// - Parameters:
  ///   - alternative: the member that can be given in place of this one; if it is given, this one is neither required
  ///     nor allowed.
  ///   - copy: copies the member from one record to another.
  ///   - read: sets the member from a node, nil if the key is absent, and reports faults to the reader.
  ///   - write: returns the member as a node.
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

  /// Creates a field that is stored in one property of the record.
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
  /// The field, left out of the written record when it is null; few fields need that.
  package var leftOutWhenNull: Field {
    var field = self
    field.access.isLeftOutWhenNull = true
    return field
  }
}

extension Field where Owner: Sendable {
  /// The field as a member of an enclosing record, which may give all of the inner record in its member `alternative`
  /// instead.
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

/// A member of a record, as the rows of a field table name it.
package typealias Member<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable
