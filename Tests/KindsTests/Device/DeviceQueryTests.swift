import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The documented check of a device: what it answers, what it tells.
@Suite struct DeviceReadTests {
  private static let provider = "0e90bb45-cc9b-4521-9644-72755f6aa1e9"

  /// A registry with the example's device, its provider and its service, and an inactive provider beside them.
  private static func registry(_ changes: [String: String] = [:]) throws -> TestRegistry {
    var registry = TestRegistry()
    let idle = DeviceProvider.sample(2).replacing("vendor-2}", with: "vendor-2, id: IDLE}")
      .replacing("isActive: true", with: "isActive: false")
    let device = Device.example.replacing("name: fp-1801160992 ", with: "name: fp-1801160992\n  id: CODE-1 ")
    var files = [
      "p.yaml": Device.examplePrerequisites, "i.yaml": idle, "d.yaml": device, "s.yaml": DeviceService.example,
    ]
    #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    guard !changes.isEmpty else { return registry }
    for (file, manifest) in changes { files[file] = manifest }
    files["d.yaml"] = changes["d.yaml"].map { device.replacing("status: REGISTERED", with: $0) } ?? device
    #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    return registry
  }

  private static let right: [NodePath: String] = [
    "deviceCode": "CODE-1", "deviceServiceVersion": "TestSwVersion1", "digitalId.serialNo": "1801160992",
    "digitalId.make": "MC01A", "digitalId.model": "TVSFD", "digitalId.type": "Finger",
    "digitalId.deviceSubType": "Single", "digitalId.dp": "Test Vendor", "digitalId.dpId": provider,
  ]

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Members that are asked otherwise, empty ones left out, and manifests that are changed before.
    let asked: [NodePath: String]
    let changed: [String: String]
    let events: [String]
    let errors: [String]

