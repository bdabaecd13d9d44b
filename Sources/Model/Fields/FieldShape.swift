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
