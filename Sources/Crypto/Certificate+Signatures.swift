import Clibcrypto

/// The algorithms of RFC 7518 with which texts signed elsewhere are verified.
package enum SignatureAlgorithm: String, CaseIterable, Sendable {
  /// RSASSA-PKCS1-v1_5 over SHA-256, with keys of at least 2048 bits.
  case rs256 = "RS256"
  /// ECDSA over SHA-256 on the curve P-256; the signature is r and s, 32 bytes each.
  case es256 = "ES256"
}

extension Certificate {
  /// Tells whether a signature of a message was made with the certificate's key.
  ///
  /// It does not tell whether the certificate is trusted; see `leads(through:to:at:)`.
  package func verifies(_ signature: [UInt8], of message: [UInt8], by algorithm: SignatureAlgorithm) -> Bool {
    guard let publicKey, let context = EVP_MD_CTX_new() else { return false }
    defer {
      EVP_MD_CTX_free(context)
      ERR_clear_error()
    }
    let encoded: [UInt8]
    switch algorithm {
    case .rs256:
      guard EVP_PKEY_get_base_id(publicKey) == EVP_PKEY_RSA,
        Int(EVP_PKEY_get_bits(publicKey)) >= SigningKey.leastBits
      else { return false }
      encoded = signature
    case .es256:
      guard EVP_PKEY_get_base_id(publicKey) == EVP_PKEY_EC, curve(of: publicKey) == "prime256v1",
        let sequence = derSequence(ofRaw: signature)
      else { return false }
      encoded = sequence
    }
    return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, publicKey) == 1
      && EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
  }
}

/// The two numbers of an ES256 signature in DER, as libcrypto needs them; nil if the signature does not have 64
/// bytes.
private func derSequence(ofRaw signature: [UInt8]) -> [UInt8]? {
  guard signature.count == 64, let pair = ECDSA_SIG_new() else { return nil }
  defer { ECDSA_SIG_free(pair) }
  let (r, s) = (BN_bin2bn(signature, 32, nil), BN_bin2bn(Array(signature.suffix(32)), 32, nil))
  // The pair owns both numbers after the call succeeded.
  guard ECDSA_SIG_set0(pair, r, s) == 1 else {
    BN_free(r)
    BN_free(s)
    return nil
  }
  var bytes: UnsafeMutablePointer<UInt8>?
  let count = i2d_ECDSA_SIG(pair, &bytes)
  defer { CRYPTO_free(bytes, nil, 0) }
  guard count > 0, let bytes else { return nil }
  return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
}
