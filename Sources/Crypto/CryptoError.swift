/// libcrypto could not do what was asked of it.
package struct CryptoError: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}

extension CryptoError: CustomStringConvertible {
  package var description: String { message }
}
