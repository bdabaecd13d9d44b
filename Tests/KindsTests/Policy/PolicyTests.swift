import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The life of a policy: what each operation tells, stores and answers.
@Suite struct PolicyTests {
  static let id = "100000000000"
  static let group = PolicyGroup.example
  static let created = ["PMS_PRT_137", "PMS_PRT_237"]
  static let updated = ["PMS_PRT_183", "PMS_PRT_283 Policy ID \(id)"]
  static let followed = ["PMS_PRT_183 by SYSTEM", "PMS_PRT_283 Policy ID \(id) by SYSTEM"]
  static let groupUpdated = ["PMS_PRT_156", "PMS_PRT_256 Policy Group ID \(id)"]

  /// A policy with the documented body, and what else its spec says.
  static func documented(_ name: String = "a", _ more: String = "") -> String {
    """
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: \(name)}
    spec:
      policyGroup: banking
      name: \(name)
      desc: X
      policies:
        authPolicies: [{authType: otp, mandatory: true}]
        allowedKycAttributes: [{attributeName: fullName, required: true}]
    \(more.isEmpty ? "" : "  \(more)\n")
    """
  }

  /// A policy of the type Auth.
  static func typed(_ more: String = "", version: String = "1", token: String = "policy") -> String {
    """
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: a}
    spec:
      policyGroup: banking
      name: a
      desc: X
      policyType: Auth
      version: "\(version)"
      policies: {authTokenType: \(token), allowedAuthTypes: [], allowedKycAttributes: []}
    \(more.isEmpty ? "" : "  \(more)\n")
    """
  }

