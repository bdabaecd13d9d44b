import Clibcrypto

/// A private RSA key that signs by RS256: RSASSA-PKCS1-v1_5 over SHA-256.
package final class SigningKey: Sendable {
  /// The least number of bits of a signing key.
  package static let leastBits = 2048

  private let key: LibcryptoKey
  /// The public part of the key.
  package let publicKey: RSAPublicKey

  private init(taking key: OpaquePointer) throws(CryptoError) {
    let owned = LibcryptoKey(taking: key)
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA else { throw CryptoError("the key is not an RSA key") }
    let bits = Int(EVP_PKEY_get_bits(key))
    guard bits >= SigningKey.leastBits else {
      throw CryptoError("the key has \(bits) bits, fewer than \(SigningKey.leastBits)")
    }
    guard let modulus = number("n", of: key), let exponent = number("e", of: key) else {
      throw CryptoError("the key's public part cannot be read")
    }
    self.key = owned
    publicKey = RSAPublicKey(modulus: modulus, exponent: exponent)
  }

  /// Generates a new key; takes a fraction of a second.
  package static func generate(bits: Int = 2048) throws(CryptoError) -> SigningKey {
    guard let key = partnerctl_rsa_generate(UInt32(bits)) else { throw CryptoError("no key could be generated") }
    return try SigningKey(taking: key)
  }

  /// Reads a private key in PEM, PKCS#8 or PKCS#1, not encrypted, and checks that it signs.
  ///
  /// No error contains any of the key's content.
  package convenience init(pem: [UInt8]) throws(CryptoError) {
    let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let buffer = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
      defer { BIO_free(buffer) }
      // The callback has no pass phrase, so that an encrypted key is an error and nobody is asked for one.
      return PEM_read_bio_PrivateKey(buffer, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key else { throw CryptoError(SigningKey.fault(of: pem)) }
    try self.init(taking: key)
    // A private part that does not belong to the public one would make signatures that nobody can verify.
    guard publicKey.verifies(try sign([]), of: []) else {
      throw CryptoError("the private and the public part of the key do not match")
    }
  }

  /// The reason why a text has no readable private key, from what it has instead.
  private static func fault(of pem: [UInt8]) -> String {
    let text = String(decoding: pem, as: UTF8.self)
    if text.contains("ENCRYPTED") { return "the key is encrypted with a pass phrase" }
    if text.contains("PRIVATE KEY-----") { return "the private key in PEM is damaged" }
    for other in ["PUBLIC KEY", "CERTIFICATE"] where text.contains("-----BEGIN \(other)-----") {
      return "it holds a \(other.lowercased()), not a private key"
    }
    return "it holds no private key in PEM"
  }

  /// Writes the private key in PEM (PKCS#8), for a file that only its owner may read.
  package func pem() throws(CryptoError) -> [UInt8] {
    guard let buffer = BIO_new(BIO_s_mem()) else { throw CryptoError("no memory") }
    defer { BIO_free(buffer) }
    guard PEM_write_bio_PKCS8PrivateKey(buffer, key.pointer, nil, nil, 0, nil, nil) == 1 else {
      throw CryptoError("the key cannot be written")
    }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = BIO_read(buffer, &bytes, Int32(bytes.count))
    guard count > 0 else { throw CryptoError("the key cannot be written") }
    return Array(bytes.prefix(Int(count)))
  }

  /// Signs a message; the signature has as many bytes as the modulus.
  package func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw CryptoError("no memory") }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key.pointer)))
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key.pointer) == 1,
      EVP_DigestSign(context, &signature, &count, message, message.count) == 1
    else { throw CryptoError("the message cannot be signed") }
    return Array(signature.prefix(count))
  }
}

/// A public RSA key as its two numbers.
package struct RSAPublicKey: Hashable, Sendable {
  /// The modulus, big-endian, without leading zeros.
  package let modulus: [UInt8]
  /// The public exponent, big-endian, without leading zeros.
  package let exponent: [UInt8]

  /// Creates a key from its numbers, which are checked only when the key is used.
  package init(modulus: [UInt8], exponent: [UInt8]) {
    self.modulus = modulus
    self.exponent = exponent
  }

  /// Tells whether a signature is this key's RS256 signature of the message; false for a key below 2048 bits.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard !modulus.isEmpty, !exponent.isEmpty, modulus.count <= 2048, exponent.count <= 8,
      let key = partnerctl_rsa_public(modulus, modulus.count, exponent, exponent.count)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard Int(EVP_PKEY_get_bits(key)) >= SigningKey.leastBits, let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}

/// One number of a key, big-endian; nil if it cannot be read.
private func number(_ name: String, of key: OpaquePointer) -> [UInt8]? {
  var value: OpaquePointer?
  guard EVP_PKEY_get_bn_param(key, name, &value) == 1, let value else { return nil }
  defer { BN_free(value) }
  var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(value)) + 7) / 8)
  return BN_bn2bin(value, &bytes) == Int32(bytes.count) ? bytes : nil
}
