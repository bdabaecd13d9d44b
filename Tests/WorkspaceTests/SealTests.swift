import Command
import CommandSupport
import Crypto
import Foundation
import Git
import Kinds
import Model
import Source
import Store
import TestSupport
import Testing
import Workspace

/// Seals: who may make runs, and what a stored state is believed for.
struct SealTests {
  private static func misp(_ name: String) -> String {
    String.misp(name, "approval: approved", "licenseKey: {issue: 1}")
  }

  private static func publicKey(_ number: UInt8) throws -> String {
    SSHPublicKey(try Ed25519PrivateKey(seed: [UInt8](repeating: number, count: 32)).publicKey).text
  }

  private func withRuns(_ body: (RegistrySandbox) throws -> Void) throws {
    try withRegistry(["a.yaml": SealTests.misp("a")]) { registry in
      #expect(registry.run("reconcile", "-q").code == .done)
      try registry.commit(["b.yaml": SealTests.misp("b")])
      #expect(registry.run("reconcile", "-q").code == .done)
      try body(registry)
    }
  }

  // MARK: Who may run

  @Test func `a second runner is trusted by a run of the first`() throws {
    try withRuns { registry in
      let (own, ci) = (try RegistrySandbox.runnerKey(), try RegistrySandbox.runnerKey(7))
      registry.variables["PARTNERCTL_RUNNER_KEY"] = ci
      try registry.commit(["c.yaml": SealTests.misp("c")])
      let refused = registry.run("reconcile")
      #expect(refused.code == .refused)
      #expect(refused.errors.contains("This registry's runs are made by Cara (SHA256:"))
      #expect(registry.run("plan").code == .done && registry.run("get", "misps").code == .done)
      let shown = registry.run("key", "show", "--for", "runs")
      #expect(shown.output.contains("seals    \(try SealTests.publicKey(7))\n"))
      registry.variables["PARTNERCTL_RUNNER_KEY"] = own
      let key = try SealTests.publicKey(7)
      #expect(registry.run("key", "trust", key, "--name", "ci").code == .done)
      try registry.commit([:])
      let plan = registry.run("plan")
      #expect(plan.errors.contains("From the next run on, runs can be made by Cara (SHA256:"))
      #expect(registry.run("reconcile").code == .done)
      registry.variables["PARTNERCTL_RUNNER_KEY"] = ci
      try registry.commit(["d.yaml": SealTests.misp("d")])
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("verify").failure == Failure(.done, ""))
      let signers = registry.run("key", "list", "--for", "runs", "-o", "allowed-signers").output
      #expect(signers.contains("ci namespaces=\"partnerctl-run\" \(key)\n"))
      // ssh-keygen accepts the last seal by these keys.
      let seal = try registry.sandbox.read("State/seals/0/4")
      let end = try #require(seal.firstIndex(of: "\n"))
      let signature = registry.sandbox.path("signature")
      try String(seal[seal.index(after: end)...]).write(toFile: signature, atomically: false, encoding: .utf8)
      let allowed = registry.sandbox.path("allowed")
      try signers.write(toFile: allowed, atomically: false, encoding: .utf8)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "ci", "-n", "partnerctl-run", "-s", signature,
      ]
      let (input, output) = (Pipe(), Pipe())
      (process.standardInput, process.standardOutput) = (input, output)
      try process.run()
      try input.fileHandleForWriting.write(contentsOf: Data(seal[...end].utf8))
      try input.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }

  @Test func `a change of runners alone is a run, and cannot lock out its own key unasked`() throws {
    try withRuns { registry in
      let other = try SealTests.publicKey(7)
      try registry.commit(["registry.yaml": .registry + "spec: {trust: {runners: {ci: \(other)}}}\n"])
      let refused = registry.run("reconcile")
      #expect(
        refused.code == .refused && refused.errors.contains("spec.trust.runners does not name the key of this run"))
      #expect(registry.run("reconcile", "--drop-own-key").code == .done)
      #expect(try registry.git("log", "-1", "--format=%s") == "reconcile: change who may run")
      try registry.commit(["c.yaml": SealTests.misp("c")])
      #expect(registry.run("reconcile").code == .refused)
      registry.variables["PARTNERCTL_RUNNER_KEY"] = try RegistrySandbox.runnerKey(7)
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("verify").failure == Failure(.done, ""))
      #expect(registry.run("reconcile").output.hasPrefix("nothing to do"))
    }
  }

  @Test func `keys are added to those in the file, and indexes are rebuilt as before`() throws {
    try withRuns { registry in
      let (seven, eight) = (try SealTests.publicKey(7), try SealTests.publicKey(8))
      #expect(registry.run("key", "trust", seven, "--name", "ci").code == .done)
      #expect(registry.run("key", "trust", eight, "--name", "ci").code == .usage)
      #expect(registry.run("key", "trust", eight, "--name", "ben").code == .done)
      let text = try registry.sandbox.read("registry.yaml")
      #expect([seven, eight, "Cara"].allSatisfy(text.contains))
      try registry.commit([:])
      #expect(registry.run("reconcile").code == .done)
      let index = try #require(
        try registry.git("ls-files", "State/index/misps/id").split(separator: "\n").first.map(String.init))
      _ = try registry.git("rm", "-q", index)
      try registry.commit([:])
      #expect(registry.run("plan").errors.contains("reconcile --full"))
      #expect(registry.run("reconcile", "--full").code == .done)
      let mended = try registry.git("rev-parse", "--short=12", "HEAD")
      #expect(
        registry.run("verify").failure
          == Failure(.done, "commit \(mended) restored a state that was edited, lost, taken back or forked before it\n")
      )
    }
  }

  @Test func `too many runners are refused before anything is written`() throws {
    try withRuns { registry in
      let own = try SealTests.publicKey(0)
      let others = try (1...40).map { "k\($0): \(try SealTests.publicKey(UInt8($0 + 100)))" }
      try registry.commit([
        "registry.yaml": .registry + "spec: {trust: {runners: {own: \(own), \(others.joined(separator: ", "))}}}\n"
      ])
      let head = try registry.head
      let refused = registry.run("reconcile")
      #expect(refused.code == .refused && refused.errors.contains("names 41 keys; 32 are allowed"))
      #expect(try registry.head == head)
    }
  }

  @Test func `a key is made by the first run alone, for its owner`() throws {
    try withRegistry(["a.yaml": SealTests.misp("a")]) { registry in
      registry.variables["PARTNERCTL_RUNNER_KEY"] = nil
      let file = registry.sandbox.path(".config/partnerctl/runner-key")
      registry.variables["CI"] = "true"
      let refused = registry.run("reconcile")
      #expect(refused.code == .environment && refused.errors.contains("none is made in CI"))
      #expect(!FileManager.default.fileExists(atPath: file))
      registry.variables["CI"] = nil
      let first = registry.run("reconcile")
      #expect(first.code == .done && first.errors == "the key that seals runs was made: \(file); keep it\n")
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      // Somebody without the key does not get one that nobody trusts.
      try registry.commit(["b.yaml": SealTests.misp("b")])
      try FileManager.default.removeItem(atPath: file)
      #expect(registry.run("reconcile").code == .refused)
      #expect(!FileManager.default.fileExists(atPath: file))
    }
  }

  @Test func `a run is later than the one before, and a clock that is behind is refused`() throws {
    try withRuns { registry in
      try registry.commit(["c.yaml": SealTests.misp("c")])
      let refused = registry.run("reconcile", "--now", "2023-10-15T08:00:00Z")
      #expect(refused.code == .refused && refused.errors.contains("The last run was at 2023-11-15T08:0"))
      #expect(registry.run("reconcile", "--now", "2023-11-15T08:02:30Z").code == .done)
      #expect(registry.run("verify").code == .done)
    }
  }

  // MARK: Checkpoints

  @Test func `a checkpoint tells a history that was taken back or replaced`() throws {
    try withRuns { registry in
      let ran = registry.run("checkpoint")
      let line = ran.output.trimmingCharacters(in: .newlines)
      #expect(ran.code == .done && line.contains("/2/sha256:"))
      let json = try registry.run("checkpoint", "-o", "json").json
      #expect(json.at("checkpoint").text == line)
      registry.variables["PARTNERCTL_TRUST"] = line
      #expect(registry.run("verify").failure == Failure(.done, "it contains run 2 of the checkpoint\n"))
      try registry.commit(["c.yaml": SealTests.misp("c")])
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("verify", "--extends", line).code == .done)
      // A dropped tail, and a whole new root: both look sound without the checkpoint.
      _ = try registry.git("branch", "sound")
      for revision in ["HEAD~3", "root"] {
        if revision == "root" {
          registry.variables["PARTNERCTL_TRUST"] = nil
          try forged(registry)
        } else {
          _ = try registry.git("reset", "-q", "--hard", revision)
        }
        registry.variables["PARTNERCTL_TRUST"] = nil
        #expect(registry.run("plan").code == .done && registry.run("verify").code == .done)
        let refusal = registry.run("verify", "--extends", line)
        #expect(refusal.code == .refused && refusal.errors.contains("does not contain run 2 of the checkpoint"))
        registry.variables["PARTNERCTL_TRUST"] = line
        for words in [["plan"], ["reconcile"], ["get", "misps"], ["audit"], ["verify"]] {
          #expect(registry.run(words).code == .refused, "\(words)")
        }
        _ = try registry.git("checkout", "-q", "-f", "-B", "main", "sound")
      }
      #expect(registry.run("plan").code == .done)
      registry.variables["PARTNERCTL_TRUST"] = "x"
      #expect(registry.run("plan").code == .usage)
    }
  }

  // MARK: The forger

  /// Makes a run of a stranger in a copy of a registry, and returns the text of its commit's state folder as a bundle.
  private func forged(_ registry: RegistrySandbox, from start: String = "main") throws {
    _ = try registry.git("checkout", "-q", "-b", "forged", start)
    registry.variables["PARTNERCTL_RUNNER_KEY"] = try RegistrySandbox.runnerKey(9)
    defer { registry.variables["PARTNERCTL_RUNNER_KEY"] = try? RegistrySandbox.runnerKey() }
    _ = try registry.git("rm", "-rq", "State")
    try registry.commit(["evil.yaml": SealTests.misp("evil")])
    // A registry of its own, in which everything is true.
    _ = try registry.git("checkout", "-q", "--orphan", "root")
    try registry.commit([:])
    #expect(registry.run("reconcile", "-q").code == .done)
  }

  /// Requires that every command refuses the present state, and that the genuine runner goes on after it is resolved.
  private func expectRefused(
    _ registry: RegistrySandbox, queries: Bool = false, keeping side: String? = nil
  ) throws {
    let head = try registry.head
    let commands = [["plan"], ["reconcile"], ["reconcile", "--full"], ["verify"], ["key", "list"], ["checkpoint"]]
    for words in commands { #expect(registry.run(words).code == .refused, "\(words)") }
    if queries {
      for words in [
        ["get", "misps"], ["license", "show", "a"], ["history", "misp", "a"], ["audit"], ["export", "--out", "x"],
      ] {
        #expect(registry.run(words).code == .refused, "\(words)")
      }
    }
    #expect(try registry.head == head)
    if let side {
      // No run of one registry may give up those of another: the merge is dropped.
      #expect(registry.run("resolve").code == .refused && registry.run("resolve", "--keep", side).code == .refused)
      _ = try registry.git("reset", "-q", "--hard", side)
    } else {
      #expect(registry.run("resolve").code == .done)
    }
    #expect(registry.run("verify").code == .done)
    #expect(registry.run("plan").code == .done)
    #expect(registry.run("license", "show", "a").output.contains(registry.ids.keys[0]))
  }

  @Test func `a state of a stranger's registry is refused in one commit, in two, and as a merge`() throws {
    for variant in 0..<4 {
      try withRuns { registry in
        try forged(registry)
        let root = try registry.head
        _ = try registry.git("checkout", "-q", "main")
        switch variant {
        case 0:
          _ = try registry.git("rm", "-rq", "State")
          _ = try registry.git("checkout", root, "--", ".")
          try registry.commit([:])
        case 1:
          _ = try registry.git("rm", "-rq", "State")
          try registry.commit([:])
          _ = try registry.git("checkout", root, "--", ".")
          try registry.commit([:])
        case 2:
          let tree = try registry.git("rev-parse", root + "^{tree}")
          let merge = try registry.git("commit-tree", tree, "-p", "main", "-p", root, "-m", "a merge")
          _ = try registry.git("reset", "-q", "--hard", merge)
        default:
          let tree = try registry.git("rev-parse", root + "^{tree}")
          let merge = try registry.git("commit-tree", tree, "-p", root, "-p", "main", "-m", "a merge")
          _ = try registry.git("reset", "-q", "--hard", merge)
        }
        let plan = registry.run("plan")
        let words = variant < 2 ? "of another registry (lineage" : "Runs were made on several sides"
        #expect(plan.code == .refused && plan.errors.contains(words), "\(variant) \(plan.errors)")
        // A clone that remembers nothing refuses it too.
        _ = try registry.git("clone", "-q", registry.sandbox.path("repo"), "fresh", in: "")
        #expect(registry.run(["plan"], in: "fresh").code == .refused)
        try expectRefused(registry, keeping: variant < 2 ? nil : variant == 2 ? "HEAD^1" : "HEAD^2")
      }
    }
  }

  @Test(arguments: [false, true])
  func `a run sealed with a key of its own is refused by every command`(_ beginsAnew: Bool) throws {
    try withRuns { registry in
      let checkpoint = registry.run("checkpoint").output.trimmingCharacters(in: .newlines)
      // The stranger names itself in the settings, and seals the next run rightly, or as if it were the first.
      let evil = try SealTests.publicKey(9)
      try registry.commit([
        "registry.yaml": .registry + "spec: {trust: {runners: {evil: \(evil)}}}\n", "evil.yaml": SealTests.misp("evil"),
      ])
      let before = try registry.head
      #expect(registry.run("reconcile", "--drop-own-key", "-q").code == .done)
      try reseal(registry, serial: 3, by: 9) { if beginsAnew { $0.previous = nil } }
      _ = try registry.git("reset", "-q", "--soft", before)
      try registry.commit([:])
      #expect(registry.run("verify", "--extends", checkpoint).code == .refused)
      _ = try registry.git("clone", "-q", registry.sandbox.path("repo"), "fresh", in: "")
      #expect(registry.run(["plan"], in: "fresh").code == .refused)
      try expectRefused(registry, queries: true)
    }
  }

  /// Signs the last seal anew with another key, and commits it in place of the run.
  private func reseal(
    _ registry: RegistrySandbox, serial: Int, by number: UInt8, changing: (inout Store.Seal) -> Void = { _ in }
  ) throws {
    let file = "State/\(Store.Seal.path(serial: serial))"
    let bytes = Array(try registry.sandbox.read(file).utf8)
    var seal = try Store.Seal.read(bytes, serial: serial, by: .system).seal
    changing(&seal)
    let key = try Ed25519PrivateKey(seed: [UInt8](repeating: number, count: 32))
    let signature = try SSHSignature(of: seal.message, namespace: Store.Seal.purpose, by: key)
    try registry.sandbox.write(
      String(decoding: seal.file(signature: signature.text), as: UTF8.self), to: file)
    _ = try registry.git("add", "-A")
    _ = try registry.git("commit", "-q", "--amend", "--no-edit")
  }

  @Test func `a stranger cannot give up the runs of others`() throws {
    try withRuns { registry in
      let line = registry.run("checkpoint").output.trimmingCharacters(in: .newlines)
      let head = try #require(Store.Seal.Head(line))
      try forged(registry)
      try reseal(registry, serial: 1, by: 9) { $0.givesUp = [head] }
      let root = try registry.head
      _ = try registry.git("checkout", "-q", "main")
      _ = try registry.git("rm", "-rq", "State")
      _ = try registry.git("checkout", root, "--", ".")
      try registry.commit([:])
      try expectRefused(registry)
    }
  }

  @Test func `a side branch that lost the state hides nothing`() throws {
    try withRuns { registry in
      let start = try registry.git("rev-list", "--max-parents=0", "HEAD")
      try forged(registry)
      let tree = try registry.git("rev-parse", "HEAD^{tree}")
      _ = try registry.git("checkout", "-q", "main")
      _ = try registry.git("rm", "-rq", "State")
      try registry.commit([:])
      let lost = try registry.head
      let merge = try registry.git("commit-tree", tree, "-p", start, "-p", lost, "-m", "a merge")
      _ = try registry.git("reset", "-q", "--hard", merge)
      for words in [["plan"], ["reconcile"], ["verify"]] { #expect(registry.run(words).code == .refused, "\(words)") }
    }
  }

  @Test func `a seal of another registry is not this one's`() throws {
    try withRuns { registry in
      let other = try RegistrySandbox(["a.yaml": SealTests.misp("x")])
      #expect(other.run("reconcile", "-q").code == .done)
      try registry.commit(["State/seals/0/2": try other.sandbox.read("State/seals/0/1")])
      try expectRefused(registry, queries: true)
    }
  }

  // MARK: Every byte

  @Test func `each change of a file of the state is noticed by the seals alone and by verify`() throws {
    let kinds = Catalog.standard.kinds.filter { $0.name != "TrustAnchor" }
    var files = ["registry.yaml": String.registry]
    // Several kinds have the same prerequisites.
    var documents: [String: String] = [:]
    for (number, kind) in kinds.enumerated() {
      let texts = kind.examplePrerequisites.components(separatedBy: "---\n") + [kind.sample(number)]
      for text in texts where !text.isEmpty {
        let name = try #require(text.firstMatch(of: /kind: (\w+)\nmetadata:\s*\{?\s*name: ([-.a-z0-9]+)/))
        documents["\(name.1) \(name.2)"] = text
      }
    }
    for (number, document) in documents.values.sorted().enumerated() { files["\(number).yaml"] = document }
    let registry = try RegistrySandbox()
    registry.now = Instant(milliseconds: 1_795_350_042_195)
    try registry.commit(files)
    let run = registry.run("reconcile", "-q")
    #expect(run.code == .done, "\(run.output)")
    try registry.commit(["bad.yaml": .misp("bad", email: "nobody")])
    registry.run("reconcile", "-q")
    let repository = try registry.sandbox.open()
    let tip = try repository.commit(try repository.resolve("HEAD"))
    let paths = try registry.git("ls-tree", "-r", "--name-only", "HEAD", "State").split(separator: "\n").map(
      String.init)
    for kind in kinds {
      #expect(paths.contains { $0.hasPrefix("State/objects/\(kind.folder)/") }, "\(kind.name)")
    }
    func state(of edits: [String: TreeEdit]) throws -> Ran {
      let tree = try #require(try repository.writeTree(tip.tree, applying: edits))
      let commit = try repository.writeCommit(
        tree: tree, parents: [tip.id], author: tip.author, committer: tip.committer, message: "an edit\n")
      let get = registry.run("get", "misps", "--at", commit.hex)
      let verify = registry.run("verify", "--rev", commit.hex)
      #expect(get.code == .refused && verify.code == .refused, "\(edits.keys.sorted()): \(get) \(verify)")
      return get
    }
    for path in paths {
      let entry = try #require(try repository.entry(at: path, inTree: tip.tree))
      let bytes = try repository.blob(entry.id)
      // One character of each member's value, or one byte of a file without members.
      var places = bytes.indices.filter { $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "\n") }
      places = places.isEmpty ? [bytes.count / 2] : places
      for place in [bytes.count / 2] + places.prefix(bytes.count > 4000 ? 3 : 12) {
        var changed = bytes
        changed[min(place, bytes.count - 1)] ^= 1
        _ = try state(of: [path: .put(try repository.writeBlob(changed))])
      }
      _ = try state(of: [path: .delete])
      _ = try state(of: [path: .delete, path + "x": .put(entry.id)])
    }
    _ = try state(of: ["State/seals/0/3": .put(try repository.writeBlob(Array("x".utf8)))])
    _ = try state(of: ["State/note": .put(try repository.writeBlob(Array("x".utf8)))])
  }
}