    init(
      _ name: String, _ asked: [NodePath: String] = [:], changed: [String: String] = [:], _ events: [String],
      _ errors: [String] = []
    ) {
      testDescription = name
      (self.asked, self.changed, self.events, self.errors) = (asked, changed, events, errors)
    }
  }

  private static let differing = "ADM-DPM-008 Device code does not match against - "
  private static let idleService = DeviceService.example.replacing("isActive: true", with: "isActive: false")
  private static let unknown = "ADM-DPM-001 Device does not exist"

  static let cases: [Case] = [
    Case("valid", ["digitalId.dateTime": "2026-11-22T12:20:42.195Z"], ["ADM-600 *", "ADM-601 *"]),
    Case("valid for its purpose, in any case", ["purpose": "Auth"], ["ADM-600 *", "ADM-601 *"]),
    Case("valid when the purpose is blank", ["purpose": " "], ["ADM-600 *", "ADM-601 *"]),
    Case("unknown", ["deviceCode": "CODE-2"], ["ADM-600 *", "ADM-606 *"], [unknown]),
    Case("its name is no code", ["deviceCode": "fp-1801160992"], ["ADM-600 *", "ADM-606 *"], [unknown]),
    Case("of another purpose", ["purpose": "REGISTRATION"], ["ADM-600 *", "ADM-606 *"], [unknown]),
    Case(
      "revoked", changed: ["d.yaml": "status: REVOKED"], ["ADM-600 *", "ADM-607 *"],
      ["ADM-DPM-002 Device is Revoked/Retired"]),
    Case(
      "retired", ["digitalId.dpId": "nobody"], changed: ["d.yaml": "status: RETIRED"], ["ADM-600 *", "ADM-607 *"],
      ["ADM-DPM-002 Device is Revoked/Retired"]),
    Case(
      "unknown provider", ["digitalId.dpId": "nobody", "deviceServiceVersion": "none"], ["ADM-600 *", "ADM-607 *"],
      ["ADM-DPM-003 Device Provider does not exist"]),
    Case(
      "inactive provider", ["digitalId.dpId": "IDLE", "deviceServiceVersion": "none"], ["ADM-600 *", "ADM-607 *"],
      ["ADM-DPM-004 Device Provider is marked Inactive"]),
    Case(
      "unknown version", ["deviceServiceVersion": "none", "digitalId.make": "other"], ["ADM-600 *", "ADM-609 *"],
      ["ADM-DPM-005 MDS does not exist"]),
    Case(
      "inactive service", ["digitalId.make": "other"], changed: ["s.yaml": idleService], ["ADM-600 *", "ADM-609 *"],
      ["ADM-DPM-006 MDS is marked Inactive"]),
    Case(
      "service of other devices", ["digitalId.make": "other"],
      changed: ["s.yaml": DeviceService.example.replacing("Code: Single", with: "Code: Slap")],
      ["ADM-600 *", "ADM-612 *"], ["ADM-DPM-007 Software version does not match against the Service ID"]),
    Case(
      "an active service of other devices and an inactive one of these",
      changed: [
        "s.yaml": idleService,
        "t.yaml": DeviceService.sample(1).replacing("Version 1", with: "TestSwVersion1")
          .replacing("Code: Single", with: "Code: Slap"),
      ],
      ["ADM-600 *", "ADM-601 *"]),
    Case(
      "one member differs", ["digitalId.make": "mc01a"], ["ADM-600 *", "ADM-613 *"], [differing + "make"]),
    Case(
      "every member differs",
      [
        "digitalId.serialNo": "1", "digitalId.make": "1", "digitalId.model": "1", "digitalId.type": "1",
        "digitalId.deviceSubType": "1", "digitalId.dp": "1", "digitalId.dpId": "ACTIVE",
      ],
      changed: ["o.yaml": DeviceProvider.sample(3).replacing("vendor-3}", with: "vendor-3, id: ACTIVE}")],
      ["ADM-600 *", "ADM-613 *"],
      ["make", "model", "dpId", "dp", "serialNo", "type", "subType"].map { differing + $0 }),
    Case(
      "blank members", ["deviceCode": " ", "digitalId.dp": "\u{00A0}", "digitalId.type": ""], [],
      [
        "KER-MSD-999 request.deviceCode: must not be blank", "KER-MSD-999 request.digitalId.type: must not be blank",
        "KER-MSD-999 request.digitalId.dp: must not be blank",
      ]),
  ]

  @Test(arguments: cases) func `a device is validated as documented`(_ example: Case) throws {
    let registry = try Self.registry(example.changed)
    let read = try #require(Device.queries.first { $0.id == "device.validate" })
    let members = Self.right.merging(example.asked) { $1 }.filter { !$0.value.isEmpty }
    #expect(Set(members.keys).isSubset(of: read.members.map(\.path)))
    let answer = read.perform([], in: try registry.registry(), members: members)
    let events = answer.auditEvents(of: read, run: registry.run(), catalog: .standard)
    #expect(events.map(\.brief) == example.events)
    #expect(Set(events.map(\.definition.name)).isSubset(of: read.events))
    #expect(events.allSatisfy { $0.actor.email == "ops@example.org" && $0.operation == read.id && $0.commit == nil })
    let found = ObjectID(kind: "Device", name: "fp-1801160992")
    let isFound = !example.events.isEmpty && !example.events.contains("ADM-606 *")
    #expect(events.allSatisfy { $0.object == (isFound ? found : nil) })
    #expect(answer.errors.map { "\($0.code) \($0.message)" } == example.errors)
    let valid = #"[{"status":"Valid","message":"Device details validated successfully"}]"#
    #expect(answer.response?.line == (example.errors.isEmpty ? valid : nil))
  }

  @Test func `every event and every documented code is met`() {
    let declared = Device.queries.flatMap(\.events).map(\.id)
    #expect(Set(Self.cases.flatMap(\.events).map { String($0.dropLast(2)) }).sorted() == declared.sorted())
    let codes = Set(Self.cases.flatMap(\.errors).map { String($0.prefix(11)) })
    #expect(codes.sorted() == (1...8).map { "ADM-DPM-00\($0)" } + ["KER-MSD-999"])
    for error in Self.cases.flatMap(\.errors) where !error.hasPrefix("KER") {
      let isCatalogued = Catalog.standard.codes().contains { code in
        error.hasPrefix("\(code.code) \(code.message.split(separator: "%")[0])")
      }
      #expect(isCatalogued, "\(error)")
    }
  }

  @Test func `of two devices with one code the one that is not retired is meant`() throws {
    var registry = TestRegistry()
    let first = Device.example.replacing("purpose: AUTH", with: "purpose: REGISTRATION")
    var files = ["p.yaml": Device.examplePrerequisites, "s.yaml": DeviceService.example, "d.yaml": first]
    try registry.reconcile(files)
    files["d.yaml"] = first.replacing("status: REGISTERED", with: "status: RETIRED")
    try registry.reconcile(files)
    files["e.yaml"] = first.replacing("name: fp-1801160992", with: "name: again")
    #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    let read = try #require(Device.queries.first)
    let members = Self.right.merging(["deviceCode": "70959dd5-e45f-438a-9ff8-9b263908e572"]) { $1 }
    let answer = read.perform([], in: try registry.registry(), members: members)
    #expect(answer.errors.map(\.message) == [])
    #expect(answer.object?.name == "again")
  }
}
