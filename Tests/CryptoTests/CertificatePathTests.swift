import CertificateSupport
import Crypto
import Testing

@Suite struct CertificatePathTests {
  private let root = TestCertificate("Root", key: .rsa)
  private var middle: TestCertificate { TestCertificate("Middle", key: .p256, by: root) }
  private var leaf: TestCertificate {
    TestCertificate("Leaf", key: .p256b, by: middle).with { $0.isAuthority = false }
  }
  private let now: Int64 = 1_790_000_000

  @Test func `a path leads over the others to a root`() throws {
    #expect(try leads(leaf, to: [root, middle]))
    #expect(try leads(leaf, to: [middle, root]))
    #expect(try leads(leaf, through: [middle], to: [root]))
    #expect(try leads(middle, to: [root]))
    #expect(try leads(root, to: [root]))
    #expect(try !leads(leaf, to: [root]))
    #expect(try !leads(leaf, to: [middle]), "an anchor that did not sign itself is not trusted by itself")
    #expect(try !leads(root, to: [middle]))
    #expect(try !leads(leaf, to: []))
  }

  @Test func `what a helper states about itself is not trusted`() throws {
    #expect(try !leads(leaf, through: [middle, root], to: []))
    #expect(try !leads(leaf, through: [middle, root], to: [TestCertificate("Other", key: .rsa2)]))
  }

  @Test func `every part must be valid at the time`() throws {
    for change: (inout TestCertificate) -> Void in [
      { $0.notAfter = "20210101000000Z" }, { $0.notBefore = "20900101000000Z" },
    ] {
      let old = middle.with(change)
      #expect(try !leads(TestCertificate("Leaf", key: .p256b, by: old), to: [root, old]))
      #expect(try !leads(leaf.with(change), to: [root, middle]))
      #expect(try !leads(leaf, to: [root.with(change), middle]))
      #expect(try leads(leaf, to: [root.with(change), root, middle]))
    }
    #expect(try leads(leaf, to: [root, middle], at: 1_577_836_800))
    #expect(try !leads(leaf, to: [root, middle], at: 1_577_836_799))
    #expect(try !leads(leaf, to: [root, middle], at: .max))
    #expect(try !leads(leaf, to: [root, middle], at: .min))
  }

  @Test func `only an authority issues, and only by its own key`() throws {
    let commoner = middle.with { $0.isAuthority = false }
    #expect(try !leads(TestCertificate("Leaf", key: .p256b, by: commoner), to: [root, commoner]))
    let namesake = TestCertificate("Root", key: .rsa2)
    #expect(try !leads(middle, to: [namesake]))
    #expect(try leads(middle, to: [namesake, root]))
    #expect(try leads(middle, to: [root, namesake]))
    let twin = TestCertificate("Middle", key: .p384, by: namesake)
    #expect(try leads(leaf, to: [twin, middle, namesake, root]))
  }

  @Test func `weak signatures make no path`() throws {
    let weak = middle.with { $0.digest = "SHA1" }
    #expect(try !leads(weak, to: [root]))
  }

  @Test func `many certificates that fit each other come to an end`() throws {
    // All have one key, so that each of one name issues each of the other.
    let twins = (0..<40).map { number in
      let names = number % 2 == 0 ? ["Even", "Odd"] : ["Odd", "Even"]
      return TestCertificate(names[0], by: TestCertificate(names[1])).with { $0.serial = number }
    }
    #expect(try !leads(twins[0].with { $0.serial = 99 }, through: twins, to: [root]))
  }

  private func leads(
    _ leaf: TestCertificate, through helpers: [TestCertificate] = [], to anchors: [TestCertificate],
    at time: Int64? = nil
  ) throws -> Bool {
    func read(_ certificate: TestCertificate) throws -> Certificate { try Certificate(der: certificate.der) }
    return try read(leaf).leads(through: helpers.map(read), to: anchors.map(read), at: time ?? now)
  }

  // MARK: Signatures

  private let message = Array("eyJhbGciOiJFUzI1NiJ9.e30".utf8)

  @Test func `a certificate's key verifies what was signed with it`() throws {
    let rsa = try Certificate(der: TestCertificate("A", key: .rsa).der)
    let signature = TestKey.rsa.sign(message)
    #expect(rsa.verifies(signature, of: message, by: .rs256))
    #expect(!rsa.verifies(signature, of: message, by: .es256))
    #expect(!rsa.verifies(signature, of: message + [0], by: .rs256))
    #expect(!rsa.verifies(Array(signature.dropLast()), of: message, by: .rs256))
    #expect(!rsa.verifies(TestKey.rsa2.sign(message), of: message, by: .rs256))
    let curve = try Certificate(der: TestCertificate("A", key: .p256).der)
    let raw = TestKey.p256.signRaw(message)
    #expect(curve.verifies(raw, of: message, by: .es256))
    #expect(
      !curve.verifies(TestKey.p256.sign(message), of: message, by: .es256), "a sequence in DER is no ES256 signature")
    for broken in [
      [], Array(raw.dropLast()), raw + [0], [UInt8](repeating: 0, count: 64), [UInt8](repeating: 0xFF, count: 64),
    ] {
      #expect(!curve.verifies(broken, of: message, by: .es256))
    }
    #expect(!curve.verifies(raw, of: message, by: .rs256))
  }

  @Test func `keys of another curve or size verify nothing`() throws {
    let other = try Certificate(der: TestCertificate("A", key: .p384).der)
    #expect(!other.verifies(TestKey.p384.sign(message), of: message, by: .es256))
    let small = TestKey(rsa: 1024)
    let certificate = try Certificate(der: TestCertificate("A", key: small).der)
    #expect(!certificate.verifies(small.sign(message), of: message, by: .rs256))
  }
}
