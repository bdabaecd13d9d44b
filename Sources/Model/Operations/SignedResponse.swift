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

  package let layout: Layout
  /// The id of the key that the header names; nil if it names none, so that every key may be meant.
  package let keyID: String?
  /// The octets that the signature is over.
  package let input: [UInt8]
  package let signature: [UInt8]
  /// Not to be looked into before the signature was verified.
  let content: [UInt8]

  /// What a key has to sign so that the payload becomes a signed response.
  ///
  /// - Parameter payload: JSON in UTF-8; it is signed byte for byte, and made when it is signed.
  package static func request(
    _ layout: Layout, payload: @escaping @Sendable () -> [UInt8]
  ) -> SigningRequest {
    SigningRequest { keyID in
      let header = header(layout, keyID: keyID)
      let body = layout.encode(payload())
      let content = header + "." + body
      switch layout {
      case .rfc7515: return SigningRequest.Draft(input: Array(content.utf8)) { content + "." + layout.encode($0) }
      case .mosip:
        return SigningRequest.Draft(input: Array(body.utf8)) { signature in
          content + "." + layout.encode(Array(layout.encode(signature).utf8))
        }
      }
    }
  }

  /// The first part; the layout mosip names no key in it.
  static func header(_ layout: Layout, keyID: String) -> String {
    var members = [("alg", Node.text(algorithm)), ("type", .text("JWS"))]
    if layout == .rfc7515 { members.append(("kid", .text(keyID))) }
    return layout.encode(JSONWriter.line(.object(members), secrets: .masked))
  }
}

extension SignedResponse.Layout {
  /// The layout's base64.
  func encode(_ bytes: [UInt8]) -> String {
    switch self {
    case .rfc7515: return Base64.encode(bytes, alphabet: .url, padded: false)
    case .mosip: return Base64.encode(bytes, alphabet: .standard, padded: true)
    }
  }

  /// Decodes exactly what `encode` makes, so that no two texts say the same; nil for anything else.
  func decode(_ text: String) -> [UInt8]? {
    guard let bytes = Base64.decode(text), ExactString.same(encode(bytes), text) else { return nil }
    return bytes
  }
}
