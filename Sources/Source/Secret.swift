/// Text that must not be seen: a licence key, an API key.
///
/// Everything that prints, describes or mirrors a secret gets `(secret)`; the text leaves only through `reveal()`,
/// whose callers are the writer of stored files, those who look keys up, and the reads that are there to show one.
package struct Secret: Sendable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// The text itself. The caller must not let it reach a message, a log or a diff.
  package func reveal() -> String { text }

  /// What is shown in place of every secret.
  package static let mask = "(secret)"
}

extension Secret: Hashable {
  package static func == (left: Secret, right: Secret) -> Bool { ExactString.same(left.text, right.text) }
  package func hash(into hasher: inout Hasher) { hasher.combine(ExactString(text)) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { Secret.mask }
  package var debugDescription: String { Secret.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
