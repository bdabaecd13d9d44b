import Source

/// A response signed with the registry's key: three parts joined by dots, header, payload and signature.
///
/// Made by `request`, which the run's key completes; read back by `init(reading:)`. Neither needs a key: what a key does
/// is done to octets, by the caller.
package struct SignedResponse: Sendable {
  /// How the parts are written. A text tells which it is by its form.
  package enum Layout: String, Word {
    /// The compact serialisation of RFC 7515, which any JOSE library verifies: base64url without padding, the signature
    /// over the first two parts with their dot.
    case rfc7515
    /// The layout of the documents' own example: standard base64 with padding, the signature over the second part
    /// alone and encoded twice.
    case mosip
  }

  /// The only algorithm: RSASSA-PKCS1-v1_5 over SHA-256. Which one a header names is never a choice.
  package static let algorithm = "RS256"

  /// What a key has to sign so that the payload becomes a signed response.
  ///
  /// - Parameter payload: JSON in UTF-8; it is signed byte for byte.
  package static func request(_ layout: Layout, payload: [UInt8]) -> SigningRequest {
    switch layout {
    case .rfc7515:
      @Sendable func content(_ keyID: String) -> String {
        let header: KeyValuePairs = ["alg": Node.text(algorithm), "type": .text("JWS"), "kid": .text(keyID)]
        return encoded(header, .url) + "." + Base64.encode(payload, .url, padded: false)
      }
      return SigningRequest(
        input: { Array(content($0).utf8) },
        text: { content($0) + "." + Base64.encode($1, .url, padded: false) })
    case .mosip:
      let body = Base64.encode(payload, .standard, padded: true)
      return SigningRequest(
        input: { _ in Array(body.utf8) },
        text: { _, signature in
          let text = Base64.encode(signature, .standard, padded: true)
          let header = encoded(["alg": .text(algorithm), "type": .text("JWS")], .standard)
          return header + "." + body + "." + Base64.encode(Array(text.utf8), .standard, padded: true)
        })
    }
  }

  /// A header as base64, padded where the alphabet is the standard one.
  private static func encoded(_ header: KeyValuePairs<String, Node>, _ alphabet: Base64.Alphabet) -> String {
    Base64.encode(JSONWriter.line(.object(header), secrets: .masked), alphabet, padded: alphabet == .standard)
  }
}
