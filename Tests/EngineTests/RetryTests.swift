import Kinds
import Model
import RegistrySupport
import Source
import Testing

@testable import Engine

/// Rejected manifests are tried again when something changed that they depend on, and only then: the steps of a run are
/// counted, not its time.
@Suite struct RetryTests {
  /// How often manifests are tried in a run.
  private func attempts(_ files: [String: String], _ registry: TestRegistry) throws -> Int {
    let desired = registry.desired(files)
    let reconciliation = try Reconciliation(registry.request(for: desired), state: registry.state)
    for manifest in desired.manifests { reconciliation.manifests[manifest.id] = manifest }
    let application = Application(reconciliation)
    application.apply(ManifestChecks(reconciliation).findings(in: desired).invalid, removals: [])
    return application.attempts
  }

  /// MISPs in the order of their files, each with the organization name that it is to have.
  private func misps(_ count: Int, _ name: (Int) -> String) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: (0..<count).map { number in
        let word = Instant.padded(number, 4)
        return ("\(word).yaml", misp("m\(word)", organization: name(number)))
      })
  }

  @Test(arguments: [50, 100]) func `names handed down a chain take two attempts each`(_ count: Int) throws {
    var registry = TestRegistry()
    try registry.reconcile(misps(count) { "n\($0)" })
    let wanted = misps(count) { "n\($0 + 1)" }
    #expect(try attempts(wanted, registry) == 2 * count - 1)
    let outcome = try registry.reconcile(wanted)
    #expect(outcome.diagnostics.map(\.brief) == [] && outcome.changes.count == count)
  }

  @Test(arguments: [50, 100]) func `names in a circle are asked for once each`(_ count: Int) throws {
    var registry = TestRegistry()
    try registry.reconcile(misps(count) { "n\($0)" })
    let wanted = misps(count) { "n\(($0 + 1) % count)" }
    #expect(try attempts(wanted, registry) == count)
    #expect(try registry.reconcile(wanted).faults == count)
    #expect(try registry.reconcile(wanted).changesNothing)
  }

  @Test(arguments: [50, 100]) func `many that want one name are tried once more when it is free`(_ count: Int) throws {
    var registry = TestRegistry()
    try registry.reconcile(["z.yaml": misp("z", organization: "wanted")])
    var files = misps(count) { _ in "wanted" }
    files["z.yaml"] = misp("z", organization: "free")
    #expect(try attempts(files, registry) <= 3 * count)
    let outcome = try registry.reconcile(files)
    #expect(outcome.faults == count - 1)
    #expect(registry.stored(MISP.self, "m0000")?.spec.organizationName == "wanted", "the first in order has it")
    #expect(try registry.reconcile(files).changesNothing)
  }

  @Test(arguments: [50, 100]) func `new names of removed objects are found by one search of the index each`(
    _ count: Int
  ) throws {
    var registry = TestRegistry()
    try registry.reconcile(misps(count) { "n\($0)" })
    let undeclared = (0..<count).map { number in
      UndeclaredObject(
        id: ObjectID(kind: "MISP", name: "m" + Instant.padded(number, 4)), storedID: "\(number)", source: "a.yaml",
        isProtected: false)
    }
    let reconciliation = try Reconciliation(registry.request(for: registry.desired([:])), state: registry.state)
    #expect(UndeclaredClaims<MISP>(undeclared, registry: reconciliation.registry).entryCount == 2 * count)
    let renamed = Dictionary(
      uniqueKeysWithValues: (0..<count).map { ("\($0).yaml", misp("new-\($0)", organization: "n\($0)")) })
    let outcome = try registry.outcome(renamed)
    #expect(outcome.faults == count && outcome.changes.isEmpty)
    #expect(outcome.diagnostics.count { $0.rule == "manifest.renamed" } == 2 * count)
  }

  @Test func `of several removed objects that a new one may be, the first in order is meant`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b"), "c.yaml": misp("c")])
    let outcome = try registry.outcome(
      ["c.yaml": misp("c"), "d.yaml": misp("d", organization: "b", metadata: "id: \"100\"")])
    #expect(
      outcome.diagnostics.map(\.message) == [
        "The manifest of MISP a is missing, and d seems to replace it", "MISP d seems to be a under another name",
      ])
  }

  @Test func `a rejection is reported as it is in the end`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    // First a has the name, and after it has given it up, c.
    let files = [
      "a.yaml": misp("a", organization: "free"), "0.yaml": misp("c", organization: "a"),
      "1.yaml": misp("d", organization: "a"), "b.yaml": misp("b"),
    ]
    let outcome = try registry.reconcile(files)
    #expect(
      outcome.diagnostics.map(\.brief) == [
        "1.yaml:5:21 misp.organizationName.unique PMS_MSP_003 A MISP is already registered with name - a; "
          + "MISP c has it 0.yaml:3:18"
      ])
    #expect(try registry.reconcile(files).changesNothing)
  }
}
