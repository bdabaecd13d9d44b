import RegistrySupport
import Source
import Testing

@testable import Model

/// Objects as they are stored, and what else a state holds.
@Suite struct StoredTests {
  @Test func `a stored object is written as a manifest with a status`() {
    let lamp = Lamp.stored("a", title: "T") {
      $0.metadata.labels = ["b": "2", "a": "1"]
      $0.record.updatedAt = "2026-01-02"
      $0.status.keys = [Lamp.Key()]
      $0.status.keys[0].value = Secret("k-1")
    }
    let zero = "1970-01-01T00:00:00.000Z"
    #expect(
      lamp.node.line
        == #"{"apiVersion":"partnerctl/v1","kind":"Lamp","#
        + #""metadata":{"name":"a","id":"id-a","labels":{"a":"1","b":"2"},"protected":false},"#
        + #""spec":{"title":"T","room":null,"watts":5,"isLit":false},"status":{"isOver":false,"#
        + #""keys":[{"value":"(secret)","issuedAt":"\#(zero)"}],"master":{"value":"(secret)","issuedAt":"\#(zero)"},"#
        + #""createdBy":"ada@example.org","createdAt":"\#(zero)","updatedBy":null,"#
        + #""updatedAt":"2026-01-02T00:00:00.000Z","source":"a.yaml","response":null}}"#)
  }

  @Test func `what is written is read back, and reading it again changes nothing`() throws {
    let lamp = Lamp.stored("a", title: "e\u{301} \u{E9}") {
      $0.spec.room = "r"
      $0.record.response = tree("{licenseKey: k-1, list: [{licenseKey: k-2}]}")
    }
    let text = JSONWriter.document(lamp.node, secrets: .revealed)
    let (read, violations) = Stored<Lamp>.read(try JSONReader.read(text))
    #expect(violations.isEmpty)
    #expect(JSONWriter.document(read.node, secrets: .revealed) == text)
  }

  @Test func `secrets of a stored answer are hidden when it is read`() throws {
    let lamp = Lamp.stored("a") { $0.record.response = tree("{licenseKey: k-1, list: [{licenseKey: k-2, other: o}]}") }
    let read = Stored<Lamp>.read(lamp.node).object
    #expect(read.record.response?.line == #"{"licenseKey":"(secret)","list":[{"licenseKey":"(secret)","other":"o"}]}"#)
    #expect(Lamp.typed(lamp.node)["status"]?["response"]?.line == read.record.response?.line)
  }

  @Test func `faults of a stored object are reported below metadata, spec and status`() {
    let node = tree(
      """
      metadata: {name: A, id: '-', extra: 1}
      spec: {title: '', watts: 101}
      status: {isOver: 1, createdBy: 2, createdAt: 2026-01-01, lamp: x, response: ~, master: {value: m, issuedAt: 2026-01-01}}
      """)
    #expect(
      Stored<Lamp>.read(node).violations.map { "\($0.rule) \($0.path) \($0.mark.line):\($0.mark.column)" } == [
        "metadata.name.format metadata.name 1:18", "metadata.id.format metadata.id 1:25",
        "metadata.unknown metadata.extra 1:30", "lamp.title.required spec.title 2:15",
        "lamp.watts.range spec.watts 2:26", "status.isOver.type status.isOver 3:18", "status.unknown status.lamp 3:58",
        "status.createdBy.type status.createdBy 3:32",
      ])
  }

  @Test(arguments: ["~", "{}", "[]", "a", "{metadata: [], spec: 1, status: true}", "{status: {}}"])
  func `a tree that is not a stored object has violations, and never traps`(_ yaml: String) {
    let (object, violations) = Stored<Lamp>.read(tree(yaml))
    #expect(!violations.isEmpty)
    #expect(object.id == "" && object.metadata.name == "" && !object.isDeclared)
    #expect(object.identity == ObjectID(kind: "Lamp", name: ""))
  }

  @Test(arguments: [
    ("a", true), ("0", true), ("a.b-c", true), ("a" * 128, true), ("a" * 129, false), ("-a", false), ("a-", false),
    (".a", false), ("a.", false), ("A", false), ("a_b", false), ("a/b", false), ("é", false), ("", false),
    ("..", false),
  ])
  func `a name has 1 to 128 of its characters`(_ name: String, _ isGood: Bool) {
    let reading = Reading(Metadata.self, .object(["name": .text(name)]))
    #expect(reading.violations.isEmpty == isGood)
    #expect(reading.record.name == (isGood ? name : ""))
  }

  @Test(arguments: [
    ("a", true), ("A_b.c-9", true), ("x" * 36, true), ("x" * 37, false), ("_a", false), ("a_", false), ("a b", false),
    ("a/b", false), ("K\u{212A}K", false), ("00000000-0000-4000-8000-000000000001", true), ("a\n", false),
  ])
  func `an id has 1 to 36 of its characters`(_ id: String, _ isGood: Bool) {
    let reading = Reading(Metadata.self, .object(["name": .text("a"), "id": .text(id)]))
    #expect(reading.violations.isEmpty == isGood)
    #expect(reading.record.id == (isGood ? id : nil))
  }

  @Test func `every secret of stored objects is found, through groups and lists`() {
    let nodes = ["a", "b"].map { name in
      Lamp.stored(name) {
        $0.status.keys = [Lamp.Key(), Lamp.Key()]
        $0.status.keys[0].value = Secret("k-\(name)")
        $0.status.keys[1].value = Secret("shared")
      }
    }.map { tree(String(decoding: JSONWriter.line($0.node, secrets: .revealed), as: UTF8.self)) }
    let secrets = ["k-a", "k-b", "shared", "master-a", "master-b"]
    #expect(Lamp.secrets(of: nodes) == Set(secrets.map { Secret($0) }))
    #expect(Lamp.hasSecrets && !Meter.hasSecrets)
    #expect(Meter.secrets(of: nodes) == [])
  }

  @Test(arguments: ["~", "[]", "{status: ~}", "{status: {keys: a, master: []}}", "{status: {keys: [~, {value: ~}]}}"])
  func `a broken object has no secrets`(_ yaml: String) {
    #expect(Lamp.secrets(of: [tree(yaml)]) == [])
  }

  @Test func `a rejection is read from its file`() throws {
    let node = tree(#"{kind: Lamp, metadata: {name: a}, content: "sha256:1", codes: [B, A, 1, ~], more: x}"#)
    let rejection = try #require(StoredRejection.read(node))
    #expect(rejection.object == ObjectID(kind: "Lamp", name: "a"))
    #expect(rejection.content == "sha256:1" && rejection.codes == ["B", "A", "1"] && rejection.node == node)
  }

  @Test(arguments: [
    "~", "{}", "{metadata: {name: a}, content: c, codes: []}", "{kind: L, metadata: {}, content: c, codes: []}",
    "{kind: L, metadata: {name: a}, codes: []}", "{kind: L, metadata: {name: a}, content: c}",
    "{kind: L, metadata: {name: a}, content: c, codes: x}", "{kind: [L], metadata: {name: a}, content: c, codes: []}",
  ])
  func `a file without one of the members is not a rejection`(_ yaml: String) {
    #expect(StoredRejection.read(tree(yaml)) == nil)
  }

  @Test(
    arguments: [
      ("\u{E9}", ["A", "B"], true), ("e\u{301}", ["A", "B"], false), ("\u{E9}", ["B", "A"], false),
      ("\u{E9}", ["A"], false), ("", [], false),
    ] as [(String, [String], Bool)])
  func `a rejection is the same for the same bytes and codes`(_ content: String, _ codes: [String], _ isSame: Bool) {
    let rejection = StoredRejection(
      object: ObjectID(kind: "Lamp", name: "a"), content: "\u{E9}", codes: ["A", "B"], node: .null)
    #expect(rejection.isSame(content: content, codes: codes) == isSame)
  }

  @Test func `damage names the object and what is wrong with it`() {
    let violation = Violation(rule: "r", code: nil, message: "Invalid value - watts", path: "spec.watts", hint: "h")
    #expect(StateDamage(Lamp.stored("a"), violation: violation).reason == "lamps/a: Invalid value - watts (h)")
    let bare = Violation(rule: "r", code: "C", message: "M", path: "spec")
    #expect(StateDamage(Lamp.stored("a"), violation: bare).reason == "lamps/a: M")
  }

  @Test func `a new state is empty and before the first run`() {
    let state = State()
    #expect(state.serial == 0 && state.sequences.isEmpty && state.objects.isEmpty)
    #expect(state.rejected.isEmpty && state.counts.isEmpty && state.reported.isEmpty)
  }
}
