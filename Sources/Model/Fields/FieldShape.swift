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
