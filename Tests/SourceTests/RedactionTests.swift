import Source
import Testing

@Suite struct RedactionTests {
  @Test func `a known key is hidden with the hyphens at its ends`() {
    let keys: Set<Secret> = [Secret("secretkey-"), Secret("-secretword"), Secret("--------"), Secret("--both-ends--")]
    let redaction = Redaction { keys.contains($0) }
    #expect(redaction.hiding("\"secretkey-\" is unknown", isGuessing: false) == "\"••••••••••\" is unknown")
    #expect(redaction.hiding("-secretword, --secretword", isGuessing: false) == "•••••••••••, -•••••••••••")
    #expect(redaction.hiding("a -------- b --both-ends--", isGuessing: false) == "a •••••••• b •••••••••••••")
    #expect(redaction.hiding("--signing-key secretkey", isGuessing: false) == "--signing-key secretkey")
  }

  @Test(arguments: [
    ("abcdEFGHijklMNOPqrstUVWXyzabCDEF", "••••••••••••••••••••••••••••••••"),
    ("LicenceKey1Xk7k7k7k7k7k7", "••••••••••••••••••••••••"), ("no k3Yf0rMe1 here", "no ••••••••• here"),
    ("a \"qW3rTy7U\" b", "a \"••••••••\" b"), ("aB3d-Ef7h-Kk2m", "••••••••••••••"), ("--k3Yf0rMe1=", "--•••••••••="),
  ])
  func `a word with the shape of a key is hidden`(_ text: String, _ expected: String) {
    #expect(Redaction.shapes.hiding(text) == expected)
  }

  @Test(arguments: [
    "a8f5f167f44f4964e6c998dee827110c0a8f5f16",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "PMS_MSP_403", "ADM-DPM-025",
    "APIKeyReqID does not exist", "SHA256withRSA", "mispLicenseKeyExpiry", "2026-11-22T12:50:42.208Z", "04-Apr-2022",
    "Sources/Kinds/MISP/MISP+Reads.swift", "registration-center-machine-2", "100000000001", "+91-9876998888",
    "base64url",
  ])
  func `ids, digests, codes, dates, names and numbers stay`(_ text: String) {
    #expect(Redaction.shapes.hiding(text) == text)
  }

  @Test func `a key of the registry is hidden whatever it looks like`() {
    let keys = ["somelowerword", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "0123456789", "aaaa-bbbb", "deadbeef"]
    let redaction = Redaction { secret in keys.contains { ExactString.same($0, secret.reveal()) } }
    for key in keys {
      let dots = String(repeating: "•", count: key.utf8.count)
      #expect(redaction.hiding("unknown \"\(key)\", é") == "unknown \"\(dots)\", é")
      #expect(redaction.hiding("--\(key).yaml", isGuessing: false) == "--\(dots).yaml")
    }
    #expect(redaction.hiding("somelowerwords") == "somelowerwords")
  }

  @Test func `nothing is looked up that is hidden anyway or too short to be a key`() {
    var asked: [String] = []
    let redaction = Redaction { secret in
      asked.append(secret.reveal())
      return false
    }
    _ = redaction.hiding("short k3Yf0rMe1qW3rTy7U words, telecoms and two-part-words")
    #expect(asked == ["telecoms", "two-part-words"])
  }

  @Test func `a value that was given as a secret is hidden wherever it appears`() {
    let redaction = Redaction(given: [Secret("päss"), Secret("abc"), Secret("plainword")])
    #expect(redaction.hiding("xpäss abc plainwords") == "x•••• abc •••••••••s")
  }

  @Test(arguments: [
    ("telecom", true), ("telecom-2024", true), ("a.b-c", true), ("100000000001", true), ("100", true),
    ("Telecom", true),
    ("MISP", true), ("3f2504e0-4f89-11d3-9a0c-0305e82c3301", false), ("k3mvqpza", false), ("aBcdefgh", false),
    ("a--b", false), ("", false), ("telecom20245", false), ("ABCDEFGH", false),
  ])
  func `a name is told from a key where keys are expected`(_ word: String, _ isName: Bool) {
    #expect(KeyShape.isName(word) == isName)
  }

  /// What the documentation of `KeyShape` states about random keys.
  @Test(arguments: [(8, 0.12), (12, 0.06), (16, 0.03), (20, 0.015), (24, 0.004), (32, 0.001), (50, 0.001)])
  func `random keys are recognised by their shape`(_ length: Int, _ limit: Double) {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    var random: UInt64 = 1
    let keys = (0..<4000).map { _ in
      String(
        (0..<length).map { _ in
          random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return alphabet[Int(random >> 33) % alphabet.count]
        })
    }
    let missed = keys.count { Redaction.shapes.hiding($0) == $0 }
    #expect(Double(missed) <= limit * Double(keys.count), "\(missed) of \(keys.count)")
  }
}

@Suite struct SecretMemberTests {
  @Test(arguments: [
    ("  key: abc def # why", "  key: ••• ••• # why"), ("licenseKey: {issue: 2}", "licenseKey: {issue: 2}"),
    ("{partnerAPIKey: abc, x: y}", "{partnerAPIKey: •••, x: y}"),
    ("\"api_key\": \"a, b\",", "\"api_key\": \"•• •\","),
    ("password:", "password:"), ("monkey: abc", "monkey: abc"), ("client-secret: 'x", "client-secret: '•"),
    ("apiKeys: [{key: a}]", "apiKeys: [{key: •}]"),
  ])
  func `the value of a member named like a secret is hidden`(_ line: String, _ expected: String) {
    #expect(SecretMembers.hiding(line) == expected)
  }
}
