import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The life of a policy group: what each operation tells, stores and answers.
@Suite struct PolicyGroupTests {
  static let banking = PolicyGroup.example

  private func events(_ outcome: Outcome) -> [String] { outcome.events.map(\.brief) }

  private func answer(_ registry: TestRegistry, _ name: String = "banking") -> String? {
    registry.stored(PolicyGroup.self, name)?.record.response?["response"]?.line
  }

  @Test func `a group is created, changed, de-activated, removed and put back`() throws {
    var registry = TestRegistry()
    #expect(events(try registry.reconcile(["g.yaml": Self.banking])) == ["PMS_PRT_115", "PMS_PRT_215"])
    let id = "100000000000"
    #expect(
      registry.stored(PolicyGroup.self, "banking")?.record.response?.line
        == """
        {"id":"mosip.partnermanagement.policygroup.create","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z",\
        "metadata":null,"response":{"id":"\(id)","name":"Banking","desc":"Banking sector","is_Active":true,\
        "cr_by":"ada@example.org","cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":null,"upd_dtimes":null},"errors":[]}
        """)
    registry.time = "2026-02-01T00:00:00.000Z"
    registry.author = Actor(name: "Ben", email: "ben@example.org")
    let changed = Self.banking.replacing("desc: Banking sector", with: "desc: Banks")
    let update = ["PMS_PRT_156", "PMS_PRT_256 Policy Group ID \(id)"]
    #expect(events(try registry.reconcile(["g.yaml": changed])) == update)
    #expect(
      registry.stored(PolicyGroup.self, "banking")?.record.response?.line
        == """
        {"id":"mosip.partnermanagement.policygroup.update","version":"1.0","responsetime":"2026-02-01T00:00:00.000Z",\
        "metadata":null,"response":{"id":"\(id)","name":"Banking","desc":"Banks","is_Active":true,\
        "cr_by":"ada@example.org","cr_dtimes":"2026-01-01T00:00:00.000Z","up_by":"ben@example.org",\
        "upd_dtimes":"2026-02-01T00:00:00.000Z"},"errors":[]}
        """)
    let off = changed.replacing("isActive: true", with: "isActive: false")
    #expect(events(try registry.reconcile(["g.yaml": off])) == update)
    #expect(registry.stored(PolicyGroup.self, "banking")?.status.isActive == false)
    #expect(events(try registry.reconcile(["g.yaml": changed])) == update)
    let other = PolicyGroup.sample(1)
    let removed = try registry.reconcile(["o.yaml": other])
    #expect(events(removed) == ["PMS_PRT_115", "PMS_PRT_215"] + update)
    #expect(registry.stored(PolicyGroup.self, "banking")?.status.isActive == false)
    #expect(registry.stored(PolicyGroup.self, "banking")?.record.source == nil)
    #expect(registry.stored(PolicyGroup.self, "group-1")?.id == "100000000001")
    #expect(events(try registry.reconcile(["o.yaml": other, "g.yaml": changed])) == update)
    #expect(registry.stored(PolicyGroup.self, "banking")?.status.isActive == true)
    #expect(try registry.reconcile(["o.yaml": other, "g.yaml": changed]).changesNothing)
  }

  @Test func `a group is active from its creation, and de-activated then where its manifest says so`() throws {
    var registry = TestRegistry()
    let off = Self.banking.replacing("isActive: true", with: "isActive: false")
    let outcome = try registry.reconcile(["g.yaml": off])
    #expect(
      events(outcome)
        == ["PMS_PRT_115", "PMS_PRT_215", "PMS_PRT_156", "PMS_PRT_256 Policy Group ID 100000000000"])
    #expect(outcome.changes.map(\.operations) == [["policyGroup.create", "policyGroup.update"]])
    #expect(registry.stored(PolicyGroup.self, "banking")?.status.isActive == false)
  }

  @Test func `an id that is adopted is never generated again`() throws {
    var registry = TestRegistry()
    let adopted = Self.banking.replacing("name: banking  ", with: "name: banking\n  id: \"100000000000\"\n")
    try registry.reconcile(["b.yaml": adopted, "a.yaml": PolicyGroup.sample(1)])
    #expect(registry.stored(PolicyGroup.self, "banking")?.id == "100000000000")
    #expect(registry.stored(PolicyGroup.self, "group-1")?.id == "100000000001")
  }

  @Test func `a name in use is refused at creation and at a change, and told once`() throws {
    var registry = TestRegistry()
    let twin = Self.banking.replacing("name: banking", with: "name: twin")
    let files = ["a.yaml": Self.banking, "b.yaml": twin]
    let refused = try registry.reconcile(files)
    #expect(events(refused) == ["PMS_PRT_115", "PMS_PRT_215", "PMS_PRT_115", "PMS_PRT_475"])
    #expect(
      refused.diagnostics.map(\.brief)
        == [
          "b.yaml:6:9 policyGroup.name.unique PMS_POL_014 Policy group exists with name : Banking; "
            + "PolicyGroup banking has it a.yaml:4:9"
        ])
    #expect(try registry.reconcile(files).events.isEmpty)
    let own = twin.replacing("name: Banking", with: "name: Own")
    try registry.reconcile(["a.yaml": Self.banking, "b.yaml": own])
    let renamed = try registry.reconcile(files)
    #expect(events(renamed) == ["PMS_PRT_156", "PMS_PRT_456 Policy Group ID 100000000001"])
    #expect(renamed.diagnostics.map(\.code) == ["PMS_POL_014"])
    #expect(registry.stored(PolicyGroup.self, "twin")?.spec.name == "Own")
  }

  @Test func `a change is refused where the id is unknown or the name in use`() throws {
    var registry = TestRegistry()
    let files = ["a.yaml": Self.banking, "b.yaml": PolicyGroup.sample(1)]
    try registry.reconcile(files)
    let unknown = Refused("PMS_POL_016 Policy Group ID does not exist", ["PMS_PRT_156", "PMS_PRT_456"])
    for operation in [PolicyGroup.update, PolicyGroup.deactivate] {
      #expect(try Refused(operation, on: "banking", files, registry, stored: { $0.metadata.id = nil }) == unknown)
    }
    let unknownFirst = try Refused(
      PolicyGroup.update, on: "banking", files, registry, stored: { $0.metadata.id = nil },
      desired: { $0.name = "Group 1" })
    #expect(unknownFirst == unknown, "the id comes first")
    #expect(
      try Refused(PolicyGroup.update, on: "banking", files, registry, desired: { $0.name = "Group 1" })
        == Refused(
          "PMS_POL_014 Policy group exists with name : Group 1",
          ["PMS_PRT_156", "PMS_PRT_456 Policy Group ID 100000000000"]))
    #expect(
      try Refused(PolicyGroup.deactivate, on: "banking", files, registry, desired: { $0.name = "Group 1" }) == nil,
      "the end of life asks for no name")
  }

  // MARK: Reads

  private func read(_ id: String, _ arguments: [String] = [], in registry: TestRegistry) throws -> Answer {
    try #require(PolicyGroup.queries.first { $0.id == id }).perform(arguments, in: try registry.registry())
  }

  private func told(_ answer: Answer) -> [String] {
    answer.events.map { name, reference in name.id + (reference.map { " \($0)" } ?? "") }
  }

  @Test func `groups are listed, and shown by name or id`() throws {
    var registry = TestRegistry()
    let none = try read("policyGroup.list", in: registry)
    #expect(told(none) == ["PMS_PRT_116", "PMS_PRT_416"])
    #expect(none.error?.code == "PMS_POL_016")
    try registry.reconcile(["a.yaml": Self.banking, "b.yaml": PolicyGroup.sample(1)])
    let list = try read("policyGroup.list", in: registry)
    #expect(told(list) == ["PMS_PRT_116", "PMS_PRT_216"])
    #expect(list.objects.map(\.name) == ["banking", "group-1"])
    #expect(list.response?.items?.map { $0["name"]?.text } == ["Banking", "Group 1"])
    for name in ["banking", "100000000000"] {
      let one = try read("policyGroup.find", [name], in: registry)
      #expect(told(one) == ["PMS_PRT_116", "PMS_PRT_216 100000000000"])
      #expect(one.response?.line == answer(registry))
    }
    let unknown = try read("policyGroup.find", ["7"], in: registry)
    #expect(told(unknown) == ["PMS_PRT_116", "PMS_PRT_416 7"])
    #expect(unknown.error.map { "\($0.code) \($0.message)" } == "PMS_POL_016 Policy Group ID does not exist")
    #expect(told(try read("policyGroup.find", ["no\nid"], in: registry)) == ["PMS_PRT_116", "PMS_PRT_416"])
  }
}
