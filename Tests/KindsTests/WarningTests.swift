import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Store
import Synchronization
import Testing

/// Warnings of objects that are stored: what they change, and what of the registry they see.
@Suite struct WarningTests {
  private func misp(_ name: String, _ organization: String, _ more: String = "") -> String {
    """
    apiVersion: partnerctl/v1
    kind: MISP
    metadata: {name: \(name)}
    spec: {organizationName: "\(organization)", emailId: a@b.co, address: India, approval: approved\(more)}

    """
  }

  @Test func `the hint to a key whose group was removed leads out`() throws {
    var registry = TestRegistry()
    let group = PolicyGroup.sample(0)
    let policy = Policy.sample(0).replacing("policyGroup: banking", with: "policyGroup: group-0")
    let partner = Partner.sample(0).replacing("policyGroup: banking", with: "policyGroup: group-0")
      .replacing("policy: insurance", with: "policy: policy-0")
    let all = ["g.yaml": group, "p.yaml": policy, "q.yaml": partner]
    #expect(try registry.reconcile(all).diagnostics.map(\.brief) == [])
    let removed = try registry.reconcile(["p.yaml": policy, "q.yaml": partner], allowedRemovals: 1)
    let warning = try #require(removed.diagnostics.first { $0.rule == "partner.apiKeys.policy.unusable" })
    #expect(warning.hint?.hasPrefix("declare PolicyGroup group-0 again") == true)
    try registry.reconcile(all)
    #expect(try registry.reconcile(all).diagnostics.map(\.brief) == [])
  }

  @Test func `a warning refuses nothing and is recorded nowhere`() throws {
    var registry = TestRegistry()
    let files = ["a.yaml": misp("a", "Telecom"), "b.yaml": misp("b", "telecom")]
    let first = try registry.reconcile(files)
    let warnings = [
      "a.yaml:4:26 misp.organizationName.similar - organizationName looks like that of another MISP; "
        + "MISP b has \"telecom\" b.yaml:3:18",
      "b.yaml:4:26 misp.organizationName.similar - organizationName looks like that of another MISP; "
        + "MISP a has \"Telecom\" a.yaml:3:18",
    ]
    #expect(first.diagnostics.map(\.brief) == warnings)
    #expect(
      first.diagnostics.first?.hint
        == "they can be confused: character 1 is \"T\" here and \"t\" there; choose another name, or remove "
        + "one of the two")
    #expect(first.summary.create == 2 && first.faults == 0 && first.rejected.isEmpty)
    #expect(registry.recordings.count == 1 && registry.state.rejected.isEmpty)
    let written = registry.recordings.flatMap { $0.files.values.map { String(decoding: $0 ?? [], as: UTF8.self) } }
    #expect(written.filter { $0.contains("similar") } == [])
    let second = try registry.reconcile(files)
    #expect(second.changesNothing && second.diagnostics.map(\.brief) == warnings)
  }

  @Test func `a warning is of what is there when the run is done`() throws {
    var registry = TestRegistry()
    let both = ["a.yaml": misp("a", "Telecom"), "b.yaml": misp("b", "telecom")]
    #expect(try registry.reconcile(both).diagnostics.count == 2)
    let renamed = ["a.yaml": misp("a", "Telecom"), "b.yaml": misp("b", "Radio")]
    #expect(try registry.reconcile(renamed).diagnostics.isEmpty)
    #expect(try registry.reconcile(both).diagnostics.count == 2)
    // One whose manifest is gone is nobody's concern any more.
    #expect(try registry.reconcile(["a.yaml": misp("a", "Telecom")]).diagnostics.isEmpty)
  }

  @Test func `a manifest that is faulty brings no warning beside its faults`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a", "Telecom"), "b.yaml": misp("b", "telecom")])
    let outcome = try registry.reconcile([
      "a.yaml": misp("a", "Telecom"), "b.yaml": misp("b", "telecom", ", status: maybe"),
    ])
    #expect(outcome.diagnostics.map(\.rule) == ["misp.organizationName.similar", "misp.status.word"])
  }

  @Test func `a name that is stored with blanks at its ends may stay`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a", "Telecom")])
    // As a table would bring it.
    let text = try #require(registry.state.objects["MISP"]?.first).revealed.replacing(
      "\"Telecom\"", with: "\"Telecom \"")
    registry.state.objects["MISP"] = [try JSONReader.read(Array(text.utf8))]
    #expect(try registry.reconcile(["a.yaml": misp("a", "Telecom ")]).changesNothing)
    let moved = try registry.reconcile(["a.yaml": misp("a", "Telecom ").replacing("India", with: "Bharat")])
    #expect(moved.diagnostics.isEmpty && moved.changes.count == 1)
    let other = try registry.outcome(["a.yaml": misp("a", " Telecom")])
    #expect(other.diagnostics.map(\.rule) == ["misp.organizationName.blanks"])
    #expect(try registry.reconcile(["a.yaml": misp("a", "Telecom")]).changes.count == 1)
  }

  @Test func `names are compared by their skeletons, each with a few others`() throws {
    let count = 2000
    let spellings = (0..<count).map { number in
      (0..<11).reduce(into: "") { $0 += number >> $1 & 1 == 0 ? "a" : "A" }
    }
    var registry = TestRegistry()
    let files = spellings.enumerated().map { "---\n" + misp("m-\($0)", $1) }.joined()
    try registry.reconcile(["a.yaml": files])
    let known = try registry.registry()
    let calls = Mutex(0)
    let names = SimilarNames<MISP>(at: "organizationName") { spec in
      calls.withLock { $0 += 1 }
      return (spec.organizationName, "")
    }
    let check = names.warning.prepare(known)
    let findings = known.objects(MISP.self).map { check($0) }
    #expect(findings.allSatisfy { $0.count == 1 && $0[0].others.count == 3 })
    #expect(calls.withLock { $0 } <= 3 * count)
  }
}
