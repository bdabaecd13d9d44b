import Clibcrypto

/// A private key for tests. Each sort of key is made once, since large ones take their time.
package struct TestKey: Hashable, Sendable {
  /// PKCS#8 in PEM.
  package let pem: [UInt8]

  /// RSA keys of 2048 bits, each another.
  package static let rsa = TestKey(rsa: 2048)
  package static let rsa2 = TestKey(rsa: 2048)
  package static let p256 = TestKey(curve: "P-256")
  package static let p256b = TestKey(curve: "P-256")
  package static let p384 = TestKey(curve: "P-384")
  package static let ed25519 = TestKey("ED25519") { _ in true }
  package static let x25519 = TestKey("X25519") { _ in true }

  package init(rsa bits: Int32) {
    self.init("RSA") { EVP_PKEY_CTX_set_rsa_keygen_bits($0, bits) == 1 }
  }

  package init(curve: String) {
    self.init("EC") { EVP_PKEY_CTX_set_group_name($0, curve) == 1 }
  }

  private init(_ algorithm: String, _ configure: (OpaquePointer) -> Bool) {
    var key: OpaquePointer?
    guard let context = EVP_PKEY_CTX_new_from_name(nil, algorithm, nil), EVP_PKEY_keygen_init(context) == 1,
      configure(context), EVP_PKEY_generate(context, &key) == 1, let key
    else { preconditionFailure("a key of \(algorithm) must be made") }
    defer {
      EVP_PKEY_CTX_free(context)
      EVP_PKEY_free(key)
    }
    pem = text { PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }
  }

  func with<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
      let buffer = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
      defer { BIO_free(buffer) }
      return PEM_read_bio_PrivateKey(buffer, nil, nil, nil)
    }
    guard let key else { preconditionFailure("a key that was written must be read") }
    defer { EVP_PKEY_free(key) }
    return body(key)
  }

  /// The signature of a message over SHA-256, as libcrypto makes it: for elliptic curves a sequence in DER.
  package func sign(_ message: [UInt8]) -> [UInt8] {
    with { key in
      let context = EVP_MD_CTX_new()
      defer { EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key)))
      var count = signature.count
      guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
        EVP_DigestSign(context, &signature, &count, message, message.count) == 1
      else { preconditionFailure("a message must be signed") }
      return Array(signature.prefix(count))
    }
  }

  /// The same for P-256 as RFC 7518 has it: both numbers with 32 bytes each.
  package func signRaw(_ message: [UInt8]) -> [UInt8] {
    let sequence = sign(message)
    var next: UnsafePointer<UInt8>?
    return sequence.withUnsafeBufferPointer { bytes in
      next = bytes.baseAddress
      let pair = d2i_ECDSA_SIG(nil, &next, bytes.count)
      defer { ECDSA_SIG_free(pair) }
      var raw = [UInt8](repeating: 0, count: 32)
      var rest = raw
      BN_bn2binpad(ECDSA_SIG_get0_r(pair), &raw, 32)
      BN_bn2binpad(ECDSA_SIG_get0_s(pair), &rest, 32)
      return raw + rest
    }
  }
}

/// What is written into a buffer in memory.
func text(_ write: (OpaquePointer) -> Int32) -> [UInt8] {
  guard let buffer = BIO_new(BIO_s_mem()), write(buffer) == 1 else { preconditionFailure("PEM must be written") }
  defer { BIO_free(buffer) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = BIO_read(buffer, &bytes, Int32(bytes.count))
  return Array(bytes.prefix(Int(max(0, count))))
}
