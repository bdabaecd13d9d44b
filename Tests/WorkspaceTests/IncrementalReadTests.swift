import CertificateSupport
import Command
import CommandSupport
import Engine
import Foundation
import Kinds
import Model
import Source
import Store
import TestSupport
import Testing
import Workspace

/// A run that reads only what changed does what a run does that reads everything, byte for byte.
@Suite struct IncrementalReadTests {
  /// The seeds of the histories of 24 steps that are tried: `PARTNERCTL_HISTORIES`, such as `400` for the first 400 or
  /// `29-30`; the first ten if it is not set.
  private static let seeds: ClosedRange<Int> = {
    let text = ProcessInfo.processInfo.environment["PARTNERCTL_HISTORIES"] ?? "10"
    let ends = text.split(separator: "-").compactMap { Int($0) }
    return (ends.count > 1 ? ends[0] : 1)...(ends.last ?? 10)
  }()

  @Test(arguments: seeds)
  func `random histories end with the same bytes, read in part or whole`(_ seed: Int) throws {
    let (incremental, whole) = (try RegistrySandbox(isBare: true), try RegistrySandbox(isBare: true))
    var manifests = RandomManifests(seed: UInt64(seed))
    var known: [String: String] = [:]
    for step in 0..<24 {
      let place: Comment = "seed \(seed), step \(step)"
      for _ in 0...(step % 3) { manifests.change() }
      let texts = manifests.texts
      var edits: [String: String?] = texts.filter { known[$0.key] != $0.value }
      for gone in known.keys where texts[gone] == nil { edits[gone] = .some(nil) }
      let isMerge = step > 2 && manifests.pick(5) == 0
      for registry in [incremental, whole] {
        registry.ids.restart(at: 1000 * step)
        registry.variables["PARTNERCTL_SIGNING_KEY"] = String(decoding: TestKey.rsa.pem, as: UTF8.self)
        try registry.commit(objects: edits, "step \(step)", merging: isMerge ? "HEAD~2" : nil)
        // Licence keys expire now and then.
        if step % 9 == 8 { registry.now = registry.now.adding(days: 91) }
      }
      known = texts
      #expect(try incremental.readsInPart() || step == 0, place)
      try compareRuns(incremental, whole, limit: manifests.pick(4) == 0 ? [] : ["--allow-removals", "99"], place)
      manifests.knownIDs = try incremental.storedIDs()
    }
    #expect(incremental.run("verify") == whole.run("verify"))
    #expect(incremental.run("verify").code == .done, "seed \(seed): \(incremental.run("verify").output)")
  }

  @Test func `an object that follows one in a changed file is counted once`() throws {
    let group = PolicyGroup.sample(0).replacing("desc: Sector 0", with: "desc: Sector 0, isActive: true")
    let policy = Policy.sample(0).replacing("policyGroup: banking", with: "policyGroup: group-0")
    let registry = try RegistrySandbox(["group.yaml": group, "policy.yaml": policy], isBare: true)
    #expect(registry.run("reconcile").code == .done)
    try registry.commit(
      objects: ["group.yaml": group.replacing("isActive: true", with: "isActive: false")], "the group ends")
    #expect(try registry.readsInPart())
    let plan = registry.run("plan")
    #expect(plan.output.hasSuffix("0 to create, 2 to update, 0 to remove, 0 unchanged, 0 faulty\n"))
    #expect(plan == registry.run("plan", "--full"))
  }

  /// Plans and reconciles in both ways, and once more.
  private func compareRuns(
    _ incremental: RegistrySandbox, _ whole: RegistrySandbox, limit: [String], _ place: Comment
  ) throws {
    let plans = (incremental.run("plan", "-o", "json"), whole.run("plan", "--full", "-o", "json"))
    try #require(plans.0 == plans.1, place)
    let runs = (incremental.run(["reconcile"] + limit), whole.run(["reconcile", "--full"] + limit))
    #expect(runs.0.errors == runs.1.errors && runs.0.code == runs.1.code, place)
    #expect(runs.0.output == runs.1.output || runs.0.output.hasPrefix("nothing to do"), place)
    try #require(try incremental.head == whole.head, place)
    let head = try incremental.head
    #expect(incremental.run(["reconcile"] + limit).code == runs.0.code, place)
    #expect(try incremental.head == head, "\(place): unchanged input is recorded once")
  }
}

extension RegistrySandbox {
  /// Whether the next run can read less than everything.
  fileprivate func readsInPart() throws -> Bool {
    let workspace = try Workspace(
      sandbox.path("repo"), folder: nil, catalog: .standard, instruments: .system(threads: 1))
    let commit = try workspace.headCommit().commit
    return try workspace.incrementalSnapshot(of: commit) != nil
  }

  /// The ids of all stored objects by kind, sorted.
  fileprivate func storedIDs() throws -> [String: [String]] {
    let workspace = try Workspace(
      sandbox.path("repo"), folder: nil, catalog: .standard, instruments: .system(threads: 1))
    let objects = try StateReader(try workspace.revision("HEAD")).folder().state.objects
    return objects.mapValues { nodes in nodes.compactMap { $0["metadata"]?["id"]?.text }.sorted() }
  }
}
