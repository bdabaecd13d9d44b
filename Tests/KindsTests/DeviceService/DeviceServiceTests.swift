import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The life of a device service: what each operation tells, stores and answers.
@Suite struct DeviceServiceTests {
  private static let providerID = "0e90bb45-cc9b-4521-9644-72755f6aa1e9"

  private static let vendor = DeviceProvider.example.replacing(
    "name: test-vendor", with: "name: test-vendor\n  id: \(providerID)")

  private static let idle = vendor.replacing("isActive: true", with: "isActive: false")

  private static func service(_ changes: KeyValuePairs<String, String> = [:]) -> String {
    var text = DeviceService.example
    for (old, new) in changes {
      precondition(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return text
  }

  /// Event ids, with a star for those that no document has.
  private func events(_ outcome: Outcome) -> [String] {
    outcome.events.map { $0.definition.name.id + ($0.definition.isDocumented ? "" : " *") }
  }

  private func answer(_ registry: TestRegistry) -> String? {
    registry.stored(DeviceService.self, "test-service-1")?.record.response?.line
  }

  private static func registry(_ files: [String: String] = [:]) throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.reconcile(["p.yaml": vendor].merging(files) { $1 })
    return registry
  }

  @Test func `a device service is created, changed, removed and put back`() throws {
    var registry = try Self.registry()
    let created = try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": Self.service()])
    #expect(events(created) == ["ADM-707 *", "ADM-708 *"])
    let id = try #require(registry.stored(DeviceService.self, "test-service-1")?.id)
    #expect(id.count == 36)
    #expect(registry.stored(DeviceService.self, "test-service-1")?.status.deviceProviderId == Self.providerID)
    #expect(
      answer(registry)
        == """
        {"id":"io.mosip.masterdata.mds.create","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z",\
        "metadata":null,"response":{"isActive":true,"createdBy":"ada@example.org",\
        "createdDateTime":"2026-01-01T00:00:00.000Z","updatedBy":null,"updatedDateTime":null,"isDeleted":null,\
        "deletedDateTime":null,"id":"\(id)","swVersion":"TestSwVersion1",\
        "deviceProviderId":"0e90bb45-cc9b-4521-9644-72755f6aa1e9","regDeviceTypeCode":"Finger",\
        "regDeviceSubCode":"Single","make":"MC01A","model":"TVSFD","swCreateDateTime":"2026-02-10T06:12:52.994Z",\
        "swExpiryDateTime":"2027-02-10T06:12:52.994Z","swBinaryHash":"Test Hash"},"errors":[]}
        """)
    registry.time = "2026-02-11T06:12:52.994Z"
    registry.author = Actor(name: "Ben", email: "ben@example.org")
    let changed = Self.service(["2027-02-10": "2028-02-10"])
    #expect(events(try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": changed])) == ["ADM-709 *", "ADM-710 *"])
    #expect(
      answer(registry)
        == """
        {"id":"io.mosip.masterdata.mds.update","version":"1.0","responsetime":"2026-02-11T06:12:52.994Z",\
        "metadata":null,"response":{"isActive":true,"createdBy":"ada@example.org",\
        "createdDateTime":"2026-01-01T00:00:00.000Z","updatedBy":"ben@example.org",\
        "updatedDateTime":"2026-02-11T06:12:52.994Z","isDeleted":null,"deletedDateTime":null,"id":"\(id)",\
        "swVersion":"TestSwVersion1","deviceProviderId":"0e90bb45-cc9b-4521-9644-72755f6aa1e9",\
        "regDeviceTypeCode":"Finger","regDeviceSubCode":"Single","make":"MC01A","model":"TVSFD",\
        "swCreateDateTime":"2026-02-10T06:12:52.994Z","swExpiryDateTime":"2028-02-10T06:12:52.994Z",\
        "swBinaryHash":"Test Hash"},"errors":[]}
        """)
    #expect(events(try registry.reconcile(["p.yaml": Self.vendor])) == ["ADM-709 *", "ADM-710 *"])
    #expect(registry.stored(DeviceService.self, "test-service-1")?.status.isActive == false)
    #expect(registry.stored(DeviceService.self, "test-service-1")?.record.source == nil)
    #expect(try registry.reconcile(["p.yaml": Self.vendor]).changesNothing)
    #expect(events(try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": changed])) == ["ADM-709 *", "ADM-710 *"])
    #expect(registry.stored(DeviceService.self, "test-service-1")?.status.isActive == true)
    #expect(registry.stored(DeviceService.self, "test-service-1")?.id == id)
    #expect(try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": changed]).changesNothing)
  }

  struct Failure: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let changes: KeyValuePairs<String, String>
    let created: String
    let changed: String
    let code: String
    let message: String

    init(
      _ name: String, _ changes: KeyValuePairs<String, String>, created: String, changed: String, _ code: String,
      _ message: String
    ) {
      (testDescription, self.changes) = (name, changes)
      (self.created, self.changed, self.code, self.message) = (created, changed, code, message)
    }
  }

  private static let unknownType = ("ADM-DPM-040", "Device Type Code not found in the list of Device Types")
  private static let unknownSubType = ("ADM-DPM-041", "Device Sub Type Code not found in the list of Device Sub Types")
  private static let unknownProvider = ("ADM-DPM-039", "Device Provider ID not found in the list of Device Providers")

  static let failures: [Failure] = [
    Failure(
      "type", ["Code: Finger": "Code: Palm"], created: "ADM-712 *", changed: "ADM-712 *", unknownType.0,
      unknownType.1),
    Failure(
      "sub-type", ["Code: Single": "Code: Double"], created: "ADM-713 *", changed: "ADM-713 *", unknownSubType.0,
      unknownSubType.1),
    Failure(
      "provider", ["Provider: test-vendor": "Provider: nobody"], created: "ADM-70314 *", changed: "ADM-717 *",
      unknownProvider.0, unknownProvider.1),
    Failure(
      "twin", ["TestSwVersion1": "Taken"], created: "ADM-70315 *", changed: "ADM-718 *", "ADM-DPM-021",
      "MDS Details already exist"),
  ]

  private static let taken = service(["test-service-1": "taken", "TestSwVersion1": "Taken"])

  @Test(arguments: failures) func `what is wrong is told, and changes nothing`(_ failure: Failure) throws {
    var registry = try Self.registry(["t.yaml": Self.taken])
    let wrong = ["p.yaml": Self.vendor, "t.yaml": Self.taken, "s.yaml": Self.service(failure.changes)]
    let refused = try registry.reconcile(wrong)
    #expect(events(refused) == ["ADM-707 *", failure.created])
    #expect(refused.diagnostics.map(\.code) == [failure.code])
    #expect(refused.diagnostics.map(\.message) == [failure.message])
    #expect(registry.stored(DeviceService.self, "test-service-1") == nil)
    try registry.reconcile(["p.yaml": Self.vendor, "t.yaml": Self.taken, "s.yaml": Self.service()])
    let stored = registry.stored(DeviceService.self, "test-service-1")?.node.revealed
    let again = try registry.reconcile(wrong)
    #expect(events(again) == ["ADM-709 *", failure.changed])
    #expect(again.diagnostics.map(\.code) == [failure.code])
    #expect(again.diagnostics.map(\.message) == [failure.message])
    #expect(registry.stored(DeviceService.self, "test-service-1")?.node.revealed == stored)
  }

  @Test func `the checks come in the documented order, which differs between creating and changing`() throws {
    let changes: KeyValuePairs = ["Code: Finger": "Code: Palm", "Provider: test-vendor": "Provider: nobody"]
    var registry = try Self.registry()
    let wrong = ["p.yaml": Self.vendor, "s.yaml": Self.service(changes)]
    let created = try registry.reconcile(wrong)
    #expect(created.answeredCodes == ["ADM-DPM-040"])
    #expect(created.diagnostics.map(\.code) == ["ADM-DPM-039", "ADM-DPM-040"], "both are told, by their places")
    try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": Self.service()])
    #expect(try registry.reconcile(wrong).answeredCodes == ["ADM-DPM-039"])
  }

  @Test func `an active service needs an active provider, and both can be de-activated or removed together`() throws {
    var registry = try Self.registry()
    let refused = try registry.reconcile(["p.yaml": Self.idle, "s.yaml": Self.service()])
    #expect(events(refused) == ["ADM-721 *", "ADM-722 *", "ADM-707 *", "ADM-70314 *"])
    #expect(refused.diagnostics.map(\.code) == ["ADM-DPM-039"])
    try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": Self.service()])
    let off = Self.service(["isActive: true": "isActive: false"])
    let both = try registry.reconcile(["p.yaml": Self.idle, "s.yaml": off])
    #expect(both.diagnostics.map(\.brief) == [])
    #expect(events(both) == ["ADM-721 *", "ADM-722 *", "ADM-709 *", "ADM-710 *"])
    #expect(registry.stored(DeviceService.self, "test-service-1")?.status.isActive == false)
    try registry.reconcile(["p.yaml": Self.vendor, "s.yaml": Self.service()])
    // What was stored last is removed first.
    let other = Self.vendor.replacing("test-vendor", with: "other").replacing(Self.providerID, with: "other")
      .replacing("Test Vendor", with: "Other")
    let removed = try registry.reconcile(["o.yaml": other])
    #expect(
      events(removed) == ["ADM-719 *", "ADM-720 *", "ADM-709 *", "ADM-710 *", "ADM-721 *", "ADM-722 *"])
  }

  @Test func `a service goes to another provider with its id`() throws {
    let other = DeviceProvider.sample(2).replacing("name: vendor-2", with: "name: vendor-2, id: V.2")
    var registry = try Self.registry(["o.yaml": other, "s.yaml": Self.service()])
    let moved = Self.service(["Provider: test-vendor": "Provider: vendor-2"])
    try registry.reconcile(["p.yaml": Self.vendor, "o.yaml": other, "s.yaml": moved])
    #expect(registry.stored(DeviceService.self, "test-service-1")?.status.deviceProviderId == "V.2")
  }

  @Test func `failures that no manifest brings about keep their codes`() throws {
    var reasons: [String: Bool] = [:]
    for operation in DeviceService.operations {
      for case .requires(let condition) in operation.stages where condition.unreachable != nil {
        reasons[condition.code] = true
      }
    }
    #expect(reasons.keys.sorted() == ["ADM-DPM-022", "ADM-DPM-023", "ADM-DPM-024"])
  }

  @Test func `what only a request or a database could bring about is told with its events`() throws {
    let files = ["p.yaml": Self.vendor, "s.yaml": Self.service(), "t.yaml": Self.taken]
    let registry = try Self.registry(files)
    func refused(
      _ operation: Operation<DeviceService>, stored: (inout Stored<DeviceService>) -> Void = { _ in },
      desired: (inout DeviceService.Spec) -> Void = { _ in }
    ) throws -> Refused? {
      try Refused(operation, on: "test-service-1", files, registry, stored: stored, desired: desired)
    }
    #expect(
      try refused(DeviceService.create.failing(at: "deviceService.stored"))
        == Refused("ADM-DPM-022 Error occurred while storing MDS Details", ["ADM-707 *", "ADM-715 *"]))
    for operation in [DeviceService.update, DeviceService.deactivate] {
      #expect(
        try refused(operation, stored: { $0.metadata.id = nil }, desired: { $0.deviceProvider = "nobody" })
          == Refused("ADM-DPM-023 MDS ID test-service-1 does not exist", ["ADM-709 *"]))
      #expect(
        try refused(operation.failing(at: "deviceService.changed"))
          == Refused("ADM-DPM-024 Error occurred while updating MDS Details", ["ADM-709 *", "ADM-718 *"]))
    }
    #expect(
      try refused(DeviceService.update, desired: { $0.swVersion = "Taken" })
        == Refused("ADM-DPM-021 MDS Details already exist", ["ADM-709 *", "ADM-718 *"]))
    #expect(try refused(DeviceService.deactivate, desired: { $0.swVersion = "Taken" }) == nil)
  }
}
