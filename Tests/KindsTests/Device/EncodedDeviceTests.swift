import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// What devices send as they really write it: other names, other shapes, a signature where none is asked for.
@Suite struct EncodedDeviceTests {
  private static let digitalID =
    #"{"serialNo":"7","deviceProvider":"Test Vendor","deviceProviderId":"0e90bb45-cc9b-4521-9644-72755f6aa1e9","#
    + #""make":"M","model":"N","dateTime":"2026-01-01T00:00:00.000Z","type":"Finger","subType":"Single"}"#

  private static func base64(_ text: String) -> String {
    Base64.encode(Array(text.utf8), alphabet: .url, padded: false)
  }

  /// As an L0 device signs it, with a key that nobody knows.
  private static let signed = "\(base64(#"{"alg":"RS256"}"#)).\(base64(digitalID)).\(base64("a signature"))"

  /// A device's own data; `digitalID` is its JSON value.
  private static func info(
    subID: String = "[\"1\"]", digitalID: String = "\"\(base64(digitalID))\"", time: String = "timestamp"
  ) -> String {
    #"{"deviceSubId":\#(subID),"certification":"L0","digitalId":\#(digitalID),"firmware":"F","#
      + #""\#(time)":"2026-01-01T00:00:00.000Z"}"#
  }

  private static func manifest(_ spec: String) -> String {
    "apiVersion: partnerctl/v1\nkind: Device\nmetadata: {name: a}\nspec: \(spec)\n"
  }

  private static func whole(_ info: String) -> String {
    manifest("{deviceData: \(base64(#"{"deviceId":"D","purpose":"AUTH","deviceInfo":\#(info)}"#))}")
  }

  private static func part(_ info: String) -> String {
    manifest("{purpose: AUTH, deviceId: D, deviceInfo: \(base64(info))}")
  }

  private static func reconcile(_ device: String, in registry: inout TestRegistry) throws -> Outcome {
    try registry.reconcile(["0.yaml": Device.examplePrerequisites, "a.yaml": device])
  }

  @Test(arguments: [
    whole(info()), part(info()), whole("\"\(base64(info()))\""), whole(info(subID: "[1]", time: "timeStamp")),
    whole(info(digitalID: digitalID.replacing("\"make\"", with: "\"colour\":\"red\",\"make\""))),
  ])
  func `one sensor in a list and a timestamp are taken when they are decoded`(_ device: String) throws {
    var registry = TestRegistry()
    #expect(try Self.reconcile(device, in: &registry).diagnostics.map(\.brief) == [])
    let stored = try #require(registry.stored(Device.self, "a"))
    #expect(stored.spec.data.deviceInfo.deviceSubId == "1")
    #expect(stored.status.timeStamp == "2026-01-01T00:00:00.000Z")
    #expect(stored.status.digitalId.deviceSubType == "Single")
    registry.time = "2026-02-01T00:00:00.000Z"
    #expect(try Self.reconcile(device, in: &registry).changesNothing)
  }

  @Test func `two sensors, or none, are still refused`() throws {
    for subID in ["[\"1\",\"2\"]", "[]", "[[\"1\"]]", "{}"] {
      var registry = TestRegistry()
      let outcome = try Self.reconcile(Self.whole(Self.info(subID: subID)), in: &registry)
      #expect(outcome.diagnostics.map(\.rule) == ["device.deviceInfo.deviceSubId.type"])
      #expect(outcome.diagnostics.allSatisfy { $0.hint?.contains("quotes") == false })
    }
  }

  @Test func `written out they are errors, with a hint that says how to write them`() throws {
    var registry = TestRegistry()
    let device = Device.example.replacing("deviceSubId: \"1\"", with: "deviceSubId: [\"1\"]")
      .replacing("firmware: firmware", with: "firmware: F\n    timestamp: 2026-01-01T00:00:00.000Z")
    let outcome = try Self.reconcile(device, in: &registry)
    #expect(
      outcome.diagnostics.map { "\($0.rule) \($0.code ?? "-"): \($0.hint ?? "")" } == [
        "device.deviceInfo.deviceSubId.type KER-MSD-999: text is expected here, not a list; "
          + "write its one item without the brackets",
        "device.deviceInfo.unknown KER-MSD-999: \"timestamp\" is not a field here; did you mean \"timeStamp\"?",
      ])
    let mended = device.replacing("[\"1\"]", with: "\"1\"").replacing("timestamp:", with: "timeStamp:")
    #expect(try Self.reconcile(mended, in: &registry).diagnostics.map(\.brief) == [])
  }

  // MARK: A signed digital id on an L0 device

  private static let samples = [
    whole(info(digitalID: "\"\(signed)\"")), part(info(digitalID: "\"\(signed)\"")),
    manifest(
      "{purpose: AUTH, deviceId: D, deviceInfo: {deviceSubId: \"1\", certification: L0, firmware: F, digitalId: \(signed)}}"
    ),
  ]

  @Test(arguments: samples) func `it is refused unless the registry accepts it`(_ device: String) throws {
    var registry = TestRegistry()
    let outcome = try Self.reconcile(device, in: &registry)
    #expect(outcome.diagnostics.compactMap(\.code) == ["ADM-DPM-029"])
    let hint = try #require(outcome.diagnostics.first { $0.code != nil }?.hint)
    #expect(hint.hasSuffix("devices.acceptUnverifiedDigitalIds: true in registry.yaml"))
  }

  @Test(arguments: samples)
  func `it is read like that of an L1 device, and a warning says that nothing is verified`(_ device: String) throws {
    var registry = TestRegistry()
    var settings = DeviceSettings()
    settings.acceptUnverifiedDigitalIds = true
    registry.settings.set(settings)
    let outcome = try Self.reconcile(device, in: &registry)
    #expect(
      outcome.diagnostics.map { "\($0.severity) \($0.rule) \($0.message)" } == [
        "warning device.digitalId.unverified The signature of an L0 device's digital id is not verified"
      ])
    #expect(registry.stored(Device.self, "a")?.status.digitalId.serialNo == "7")
    let payload = try #require(
      outcome.signatures.values.first?.draft("K").input.split(separator: UInt8(ascii: ".")).last)
    let answer = try JSONReader.read(Base64.decode(String(decoding: payload, as: UTF8.self)) ?? [])
    #expect(answer["digitalId"]?.text == Self.signed, "it is answered as it came")
    let again = try Self.reconcile(device, in: &registry)
    #expect(again.changesNothing && again.diagnostics.isEmpty)
  }
}
