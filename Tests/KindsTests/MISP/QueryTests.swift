import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The documented reads: what they answer, what they tell.
@Suite struct MISPReadTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let read: String
    let arguments: [String]
    let manifests: [String]
    var days: Int
    let events: [String]
    /// The envelope's `response`, or the error.
    let answer: Result<String, Failure>

    struct Failure: Error {
      let code: String
      let message: String
    }

    init(
      _ name: String, _ read: String, _ arguments: [String], in manifests: [String], days: Int = 0, events: [String],
      _ response: String
    ) {
      testDescription = name
      self.read = read
      self.arguments = arguments
      self.manifests = manifests
      self.days = days
      self.events = events
      answer = .success(response)
    }

    init(
      _ name: String, _ read: String, _ arguments: [String], in manifests: [String], days: Int = 0, events: [String],
      failing code: String, _ message: String
    ) {
      testDescription = name
      self.read = read
      self.arguments = arguments
      self.manifests = manifests
      self.days = days
      self.events = events
      answer = .failure(Failure(code: code, message: message))
    }
  }

  /// `a` (id 100) has the key k0000001; `b` (id 101) k0000002.
  static let two = [misp("a", "approval: approved"), misp("b", "approval: approved", organization: "b & a")]
  static let checked = ["PMS_MSP_109", "PMS_MSP_110 MISP ID 100", "PMS_MSP_111 MISP ID 100"]

  static let validations: [Case] = [
    Case(
      "valid, by id", "misp.validateLicenseKey", ["100", "k0000001"], in: two, events: checked + ["PMS_MSP_204"],
      "{\"message\":\"MISP License key is valid\",\"misp_id\":\"100\",\"isActive\":true,\"isValid\":true,"
        + "\"validFrom\":\"2026-01-01T00:00:00.000Z\",\"validTo\":\"2026-04-01T00:00:00.000Z\"}"),
    Case(
      "valid on its last day, by name", "misp.validateLicenseKey", ["a", "k0000001"], in: two, days: 90,
      events: checked + ["PMS_MSP_204"],
      "{\"message\":\"MISP License key is valid\",\"misp_id\":\"100\",\"isActive\":true,\"isValid\":true,"
        + "\"validFrom\":\"2026-01-01T00:00:00.000Z\",\"validTo\":\"2026-04-01T00:00:00.000Z\"}"),
    Case(
      "expired", "misp.validateLicenseKey", ["100", "k0000001"], in: two, days: 91, events: checked,
      failing: "PMS_MSP_008", "MISP License key not valid"),
    Case(
      "switched off", "misp.validateLicenseKey", ["100", "k0000001"],
      in: [misp("a", "approval: approved, licenseKey: {status: De-Active}")], events: checked, failing: "PMS_MSP_008",
      "MISP License key not valid"),
    Case(
      "its MISP de-activated", "misp.validateLicenseKey", ["100", "k0000001"],
      in: [misp("a", "approval: approved, status: De-Active")], events: checked, failing: "PMS_MSP_008",
      "MISP License key not valid"),
    Case(
      "unknown key", "misp.validateLicenseKey", ["100", "mystery"], in: two, events: ["PMS_MSP_109", "PMS_MSP_406"],
      failing: "PMS_MSP_006", "MISP ID/MISP License Key does not exist"),
    Case(
      "unknown MISP", "misp.validateLicenseKey", ["109", "k0000001"], in: two, events: ["PMS_MSP_109", "PMS_MSP_406"],
      failing: "PMS_MSP_006", "MISP ID/MISP License Key does not exist"),
    Case(
      "another MISP's key", "misp.validateLicenseKey", ["b", "k0000001"], in: two,
      events: checked + ["PMS_MSP_415 MISP ID 101 *"], failing: "PMS_MSP_007",
      "MISP License key not associated to MISP ID"),
    Case(
      "ill-formed key", "misp.validateLicenseKey", ["100", "k 1"], in: two, events: [], failing: "PMS_COR_002",
      "Invalid Input Parameter - mispLicenseKey"),
    Case(
      "empty key", "misp.validateLicenseKey", ["100", ""], in: two, events: [], failing: "PMS_COR_001",
      "Missing Input Parameter - mispLicenseKey"),
    Case(
      "key of 128 characters", "misp.validateLicenseKey", ["100", String(repeating: "k", count: 128)], in: two,
      events: ["PMS_MSP_109", "PMS_MSP_406"], failing: "PMS_MSP_006", "MISP ID/MISP License Key does not exist"),
    Case(
      "key of 129 characters", "misp.validateLicenseKey", ["100", String(repeating: "k", count: 129)], in: two,
      events: [], failing: "PMS_COR_002", "Invalid Input Parameter - mispLicenseKey"),
  ]

  static let downloads: [Case] = [
    Case(
      "shown", "misp.showLicenseKey", ["a"], in: two, events: ["PMS_MSP_120 *", "PMS_MSP_210 *"],
      "{\"mispLicenseKey\":\"k0000001\",\"mispLicenseKeyExpiry\":\"2026-04-01\",\"mispLicenseKeyStatus\":\"Active\"}"),
    Case(
      "unknown MISP", "misp.showLicenseKey", ["110"], in: two, events: ["PMS_MSP_120 *"], failing: "PMS_MSP_005",
      "MISP ID does not exist  110"),
    Case(
      "not approved", "misp.showLicenseKey", ["100"], in: [misp("a")],
      events: ["PMS_MSP_120 *", "PMS_MSP_410/2 MISP ID 100 *"], failing: "PMS_MSP_419", "misp is not yet approved."),
    Case(
      "not approved, though inactive", "misp.showLicenseKey", ["100"], in: [misp("a", "status: De-Active")],
      events: ["PMS_MSP_120 *", "PMS_MSP_410/2 MISP ID 100 *"], failing: "PMS_MSP_419", "misp is not yet approved."),
    Case(
      "inactive", "misp.showLicenseKey", ["100"], in: [misp("a", "approval: approved, status: De-Active")],
      events: ["PMS_MSP_120 *", "PMS_MSP_411 MISP ID 100 *"], failing: "PMS_MSP_405", "Misp is not active."),
    Case(
      "all keys off", "misp.showLicenseKey", ["100"],
      in: [misp("a", "approval: approved, licenseKey: {status: De-Active}")],
      events: ["PMS_MSP_120 *", "PMS_MSP_413 MISP ID 100 *"], failing: "PMS_MSP_413", "misp license all are inactive."),
    Case(
      "expired", "misp.showLicenseKey", ["100"], in: two, days: 91, events: ["PMS_MSP_120 *"], failing: "PMS_MSP_008",
      "MISP License key not valid"),
  ]

  static let details = (
    a: "{\"id\":\"100\",\"organizationName\":\"a\",\"contactNumber\":\"1\",\"emailID\":\"a@b.co\",\"address\":\"X\"",
    b: "{\"id\":\"101\",\"organizationName\":\"b & a\",\"contactNumber\":\"1\",\"emailID\":\"a@b.co\",\"address\":\"X\""
  )
  static func found(_ name: String, _ details: String, key: String?) -> String {
    let words = key.map { "\"\($0)\",\"licenseKeyExpiry\":\"2026-04-01\",\"licenseKeyStatus\":\"Active\"}" }
    return "\"\(name)\":\(details),\"status\":\"Active\",\"licenseKey\":"
      + (words ?? "null,\"licenseKeyExpiry\":null,\"licenseKeyStatus\":null}")
  }

  static let listings: [Case] = [
    Case(
      "all", "misp.list", [], in: two, events: ["PMS_MSP_116 *", "PMS_MSP_207 *"],
      "{\"mispDetails\":[\(details.a)},\(details.b)}]}"),
    Case(
      "none", "misp.list", [], in: [], events: ["PMS_MSP_116 *", "PMS_MSP_409 *"], failing: "PMS_MSP_012",
      "No MISP details found"),
    Case(
      "one by name", "misp.find", ["b"], in: two,
      events: ["PMS_MSP_117 *", "PMS_MSP_118 MISP ID 101 *", "PMS_MSP_208 *"],
      details.b + "}"),
    Case(
      "one by id", "misp.find", ["100"], in: two,
      events: ["PMS_MSP_117 *", "PMS_MSP_118 MISP ID 100 *", "PMS_MSP_208 *"], details.a + "}"),
    Case(
      "a name comes before an id", "misp.find", ["101"], in: two + [misp("101")],
      events: ["PMS_MSP_117 *", "PMS_MSP_118 MISP ID 102 *", "PMS_MSP_208 *"],
      "{\"id\":\"102\",\"organizationName\":\"101\",\"contactNumber\":\"1\",\"emailID\":\"a@b.co\",\"address\":\"X\"}"),
    Case(
      "not one", "misp.find", ["110"], in: two, events: ["PMS_MSP_117 *"], failing: "PMS_MSP_005",
      "MISP ID does not exist  110"),
    Case(
      "found anywhere in the name", "misp.search", ["a"], in: two, events: ["PMS_MSP_119 *", "PMS_MSP_209 *"],
      "{\(found("a", details.a, key: "k0000001")),\(found("b & a", details.b, key: "k0000002"))}"),
    Case(
      "found by more of the name", "misp.search", ["b &"], in: two, events: ["PMS_MSP_119 *", "PMS_MSP_209 *"],
      "{\(found("b & a", details.b, key: "k0000002"))}"),
    Case(
      "found without a key", "misp.search", [""], in: [misp("a")], events: ["PMS_MSP_119 *", "PMS_MSP_209 *"],
      "{\(found("a", details.a, key: nil))}"),
    Case(
      "case counts", "misp.search", ["A"], in: two, events: ["PMS_MSP_119 *", "PMS_MSP_410 *"], failing: "PMS_MSP_011",
      "No MISP found for the organization"),
  ]

  @Test(arguments: validations + downloads + listings)
  func `a read answers and tells as documented`(_ example: Case) throws {
    var registry = TestRegistry()
    try registry.reconcile(
      Dictionary(uniqueKeysWithValues: example.manifests.enumerated().map { ("\($0.offset).yaml", $0.element) }))
    registry.time = registry.time.adding(days: example.days)
    let read = try #require(MISP.queries.first { $0.id == example.read })
    #expect(read.arguments.count == example.arguments.count)
    let answer = read.perform(example.arguments, in: try registry.registry())
    let events = answer.auditEvents(of: read, run: registry.run(), catalog: .standard)
    #expect(events.map(\.brief) == example.events)
    #expect(Set(events.map(\.definition.name)).isSubset(of: read.events))
    #expect(events.allSatisfy { $0.actor.email == "ops@example.org" && $0.operation == read.id && $0.commit == nil })
    switch example.answer {
    case .success(let response):
      #expect(answer.error == nil)
      let node = Envelope.success(read.envelope.success, at: registry.time, response: answer.response ?? .null)
      #expect(node.revealedLine == envelope(documented[read.id] ?? "", registry.time, response))
      #expect(!node.line.contains("k000000"), "secrets are masked unless they are revealed on purpose")
    case .failure(let failure):
      #expect(answer.response == nil)
      #expect(answer.error.map { "\($0.code) \($0.message)" } == "\(failure.code) \(failure.message)")
      #expect(
        Catalog.standard.codes().contains {
          $0.code == failure.code && failure.message.hasPrefix($0.message.split(separator: "%")[0])
        })
    }
    let told = events.map { Node.object($0.members).line }.joined() + (answer.error?.message ?? "")
    #expect(!told.contains("k000000") && !told.contains("mystery"), "a key's text is nowhere told")
  }

  @Test func `an approved MISP without any key is told apart from one whose keys are off`() throws {
    var registry = TestRegistry()
    var stored = Stored<MISP>(metadata: Metadata(), spec: MISP.Spec())
    stored.metadata.name = "a"
    stored.metadata.id = "100"
    stored.status.approval = .approved
    stored.spec.organizationName = "a"
    stored.spec.emailId = "a@b.co"
    stored.spec.address = "X"
    stored.record.createdBy = "ada@example.org"
    registry.state.objects["MISP"] = [stored.node]
    let read = try #require(MISP.queries.first { $0.id == "misp.showLicenseKey" })
    let answer = read.perform(["a"], in: try registry.registry())
    let events = answer.auditEvents(of: read, run: registry.run(), catalog: .standard)
    #expect(events.map(\.brief) == ["PMS_MSP_120 *", "PMS_MSP_412 MISP ID 100 *"])
    #expect(
      answer.error.map { "\($0.code) \($0.message)" } == "PMS_MSP_006 MISP ID/MISP License Key does not exist")
  }

  @Test func `every event a read declares is met`() {
    let cases = MISPReadTests.validations + MISPReadTests.downloads + MISPReadTests.listings
    let met = Set(cases.flatMap(\.events).map { String($0.split(separator: " ")[0]) } + ["PMS_MSP_412"])
    let declared = Set(MISP.queries.flatMap(\.events).map { $0.row == 1 ? $0.id : "\($0.id)/\($0.row)" })
    #expect(declared.sorted() == met.sorted())
  }

  private let documented = [
    "misp.validateLicenseKey": "misp.license.validate", "misp.showLicenseKey": "misp.license.retrieve",
    "misp.list": "misp.retrieve", "misp.find": "misp.retrieve", "misp.search": "misp.retrieve",
  ]
}