  private static func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.reconcile(["g.yaml": group])
    return registry
  }

  private func events(_ outcome: Outcome) -> [String] { outcome.events.map(\.brief) }

  private func state(_ registry: TestRegistry, _ name: String = "a") -> String? {
    registry.stored(Policy.self, name).map { policy in
      let off = policy.status.offBy.map { " by \($0.rawValue)" } ?? ""
      return "\(policy.status.publication.rawValue) \(policy.status.status.rawValue)\(off)"
    }
  }

  private func response(_ registry: TestRegistry, _ name: String = "a") -> String? {
    registry.stored(Policy.self, name)?.record.response?.line
  }

  // MARK: The documented body

  @Test func `the documented body is active at once, changed, switched off and on, removed and put back`() throws {
    var registry = try Self.registry()
    func reconcile(_ policy: String?) throws -> [String] {
      let outcome = try registry.reconcile(
        ["g.yaml": Self.group].merging(policy.map { ["a.yaml": $0] } ?? [:]) { $1 })
      #expect(outcome.diagnostics.map(\.brief) == [])
      return events(outcome)
    }
    #expect(try reconcile(Self.documented()) == Self.created)
    #expect(
      response(registry)
        == """
        {"id":"mosip.partnermanagement.policy.create","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z",\
        "metadata":null,"response":{"policies":[{"id":"\(Self.id)","name":"a","desc":"X","is_Active":true,\
        "cr_by":"ada@example.org","cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":null,"upd_dtimes":null}]},\
        "errors":[]}
        """)
    #expect(state(registry) == "PUBLISHED Active")
    #expect(registry.stored(Policy.self, "a")?.status.validTo == nil)
    #expect(registry.stored(Policy.self, "a")?.status.policyGroupId == "100000000000")
    #expect(try reconcile(Self.documented()) == [])
    registry.time = "2026-01-02T00:00:00.000Z"
    registry.author = Actor(name: "Ben", email: "ben@example.org")
    let changed = Self.documented().replacing("required: true", with: "required: false")
    #expect(try reconcile(changed) == Self.updated)
    #expect(
      response(registry)
        == """
        {"id":"mosip.partnermanagement.policy.update","version":"1.0","responsetime":"2026-01-02T00:00:00.000Z",\
        "metadata":null,"response":{"id":"\(Self.id)","name":"a","desc":"X","is_Active":true,\
        "cr_by":"ada@example.org","cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":"ben@example.org",\
        "upd_dtimes":"2026-01-02T00:00:00.000Z"},"errors":[]}
        """)
    let off = changed + "  status: De-Active\n"
    #expect(try reconcile(off) == Self.updated)
    #expect(
      response(registry)
        == """
        {"id":"mosip.partnermanagement.policy.update.status","version":"1.0",\
        "responsetime":"2026-01-02T00:00:00.000Z","metadata":null,\
        "response":{"message":"status updated successfully"},"errors":[]}
        """)
    #expect(state(registry) == "PUBLISHED De-Active by policy")
    #expect(try reconcile(off.replacing("desc: X", with: "desc: Y")) == Self.updated)
    #expect(state(registry) == "PUBLISHED De-Active by policy", "a change keeps the state")
    #expect(try reconcile(Self.documented()) == Self.updated + Self.updated)
    #expect(state(registry) == "PUBLISHED Active")
    #expect(try reconcile(nil) == Self.updated)
    #expect(state(registry) == "PUBLISHED De-Active by policy")
    #expect(registry.stored(Policy.self, "a")?.record.source == nil)
    #expect(try reconcile(Self.documented()) == Self.updated)
    #expect(state(registry) == "PUBLISHED Active")
    #expect(registry.stored(Policy.self, "a")?.id == Self.id)
  }

  @Test func `group and policy may come and go in one change`() throws {
    var registry = TestRegistry()
    let files = ["a.yaml": Self.documented(), "z.yaml": Self.group]
    #expect(
      events(try registry.reconcile(files)) == ["PMS_PRT_115", "PMS_PRT_215"] + Self.created, "whatever their order")
    let gone = try registry.reconcile(["o.yaml": PolicyGroup.sample(1)])
    #expect(events(gone) == ["PMS_PRT_115", "PMS_PRT_215"] + Self.updated + Self.groupUpdated)
    #expect(events(try registry.reconcile(files.merging(["o.yaml": PolicyGroup.sample(1)]) { $1 })).count == 4)
    #expect(state(registry) == "PUBLISHED Active")
  }

  // MARK: Failures

  struct Failure: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: (old: String, new: String)
    let error: String

    init(_ name: String, _ old: String, _ new: String, _ error: String) {
      (testDescription, change, self.error) = (name, (old, new), error)
    }
  }

  /// In the documented order.
  static let failures: [Failure] = [
    Failure(
      "name", "  name: a\n", "  name: z\n", "PMS_POL_004 Policy Name already exists in the policy Group"),
    Failure(
      "authentication type", "authType: otp", "authType: voice",
      "PMS_POL_006 Unsupported Authentication Type in the Policy File"),
    Failure(
      "KYC attribute", "attributeName: fullName", "attributeName: shoeSize",
      "PMS_POL_005 Unsupported KYC attribute in the Policy File"),
    Failure(
      "no KYC attribute", "[{attributeName: fullName, required: true}]", "[]",
      "PMS_POL_007 eKYC attribute missing in the policy file"),
  ]

  @Test(arguments: failures) func `a policy is refused at its creation and at its change`(_ failure: Failure) throws {
    let (old, new) = failure.change
    let wrong = Self.documented().replacing(old, with: new)
    #expect(wrong != Self.documented())
    let around = ["g.yaml": Self.group, "z.yaml": Self.documented("z")]
    let refused = around.merging(["a.yaml": wrong]) { $1 }
    var registry = try Self.registry()
    try registry.reconcile(around)
    #expect(
      try Refused(registry.reconcile(refused)) == Refused(failure.error, ["PMS_PRT_137", "PMS_PRT_437"]))
    try registry.reconcile(around.merging(["a.yaml": Self.documented()]) { $1 })
    let stored = registry.stored(Policy.self, "a")?.node.revealed
    #expect(
      try Refused(registry.reconcile(refused))
        == Refused(failure.error, ["PMS_PRT_183", "PMS_PRT_483 Policy ID 100000000001"]))
    #expect(registry.stored(Policy.self, "a")?.node.revealed == stored)
  }

  @Test func `the failures of a content come in the documented order`() throws {
    var text = Self.documented()
    // An attribute that is unsupported and none at all exclude each other.
    let failures = Self.failures.filter { $0.testDescription != "KYC attribute" }
    for failure in failures { text = text.replacing(failure.change.old, with: failure.change.new) }
    var registry = try Self.registry()
    let around = ["g.yaml": Self.group, "z.yaml": Self.documented("z")]
    try registry.reconcile(around)
    var codes: [String] = []
    for failure in failures {
      codes += try registry.outcome(around.merging(["a.yaml": text]) { $1 }).answeredCodes
      text = text.replacing(failure.change.new, with: failure.change.old)
    }
    #expect(codes == ["PMS_POL_004", "PMS_POL_006", "PMS_POL_007"])
    #expect(try registry.reconcile(around.merging(["a.yaml": text]) { $1 }).diagnostics.map(\.brief) == [])
  }

  @Test func `a group that is unknown is told at creation, and at a change that no manifest can ask for`() throws {
    var registry = try Self.registry()
    let files = ["g.yaml": Self.group, "a.yaml": Self.documented()]
    let unknown = "PMS_POL_019 Policy group name does not exist"
    let lost = files.merging(["a.yaml": Self.documented().replacing("banking", with: "nowhere")]) { $1 }
    #expect(try Refused(registry.reconcile(lost)) == Refused(unknown, ["PMS_PRT_137", "PMS_PRT_437"]))
    try registry.reconcile(files)
    #expect(
      try Refused(
        Policy.update, on: "a", files, registry,
        desired: {
          $0.desc = "Y"
          $0.policyGroup = "nowhere"
        }) == Refused(unknown, ["PMS_PRT_183", "PMS_PRT_483 Policy ID \(Self.id)"]))
  }

  // MARK: Drafts

  @Test func `a later type is drafted, published, and drafted anew by another version`() throws {
    var registry = try Self.registry()
    func reconcile(_ policy: String) throws -> (events: [String], operations: [String]) {
      let outcome = try registry.reconcile(["g.yaml": Self.group, "a.yaml": policy])
      #expect(outcome.diagnostics.map(\.brief) == [])
      return (events(outcome), outcome.changes.flatMap(\.operations))
    }
    #expect(try reconcile(Self.typed()).events == Self.created)
    #expect(
      response(registry)
        == """
        {"id":"mosip.partnermanagement.policy.create","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z",\
        "metadata":null,"response":{"id":"\(Self.id)","name":"a","desc":"X","is_Active":false,\
        "cr_by":"ada@example.org","cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":null,"upd_dtimes":null,\
        "policyGroupName":"Banking"},"errors":[]}
        """)
    #expect(state(registry) == "DRAFTED De-Active")
    #expect(registry.stored(Policy.self, "a")?.status.validTo == "2026-03-02T00:00:00.000Z")
    #expect(try reconcile(Self.typed(token: "random")).operations == ["policy.update"])
    #expect(state(registry) == "DRAFTED De-Active", "a change does not publish")
    registry.time = "2026-01-02T00:00:00.000Z"
    #expect(try reconcile(Self.typed("publish: true", token: "random")).events == Self.created)
    #expect(
      response(registry)
        == """
        {"id":"mosip.partnermanagement.policy.publish","version":"1.0","responsetime":"2026-01-02T00:00:00.000Z",\
        "metadata":null,"response":{"id":"\(Self.id)","name":"a","desc":"X","is_Active":true,\
        "cr_by":"ada@example.org","cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":"ada@example.org",\
        "upd_dtimes":"2026-01-02T00:00:00.000Z","policyGroupId":"100000000000","policyGroupName":"Banking",\
        "policyType":"Auth","version":"1","policies":{"authTokenType":"random","allowedAuthTypes":[],\
        "allowedKycAttributes":[]},"status":"PUBLISHED","publishDate":"2026-01-02T00:00:00.000Z",\
        "validTill":"2026-07-01T00:00:00.000Z","schema":"https://schemas.mosip.io/v1/auth-policy"},"errors":[]}
        """)
    #expect(state(registry) == "PUBLISHED Active")
    registry.time = "2026-01-03T00:00:00.000Z"
    let renamed = Self.typed("publish: true", token: "random").replacing("desc: X", with: "desc: Y")
    #expect(try reconcile(renamed).operations == ["policy.update"])
    #expect(state(registry) == "PUBLISHED Active", "only the content is final")
    #expect(registry.stored(Policy.self, "a")?.status.validTo == "2026-07-01T00:00:00.000Z")
    #expect(try reconcile(Self.typed(version: "2")).operations == ["policy.update"])
    #expect(state(registry) == "DRAFTED De-Active")
    #expect(registry.stored(Policy.self, "a")?.status.schema == nil)
    let both = try reconcile(Self.typed("publish: true", version: "3", token: "partner"))
    #expect(both.operations == ["policy.update", "policy.publish"])
    #expect(both.events == Self.updated + Self.created)
    #expect(registry.stored(Policy.self, "a")?.status.validTo == "2026-07-02T00:00:00.000Z")
    var settings = PolicySettings()
    settings.validityDays = 1
    registry.settings.set(settings)
    _ = try reconcile(Self.typed("publish: true", version: "4"))
    #expect(registry.stored(Policy.self, "a")?.status.validTo == "2026-01-04T00:00:00.000Z")
  }

  @Test func `the status of a draft waits for its publication, and a draft has no end of life`() throws {
    var registry = try Self.registry()
    let files = ["g.yaml": Self.group, "a.yaml": Self.typed("status: De-Active")]
    #expect(events(try registry.reconcile(files)) == Self.created)
    #expect(state(registry) == "DRAFTED De-Active")
    let published = Self.typed("publish: true\n  status: De-Active")
    #expect(events(try registry.reconcile(["g.yaml": Self.group, "a.yaml": published])) == Self.created + Self.updated)
    #expect(state(registry) == "PUBLISHED De-Active by policy")
    #expect(
      events(try registry.reconcile(["g.yaml": Self.group, "a.yaml": Self.typed(version: "2")])) == Self.updated)
    #expect(events(try registry.reconcile(["g.yaml": Self.group])) == [])
    #expect(registry.stored(Policy.self, "a")?.record.source == nil)
    #expect(state(registry) == "DRAFTED De-Active")
  }

  // MARK: The group's switch

  private static let groupOff = group.replacing("isActive: true", with: "isActive: false")

  @Test func `de-activating a group switches its policies off, re-activating it those that it switched off`() throws {
    var registry = try Self.registry()
    var files = [
      "g.yaml": Self.group, "a.yaml": Self.documented(), "b.yaml": Self.documented("b", "status: De-Active"),
      "c.yaml": Self.typed().replacing("name: a", with: "name: c"), "d.yaml": Self.documented("d"),
    ]
    try registry.reconcile(files)
    files["d.yaml"] = nil
    try registry.reconcile(files)
    files["g.yaml"] = Self.groupOff
    let off = try registry.reconcile(files)
    #expect(events(off) == Self.groupUpdated + Self.followed)
    #expect(off.changes.map(\.operations) == [["policyGroup.update"], ["policy.updateStatus"]])
    let names = ["a", "b", "c", "d"]
    #expect(
      names.map { state(registry, $0) } == [
        "PUBLISHED De-Active by group", "PUBLISHED De-Active by policy", "DRAFTED De-Active",
        "PUBLISHED De-Active by policy",
      ])
    #expect(registry.stored(Policy.self, "a")?.record.updatedBy == "SYSTEM")
    #expect(try registry.reconcile(files).changesNothing)
    files["g.yaml"] = Self.group
    #expect(events(try registry.reconcile(files)) == Self.groupUpdated + Self.followed)
    #expect(
      names.map { state(registry, $0) } == [
        "PUBLISHED Active", "PUBLISHED De-Active by policy", "DRAFTED De-Active", "PUBLISHED De-Active by policy",
      ])
    #expect(try registry.reconcile(files).changesNothing)
  }

  @Test func `a group whose manifest is gone takes its policies along, and brings them back`() throws {
    var registry = try Self.registry()
    let policy = ["a.yaml": Self.documented()]
    let both = policy.merging(["g.yaml": Self.group]) { $1 }
    try registry.reconcile(both)
    #expect(events(try registry.reconcile(policy)) == Self.followed + Self.groupUpdated, "removals are told last")
    #expect(state(registry) == "PUBLISHED De-Active by group")
    #expect(events(try registry.reconcile(both)) == Self.groupUpdated + Self.followed)
    #expect(state(registry) == "PUBLISHED Active")
  }

  @Test func `an expired policy stays off until another version of it is published`() throws {
    var registry = try Self.registry()
    var files = ["g.yaml": Self.group, "a.yaml": Self.typed("publish: true")]
    try registry.reconcile(files)
    files["g.yaml"] = Self.groupOff
    try registry.reconcile(files)
    files["g.yaml"] = Self.group
    registry.time = "2026-06-30T00:00:00.000Z"
    #expect(events(try registry.reconcile(files)) == Self.groupUpdated + Self.followed, "its last moment counts")
    files["g.yaml"] = Self.groupOff
    try registry.reconcile(files)
    files["g.yaml"] = Self.group
    registry.time = "2026-06-30T00:00:00.001Z"
    #expect(events(try registry.reconcile(files)) == Self.groupUpdated)
    #expect(state(registry) == "PUBLISHED De-Active by group")
    #expect(try registry.reconcile(files).changesNothing)
    files["a.yaml"] = Self.typed("publish: true", version: "2")
    #expect(events(try registry.reconcile(files)) == Self.updated + Self.created)
    #expect(state(registry) == "PUBLISHED Active")
  }

  @Test func `a policy's own switch counts while its group is off`() throws {
    var registry = try Self.registry()
    var files = ["g.yaml": Self.group, "a.yaml": Self.documented()]
    try registry.reconcile(files)
    files["g.yaml"] = Self.groupOff
    try registry.reconcile(files)
    files["a.yaml"] = Self.documented("a", "status: De-Active")
    #expect(events(try registry.reconcile(files)) == Self.updated)
    #expect(state(registry) == "PUBLISHED De-Active by policy")
    files["a.yaml"] = Self.documented()
    let refused = try registry.reconcile(files)
    #expect(events(refused) == ["PMS_PRT_183", "PMS_PRT_483 Policy ID \(Self.id)"])
    #expect(
      refused.diagnostics.map(\.brief)
        == ["a.yaml:5:16 policy.policyGroup.active PMS_POL_053 Policy group is not active."])
    files["g.yaml"] = Self.group
    #expect(events(try registry.reconcile(files)) == Self.groupUpdated + Self.updated)
    #expect(state(registry) == "PUBLISHED Active")
    files["g.yaml"] = Self.groupOff
    files["a.yaml"] = nil
    let gone = try registry.reconcile(files)
    #expect(events(gone) == Self.groupUpdated + Self.updated)
    #expect(state(registry) == "PUBLISHED De-Active by policy", "a removed policy does not come back with its group")
    files["g.yaml"] = Self.group
    #expect(events(try registry.reconcile(files)) == Self.groupUpdated)
  }

  @Test func `a group refused or de-activated stops what its policies want`() throws {
    var registry = try Self.registry()
    var files = ["g.yaml": Self.group, "a.yaml": Self.typed()]
    try registry.reconcile(files)
    files["g.yaml"] = Self.groupOff
    try registry.reconcile(files)
    files["a.yaml"] = Self.typed("publish: true")
    let refused = try registry.reconcile(files)
    #expect(events(refused) == ["PMS_PRT_137", "PMS_PRT_437"])
    #expect(refused.diagnostics.map(\.code) == ["PMS_POL_053"])
    #expect(state(registry) == "DRAFTED De-Active")
    files["a.yaml"] = Self.typed(token: "random")
    #expect(events(try registry.reconcile(files)) == ["PMS_PRT_183", "PMS_PRT_483 Policy ID \(Self.id)"])
  }

  // MARK: Reads

  private func read(_ id: String, _ arguments: [String] = [], in registry: TestRegistry) throws -> Answer {
    try #require(Policy.queries.first { $0.id == id }).perform(arguments, in: try registry.registry())
  }

  private func told(_ answer: Answer) -> [String] {
    answer.events.map { name, reference in name.id + (reference.map { " \($0)" } ?? "") }
  }

  @Test func `active policies are listed, and any is shown by name or id`() throws {
    var registry = try Self.registry()
    try registry.reconcile(["g.yaml": Self.group, "b.yaml": Self.documented("b", "status: De-Active")])
    let none = try read("policy.list", in: registry)
    #expect(told(none) == ["PMS_PRT_187", "PMS_PRT_487"])
    #expect(
      none.error.map { "\($0.code) \($0.message)" } == "PMS_POL_003 No Active policy available in the Policy Group")
    try registry.reconcile([
      "g.yaml": Self.group, "a.yaml": Self.documented(), "b.yaml": Self.documented("b", "status: De-Active"),
    ])
    let list = try read("policy.list", in: registry)
    #expect(told(list) == ["PMS_PRT_187", "PMS_PRT_287"])
    #expect(list.objects.map(\.name) == ["a"])
    let a =
      #"{"id":"100000000001","name":"a","desc":"X","is_Active":true,"cr_by":"ada@example.org","#
      + #""cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":null,"upd_dtimes":null,"policies":{"#
      + #""authPolicies":[{"authType":"otp","mandatory":true}],"#
      + #""allowedKycAttributes":[{"attributeName":"fullName","required":true}]}}"#
    #expect(list.response?.line == "{\"policies\":[\(a)]}")
    for name in ["a", "100000000001"] {
      let one = try read("policy.find", [name], in: registry)
      #expect(told(one) == ["PMS_PRT_187", "PMS_PRT_287 100000000001"])
      #expect(one.response?.line == a)
    }
    #expect(try read("policy.find", ["b"], in: registry).response?["is_Active"]?.boolean == false)
    let unknown = try read("policy.find", ["7"], in: registry)
    #expect(told(unknown) == ["PMS_PRT_187", "PMS_PRT_487 7"])
    #expect(unknown.error.map { "\($0.code) \($0.message)" } == "PMS_POL_008 Policy ID does not exist")
    #expect(told(try read("policy.find", ["no\nid"], in: registry)) == ["PMS_PRT_187", "PMS_PRT_487"])
  }
}
