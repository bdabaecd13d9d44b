import Clibcrypto

/// A private Ed25519 key of RFC 8032.
package final class Ed25519PrivateKey: Sendable {
  /// The number of bytes of the secret from which the key is computed.
  package static let seedByteCount = 32

  private let key: LibcryptoKey
  /// The public part of the key.
  package let publicKey: Ed25519PublicKey

  private init(taking key: OpaquePointer) throws(CryptoError) {
    let owned = LibcryptoKey(taking: key)
    var bytes = [UInt8](repeating: 0, count: Ed25519PublicKey.byteCount)
    var count = bytes.count
    guard EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519, EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1,
      let publicKey = Ed25519PublicKey(bytes: bytes)
    else { throw CryptoError("the key is not an Ed25519 key") }
    self.key = owned
    self.publicKey = publicKey
  }

  /// Generates a new key.
  package static func generate() throws(CryptoError) -> Ed25519PrivateKey {
    var seed = try SecureRandom.bytes(seedByteCount)
    defer { OPENSSL_cleanse(&seed, seed.count) }
    return try Ed25519PrivateKey(seed: seed)
  }

  /// Computes the key of a secret of 32 bytes.
  package convenience init(seed: [UInt8]) throws(CryptoError) {
    guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
      throw CryptoError("the key is not an Ed25519 key")
    }
    try self.init(taking: key)
  }

  /// Reads a private key in PEM (PKCS#8), not encrypted.
  package convenience init(pem: [UInt8]) throws(CryptoError) {
    let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
      guard let buffer = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
      defer { BIO_free(buffer) }
      return PEM_read_bio_PrivateKey(buffer, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key else { throw CryptoError("the text is not a private key without a pass phrase") }
    try self.init(taking: key)
  }

  /// The secret from which the key is computed.
  func seed() throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Ed25519PrivateKey.seedByteCount)
    var count = bytes.count
    guard EVP_PKEY_get_raw_private_key(key.pointer, &bytes, &count) == 1 else {
      throw CryptoError("the key cannot be written")
    }
    return bytes
  }

  /// Signs a message; the same message always has the same signature, of 64 bytes.
  package func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { throw CryptoError("the message cannot be signed") }
    defer { EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Ed25519PublicKey.signatureByteCount)
    var count = signature.count
    guard EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1,
      EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == signature.count
    else { throw CryptoError("the message cannot be signed") }
    return signature
  }
}

/// A public Ed25519 key.
package struct Ed25519PublicKey: Hashable, Sendable {
  /// The number of bytes of a key.
  package static let byteCount = 32
  /// The number of bytes of a signature.
  package static let signatureByteCount = 64

  /// The key as RFC 8032 encodes it.
  package let bytes: [UInt8]

  /// Creates a key; nil if these are not 32 bytes. Whether they are a point of the curve is found when it is used.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Ed25519PublicKey.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Tells whether a signature is this key's of a message.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == Ed25519PublicKey.signatureByteCount,
      let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
