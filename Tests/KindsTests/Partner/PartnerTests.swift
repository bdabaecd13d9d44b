import Kinds
import Model
import RegistrySupport
import Source
import Testing

@testable import Engine

/// What each operation on a partner tells, stores and answers, reconciled from manifests.
@Suite struct PartnerTests {
  private static let created = ["PMS_PRT_101", "PMS_PRT_200"]
  private static let updated = ["PMS_PRT_144", "PMS_PRT_244"]
  private static let switched = ["PMS_PRT_189 *", "PMS_PRT_289 *"]

  private func files(_ manifest: String?) -> [String: String] {
    var files = ["0.yaml": partnerSurroundings, "z.yaml": partner("z")]
    files["a.yaml"] = manifest
    return files
  }

  private func started() throws -> TestRegistry {
    var registry = TestRegistry()
    #expect(try registry.reconcile(files(nil)).diagnostics.map(\.brief) == [])
    return registry
  }

  private func answer(_ registry: TestRegistry) -> String? {
    registry.stored(Partner.self, "a")?.record.response?.revealedLine
  }

  // MARK: Success

  @Test func `a partner is registered`() throws {
    var registry = try started()
    #expect(try registry.reconcile(files(partner("a"))).events.map(\.brief) == Self.created)
    #expect(registry.stored(Partner.self, "a")?.status.status == .active)
    #expect(
      answer(registry)
        == envelope("partners.create", registry.time, "{\"partnerID\":\"100000000001\",\"status\":\"Active\"}"))
    #expect(try registry.reconcile(files(partner("a"))).changesNothing)
  }

  @Test func `an id is adopted`() throws {
    var registry = try started()
    try registry.reconcile(files(partner("a", metadata: "id: 64269837502851")))
    #expect(registry.stored(Partner.self, "a")?.id == "64269837502851")
  }

  @Test(arguments: [
    partner("a", email: "new@b.co"), partner("a", organization: "A"),
    partner("a").replacing("address: X", with: "address: Y"),
    partner("a").replacing("\"1\"", with: "\"2\""),
  ])
  func `details are changed`(_ manifest: String) throws {
    var registry = try started()
    try registry.reconcile(files(partner("a")))
    #expect(try registry.reconcile(files(manifest)).events.map(\.brief) == Self.updated)
    #expect(
      answer(registry)
        == envelope("partners.update", registry.time, "{\"partnerID\":\"100000000001\",\"status\":\"Active\"}"))
    #expect(try registry.reconcile(files(manifest)).changesNothing)
  }

  @Test func `a partner is de-activated, activated, de-activated with its manifest and put back`() throws {
    var registry = try started()
    let done = "{\"message\":\"Partner status updated successfully\"}"
    let off = partner("a", "status: De-Active")
    #expect(try registry.reconcile(files(off)).events.map(\.brief) == Self.created + Self.switched)
    #expect(registry.stored(Partner.self, "a")?.status.status == .inactive)
    #expect(answer(registry) == envelope("partners.status.update", registry.time, done))
    #expect(try registry.reconcile(files(off)).changesNothing)
    #expect(try registry.reconcile(files(partner("a"))).events.map(\.brief) == Self.switched)
    #expect(registry.stored(Partner.self, "a")?.status.status == .active)
    #expect(try registry.reconcile(files(nil)).events.map(\.brief) == Self.switched)
    #expect(registry.stored(Partner.self, "a")?.status.status == .inactive)
    #expect(registry.stored(Partner.self, "a")?.record.source == nil)
    #expect(try registry.reconcile(files(nil)).changesNothing)
    #expect(try registry.reconcile(files(partner("a"))).events.map(\.brief) == Self.switched)
    #expect(registry.stored(Partner.self, "a")?.id == "100000000001")
  }

  // MARK: Failures that a manifest can bring about

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What was reconciled before; nil for a partner that is new.
    let before: String?
    let manifest: String
    let events: [String]
    let error: (code: String, message: String)
    let envelope: String

    init(
      _ name: String, _ before: String?, _ manifest: String, _ events: [String], _ code: String, _ message: String,
      _ envelope: String
    ) {
      testDescription = name
      (self.before, self.manifest, self.events, self.envelope) = (before, manifest, events, envelope)
      error = (code, message)
    }
  }

  private static let taken = "A Partner is already registered with name 'z' in the policy Group 'Banking'."

  static let refusals: [Refusal] = [
    Refusal(
      "D1: malformed e-mail address", nil, partner("a", email: "a@b"), ["PMS_PRT_101", "PMS_PRT_401"], "PMS_COR_002",
      "Invalid Input Parameter - emailId", "partners.create"),
    Refusal(
      "D1: name taken in the group", nil, partner("a", organization: "z"), ["PMS_PRT_101", "PMS_PRT_417"],
      "PMS_PRT_001", taken, "partners.create"),
    Refusal(
      "D1: the name comes before the e-mail address", nil, partner("a", email: "z@b.co", organization: "z"),
      ["PMS_PRT_101", "PMS_PRT_417"], "PMS_PRT_001", taken, "partners.create"),
    Refusal(
      "D1: unknown group", nil, partner("a").replacing("banking", with: "insurers"), ["PMS_PRT_101", "PMS_PRT_419"],
      "PMS_PRT_002", "Policy Group does not exist", "partners.create"),
    Refusal(
      "D1: the group comes before the e-mail address", nil,
      partner("a", email: "z@b.co").replacing("banking", with: "insurers"), ["PMS_PRT_101", "PMS_PRT_419"],
      "PMS_PRT_002", "Policy Group does not exist", "partners.create"),
    Refusal(
      "D1: unknown type", nil, partner("a").replacing("Auth_Partner", with: "Bank"), ["PMS_PRT_101", "PMS_PRT_425"],
      "PMS_PRT_010", "Partner Type does not exist", "partners.create"),
    Refusal(
      "D1: e-mail address of another partner", nil, partner("a", email: "z@b.co"), ["PMS_PRT_101", "PMS_PRT_429"],
      "PMS_PRT_011", "Email is already exists.", "partners.create"),
    Refusal(
      "D7: malformed e-mail address", partner("a"), partner("a", email: "a@b"),
      ["PMS_PRT_144", "PMS_PRT_416 Partner ID 100000000001"], "PMS_COR_002", "Invalid Input Parameter - emailId",
      "partners.update"),
    Refusal(
      "D7: name taken in the group", partner("a"), partner("a", organization: "z"),
      ["PMS_PRT_144", "PMS_PRT_402 Partner ID 100000000001"], "PMS_PRT_001", taken, "partners.update"),
    Refusal(
      "D7: e-mail address of another partner", partner("a"), partner("a", email: "z@b.co"),
      ["PMS_PRT_144", "PMS_PRT_429"], "PMS_PRT_011", "Email is already exists.", "partners.update"),
  ]

  @Test(arguments: refusals)
  func `a refused manifest leaves everything as it was, and is recorded once`(_ refusal: Refusal) throws {
    var registry = try started()
    if let before = refusal.before { try registry.reconcile(files(before)) }
    let stored = registry.stored(Partner.self, "a")?.node.revealed
    let outcome = try registry.reconcile(files(refusal.manifest))
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
    let again = try registry.outcome(files(refusal.manifest))
    #expect(again.changesNothing && again.events.isEmpty && again.faults == 1)
  }

  @Test func `a name is free in another group, and to partners of none`() throws {
    var registry = try started()
    let group = PolicyGroup.sample(1)
    var all = files(partner("a", organization: "z").replacing("banking", with: "group-1"))
    all["g.yaml"] = group
    all["b.yaml"] = partner("b", organization: "z").replacing("policyGroup: banking", with: "policyGroup: ~")
      .replacing("Auth_Partner", with: "FTM_Provider")
    #expect(try registry.reconcile(all).diagnostics.map(\.brief) == [])
  }

  @Test func `a new name for a stored partner's manifest is not allowed`() throws {
    var registry = try started()
    try registry.reconcile(files(partner("a")))
    let outcome = try registry.reconcile(files(partner("b", email: "a@b.co", organization: "a")))
    #expect(outcome.changes.isEmpty && outcome.diagnostics.count == 2)
    #expect(registry.stored(Partner.self, "a")?.status.status == .active)
  }

  // MARK: Failures that only a request could bring about

  struct Request: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let operation: Operation<Partner>
    let events: [String]
    let error: String
    let stored: @Sendable (inout Stored<Partner>) -> Void

    init(
      _ name: String, _ operation: Operation<Partner>, events: [String], _ error: String,
      stored: @escaping @Sendable (inout Stored<Partner>) -> Void = { _ in }
    ) {
      testDescription = name
      (self.operation, self.events, self.error, self.stored) = (operation, events, error, stored)
    }
  }

  static let requests: [Request] = [
    Request(
      "D7: unknown id", Partner.update, events: ["PMS_PRT_144"], "PMS_PRT_005 Partner does not exist",
      stored: { $0.metadata.id = nil }),
    Request(
      "C2: unknown id", Partner.updateStatus("Active"), events: ["PMS_PRT_189 *", "PMS_PRT_789 *"],
      "PMS_PMP_005 Partner ID a does not exist", stored: { $0.metadata.id = nil }),
    Request(
      "C2: an unknown id comes before another word", Partner.updateStatus("Paused"),
      events: ["PMS_PRT_189 *", "PMS_PRT_789 *"], "PMS_PMP_005 Partner ID a does not exist",
      stored: { $0.metadata.id = nil }),
    Request(
      "C2: another word", Partner.updateStatus("DeActive"), events: ["PMS_PRT_189 *", "PMS_PRT_789 *"],
      "PMS_COR_002 Invalid Input Parameter - status"),
    Request(
      "D2: unknown partner", Partner.APIKeyOperations.requestKey("k"), events: ["PMS_PRT_122", "PMS_PRT_421"],
      "PMS_PRT_005 Partner does not exist", stored: { $0.metadata.id = nil }),
    Request(
      "C4: unknown request approved", Partner.APIKeyOperations.approveKey("k"),
      events: ["PMS_PRT_181 *", "PMS_PRT_781 *"],
      "PMS_PMP_011 Partner api key Request ID does not exist"),
    Request(
      "C4: unknown request rejected", Partner.APIKeyOperations.rejectKey("k"),
      events: ["PMS_PRT_181 *", "PMS_PRT_781 *"],
      "PMS_PMP_011 Partner api key Request ID does not exist"),
    Request(
      "C3: unknown key, before an unknown partner and another word",
      Partner.APIKeyOperations.updateKeyStatus("k", word: "off"),
      events: ["PMS_PRT_199 *", "PMS_PRT_799 *"], "PMS_PMP_007 Partner API Key does not exist",
      stored: { $0.metadata.id = nil }),
    Request(
      "C3: unknown partner", Partner.APIKeyOperations.updateKeyStatus("k", word: "off"),
      events: ["PMS_PRT_199 *", "PMS_PRT_799 *"],
      "PMS_PMP_005 Partner ID a does not exist",
      stored: {
        $0.metadata.id = nil
        $0.status.apiKeys = [key("k")]
      }),
    Request(
      "C3: another word", Partner.APIKeyOperations.updateKeyStatus("k", word: "off"),
      events: ["PMS_PRT_199 *", "PMS_PRT_799 *"],
      "PMS_COR_002 Invalid Input Parameter - status", stored: { $0.status.apiKeys = [key("k")] }),
    Request(
      "C1: unknown key", Partner.APIKeyOperations.remapKey("k"), events: ["PMS_PRT_179 *", "PMS_PRT_779 *"],
      "PMS_PMP_007 Partner API Key does not exist"),
    Request(
      "C1: not mapped to the old policy", Partner.APIKeyOperations.remapKey("k"),
      events: ["PMS_PRT_179 *", "PMS_PRT_779 *"],
      "PMS_PMP_008 Partner api key is not assigned to” + old policy ID+ “ hence cannot be updated with new policy",
      stored: { stored in
        var key = key("k")
        (key.policy, key.policyId) = ("insurance", "other")
        stored.status.apiKeys = [key]
      }),
    Request(
      "C1: a key of another group", Partner.APIKeyOperations.remapKey("k"), events: ["PMS_PRT_179 *", "PMS_PRT_779 *"],
      "PMS_PMP_009 Partner api key does not belong to the Policy Group of the Partner Manger",
      stored: { stored in
        var key = key("k")
        (key.policy, key.policyId) = ("insurance", "100000000000")
        stored.status.apiKeys = [key]
        stored.spec.policyGroup = "other"
      }),
  ]

  private static func key(_ name: String) -> Partner.APIKey {
    var key = Partner.APIKey()
    key.name = name
    key.key = Secret("own")
    return key
  }

  @Test(arguments: requests) func `a request is refused at its place in the documented order`(_ request: Request) throws
  {
    guard case .refused(let events, let refusal) = try performed(request) else {
      Issue.record("\(request.testDescription) must be refused")
      return
    }
    #expect(events.map(\.brief) == request.events)
    #expect("\(refusal.code) \(refusal.message)" == request.error)
    #expect(refusal.envelope == request.operation.envelope)
  }

  @Test func `every precondition is seen to fail, here or in the rules`() throws {
    let refused = try PartnerTests.requests.compactMap { request -> String? in
      if case .refused(_, let refusal) = try performed(request) { refusal.rule } else { nil }
    }
    let unreachable = Partner.ruleDescriptions.filter { $0.unreachable != nil }.map(\.id)
    #expect(unreachable.filter { !refused.contains($0) } == [])
  }

  /// Performs one operation on the stored partner `a`.
  private func performed(_ request: Request) throws -> StepResult<Partner> {
    var registry = try started()
    try registry.reconcile(files(partner("a")))
    let desired = registry.desired(files(partner("a")))
    let reconciliation = try Reconciliation(registry.request(for: desired), state: registry.state)
    let manifest = try #require(desired.manifests.first { $0.id.name == "a" })
    var stored = try #require(registry.stored(Partner.self, "a"))
    request.stored(&stored)
    var progress = StepProgress()
    return OperationRunner(reconciliation).perform(
      request.operation, on: stored, for: Candidate(manifest: manifest, metadata: Metadata(), spec: stored.spec),
      by: registry.author, progress: &progress)
  }
}
