/// A text that needs the run's signing key. It is signed once everything else of the run is settled, together with all
/// others, so that every core can take its share.
package struct SigningRequest: Sendable {
  /// Stands in the answer until the text is signed, and in plans for good.
  package static let placeholder = "(signed)"

  /// The octets to sign by a key of this id (RFC 7638 thumbprint).
  package let input: @Sendable (_ keyID: String) -> [UInt8]
  /// The finished text.
  package let text: @Sendable (_ keyID: String, _ signature: [UInt8]) -> String

  package init(
    input: @escaping @Sendable (_ keyID: String) -> [UInt8],
    text: @escaping @Sendable (_ keyID: String, _ signature: [UInt8]) -> String
  ) {
    self.input = input
    self.text = text
  }
}
