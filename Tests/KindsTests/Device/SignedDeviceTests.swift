import CertificateSupport
import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// L1 devices: what they signed is verified before they are registered.
@Suite struct SignedDeviceTests {
  private static let root = TestCertificate("FTM Root")
  private static let maker = TestCertificate("Maker", key: .p384, by: root)
  private static let chip = TestCertificate("Chip", key: .p256, by: root).with { $0.isAuthority = false }
  private static let rsaChip = TestCertificate("Chip", key: .rsa2, by: root).with { $0.isAuthority = false }

  private static var members: DigitalID {
    var id = DigitalID()
    (id.serialNo, id.make, id.model, id.type, id.deviceSubType) = ("1", "M", "N", "Finger", "Slap")
    (id.deviceProvider, id.deviceProviderId) = ("Test Vendor", "0e90bb45-cc9b-4521-9644-72755f6aa1e9")
    return id
  }

  private static let digitalID = String(decoding: JSONWriter.line(members.node, secrets: .masked), as: UTF8.self)

  private static func base64(_ text: String) -> String {
    Base64.encode(Array(text.utf8), alphabet: .url, padded: false)
  }

  /// A JWS as a device makes it; `header` in place of its own.
  private static func signed(
    _ payload: String = digitalID, by chain: [TestCertificate] = [chip], header: String? = nil
  ) -> String {
    let key = chain[0].key
    let isRSA = key == .rsa2 || key == .rsa
    let certificates = chain.map { "\"\(Base64.encode($0.der, alphabet: .standard, padded: true))\"" }.joined(
      separator: ",")
    let own = "{\"alg\":\"\(isRSA ? "RS256" : "ES256")\",\"x5c\":[\(certificates)]}"
    let input = base64(header ?? own) + "." + base64(payload)
    let signature = isRSA ? key.sign(Array(input.utf8)) : key.signRaw(Array(input.utf8))
    return input + "." + Base64.encode(signature, alphabet: .url, padded: false)
  }

  private static func device(_ digitalID: String, info: String? = nil, data: String? = nil) -> String {
    let written = "{deviceSubId: \"1\", certification: L1, firmware: F, digitalId: \(digitalID)}"
    let spec =
      data.map { "{deviceData: \($0)}" }
      ?? "{purpose: AUTH, deviceId: D, foundationalTrustProviderId: FTP-9, deviceInfo: \(info ?? written)}"
    return "apiVersion: partnerctl/v1\nkind: Device\nmetadata: {name: a}\nspec: \(spec)\n"
  }

  private static func files(
    _ device: String?, anchors: [String: TestCertificate] = ["root": root], domain: String = "FTM"
  ) -> [String: String] {
    var files = [
      "0.yaml": Device.examplePrerequisites,
      "f.yaml": FoundationalTrustProvider.example.replacing("name: ftp-1", with: "id: FTP-9\n  name: ftp-9"),
    ]
    files["a.yaml"] = device
    for (name, certificate) in anchors {
      files["\(name).pem"] = certificate.pem
      files["\(name).yaml"] =
        "apiVersion: partnerctl/v1\nkind: TrustAnchor\nmetadata: {name: \(name)}\n"
        + "spec: {domain: \(domain), certificateFile: \(name).pem}\n"
    }
    return files
  }

  private static func info(_ digitalID: String, certification: String = "L1") -> String {
    "{\"deviceSubId\":\"1\",\"certification\":\"\(certification)\",\"firmware\":\"F\","
      + "\"timeStamp\":\"2026-01-01T00:00:00.000Z\",\"digitalId\":\"\(digitalID)\"}"
  }

  private static func data(_ info: String) -> String {
    "{\"deviceId\":\"D\",\"purpose\":\"AUTH\",\"foundationalTrustProviderId\":\"FTP-9\",\"deviceInfo\":\(info)}"
  }

  // MARK: Success

