import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The life of a device: what each operation tells, stores and answers.
@Suite struct DeviceTests {
  /// A registry with the provider that the example's devices come from.
  private static func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.reconcile(["before.yaml": Device.examplePrerequisites])
    return registry
  }

  /// The provider, and devices beside it.
  private static func files(_ devices: [String: String] = [:]) -> [String: String] {
    devices.merging(["before.yaml": Device.examplePrerequisites]) { $1 }
  }

  private static func device(_ name: String = "a", _ changes: [String: String] = [:]) -> String {
    var text = Device.example.replacing("fp-1801160992", with: name)
    for (old, new) in changes {
      precondition(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return text
  }

  private func events(_ outcome: Outcome) -> [String] {
    outcome.events.map { "\($0.definition.name.id) \($0.definition.phase)" + ($0.definition.isDocumented ? "" : " *") }
  }

  private func answer(_ registry: TestRegistry, _ name: String = "a") -> String? {
    registry.stored(Device.self, name)?.record.response?.line
  }

  // MARK: Registration

  @Test func `a device is registered, and its answer waits for a signature`() throws {
    var registry = try Self.registry()
    let outcome = try registry.reconcile(Self.files(["a.yaml": Self.device()]))
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(events(outcome) == ["device.register request *", "device.register success *"])
    let stored = try #require(registry.stored(Device.self, "a"))
    #expect(stored.id == "00000000-0000-4000-8000-000000000002")
    #expect(stored.status.status == .registered)
    #expect(stored.status.timeStamp == "2026-01-01T00:00:00.000Z", "the time of the run stands in for the one left out")
    #expect(
      answer(registry)
        == """
        {"id":"io.mosip.masterdata.device.create","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z",\
        "metadata":null,"response":"(signed)","errors":[]}
        """)
    #expect(outcome.signatures.keys.map(\.name) == ["a"])
    #expect(try registry.reconcile(Self.files(["a.yaml": Self.device()])).changesNothing)
  }

  @Test func `header and payload are as the documents have them`() throws {
    var registry = try Self.registry()
    registry.settings.registry.environment = "Staging"
    let outcome = try registry.reconcile(Self.files(["a.yaml": Self.device()]))
    let request = try #require(outcome.signatures.values.first)
    let text = request.draft("KID").text([1, 2, 3])
    let parts = text.split(separator: ".").map { Base64.decode(String($0)).map { String(decoding: $0, as: UTF8.self) } }
    #expect(parts[0] == #"{"alg":"RS256","type":"JWS","kid":"KID"}"#)
    let digitalID = Base64.encode(
      Array(
        """
        {"serialNo":"1801160992","deviceProvider":"Test Vendor",\
        "deviceProviderId":"0e90bb45-cc9b-4521-9644-72755f6aa1e9","make":"MC01A","model":"TVSFD",\
        "dateTime":"2026-11-22T12:20:42.195Z","type":"Finger","deviceSubType":"Single"}
        """.utf8), alphabet: .url, padded: false)
    #expect(
      parts[1]
        == """
        {"status":"REGISTERED","digitalId":"\(digitalID)","deviceCode":"00000000-0000-4000-8000-000000000002",\
        "env":"Staging","timeStamp":"2026-01-01T00:00:00.000Z"}
        """)
    #expect(request.draft("KID").input == Array(text.utf8.dropLast(".AQID".utf8.count)), "header.payload is signed")
  }

  @Test func `the layout of the documents' example signs the second part alone`() throws {
    var registry = try Self.registry()
    var settings = DeviceSettings()
    settings.responseFormat = .mosip
    registry.settings.set(settings)
    let outcome = try registry.reconcile(Self.files(["a.yaml": Self.device()]))
    let request = try #require(outcome.signatures.values.first)
    let parts = request.draft("KID").text([1, 2, 3]).split(separator: ".").map(String.init)
    #expect(parts[0] == "eyJhbGciOiJSUzI1NiIsInR5cGUiOiJKV1MifQ==")
    #expect(request.draft("KID").input == Array(parts[1].utf8))
    #expect(Base64.decode(parts[2]) == Array("AQID".utf8), "the signature's Base64 is encoded once more")
  }

  @Test func `a device for registration has its own id as its code, one for authentication gets or adopts one`() throws
  {
    var registry = try Self.registry()
    let devices = [
      "a.yaml": Self.device("a", ["purpose: AUTH": "purpose: Registration"]),
      "b.yaml": Self.device("b", ["\"1801160992\"": "\"2\"", "metadata:": "metadata:\n  id: B-2"]),
    ]
    let outcome = try registry.reconcile(Self.files(devices))
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(registry.stored(Device.self, "a")?.id == "70959dd5-e45f-438a-9ff8-9b263908e572")
    #expect(registry.stored(Device.self, "a")?.spec.data.purpose == .registration)
    #expect(registry.stored(Device.self, "b")?.id == "B-2")
    #expect(outcome.changes.map { $0.generated.map(\.description) } == [[], []])
  }

  @Test func `a vendor's text is stored as it came, decoded beside it, and its digital id answered`() throws {
    var registry = try Self.registry()
    // As vendors send it: another name of the sub-type, a member nobody knows, padding.
    let id =
      #"{"serialNo":"7","deviceProvider":"Test Vendor","deviceProviderId":"0e90bb45-cc9b-4521-9644-72755f6aa1e9","#
      + #""make":"M","model":"N","dateTime":"2026-01-01T00:00:00.000Z","type":"Iris","subType":"Double","colour":"red"}"#
    let digitalID = Base64.encode(Array(id.utf8), alphabet: .standard, padded: true)
    let data = """
      {"deviceId":"D","purpose":"Auth","deviceInfo":{"deviceSubId":1,"certification":"L0","digitalId":"\(digitalID)",\
      "firmware":"F","deviceExpiry":null,"timeStamp":"2026-01-01T00:00:00.000Z"},"foundationalTrustProviderId":""}
      """
    let text = Base64.encode(Array(data.utf8), alphabet: .url, padded: false)
    let manifest = """
      apiVersion: partnerctl/v1
      kind: Device
      metadata: {name: a}
      spec: {deviceData: \(text), make: M, deviceProvider: Test Vendor}
      """
    let outcome = try registry.reconcile(Self.files(["a.yaml": manifest]))
    #expect(outcome.diagnostics.map(\.brief) == [])
    let stored = try #require(registry.state.objects["Device"]?.first)
    #expect(stored["spec"]?["deviceData"]?.text == text)
    #expect(stored["spec"]?["purpose"]?.isNull == true && stored["spec"]?["deviceInfo"]?.isNull == true)
    #expect(stored["status"]?["digitalId"]?["deviceSubType"]?.text == "Double")
    let payload = try #require(
      outcome.signatures.values.first?.draft("K").input.split(separator: UInt8(ascii: ".")).last)
    let answered = try JSONReader.read(Base64.decode(String(decoding: payload, as: UTF8.self)) ?? [])["digitalId"]?.text
    #expect(answered == Base64.encode(Array(id.utf8), alphabet: .url, padded: false), "the octets the device gave")
    #expect(try registry.reconcile(Self.files(["a.yaml": manifest])).changesNothing)
  }

  // MARK: Time of receipt

  @Test(arguments: [
    ("commit", "2026-01-01T00:00:00.000Z", "2026-01-01T01:00:00.000Z", true),
    ("merge", "2026-01-01T00:00:00.000Z", "2026-01-01T01:00:00.000Z", false),
    ("merge", "2025-12-31T00:00:00.000Z", "2026-01-01T00:05:00.000Z", true),
    ("run", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", false),
  ])
  func `the window counts from the receipt that the settings name`(
    _ receivedAt: String, _ commit: Instant, _ merge: Instant, _ isAccepted: Bool
  ) throws {
    var registry = try Self.registry()
    var settings = DeviceSettings()
    settings.receivedAt = try #require(DeviceSettings.Receipt(rawValue: receivedAt))
    registry.settings.set(settings)
    registry.time = "2026-01-01T02:00:00.000Z"
    let device = Self.device("a", ["firmware: firmware": "firmware: F\n    timeStamp: 2026-01-01T00:00:00.000Z"])
    let desired = registry.desired(Self.files(["a.yaml": device]))
    var request = registry.request(for: desired)
    let provenance = Provenance(
      commit: "c", author: registry.author, statedAt: commit, mergedAt: merge, runTime: registry.time)
    request.provenance[ObjectID(kind: "Device", name: "a")] = provenance
    let outcome = try Reconciler.reconcile(desired, over: registry.state, request: request)
    #expect(outcome.diagnostics.compactMap(\.code) == (isAccepted ? [] : ["MSD-RDS-001"]))
    request.provenance = [:]
    let early = try Reconciler.reconcile(desired, over: registry.state, request: request)
    #expect(early.diagnostics.isEmpty == (receivedAt != "run"), "as long as the receipt is not known, the window holds")
    #expect(
      try Reconciler.needsProvenance(
        desired, over: registry.state, request: request, cache: PassCache()) == [
          ObjectID(kind: "Device", name: "a")
        ])
  }

  @Test func `settings widen the window`() throws {
    var registry = try Self.registry()
    var settings = DeviceSettings()
    settings.timestampWindowMinutes = 1440
    registry.settings.set(settings)
    let device = Self.device("a", ["firmware: firmware": "firmware: F\n    timeStamp: 2025-12-31T00:00:00.000Z"])
    #expect(try registry.reconcile(Self.files(["a.yaml": device])).diagnostics.map(\.brief) == [])
    let later = device.replacing("name: a", with: "name: b").replacing("\"1801160992\"", with: "\"2\"")
      .replacing("2025-12-31T00:00:00.000Z", with: "2025-12-30T23:59:59.999Z")
    let refused = try registry.reconcile(Self.files(["a.yaml": device, "b.yaml": later]))
    #expect(refused.diagnostics.map(\.message) == ["Time Stamp input is 1440 min before the current timestamp"])
    #expect(events(refused) == ["device.register request *", "device.register failure *"])
  }

  // MARK: Status

  @Test func `every way through the life of a device`() throws {
    var registry = try Self.registry()
    func with(_ status: String) -> [String: String] {
      Self.files(["a.yaml": Self.device("a", ["status: REGISTERED": "status: \(status)"])])
    }
    try registry.reconcile(with("REGISTERED"))
    let changed = ["device.updateStatus request *", "device.updateStatus success *"]
    #expect(events(try registry.reconcile(with("revoked"))) == changed)
    #expect(registry.stored(Device.self, "a")?.status.status == .revoked)
    #expect(
      answer(registry)?.contains(#""response":{"status":"success","message":"Device status updated successfully"}"#)
        == true)
    #expect(events(try registry.reconcile(with("REGISTERED"))) == changed)
    #expect(events(try registry.reconcile(with("REVOKED"))) == changed)
    #expect(events(try registry.reconcile(with("RETIRED"))) == changed)
    let back = try registry.reconcile(with("REGISTERED"))
    #expect(back.diagnostics.map(\.code) == ["KER-DPM-002"])
    #expect(events(back) == ["device.updateStatus request *", "device.updateStatus failure *"])
    #expect(registry.stored(Device.self, "a")?.status.status == .retired)
  }

  @Test func `a device whose manifest is gone is de-registered, a revoked one retired, a retired one left`() throws {
    for (status, expected) in [
      ("REGISTERED", ["device.deregister request *", "device.deregister success *"]),
      ("REVOKED", ["device.updateStatus request *", "device.updateStatus success *"]), ("RETIRED", []),
    ] {
      var registry = try Self.registry()
      let device = Self.device("a", ["status: REGISTERED": "status: \(status)"])
      try registry.reconcile(Self.files(["a.yaml": device]))
      let removed = try registry.reconcile(Self.files())
      #expect(events(removed) == expected)
      #expect(removed.changes.map(\.action) == [.remove])
      #expect(registry.stored(Device.self, "a")?.status.status == .retired)
      #expect(registry.stored(Device.self, "a")?.record.source == nil)
      if status == "REGISTERED" {
        #expect(answer(registry)?.contains(#""message":"Device de-register successfully""#) == true)
      }
      let back = try registry.reconcile(Self.files(["a.yaml": Self.device()]))
      #expect(back.diagnostics.map(\.code) == ["KER-DPM-002"])
    }
  }

  @Test func `a retired serial number is registered again under another name, also with the same code`() throws {
    var registry = try Self.registry()
    let old = Self.device("a", ["purpose: AUTH": "purpose: REGISTRATION"])
    let new = Self.device("b", ["purpose: AUTH": "purpose: REGISTRATION"])
    try registry.reconcile(Self.files(["a.yaml": old]))
    let early = try registry.reconcile(Self.files(["a.yaml": old, "b.yaml": new]))
    #expect(early.answeredCodes == ["ADM-DPM-043"])
    #expect(early.diagnostics.map(\.code) == ["ADM-DPM-035", "ADM-DPM-043"])
    let retired = old.replacing("status: REGISTERED", with: "status: RETIRED")
    let outcome = try registry.reconcile(Self.files(["a.yaml": retired, "b.yaml": new]))
    #expect(outcome.diagnostics.map(\.brief) == [])
    let code = "70959dd5-e45f-438a-9ff8-9b263908e572"
    #expect(registry.stored(Device.self, "a")?.id == code && registry.stored(Device.self, "b")?.id == code)
    #expect(try registry.registry().object(Device.self, id: code)?.metadata.name == "b", "the code means the live one")
    // Its label changes, and it still does not take the code back.
    let labelled = retired.replacing("metadata:", with: "metadata:\n  labels: {x: y}")
    try registry.reconcile(Self.files(["a.yaml": labelled, "b.yaml": new]))
    #expect(try registry.registry().object(Device.self, id: code)?.metadata.name == "b")
    #expect(try registry.reconcile(Self.files(["a.yaml": labelled, "b.yaml": new])).changesNothing)
  }

  @Test func `one run never gives two devices one code`() throws {
    let code = "70959dd5-e45f-438a-9ff8-9b263908e572"
    let adopting = Self.device("z", ["1801160992\"": "2\"", "metadata:": "metadata:\n  id: \(code)"])
    for name in ["a", "zz"] {
      var registry = try Self.registry()
      let forRegistration = Self.device(name, ["purpose: AUTH": "purpose: REGISTRATION"])
      let outcome = try registry.reconcile(Self.files(["\(name).yaml": forRegistration, "z.yaml": adopting]))
      #expect(outcome.diagnostics.map(\.code) == ["ADM-DPM-035"])
      #expect(outcome.diagnostics.map(\.path) == [name == "a" ? "metadata.id" : "spec.deviceId"])
    }
  }

  @Test func `a retired device may go on to say its id when another one has it`() throws {
    var registry = try Self.registry()
    let code = "70959dd5-e45f-438a-9ff8-9b263908e572"
    let old = Self.device("a", ["purpose: AUTH": "purpose: REGISTRATION", "metadata:": "metadata:\n  id: \(code)"])
    let retired = old.replacing("status: REGISTERED", with: "status: RETIRED")
    let new = Self.device("b", ["purpose: AUTH": "purpose: REGISTRATION"])
    try registry.reconcile(Self.files(["a.yaml": old]))
    try registry.reconcile(Self.files(["a.yaml": retired, "b.yaml": new]))
    let again = try registry.reconcile(Self.files(["a.yaml": retired, "b.yaml": new]))
    #expect(again.diagnostics.map(\.brief) == [] && again.changesNothing)
  }

  @Test func `the hint for a folded text is to write it on one line`() throws {
    var registry = try Self.registry()
    let folded =
      "apiVersion: partnerctl/v1\nkind: Device\nmetadata: {name: a}\nspec:\n  deviceData: >-\n    e30\n    e30\n"
    let outcome = try registry.reconcile(Self.files(["a.yaml": folded]))
    #expect(outcome.diagnostics.map(\.rule) == ["device.deviceData.format"])
    #expect(outcome.diagnostics.map { $0.hint?.hasSuffix("write it on one line") } == [true])
  }

  @Test func `what is missing or other than it was registered is named`() throws {
    var registry = try Self.registry()
    let device = Self.device()
    let unnamed = device.replacing("    firmware: firmware\n", with: "")
    let missing = try registry.reconcile(Self.files(["a.yaml": unnamed]))
    #expect(missing.diagnostics.map(\.hint) == ["firmware is missing"])
    try registry.reconcile(Self.files(["a.yaml": device]))
    let changed = try registry.reconcile(Self.files(["a.yaml": device.replacing("MC01A", with: "MC02A")]))
    #expect(
      changed.diagnostics.map { $0.hint?.hasPrefix("digitalId.make differs from what was registered; ") } == [true])
  }

  // MARK: Others

  @Test func `a provider that was switched off has no new devices, and keeps the old ones`() throws {
    var registry = try Self.registry()
    try registry.reconcile(Self.files(["a.yaml": Self.device()]))
    let off = Device.examplePrerequisites.replacing("isActive: true", with: "isActive: false")
    let second = Self.device("b", ["\"1801160992\"": "\"2\""])
    let outcome = try registry.reconcile(["a.yaml": Self.device(), "b.yaml": second, "before.yaml": off])
    #expect(outcome.diagnostics.map(\.code) == ["ADM-DPM-032"])
    #expect(registry.stored(Device.self, "a")?.status.status == .registered)
    let revoked = Self.device("a", ["status: REGISTERED": "status: REVOKED"])
    #expect(try registry.reconcile(["a.yaml": revoked, "before.yaml": off]).diagnostics.map(\.brief) == [])
  }

  @Test func `a renamed device is not a removal`() throws {
    var registry = try Self.registry()
    try registry.reconcile(Self.files(["a.yaml": Self.device("a")]))
    let renamed = try registry.reconcile(Self.files(["b.yaml": Self.device("b")]))
    #expect(Set(renamed.diagnostics.map(\.rule)) == ["manifest.renamed"])
    #expect(renamed.changesNothing)
  }

  // MARK: Hostile input

  @Test func `every change of one byte of a digital id is refused or shown, and never traps`() throws {
    let registry = try Self.registry()
    var id = DigitalID()
    (id.serialNo, id.deviceProvider, id.make, id.model) = ("1", "Test Vendor", "M", "N")
    (id.deviceProviderId, id.type, id.deviceSubType) = ("0e90bb45-cc9b-4521-9644-72755f6aa1e9", "Finger", "Single")
    let good = Array(Base64.encode(JSONWriter.line(id.node, secrets: .masked), alphabet: .url, padded: false).utf8)
    func outcome(_ text: [UInt8]) throws -> Outcome {
      let device = """
        apiVersion: partnerctl/v1
        kind: Device
        metadata: {name: a}
        spec:
          purpose: AUTH
          deviceId: D
          deviceInfo: {deviceSubId: "1", certification: L0, firmware: F, digitalId: '\(String(decoding: text, as: UTF8.self))'}
        """
      return try registry.outcome(Self.files(["a.yaml": device]))
    }
    let original = try #require(try outcome(good).objects.first?.value["status"]?["digitalId"])
    var refused = 0
    var shown = 0
    for index in good.indices {
      for byte in [
        UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "!"), good[index] ^ 1,
      ] {
        guard byte != good[index], byte != UInt8(ascii: "'") else { continue }
        var text = good
        text[index] = byte
        let changed = try outcome(text)
        if changed.faults > 0 {
          refused += 1
          #expect(changed.diagnostics.allSatisfy { $0.location?.file == "a.yaml" })
        } else {
          shown += 1
          #expect(changed.objects.first?.value["status"]?["digitalId"] != original, "byte \(index) to \(byte)")
        }
      }
    }
    #expect(refused > good.count && shown > 0)
  }
}
