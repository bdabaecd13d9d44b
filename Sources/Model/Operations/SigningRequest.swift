/// A text that needs the run's signing key. It is signed once everything else of the run is settled, together with all
/// others, so that every core can take its share.
package struct SigningRequest: Sendable {
  /// Stands in the answer until the text is signed, and in plans for good.
  package static let placeholder = "(signed)"

  /// A text that lacks nothing but its signature.
  package struct Draft {
    /// The octets to sign.
    package let input: [UInt8]
    /// The finished text.
    package let text: (_ signature: [UInt8]) -> String

    package init(input: [UInt8], text: @escaping (_ signature: [UInt8]) -> String) {
      self.input = input
      self.text = text
    }
  }

  /// The text for a key of this id (RFC 7638 thumbprint).
  package let draft: @Sendable (_ keyID: String) -> Draft

  package init(draft: @escaping @Sendable (_ keyID: String) -> Draft) {
    self.draft = draft
  }
}