  @Test(arguments: [[chip], [rsaChip]])
  func `a signed digital id is verified, registered and answered as it came`(_ chain: [TestCertificate]) throws {
    var registry = TestRegistry()
    let jws = Self.signed(by: chain)
    let files = Self.files(Self.device(jws))
    let outcome = try registry.reconcile(files)
    #expect(outcome.diagnostics.map(\.brief) == [])
    let payload = try #require(
      outcome.signatures.values.first?.draft("K").input.split(separator: UInt8(ascii: ".")).last)
    let answer = try JSONReader.read(Base64.decode(String(decoding: payload, as: UTF8.self)) ?? [])
    #expect(answer["digitalId"]?.text == jws)
    #expect(registry.stored(Device.self, "a")?.status.digitalId.serialNo == "1")
    #expect(try registry.reconcile(files).changesNothing)
  }

  @Test func `device info and device data may be signed as well, and are kept as they came`() throws {
    let info = Self.signed(Self.info(Self.signed()))
    let whole = Self.signed(Self.data("\"\(info)\""))
    let open = Self.signed(Self.data(Self.info(Self.signed())))
    for device in [Self.device("", info: info), Self.device("", data: whole), Self.device("", data: open)] {
      var registry = TestRegistry()
      #expect(try registry.reconcile(Self.files(device)).diagnostics.map(\.brief) == [])
      #expect(try registry.reconcile(Self.files(device)).changesNothing)
    }
    var registry = TestRegistry()
    try registry.reconcile(Self.files(Self.device("", info: info)))
    #expect(registry.stored(Device.self, "a")?.spec.node["deviceInfo"]?.text == info)
    // Once registered, another signature over the same is another text.
    let again = Self.device("", info: Self.signed(Self.info(Self.signed()), by: [Self.rsaChip]))
    #expect(try registry.reconcile(Self.files(again)).diagnostics.map(\.rule) == ["device.data.fixed"])
  }

  @Test func `a path may lead over certificates that came along, and over anchors`() throws {
    let chip = TestCertificate("Chip", key: .p256b, by: Self.maker).with { $0.isAuthority = false }
    let alone = Self.device(Self.signed(by: [chip]))
    var registry = TestRegistry()
    #expect(try registry.reconcile(Self.files(alone)).diagnostics.map(\.code) == ["PMS_AUT_022"])
    let anchors = ["root": Self.root, "maker": Self.maker]
    #expect(try registry.reconcile(Self.files(alone, anchors: anchors)).diagnostics.map(\.code) == [])
    registry = TestRegistry()
    let together = Self.device(Self.signed(by: [chip, Self.maker]))
    #expect(try registry.reconcile(Self.files(together)).diagnostics.map(\.code) == [])
  }

  // MARK: Failures

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let device: String
    var text = "digitalId"
    var anchors = ["root": root]
    var domain = "FTM"
    var time: Instant = "2026-01-01T00:00:00.000Z"
    let hint: String
  }

  private static let x5c = Base64.encode(chip.der, alphabet: .standard, padded: true)

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "no anchor at all", device: device(signed()), anchors: [:],
      hint: "no valid path leads"),
    Refusal(
      testDescription: "an anchor of another domain", device: device(signed()), domain: "DEVICE",
      hint: "no valid path leads"),
    Refusal(
      testDescription: "another root", device: device(signed()), anchors: ["other": TestCertificate("Other")],
      hint: "no valid path leads"),
    Refusal(
      testDescription: "a self-made certificate",
      device: device(signed(by: [TestCertificate("Chip", key: .p256b)])), hint: "no valid path leads"),
    Refusal(
      testDescription: "a certificate that has expired",
      device: device(signed(by: [chip.with { $0.notAfter = "20251231235959Z" }])), hint: "no valid path leads"),
    Refusal(
      testDescription: "somebody else's certificate",
      device: device(signed(by: [chip.with { $0.key = .p256b }], header: "{\"alg\":\"ES256\",\"x5c\":[\"\(x5c)\"]}")),
      hint: "its signature does not match"),
    Refusal(
      testDescription: "no algorithm", device: device(signed(header: "{\"alg\":\"none\",\"x5c\":[\"\(x5c)\"]}")),
      hint: "its header says alg"),
    Refusal(
      testDescription: "a secret's algorithm",
      device: device(signed(header: "{\"alg\":\"HS256\",\"x5c\":[\"\(x5c)\"]}")), hint: "its header says alg"),
    Refusal(
      testDescription: "the algorithm of another key",
      device: device(signed(header: "{\"alg\":\"RS256\",\"x5c\":[\"\(x5c)\"]}")), hint: "its signature does not match"),
    Refusal(
      testDescription: "critical members",
      device: device(signed(header: "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"x5c\":[\"\(x5c)\"]}")),
      hint: "its header has critical members"),
    Refusal(
      testDescription: "no certificate", device: device(signed(header: "{\"alg\":\"ES256\"}")),
      hint: "its header has no x5c"
    ),
    Refusal(
      testDescription: "too many certificates",
      device: device(signed(by: [chip] + Array(repeating: maker, count: 8))), hint: "its x5c holds 9 certificates"),
    Refusal(
      testDescription: "text that is not a certificate",
      device: device(signed(header: "{\"alg\":\"ES256\",\"x5c\":[\"AAAA\"]}")),
      hint: "the first certificate of its x5c cannot be read"),
    Refusal(
      testDescription: "no Base64", device: device(signed(header: "{\"alg\":\"ES256\",\"x5c\":[\"!\"]}")),
      hint: "its x5c holds text that is not a certificate"),
    Refusal(
      testDescription: "another payload",
      device: device(
        signed().split(separator: ".").enumerated()
          .map { $0 == 1 ? base64(digitalID.replacing("Slap", with: "Slab")) : String($1) }.joined(separator: ".")),
      hint: "its signature does not match"),
    Refusal(
      testDescription: "device info by a stranger",
      device: device("", info: signed(info(signed()), by: [TestCertificate("Chip", key: .p256b)])), text: "deviceInfo",
      hint: "no valid path leads"),
    Refusal(
      testDescription: "device data by a stranger",
      device: device("", data: signed(data(info(signed())), by: [TestCertificate("Chip", key: .p256b)])),
      text: "deviceData", hint: "no valid path leads"),
  ]

  @Test(arguments: refusals) func `what is not genuine is refused`(_ refusal: Refusal) throws {
    var registry = TestRegistry(at: refusal.time)
    let outcome = try registry.reconcile(
      Self.files(refusal.device, anchors: refusal.anchors, domain: refusal.domain))
    #expect(
      outcome.diagnostics.map { "\($0.code ?? "") \($0.message)" } == [
        "PMS_AUT_022 signature validation failed - \(refusal.text)"
      ])
    #expect(outcome.diagnostics.first?.hint?.contains(refusal.hint) == true, "\(outcome.diagnostics.first?.hint ?? "")")
    #expect(
      outcome.events.filter { $0.object?.kind == "Device" }.map(\.brief) == [
        "device.register *", "device.register/3 *",
      ])
    #expect(registry.stored(Device.self, "a") == nil)
  }

  @Test func `an L1 device needs an active trust provider first`() throws {
    var registry = TestRegistry()
    var files = Self.files(Self.device(Self.signed()))
    files["f.yaml"] = files["f.yaml"]?.replacing("isActive: true", with: "isActive: false")
    #expect(try registry.reconcile(files).diagnostics.map(\.code) == ["ADM-DPM-016"])
    files["f.yaml"] = nil
    #expect(try registry.reconcile(files).diagnostics.map(\.code) == ["ADM-DPM-016"])
  }

  @Test func `every change of one byte of a signed text is refused`() throws {
    let good = Array(Self.signed().utf8)
    var registry = TestRegistry()
    try registry.reconcile(Self.files(nil))
    // Three in a row of each part suffice: each costs a whole run.
    for index in stride(from: 0, to: good.count, by: 17) where good[index] != UInt8(ascii: ".") {
      var text = good
      text[index] = text[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      let outcome = try registry.outcome(Self.files(Self.device(String(decoding: text, as: UTF8.self))))
      #expect(outcome.faults == 1, "byte \(index)")
    }
  }
}
