/// What an absent value of a field means.
package enum FieldPresence: Sendable, Equatable {
  /// It is a fault.
  case required
  /// It stands for nothing.
  case optional
  /// It stands for a default, of which this is the text.
  case defaulted(String)
}

/// What a field means to people: its name, its purpose and the values that it may have.
///
/// Without its record's type, so that the schema and the reference can list the fields of all records alike.
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
    FieldDescription(
      name: name, summary: summary, shape: shape, isRequired: isRequired, defaultText: defaultText,
      alternative: alternative)
  }
}
