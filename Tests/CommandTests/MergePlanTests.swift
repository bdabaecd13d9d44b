import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// `plan --base` and `validate --base`: what merging a pull request would do.
struct MergePlanTests {
  /// A registry with three MISPs and a run; the body starts on the branch `pr`.
  private func withBranch(
    _ files: [String: String] = [:], _ body: (RegistrySandbox) throws -> Void
  ) throws {
    let misps = ["a", "b", "c"].map { ("\($0).yaml", String.misp($0, "approval: approved")) }
    let all = Dictionary(uniqueKeysWithValues: misps).merging(files) { $1 }
    try withRegistry(all) { registry in
      registry.run("reconcile")
      _ = try registry.git("checkout", "-q", "-b", "pr")
      try body(registry)
    }
  }

  private static let broken = String.misp("a", email: "nobody")

  @Test func `faults that the base has too do not count`() throws {
    try withBranch(["x.yaml": Self.broken.replacing("name: a", with: "name: x")]) { registry in
      try registry.commit(["b.yaml": .misp("b", "approval: approved", "contactNumber: \"1\"")])
      #expect(registry.run("plan").code == .faults && registry.run("validate").code == .faults)
      let plan = registry.run("plan", "--base", "main")
      let validation = registry.run("validate", "--base", "main")
      try expectSnapshot(
        "\(plan.code)\n\(plan.errors)\n\(plan.output)\n\(validation.code)\n\(validation.errors)\n\(validation.output)",
        "merge/standing")
      #expect(plan.code == .done && validation.code == .done)
      #expect(registry.run("plan", "--base", "main", "--detailed-exitcode").code == .changes)
      // The line of the standing fault moves, and it is the same; another is the branch's.
      try registry.commit(["x.yaml": "# a remark\n" + Self.broken.replacing("name: a", with: "name: x")])
      #expect(registry.run("validate", "--base", "main").code == .done)
      try registry.commit(["c.yaml": Self.broken.replacing("name: a", with: "name: c")])
      #expect(registry.run("plan", "--base", "main").code == .faults)
      let found = registry.run("validate", "--base", "main")
      #expect(found.code == .faults && found.output.hasSuffix("4 objects: 1 error, 0 warnings\n"))
    }
  }

