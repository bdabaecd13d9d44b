/// Text that must not be shown: a licence key or an API key.
///
/// Printing, describing or mirroring a secret gives `(secret)`. The text leaves only through `reveal()`, which is
/// called by the writer of stored files, by the indexes of keys, and by the queries whose purpose is to show a key.
package struct Secret: Sendable {
  private let text: String

  /// Wraps a text, which should be kept nowhere else.
  package init(_ text: String) {
    self.text = text
  }

  /// The text itself. The caller must not let it reach a message, a log or a diff.
  package func reveal() -> String { text }

  /// The text that is shown in place of every secret.
  package static let mask = "(secret)"
}

extension Secret: Hashable {
  package static func == (left: Secret, right: Secret) -> Bool { ExactString.same(left.text, right.text) }
  /// Hashes the bytes of the text, by which secrets are compared.
  package func hash(into hasher: inout Hasher) { hasher.combine(ExactString(text)) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The mask, so that a secret in an interpolated text is not shown.
  package var description: String { Secret.mask }
  package var debugDescription: String { Secret.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
