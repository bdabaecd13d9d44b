import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Authors are whoever a commit says they are.
@Suite struct ActorTests {
  @Test(arguments: [
    ("", "unknown"), (" \t", "unknown"), ("\u{200B}", "unknown"), ("\u{1B}", "unknown"),
    ("a\u{1B}[31m\u{85}b", "a[31mb"),
    (" a b ", " a b "), (String(repeating: "x", count: 5000), String(repeating: "x", count: 256)),
    (String(repeating: "😀", count: 200), String(repeating: "😀", count: 128)),
    ("x" + String(repeating: "😀", count: 200), "x" + String(repeating: "😀", count: 127)),
  ])
  func `names and addresses are cleaned`(_ text: String, _ cleaned: String) {
    let actor = Actor(name: text, email: text)
    #expect(actor.name == cleaned && actor.email == cleaned)
  }

  @Test func `no author is the system`() throws {
    #expect(Actor.system.isSystem)
    #expect(Actor(name: "SYSTEM", email: "SYSTEM") != .system)
    var registry = TestRegistry()
    registry.author = Actor(name: "SYSTEM", email: "SYSTEM")
    let outcome = try registry.reconcile(["a.yaml": misp("a")])
    #expect(outcome.events.map(\.commit) == Array(repeating: "0", count: 5))
    #expect(outcome.changes.map { $0.provenance?.commit } == ["0"])
  }

  @Test(arguments: ["", "\u{1B}", String(repeating: "é", count: 5000), "null", "true", "1"])
  func `whoever writes a manifest, the registry can be read afterwards`(_ email: String) throws {
    var registry = TestRegistry()
    registry.author = Actor(name: email, email: email)
    try registry.reconcile(["a.yaml": misp("a")])
    #expect(try registry.reconcile(["a.yaml": misp("a", "approval: approved")]).changes.count == 1)
    #expect(try registry.check() == 1)
  }

  @Test func `a key of the year 9999 expires at its end`() throws {
    var registry = TestRegistry(at: "9999-12-31T00:00:00.000Z")
    try registry.reconcile(["a.yaml": misp("a", "approval: approved")])
    let key = registry.stored(MISP.self, "a")?.status.currentKey
    #expect(key?.expiresAt == "9999-12-31T23:59:59.999Z")
    #expect(try registry.reconcile(["a.yaml": misp("a", "approval: approved")]).changesNothing)
  }

  @Test func `a plan names the commit's own time, rules judge by the receipt`() {
    let origin = Provenance(
      commit: "c", author: Actor(name: "A", email: "a"), statedAt: "2030-01-01", runTime: "2026-01-01")
    #expect(origin.receivedAt == "2026-01-01")
    #expect(origin.node["receivedAt"] == .text("2030-01-01T00:00:00.000Z"))
  }
}
