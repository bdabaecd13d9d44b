import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// A kind whose second step may fail, which no documented kind's may after its creation.
private enum Ticket: ResourceKind {
  struct Spec: Fielded {
    var stamped = false
    var refused = false
    static let fields: [Field<Spec>] = [
      .boolean("stamped", \.stamped, default: false, "Whether it is to be stamped."),
      .boolean("refused", \.refused, default: false, "Whether the stamp is refused."),
    ]
  }

  struct Status: Fielded {
    var stamped = false
    static let fields: [Field<Status>] = [.boolean("stamped", \.stamped, default: false, "Whether it is stamped.")]
  }

  static let name = "Ticket"
  static let prefix = "ticket"
  static let folder = "tickets"
  static let summary = "A ticket."
  static let citation = "nowhere"
  static let example = ""
  static func codes(isNew: Bool) -> FieldCodes { .ours }
  static let eventModule = MISP.eventModule
  typealias Settings = NoSettings

  static let rules: [Rule<Ticket>] = []
  static let indexes: [Index<Ticket>] = []
  static let operations = [creation, stamp]
  static var amendment: Operation<Ticket> { stamp }

  static let creation = Operation<Ticket>(
    "ticket.create", envelope: "create", summary: "Creates it.", citation: "nowhere",
    stages: [
      .emits("PMS_MSP_101"),
      .does { act in
        act.object.metadata.id = act.adoptedID ?? String(act.registry.takeNumber(for: Ticket.self, from: 1))
      },
      .emits("PMS_MSP_212"),
    ]
  ) { act in .text(act.object.id) }

  static let stamp = Operation<Ticket>(
    "ticket.stamp", envelope: "stamp", summary: "Stamps it.", citation: "nowhere",
    stages: [
      .emits("PMS_MSP_104"),
      .requires(
        Precondition(
          "ticket.stamp.allowed", code: "T_1", message: "No stamp", summary: "It may be stamped.",
          failing: "PMS_MSP_405", path: "spec.stamped"
        ) { act in Verdict(!act.desired.refused) }),
      .does { $0.object.status.stamped = true },
      .emits("PMS_MSP_201"),
    ]
  ) { _ in .null }

  static func route(from stored: Stored<Ticket>?, to desired: Spec?) -> Operation<Ticket>? {
    guard let stored else { return creation }
    return desired?.stamped == true && !stored.status.stamped ? stamp : nil
  }
}

@Suite struct TwoStepTests {
  private func ticket(_ name: String, _ spec: String, id: String? = nil) -> String {
    "apiVersion: partnerctl/v1\nkind: Ticket\nmetadata: {name: \(name)\(id.map { ", id: \"\($0)\"" } ?? "")}\nspec: {\(spec)}\n"
  }

  private func registry() -> TestRegistry {
    var registry = TestRegistry()
    registry.catalog = Catalog(
      kinds: [Ticket.self] + Catalog.standard.kinds, sections: Catalog.standard.sections, version: 1,
      events: Catalog.standard.events, codes: Catalog.standard.codes)
    return registry
  }

  @Test(arguments: [nil, "77"] as [String?])
  func `a creation whose second step fails leaves nothing, not even a number`(_ id: String?) throws {
    var registry = registry()
    let outcome = try registry.reconcile([
      "1.yaml": ticket("a", "stamped: true, refused: true", id: id), "2.yaml": ticket("b", "stamped: true"),
    ])
    #expect(outcome.diagnostics.map(\.brief) == ["1.yaml:4:17 ticket.stamp.allowed T_1 No stamp"])
    #expect(outcome.events.filter { $0.object?.name == "a" }.map(\.brief) == ["PMS_MSP_104", "PMS_MSP_405"])
    #expect(
      outcome.changes.map { "\($0.object) \($0.operations)" } == [
        "Ticket b [\"ticket.create\", \"ticket.stamp\"]"
      ])
    #expect(
      outcome.events.filter { $0.object?.name == "b" }.map(\.brief) == [
        "PMS_MSP_101", "PMS_MSP_212 MISP ID 1", "PMS_MSP_104 MISP ID 1", "PMS_MSP_201 MISP ID 1",
      ])
    #expect(registry.state.sequences["ticket"] == 1)
  }

  @Test func `an object that exists is named by the failure`() throws {
    var registry = registry()
    try registry.reconcile(["1.yaml": ticket("a", "")])
    let outcome = try registry.reconcile(["1.yaml": ticket("a", "stamped: true, refused: true")])
    #expect(outcome.events.map(\.brief) == ["PMS_MSP_104 MISP ID 1", "PMS_MSP_405 MISP ID 1"])
  }

  @Test func `kinds are created in catalogue order and removed in reverse`() throws {
    var registry = registry()
    let files = ["a.yaml": misp("m") + "---\n" + ticket("t", ""), "b.yaml": misp("n")]
    let created = try registry.reconcile(files)
    #expect(created.changes.map(\.object.description) == ["Ticket t", "MISP m", "MISP n"])
    let removed = try registry.reconcile(["b.yaml": misp("n")])
    #expect(removed.changes.map(\.object.description) == ["MISP m", "Ticket t"])
    #expect(removed.changes.map(\.operations) == [["misp.updateStatus"], []])
  }
}
