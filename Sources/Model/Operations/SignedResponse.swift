import Source

/// A response signed with the registry's key: header, payload and signature, joined by dots.
///
/// `request` makes one, which the run's key completes; `init(reading:)` reads one. Neither needs a key: signing and
/// verifying octets is left to the caller.
package struct SignedResponse: Sendable {
  /// The form of the parts; the form of a text tells its layout.
  package enum Layout: String, Word {
    /// The compact serialisation of RFC 7515, which any JOSE library verifies: base64url without padding, the
    /// signature over the first two parts with their dot.
    case rfc7515
    /// The layout of the documents' own example: standard base64 with padding, the signature over the second part
    /// alone and encoded twice.
    case mosip
  }

  /// The only algorithm, RSASSA-PKCS1-v1_5 over SHA-256; a header cannot choose another.
  package static let algorithm = "RS256"

  /// The layout that the text has.
  package let layout: Layout
  /// The id of the key that the header names; nil if it names none, so that any key may have signed.
  package let keyID: String?
  /// The octets that the signature covers.
  package let input: [UInt8]
  /// The signature's octets, decoded.
  package let signature: [UInt8]
  /// The payload's octets; not to be read before the signature was verified.
  let content: [UInt8]

  /// Makes the request for a key to turn a payload into a signed response.
  ///
  /// - Parameter payload: makes JSON in UTF-8, which is signed byte for byte; called when the text is signed.
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

  /// The header, encoded; in the layout `mosip` it names no key.
  static func header(_ layout: Layout, keyID: String) -> String {
    var members = [("alg", Node.text(algorithm)), ("type", .text("JWS"))]
    if layout == .rfc7515 { members.append(("kid", .text(keyID))) }
    return layout.encode(JSONWriter.line(.object(members), secrets: .masked))
  }
}

extension SignedResponse.Layout {
  /// Encodes bytes in the layout's base64.
  func encode(_ bytes: [UInt8]) -> String {
    switch self {
    case .rfc7515: return Base64.encode(bytes, alphabet: .url, padded: false)
    case .mosip: return Base64.encode(bytes, alphabet: .standard, padded: true)
    }
  }

  /// Decodes only what `encode` makes, so that no two texts decode to the same bytes; nil for anything else.
  func decode(_ text: String) -> [UInt8]? {
    guard let bytes = Base64.decode(text), ExactString.same(encode(bytes), text) else { return nil }
    return bytes
  }
}
