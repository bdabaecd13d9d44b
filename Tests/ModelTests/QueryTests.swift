import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Documented questions and their answers.
@Suite struct QueryTests {
  @Test(arguments: [
    (["a", "b"], "a b"), ([" a\u{200B}", "b"], " a\u{200B} b"), (["", "b"], "E_1 first"),
    ([" \u{200B}\t", "b"], "E_1 first"),
    (["a", ""], "a "), (["a", "b", "\u{3000}"], "E_3 third"), (["", "", ""], "E_1 first"),
  ])
  func `a blank argument is answered with its own failure, in order`(_ words: [String], _ told: String) throws {
    let answer = query.perform(words, in: try Lamp.registry())
    #expect((answer.response?.text ?? answer.error.map { "\($0.code) \($0.message)" }) == told)
    // A blank argument emits no event.
    #expect(answer.events.isEmpty == told.hasPrefix("E_"))
  }

  @Test func `members and filters reach the answer by their names`() throws {
    let answer = query.perform(
      ["a", "b"], in: try Lamp.registry(), members: ["digitalId.serialNo": "7", "other": "x"], filters: ["all"])
    #expect(answer.shown == .text("7 nil true false"))
  }

  @Test func `codes of blank arguments come first, each once and sorted`() {
    #expect(query.failures.map(\.code) == ["E_1", "E_3", "E_9", "E_0"])
    #expect(query.failures.map(\.unreachable) == [nil, nil, nil, "never"])
  }

  @Test func `an answer keeps all faults, its events in order, and what is shown`() {
    var answer = Answer()
    answer.emit("A", about: "1")
    answer.emit(EventName("A", row: 2))
    let failed = answer.fail([("C1", "M1"), ("C2", "M2")])
    #expect(failed.events.map { "\($0.name.id)/\($0.name.row) \($0.reference ?? "-")" } == ["A/1 1", "A/2 -"])
    #expect(failed.error?.code == "C1" && failed.errors.map(\.message) == ["M1", "M2"] && failed.response == nil)
    let succeeded = answer.succeed(.text("r"), shown: .text("s"))
    #expect(succeeded.response == .text("r") && succeeded.shown == .text("s"))
    #expect(Answer().error == nil && Answer().objects == [])
  }

  @Test func `the events of an answer are those of the catalogue's module`() throws {
    let query = try #require(MISP.queries.first)
    let definition = try #require(
      Catalog.standard.events().first { $0.module == query.module.name && $0.idType != nil })
    var answer = Answer()
    answer.object = ObjectID(kind: "MISP", name: "a")
    answer.emit(definition.name, about: "7")
    let run = TestRegistry(at: "2026-01-01").run()
    let events = answer.auditEvents(of: query, run: run, catalog: .standard)
    #expect(
      events == [
        AuditEvent(
          definition: definition, module: query.module, run: run, actor: run.actor, reference: "7", operation: query.id,
          object: answer.object, commit: nil)
      ])
    #expect(Answer().auditEvents(of: query, run: run, catalog: .standard) == [])
  }

  @Test func `an event is found by its id and row, among those of its module`() {
    let definitions = [("Other", 2), ("Lamp", 1), ("Lamp", 2)].map { module, row in
      EventDefinition(
        module: module, name: EventName("LMP_1", row: row), type: "USER", phase: "request", title: "\(module) \(row)",
        idType: nil, isDocumented: true, meaning: "M")
    }
    let catalog = Catalog(kinds: [], sections: [], version: 1, events: { definitions }, codes: { [] })
    var answer = Answer()
    answer.emit(EventName("LMP_1", row: 2))
    answer.emit("LMP_1")
    let events = answer.auditEvents(of: query, run: TestRegistry().run(), catalog: catalog)
    #expect(events.map(\.definition.title) == ["Lamp 2", "Lamp 1"])
  }

  private let query = Query(
    "lamp.ask", form: .list,
    arguments: [
      .init("first", summary: "First.", missing: ("E_1", "first")), .init("second", summary: "Second."),
      .init("third", summary: "Third.", missing: ("E_3", "third")),
      .init("fourth", summary: "Fourth.", missing: ("E_1", "fourth")),
    ],
    envelope: "lamps.ask", summary: "Asks.", citation: "nowhere", module: Lamp.eventModule, events: [],
    failures: ["E_9", .init("E_0", unreachable: "never")]
  ) { request, _ in
    var answer = Answer()
    answer.emit("LMP_1")
    let (all, some) = (Query.Filter("all", summary: "All."), Query.Filter("some", summary: "Some."))
    return answer.succeed(
      .text("\(request[0]) \(request[1])"),
      shown: .text(
        "\(request["digitalId.serialNo"] ?? "nil") \(request["digitalId"] ?? "nil") \(request.has(all)) \(request.has(some))"
      ))
  }
}
