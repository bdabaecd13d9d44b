package import Source

/// A record whose members are described in one place, a table of fields.
package protocol Fielded: Sendable {
  /// Creates the record with every member absent or at its default.
  init()
  /// One field for each member, in the order in which they are stored.
  static var fields: [Field<Self>] { get }
}

/// One row of a field table: everything the program knows about one member of a record.
///
/// Reading, writing, field-wise differences, masking, unknown-key errors, the JSON Schema and the reference page are
/// all derived from it, so that a new member needs nothing but its row.
package struct Field<Owner>: Sendable {
  /// The key of the member in manifests and stored objects, such as `contactNumber`.
  package let name: String
  let key: ExactString
  /// What the member means, as the reference and the schema show it: a sentence with its full stop.
  package let summary: String
  /// The type and limits of the value.
  package let shape: FieldShape
  /// Whether a value may be absent, and what an absent value means.
  package let presence: Presence
  /// The member that can be given in place of this one; if it is given, this one is neither required nor allowed.
  package let alternative: String?
  let read: @Sendable (_ node: Node?, _ owner: inout Owner, _ reading: inout FieldReader) -> Void
  let write: @Sendable (_ owner: Owner) -> Node
  /// Copies the member from one record to another.
  let copy: @Sendable (_ from: Owner, _ to: inout Owner) -> Void
  /// Whether the member is left out when it is null; other members are written as null.
  package private(set) var isLeftOutWhenNull = false

  /// Whether a value may be absent, and what an absent value means.
  package enum Presence: Sendable, Equatable {
    case required
    case optional
    /// The text shown as the default.
    case defaulted(String)
  }

  /// Creates a field whose value need not be a single property of the record.
  ///
  /// - Parameters:
  ///   - alternative: the member that can be given in place of this one.
  ///   - copy: copies the member from one record to another.
  ///   - read: sets the member from a node, nil if the key is absent, and reports faults to the reader.
  ///   - write: returns the member as a node.
  package init(
    name: String, summary: String, shape: FieldShape, presence: Presence, alternative: String? = nil,
    copy: @escaping @Sendable (_ from: Owner, _ to: inout Owner) -> Void,
    read: @escaping @Sendable (Node?, inout Owner, inout FieldReader) -> Void,
    write: @escaping @Sendable (Owner) -> Node
  ) {
    self.name = name
    key = ExactString(name)
    self.summary = summary
    self.shape = shape
    self.presence = presence
    self.alternative = alternative
    self.copy = copy
    self.read = read
    self.write = write
  }

  /// Creates a field that is stored in one property of the record.
  package init<Value>(
    _ member: Member<Owner, Value>, name: String, summary: String, shape: FieldShape, presence: Presence,
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
    field.isLeftOutWhenNull = true
    return field
  }
}

extension Field where Owner: Sendable {
  /// The field, left out when it is false: digests of settings from before the field existed stay valid.
  package var leftOutWhenFalse: Field {
    let write = write
    return Field(
      name: name, summary: summary, shape: shape, presence: presence, alternative: alternative, copy: copy, read: read
    ) {
      let value = write($0)
      return value.boolean == false ? .null : value
    }.leftOutWhenNull
  }

  /// The field as a member of an enclosing record, which may give all of the inner record in its member `alternative`
  /// instead.
  package func lifted<Outer>(
    to record: Member<Outer, Owner>, unless alternative: String, isGiven: @escaping @Sendable (Outer) -> Bool
  ) -> Field<Outer> {
    let presence: Field<Outer>.Presence
    switch self.presence {
    case .required: presence = .required
    case .optional: presence = .optional
    case .defaulted(let text): presence = .defaulted(text)
    }
    let copyMember: @Sendable (Outer, inout Outer) -> Void = { copy($0[keyPath: record], &$1[keyPath: record]) }
    return Field<Outer>(
      name: name, summary: summary, shape: shape, presence: presence, alternative: alternative,
      copy: copyMember
    ) { node, outer, reading in
      guard isGiven(outer) else { return read(node, &outer[keyPath: record], &reading) }
      if let node, !node.isNull {
        reading.reject(.surplus, at: node.mark, hint: "\(alternative) holds it already; leave one of them out")
      }
    } write: { outer in
      isGiven(outer) ? .null : write(outer[keyPath: record])
    }
  }
}

/// The type and limits of a field's value, as the schema and the reference describe them.
package indirect enum FieldShape: Sendable {
  case text(TextLimits)
  /// The name of a file beside the manifest, whose content takes the place of another member.
  case file
  /// Text that was not written in a manifest, so that any content is valid; only stored objects have it.
  case anyText
  case secret
  /// One of a list of words; the aliases are accepted where any case is.
  case words([String], anyCase: Bool, aliases: [String])
  case boolean
  case integer(ClosedRange<Int>)
  case timestamp
  case percentage
  case group([FieldDescription])
  /// A mapping, or text that holds one in another encoding.
  case encodable([FieldDescription], TextLimits)
  case list(FieldShape)
  /// A mapping from free keys to values of one shape.
  case map(FieldShape)
  /// A tree that is kept as it was read.
  case tree
  /// A JSON object in one of several forms; the rules of the kind tell which. The length counts the UTF-16 units of
  /// its JSON text without white space between the values.
  case document(maximalLength: Int, forms: [DocumentForm])
}

