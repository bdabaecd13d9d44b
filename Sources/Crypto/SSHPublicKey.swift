import Source

/// A public key of SSH; of the type `ssh-ed25519`, which is the only one that seals runs.
package struct SSHPublicKey: Hashable, Sendable {
  /// The name of the type.
  package static let type = "ssh-ed25519"

  /// The key itself.
  package let key: Ed25519PublicKey

  /// Creates the form of a key that SSH uses.
  package init(_ key: Ed25519PublicKey) {
    self.key = key
  }

  /// Reads a line such as `ssh-ed25519 AAAA… comment`, as files of public keys have it; nil if it is another type of
  /// key or none.
  package init?(_ line: String) {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard words.count >= 2, let blob = Base64.decode(String(words[1])) else { return nil }
    self.init(blob: blob)
    guard text == words[0] + " " + words[1] else { return nil }
  }

  /// Reads the binary form; nil if it is of another type or has anything behind the key.
  package init?(blob: [UInt8]) {
    var reader = SSHReader(blob)
    guard reader.text() == SSHPublicKey.type, let bytes = reader.string(), reader.isAtEnd,
      let key = Ed25519PublicKey(bytes: bytes)
    else { return nil }
    self.init(key)
  }

  /// The binary form.
  package var blob: [UInt8] {
    var writer = SSHWriter()
    writer.append(SSHPublicKey.type)
    writer.append(key.bytes)
    return writer.bytes
  }

  /// The key as a line without a comment: `ssh-ed25519 AAAA…`.
  package var text: String {
    "\(SSHPublicKey.type) \(Base64.encode(blob, alphabet: .standard, padded: true))"
  }

  /// The fingerprint as `ssh-keygen -l` shows it: `SHA256:` and the digest in base64 without padding.
  package var fingerprint: String {
    let digest = blob.withUnsafeBytes { SHA256.digest(of: $0) }
    return "SHA256:" + Base64.encode(digest, alphabet: .standard, padded: false)
  }
}
