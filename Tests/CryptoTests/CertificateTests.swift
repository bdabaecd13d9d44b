import CertificateSupport
import Crypto
import Testing

@Suite struct CertificateTests {
  private let root = TestCertificate("Root", key: .rsa).with { $0.notBefore = "19991231235959Z" }

  // MARK: Facts

  @Test func `a certificate says what it was made with`() throws {
    let facts = try read(root).facts
    #expect(facts.version == 3)
    #expect(facts.subject == "CN=Root,O=Test" && facts.issuer == facts.subject)
    #expect(facts.organization == "Test" && facts.issuerOrganization == "Test")
    #expect(facts.serial == "01")
    #expect(facts.notBefore == 946_684_799_000 && facts.notAfter == 4_102_444_799_000)
    #expect(facts.keyAlgorithm == "RSA" && facts.keyBits == 2048)
    #expect(facts.signatureAlgorithm == "SHA256withRSA")
    #expect(try facts.sha256 == SHA256.hex(of: read(root).der))
    #expect(facts.sha1.count == 40)
    #expect(facts.isSelfSigned && facts.isAuthority)
  }

  @Test(arguments: [
    (TestKey.rsa, "SHA1", "SHA1withRSA", "RSA", 2048), (.rsa, "SHA384", "SHA384withRSA", "RSA", 2048),
    (.rsa, "SHA512", "SHA512withRSA", "RSA", 2048), (.rsa, "MD5", "MD5withRSA", "RSA", 2048),
    (.p256, "SHA256", "SHA256withECDSA", "EC", 256), (.p384, "SHA384", "SHA384withECDSA", "EC", 384),
    (.ed25519, "", "Ed25519", "Ed25519", 256),
  ]) func `algorithms have Java's names`(_ key: TestKey, _ digest: String, _ name: String, _ sort: String, _ bits: Int)
    throws
  {
    let facts = try read(TestCertificate("A", key: key).with { $0.digest = digest }).facts
    #expect(facts.signatureAlgorithm == name && facts.keyAlgorithm == sort && facts.keyBits == bits)
    #expect(facts.isSelfSigned)
  }

  @Test func `names are written as RFC 4514 has them`() throws {
    let named = TestCertificate("A").with {
      $0.subject = [("C", "IN"), ("O", "Ä, \"東京\""), ("O", "B"), ("CN", "#a+b ")]
    }
    let facts = try read(named).facts
    #expect(facts.subject == ##"CN=\#a\+b\ ,O=B,O=Ä\, \"東京\",C=IN"##)
    #expect(facts.organization == "Ä, \"東京\"")
    let nobody = try read(TestCertificate("A").with { $0.subject = [("CN", "A")] }).facts
    #expect(nobody.organization == nil)
  }

  @Test func `only its own key makes a certificate self-signed`() throws {
    let pretender = TestCertificate("Root", key: .p256, by: root)
    #expect(try !read(pretender).facts.isSelfSigned)
    let other = TestCertificate("A").with { $0.issuerName = [("CN", "B")] }
    #expect(try !read(other).facts.isSelfSigned)
    let first = try read(TestCertificate("A").with { $0.version = 1 }).facts
    #expect(first.version == 1 && first.isSelfSigned && !first.isAuthority)
    #expect(try !read(TestCertificate("A").with { $0.isAuthority = false }).facts.isAuthority)
  }

  @Test func `dates go as far as a certificate can write them`() throws {
    let facts = try read(
      TestCertificate("A").with {
        $0.notBefore = "19500101000000Z"
        $0.notAfter = "99991231235959Z"
      }
    ).facts
    #expect(facts.notBefore == -631_152_000_000 && facts.notAfter == 253_402_300_799_000)
    #expect(
      try read(TestCertificate("A").with { $0.notBefore = "00000101000000Z" }).facts.notBefore == -62_167_219_200_000)
  }

  // MARK: Hostile input

  @Test(arguments: [
    "10000101000000.5Z", "200001010000+0100", "20001301000000Z", "x", "", "100000101000000Z", "2000010100Z",
  ])
  func `a time of another form is refused`(_ time: String) {
    #expect(throws: CryptoError.self) { try read(TestCertificate("A").with { $0.notBefore = time }) }
    #expect(throws: CryptoError.self) { try read(TestCertificate("A").with { $0.notAfter = time }) }
  }

  @Test func `what no certificate may be is refused in words`() {
    expect("its serial number is negative", TestCertificate("A").with { $0.serial = -5 })
    expect("its version is not 1, 2 or 3", TestCertificate("A").with { $0.version = 5 })
    expect("the name of its subject holds a control character", TestCertificate("bank.example\u{0}.evil.example"))
    expect(
      "the name of its issuer holds a control character",
      TestCertificate("A").with { $0.issuerName = [("CN", "\u{1B}[")] })
    expect("its public key cannot sign", TestCertificate("A", key: .x25519, by: root))
  }

  private func expect(_ message: String, _ certificate: TestCertificate) {
    #expect(throws: CryptoError(message)) { try read(certificate) }
  }

  @Test func `the text holds one block and nothing hidden in it`() throws {
    let pem = TestCertificate("A").pem
    #expect(try Certificate(pem: Array("subject=CN = A\n\n\(pem)\nand so on\n".utf8)).facts.subject == "CN=A,O=Test")
    #expect(try Certificate(pem: Array(pem.replacing("\n", with: "\r\n").utf8)).facts.serial == "01")
    expect("it holds no certificate in PEM", "")
    expect("it holds no certificate in PEM", "a\u{0}b")
    expect("it holds 2 blocks in PEM; one certificate is expected", pem + pem)
    expect("its block in PEM is damaged", String(pem.dropLast(40)))
    expect("its block in PEM is damaged", pem.replacing("M", with: "!"))
    expect(
      "it holds no certificate but another block in PEM", pem.replacing("CERTIFICATE", with: "TRUSTED CERTIFICATE"))
    expect("it holds no certificate but another block in PEM", String(decoding: TestKey.p256.pem, as: UTF8.self))
    expect("it is larger than 64 KiB", pem + String(repeating: "x", count: 1 << 16))
    let withHeader = pem.replacing("CERTIFICATE-----\nM", with: "CERTIFICATE-----\nA: b\n\nM")
    expect("its block in PEM has headers, which a certificate does not have", withHeader)
  }

  private func expect(_ message: String, _ pem: String) {
    #expect(throws: CryptoError(message)) { try Certificate(pem: Array(pem.utf8)) }
  }

  @Test func `bytes cut off, added or changed are never taken for the same certificate`() throws {
    let der = TestCertificate("A").der
    let whole = try Certificate(der: der).facts
    for count in 0..<der.count {
      #expect(throws: CryptoError.self) { try Certificate(der: Array(der.prefix(count))) }
    }
    #expect(throws: CryptoError.self) { try Certificate(der: der + [0]) }
    for index in der.indices {
      for bit in [UInt8(1), 0x80, 0xFF] {
        var changed = der
        changed[index] ^= bit
        let facts = try? Certificate(der: changed).facts
        #expect(facts?.sha256 != whole.sha256 && facts?.isSelfSigned != true, "byte \(index)")
      }
    }
  }

  private func read(_ certificate: TestCertificate) throws -> Certificate {
    try Certificate(pem: Array(certificate.pem.utf8))
  }
}
