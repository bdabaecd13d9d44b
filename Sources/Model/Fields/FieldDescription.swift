/// Whether a value may be absent, and what an absent value means.
package enum FieldPresence: Sendable, Equatable {
  /// An absent value is a fault.
  case required
  /// An absent value means that there is none.
  case optional
  /// An absent value means the default, whose text this is.
  case defaulted(String)
}

/// A field without the type of its record, for the schema and the reference.
///
/// It gives the name, the purpose and the possible values, so that the fields of all records can be listed alike.
package struct FieldDescription: Sendable {
  /// The key of the member.
  package let name: String
  /// What the member means, as the reference and the schema show it: a sentence with its full stop.
  package let summary: String
  /// The type and limits of the value.
  package let shape: FieldShape
  /// Whether a record without the member breaks a rule.
  package let isRequired: Bool
  /// The default as text; nil if an absent member has no value.
  package let defaultText: String?
  /// The member that can be given in place of this one.
  package let alternative: String?
  /// Which of two values lets less pass; nil for a member that is no guard.
  package internal(set) var strictness: Strictness?

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

extension FieldDescription {
  /// Describes a field whose absence means `presence`.
  init(name: String, summary: String, shape: FieldShape, presence: FieldPresence, alternative: String?) {
    let defaultText: String? = if case .defaulted(let text) = presence { text } else { nil }
    self.init(
      name: name, summary: summary, shape: shape, isRequired: presence == .required, defaultText: defaultText,
      alternative: alternative)
  }

  /// The same description, of a field that may be left out where the member `alternative` is given.
  func with(alternative: String) -> FieldDescription {
    var description = FieldDescription(
      name: name, summary: summary, shape: shape, isRequired: isRequired, defaultText: defaultText,
      alternative: alternative)
    description.strictness = strictness
    return description
  }
}
