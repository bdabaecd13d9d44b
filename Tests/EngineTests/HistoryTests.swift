import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Store
import Testing

/// What holds after every run of any history: random manifests, random faults, time that passes.
@Suite struct HistoryTests {
  @Test func `any history converges, keeps its invariants and its ledger`() throws {
    var met: Set<String> = []
    for seed in 1...12 { try follow(history: UInt64(seed), &met) }
    let operations = Set(MISP.operations.map(\.id))
    let rules: Set = [
      "manifest.duplicate", "manifest.renamed", "metadata.id.changed", "metadata.id.taken", "misp.approval.withdrawn",
      "misp.approval.whileActive", "misp.approval.word", "misp.emailId.format", "misp.licenseKey.issue.lowered",
      "misp.organizationName.unique", "run.removals.held", "yaml.syntax",
    ]
    #expect(operations.union(rules).union(["remove", "rejected", "cleared", "SYSTEM"]).subtracting(met).sorted() == [])
  }

  private func follow(history seed: UInt64, _ met: inout Set<String>) throws {
    var random = SplitMix(seed: seed)
    var registry = TestRegistry()
    registry.settings.registry.removals.minimum = 3
    var files: [String: String] = [:]
    for _ in 0..<14 {
      registry.time = registry.time.adding(days: Int.random(in: 0...40, using: &random))
      mutate(&files, &random)
      let story = "seed \(seed), run \(registry.commit)"

      let plan = registry.plan(try registry.outcome(files, ids: PlaceholderIDs()))
      let draft = registry.plan(try registry.outcome(files, ids: SequentialIDs(after: 1000)))
      #expect(
        plan.node(by: .test).line == draft.node(by: .test).line, "\(story): a plan shows nothing that is generated")
      #expect(plan.digest(by: .test) == draft.digest(by: .test), "\(story)")

      let outcome = try registry.reconcile(files)
      guard outcome.refusal == nil else {
        files = restored(files, registry)
        continue
      }
      let again = try registry.reconcile(files)
      #expect(again.changesNothing, "\(story): \(again.changes.map(\.node.line)) \(again.cleared)")
      #expect(again.events.isEmpty, "\(story)")
      #expect(again.diagnostics == outcome.diagnostics, "\(story)")
      #expect(again.faults == outcome.faults && again.summary.faulty == outcome.summary.faulty, "\(story)")
      met.formUnion(outcome.changes.flatMap { $0.operations + [$0.action.rawValue] })
      met.formUnion(outcome.diagnostics.map(\.rule) + outcome.events.map(\.actor.name))
      met.formUnion((outcome.rejected.isEmpty ? [] : ["rejected"]) + (outcome.cleared.isEmpty ? [] : ["cleared"]))
      expectInvariants(registry, story)
      expectAccount(of: outcome, registry.desired(files), story)
    }
    var check = LedgerCheck(.test)
    for file in registry.ledger { try check.follow(file.path, bytes: file.bytes) }
    try check.finish(at: try #require(registry.folder.header), trees: StateTrees())
    #expect(check.runs.count == registry.folder.header?.serial)
    let stored = registry.state.objects["MISP"] ?? []
    #expect(try registry.check() == stored.count)
    let texts = registry.ledger.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(texts.allSatisfy { !$0.contains("k000") }, "no key is told")
  }

  // MARK: What must hold

