import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Manifests that vanish: what is removed, what is held, what is refused.
@Suite struct RemovalTests {
  @Test(arguments: [
    (10, 5, 0, 5), (10, 5, 49, 5), (10, 5, 59, 5), (10, 5, 60, 6), (10, 5, 69, 6), (10, 5, 70, 7),
    (10, 5, 1_000_000, 100_000), (0, 0, 1000, 0), (0, 3, 1000, 3), (100, 0, 7, 7), (1, 0, 99, 0), (1, 0, 100, 1),
    (33, 1, 10, 3),
  ])
  func `the allowance is a share rounded down, or the minimum`(
    _ limit: Int, _ minimum: Int, _ live: Int, _ expected: Int
  ) {
    var removals = RegistrySettings.RemovalLimit()
    removals.limit = limit
    removals.minimum = minimum
    #expect(removals.allowance(live: live) == expected)
  }

  private func files(_ names: some Sequence<Int>) -> [String: String] {
    Dictionary(uniqueKeysWithValues: names.map { ("\($0).yaml", misp("m\($0)")) })
  }

  private func registry(of count: Int, limit: Int = 10, minimum: Int = 1) throws -> TestRegistry {
    var registry = TestRegistry()
    registry.settings.registry.removals.limit = limit
    registry.settings.registry.removals.minimum = minimum
    try registry.reconcile(files(1...count))
    return registry
  }

