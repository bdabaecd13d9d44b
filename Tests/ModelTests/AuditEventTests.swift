import Model
import RegistrySupport
import Source
import Testing

/// Audit events and response envelopes, member by member.
@Suite struct AuditEventTests {
  @Test func `an event has the documented members in their order, then the project's own`() {
    let event = event(reference: "100", object: ObjectID(kind: "Lamp", name: "a"), commit: "c0")
    #expect(
      Node.object(event.members).line
        == #"{"eventId":"LMP_100","eventName":"Create","eventType":"USER","#
        + #""actionTimeStamp":"2026-01-01T00:00:00.000Z","hostName":"host","hostIp":"127.0.0.1","#
        + #""applicationId":"1","applicationName":"Lamps","sessionUserId":"ada@example.org","#
        + #""sessionUserName":"Ada","id":"100","idType":"Lamp ID","createdBy":"Ada","moduleName":"Lamps","#
        + #""moduleId":"LMP","description":"A lamp is asked for (Lamp ID 100)","operation":"lamp.create","#
        + #""object":{"kind":"Lamp","name":"a"},"documented":true,"commit":"c0"}"#)
  }

  @Test(
    arguments: [
      (nil, "Lamp ID", "NO_ID", "NO_ID_TYPE", "A lamp is asked for"),
      ("7", nil, "NO_ID", "NO_ID_TYPE", "A lamp is asked for"),
      (nil, nil, "NO_ID", "NO_ID_TYPE", "A lamp is asked for"),
      ("7", "Lamp ID", "7", "Lamp ID", "A lamp is asked for (Lamp ID 7)"),
      ("", "Lamp ID", "", "Lamp ID", "A lamp is asked for (Lamp ID )"),
    ] as [(String?, String?, String, String, String)])
  func `an event refers to an id only if its definition has a type of id`(
    _ reference: String?, _ idType: String?, _ id: String, _ type: String, _ description: String
  ) {
    let members = Node.object(event(reference: reference, idType: idType).members)
    #expect(members["id"] == .text(id) && members["idType"] == .text(type))
    #expect(members["description"] == .text(description))
    #expect(members["object"] == .null && members["commit"] == .null)
  }

  @Test(arguments: [
    ("hostName", 128), ("hostIp", 16), ("sessionUserId", 256), ("sessionUserName", 128), ("createdBy", 256),
    ("description", 2048),
  ])
  func `a text is cut to its column, never inside a character`(_ member: String, _ length: Int) {
    for (text, cut) in [
      ("x" * length, "x" * length), ("x" * (length + 1), "x" * length), ("😀" * length, "😀" * (length / 2)),
      ("x" + "😀" * length, "x" + "😀" * (length / 2 - 1)), ("e\u{301}" * length, "e\u{301}" * (length / 2)),
    ] {
      let run = Run(
        time: "2026-01-01", tool: "t", actor: .system, hostName: text, hostAddress: text, ids: PlaceholderIDs())
      let event = AuditEvent(
        definition: definition(idType: nil, meaning: text), module: Lamp.eventModule, run: run,
        actor: Actor(name: text, email: text), reference: nil, operation: "o", object: nil, commit: nil)
      // Names of people are cut to 256 units before.
      let expected = member.hasSuffix("Id") || member == "createdBy" ? Actor(name: text, email: text).name : cut
      #expect(Node.object(event.members)[member] == .text(expected))
    }
  }

  @Test func `events of the system carry its own name`() {
    let members = Node.object(event(actor: .system).members)
    #expect(
      ["sessionUserId", "sessionUserName", "createdBy"].map { members[$0]?.text } == ["SYSTEM", "SYSTEM", "SYSTEM"])
  }

  @Test func `an event's name is its id and its row`() {
    #expect(EventName("A") == "A" && EventName("A").row == 1)
    #expect(EventName("A", row: 2) != "A" && EventName("A", row: 2).id == "A")
    #expect(Set<EventName>(["A", EventName("A", row: 1), EventName("A", row: 2)]).count == 2)
  }

  @Test func `an answer's envelope has all documented members`() {
    #expect(
      Envelope.success("i", at: "2026-01-01", response: .object(["a": .secret(Secret("k"))])).line
        == #"{"id":"i","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z","metadata":null,"#
        + #""response":{"a":"(secret)"},"errors":[]}"#)
    #expect(
      Envelope.failure("i", at: "2026-01-01", errors: [("C", "M"), (nil, "N")]).line
        == #"{"id":"i","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z","metadata":null,"response":null,"#
        + #""errors":[{"errorCode":"C","message":"M"},{"errorCode":null,"message":"N"}]}"#)
    #expect(Envelope.success(nil, at: "2026-01-01", response: .null)["id"] == .null)
  }

  @Test func `an envelope has mostly one id`() {
    let (one, two): (EnvelopeID, EnvelopeID) = ("i", EnvelopeID(success: nil, failure: "f"))
    #expect(one.success == "i" && one.failure == "i" && two.success == nil && two.failure == "f")
  }

  private func definition(idType: String?, meaning: String = "A lamp is asked for") -> EventDefinition {
    EventDefinition(
      module: "Lamp", name: "LMP_100", type: "USER", phase: "request", title: "Create", idType: idType,
      isDocumented: true, meaning: meaning)
  }

  private func event(
    reference: String? = nil, idType: String? = "Lamp ID", actor: Actor = Actor(name: "Ada", email: "ada@example.org"),
    object: ObjectID? = nil, commit: String? = nil
  ) -> AuditEvent {
    AuditEvent(
      definition: definition(idType: idType), module: Lamp.eventModule, run: TestRegistry(at: "2026-01-01").run(),
      actor: actor, reference: reference, operation: "lamp.create", object: object, commit: commit)
  }
}
