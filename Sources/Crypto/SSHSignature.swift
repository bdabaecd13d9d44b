import Clibcrypto
import Source

/// A signature as `ssh-keygen -Y sign` makes it, by an Ed25519 key, with SHA-512. Source: OpenSSH, PROTOCOL.sshsig.
package struct SSHSignature: Hashable, Sendable {
  private static let magic = Array("SSHSIG".utf8)
  private static let label = "SSH SIGNATURE"
  private static let hash = "sha512"

  /// The key that signed, by the signature's own account.
  package let publicKey: SSHPublicKey
  /// What the signature is for: one made for another purpose is not accepted.
  package let namespace: String
  private let signature: [UInt8]

  /// Signs a message.
  package init(of message: [UInt8], namespace: String, by key: Ed25519PrivateKey) throws(CryptoError) {
    publicKey = SSHPublicKey(key.publicKey)
    self.namespace = namespace
    signature = try key.sign(SSHSignature.input(of: message, namespace: namespace))
  }

  /// Reads a signature in the form of `text`; nil if it is any other, such as one of another type of key.
  package init?(text: String) {
    guard let bytes = SSHArmor.bytes(text, label: SSHSignature.label) else { return nil }
    var reader = SSHReader(bytes)
    guard reader.skip(SSHSignature.magic), reader.number() == 1,
      let publicKey = reader.string().flatMap(SSHPublicKey.init(blob:)), let namespace = reader.text(),
      reader.string() == [], reader.text() == SSHSignature.hash, let blob = reader.string(), reader.isAtEnd
    else { return nil }
    var inner = SSHReader(blob)
    guard inner.text() == SSHPublicKey.type, let signature = inner.string(), inner.isAtEnd else { return nil }
    self.publicKey = publicKey
    self.namespace = namespace
    self.signature = signature
  }

  /// The signature between the lines `BEGIN SSH SIGNATURE` and `END SSH SIGNATURE`, with a line feed at its end.
  package var text: String {
    var blob = SSHWriter()
    blob.append(SSHPublicKey.type)
    blob.append(signature)
    var writer = SSHWriter()
    writer.appendRaw(SSHSignature.magic)
    writer.append(UInt32(1))
    writer.append(publicKey.blob)
    writer.append(namespace)
    writer.append([UInt8]())
    writer.append(SSHSignature.hash)
    writer.append(blob.bytes)
    return SSHArmor.text(writer.bytes, label: SSHSignature.label)
  }

  /// Tells whether this is the named key's signature of a message for a purpose.
  package func verifies(_ message: [UInt8], namespace: String) -> Bool {
    namespace == self.namespace
      && publicKey.key.verifies(signature, of: SSHSignature.input(of: message, namespace: namespace))
  }

  /// What is signed: the digest of the message, and what it is for.
  private static func input(of message: [UInt8], namespace: String) -> [UInt8] {
    var writer = SSHWriter()
    writer.appendRaw(magic)
    writer.append(namespace)
    writer.append([UInt8]())
    writer.append(hash)
    writer.append(sha512(message))
    return writer.bytes
  }

  private static func sha512(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 64)
    var count: UInt32 = 0
    let status = EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha512(), nil)
    precondition(status == 1 && count == 64, "SHA-512 must be available in libcrypto")
    return digest
  }
}
