import Kinds
import Model
import RegistrySupport
import Source
import Testing

@testable import Engine

/// Requests for API keys and the keys themselves, reconciled from manifests.
@Suite struct APIKeyTests {
  private static let asked = "{name: k, policy: insurance, useCaseDescription: U}"
  private static func entry(_ more: String, policy: String = "insurance") -> String {
    "{name: k, policy: \(policy), useCaseDescription: U, \(more)}"
  }
  private static let approved = entry("request: Approved")
  private static let rejected = entry("request: Rejected")
  private static let off = entry("request: Approved, status: De-Active")

  private static let requesting = ["PMS_PRT_122"]
  private static let approving = [
    "PMS_PRT_181 *", "PMS_PRT_112 Partner ID 100000000000", "PMS_PRT_212 Partner ID 100000000000", "PMS_PRT_121",
    "PMS_PRT_221", "PMS_PRT_222", "PMS_PRT_281 *",
  ]
  private static let rejecting = ["PMS_PRT_181 *", "PMS_PRT_281 *"]
  private static let switching = ["PMS_PRT_199 *", "PMS_PRT_299 *"]
  private static let moving = ["PMS_PRT_179 *", "PMS_PRT_279 *"]

  /// The partner `a` with these entries, beside a second policy of its group and one of another.
  private func files(_ entries: String?..., more: String = "") -> [String: String] {
    let keys = entries.compactMap { $0 }.joined(separator: ", ")
    func policy(_ name: String, _ group: String) -> String {
      Policy.sample(1).replacing("policy-1", with: name).replacing("Policy 1", with: name)
        .replacing("policyGroup: banking", with: "policyGroup: \(group)")
    }
    return [
      "0.yaml": partnerSurroundings, "1.yaml": PolicyGroup.sample(1),
      "2.yaml": policy("second", "banking"), "3.yaml": policy("foreign", "group-1"),
      "a.yaml": partner("a", "apiKeys: [\(keys)]" + more),
    ]
  }

  private func started(_ entries: String?...) throws -> TestRegistry {
    var registry = TestRegistry()
    var all = files()
    for entry in entries { all = files(entry) }
    #expect(try registry.reconcile(all).diagnostics.map(\.brief) == [])
    return registry
  }

  private func status(_ registry: TestRegistry) throws -> Partner.Status {
    try #require(registry.stored(Partner.self, "a")).status
  }

  private func answer(_ registry: TestRegistry) -> String? {
    registry.stored(Partner.self, "a")?.record.response?.revealedLine
  }

  // MARK: Success