  @Test func `a merge that conflicts is refused with the files`() throws {
    try withBranch { registry in
      try registry.commit([
        "b.yaml": .misp("b", email: "one@example.org", "approval: approved"), "new.yaml": .misp("new"),
      ])
      _ = try registry.git("checkout", "-q", "main")
      try registry.commit(["b.yaml": .misp("b", email: "two@example.org", "approval: approved")])
      #expect(
        registry.run("plan", "--rev", "pr", "--base", "main").failure
          == .refused(
            "pr cannot be merged into main: both changed b.yaml",
            hint: "merge main into the branch first: git merge main"))
      registry.run("reconcile")
      _ = try registry.git("checkout", "-q", "pr")
      registry.run("reconcile")
      let ran = registry.run("plan", "--base", "main")
      #expect(
        ran.code == .refused && ran.errors.contains("HEAD cannot be merged into main: both changed State/"), "\(ran)")
      #expect(ran.errors.contains("both sides recorded runs"))
    }
  }

  @Test func `a branch's own state is accepted if trusted runs made it`() throws {
    try withBranch { registry in
      try registry.commit(["new.yaml": .misp("new")])
      #expect(registry.run("reconcile").code == .done)
      let ran = registry.run("plan", "--base", "main")
      #expect(ran.code == .done && ran.output.hasPrefix("0 to create"))
      let path = "State/objects/misps/new.json"
      let stored = try registry.sandbox.read(path)
      try registry.commit([path: stored.replacing("India", with: "Kenya")])
      let forged = registry.run("plan", "--base", "main")
      let head = try registry.head.prefix(12)
      #expect(forged.code == .refused && forged.errors.contains("Commit \(head)"))
      #expect(forged.errors.contains("\(path): it was changed by something other than partnerctl"))
      #expect(registry.run("validate", "--base", "main").code == .refused)
    }
  }

  @Test func `a branch is judged by the guards of the base`() throws {
    let misps = (1...9).map { ("m\($0).yaml", String.misp("m\($0)")) }
    try withBranch(Dictionary(uniqueKeysWithValues: misps)) { registry in
      for number in 1...9 { try registry.sandbox.remove("m\(number).yaml") }
      try registry.commit(["registry.yaml": .registry + "spec: {removals: {limit: 100%}}\n"])
      // Even with runs on the branch.
      #expect(registry.run("reconcile").code == .refused)
      let ran = registry.run("plan", "--base", "main")
      #expect(ran.code == .refused && ran.errors.contains("9 of 12 MISP objects would be removed"))
      #expect(registry.run("plan", "--base", "main", "--allow-removals", "9").code == .done)
    }
  }

  @Test(arguments: ["merge", "squash", "rebase", "fast-forward"])
  func `a plan of a pull request holds after it is merged`(_ way: String) throws {
    try withBranch { registry in
      try registry.commit([
        "new.yaml": .misp("new"), "b.yaml": .misp("b", email: "one@example.org", "approval: approved"),
      ])
      try registry.commit(removing: "c.yaml")
      _ = try registry.git("checkout", "-q", "main")
      try registry.commit(["note.txt": "a note\n"])
      let before = try registry.git("count-objects")
      #expect(registry.run("plan", "--rev", "pr", "--base", "main", "--out", "../plan.json").code == .done)
      #expect(try registry.git("count-objects") == before, "nothing is written into the repository")
      registry.sandbox.committedAt = Int(registry.now.seconds) + 60
      registry.now = Instant(milliseconds: registry.now.milliseconds + 120_000)
      switch way {
      case "merge": _ = try registry.git("merge", "-q", "--no-ff", "-m", "a merge", "pr")
      case "squash":
        _ = try registry.git("merge", "-q", "--squash", "pr")
        try registry.commit([:], "squashed")
      default:
        _ = try registry.git("checkout", "-q", "pr")
        _ = try registry.git("rebase", "-q", "main")
        _ = try registry.git("checkout", "-q", "main")
        _ = try registry.git("merge", "-q", "--ff-only", "pr")
      }
      let plan = try registry.sandbox.read("../plan.json")
      try registry.commit(["d.yaml": .misp("d")])
      #expect(registry.run("reconcile", "--plan", "../plan.json").failure.errors.contains("The plan is stale"))
      try registry.commit(removing: "d.yaml")
      #expect(try registry.sandbox.read("../plan.json") == plan)
      let ran = registry.run("reconcile", "--plan", "../plan.json")
      #expect(ran.code == .done && ran.output.contains("1 created, 1 updated, 1 removed"), "\(ran)")
    }
  }

  @Test func `what a squash would change is told`() throws {
    let settings = String.registry + "spec: {devices: {receivedAt: commit}}\n"
    let vendor = """
      apiVersion: partnerctl/v1
      kind: DeviceProvider
      metadata: {name: acme, id: ACME.1}
      spec: {vendorName: Acme Biometrics, address: A, email: a@acme.example, contactNumber: "1", certificateAlias: A,
        isActive: true}

      """
    try withRegistry(["registry.yaml": settings, "vendor.yaml": vendor]) { registry in
      #expect(registry.run("reconcile").code == .done)
      _ = try registry.git("checkout", "-q", "-b", "pr")
      let device = registry.run("new", "device", "--provider", "acme", "--serial", "1").output
      try registry.commit(["d.yaml": device])
      #expect(registry.run("plan", "--base", "main").failure == Failure(.done, ""))
      registry.now = Instant(milliseconds: registry.now.milliseconds + 86_400_000)
      let late = registry.run("plan", "--base", "main")
      #expect(late.code == .done)
      #expect(
        late.errors.contains(
          "squashed or rebased instead of merged, the branch would be refused in part: d.yaml: Time Stamp"))
    }
  }

  @Test func `a base is asked for with commits alone`() throws {
    try withBranch { registry in
      #expect(
        registry.run("plan", "--base", "main", "--worktree").failure
          == .usage("--worktree cannot be used with --base", hint: "commit first: commits are merged"))
      #expect(registry.run("plan", "--base", "nowhere").code == .environment)
      #expect(registry.run("plan", "--base", "main") == registry.run("plan"))
      #expect(registry.run("validate", "--base", "main").code == .done)
      let other = try registry.git("commit-tree", "-m", "x", "HEAD^{tree}")
      #expect(
        registry.run("plan", "--base", String(other.prefix(40))).failure
          == .refused(
            "HEAD and \(other.prefix(40)) have no commit in common",
            hint: "fetch the whole history: git fetch --unshallow"))
    }
  }
}
