package import Source

/// A record whose members are described once, by a table of fields.
package protocol Fielded: Sendable {
  /// The record with every member absent or at its default.
  init()
  /// One row per member, in the order in which they are stored.
  static var fields: [Field<Self>] { get }
}

/// One row of a field table: everything the program knows about one member of a record.
///
/// Reading, writing, field-wise differences, masking, unknown-key errors, the JSON Schema and the reference page all
/// come from here, so a member that the table names is nowhere forgotten.
package struct Field<Owner>: Sendable {
  package let name: String
  let key: ExactString
  package let summary: String
  package let shape: FieldShape
  /// What an absent value means.
  package let presence: Presence
  /// The member that says the same in another form: where it is given, this one is neither needed nor allowed.
  package let alternative: String?
  let read: @Sendable (_ node: Node?, _ owner: inout Owner, _ reading: inout FieldReader) -> Void
  let write: @Sendable (_ owner: Owner) -> Node
  /// Copies the member from one record to another.
  let copy: @Sendable (_ from: Owner, _ to: inout Owner) -> Void
  /// Whether nothing is written for null, where other members write it.
  package private(set) var isLeftOutWhenNull = false

  package enum Presence: Sendable, Equatable {
    case required
    case optional
    /// The text shown as the default.
    case defaulted(String)
  }

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

  /// A field that is stored in a property of the record.
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
  /// The same member, of which nothing is written while it is null: few records have it.
  package var leftOutWhenNull: Field {
    var field = self
    field.isLeftOutWhenNull = true
    return field
  }
}

extension Field where Owner: Sendable {
  /// This field, not written when false, so that digests of settings from before there was such a switch still hold.
  package var leftOutWhenFalse: Field {
    let write = write
    return Field(
      name: name, summary: summary, shape: shape, presence: presence, alternative: alternative, copy: copy, read: read
    ) {
      let value = write($0)
      return value.boolean == false ? .null : value
    }.leftOutWhenNull
  }

  /// The same member seen from a record around this one, which may say all of it in the member `alternative` instead.
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

/// What a field holds, as the schema and the reference describe it.
package indirect enum FieldShape: Sendable {
  case text(TextLimits)
  /// The name of a file beside the manifest, whose text stands for another member.
  case file
  /// Text that the program wrote and whose content is nobody's fault; stored objects alone have it.
  case anyText
  case secret
  /// Words, and the aliases that are taken where any case is.
  case words([String], anyCase: Bool, aliases: [String])
  case boolean
  case integer(ClosedRange<Int>)
  case timestamp
  case percentage
  case group([FieldDescription])
  /// A mapping, or text that holds it in another encoding.
  case encodable([FieldDescription], TextLimits)
  case list(FieldShape)
  /// Free keys, values of one shape.
  case map(FieldShape)
  /// A tree that is kept as it is.
  case tree
  /// A JSON object in one of several forms; which of them it must have is for the rules of the kind. The length counts
  /// the UTF-16 units of its JSON text without white space between the values.
  case document(maximalLength: Int, forms: [DocumentForm])
}

/// One of the forms that a document may have.
package struct DocumentForm: Sendable {
  /// When it has this form, in words.
  package let title: String
  package let schema: JSONSchema

  package init(_ title: String, schema: JSONSchema) {
    self.title = title
    self.schema = schema
  }
}

/// A field without its record's type.
package struct FieldDescription: Sendable {
  package let name: String
  package let summary: String
  package let shape: FieldShape
  package let isRequired: Bool
  package let defaultText: String?
  /// The member that makes this one superfluous.
  package let alternative: String?

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
  package var description: FieldDescription {
    var defaultText: String?
    if case .defaulted(let text) = presence { defaultText = text }
    return FieldDescription(
      name: name, summary: summary, shape: shape, isRequired: presence == .required, defaultText: defaultText,
      alternative: alternative)
  }
}

/// Limits of a text: lengths in UTF-16 units, as upstream's Java counts them.
package struct TextLimits: Sendable {
  package let length: ClosedRange<Int>
  /// Line feeds and tabs are allowed.
  package let isMultiline: Bool
  package let format: TextFormat?

  /// Blank text counts as none.
  package var allowsBlank: Bool { length.lowerBound == 0 }

  package init(_ length: ClosedRange<Int>, isMultiline: Bool = false, format: TextFormat? = nil) {
    self.length = length
    self.isMultiline = isMultiline
    self.format = format
  }
}

/// A format beyond length: the check, and the equivalent pattern for JSON Schema.
package struct TextFormat: Sendable {
  package let name: String
  /// An ECMA 262 regular expression that accepts the same texts.
  package let pattern: String
  /// What the text must look like, for a hint.
  package let explanation: String
  package let accepts: @Sendable (String) -> Bool

  package init(name: String, pattern: String, explanation: String, accepts: @escaping @Sendable (String) -> Bool) {
    self.name = name
    self.pattern = pattern
    self.explanation = explanation
    self.accepts = accepts
  }
}

/// A closed list of documented words.
package protocol Word: RawRepresentable<String>, CaseIterable, Sendable {
  /// What manifests may write in place of the words, because the documents do in places; stored objects never have it.
  static var aliases: KeyValuePairs<String, Self> { get }
}

extension Word {
  package static var aliases: KeyValuePairs<String, Self> { [:] }
}

// MARK: Reading and writing whole records

extension Fielded {
  /// Reads the members of a mapping; faults are added to `reading`, and what is faulty keeps its default.
  package static func read(_ node: Node?, reading: inout FieldReader) -> Self {
    var record = Self()
    let entries = node.flatMap { $0.isNull ? [] : $0.entries } ?? []
    if let node, !node.isNull, node.entries == nil {
      reading.reject(.type, at: node.mark, hint: "a mapping is expected here, not \(node.kindOfValue)")
      return record
    }
    let fields = Self.fields
    // Members mostly stand in the table's order, so each is looked for where the one before it ended.
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
    // A mapping has each key once: where all were met, none is unknown.
    if known < entries.count { rejectUnknown(entries, reading: &reading) }
    return record
  }

  private static func rejectUnknown(_ entries: [Entry], reading: inout FieldReader) {
    let names = fields.map { $0.name }
    for entry in entries where !names.contains(where: { ExactString.same($0, entry.key.text) }) {
      reading.rejectUnknownKey(entry, among: names)
    }
  }

  /// Writes every member in the table's order, absent ones as null, but for those that are then left out.
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

  package static var descriptions: [FieldDescription] { fields.map(\.description) }
}

/// A member of a record, as a field table names it.
package typealias Member<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable
