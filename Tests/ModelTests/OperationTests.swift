import RegistrySupport
import Source
import Testing

@testable import Model

/// Operations, what they carry, and what they answer.
@Suite struct OperationTests {
  @Test func `an operation carries the members that its stages take, in the table's order`() {
    #expect(Lamp.create.carriedFields == ["title", "room", "watts", "isLit"])
    #expect(Lamp.amend.carriedFields == ["title", "watts"])
    #expect(Lamp.end.carriedFields == [])
  }

  @Test(
    arguments: [
      ("watts", .integer(5), false), ("watts", .integer(6), true), ("title", .text("e\u{301}"), true),
      ("title", .text("\u{E9}"), false), ("isLit", .boolean(true), false), ("room", .text("r"), false),
    ] as [(String, Node, Bool)])
  func `a change is wanted if it is one of a member that the request carries`(
    _ member: String, _ value: Node, _ isWanted: Bool
  ) {
    let stored = Reading(Lamp.Spec.self, .object(["title": .text("\u{E9}")])).record
    let title = [("title", Node.text("\u{E9}"))].filter { $0.0 != member }
    let desired = Reading(Lamp.Spec.self, .object(title + [(member, value)])).record
    #expect(Lamp.amend.isWanted(by: desired, over: stored) == isWanted)
    #expect(!Lamp.end.isWanted(by: desired, over: stored))
  }

  @Test(arguments: [
    ("A1", true), ("B12", true), ("A", false), ("", false), ("a1", false), ("AB", false), ("formats §9", false),
    ("É1", false), ("A٠", false),
  ])
  func `a number of the documents is a capital and a digit`(_ citation: String, _ isNumbered: Bool) {
    let operation = Operation<Lamp>("o", envelope: "e", summary: "S.", citation: citation, stages: []) { _ in .null }
    #expect(operation.isNumbered == isNumbered)
  }

  @Test(
    arguments: [
      ("No lamp %s here", "a", "No lamp a here"), ("No lamp: ", "a", "No lamp: a"), ("%s", "%s", "%s"),
      ("%s and %s", "a", "a and %s"), ("No lamp", nil, "No lamp"), ("No %s", nil, "No %s"), ("", "é", "é"),
      ("%S", "", "%S"),
    ] as [(String, String?, String)])
  func `a detail replaces %s in a message, or follows the message`(
    _ message: String, _ detail: String?, _ whole: String
  ) {
    let precondition = Precondition<Lamp>(
      "p", code: "C", message: message, summary: "S.", failing: nil, path: "spec", check: { _ in .holds })
    let rule = Rule<Lamp>("r", code: nil, message: message, summary: "S.", citation: "C", findings: { _, _ in [] })
    let warning = Warning<Lamp>("w", message: message, summary: "S.", citation: "C", findings: { _, _ in [] })
    #expect([precondition.message(detail), rule.message(detail), warning.message(detail)] == [whole, whole, whole])
  }

  @Test func `a verdict made from a boolean has no details`() {
    #expect(Verdict(true) == .holds && Verdict(false) == .fails())
    #expect(Verdict.fails() != .fails(detail: ""))
    #expect(Verdict.fails(other: ObjectID(kind: "Lamp", name: "a")) != .fails(other: ObjectID(kind: "Lamp", name: "b")))
  }

  @Test func `a new object has the id that its manifest adopts`() throws {
    var act = try act(adoptedID: "LMP-1")
    act.takeID { _ in
      Issue.record("an adopted id needs no other")
      return "x"
    }
    #expect(act.object.id == "LMP-1" && act.generated == [])
  }

  @Test func `a new object without an adopted id has a generated one, and lists it`() throws {
    var act = try act(adoptedID: nil)
    act.takeID { $0.run.ids.uuid() }
    #expect(act.object.id == "00000000-0000-4000-8000-000000000001" && act.generated == ["metadata.id"])
    #expect(act.time == "2026-01-01")
  }

  @Test func `an object is found by its name, else by its id`() throws {
    let registry = try Lamp.registry([
      Lamp.stored("a") { $0.metadata.id = "b" }, Lamp.stored("b") { $0.metadata.id = "a" },
      Lamp.stored("c") { $0.metadata.id = "ID-c" },
    ])
    #expect(
      ["a", "b", "c", "ID-c", "id-c", "", "d"].map { registry.object(Lamp.self, meant: $0)?.metadata.name } == [
        "a", "b", "c", "c", nil, nil, nil,
      ])
  }

  private func act(adoptedID: String?) throws -> Act<Lamp> {
    Act(
      object: Stored(metadata: Metadata(), spec: Lamp.Spec()), desired: Lamp.Spec(), adoptedID: adoptedID,
      settings: Lamp.Settings(), environment: "Developer", actor: .system, provenance: nil,
      registry: try Lamp.registry())
  }
}