  @Test(
    arguments: [
      (20, 1, nil, nil), (20, 2, nil, nil), (20, 3, nil, 2), (19, 2, nil, 1), (9, 1, nil, nil), (9, 2, nil, 1),
      (20, 3, 3, nil), (20, 3, 2, 2), (20, 1, 0, 0), (20, 19, 19, nil),
    ] as [(Int, Int, Int?, Int?)])
  func `a run that removes more than is allowed is refused`(
    _ live: Int, _ gone: Int, _ allowed: Int?, _ refusedAt: Int?
  ) throws {
    let outcome = try registry(of: live).outcome(files(1...live - gone), allowedRemovals: allowed)
    #expect(
      outcome.refusal
        == refusedAt.map {
          RunRefusal(
            rule: "run.removals.limit",
            message: "\(gone) of \(live) MISP objects would be removed; \($0) are allowed in one run",
            hint: "if that is intended, run again with --allow-removals \(gone)")
        })
    #expect(outcome.summary.remove == gone)
    #expect(outcome.diagnostics.map(\.brief) == [])
  }

  @Test func `objects removed before no longer count`() throws {
    var registry = try registry(of: 20)
    try registry.reconcile(files(1...18))
    #expect(try registry.reconcile(files(1...18)).changesNothing)
    #expect(
      try registry.outcome(files(1...16)).refusal?.message
        == "2 of 18 MISP objects would be removed; 1 are allowed in one run")
  }

  @Test(arguments: [nil, 100] as [Int?])
  func `an empty folder is taken for an accident`(_ allowed: Int?) throws {
    var registry = try registry(of: 3, minimum: 5)
    let outcome = try registry.reconcile([:], allowedRemovals: allowed)
    #expect(
      outcome.refusal
        == RunRefusal(
          rule: "run.removals.empty", message: "The registry folder holds no manifest; nothing is removed",
          hint: "restore the manifests; an empty registry folder is treated as an accident"))
    #expect(registry.state.serial == 1)
  }

  @Test func `an empty folder of an empty registry is nothing to do`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile([:])
    #expect(outcome.refusal == nil && outcome.changesNothing && outcome.faults == 0)
  }

  @Test(arguments: [nil, 100] as [Int?])
  func `a protected object is not removed until the protection is lifted`(_ allowed: Int?) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a", metadata: "protected: true"), "b.yaml": misp("b")])
    let outcome = try registry.reconcile(["b.yaml": misp("b")], allowedRemovals: allowed)
    #expect(
      outcome.refusal
        == RunRefusal(
          rule: "run.removals.protected", message: "The manifest of MISP a is missing, but the object is protected",
          hint: "restore the manifest; to remove it, first reconcile it with protected: false"))
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    #expect(try registry.reconcile(["b.yaml": misp("b")]).refusal == nil)
    #expect(registry.stored(MISP.self, "a")?.status.status == .inactive)
  }

  @Test func `removals come last, in reverse order of their paths`() throws {
    var registry = TestRegistry()
    try registry.reconcile([
      "1.yaml": misp("z"), "2.yaml": misp("y") + "---\n" + misp("x"), "3.yaml": misp("w"), "4.yaml": misp("v"),
    ])
    let outcome = try registry.reconcile(["3.yaml": misp("w", email: "new@b.co"), "9.yaml": misp("a")])
    #expect(
      outcome.changes.map { "\($0.action.rawValue) \($0.object.name) \($0.operations)" } == [
        "update w [\"misp.update\"]", "create a [\"misp.create\"]", "remove v [\"misp.updateStatus\"]",
        "remove y [\"misp.updateStatus\"]", "remove x [\"misp.updateStatus\"]", "remove z [\"misp.updateStatus\"]",
      ])
    #expect(counts(outcome.summary) == [1, 1, 4, 0, 0])
  }

  @Test func `one that was inactive already is removed without an operation`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a", "status: De-Active"), "b.yaml": misp("b")])
    let outcome = try registry.reconcile(["b.yaml": misp("b")])
    #expect(
      outcome.changes.map(\.node.line) == [
        "{\"kind\":\"MISP\",\"name\":\"a\",\"action\":\"remove\",\"operations\":[],"
          + "\"fields\":[{\"path\":\"status.source\",\"before\":\"a.yaml\",\"after\":null}],\"generated\":[],"
          + "\"events\":[],\"source\":null,\"provenance\":{\"commit\":\"1\",\"author\":\"Ada <ada@example.org>\","
          + "\"receivedAt\":\"2026-01-01T00:00:00.000Z\"}}"
      ])
    #expect(try registry.reconcile(["b.yaml": misp("b")]).changesNothing)
  }

  // MARK: Held

  @Test func `nothing is removed while a document is unreadable`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    let outcome = try registry.reconcile(["b.yaml": misp("b"), "c.yaml": "kind: MISP\n---\n" + misp("c")])
    #expect(
      outcome.diagnostics.map { "\($0.severity) \($0.brief)" } == [
        "warning - run.removals.held - 1 removal is held back: MISP a may be declared in c.yaml, which cannot be read",
        "error c.yaml:1:1 metadata.name.required - The manifest has no name",
      ])
    #expect(outcome.changes.map(\.object.name) == ["c"])
    #expect(outcome.refusal == nil && outcome.faults == 1)
    #expect(counts(outcome.summary) == [1, 0, 0, 1, 1])
    #expect(registry.stored(MISP.self, "a")?.record.source == "a.yaml")
    try registry.reconcile(["b.yaml": misp("b"), "c.yaml": misp("c")])
    #expect(registry.stored(MISP.self, "a")?.record.source == nil)
  }

  @Test func `unreadable files neither empty the registry nor lift a limit`() throws {
    var registry = try registry(of: 3, limit: 0, minimum: 0)
    let outcome = try registry.reconcile(["broken.yaml": "{"])
    #expect(outcome.refusal == nil && outcome.changes.isEmpty)
    #expect(outcome.diagnostics.map(\.rule) == ["run.removals.held", "yaml.syntax"])
  }

  /// Manifests that say nothing that counts, of an object whose key has expired.
  @Test(arguments: [
    ("invalid", misp("a", "approval: perhaps")), ("of a faulty frame", misp("a") + "status: {}\n"),
    ("rejected", misp("a", "approval: approved", organization: "b")),
    ("rejected by its e-mail", misp("a", email: "a@b")),
    ("declared twice", misp("a") + "---\n" + misp("a")), ("holding a tag", misp("a") + "  approval: !!str approved\n"),
  ])
  func `a faulty manifest stands for what is stored, and time passes`(_ name: String, _ manifest: String) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a", "approval: approved"), "b.yaml": misp("b")])
    let before = try #require(registry.stored(MISP.self, "a"))
    let early = try registry.reconcile(["a.yaml": manifest, "b.yaml": misp("b")])
    #expect(early.changes.isEmpty && early.faults == 1, "\(name)")
    registry.time = registry.time.adding(days: 91)
    let outcome = try registry.reconcile(["a.yaml": manifest, "b.yaml": misp("b")])
    #expect(outcome.faults == 1 && outcome.summary.remove == 0)
    #expect(
      outcome.changes.map { "\($0.action) \($0.object) \($0.operations)" } == [
        "update MISP a [\"misp.issueLicenseKey\"]"
      ])
    #expect(
      outcome.events.map { "\($0.definition.name.id) \($0.actor.name)" } == [
        "PMS_MSP_120 SYSTEM", "PMS_MSP_121 SYSTEM", "PMS_MSP_210 SYSTEM",
      ])
    let after = try #require(registry.stored(MISP.self, "a"))
    #expect(after.spec.node == before.spec.node && after.record.source == "a.yaml")
    #expect(after.status.licenseKeys.count == 2)
  }

  @Test func `both of two duplicates are errors that name each other`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile([
      "1.yaml": misp("a") + "---\n" + misp("a", email: "x@y.zz"), "2.yaml": misp("a"),
    ])
    #expect(
      outcome.diagnostics.map(\.brief) == [
        "1.yaml:3:18 manifest.duplicate - MISP a is declared 3 times; also declared here 1.yaml:13:18; also declared here 2.yaml:3:18",
        "1.yaml:13:18 manifest.duplicate - MISP a is declared 3 times; also declared here 1.yaml:3:18; also declared here 2.yaml:3:18",
        "2.yaml:3:18 manifest.duplicate - MISP a is declared 3 times; also declared here 1.yaml:3:18; also declared here 1.yaml:13:18",
      ])
    #expect(outcome.changesNothing && outcome.events.isEmpty && outcome.faults == 1)
  }

  // MARK: Renames

  @Test(arguments: [
    ("by its organization name", misp("new", organization: "a")), ("by its id", misp("new", metadata: "id: \"100\"")),
  ])
  func `a rename is an error on both sides, and nothing is removed`(_ name: String, _ manifest: String) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b"), "c.yaml": misp("c")])
    let outcome = try registry.reconcile(["new.yaml": manifest, "b.yaml": misp("b")])
    #expect(
      outcome.diagnostics.map(\.brief).sorted() == [
        "a.yaml manifest.renamed - The manifest of MISP a is missing, and new seems to replace it; the new manifest new.yaml:3:18",
        "new.yaml:3:18 manifest.renamed - MISP new seems to be a under another name; declared here before a.yaml",
      ], "\(name)")
    #expect(outcome.changes.map(\.object.name) == ["c"], "another object that vanished is removed")
    #expect(outcome.events.allSatisfy { $0.object?.name == "c" })
    #expect(try registry.reconcile(["new.yaml": manifest, "b.yaml": misp("b")]).changesNothing)
    #expect(try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")]).diagnostics.map(\.brief) == [])
  }

  @Test(arguments: [
    ("misp.approval.word", misp("new", "approval: perhaps", organization: "a")),
    ("misp.emailId.format", misp("new", organization: "a", email: "a@b")),
    ("misp.emailId.format", misp("new", email: "a@b", metadata: "id: \"100\"")),
  ])
  func `a rename with a further fault removes nothing either`(_ rule: String, _ manifest: String) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    let outcome = try registry.reconcile(["new.yaml": manifest, "b.yaml": misp("b")])
    #expect(outcome.diagnostics.map(\.rule).sorted() == ["manifest.renamed", "manifest.renamed", rule])
    #expect(outcome.changesNothing && outcome.events.isEmpty)
  }

  @Test func `a moved manifest is not a rename`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a")])
    let outcome = try registry.reconcile(["deep/down/x.yml": misp("a")])
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(outcome.changes.map(\.operations) == [[]])
    #expect(outcome.events.isEmpty)
    #expect(registry.stored(MISP.self, "a")?.record.source == "deep/down/x.yml")
  }
}

/// Created, updated, removed, unchanged, rejected.
private func counts(_ summary: Outcome.Summary) -> [Int] {
  [summary.create, summary.update, summary.remove, summary.unchanged, summary.faulty]
}