/// One of the forms that a document may have.
package struct DocumentForm: Sendable {
  /// The condition under which a document has this form, such as `policyType Auth`.
  package let title: String
  /// The schema of a document of this form.
  package let schema: JSONSchema

  /// Creates a form; `title` says when a document has it.
  package init(_ title: String, schema: JSONSchema) {
    self.title = title
    self.schema = schema
  }
}

/// A field without the type of its record, for the schema and the reference.
package struct FieldDescription: Sendable {
  /// The key of the member.
  package let name: String
  /// What the member means, a sentence with its full stop.
  package let summary: String
  /// The type and limits of the value.
  package let shape: FieldShape
  /// Whether a record without the member breaks a rule.
  package let isRequired: Bool
  /// The default as text; nil if an absent member has no value.
  package let defaultText: String?
  /// The member that can be given in place of this one.
  package let alternative: String?

  /// Creates a description; `Field.description` makes those of field tables.
  package init(
    name: String, summary: String, shape: FieldShape, isRequired: Bool, defaultText: String?,
    alternative: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.shape = shape
    self.isRequired = isRequired
    self.defaultText = defaultText
    self.alternative = alternative
  }
}

extension Field {
  /// The field without the type of its record.
  package var description: FieldDescription {
    var defaultText: String?
    if case .defaulted(let text) = presence { defaultText = text }
    return FieldDescription(
      name: name, summary: summary, shape: shape, isRequired: presence == .required, defaultText: defaultText,
      alternative: alternative)
  }
}

/// The limits of a text; lengths count UTF-16 units, as upstream's Java does.
package struct TextLimits: Sendable {
  /// The least and greatest number of UTF-16 units; if the least is 0, blank text counts as absent.
  package let length: ClosedRange<Int>
  /// Whether line feeds and tabs are allowed.
  package let isMultiline: Bool
  /// The format that the text must have; nil for any text.
  package let format: TextFormat?

  /// Whether blank text is allowed; it counts as absent.
  package var allowsBlank: Bool { length.lowerBound == 0 }

  /// Creates limits for one line of text unless `isMultiline` is true.
  package init(_ length: ClosedRange<Int>, isMultiline: Bool = false, format: TextFormat? = nil) {
    self.length = length
    self.isMultiline = isMultiline
    self.format = format
  }
}

/// A format of texts: the check, and an equivalent pattern for JSON Schema.
package struct TextFormat: Sendable {
  /// The name that tells the format from others, such as `id`.
  package let name: String
  /// An ECMA 262 regular expression that accepts the same texts.
  package let pattern: String
  /// What a valid text looks like, as a hint.
  package let explanation: String
  /// Tells whether a text has the format.
  package let accepts: @Sendable (String) -> Bool

  /// Creates a format; `pattern` and `accepts` must accept the same texts.
  package init(name: String, pattern: String, explanation: String, accepts: @escaping @Sendable (String) -> Bool) {
    self.name = name
    self.pattern = pattern
    self.explanation = explanation
    self.accepts = accepts
  }
}

/// A closed list of documented words, as an enumeration.
package protocol Word: RawRepresentable<String>, CaseIterable, Sendable {
  /// Words that manifests may write in place of the documented ones, because some documents do; never stored.
  static var aliases: KeyValuePairs<String, Self> { get }
}

extension Word {
  /// No aliases: the default for words that all documents spell alike.
  package static var aliases: KeyValuePairs<String, Self> { [:] }
}

// MARK: Reading and writing whole records

extension Fielded {
  /// Reads the members of a mapping; faults are added to `reading`, and a faulty member keeps its default.
  package static func read(_ node: Node?, reading: inout FieldReader) -> Self {
    var record = Self()
    let entries = node.flatMap { $0.isNull ? [] : $0.entries } ?? []
    if let node, !node.isNull, node.entries == nil {
      reading.reject(.type, at: node.mark, hint: "a mapping is expected here, not \(node.kindOfValue)")
      return record
    }
    let fields = Self.fields
    // Members are mostly in the table's order, so each is looked for after the one before it.
    var next = 0
    var known = 0
    for index in fields.indices {
      let name = fields[index].name
      if next >= entries.count || !ExactString.same(entries[next].key.text, name) {
        next = entries.firstIndex { ExactString.same($0.key.text, name) } ?? entries.count
      }
      let value = next < entries.count ? entries[next].value : nil
      if value != nil { known += 1 }
      next = value == nil ? 0 : next + 1
      reading.enter(name)
      fields[index].read(value, &record, &reading)
      reading.leave()
    }
    // A mapping has each key once: if every entry was matched, none is unknown.
    if known < entries.count { rejectUnknown(entries, reading: &reading) }
    return record
  }

  private static func rejectUnknown(_ entries: [Entry], reading: inout FieldReader) {
    let names = fields.map { $0.name }
    for entry in entries where !names.contains(where: { ExactString.same($0, entry.key.text) }) {
      reading.rejectUnknownKey(entry, among: names)
    }
  }

  /// The record as a mapping in the table's order; absent members are null, unless they are left out then.
  package var node: Node {
    let fields = Self.fields
    var entries: [Entry] = []
    entries.reserveCapacity(fields.count)
    for index in fields.indices {
      let value = fields[index].write(self)
      if fields[index].isLeftOutWhenNull, value.isNull { continue }
      entries.append(Entry(key: fields[index].key, value: value))
    }
    return Node(.mapping(entries))
  }

  /// The fields of the record without its type, in the table's order.
  package static var descriptions: [FieldDescription] { fields.map(\.description) }
}

/// A member of a record, as the rows of a field table name it.
package typealias Member<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable
