import Kinds
import Model
import RegistrySupport
import Source
import Testing

@testable import Engine

/// What policies hold, and how each operation refuses: the events, the code and message, and the place.
@Suite struct PolicyContentTests {
  /// A policy with a content in JSON; the content begins at line 9, column 13.
  static func policy(_ type: String?, _ content: String, _ more: String = "") -> String {
    """
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: a}
    spec:
      policyGroup: banking
      name: a
      desc: X
      \(type.map { "{policyType: \($0), version: \"1\"}".dropFirst().dropLast().replacing(", ", with: "\n  ") } ?? "")
      policies: \(content)
    \(more.isEmpty ? "" : "  \(more)\n")
    """
  }

  private func reconciled(_ policy: String, before: [String] = []) throws -> Outcome {
    var registry = TestRegistry()
    for text in [nil] + before.map(Optional.some) {
      try registry.reconcile(["g.yaml": PolicyGroup.example].merging(text.map { ["a.yaml": $0] } ?? [:]) { $1 })
    }
    return try registry.reconcile(["g.yaml": PolicyGroup.example, "a.yaml": policy])
  }

  private func events(_ outcome: Outcome) -> [String] { outcome.events.map(\.brief) }

  // MARK: Samples

  static let auth = """
    {"authTokenType":"policy",
     "allowedAuthTypes":[{"authType":"otp","mandatory":true},{"authType":"demo","mandatory":false},
      {"authType":"bio","authSubType":"FINGER","mandatory":true},{"authType":"bio","authSubType":"IRIS","mandatory":false}],
     "allowedKycAttributes":[{"attributeName":"fullName"},{"attributeName":"dateOfBirth"},{"attributeName":"gender"}]}
    """

  static let dataShare = """
    {"dataSharePolicies":{"typeOfShare":"Data Share","validForInMinutes":"30","transactionsAllowed":"2",
      "encryptionType":"Partner Based","shareDomain":"mosip.io","source":"Packet Manager"},
     "shareableAttributes":[
      {"attributeName":"biometrics","group":"CBEFF","encrypted":true,"format":"extraction",
       "source":[{"attribute":"registration-client/NEW/individualBiometrics","filter":[{"type":"Iris"}]}]},
      {"attributeName":"fullName","encrypted":false,"source":[{"attribute":"fullName","filter":[{"language":"eng"}]}]}]}
    """

  static let credential = """
    {"dataSharePolicies":{"typeOfShare":"direct","validForInMinutes":"60","transactionsAllowed":"1",
      "encryptionType":"none","shareDomain":"mosip.io","source":"ID Repository"},
     "shareableAttributes":[{"attributeName":"dateOfBirth","encrypted":false,"format":"YYYY",
      "source":[{"attribute":"dateOfBirth"}]}]}
    """

  static let documented = """
    {"authPolicies":[{"authType":"otp","mandatory":true},{"authType":"bio","authSubType":"FINGER","mandatory":true},
      {"authType":"kyc","mandatory":false}],
     "allowedKycAttributes":[{"attributeName":"fullName","required":true},{"attributeName":"postalCode","required":false}]}
    """

  /// A content's lines as written below its key, which is indented by two.
  private static func indented(_ content: String) -> String { content.replacing("\n", with: "\n    ") }

  @Test(arguments: [
    (String?.none, documented), ("Auth", auth), ("DataShare", dataShare), ("CredentialIssuance", credential),
    ("credentialissuance", dataShare),
  ])
  func `a valid sample is accepted, stored as it is, and rests`(_ type: String?, _ content: String) throws {
    var registry = TestRegistry()
    let files = ["g.yaml": PolicyGroup.example, "a.yaml": Self.policy(type, Self.indented(content))]
    #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    let stored = try #require(registry.stored(Policy.self, "a"))
    #expect(stored.spec.policies.line == (try JSONReader.read(Array(content.utf8))).line)
    #expect(try registry.reconcile(files).changesNothing)
    // The same content, with its keys in another order and without quotes, is the same.
    let plain = content.replacing("\"mandatory\":true", with: "mandatory: True").replacing("\"otp\"", with: "otp")
    let rewritten = Self.policy(type, Self.indented(plain))
    #expect(try registry.reconcile(["g.yaml": PolicyGroup.example, "a.yaml": rewritten]).changesNothing)
  }

  @Test func `the samples of the documentation page break the schemas, each fault at its place`() throws {
    let auth = """
      {
        authTokenType: random/partner/policy/policyGroup,
        allowedAuthTypes: [{authType: otp, mandatory: true}],
        allowedKYCAttributes: [{attributeName: fullName, required: true}]
      }
      """
    let broken = try reconciled(Self.policy("Auth", Self.indented(auth)))
    #expect(
      broken.diagnostics.map(\.brief) == [
        "a.yaml:10:13 policy.policies.complete PMS-PV-006 Missing input parameter - allowedKycAttributes",
        "a.yaml:11:22 policy.policies.allowed PMS-PV-005 Invalid input parameter - authTokenType",
        "a.yaml:13:7 policy.policies.allowed PMS-PV-005 Invalid input parameter - allowedKYCAttributes",
      ])
    #expect(
      broken.diagnostics.map(\.hint) == [
        "at allowedKycAttributes: add \"allowedKycAttributes\" here",
        "at authTokenType: must be \"random\" or \"partner\" or \"policy\"",
        "at allowedKYCAttributes: did you mean \"allowedKycAttributes\"?",
      ])
    #expect(events(broken) == ["PMS_PRT_115", "PMS_PRT_215", "PMS_PRT_137", "PMS_PRT_437"].suffix(2))
    let share = """
      {
        dataSharePolicies: {typeOfShare: direct, validForInMinutes: 30, transactionsAllowed: 2,
          encryptionType: Partner Secret, shareDomain: mosip.io, source: S},
        shareableAttributes: [{attributeName: a, encrypted: "no", source: [{}]}]
      }
      """
    let shared = try reconciled(Self.policy("DataShare", Self.indented(share)))
    let schema = "PMS_POL_051 Policy Schema and policy are not matching"
    #expect(
      shared.diagnostics.map(\.brief) == [
        "a.yaml:11:67 policy.policies.matching \(schema)", "a.yaml:11:92 policy.policies.matching \(schema)",
        "a.yaml:12:25 policy.policies.allowed PMS-PV-005 Invalid input parameter - dataSharePolicies/encryptionType",
        "a.yaml:13:59 policy.policies.matching \(schema)",
        "a.yaml:13:74 policy.policies.complete PMS-PV-006 Missing input parameter - "
          + "shareableAttributes/0/source/0/attribute",
      ])
    #expect(
      shared.diagnostics.map(\.path?.description) == [
        "spec.policies.dataSharePolicies.validForInMinutes", "spec.policies.dataSharePolicies.transactionsAllowed",
        "spec.policies.dataSharePolicies.encryptionType", "spec.policies.shareableAttributes[0].encrypted",
        "spec.policies.shareableAttributes[0].source[0].attribute",
      ])
    #expect(
      shared.diagnostics.first?.hint
        == "at dataSharePolicies/validForInMinutes: text is expected here, not a number; put it in quotes")
  }

  @Test func `a content of a later type without its type says which may be meant`() throws {
    for (content, type) in [(Self.auth, "Auth"), (Self.dataShare, "DataShare")] {
      let outcome = try reconciled(Self.policy(nil, Self.indented(content)))
      #expect(outcome.diagnostics.count > 1)
      #expect(outcome.diagnostics.allSatisfy { $0.hint?.hasSuffix("; or is this a policyType: \(type)?") == true })
      #expect(Set(outcome.diagnostics.map(\.code)) == ["PMS_COR_001", "PMS_COR_002"])
      #expect(events(outcome) == ["PMS_PRT_137", "PMS_PRT_437"])
    }
  }

  @Test func `a member that the data share schema does not know is worth a warning`() throws {
    let content = Self.credential.replacing("\"source\":\"ID", with: "\"extra\":1,\"source\":\"ID")
    let outcome = try reconciled(Self.policy("DataShare", Self.indented(content)))
    #expect(
      outcome.diagnostics.map(\.brief)
        == ["a.yaml:11:56 policy.policies.further - The schema allows dataSharePolicies/extra, but does not name it"])
    #expect(outcome.diagnostics.map(\.severity) == [.warning])
    #expect(outcome.faults == 0)
    #expect(events(outcome) == ["PMS_PRT_137", "PMS_PRT_237"])
  }

  // MARK: The documented checks

  @Test func `the documented checks come in their order`() throws {
    let other = Self.policy(nil, Self.indented(Self.documented)).replacing(
      "metadata: {name: a}", with: "metadata: {name: b}")
    var content = """
      {authPolicies: [{authType: pin, mandatory: true}], allowedKycAttributes: [{attributeName: shoes, required: true}]}
      """
    func refused(_ name: String) throws -> [String] {
      var registry = TestRegistry()
      let files = ["g.yaml": PolicyGroup.example, "b.yaml": other]
      try registry.reconcile(files)
      let policy = Self.policy(nil, content).replacing("name: a\n", with: "name: \(name)\n")
      let outcome = try registry.reconcile(files.merging(["a.yaml": policy]) { $1 })
      #expect(events(outcome) == ["PMS_PRT_137", outcome.faults == 0 ? "PMS_PRT_237" : "PMS_PRT_437"])
      #expect(outcome.answeredCodes == outcome.diagnostics.prefix(1).compactMap(\.code))
      return outcome.diagnostics.map { "\($0.code ?? "-") \($0.path?.description ?? "")" }
    }
    #expect(
      try refused("a") == [
        "PMS_POL_004 spec.name", "PMS_POL_006 spec.policies.authPolicies[0].authType",
        "PMS_POL_005 spec.policies.allowedKycAttributes[0].attributeName",
      ])
    #expect(
      try refused("x") == [
        "PMS_POL_006 spec.policies.authPolicies[0].authType",
        "PMS_POL_005 spec.policies.allowedKycAttributes[0].attributeName",
      ])
    content = content.replacing("pin", with: "otp")
    #expect(try refused("x") == ["PMS_POL_005 spec.policies.allowedKycAttributes[0].attributeName"])
    content = content.replacing("{attributeName: shoes, required: true}", with: "")
    #expect(try refused("x") == ["PMS_POL_007 spec.policies.allowedKycAttributes"])
    content = content.replacing("[]", with: "[{attributeName: photo, required: true}]")
    #expect(try refused("x") == [])
  }

  @Test func `what is supported is the registry's to say, for the documented body alone`() throws {
    var registry = TestRegistry()
    var settings = PolicySettings()
    settings.authTypes = ["pin"]
    settings.kycAttributes = ["shoes"]
    registry.settings.set(settings)
    let content =
      "{authPolicies: [{authType: pin, mandatory: true}], "
      + "allowedKycAttributes: [{attributeName: shoes, required: true}]}"
    let files = ["g.yaml": PolicyGroup.example, "a.yaml": Self.policy(nil, content)]
    #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    let typed = Self.policy("Auth", Self.indented(Self.auth)).replacing("name: a", with: "name: b")
    #expect(try registry.reconcile(files.merging(["b.yaml": typed]) { $1 }).diagnostics.map(\.brief) == [])
  }

  // MARK: Changes refused

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let before: String
    let after: String
    let diagnostic: String
  }

  static let draft = policy("Auth", indented(auth))
  static let published = policy("Auth", indented(auth), "publish: true")

  @Test(arguments: [
    Refusal(
      testDescription: "published content", before: published,
      after: published.replacing("\"authTokenType\":\"policy\"", with: "\"authTokenType\":\"random\""),
      diagnostic: "a.yaml:10:30 policy.policies.published PMS_POL_010 "
        + "Policy Manager is denied permission to update the policy"),
    Refusal(
      testDescription: "another group", before: draft,
      after: draft.replacing("policyGroup: banking", with: "policyGroup: other"),
      diagnostic: "a.yaml:5:16 policy.policyGroup.fixed PMS_POL_015 Policy group and policy not mapped."),
    Refusal(
      testDescription: "a status that is none", before: draft, after: draft + "  status: Deactive\n",
      diagnostic: "a.yaml:14:11 policy.status.word PMS_POL_045 Policy Status either Active or De-active."),
    Refusal(
      testDescription: "a content against the schema", before: draft,
      after: draft.replacing("\"authTokenType\":\"policy\",", with: ""),
      diagnostic: "a.yaml:10:13 policy.policies.complete PMS-PV-006 Missing input parameter - authTokenType"),
  ])
  func `a change refused tells its request and its failure`(_ refusal: Refusal) throws {
    let outcome = try reconciled(refusal.after, before: [refusal.before])
    #expect(outcome.diagnostics.map(\.brief) == [refusal.diagnostic])
    #expect(events(outcome) == ["PMS_PRT_183", "PMS_PRT_483 Policy ID 100000000000"])
    #expect(outcome.changes.isEmpty)
  }

  @Test func `every text with a control character is reported at its place`() throws {
    let outcome = try reconciled(Self.policy(nil, #"{a: [x, "\u0007"], "b\u0007": {c: "\n"}}"#))
    #expect(
      outcome.diagnostics.map { "\($0.location?.mark.column ?? 0) \($0.rule) \($0.path?.description ?? "-")" } == [
        "21 policy.policies.control spec.policies.a[1]", "32 policy.policies.control spec.policies.b\u{7}",
        "47 policy.policies.control spec.policies.b\u{7}.c",
      ])
  }

  @Test func `a type that is none tells the request and the failure of a creation`() throws {
    let outcome = try reconciled(Self.policy("MISP", Self.indented(Self.auth)))
    #expect(
      outcome.diagnostics.map(\.brief)
        == ["a.yaml:8:15 policy.policyType.word PMS_POL_023 Given policy type is not allowed"])
    #expect(events(outcome) == ["PMS_PRT_137", "PMS_PRT_437"])
  }

  // MARK: What no manifest can bring about

  struct Request: Sendable, CustomTestStringConvertible {
    let rule: String
    let operation: Operation<Policy>
    let answer: String
    let events: [String]

    var testDescription: String { "\(rule) in \(operation.id)" }
  }

  @Test(arguments: [
    Request(
      rule: "policy.id.known", operation: Policy.update, answer: "PMS_POL_008 Policy ID does not exist",
      events: ["PMS_PRT_183", "PMS_PRT_483"]),
    Request(
      rule: "policy.id.known", operation: Policy.updateStatus(.active), answer: "PMS_POL_008 Policy ID does not exist",
      events: ["PMS_PRT_183", "PMS_PRT_483"]),
    Request(
      rule: "policy.id.known", operation: Policy.publish, answer: "PMS_POL_008 Policy ID does not exist",
      events: ["PMS_PRT_137", "PMS_PRT_437"]),
    Request(
      rule: "policy.update.given", operation: Policy.update, answer: "PMS_POL_009 No information provided for update",
      events: ["PMS_PRT_183", "PMS_PRT_483 Policy ID 100000000000"]),
    Request(
      rule: "policy.publish.once", operation: Policy.publish,
      answer: "PMS_POL_020 Can not publish the published policy", events: ["PMS_PRT_137", "PMS_PRT_437"]),
    Request(
      rule: "policy.status.published", operation: Policy.updateStatus(.active),
      answer: "PMS_POL_054 Cannot activate unpublished policy.",
      events: ["PMS_PRT_183", "PMS_PRT_483 Policy ID 100000000000"]),
  ])
  func `an operation refuses what no manifest asks for`(_ request: Request) throws {
    var registry = TestRegistry()
    let files = ["g.yaml": PolicyGroup.example, "a.yaml": Self.published]
    try registry.reconcile(files)
    let desired = registry.desired(files)
    let reconciliation = try Reconciliation(registry.request(for: desired), state: registry.state)
    var stored = try #require(registry.stored(Policy.self, "a"))
    var wanted = stored.spec
    if request.rule == "policy.id.known" {
      stored.metadata.id = nil
      wanted.desc = "Y"
    }
    if request.rule == "policy.status.published" { stored.status.publication = .drafted }
    let manifest = try #require(desired.manifests.first { $0.id.kind == Policy.name })
    var progress = StepProgress()
    let result = OperationRunner(reconciliation).perform(
      request.operation, on: stored, for: Candidate(manifest: manifest, metadata: stored.metadata, spec: wanted),
      by: registry.author, progress: &progress)
    guard case .refused(let events, let refusal) = result else {
      Issue.record("\(request) must be refused")
      return
    }
    #expect(refusal.rule == request.rule)
    #expect("\(refusal.code) \(refusal.message)" == request.answer)
    #expect(events.map(\.brief) == request.events)
  }

  // MARK: Versions

  @Test func `a version stands for one content for ever`() throws {
    let (one, two) = (Self.auth, Self.auth.replacing("policy", with: "random"))
    func version(_ number: Int, _ content: String) -> String {
      Self.policy("Auth", content, "publish: true").replacing("version: \"1\"", with: "version: \"\(number)\"")
    }
    let before = [version(1, one), version(2, two)]
    let changed = try reconciled(version(1, two), before: before)
    #expect(changed.diagnostics.map(\.code) == ["PMS_POL_010"])
    #expect(changed.diagnostics.map(\.path) == ["spec.policies.authTokenType"])
    #expect(events(changed) == ["PMS_PRT_183", "PMS_PRT_483 Policy ID 100000000000"])
    // Going back is another matter.
    let back = try reconciled(version(1, one), before: before)
    #expect(back.diagnostics.isEmpty)
    #expect(
      events(back) == ["PMS_PRT_183", "PMS_PRT_283 Policy ID 100000000000", "PMS_PRT_137", "PMS_PRT_237"])
    let third = try reconciled(version(3, one), before: before)
    #expect(third.diagnostics.isEmpty)
  }
}
