import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Words that are not documented: every operation that the manifest asks for refuses them.
@Suite struct WordTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Manifests that are stored before; the first file of `after` is the one that is refused.
    var before: [String: String] = [:]
    let after: [String: String]
    let diagnostics: [String]
    let events: [String]
    let envelope: String
  }

  private static let approved = misp("a", "approval: approved")

  /// The events of a stored MISP have its id, those of a new one none.
  static let misps = [" MISP ID 100", ""].flatMap { id -> [Case] in
    let decision = ["PMS_MSP_104\(id)", "PMS_MSP_403\(id)"]
    let status = ["PMS_MSP_112", "PMS_MSP_407\(id)"]
    let key = ["PMS_MSP_114", "PMS_MSP_418\(id)"]
    return [
      bad(
        "approval", "approval: maybe", isStored: !id.isEmpty,
        ["a.yaml:9:13 misp.approval.word PMS_COR_002 Invalid Input Parameter - approval"], decision, "misp.status"),
      bad(
        "status", "approval: approved, status: maybe", isStored: !id.isEmpty,
        ["a.yaml:10:11 misp.status.word PMS_COR_002 Invalid Input Parameter - status"], status, "misp.status.update"),
      bad(
        "licence key's status", "approval: approved, licenseKey: {status: maybe}", isStored: !id.isEmpty,
        ["a.yaml:10:24 misp.licenseKey.status.word PMS_COR_002 Invalid Input Parameter - status"], key,
        "misp.license.update"),
      bad(
        "all of them", "licenseKey: {status: a}, status: b, approval: c", isStored: !id.isEmpty,
        [
          "a.yaml:9:24 misp.licenseKey.status.word PMS_COR_002 Invalid Input Parameter - status",
          "a.yaml:10:11 misp.status.word PMS_COR_002 Invalid Input Parameter - status",
          "a.yaml:11:13 misp.approval.word PMS_COR_002 Invalid Input Parameter - approval",
        ], decision + status + key, "misp.status"),
    ]
  }

  private static func bad(
    _ name: String, _ more: String, isStored: Bool, _ diagnostics: [String], _ events: [String], _ envelope: String
  ) -> Case {
    Case(
      testDescription: "\(isStored ? "stored" : "new") MISP, \(name)", before: isStored ? ["a.yaml": approved] : [:],
      after: ["a.yaml": misp("a", more)], diagnostics: diagnostics, events: events, envelope: envelope)
  }

  private static let surroundings = ["0.yaml": partnerSurroundings]

  private static func entry(_ more: String) -> String {
    partner("a", "apiKeys: [{name: k, policy: insurance, useCaseDescription: U\(more)}]")
  }

  static let others: [Case] = [
    Case(
      testDescription: "stored partner, status", before: ["a.yaml": partner("a")].merging(surroundings) { $1 },
      after: ["a.yaml": partner("a", "status: maybe")].merging(surroundings) { $1 },
      diagnostics: ["a.yaml:5:60 partner.status.word PMS_COR_002 Invalid Input Parameter - status"],
      events: ["PMS_PRT_189 *", "PMS_PRT_789 *"], envelope: "partners.status.update"),
    Case(
      testDescription: "API key, status",
      before: ["a.yaml": entry(", request: Approved")].merging(surroundings) { $1 },
      after: ["a.yaml": entry(", request: Approved, status: maybe")].merging(surroundings) { $1 },
      diagnostics: ["a.yaml:5:141 partner.apiKeys.status.word PMS_COR_002 Invalid Input Parameter - status"],
      events: ["PMS_PRT_199 *", "PMS_PRT_799 *"], envelope: "partners.apikeystatus.update"),
    Case(
      testDescription: "API key, decision", before: ["a.yaml": entry("")].merging(surroundings) { $1 },
      after: ["a.yaml": entry(", request: maybe")].merging(surroundings) { $1 },
      diagnostics: ["a.yaml:5:123 partner.apiKeys.request.word PMS_COR_002 Invalid Input Parameter - request"],
      events: ["PMS_PRT_181 *", "PMS_PRT_781 *"], envelope: "partners.apikey.approval"),
    Case(
      testDescription: "new partner, type and status", before: surroundings,
      after: ["a.yaml": partner("a", "status: maybe").replacing("Auth_Partner", with: "Bank")]
        .merging(surroundings) { $1 },
      diagnostics: [
        "a.yaml:5:16 partner.partnerType.word PMS_PRT_010 Partner Type does not exist",
        "a.yaml:5:52 partner.status.word PMS_COR_002 Invalid Input Parameter - status",
      ], events: ["PMS_PRT_101", "PMS_PRT_425", "PMS_PRT_189 *", "PMS_PRT_789 *"], envelope: "partners.create"),
    Case(
      testDescription: "stored policy, status",
      before: ["a.yaml": PolicyTests.documented(), "g.yaml": PolicyTests.group],
      after: ["a.yaml": PolicyTests.documented("a", "status: maybe"), "g.yaml": PolicyTests.group],
      diagnostics: ["a.yaml:11:11 policy.status.word PMS_POL_045 Policy Status either Active or De-active."],
      events: ["PMS_PRT_183", "PMS_PRT_483 Policy ID 100000000000"], envelope: "policy.update.status"),
  ]

  @Test(arguments: misps + others)
  func `an invalid word is kept, and reported once by each operation`(_ word: Case) throws {
    var registry = TestRegistry()
    #expect(try registry.reconcile(word.before).diagnostics.map(\.brief) == [])
    let before = registry.stored(MISP.self, "a")?.node.revealed
    let outcome = try registry.reconcile(word.after)
    #expect(outcome.diagnostics.map(\.brief) == word.diagnostics)
    #expect(outcome.events.map(\.brief) == word.events)
    #expect(outcome.objects.isEmpty && registry.stored(MISP.self, "a")?.node.revealed == before)
    let rejection = try #require(registry.state.rejected.values.first)
    #expect(registry.state.rejected.count == 1)
    #expect(rejection.node["response"]?["id"]?.text == "mosip.partnermanagement.\(word.envelope)")
    #expect(rejection.node["diagnostics"]?.items?.count == word.diagnostics.count)
    let again = try registry.outcome(word.after)
    #expect(again.changesNothing && again.events.isEmpty && again.faults == 1)
  }

  @Test func `a device's words are told by its registration, and later by the change of its status`() throws {
    var registry = TestRegistry()
    func files(_ old: String, _ new: String) -> [String: String] {
      ["0.yaml": Device.examplePrerequisites, "a.yaml": Device.example.replacing(old, with: new)]
    }
    func told(_ old: String, _ new: String) throws -> [String] {
      let outcome = try registry.reconcile(files(old, new))
      return outcome.diagnostics.map { "\($0.code ?? "-") \($0.rule)" }
        + outcome.events.filter { $0.object?.kind == "Device" }.map(\.brief)
    }
    let registering = ["device.register *", "device.register/3 *"]
    #expect(try told("AUTH", "BOTH") == ["ADM-DPM-034 device.purpose.word"] + registering)
    #expect(try told("L0", "L2") == ["KER-MSD-999 device.deviceInfo.certification.word"] + registering)
    #expect(try told("status: REGISTERED", "status: ON") == ["ADM-DPM-028 device.status.word"] + registering)
    try registry.reconcile(files("", ""))
    let id = try #require(registry.stored(Device.self, "fp-1801160992")).id
    #expect(
      try told("status: REGISTERED", "status: ON") == [
        "ADM-DPM-037 device.status.word", "device.updateStatus Device Code \(id) *",
        "device.updateStatus/3 Device Code \(id) *",
      ])
    #expect(try told("AUTH", "BOTH") == ["ADM-DPM-034 device.purpose.word"], "it is registered, and asks for nothing")
  }

  @Test func `beside a fault that the documents do not audit nothing is told`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": Self.approved])
    let outcome = try registry.reconcile(["a.yaml": misp("a", "approval: maybe, colour: red")])
    #expect(outcome.diagnostics.map(\.rule) == ["misp.approval.word", "misp.unknown"])
    #expect(outcome.events.isEmpty && outcome.changesNothing)
  }

  @Test func `what is stored is not asked to be created`() throws {
    var registry = TestRegistry()
    let files = Self.surroundings.merging(["a.yaml": partner("a")]) { $1 }
    try registry.reconcile(files)
    let outcome = try registry.reconcile(files.mapValues { $0.replacing("Auth_Partner, policy", with: "Bank, policy") })
    #expect(outcome.diagnostics.map(\.rule) == ["partner.partnerType.word"])
    #expect(outcome.events.isEmpty)
  }

  // MARK: Hints

  @Test(arguments: [
    (misp("a", "status: Inactive"), "must be \"Active\" or \"De-Active\""),
    (misp("a", "status: De-Activ"), "must be \"Active\" or \"De-Active\""),
    (misp("a", "approval: disapproved"), "must be \"approved\" or \"rejected\""),
    (partner("a", "status: Inactive"), "must be \"Active\" or \"De-Active\" or \"DeActive\""),
    (Device.example.replacing("L0", with: "L2"), "must be \"L0\" or \"L1\""),
    (
      Device.example.replacing(": REGISTERED", with: ": DEREGISTERED"),
      "must be \"REGISTERED\" or \"REVOKED\" or \"RETIRED\""
    ),
  ])
  func `a hint lists the words, and suggests none of them`(_ manifest: String, _ hint: String) throws {
    let outcome = try TestRegistry().outcome(["a.yaml": manifest])
    #expect(outcome.diagnostics.filter { $0.rule.hasSuffix(".word") }.map(\.hint) == [hint])
  }
}
