import Kinds
import Model
import RegistrySupport
import Source
import Testing

@testable import Engine

/// How each operation refuses: what it tells before it does, the code and the message, and that nothing else happens.
@Suite struct MISPFailureTests {

  // MARK: Failures that a manifest can bring about

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Manifests of `a` in turn, with the days before each; the last one is refused.
    let steps: [(days: Int, manifest: String)]
    var others: [String: String] = [:]
    let events: [String]
    let code: String
    let message: String
    let envelope: String
  }

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "A1: malformed e-mail address", steps: [(0, misp("a", email: "a@b"))],
      events: ["PMS_MSP_101", "PMS_MSP_401"], code: "PMS_COR_002", message: "Invalid Input Parameter - emailId",
      envelope: "misp.create"),
    Refusal(
      testDescription: "A1: name taken", steps: [(0, misp("a", organization: "b"))], others: ["b.yaml": misp("b")],
      events: ["PMS_MSP_101", "PMS_MSP_417"], code: "PMS_MSP_003",
      message: "A MISP is already registered with name - b", envelope: "misp.create"),
    Refusal(
      testDescription: "A1: name taken, id adopted", steps: [(0, misp("a", organization: "b", metadata: "id: \"7\""))],
      others: ["b.yaml": misp("b")], events: ["PMS_MSP_101", "PMS_MSP_417"], code: "PMS_MSP_003",
      message: "A MISP is already registered with name - b", envelope: "misp.create"),
    Refusal(
      testDescription: "A2: approved while de-activated",
      steps: [(0, misp("a", "status: De-Active")), (0, misp("a", "status: De-Active, approval: approved"))],
      events: ["PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_405 MISP ID 100"],
      code: "PMS_MSP_405", message: "Misp is not active.", envelope: "misp.status"),
    Refusal(
      testDescription: "A3: malformed e-mail address", steps: [(0, misp("a")), (0, misp("a", email: "a@b"))],
      events: ["PMS_MSP_107", "PMS_MSP_416 MISP ID 100"], code: "PMS_COR_002",
      message: "Invalid Input Parameter - emailId", envelope: "misp.update"),
    Refusal(
      testDescription: "A3: name taken", steps: [(0, misp("a")), (0, misp("a", organization: "b"))],
      others: ["b.yaml": misp("b")], events: ["PMS_MSP_107", "PMS_MSP_402"], code: "PMS_MSP_003",
      message: "A MISP is already registered with name - b", envelope: "misp.update"),
    Refusal(
      testDescription: "A6: expired key activated",
      steps: [
        (0, misp("a", "approval: approved, licenseKey: {status: De-Active}")), (91, misp("a", "approval: approved")),
      ], events: ["PMS_MSP_114", "PMS_MSP_419 MISP ID 100 *"], code: "PMS_MSP_419",
      message: "misp license is expired.Cannot activate the same.", envelope: "misp.license.update"),
    Refusal(
      testDescription: "A10: key asked for while de-activated",
      steps: [
        (0, misp("a", "approval: approved, status: De-Active")),
        (0, misp("a", "approval: approved, status: De-Active, licenseKey: {issue: 2}")),
      ], events: ["PMS_MSP_120 *", "PMS_MSP_411 MISP ID 100 *"], code: "PMS_MSP_405", message: "Misp is not active.",
      envelope: "misp.license.retrieve"),
    Refusal(
      testDescription: "all or nothing: the details stay when the decision is refused",
      steps: [
        (0, misp("a", "status: De-Active")),
        (0, misp("a", "status: De-Active, approval: approved", email: "new@b.co", metadata: "labels: {a: b}")),
      ], events: ["PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_405 MISP ID 100"],
      code: "PMS_MSP_405", message: "Misp is not active.", envelope: "misp.status"),
  ]

  @Test(arguments: refusals)
  func `a refused manifest leaves everything as it was, and is recorded once`(_ refusal: Refusal) throws {
    var registry = TestRegistry()
    var files = refusal.others
    for step in refusal.steps.dropLast() {
      registry.time = registry.time.adding(days: step.days)
      files["a.yaml"] = step.manifest
      #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    }
    if refusal.steps.count == 1 { try registry.reconcile(refusal.others) }
    let before = registry.state
    let last = try #require(refusal.steps.last)
    registry.time = registry.time.adding(days: last.days)
    files["a.yaml"] = last.manifest

    let outcome = try registry.reconcile(files)
    #expect(outcome.events.map(\.brief) == refusal.events)
    #expect(outcome.diagnostics.map { "\($0.code ?? "-") \($0.message)" } == ["\(refusal.code) \(refusal.message)"])
    #expect(outcome.changes.map(\.object.name) == [])
    #expect(outcome.objects.isEmpty)
    #expect(outcome.sequences == before.sequences)
    let rejection = try #require(registry.state.rejected[ObjectID(kind: "MISP", name: "a")])
    #expect(rejection.codes == [refusal.code])
    #expect(
      rejection.node["response"]?.line
        == envelope(
          refusal.envelope, registry.time, "null",
          errors: "[{\"errorCode\":\"\(refusal.code)\",\"message\":\"\(refusal.message)\"}]"))
    #expect(
      (registry.state.objects["MISP"] ?? []).map(\.revealed).sorted()
        == (before.objects["MISP"] ?? []).map(\.revealed).sorted())

    let again = try registry.outcome(files)
    #expect(again.changesNothing && again.events.isEmpty)
    #expect(again.diagnostics == outcome.diagnostics && again.faults == 1)
  }

  @Test func `a rejected file is written whole, without lines and columns`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["b.yaml": misp("b")])
    registry.time = "2026-01-02T00:00:00.000Z"
    let outcome = try registry.reconcile(["b.yaml": misp("b"), "a.yaml": misp("a", organization: "b")])
    let content =
      "sha256:"
      + Instruments.test.sha256(
        Array(
          ("{\"apiVersion\":\"partnerctl/v1\",\"kind\":\"MISP\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"address\":\"X\","
            + "\"contactNumber\":\"1\",\"emailId\":\"a@b.co\",\"organizationName\":\"b\"}}").utf8))
    #expect(
      outcome.rejected.values.map(\.node.revealed) == [
        """
        {
          "formatVersion": 1,
          "kind": "MISP",
          "metadata": {
            "name": "a"
          },
          "content": "\(content)",
          "codes": [
            "PMS_MSP_003"
          ],
          "diagnostics": [
            {
              "severity": "error",
              "rule": "misp.organizationName.unique",
              "code": "PMS_MSP_003",
              "message": "A MISP is already registered with name - b",
              "file": "a.yaml",
              "object": {
                "kind": "MISP",
                "name": "a"
              },
              "path": "spec.organizationName",
              "hint": "choose another organizationName, or change the MISP that has it",
              "notes": [
                {
                  "message": "MISP b has it",
                  "file": "b.yaml"
                }
              ]
            }
          ],
          "response": {
            "id": "mosip.partnermanagement.misp.create",
            "version": "1.0",
            "responsetime": "2026-01-02T00:00:00.000Z",
            "metadata": null,
            "response": null,
            "errors": [
              {
                "errorCode": "PMS_MSP_003",
                "message": "A MISP is already registered with name - b"
              }
            ]
          },
          "provenance": {
            "commit": "1",
            "author": "Ada <ada@example.org>",
            "receivedAt": "2026-01-02T00:00:00.000Z"
          },
          "serial": 2
        }

        """
      ])
  }

  // MARK: Failures that only a request could bring about

  struct Request: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let operation: Operation<MISP>
    var stored: @Sendable (inout Stored<MISP>) -> Void = { _ in }
    var desired: @Sendable (inout MISP.Spec) -> Void = { _ in }
    let events: [String]
    let code: String
    let message: String

    init(
      _ name: String, _ operation: Operation<MISP>, events: [String], _ code: String, _ message: String,
      desired: @escaping @Sendable (inout MISP.Spec) -> Void = { $0.address = "Y" },
      stored: @escaping @Sendable (inout Stored<MISP>) -> Void = { _ in }
    ) {
      testDescription = name
      self.operation = operation
      self.events = events
      self.code = code
      self.message = message
      self.desired = desired
      self.stored = stored
    }
  }

  static let requests: [Request] = [
    Request(
      "A2: another word", MISP.decide("perhaps"), events: ["PMS_MSP_104 MISP ID 100", "PMS_MSP_403 MISP ID 100"],
      "PMS_MSP_403", "mispStatus either approved or rejected."),
    Request(
      "A2: another word comes before an unknown id", MISP.decide("perhaps"), events: ["PMS_MSP_104", "PMS_MSP_403"],
      "PMS_MSP_403", "mispStatus either approved or rejected.", stored: { $0.metadata.id = nil }),
    Request(
      "A2: unknown id", MISP.decide("approved"), events: ["PMS_MSP_104"], "PMS_MSP_005", "MISP ID does not exist  a",
      stored: { $0.metadata.id = nil }),
    Request(
      "A2: approved already", MISP.decide("approved"),
      events: ["PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_404"], "PMS_MSP_404",
      "Misp already approved", stored: { $0.status.approval = .approved }),
    Request(
      "A2: approved already comes before inactive", MISP.decide("APPROVED"),
      events: ["PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_404"], "PMS_MSP_404",
      "Misp already approved",
      stored: {
        $0.status.approval = .approved
        $0.status.status = .inactive
      }),
    Request(
      "A2: rejected already, though inactive", MISP.decide("Rejected"),
      events: ["PMS_MSP_104 MISP ID 100", "PMS_MSP_104/2 MISP ID 100", "PMS_MSP_404"], "PMS_MSP_404",
      "Misp already rejected",
      stored: {
        $0.status.approval = .rejected
        $0.status.status = .inactive
      }),
    Request(
      "A3: nothing given", MISP.update, events: ["PMS_MSP_107"], "PMS_MSP_004", "No information provided for update",
      desired: { _ in }),
    Request(
      "A3: unknown id", MISP.update, events: ["PMS_MSP_107"], "PMS_MSP_005", "MISP ID does not exist  a",
      stored: { $0.metadata.id = nil }),
    Request(
      "A5: another word", MISP.updateStatus("Paused"), events: ["PMS_MSP_112", "PMS_MSP_407 MISP ID 100"],
      "PMS_MSP_407", "mispStatus either Active or De-active."),
    Request(
      "A5: another word comes before an unknown id", MISP.updateStatus("DeActive"),
      events: ["PMS_MSP_112", "PMS_MSP_407"], "PMS_MSP_407", "mispStatus either Active or De-active.",
      stored: { $0.metadata.id = nil }),
    Request(
      "A5: unknown id", MISP.updateStatus("Active"), events: ["PMS_MSP_112"], "PMS_MSP_005",
      "MISP ID does not exist  a", stored: { $0.metadata.id = nil }),
    Request(
      "A5: the present status", MISP.updateStatus("active"), events: ["PMS_MSP_112"], "PMS_MSP_010",
      "MISP status already in the requested status"),
    Request(
      "A6: another word", MISP.updateLicenseKey("off"), events: ["PMS_MSP_114", "PMS_MSP_418 MISP ID 100"],
      "PMS_MSP_418", "mispLicenseKeyStatus either Active or De-active."),
    Request(
      "A6: no key", MISP.updateLicenseKey("De-Active"), events: ["PMS_MSP_114", "PMS_MSP_406"], "PMS_MSP_006",
      "MISP ID/MISP License Key does not exist"),
    Request(
      "A6: another MISP's key", MISP.updateLicenseKey("de-active"),
      events: ["PMS_MSP_114", "PMS_MSP_408 MISP ID 100 *"], "PMS_MSP_007", "MISP License key not associated to MISP ID",
      stored: { $0.status.licenseKeys = [key("k0000001")] }),
    Request(
      "A6: another MISP's key comes before an expired one", MISP.updateLicenseKey("Active"),
      events: ["PMS_MSP_114", "PMS_MSP_408 MISP ID 100 *"], "PMS_MSP_007", "MISP License key not associated to MISP ID",
      stored: { $0.status.licenseKeys = [key("k0000001", expiresAt: "2025-12-31T23:59:59.999Z")] }),
    Request(
      "A6: an expired key, whatever its switch", MISP.updateLicenseKey("Active"),
      events: ["PMS_MSP_114", "PMS_MSP_419 MISP ID 100 *"], "PMS_MSP_419",
      "misp license is expired.Cannot activate the same.",
      stored: { $0.status.licenseKeys = [key("own", expiresAt: "2025-12-31T23:59:59.999Z")] }),
    Request(
      "A10: unknown id", MISP.issueLicenseKey, events: ["PMS_MSP_120 *"], "PMS_MSP_005", "MISP ID does not exist  a",
      stored: { $0.metadata.id = nil }),
    Request(
      "A10: not approved, though inactive", MISP.issueLicenseKey,
      events: ["PMS_MSP_120 *", "PMS_MSP_410/2 MISP ID 100 *"],
      "PMS_MSP_419", "misp is not yet approved.", stored: { $0.status.status = .inactive }),
    Request(
      "A10: rejected", MISP.issueLicenseKey, events: ["PMS_MSP_120 *", "PMS_MSP_410/2 MISP ID 100 *"], "PMS_MSP_419",
      "misp is not yet approved.", stored: { $0.status.approval = .rejected }),
    Request(
      "A10: inactive", MISP.issueLicenseKey, events: ["PMS_MSP_120 *", "PMS_MSP_411 MISP ID 100 *"], "PMS_MSP_405",
      "Misp is not active.",
      stored: {
        $0.status.approval = .approved
        $0.status.status = .inactive
      }),
  ]

  @Test(arguments: requests) func `a request is refused at its place in the documented order`(_ request: Request) throws
  {
    let result = try performed(request)
    guard case .refused(let events, let refusal) = result else {
      Issue.record("\(request.testDescription) must be refused")
      return
    }
    #expect(events.map(\.brief) == request.events)
    #expect("\(refusal.code) \(refusal.message)" == "\(request.code) \(request.message)")
    #expect(refusal.envelope == request.operation.envelope)
  }

  @Test func `every precondition is seen to fail, here or in the rules`() throws {
    var refused: Set<String> = []
    for request in MISPFailureTests.requests {
      if case .refused(_, let refusal) = try performed(request) { refused.insert(refusal.rule) }
    }
    let unreachable = MISP.ruleDescriptions.filter { $0.unreachable != nil }.map(\.id)
    #expect(unreachable.filter { !refused.contains($0) } == [])
  }

  @Test(arguments: [
    ("approved", "Active"), ("Approved", "ACTIVE"), ("APPROVED", "active"), ("rejected", "De-Active"),
    ("REJECTED", "de-active"),
  ])
  func `words are taken in any case`(_ decision: String, _ activity: String) throws {
    let isOn = activity.lowercased() == "active"
    let decided = try performed(Request("", MISP.decide(decision), events: [], "", ""))
    guard case .completed(let misp) = decided else {
      Issue.record("\(decision) must be taken")
      return
    }
    #expect(misp.status.approval.rawValue == decision.lowercased())
    let request = Request(
      "", MISP.updateStatus(activity), events: [], "", "", stored: { $0.status.status = isOn ? .inactive : .active })
    guard case .completed(let switched) = try performed(request) else {
      Issue.record("\(activity) must be taken")
      return
    }
    #expect(switched.status.status == (isOn ? .active : .inactive))
  }

  /// Performs one operation on the MISP `a` (id 100, in progress, active), in a registry where `b` has `k0000001`.
  private func performed(_ request: Request) throws -> StepResult<MISP> {
    var registry = TestRegistry()
    try registry.reconcile(["b.yaml": misp("b", "approval: approved", metadata: "id: \"99\"")])
    let desired = registry.desired(["a.yaml": misp("a"), "b.yaml": misp("b", "approval: approved")])
    let reconciliation = try Reconciliation(registry.request(for: desired), state: registry.state)
    let manifest = try #require(desired.manifests.first)
    var spec = MISP.Spec()
    spec.organizationName = "a"
    spec.emailId = "a@b.co"
    spec.address = "X"
    var metadata = Metadata()
    metadata.name = "a"
    metadata.id = "100"
    var stored = Stored<MISP>(metadata: metadata, spec: spec)
    request.stored(&stored)
    reconciliation.registry.workingObjects(MISP.self).put(stored)
    request.desired(&spec)
    var progress = StepProgress()
    return OperationRunner(reconciliation).perform(
      request.operation, on: stored, for: Candidate(manifest: manifest, metadata: Metadata(), spec: spec),
      by: registry.author, progress: &progress)
  }

  private static func key(_ text: String, expiresAt: Instant = "2026-04-01T00:00:00.000Z") -> MISP.LicenseKey {
    var key = MISP.LicenseKey()
    key.key = Secret(text)
    key.expiresAt = expiresAt
    return key
  }
}
