/// A text that needs a signature by the run's signing key.
///
/// All texts of a run are signed together, once everything else is known, so that the work is divided among the
/// cores.
package struct SigningRequest: Sendable {
  /// The placeholder in the answer until the text is signed; plans always show it.
  package static let placeholder = "(signed)"

  /// A text that is complete except for its signature.
  package struct Draft {
    /// The octets to sign.
    package let input: [UInt8]
    /// Makes the finished text from the signature.
    package let text: (_ signature: [UInt8]) -> String

    package init(input: [UInt8], text: @escaping (_ signature: [UInt8]) -> String) {
      self.input = input
      self.text = text
    }
  }

  /// Makes the draft for a key with this id, an RFC 7638 thumbprint.
  package let draft: @Sendable (_ keyID: String) -> Draft

  package init(draft: @escaping @Sendable (_ keyID: String) -> Draft) {
    self.draft = draft
  }
}
