import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Store
import Testing

/// What each operation tells, stores and answers, reconciled from manifests.
@Suite struct MISPOperationTests {
  /// One step of a life: the manifest's further members (nil for no manifest at all) after some days.
  struct Step: Sendable {
    var more: String?
    var days = 0
    var email = "a@b.co"
  }

  /// A life, and what its last step brings.
  struct Scenario: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let steps: [Step]
    let events: [String]
    let words: String
    var keys: [String] = []
    let answer: (id: String, response: String)

    init(
      _ name: String, _ steps: [Step], events: [String], words: String, keys: [String] = [],
      answer: (id: String, response: String)
    ) {
      testDescription = name
      self.steps = steps
      self.events = events
      self.words = words
      self.keys = keys
      self.answer = answer
    }
  }

  static let created = [
    "PMS_MSP_101", "PMS_MSP_102", "PMS_MSP_103", "PMS_MSP_212 MISP ID 100", "PMS_MSP_200",
  ]
  static let approved = [
    "PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_202 MISP ID 100", "PMS_MSP_121 MISP ID 100 *",
    "PMS_MSP_201 MISP ID 100",
  ]
  static let rejected = [
    "PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_202 MISP ID 100", "PMS_MSP_106 MISP ID 100",
    "PMS_MSP_105 MISP ID 100", "PMS_MSP_201 MISP ID 100",
  ]
  static let updated = ["PMS_MSP_107", "PMS_MSP_108", "PMS_MSP_203"]
  static let switched = [
    "PMS_MSP_112", "PMS_MSP_211 MISP ID 100", "PMS_MSP_106 MISP ID 100", "PMS_MSP_113 MISP ID 100", "PMS_MSP_205",
  ]
  static let keySwitched = ["PMS_MSP_114", "PMS_MSP_115 MISP ID 100 *", "PMS_MSP_206 *"]
  static let issued = ["PMS_MSP_120 *", "PMS_MSP_121 MISP ID 100 *", "PMS_MSP_210 *"]
  static func bySystem(_ events: [String]) -> [String] { events.map { $0 + " by SYSTEM" } }

  static func approval(_ key: String, _ expiry: String) -> (String, String) {
    (
      "misp.status",
      "{\"mispStatus\":\"Active\",\"mispLicenseKey\":\"\(key)\",\"mispLicenseKeyExpiry\":\"\(expiry)T00:00:00.000Z\","
        + "\"mispLicenseKeyStatus\":\"active\",\"mispID\":\"100\",\"mispStatusCode\":\"approved\","
        + "\"message\":\"MISP approved successfully\"}"
    )
  }
  static func rejection(_ status: String) -> (String, String) {
    (
      "misp.status",
      "{\"mispStatus\":\"\(status)\",\"mispLicenseKey\":null,\"mispLicenseKeyExpiry\":null,"
        + "\"mispLicenseKeyStatus\":null,\"mispID\":\"100\",\"mispStatusCode\":\"rejected\","
        + "\"message\":\"MISP rejected successfully\"}"
    )
  }
  static let activated = ("misp.status.update", "{\"message\":\"MISP activated successfully\"}")
  static let deactivated = ("misp.status.update", "{\"message\":\"MISP deactivated successfully\"}")
  static func key(_ word: String) -> (String, String) { ("misp.license.update", "{\"status\":\"\(word)\"}") }
  static func download(_ key: String, _ date: String) -> (String, String) {
    (
      "misp.license.retrieve",
      "{\"mispLicenseKey\":\"\(key)\",\"mispLicenseKeyExpiry\":\"\(date)\",\"mispLicenseKeyStatus\":\"Active\"}"
    )
  }

  // MARK: Single operations

  static let operations: [Scenario] = [
    Scenario(
      "A1: registered", [Step(more: "")], events: created, words: "Inprogress Active",
      answer: ("misp.create", "{\"mispStatus\":\"Active\",\"mispID\":\"100\"}")),
    Scenario(
      "A2: approved", [Step(more: ""), Step(more: "approval: approved")], events: approved, words: "approved Active",
      keys: ["k0000002 Active #1 2026-01-01..2026-04-01"], answer: approval("k0000002", "2026-04-01")),
    Scenario(
      "A2: rejected while in progress", [Step(more: ""), Step(more: "approval: rejected")], events: rejected,
      words: "rejected Active", answer: rejection("Active")),
    Scenario(
      "A2: rejected after approval", [Step(more: "approval: approved"), Step(more: "approval: rejected")],
      events: rejected, words: "rejected Active",
      keys: ["k0000001 De-Active by rejection #1 2026-01-01..2026-04-01"], answer: rejection("Active")),
    Scenario(
      "A2: rejected while de-activated",
      [Step(more: "status: De-Active"), Step(more: "status: De-Active, approval: rejected")], events: rejected,
      words: "rejected De-Active", answer: rejection("De-Active")),
    Scenario(
      "A3: details changed", [Step(more: ""), Step(more: "", email: "new@b.co")], events: updated,
      words: "Inprogress Active",
      answer: (
        "misp.update",
        "{\"id\":\"100\",\"organizationName\":\"a\",\"contactNumber\":\"1\",\"emailID\":\"new@b.co\",\"address\":\"X\"}"
      )),
    Scenario(
      "A5: de-activated", [Step(more: "approval: approved"), Step(more: "approval: approved, status: De-Active")],
      events: switched, words: "approved De-Active",
      keys: ["k0000001 De-Active by misp #1 2026-01-01..2026-04-01"], answer: deactivated),
    Scenario(
      "A5: activated",
      [
        Step(more: "approval: approved"), Step(more: "approval: approved, status: De-Active"),
        Step(more: "approval: approved", days: 90),
      ], events: switched, words: "approved Active", keys: ["k0000001 Active #1 2026-01-01..2026-04-01"],
      answer: activated),
    Scenario(
      "A6: key de-activated",
      [Step(more: "approval: approved"), Step(more: "approval: approved, licenseKey: {status: De-Active}")],
      events: keySwitched, words: "approved Active",
      keys: ["k0000001 De-Active by key #1 2026-01-01..2026-04-01"], answer: key("De-Active")),
    Scenario(
      "A6: key activated on its last day",
      [
        Step(more: "approval: approved"), Step(more: "approval: approved, licenseKey: {status: De-Active}"),
        Step(more: "approval: approved", days: 90),
      ], events: keySwitched, words: "approved Active", keys: ["k0000001 Active #1 2026-01-01..2026-04-01"],
      answer: key("Active")),
    Scenario(
      "A10: key issued at will",
      [Step(more: "approval: approved"), Step(more: "approval: approved, licenseKey: {issue: 4}", days: 10)],
      events: issued, words: "approved Active",
      keys: [
        "k0000001 De-Active by replacement #1 2026-01-01..2026-04-01", "k0000003 Active #4 2026-01-11..2026-04-11",
      ], answer: download("k0000003", "2026-04-11")),
    Scenario(
      "A10: key replaced when it has expired",
      [Step(more: "approval: approved"), Step(more: "approval: approved", days: 91)],
      events: bySystem(issued), words: "approved Active",
      keys: [
        "k0000001 De-Active by replacement #1 2026-01-01..2026-04-01", "k0000003 Active #1 2026-04-02..2026-07-01",
      ], answer: download("k0000003", "2026-07-01")),
    Scenario(
      "end of life", [Step(more: "approval: approved"), Step(more: nil)], events: switched, words: "approved De-Active",
      keys: ["k0000001 De-Active by misp #1 2026-01-01..2026-04-01"], answer: deactivated),
    Scenario(
      "put back", [Step(more: "approval: approved"), Step(more: nil), Step(more: "approval: approved")],
      events: switched, words: "approved Active", keys: ["k0000001 Active #1 2026-01-01..2026-04-01"],
      answer: activated),
  ]

  // MARK: Lives

  static let lives: [Scenario] = [
    Scenario(
      "everything at once: decided while active, de-activated last",
      [Step(more: "approval: approved, status: De-Active, licenseKey: {status: De-Active}")],
      events: created + approved + keySwitched + switched, words: "approved De-Active",
      keys: ["k0000001 De-Active by key #1 2026-01-01..2026-04-01"], answer: deactivated),
    Scenario(
      "activated before it is approved",
      [Step(more: "status: De-Active"), Step(more: "approval: approved")], events: switched + approved,
      words: "approved Active", keys: ["k0000002 Active #1 2026-01-01..2026-04-01"],
      answer: approval("k0000002", "2026-04-01")),
    Scenario(
      "details before status before decision",
      [Step(more: "status: De-Active"), Step(more: "approval: rejected", email: "new@b.co")],
      events: updated + switched + rejected, words: "rejected Active", answer: rejection("Active")),
    Scenario(
      "approved after a rejection: a further key, the older one stays off",
      [Step(more: "approval: approved"), Step(more: "approval: rejected"), Step(more: "approval: approved", days: 1)],
      events: approved, words: "approved Active",
      keys: [
        "k0000001 De-Active by rejection #1 2026-01-01..2026-04-01", "k0000003 Active #1 2026-01-02..2026-04-02",
      ], answer: approval("k0000003", "2026-04-02")),
    Scenario(
      "a rejection is final for keys that a de-activation had switched off",
      [
        Step(more: "approval: approved"), Step(more: "approval: approved, status: De-Active"),
        Step(more: "approval: rejected, status: De-Active"), Step(more: "approval: rejected"),
      ], events: switched, words: "rejected Active",
      keys: ["k0000001 De-Active by rejection #1 2026-01-01..2026-04-01"], answer: activated),
    Scenario(
      "a key's own switch survives de-activation and re-activation",
      [
        Step(more: "approval: approved, licenseKey: {status: De-Active}"),
        Step(more: "approval: approved, licenseKey: {status: De-Active}, status: De-Active"),
        Step(more: "approval: approved, licenseKey: {status: De-Active}"),
      ], events: switched, words: "approved Active",
      keys: ["k0000001 De-Active by key #1 2026-01-01..2026-04-01"], answer: activated),
    Scenario(
      "a key switched off by itself while its MISP is de-activated stays off",
      [
        Step(more: "approval: approved"), Step(more: "approval: approved, status: De-Active"),
        Step(more: "approval: approved, status: De-Active, licenseKey: {status: De-Active}"),
        Step(more: "approval: approved, licenseKey: {status: De-Active}"),
      ], events: switched, words: "approved Active",
      keys: ["k0000001 De-Active by key #1 2026-01-01..2026-04-01"], answer: activated),
    Scenario(
      "a key switched on while its MISP is de-activated waits for the MISP",
      [
        Step(more: "approval: approved, licenseKey: {status: De-Active}, status: De-Active"),
        Step(more: "approval: approved, status: De-Active"),
      ], events: keySwitched, words: "approved De-Active",
      keys: ["k0000001 De-Active by misp #1 2026-01-01..2026-04-01"], answer: key("Active")),
    Scenario(
      "a key switched on while its MISP is de-activated is revived with it",
      [
        Step(more: "approval: approved, licenseKey: {status: De-Active}, status: De-Active"),
        Step(more: "approval: approved, status: De-Active"), Step(more: "approval: approved"),
      ], events: switched, words: "approved Active", keys: ["k0000001 Active #1 2026-01-01..2026-04-01"],
      answer: activated),
    Scenario(
      "a key switched off by itself is not replaced when it has expired",
      [
        Step(more: "approval: approved, licenseKey: {status: De-Active}"),
        Step(more: "approval: approved, licenseKey: {status: De-Active}", days: 400, email: "new@b.co"),
      ], events: updated, words: "approved Active",
      keys: ["k0000001 De-Active by key #1 2026-01-01..2026-04-01"],
      answer: (
        "misp.update",
        "{\"id\":\"100\",\"organizationName\":\"a\",\"contactNumber\":\"1\",\"emailID\":\"new@b.co\",\"address\":\"X\"}"
      )),
    Scenario(
      "a key that expired while its MISP was de-activated is replaced on re-activation",
      [
        Step(more: "approval: approved"), Step(more: "approval: approved, status: De-Active"),
        Step(more: "approval: approved", days: 91),
      ], events: switched + bySystem(issued), words: "approved Active",
      keys: [
        "k0000001 De-Active by replacement #1 2026-01-01..2026-04-01", "k0000003 Active #1 2026-04-02..2026-07-01",
      ], answer: download("k0000003", "2026-07-01")),
    Scenario(
      "an issue raised before the approval is satisfied by the approval's key",
      [Step(more: "licenseKey: {issue: 3}"), Step(more: "licenseKey: {issue: 3}, approval: approved")],
      events: approved, words: "approved Active", keys: ["k0000002 Active #3 2026-01-01..2026-04-01"],
      answer: approval("k0000002", "2026-04-01")),
    Scenario(
      "a new key of a switched-off line is switched off too",
      [
        Step(more: "approval: approved, licenseKey: {status: De-Active}"),
        Step(more: "approval: approved, licenseKey: {status: De-Active; issue: 2}"),
      ], events: issued + keySwitched, words: "approved Active",
      keys: [
        "k0000001 De-Active by key #1 2026-01-01..2026-04-01", "k0000003 De-Active by key #2 2026-01-01..2026-04-01",
      ], answer: key("De-Active")),
    Scenario(
      "an issue raised on the day of expiry issues one key, not two",
      [Step(more: "approval: approved"), Step(more: "approval: approved, licenseKey: {issue: 2}", days: 91)],
      events: issued, words: "approved Active",
      keys: [
        "k0000001 De-Active by replacement #1 2026-01-01..2026-04-01", "k0000003 Active #2 2026-04-02..2026-07-01",
      ], answer: download("k0000003", "2026-07-01")),
    Scenario(
      "a rejected MISP's keys neither expire nor come back",
      [
        Step(more: "approval: approved"), Step(more: "approval: rejected"),
        Step(more: "approval: rejected", days: 91, email: "new@b.co"),
      ], events: updated, words: "rejected Active",
      keys: ["k0000001 De-Active by rejection #1 2026-01-01..2026-04-01"],
      answer: (
        "misp.update",
        "{\"id\":\"100\",\"organizationName\":\"a\",\"contactNumber\":\"1\",\"emailID\":\"new@b.co\",\"address\":\"X\"}"
      )),
    Scenario(
      "put back after its key expired, in another state of mind",
      [Step(more: "approval: approved"), Step(more: nil), Step(more: "approval: rejected", days: 91)],
      events: switched + rejected, words: "rejected Active",
      keys: ["k0000001 De-Active by rejection #1 2026-01-01..2026-04-01"], answer: rejection("Active")),
  ]

  @Test(arguments: operations + lives)
  func `an operation tells, stores and answers as documented`(_ scenario: Scenario) throws {
    var registry = TestRegistry()
    var outcome: Outcome?
    for step in scenario.steps {
      registry.time = registry.time.adding(days: step.days)
      outcome = try registry.reconcile(
        step.more.map { ["a.yaml": misp("a", $0, email: step.email)] } ?? ["other.yaml": misp("other")])
      #expect(outcome?.diagnostics.map(\.brief) == [])
    }
    let events = try #require(outcome).events.filter { $0.object?.name == "a" }
    #expect(events.map(\.brief) == scenario.events)
    let stored = try #require(registry.stored(MISP.self, "a"))
    #expect(stored.words == scenario.words)
    #expect(stored.keys == scenario.keys)
    #expect(stored.envelope == envelope(scenario.answer.id, registry.time, scenario.answer.response))
    #expect(stored.status.licenseKeys.count { $0.status == .active } <= 1)
    #expect(outcome?.changes.filter { $0.object.name == "a" }.flatMap(\.events) == events.map { $0.definition.name.id })
  }

  @Test func `every word of the status is met in these lives`() throws {
    var words: Set<String> = []
    for scenario in MISPOperationTests.operations + MISPOperationTests.lives {
      words.formUnion(scenario.words.split(separator: " ").map(String.init))
      for key in scenario.keys {
        let parts = key.split(separator: " ").map(String.init)
        words.insert("key " + parts[1])
        if parts[2] == "by" { words.insert("by " + parts[3]) }
      }
    }
    let all =
      MISP.Approval.allCases.map(\.rawValue) + MISP.Activity.allCases.map(\.rawValue)
      + MISP.Activity.allCases.map { "key \($0.rawValue)" } + MISP.Cause.allCases.map { "by \($0.rawValue)" }
    #expect(words.sorted() == all.sorted())
  }

  // MARK: Whole records

  @Test func `a stored object is written whole`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["m/a.yaml": misp("a", "approval: approved", metadata: "labels: {region: south}")])
    registry.time = "2026-02-03T04:05:06.789Z"
    registry.author = Actor(name: "Ben", email: "ben@example.org")
    try registry.reconcile(["m/a.yaml": misp("a", "approval: approved", email: "new@b.co", metadata: "protected: true")]
    )
    #expect(
      registry.state.objects["MISP"]?.map(\.revealed) == [
        """
        {
          "apiVersion": "partnerctl/v1",
          "kind": "MISP",
          "metadata": {
            "name": "a",
            "id": "100",
            "labels": {},
            "protected": true
          },
          "spec": {
            "organizationName": "a",
            "contactNumber": "1",
            "emailId": "new@b.co",
            "address": "X",
            "approval": "approved",
            "status": "Active",
            "licenseKey": {
              "status": "Active",
              "issue": 1
            }
          },
          "status": {
            "approval": "approved",
            "status": "Active",
            "licenseKeys": [
              {
                "key": "k0000001",
                "status": "Active",
                "offBy": null,
                "issue": 1,
                "issuedAt": "2026-01-01T00:00:00.000Z",
                "expiresAt": "2026-04-01T00:00:00.000Z"
              }
            ],
            "createdBy": "ada@example.org",
            "createdAt": "2026-01-01T00:00:00.000Z",
            "updatedBy": "ben@example.org",
            "updatedAt": "2026-02-03T04:05:06.789Z",
            "source": "m/a.yaml",
            "response": {
              "id": "mosip.partnermanagement.misp.update",
              "version": "1.0",
              "responsetime": "2026-02-03T04:05:06.789Z",
              "metadata": null,
              "response": {
                "id": "100",
                "organizationName": "a",
                "contactNumber": "1",
                "emailID": "new@b.co",
                "address": "X"
              },
              "errors": []
            }
          }
        }

        """
      ])
  }

  @Test func `an event is recorded with every documented member`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile(["a.yaml": misp("a")])
    #expect(
      outcome.events[3...3].map { Node.object($0.members).line } == [
        "{\"eventId\":\"PMS_MSP_212\",\"eventName\":\"Register MISP\",\"eventType\":\"USER\","
          + "\"actionTimeStamp\":\"2026-01-01T00:00:00.000Z\",\"hostName\":\"host\",\"hostIp\":\"127.0.0.1\","
          + "\"applicationId\":\"10002\",\"applicationName\":\"Partner management portal\","
          + "\"sessionUserId\":\"ada@example.org\",\"sessionUserName\":\"Ada\",\"id\":\"100\",\"idType\":\"MISP ID\","
          + "\"createdBy\":\"Ada\",\"moduleName\":\"MISP Management Service\",\"moduleId\":\"PMS_MSP\","
          + "\"description\":\"MISP with this id was created (MISP ID 100)\",\"operation\":\"misp.create\","
          + "\"object\":{\"kind\":\"MISP\",\"name\":\"a\"},\"documented\":true,\"commit\":\"0\"}"
      ])
  }

  @Test func `an expired key is not replaced while another one is valid`() throws {
    let files = ["a.yaml": misp("a", "approval: approved")]
    var registry = try withTwoActiveKeys(files)
    #expect(try registry.reconcile(files).changesNothing)
    // The current key expires in April, the other one in May.
    registry.time = "2026-04-20T00:00:00.000Z"
    #expect(try registry.outcome(files).nextDeadline == "2026-05-01T00:00:00.000Z")
    #expect(try registry.reconcile(files).changesNothing)
    #expect(try shown(registry) == "k0000000")
    registry.time = "2026-05-01T00:00:00.001Z"
    try registry.reconcile(files)
    #expect(
      registry.stored(MISP.self, "a")?.keys == [
        "k0000000 De-Active by replacement #1 2026-01-01..2026-05-01",
        "k0000001 De-Active by replacement #1 2026-01-01..2026-04-01", "k0000003 Active #1 2026-05-01..2026-07-30",
      ])
    #expect(try shown(registry) == "k0000003")
  }

  @Test func `a raised issue switches all older keys off, valid ones too`() throws {
    var registry = try withTwoActiveKeys(["a.yaml": misp("a", "approval: approved")])
    try registry.reconcile(["a.yaml": misp("a", "approval: approved, licenseKey: {issue: 2}")])
    #expect(
      registry.stored(MISP.self, "a")?.status.licenseKeys.map(\.offBy) == [.replacement, .replacement, nil])
  }

  /// A state as an older program imported it: two active keys, of which the older one is valid for longer.
  private func withTwoActiveKeys(_ files: [String: String]) throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.reconcile(files)
    registry.edit(MISP.self, "a") { stored in
      var key = stored.status.licenseKeys[0]
      (key.key, key.expiresAt) = (Secret("k0000000"), "2026-05-01T00:00:00.000Z")
      stored.status.licenseKeys.insert(key, at: 0)
    }
    return registry
  }

  private func shown(_ registry: TestRegistry) throws -> String? {
    let read = try #require(MISP.queries.first { $0.id == "misp.showLicenseKey" })
    let key = read.perform(["a"], in: try registry.registry()).response?["mispLicenseKey"]
    guard case .secret(let secret)? = key?.value else { return nil }
    return secret.reveal()
  }

  @Test func `an expiry is the system's: no author, no commit`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a", "approval: approved")])
    #expect(registry.folder.header?.nextDeadline == "2026-04-01T00:00:00.000Z")
    registry.time = "2026-04-01T00:00:00.000Z"
    #expect(try registry.reconcile(["a.yaml": misp("a", "approval: approved")]).changesNothing)
    registry.time = "2026-04-01T00:00:00.001Z"
    let outcome = try registry.reconcile(["a.yaml": misp("a", "approval: approved")])
    #expect(outcome.events.map(\.actor) == [.system, .system, .system])
    #expect(outcome.events.map(\.commit) == [nil, nil, nil])
    #expect(outcome.events.map(\.operation) == Array(repeating: "misp.issueLicenseKey", count: 3))
    #expect(outcome.changes.map { $0.provenance?.commit } == [nil])
    let stored = try #require(registry.stored(MISP.self, "a"))
    #expect(stored.record.updatedBy == "SYSTEM")
    #expect(registry.folder.header?.nextDeadline == "2026-06-30T00:00:00.001Z")
  }
}
