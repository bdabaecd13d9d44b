/// An error of libcrypto, or an input that it does not accept.
package struct CryptoError: Error, Hashable, Sendable {
  /// The reason, mostly with "it" or "its" for the certificate or key; without a full stop and never with key
  /// material.
  package let message: String

  /// Creates an error from its reason.
  package init(_ message: String) {
    self.message = message
  }
}

extension CryptoError: CustomStringConvertible {
  /// The reason, as messages quote it.
  package var description: String { message }
}
