import Crypto
import Foundation
import Testing

@Suite struct SigningKeyTests {
  private let message = Array("eyJhbGciOiJSUzI1NiJ9.e30".utf8)

  @Test func `a signature is openssl's, and only its message and key fit it`() throws {
    let key = try SigningKey.generate()
    let signature = try key.sign(message)
    #expect(signature.count == 256)
    #expect(signature == (try openssl(["dgst", "-sha256", "-sign", "key.pem", "message"], key)))
    #expect(key.publicKey.verifies(signature, of: message))
    #expect(!key.publicKey.verifies(signature, of: message + [0]))
    for index in [0, 128, 255] {
      var broken = signature
      broken[index] ^= 1
      #expect(!key.publicKey.verifies(broken, of: message))
    }
    #expect(!key.publicKey.verifies(Array(signature.dropLast()), of: message))
    #expect(!key.publicKey.verifies([], of: message))
    #expect(!(try SigningKey.generate()).publicKey.verifies(signature, of: message))
  }

  @Test func `a key is read back from its text, in either form`() throws {
    let key = try SigningKey.generate(bits: 3072)
    #expect(try SigningKey(pem: key.pem()).publicKey == key.publicKey)
    let traditional = try openssl(["rsa", "-in", "key.pem", "-traditional"], key)
    #expect(try SigningKey(pem: traditional).publicKey == key.publicKey)
    #expect(key.publicKey.exponent == [1, 0, 1])
    #expect(key.publicKey.modulus.count == 384)
  }

  @Test func `an unsuitable private key is not accepted`() throws {
    #expect(throws: CryptoError.self) { try SigningKey(pem: Array("no key".utf8)) }
    #expect(throws: CryptoError.self) { try SigningKey(pem: []) }
    #expect(throws: CryptoError("the key has 1024 bits, fewer than 2048")) { try SigningKey.generate(bits: 1024) }
    let key = try SigningKey.generate()
    let locked = try openssl(["rsa", "-in", "key.pem", "-aes128", "-passout", "pass:secret"], key)
    #expect(throws: CryptoError.self) { try SigningKey(pem: locked) }
    let curve = try openssl(["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], key)
    #expect(throws: CryptoError("the key is not an RSA key")) { try SigningKey(pem: curve) }
  }

  @Test func `numbers that make no key verify nothing`() throws {
    let signature = try SigningKey.generate().sign(message)
    for (modulus, exponent): ([UInt8], [UInt8]) in [([], [3]), ([0], [0]), ([1], []), ([255], [1, 0, 1])] {
      #expect(!RSAPublicKey(modulus: modulus, exponent: exponent).verifies(signature, of: message))
    }
  }

  /// What openssl prints in a folder that holds the key and the message.
  private func openssl(_ arguments: [String], _ key: SigningKey) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("partnerctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(try key.pem()).write(to: folder.appendingPathComponent("key.pem"))
    try Data(message).write(to: folder.appendingPathComponent("message"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(bytes)
  }
}
