import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Store
import Testing

/// Ids that are generated and ids that are adopted; names that are taken and freed.
@Suite struct IdentityTests {
  @Test(arguments: [(1, "1", "2"), (2, "10", "11"), (3, "100", "101"), (15, "100000000000000", "100000000000001")])
  func `the first id has as many digits as the settings say`(_ length: Int, _ first: String, _ second: String) throws {
    var registry = TestRegistry()
    registry.settings.set(settings(length))
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    #expect(ids(registry) == ["a": first, "b": second])
  }

  @Test(arguments: [(4, "1000"), (1, "102"), (3, "102")])
  func `a sequence only rises, whatever the settings become`(_ length: Int, _ expected: String) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    registry.settings.set(settings(length))
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b"), "c.yaml": misp("c")])
    #expect(ids(registry)["c"] == expected)
  }

  @Test func `ten ids of one digit are followed by two digits`() throws {
    var registry = TestRegistry()
    registry.settings.set(settings(1))
    try registry.reconcile(Dictionary(uniqueKeysWithValues: (0...9).map { ("\($0).yaml", misp("m\($0)")) }))
    #expect(ids(registry)["m8"] == "9" && ids(registry)["m9"] == "10")
  }

  @Test func `adopted ids are reserved before any is generated, and do not move the sequence`() throws {
    var registry = TestRegistry()
    try registry.reconcile([
      "1.yaml": misp("a"), "2.yaml": misp("b"), "3.yaml": misp("c", metadata: "id: \"100\""),
      "4.yaml": misp("d", metadata: "id: \"102\""), "5.yaml": misp("e", metadata: "id: \"900\""),
      "6.yaml": misp("f", metadata: "id: fa604-affcd.33_201"),
    ])
    #expect(
      ids(registry) == ["a": "101", "b": "103", "c": "100", "d": "102", "e": "900", "f": "fa604-affcd.33_201"])
    #expect(registry.folder.header?.sequences == ["misp": 103])
    let outcome = try registry.reconcile([
      "1.yaml": misp("a"), "2.yaml": misp("b"), "3.yaml": misp("c"), "4.yaml": misp("d"), "5.yaml": misp("e"),
      "6.yaml": misp("f"), "7.yaml": misp("g"),
    ])
    #expect(outcome.diagnostics.map(\.brief) == [] && outcome.summary.faulty == 0)
    #expect(ids(registry)["g"] == "104")
  }

  @Test func `an id that a faulty manifest adopts is kept for it`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b", "approval: perhaps", metadata: "id: \"100\"")])
    let outcome = try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b", metadata: "id: \"100\"")])
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(ids(registry) == ["a": "101", "b": "100"])
  }

  @Test func `the id of a removed object is not given again`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    try registry.reconcile(["a.yaml": misp("a")])
    try registry.reconcile(["a.yaml": misp("a"), "c.yaml": misp("c")])
    #expect(ids(registry) == ["a": "100", "b": "101", "c": "102"])
  }

  @Test func `a refused creation takes no number`() throws {
    var registry = TestRegistry()
    try registry.reconcile([
      "a.yaml": misp("a"), "b.yaml": misp("b", organization: "a"), "c.yaml": misp("c", email: "c"),
    ])
    #expect(registry.folder.header?.sequences == ["misp": 100])
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b"), "c.yaml": misp("c")])
    #expect(ids(registry) == ["a": "100", "b": "101", "c": "102"])
  }

  @Test func `an id never changes and belongs to one object`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    let outcome = try registry.reconcile([
      "a.yaml": misp("a", metadata: "id: \"101\""), "b.yaml": misp("b", metadata: "id: \"101\""),
      "c.yaml": misp("c", metadata: "id: \"100\""), "d.yaml": misp("d", metadata: "id: \"7\""),
      "e.yaml": misp("e", metadata: "id: \"7\""), "f.yaml": misp("f", metadata: "id: 0x 1"),
    ])
    #expect(
      outcome.diagnostics.map(\.brief) == [
        "a.yaml:3:25 metadata.id.changed - The id of MISP a is already 100",
        "c.yaml:3:25 metadata.id.taken - The id 100 belongs to MISP a",
        "e.yaml:3:25 metadata.id.taken - The id 7 belongs to MISP d",
        "f.yaml:3:25 metadata.id.format - Invalid value - id",
      ])
    #expect(outcome.changes.map(\.object.name) == ["d"])
    #expect(outcome.events.allSatisfy { $0.object?.name == "d" }, "only documented failures are audited")
  }

  /// A registry in which an earlier program gave the MISP `b` what only `a` may have.
  private func sharing(_ old: String, _ new: String) throws -> TestRegistry {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a")])
    registry.time = registry.time.adding(days: 1)
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    try registry.replace(MISP.self) { node in
      guard node["metadata"]?["name"]?.text == "b" else { return node }
      return try JSONReader.read(Array(node.revealedLine.replacing(old, with: new).utf8))
    }
    return registry
  }

  @Test(arguments: [
    ("\"id\":\"101\"", "\"id\":\"100\"", "id"),
    ("\"organizationName\":\"b\"", "\"organizationName\":\"a\"", "organizationName"),
  ])
  func `stored objects that share what only one may have are named, until the younger one ends`(
    _ old: String, _ new: String, _ what: String
  ) throws {
    var registry = try sharing(old, new)
    let message = "MISP b and MISP a have the same \(what), which must be unique"
    let mismatch = try #require(throws: Mismatch.self) { try registry.check() }
    #expect(mismatch.file == "objects/misps/b.json" && mismatch.message == message)
    #expect(
      mismatch.hint?.hasPrefix(what == "id" ? "remove the manifest of b" : "change it in the manifest of b") == true)
    let wanted = misp("b", organization: what == "id" ? "b" : "a")
    let files = ["a.yaml": misp("a"), "b.yaml": wanted]
    let outcome = try registry.reconcile(files)
    #expect(outcome.diagnostics.map(\.brief) == ["b.yaml:3:18 state.shared - \(message)"])
    #expect(outcome.changesNothing && outcome.faults == 1)
    // The hint leads out.
    try registry.reconcile(["a.yaml": misp("a")], allowedRemovals: 1)
    #expect(try registry.reconcile(["a.yaml": misp("a")]).diagnostics.map(\.brief) == [])
    #expect(try registry.check() == 2)
  }

  @Test func `a name that is shared can be given up as well`() throws {
    var registry = try sharing("\"organizationName\":\"b\"", "\"organizationName\":\"a\"")
    let files = ["a.yaml": misp("a"), "b.yaml": misp("b", organization: "c")]
    #expect(try registry.reconcile(files).diagnostics.map(\.brief) == [])
    #expect(try registry.reconcile(files).changesNothing)
    #expect(try registry.check() == 2)
  }

  // MARK: Names

  @Test func `a name that another object frees in the same run is taken, down a whole chain`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b"), "c.yaml": misp("c"), "d.yaml": misp("d")])
    let files = [
      "0.yaml": misp("new", organization: "a"), "a.yaml": misp("a", organization: "b"),
      "b.yaml": misp("b", organization: "c"), "c.yaml": misp("c", organization: "d"),
      "d.yaml": misp("d", organization: "free"),
    ]
    let outcome = try registry.reconcile(files)
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(outcome.changes.map(\.object.name) == ["new", "a", "b", "c", "d"])
    #expect(
      outcome.events.map(\.definition.name.id) == [
        "PMS_MSP_101", "PMS_MSP_102", "PMS_MSP_103", "PMS_MSP_212", "PMS_MSP_200",
      ]
        + Array(repeating: ["PMS_MSP_107", "PMS_MSP_108", "PMS_MSP_203"], count: 4).flatMap { $0 })
    #expect(outcome.rejected.isEmpty && outcome.faults == 0)
    #expect(ids(registry)["new"] == "104")
    #expect(try registry.reconcile(files).changesNothing)
  }

  @Test func `two that want each other's name are both refused`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    let outcome = try registry.reconcile([
      "a.yaml": misp("a", organization: "b"), "b.yaml": misp("b", organization: "a"),
    ])
    #expect(
      outcome.diagnostics.map(\.brief) == [
        "a.yaml:5:21 misp.organizationName.unique PMS_MSP_003 A MISP is already registered with name - b; MISP b has it b.yaml:3:18",
        "b.yaml:5:21 misp.organizationName.unique PMS_MSP_003 A MISP is already registered with name - a; MISP a has it a.yaml:3:18",
      ])
    #expect(outcome.changes.isEmpty)
    #expect(
      outcome.diagnostics.map(\.hint)
        == Array(
          repeating: "the other MISP gives it up in the same change; make two changes, one after the other", count: 2))
  }

  @Test func `a manifest accepted late keeps its place, before what time and removals do`() throws {
    var registry = TestRegistry()
    try registry.reconcile([
      "b.yaml": misp("b"), "gone.yaml": misp("gone"), "old.yaml": misp("old", "approval: approved"),
    ])
    registry.time = "2026-06-01T00:00:00.000Z"
    let outcome = try registry.reconcile([
      "a.yaml": misp("a", organization: "b"), "b.yaml": misp("b", organization: "c"),
      "old.yaml": misp("old", "approval: perhaps"),
    ])
    #expect(
      outcome.changes.map { "\($0.action.rawValue) \($0.object.name)" }
        == ["create a", "update b", "update old", "remove gone"])
    #expect(
      outcome.events.compactMap(\.object?.name).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        == ["a", "b", "old", "gone"])
  }

  @Test func `the name of a removed object stays taken`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    try registry.reconcile(["b.yaml": misp("b")])
    let outcome = try registry.reconcile(["b.yaml": misp("b"), "c.yaml": misp("c", organization: "a")])
    #expect(outcome.diagnostics.map(\.code) == ["PMS_MSP_003"])
  }

  @Test(arguments: [(Int.max, 100), (1 << 52, 100), (1, 1 << 52), (1, Int.max)])
  func `a count that no run reached is damage`(_ serial: Int, _ number: Int) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a")])
    registry.state.serial = serial
    registry.state.sequences = ["misp": number]
    #expect(throws: StateDamage("a count in state.json is too large")) {
      try registry.outcome(["a.yaml": misp("a"), "b.yaml": misp("b")])
    }
  }

  // MARK: Rejections

  @Test func `a refusal is recorded once for each content and set of codes`() throws {
    var registry = TestRegistry()
    let taken = misp("a", organization: "b")
    var told: [[String]] = []
    try registry.reconcile(["b.yaml": misp("b")])
    for manifest in [
      taken, taken, "# a remark\n" + taken, misp("a", organization: "b", metadata: "labels: {x: y}"), taken,
      misp("a", organization: "b", email: "a@b"), taken, misp("a"), taken,
    ] {
      let outcome = try registry.reconcile(["a.yaml": manifest, "b.yaml": misp("b")])
      told.append(outcome.events.filter { $0.object?.name == "a" }.map(\.definition.name.id))
    }
    let name = ["PMS_MSP_101", "PMS_MSP_417"]
    #expect(
      told == [
        name, [], [], name, name, ["PMS_MSP_101", "PMS_MSP_401"], name,
        ["PMS_MSP_101", "PMS_MSP_102", "PMS_MSP_103", "PMS_MSP_212", "PMS_MSP_200"], ["PMS_MSP_107", "PMS_MSP_402"],
      ])
  }

  @Test(arguments: [
    ("fixed", ["a.yaml": misp("a"), "b.yaml": misp("b")], ["MISP a"]),
    ("gone", ["b.yaml": misp("b")], ["MISP a"]),
    ("gone while something is unreadable", ["b.yaml": misp("b"), "c.yaml": "{"], []),
    ("invalid in another way", ["a.yaml": misp("a", "approval: perhaps"), "b.yaml": misp("b")], []),
    (
      "the other gave way", ["a.yaml": misp("a", organization: "b"), "b.yaml": misp("b", organization: "c")], ["MISP a"]
    ),
    ("as before", ["a.yaml": misp("a", organization: "b"), "b.yaml": misp("b")], []),
  ])
  func `a rejected file goes when its manifest is fixed or gone`(
    _ name: String, _ files: [String: String], _ cleared: [String]
  ) throws {
    var registry = TestRegistry()
    try registry.reconcile(["b.yaml": misp("b")])
    try registry.reconcile(["a.yaml": misp("a", organization: "b"), "b.yaml": misp("b")])
    #expect(registry.state.rejected.keys.map(\.description) == ["MISP a"])
    let outcome = try registry.reconcile(files)
    #expect(outcome.cleared.map(\.description) == cleared, "\(name)")
    #expect(registry.state.rejected.isEmpty == !cleared.isEmpty)
  }

  private func settings(_ length: Int) -> MISP.Settings {
    var settings = MISP.Settings()
    settings.idLength = length
    return settings
  }

  private func ids(_ registry: TestRegistry) -> [String: String] {
    let pairs = (registry.state.objects["MISP"] ?? []).map {
      ($0["metadata"]?["name"]?.text ?? "", $0["metadata"]?["id"]?.text ?? "")
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