  private func expectInvariants(_ registry: TestRegistry, _ story: String) {
    let names = (registry.state.objects["MISP"] ?? []).compactMap { $0["metadata"]?["name"]?.text }
    let objects = names.compactMap { registry.stored(MISP.self, $0) }
    #expect(Set(objects.map(\.id)).count == objects.count, "\(story): ids are unique")
    #expect(
      Set(objects.map { ExactString($0.spec.organizationName) }).count == objects.count, "\(story): names are unique")
    let keys = objects.flatMap(\.status.licenseKeys)
    #expect(Set(keys.map(\.key)).count == keys.count, "\(story): keys are unique")
    for object in objects {
      let status = object.status
      let active = status.licenseKeys.filter { $0.status == .active }
      #expect(active.count <= 1, "\(story): \(object.identity) has one active key at most")
      #expect(active.isEmpty || active[0].key == status.licenseKeys.last?.key, "\(story): the newest one")
      #expect(status.approval == .approved || active.isEmpty, "\(story): none without approval")
      #expect(status.licenseKeys.allSatisfy { ($0.offBy == nil) == ($0.status == .active) }, "\(story)")
      if status.approval == .approved, status.status == .active, object.record.source != nil {
        #expect(active.allSatisfy { !$0.isExpired(at: registry.time) }, "\(story): no expired key stays active")
      }
      if let decision = object.spec.approval { #expect(status.approval.rawValue == decision.rawValue, "\(story)") }
      if object.record.source != nil { #expect(status.status == object.spec.status, "\(story)") }
      if object.record.source == nil { #expect(status.status == .inactive, "\(story)") }
    }
  }

  /// Every manifest is carried out, left alone or faulty; every fault has a diagnostic.
  private func expectAccount(of outcome: Outcome, _ desired: Desired, _ story: String) {
    let declared = Set(desired.manifests.map(\.id))
    let summary = outcome.summary
    let held = outcome.changes.filter { $0.action == .remove }.count
    #expect(
      summary.create + summary.update + summary.unchanged + summary.faulty
        == declared.count + desired.unreadable.count, "\(story): each manifest counts once")
    #expect(summary.remove == held, "\(story)")
    #expect(outcome.diagnostics.filter { $0.severity == .error }.isEmpty == (outcome.faults == 0), "\(story)")
    #expect(outcome.diagnostics == outcome.diagnostics.sorted(), "\(story)")
    #expect(outcome.diagnostics.allSatisfy { $0.location != nil || $0.severity == .warning }, "\(story)")
  }

  // MARK: What happens

  private func mutate(_ files: inout [String: String], _ random: inout SplitMix) {
    for _ in 0...Int.random(in: 0...3, using: &random) {
      let name = ["a", "b", "c", "d", "e", "f"].randomElement(using: &random) ?? "a"
      switch Int.random(in: 0..<20, using: &random) {
      case 0: files["\(name).yaml"] = nil
      case 1: files["\(name).yaml"] = "kind: MISP\nmetadata: {name: \(name)\n"
      case 2: files["\(name)-again.yaml"] = files["\(name)-again.yaml"] == nil ? manifest(name, &random) : nil
      case 3:
        files["\(name).yaml"] = nil
        files["moved/\(name).yaml"] = manifest(name, &random)
      case 4:
        files["new-\(name).yaml"] = manifest("new-\(name)", &random)
        files["\(name).yaml"] = nil
      default:
        files["moved/\(name).yaml"] = nil
        files["\(name).yaml"] = manifest(name, &random)
      }
    }
    if files.isEmpty { files["z.yaml"] = misp("z") }
  }

  private func manifest(_ name: String, _ random: inout SplitMix) -> String {
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    let members = [
      pick(["", "approval: approved", "approval: approved", "approval: Rejected", "approval: perhaps"]),
      pick(["", "", "status: De-Active"]),
      pick([
        "", "licenseKey: {status: De-Active}", "licenseKey: {issue: 2}", "licenseKey: {issue: 3; status: De-Active}",
      ]),
    ]
    return misp(
      name, members.filter { !$0.isEmpty }.joined(separator: ","),
      organization: pick([name, name, name, "shared", "other"]), email: pick(["a@b.co", "x@y.zz", "a@b.co", "a@b"]),
      metadata: pick(["", "", "labels: {r: s}", "id: \"\(Int.random(in: 99...106, using: &random))\""]))
  }

  /// After a refusal people put back what was missing.
  private func restored(_ files: [String: String], _ registry: TestRegistry) -> [String: String] {
    var files = files
    for node in registry.state.objects["MISP"] ?? [] {
      guard let name = node["metadata"]?["name"]?.text, let source = node["status"]?["source"]?.text else { continue }
      if files[source] == nil { files[source] = misp(name) }
    }
    return files
  }
}
