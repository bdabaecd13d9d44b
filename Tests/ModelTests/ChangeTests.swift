import RegistrySupport
import Source
import Testing

@testable import Model

/// What a run changes: differences, provenance, generated values.
@Suite struct ChangeTests {
  @Test(arguments: [
    ("{a: 1}", "{a: 1}", []), ("{a: 1, b: 2}", "{b: 2, a: 1}", []),
    ("{a: 1}", "{a: 2}", [#"a 1 2"#]), ("{a: 1}", "{a: '1'}", [#"a 1 "1""#]),
    ("{a: 1}", "{b: 1}", ["b null 1", "a 1 null"]), ("~", "{a: {b: 1}}", ["a.b null 1"]),
    ("{a: {b: 1, c: [x]}}", "~", ["a.b 1 null", #"a.c[0] "x" null"#]),
    ("{a: ~}", "{}", []), ("{a: []}", "{}", []), ("{a: {}}", "{a: []}", ["a {} []"]), ("{a: {}}", "~", []),
    ("[1, 2, 3]", "[1, 3]", ["[1] 2 3", "[2] 3 null"]), ("[]", "[{a: [1]}]", ["[0].a[0] null 1"]),
    ("{a: {b: 1}}", "{a: x}", [#"a {"b":1} "x""#]), ("{a: [1]}", "{a: {b: 1}}", [#"a [1] {"b":1}"#]),
    ("a", "b", [#" "a" "b""#]), ("{c: 1, a: 1, b: 1}", "{b: 2, a: 2, c: 1, d: 1}", ["b 1 2", "a 1 2", "d null 1"]),
  ])
  func `differences are listed leaf by leaf, in the order of the new tree`(
    _ before: String, _ after: String, _ lines: [String]
  ) {
    let changes = FieldChange.between(tree(before), and: tree(after))
    #expect(changes.map { "\($0.path) \($0.before.line) \($0.after.line)" } == lines)
  }

  @Test func `texts and keys that are canonically equivalent differ`() {
    let before = Node.object([("\u{E9}", .text("\u{E9}")), ("k", .text("\u{E9}"))])
    let after = Node.object([("e\u{301}", .text("\u{E9}")), ("k", .text("e\u{301}"))])
    let changes = FieldChange.between(before, and: after, at: "spec")
    #expect(changes.map { $0.path.steps.last } == [.key("e\u{301}"), .key("k"), .key("\u{E9}")])
  }

  @Test func `a changed secret is listed, and neither value is shown`() {
    let changes = FieldChange.between(
      .object(["key": .secret(Secret("k-1"))]), and: .object(["key": .secret(Secret("k-2"))]))
    #expect(changes.map(\.node.line) == [#"{"path":"key","before":"(secret)","after":"(secret)"}"#])
    let same = Node.object(["key": .secret(Secret("k-1"))])
    #expect(FieldChange.between(same, and: same).isEmpty)
  }

  @Test func `a change is written with all its members`() {
    let actor = Actor(name: "Ada", email: "ada@example.org")
    let change = Change(
      object: ObjectID(kind: "Lamp", name: "a"), action: .update, operations: ["lamp.amend"],
      fields: [FieldChange(path: "spec.watts", before: .integer(1), after: .null)], generated: ["metadata.id"],
      events: ["LMP_200"], source: SourceLocation(file: "a.yaml", line: 3, column: 7),
      provenance: Provenance(commit: "c0", author: actor, statedAt: "2026-01-02", runTime: "2026-01-01"))
    #expect(
      change.node.line
        == #"{"kind":"Lamp","name":"a","action":"update","operations":["lamp.amend"],"#
        + #""fields":[{"path":"spec.watts","before":1,"after":null}],"generated":["metadata.id"],"#
        + #""events":["LMP_200"],"source":{"file":"a.yaml","line":3},"#
        + #""provenance":{"commit":"c0","author":"Ada <ada@example.org>","receivedAt":"2026-01-02T00:00:00.000Z"}}"#)
    let removal = Change(
      object: change.object, action: .remove, operations: [], fields: [], generated: [], events: [], source: nil,
      provenance: Provenance(uncommittedBy: actor, at: "2026-01-01"))
    #expect(
      removal.node.line
        == #"{"kind":"Lamp","name":"a","action":"remove","operations":[],"fields":[],"generated":[],"events":[],"#
        + #""source":null,"provenance":null}"#)
  }

  @Test(
    arguments: [
      ("2026-01-01", nil, "2026-01-01", "2026-01-01"), ("2026-01-09", nil, "2026-01-05", "2026-01-05"),
      ("2026-01-01", "2026-01-03", "2026-01-01", "2026-01-03"),
      ("2026-01-01", "2026-01-09", "2026-01-01", "2026-01-05"),
    ] as [(Instant, Instant?, Instant, Instant)])
  func `nothing is received or merged after the run`(
    _ stated: Instant, _ merged: Instant?, _ received: Instant, _ expected: Instant
  ) {
    let provenance = Provenance(
      commit: "c", author: .system, statedAt: stated, mergedAt: merged, runTime: "2026-01-05", doubts: ["d"])
    #expect(provenance.statedAt == stated && provenance.receivedAt == received && provenance.mergedAt == expected)
    #expect(provenance.doubts == ["d"])
  }

  @Test func `what is not committed is received and merged at the run`() {
    let provenance = Provenance(uncommittedBy: .unknown, at: "2026-01-05")
    #expect(provenance.commit == nil && provenance.node == .null && provenance.doubts == [])
    #expect(provenance.author == Actor(name: "", email: ""))
    #expect(
      [provenance.statedAt, provenance.receivedAt, provenance.mergedAt] == ["2026-01-05", "2026-01-05", "2026-01-05"])
  }

  @Test func `a repeated pass gets the same values again, and then new ones`() {
    let source = SequentialIDs()
    let ids = RepeatableIDs(source)
    let first = [ids.uuid(), ids.key(length: 4) { _ in false }.reveal(), ids.uuid()]
    ids.rewind()
    let second = [ids.uuid(), ids.key(length: 4) { _ in false }.reveal(), ids.uuid(), ids.uuid()]
    #expect(second.dropLast() == first[...])
    // The source is asked for what is new alone.
    #expect(source.count == 4)
    #expect(Set(second).count == 4)
  }

  @Test func `a repeated key that is taken by now is skipped`() {
    let ids = RepeatableIDs(SequentialIDs())
    let keys = (0..<3).map { _ in ids.key(length: 4) { _ in false } }
    #expect(keys.map { $0.reveal() } == ["k001", "k002", "k003"])
    ids.rewind()
    #expect(ids.key(length: 4) { $0 == keys[0] || $0 == keys[1] } == keys[2])
    #expect(ids.key(length: 4) { _ in false }.reveal() == "k004")
  }

  @Test func `placeholders differ from each other and from those of another source`() {
    let ids = PlaceholderIDs()
    #expect(
      [ids.uuid(), ids.key(length: 99) { _ in true }.reveal(), ids.uuid()] == [
        "generated.placeholder.1", "(generated 2)", "generated.placeholder.3",
      ])
    #expect(PlaceholderIDs("imported").uuid() == "imported.placeholder.1")
    #expect(Metadata.idFormat.accepts(ids.uuid()))
  }

  @Test(arguments: [0, 1, 31, 32, 33, 64, 65, 1000]) func `a concurrent map gives what the items' own map gives`(
    _ count: Int
  ) {
    let calls = [nil, 1, 7] as [Int?]
    for grain in calls {
      let mapped =
        grain.map { Instruments.test.map(Array(0..<count), grain: $0) { $0 * 2 } }
        ?? Instruments.test.map(Array(0..<count)) { $0 * 2 }
      #expect(mapped == (0..<count).map { $0 * 2 })
    }
  }

  @Test func `pieces of a map may be done in any order, and few items make no piece`() {
    let backwards = Instruments(
      sha256: { _ in "" },
      concurrently: { count, body in
        #expect(count == 14)
        for number in (0..<count).reversed() { body(number) }
      })
    #expect(backwards.map(Array(0..<98), grain: 7) { "\($0)" } == (0..<98).map { "\($0)" })
    #expect(backwards.map(Array(0..<92), grain: 7) { "\($0)" } == (0..<92).map { "\($0)" })
    let never = Instruments(sha256: { _ in "" }, concurrently: { _, _ in Issue.record("no thread is worth it") })
    #expect(never.map([1, 2], grain: 2) { $0 } == [1, 2])
  }

  @Test func `a digest names its algorithm`() {
    #expect(Instruments(sha256: { "\($0.count)" }).digest([1, 2]) == "sha256:2")
  }

  @Test func `a run with other ids is the same otherwise`() {
    let run = TestRegistry(at: "2026-01-01").run()
    let other = run.generating(by: PlaceholderIDs())
    #expect(other.ids.uuid() == "generated.placeholder.1")
    #expect(other.time == run.time && other.tool == run.tool && other.actor == run.actor)
    #expect(other.hostName == run.hostName && other.hostAddress == run.hostAddress)
  }
}
