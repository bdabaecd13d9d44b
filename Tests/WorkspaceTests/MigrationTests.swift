import Command
import CommandSupport
import Foundation
import RegistrySupport
import Source
import TestSupport
import Testing

/// A state that the first releases stored, which is read as it is and rewritten by a migration.
@Suite struct MigrationTests {
  /// A registry of 254 objects with a state in form 1: three runs, a recorded query, a rejected manifest, a signing key.
  private func withFirstForm(file: String = #filePath, _ body: (RegistrySandbox) throws -> Void) throws {
    let bundle = URL(filePath: file).deletingLastPathComponent().appending(path: "Fixtures/form1.bundle").path
    try withRegistry { registry in
      _ = try registry.git("fetch", "-q", bundle, "main")
      _ = try registry.git("reset", "-q", "--hard", "FETCH_HEAD")
      registry.now = "2026-12-01T00:00:00.000Z"
      try body(registry)
    }
  }

  @Test func `the first form is read, and every command that writes names the migration`() throws {
    try withFirstForm { registry in
      let head = try registry.head
      #expect(registry.run("verify").output == "valid: 4 runs, 1571 ledger lines, 282 objects, 4 commits\n")
      #expect(registry.run("plan").output.hasSuffix("0 to create, 0 to update, 0 to remove, 256 unchanged, 1 faulty\n"))
      #expect(registry.run("reconcile", "--dry-run").code == .faults)
      #expect(registry.run("get", "misp", "misp-1", "-o", "json").code == .done)
      #expect(registry.run("history", "misp", "misp-30").output.contains("serial 2"))
      let refusal = Failure.refused(
        "The stored state is not sealed and in form 1: this program reads but does not write it",
        hint: "check it with partnerctl verify, then seal it in a commit of its own with partnerctl reconcile --seal")
      #expect(registry.run("reconcile").failure == refusal)
      #expect(registry.run("reconcile", "--full").failure == refusal)
      #expect(registry.run("license", "show", "keyed", "--record").failure == refusal)
      #expect(try registry.head == head)
    }
  }

  @Test func `a migration rewrites every file, and nothing is lost`() throws {
    try withFirstForm { registry in
      func objects() -> [String] {
        ["misp", "device", "deviceprovider"].map { registry.run("get", $0, "-o", "json").output }
      }
      let (before, objectsBefore) = (try registry.head, objects())
      let history = registry.run("history", "misp", "misp-30", "-o", "json").output
      let ran = registry.run("reconcile", "--seal")
      #expect(ran.code == .done && ran.output.hasSuffix(", serial 5\n"))
      #expect(try registry.git("rev-parse", "HEAD^") == before)
      #expect(try registry.sandbox.status() == "")
      #expect(objects() == objectsBefore)
      #expect(registry.run("history", "misp", "misp-30", "-o", "json").output == history)
      #expect(registry.run("get", "misp", "misp-30", "--at", before, "-o", "json").code == .done)
      #expect(registry.run("verify").output == "valid: 5 runs, 1572 ledger lines, 282 objects, 5 commits\n")
      let files = try registry.git("ls-tree", "-r", "--name-only", "HEAD", "State/").split(separator: "\n")
      #expect(files.contains("State/.gitattributes") && !files.contains("State/index/live.json"))
      // 262 files are divided into folders of two digits.
      let misps = files.filter { $0.hasPrefix("State/objects/misps/") }
      #expect(misps.count == 261 && misps.allSatisfy { $0.split(separator: "/").count == 5 })
      #expect(!files.contains { $0.hasPrefix("State/index/device-serial-numbers/") })
      // The state is the one that reading everything gives, and the next run reads only what it must.
      let head = try registry.head
      #expect(registry.run("reconcile", "--full").output.hasSuffix("nothing to do\n"))
      let next = registry.run("reconcile", "-v")
      #expect(next.output.hasSuffix("nothing to do\n") && !next.errors.contains("everything"))
      #expect(try registry.head == head)
      #expect(registry.run("reconcile", "--seal").output == "nothing to do: the stored state is sealed\n")
      #expect(try registry.head == head)
    }
  }

  @Test func `a change of manifests that asks for nothing does not make the next run read everything`() throws {
    try withFirstForm { registry in
      try registry.commit(["misps/3.yaml": "# a comment\n" + (try registry.sandbox.read("misps/3.yaml"))])
      #expect(registry.run("reconcile", "--seal").code == .done)
      let next = registry.run("reconcile", "-v")
      #expect(next.output.hasSuffix("nothing to do\n") && !next.errors.contains("everything"))
    }
  }

  @Test func `a migration leaves changes of manifests to the next run`() throws {
    try withFirstForm { registry in
      try registry.commit(["new.yaml": .misp("new")])
      #expect(registry.run("reconcile", "--seal", "-o", "json").code == .done)
      #expect(registry.run("get", "misp", "new").code != .done)
      let run = registry.run("reconcile", "-v")
      #expect(run.output.contains("\n1 created, 0 updated, 0 removed, 256 unchanged, 1 faulty\n"))
      #expect(run.errors.contains("everything, because the last run used other rules"))
      #expect(registry.run("verify").code == .done)
      #expect(registry.run("reconcile", "--full").output.hasSuffix("nothing to do\n"))
    }
  }

  @Test(arguments: ["--atomic", "--push", "--dry-run", "--full", "--allow-removals=1"])
  func `a migration does nothing else`(_ option: String) throws {
    try withFirstForm { registry in
      let name = option.prefix { $0 != "=" }
      #expect(
        registry.run("reconcile", "--seal", option).failure
          == .usage(
            "\(name) cannot be used with --seal", hint: "sealing does nothing else; push its commit with git push"))
    }
  }

  @Test func `a damaged state is not migrated`() throws {
    try withFirstForm { registry in
      let file = "State/objects/misps/misp-1.json"
      try registry.commit([file: try registry.sandbox.read(file).replacing("misp-1", with: "misp-x")])
      let head = try registry.head
      #expect(registry.run("reconcile", "--seal").code == .refused)
      #expect(try registry.head == head)
      #expect(registry.run("reconcile", "--seal").errors.contains("The stored state is damaged: State/objects"))
    }
  }
}
