import Source

/// The file form of a private key that `ssh-keygen` writes. Source: OpenSSH, PROTOCOL.key.
package enum SSHPrivateKey {
  private static let magic = Array("openssh-key-v1\0".utf8)
  private static let label = "OPENSSH PRIVATE KEY"
  private static let blockSize = 8

  /// Writes a key without a pass phrase.
  package static func text(_ key: Ed25519PrivateKey, comment: String) throws(CryptoError) -> String {
    var check: UInt32 = 0
    for byte in try SecureRandom.bytes(4) { check = check << 8 | UInt32(byte) }
    let publicKey = SSHPublicKey(key.publicKey)
    var inner = SSHWriter()
    inner.append(check)
    inner.append(check)
    inner.append(SSHPublicKey.type)
    inner.append(key.publicKey.bytes)
    inner.append(try key.seed() + key.publicKey.bytes)
    inner.append(comment)
    var padding: UInt8 = 1
    while inner.bytes.count % blockSize != 0 {
      inner.appendRaw([padding])
      padding += 1
    }
    var writer = SSHWriter()
    writer.appendRaw(magic)
    writer.append("none")
    writer.append("none")
    writer.append([UInt8]())
    writer.append(UInt32(1))
    writer.append(publicKey.blob)
    writer.append(inner.bytes)
    return SSHArmor.text(writer.bytes, label: label)
  }

  /// Reads a key in OpenSSH's form or in PKCS#8.
  ///
  /// - Throws: an error that says what the text is instead; it never contains any of it.
  package static func read(_ bytes: [UInt8]) throws(CryptoError) -> Ed25519PrivateKey {
    // A pasted key may end without a line feed, or with carriage returns.
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard lines.first == "-----BEGIN \(label)-----" else { return try Ed25519PrivateKey(pem: bytes) }
    guard let blob = Base64.decode(lines.dropFirst().dropLast().joined()) else {
      throw CryptoError("the private key is damaged")
    }
    return try read(blob: blob)
  }

  private static func read(blob: [UInt8]) throws(CryptoError) -> Ed25519PrivateKey {
    var reader = SSHReader(blob)
    guard reader.skip(magic), let cipher = reader.text(), reader.string() != nil, reader.string() != nil,
      reader.number() == 1, let publicBlob = reader.string(), let inner = reader.string()
    else { throw CryptoError("the private key is damaged") }
    guard cipher == "none" else { throw CryptoError("the private key has a pass phrase") }
    guard let publicKey = SSHPublicKey(blob: publicBlob) else { throw CryptoError("the key is not an Ed25519 key") }
    reader = SSHReader(inner)
    guard let check = reader.number(), reader.number() == check, reader.text() == SSHPublicKey.type,
      reader.string() == publicKey.key.bytes, let secret = reader.string(),
      secret.count == Ed25519PrivateKey.seedByteCount + Ed25519PublicKey.byteCount
    else { throw CryptoError("the private key is damaged") }
    let key = try Ed25519PrivateKey(seed: Array(secret.prefix(Ed25519PrivateKey.seedByteCount)))
    guard key.publicKey == publicKey.key else {
      throw CryptoError("the private and the public part of the key do not match")
    }
    return key
  }
}
