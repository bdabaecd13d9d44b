import Crypto
import Testing

@Suite struct CryptoTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `digests are those of the standard's examples`(_ text: String, _ expected: String) {
    #expect(SHA256.hex(of: Array(text.utf8)) == expected)
  }

  @Test func `a digest has 32 bytes`() {
    let digest = [UInt8]().withUnsafeBytes { SHA256.digest(of: $0) }
    #expect(digest.count == SHA256.byteCount && digest.prefix(2) == [0xE3, 0xB0])
  }

  @Test(arguments: [0, 1, 16, 1000])
  func `as many random bytes come as are wanted`(_ count: Int) throws {
    #expect(try SecureRandom.bytes(count).count == count)
  }

  @Test func `random bytes differ`() throws {
    #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
  }

  @Test(arguments: ["x", "ab", "0123456789", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"])
  func `random text has its length and uses all of its alphabet and nothing else`(_ alphabet: String) throws {
    let text = try SecureRandom.text(length: 5000, alphabet: Array(alphabet.utf8))
    #expect(text.utf8.count == 5000)
    #expect(Set(text) == Set(alphabet))
  }

  @Test func `every character of an alphabet has the same chance`() throws {
    // With 200 characters, a remainder of 56 would make the first 56 twice as likely.
    let text = try SecureRandom.text(length: 128_000, alphabet: Array(0..<128))
    let low = text.utf8.filter { $0 < 64 }.count
    #expect((62_000...66_000).contains(low))
  }

  @Test func `a UUID has the shape of version 4 and is new each time`() throws {
    let uuids = try (0..<100).map { _ in try SecureRandom.uuid() }
    #expect(Set(uuids).count == 100)
    for uuid in uuids {
      let shape = uuid.map { "0123456789abcdef".contains($0) ? "x" : $0 }
      #expect(String(shape) == "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")
      let digits = Array(uuid)
      #expect(digits[14] == "4" && "89ab".contains(digits[19]))
    }
  }
}
