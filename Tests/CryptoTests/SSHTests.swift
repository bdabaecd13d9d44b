import Crypto
import Foundation
import Source
import TestSupport
import Testing

/// Keys and signatures in OpenSSH's forms: `ssh-keygen` reads what is written here, and its files are read here.
struct SSHTests {
  private static let seed = [UInt8](0..<32)
  private static let message = Array("{\"seal\":1}\n".utf8)

  @Test func `a known key has the known public part and signature`() throws {
    // RFC 8032, section 7.1, test 2.
    let key = try Ed25519PrivateKey(
      seed: try #require(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")))
    #expect(key.publicKey.bytes == hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
    #expect(
      try key.sign([0x72])
        == hex(
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            + "387b2eaeb4302aeeb00d291612bb0c00"))
    #expect(key.publicKey.verifies(try key.sign([0x72]), of: [0x72]))
    #expect(!key.publicKey.verifies(try key.sign([0x72]), of: [0x73]))
  }

  private func hex(_ text: String) -> [UInt8]? {
    let digits = Array(text)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0 }
  }

  @Test func `ssh-keygen accepts a signature and reads a key`() throws {
    let sandbox = try Sandbox()
    let key = try Ed25519PrivateKey(seed: SSHTests.seed)
    let publicKey = SSHPublicKey(key.publicKey)
    let signature = try SSHSignature(of: SSHTests.message, namespace: "partnerctl-run", by: key)
    let file = sandbox.path("key")
    try SSHPrivateKey.text(key, comment: "a runner").write(toFile: file, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    #expect(try run(["-y", "-f", file]).output == publicKey.text + " a runner\n")
    #expect(try run(["-l", "-f", file]).output.contains(publicKey.fingerprint))
    try "ci \(publicKey.text)\n".write(toFile: sandbox.path("signers"), atomically: false, encoding: .utf8)
    try signature.text.write(toFile: sandbox.path("signature"), atomically: false, encoding: .utf8)
    func verify(_ namespace: String) throws -> Int32 {
      try run(
        ["-Y", "verify", "-f", sandbox.path("signers"), "-I", "ci", "-n", namespace, "-s", sandbox.path("signature")],
        input: SSHTests.message
      ).code
    }
    #expect(try verify("partnerctl-run") == 0)
    #expect(try verify("file") != 0)
    // And the other way round.
    let signed = try run(["-Y", "sign", "-n", "partnerctl-run", "-f", file], input: SSHTests.message).output
    #expect(signed == signature.text)
    let made = sandbox.path("made")
    #expect(try run(["-q", "-t", "ed25519", "-N", "", "-C", "made", "-f", made]).code == 0)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: made))
    let line = try String(contentsOfFile: made + ".pub", encoding: .utf8)
    #expect(SSHPublicKey(try SSHPrivateKey.read(Array(bytes)).publicKey) == SSHPublicKey(line))
  }

  @Test func `keys that cannot seal are told by what they are`() throws {
    let sandbox = try Sandbox()
    func fault(_ words: String...) throws -> String {
      let file = sandbox.path(words.joined())
      #expect(try run(["-q"] + words + ["-f", file]).code == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
      do {
        _ = try SSHPrivateKey.read(Array(bytes))
        return "read"
      } catch {
        return "\(error)"
      }
    }
    #expect(try fault("-t", "ed25519", "-N", "a pass phrase") == "the private key has a pass phrase")
    #expect(try fault("-t", "ecdsa", "-N", "") == "the key is not an Ed25519 key")
    #expect(throws: CryptoError.self) { try SSHPrivateKey.read([]) }
    #expect(throws: CryptoError.self) { try SSHPrivateKey.read(Array("-----BEGIN OPENSSH PRIVATE KEY-----".utf8)) }
  }

  @Test func `every changed byte of a signature is noticed`() throws {
    let key = try Ed25519PrivateKey(seed: SSHTests.seed)
    let signature = try SSHSignature(of: SSHTests.message, namespace: "partnerctl-run", by: key)
    let text = Array(signature.text.utf8)
    #expect(SSHSignature(text: signature.text) == signature)
    #expect(signature.verifies(SSHTests.message, namespace: "partnerctl-run"))
    #expect(!signature.verifies(SSHTests.message + [0], namespace: "partnerctl-run"))
    #expect(!signature.verifies(SSHTests.message, namespace: "partnerctl-vouch"))
    for place in text.indices {
      for change: UInt8 in [1, 2, 32] {
        var changed = text
        changed[place] ^= change
        let other = SSHSignature(text: String(decoding: changed, as: UTF8.self))
        let isAccepted = other.map {
          $0.publicKey == signature.publicKey && $0.verifies(SSHTests.message, namespace: "partnerctl-run")
        }
        #expect(isAccepted != true, "byte \(place) changed by \(change)")
      }
    }
    #expect(SSHSignature(text: signature.text + "\n") == nil)
    #expect(SSHSignature(text: " " + signature.text) == nil)
  }

  private func run(_ words: [String], input: [UInt8] = []) throws -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["ssh-keygen"] + words
    let (read, write, errors) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (read, write, errors)
    try process.run()
    try read.fileHandleForWriting.write(contentsOf: Data(input))
    try read.fileHandleForWriting.close()
    let output = try write.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