  @Test func `a request waits for a decision`() throws {
    var registry = try started()
    #expect(try registry.reconcile(files(Self.asked)).events.map(\.brief) == Self.requesting)
    let status = try status(registry)
    let request = try #require(status.request(named: "k"))
    #expect(status.apiKeys.isEmpty && status.apiKeyRequests.count == 1)
    #expect(request.status == .inProgress && request.policy == "insurance" && request.id.count == 36)
    #expect(request.policyId == registry.stored(Policy.self, "insurance")?.id && request.decidedAt == nil)
    #expect(
      answer(registry)
        == envelope(
          "partnerAPIKeyRequest.create", registry.time,
          "{\"apiRequestId\":\"\(request.id)\",\"message\":\"partnerAPIKeyRequest successfully created\"}"))
    #expect(try registry.reconcile(files(Self.asked)).changesNothing)
  }

  @Test func `approval issues a key for ninety days`() throws {
    var registry = try started(Self.asked)
    registry.time = "2026-01-02T00:00:00.000Z"
    #expect(try registry.reconcile(files(Self.approved)).events.map(\.brief) == Self.approving)
    let status = try status(registry)
    let key = try #require(status.apiKey(named: "k"))
    #expect(key.key.reveal().count == 32 && key.status == .active && key.policy == "insurance")
    #expect(key.policyId == registry.stored(Policy.self, "insurance")?.id)
    #expect("\(key.issuedAt.date)..\(key.expiresAt.date)" == "2026-01-02..2026-04-02")
    #expect(status.request(named: "k")?.status == .approved)
    #expect(status.request(named: "k")?.decidedAt == registry.time)
    #expect(
      answer(registry)
        == envelope(
          "partners.apikey.approval", registry.time, "{\"message\":\"PartnerAPIKey approved successfully\"}"))
    #expect(try registry.reconcile(files(Self.approved)).changesNothing)
  }

  @Test func `an approved entry of a new partner takes every step in one run`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile(files(Self.off))
    #expect(
      outcome.events.filter { $0.object?.kind == "Partner" }.map(\.brief)
        == ["PMS_PRT_101", "PMS_PRT_200"] + Self.requesting + Self.approving + Self.switching)
    #expect(try registry.reconcile(files(Self.off)).changesNothing)
  }

  @Test func `a rejected request brings no key`() throws {
    var registry = try started(Self.asked)
    #expect(try registry.reconcile(files(Self.rejected)).events.map(\.brief) == Self.rejecting)
    #expect(try status(registry).apiKeys.isEmpty && status(registry).request(named: "k")?.status == .rejected)
    #expect(
      answer(registry)
        == envelope(
          "partners.apikey.approval", registry.time, "{\"message\":\"PartnerAPIKey rejected successfully\"}"))
    #expect(try registry.reconcile(files(Self.rejected)).changesNothing)
  }

  @Test func `a key is switched off and, though expired, on again`() throws {
    var registry = try started(Self.approved)
    #expect(try registry.reconcile(files(Self.off)).events.map(\.brief) == Self.switching)
    #expect(try status(registry).apiKey(named: "k")?.status == .inactive)
    let done = "{\"message\":\"Partner API Key status updated successfully\"}"
    #expect(answer(registry) == envelope("partners.apikeystatus.update", registry.time, done))
    registry.time = "2027-01-01T00:00:00.000Z"
    #expect(try registry.reconcile(files(Self.approved)).events.map(\.brief) == Self.switching)
    #expect(try status(registry).apiKey(named: "k")?.status == .active)
    #expect(try registry.reconcile(files(Self.approved)).changesNothing)
  }

  @Test func `an expired key is not replaced`() throws {
    var registry = try started(Self.approved)
    registry.time = "2027-01-01T00:00:00.000Z"
    #expect(try registry.reconcile(files(Self.approved)).changesNothing)
    #expect(try status(registry).apiKey(named: "k")?.isExpired(at: registry.time) == true)
  }

  @Test func `a key moves to another policy of the group`() throws {
    var registry = try started(Self.approved)
    let key = try status(registry).apiKey(named: "k")?.key
    let moved = files(Self.entry("request: Approved", policy: "second"))
    #expect(try registry.reconcile(moved).events.map(\.brief) == Self.moving)
    let after = try #require(status(registry).apiKey(named: "k"))
    #expect(after.policy == "second" && after.policyId == registry.stored(Policy.self, "second")?.id)
    #expect(after.key == key && after.status == .active)
    #expect(try status(registry).request(named: "k")?.policy == "insurance")
    let done = "{\"message\":\"Partner api key to Policy Mappings updated successfully\"}"
    #expect(answer(registry) == envelope("partners.policy.mapping", registry.time, done))
    #expect(try registry.reconcile(moved).changesNothing)
  }

  @Test func `several entries have keys of their own`() throws {
    var registry = try started()
    let other = Self.approved.replacing("name: k", with: "name: l")
    #expect(try registry.reconcile(files(other, Self.approved)).diagnostics.isEmpty)
    let keys = try status(registry).apiKeys
    #expect(keys.map(\.name) == ["l", "k"] && Set(keys.map { $0.key.reveal() }).count == 2)
    #expect(try registry.reconcile(files(Self.approved, other)).events.isEmpty)
  }

  @Test func `as many entries as there may be are decided in one run`() throws {
    var registry = TestRegistry()
    let entries = (0..<100).map { Self.off.replacing("name: k", with: "name: k\($0)") }.joined(separator: ", ")
    #expect(try registry.reconcile(files(entries)).diagnostics.isEmpty)
    #expect(try status(registry).apiKeys.count == 100)
  }

  @Test func `an entry without anything alive leaves the manifest, and its key is kept`() throws {
    var registry = try started(Self.off)
    #expect(try registry.reconcile(files()).events.isEmpty)
    let kept = try #require(status(registry).apiKey(named: "k"))
    #expect(kept.status == .inactive)
    #expect(try registry.reconcile(files(Self.approved)).events.map(\.brief) == Self.switching)
    #expect(try status(registry).apiKeys.map(\.key) == [kept.key])
  }

  @Test func `a partner's own status leaves its keys alone`() throws {
    var registry = try started(Self.approved)
    let outcome = try registry.reconcile(files(Self.approved, more: ", status: De-Active"))
    #expect(outcome.diagnostics.map(\.rule) == ["partner.status.keys"] && outcome.faults == 0)
    #expect(try status(registry).status == .inactive && status(registry).apiKey(named: "k")?.status == .active)
    var all = files(Self.approved)
    all["a.yaml"] = nil
    try registry.reconcile(all)
    #expect(try status(registry).apiKey(named: "k")?.status == .active)
  }

  // MARK: Secrets

  @Test func `no key is seen in plans, changes, events, messages or answers`() throws {
    var registry = try started(Self.asked)
    let outcome = try registry.reconcile(files(Self.approved))
    let key = try #require(status(registry).apiKey(named: "k")).key.reveal()
    let refused = try registry.reconcile(files(Self.rejected))
    let texts =
      [registry.plan(outcome).node(by: .test).line, registry.plan(refused).node(by: .test).line]
      + outcome.events.map { Node.object($0.members).line } + refused.events.map { Node.object($0.members).line }
      + refused.diagnostics.map { "\($0)" } + registry.ledger.map { "\($0)" }
      + [registry.stored(Partner.self, "a")?.node.line ?? key]
    #expect(texts.filter { $0.contains(key) } == [])
  }

  // MARK: Failures that a manifest can bring about

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String?
    let entry: String
    var isInactive = false
    let events: [String]
    let error: (code: String, message: String)
    let envelope: String
  }

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "D2: an inactive partner", before: nil, entry: asked, isInactive: true,
      events: ["PMS_PRT_122", "PMS_PRT_421"], error: ("PMS_PRT_005", "Partner does not exist"),
      envelope: "partnerAPIKeyRequest.create"),
    Refusal(
      testDescription: "D2: an inactive partner comes before an unknown policy", before: nil,
      entry: "{name: k, policy: other, useCaseDescription: U}", isInactive: true,
      events: ["PMS_PRT_122", "PMS_PRT_421"], error: ("PMS_PRT_005", "Partner does not exist"),
      envelope: "partnerAPIKeyRequest.create"),
    Refusal(
      testDescription: "D2: an unknown policy", before: nil, entry: "{name: k, policy: other, useCaseDescription: U}",
      events: ["PMS_PRT_122"], error: ("PMS_PRT_002", "Policy does not exist"), envelope: "partnerAPIKeyRequest.create"),
    Refusal(
      testDescription: "D2: a policy of another group", before: nil,
      entry: "{name: k, policy: foreign, useCaseDescription: U}", events: ["PMS_PRT_122"],
      error: ("PMS_PRT_002", "Policy does not exist"), envelope: "partnerAPIKeyRequest.create"),
    Refusal(
      testDescription: "C4: rejected after approval", before: approved, entry: rejected,
      events: ["PMS_PRT_181 *", "PMS_PRT_781 *"], error: ("PMS_PM_034", "Policy request already approved."),
      envelope: "partners.apikey.approval"),
    Refusal(
      testDescription: "C4: approved after rejection", before: rejected, entry: approved,
      events: ["PMS_PRT_181 *", "PMS_PRT_781 *"], error: ("PMS_PM_035", "Policy request already rejected."),
      envelope: "partners.apikey.approval"),
    Refusal(
      testDescription: "C1: to an unknown policy", before: approved,
      entry: entry("request: Approved", policy: "other"), events: ["PMS_PRT_179 *", "PMS_PRT_779 *"],
      error: ("PMS_PMP_014", "Policy other does not exist"), envelope: "partners.policy.mapping"),
    Refusal(
      testDescription: "C1: to a policy of another group", before: approved,
      entry: entry("request: Approved", policy: "foreign"), events: ["PMS_PRT_179 *", "PMS_PRT_779 *"],
      error: ("PMS_PMP_010", "Policy does not belong to the Policy Group of the Partner Manger"),
      envelope: "partners.policy.mapping"),
  ]

  @Test func `a new partner that asks for a key on an unknown policy is rejected, audited and answered once`() throws {
    var registry = TestRegistry()
    let all = files("{name: calls, policy: unknown, useCaseDescription: U}")
    let outcome = try registry.reconcile(all)
    #expect(outcome.diagnostics.map(\.code) == ["PMS_PRT_002"])
    #expect(outcome.events.filter { $0.object?.kind == "Partner" }.map(\.brief) == ["PMS_PRT_122"])
    #expect(outcome.answeredCodes == ["PMS_PRT_002"])
    #expect(registry.stored(Partner.self, "a") == nil)
    let again = try registry.reconcile(all)
    #expect(again.changesNothing && again.events.isEmpty && again.faults == 1)
  }

  @Test(arguments: refusals)
  func `a refused entry leaves everything as it was`(_ refusal: Refusal) throws {
    var registry = TestRegistry()
    let more = refusal.isInactive ? ", status: De-Active" : ""
    #expect(try registry.reconcile(files(refusal.before, more: more)).diagnostics.map(\.brief) == [])
    let stored = registry.stored(Partner.self, "a")?.node.revealed
    let outcome = try registry.reconcile(files(refusal.entry, more: more))
    #expect(outcome.events.map(\.brief) == refusal.events)
    let (code, message) = refusal.error
    #expect(outcome.answeredCodes == [code])
    #expect(outcome.diagnostics.contains { $0.code == code && $0.message == message })
    #expect(outcome.objects.isEmpty && registry.stored(Partner.self, "a")?.node.revealed == stored)
    let rejection = try #require(registry.state.rejected[ObjectID(kind: "Partner", name: "a")])
    #expect(
      rejection.node["response"]?.line
        == envelope(
          refusal.envelope, registry.time, "null",
          errors: "[{\"errorCode\":\"\(code)\",\"message\":\"\(message)\"}]"))
  }
}
