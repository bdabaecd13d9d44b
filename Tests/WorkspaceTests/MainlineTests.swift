import Command
import CommandSupport
import Foundation
import Source
import TestSupport
import Testing

/// What happens to a stored state in daily git: each history is made by git itself.
struct MainlineTests {
  /// A way to change the history of a registry with three MISPs, after one run.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// How the refusal begins; nil if the state is good.
    let refusal: String?
    /// The words after `resolve` in the command that leads out; nil if there is nothing to resolve.
    let resolve: [String]?
    /// Makes the history, with `main` checked out at the end.
    let change: @Sendable (RegistrySandbox) throws -> Void

    init(
      _ name: String, refusal: String? = nil, resolve: [String]? = [],
      _ change: @escaping @Sendable (RegistrySandbox) throws -> Void
    ) {
      testDescription = name
      self.refusal = refusal
      self.resolve = refusal == nil ? nil : resolve
      self.change = change
    }
  }

  private static func misp(_ name: String, address: String = "India") -> String {
    String.misp(name, "approval: approved", "licenseKey: {issue: 1}").replacing("India", with: address)
  }

  /// Creates a branch from the present commit, with a new MISP and a run on it.
  private static func branch(_ name: String, _ registry: RegistrySandbox, from start: String = "main") throws {
    _ = try registry.git("checkout", "-q", "-B", name, start)
    try run(name, registry)
  }

  /// Commits a new MISP and runs.
  private static func run(_ name: String, _ registry: RegistrySandbox) throws {
    try registry.commit(["\(name).yaml": misp(name)])
    #expect(registry.run("reconcile", "-q").code == .done)
  }

  private static func main(_ registry: RegistrySandbox) throws { _ = try registry.git("checkout", "-q", "main") }

  /// Merges a branch; of conflicts in the state folder, all files of one side are taken.
  private static func merge(_ name: String, _ registry: RegistrySandbox, taking side: String) throws {
    _ = try? registry.git("merge", "-q", "--no-ff", "-m", "a merge", name)
    try take(side, registry)
    try registry.commit([:], "a merge")
  }

  private static func take(_ side: String, _ registry: RegistrySandbox) throws {
    _ = try registry.git("rm", "-rfq", "State")
    _ = try registry.git("checkout", side, "--", "State")
  }

  /// A second clone that pushed a run first; the registry has one of its own and does not know yet.
  private static func lateClone(_ registry: RegistrySandbox) throws {
    _ = try registry.git("clone", "-q", "--bare", registry.sandbox.path("repo"), "remote", in: "")
    _ = try registry.git("remote", "add", "origin", registry.sandbox.path("remote"))
    _ = try registry.git("fetch", "-q", "origin")
    try branch("theirs", registry)
    _ = try registry.git("push", "-q", "origin", "theirs:main")
    try main(registry)
    try run("ours", registry)
    _ = try registry.git("fetch", "-q", "origin")
    _ = try registry.git("branch", "-q", "-D", "theirs")
  }

  static let cases: [Case] = [
    Case("fast-forward") { registry in
      try branch("x", registry)
      try main(registry)
      _ = try registry.git("merge", "-q", "--ff-only", "x")
    },
    Case("merge without fast-forward") { registry in
      try branch("x", registry)
      try main(registry)
      try registry.commit(["notes.txt": "a note\n"])
      _ = try registry.git("merge", "-q", "--no-ff", "-m", "a merge", "x")
    },
    Case("squash") { registry in
      try branch("x", registry)
      try run("y", registry)
      try main(registry)
      _ = try registry.git("merge", "-q", "--squash", "x")
      try registry.commit([:], "both runs")
    },
    Case("rebase") { registry in
      try branch("x", registry)
      try main(registry)
      try registry.commit(["notes.txt": "a note\n"])
      _ = try registry.git("rebase", "-q", "main", "x")
      try main(registry)
      _ = try registry.git("merge", "-q", "--ff-only", "x")
    },
    Case("cherry-picked run, whose manifests follow") { registry in
      try branch("x", registry)
      try main(registry)
      _ = try registry.git("cherry-pick", "x")
      _ = try registry.git("merge", "-q", "--no-ff", "-m", "a merge", "x")
    },
    Case("revert of a run", refusal: "Commit (id) took the stored state back from run 2 to 1") { registry in
      try run("x", registry)
      _ = try registry.git("revert", "--no-edit", "HEAD")
    },
    Case("revert of a revert") { registry in
      try run("x", registry)
      _ = try registry.git("revert", "--no-edit", "HEAD")
      _ = try registry.git("revert", "--no-edit", "HEAD")
    },
    Case(
      "revert of a merge with runs", refusal: "Commit (id) took the stored state back from run 2 to 1"
    ) { registry in
      try branch("x", registry)
      try main(registry)
      _ = try registry.git("merge", "-q", "--no-ff", "-m", "a merge", "x")
      _ = try registry.git("revert", "--no-edit", "-m", "1", "HEAD")
    },
    Case("revert of that revert") { registry in
      try branch("x", registry)
      try main(registry)
      _ = try registry.git("merge", "-q", "--no-ff", "-m", "a merge", "x")
      _ = try registry.git("revert", "--no-edit", "-m", "1", "HEAD")
      _ = try registry.git("revert", "--no-edit", "HEAD")
    },
    Case("octopus") { registry in
      for name in ["p", "q"] {
        _ = try registry.git("checkout", "-q", "-B", name, "main")
        try registry.commit(["\(name).yaml": misp(name)])
      }
      try main(registry)
      _ = try registry.git("merge", "-q", "-m", "an octopus", "p", "q")
      #expect(registry.run("reconcile", "-q").code == .done)
    },
    Case("foxtrot") { registry in
      try branch("x", registry)
      try main(registry)
      try registry.commit(["notes.txt": "a note\n"])
      _ = try registry.git("checkout", "-q", "x")
      _ = try registry.git("merge", "-q", "-m", "main into x", "main")
      try main(registry)
      _ = try registry.git("merge", "-q", "--ff-only", "x")
    },
    Case("both sides ran, ours taken", refusal: forked, resolve: ["--keep", "HEAD^1"]) { registry in
      try branch("x", registry)
      try main(registry)
      try run("y", registry)
      try merge("x", registry, taking: "HEAD")
    },
    Case("both sides ran, theirs taken", refusal: forked, resolve: ["--keep", "HEAD^1"]) { registry in
      try branch("x", registry)
      try main(registry)
      try run("y", registry)
      try merge("x", registry, taking: "x")
    },
    Case("both sides ran, theirs kept", refusal: forked, resolve: ["--keep", "HEAD^2"]) { registry in
      try branch("x", registry)
      try main(registry)
      try run("y", registry)
      try merge("x", registry, taking: "HEAD")
    },
    Case(
      "both sides ran, their files mixed", refusal: "Commit (id) has a stored state that no trusted run made",
      resolve: ["--keep", "HEAD^1"]
    ) {
      registry in
      try branch("x", registry)
      try main(registry)
      try run("y", registry)
      _ = try? registry.git("merge", "-q", "--no-ff", "-m", "a merge", "x")
      _ = try registry.git("checkout", "x", "--", "State/state.json")
      _ = try registry.git("checkout", "HEAD", "--", "State/audit", "State/seals")
      try registry.commit([:], "a merge")
    },
    Case(
      "both sides ran, -X ours", refusal: "Commit (id) has a stored state that no trusted run made",
      resolve: ["--keep", "HEAD^1"]
    ) { registry in
      try branch("x", registry)
      try main(registry)
      try run("y", registry)
      // Without the attribute, git mixes the files of both.
      try Data("State/** merge=text\n".utf8).write(
        to: URL(fileURLWithPath: registry.sandbox.path("repo/.git/info/attributes")))
      _ = try? registry.git("merge", "-q", "--no-ff", "-X", "ours", "-m", "a merge", "x")
      try registry.commit([:], "a merge")
    },
    Case("pull after a rejected push, ours taken", refusal: forked) { registry in
      try lateClone(registry)
      try merge("origin/main", registry, taking: "HEAD")
    },
    Case("pull after a rejected push, theirs taken", refusal: forked) { registry in
      try lateClone(registry)
      try merge("origin/main", registry, taking: "origin/main")
    },
    Case("pull --rebase over an own run", refusal: forked) { registry in
      try lateClone(registry)
      _ = try? registry.git("rebase", "-q", "origin/main")
      try take("REBASE_HEAD", registry)
      _ = try registry.git("-c", "core.editor=true", "rebase", "--continue")
    },
    Case("both sides ran, and one was edited behind its run", refusal: forked, resolve: ["--keep", "HEAD^1"]) {
      registry in
      try branch("x", registry)
      let file = "State/objects/misps/x.json"
      try registry.commit([file: try registry.sandbox.read(file).replacing("India", with: "Utopia")])
      try main(registry)
      try run("y", registry)
      try merge("x", registry, taking: "HEAD")
    },
    Case("an old branch that merged main and kept its old state", refusal: forked) { registry in
      _ = try registry.git("checkout", "-q", "-b", "old")
      try registry.commit(["notes.txt": "a note\n"])
      try main(registry)
      try run("x", registry)
      _ = try registry.git("checkout", "-q", "old")
      _ = try registry.git("merge", "-q", "-s", "ours", "-m", "a merge", "main")
      try main(registry)
      _ = try registry.git("merge", "-q", "--ff-only", "old")
    },
    Case("amended message") { registry in
      try run("x", registry)
      _ = try registry.git("commit", "-q", "--amend", "-m", "other words")
    },
    Case("amended manifests") { registry in
      try run("x", registry)
      try registry.sandbox.write(misp("z"), to: "z.yaml")
      _ = try registry.git("add", "-A")
      _ = try registry.git("commit", "-q", "--amend", "--no-edit")
      #expect(registry.run("reconcile", "-q").code == .done)
    },
    Case("amended state", refusal: "State/objects: it was changed") { registry in
      try run("x", registry)
      let file = "State/objects/misps/x.json"
      try registry.sandbox.write(try registry.sandbox.read(file).replacing("India", with: "Utopia"), to: file)
      _ = try registry.git("add", "-A")
      _ = try registry.git("commit", "-q", "--amend", "--no-edit")
    },
    Case("edited and taken back") { registry in
      let file = "State/objects/misps/b.json"
      try registry.commit([file: try registry.sandbox.read(file).replacing("India", with: "Utopia")])
      _ = try registry.git("revert", "--no-edit", "HEAD")
    },
    Case("a line behind state.json, and taken back") { registry in
      try registry.commit(["State/state.json": try registry.sandbox.read("State/state.json") + "\n"])
      _ = try registry.git("revert", "--no-edit", "HEAD")
    },
    Case("state deleted", refusal: "State/state.json is missing, but existed at commit (id)", resolve: []) { registry in
      _ = try registry.git("rm", "-rq", "State")
      try registry.commit([:])
    },
    Case("an older state restored", refusal: "Commit (id) took the stored state back from run 2 to 1") { registry in
      try run("x", registry)
      try take("HEAD~2", registry)
      try registry.commit([:])
    },
    Case("a seal removed", refusal: "State/seals/0/2: the seal before it is missing") {
      registry in
      try run("x", registry)
      _ = try registry.git("rm", "-q", "State/seals/0/1")
      try registry.commit([:])
    },
    Case("all seals removed", refusal: "Commit (id) has a stored state without a seal") { registry in
      _ = try registry.git("rm", "-rq", "State/seals")
      try registry.commit([:])
    },
    Case("renamed branch") { registry in
      _ = try registry.git("branch", "-m", "trunk")
      try run("x", registry)
    },
    Case("moved state folder") { registry in
      _ = try registry.git("mv", "State", "Stored")
      try registry.commit(["registry.yaml": .registry + "spec: {state: Stored}\n"])
      try run("x", registry)
    },
  ]

  private static let forked = "Runs were made on several sides: commit (id) lacks run 2 of commit (id)"

  @Test(arguments: cases) func `git's histories are judged, and each leads out`(_ test: Case) throws {
    let files = [
      "a.yaml": MainlineTests.misp("a"), "b.yaml": MainlineTests.misp("b"), "c.yaml": MainlineTests.misp("c"),
    ]
    try withRegistry(files) { registry in
      #expect(registry.run("reconcile", "-q").code == .done)
      let before = try handedOut(registry)
      try test.change(registry)
      let plan = registry.run("plan")
      if let refusal = test.refusal {
        #expect(plan.code == .refused && withoutIDs(plan.errors).contains(refusal), "\(plan.errors)")
        let head = try registry.head
        let run = registry.run("reconcile")
        #expect(run.code == .refused && registry.run("verify").code == .refused)
        #expect(try registry.head == head)
        if let words = test.resolve {
          #expect(plan.errors.contains("partnerctl resolve") || plan.errors.contains("git checkout"), "\(plan.errors)")
          let resolved = registry.run(["resolve"] + words)
          #expect(resolved.code == .done, "\(resolved.output)\(resolved.errors)")
          #expect(try registry.sandbox.status() == "")
        } else {
          return
        }
      } else {
        #expect(plan.code == .done, "\(plan.errors)")
      }
      let run = registry.run("reconcile")
      #expect(run.code == .done, "\(run.errors)")
      let verify = registry.run("verify")
      #expect(verify.code == .done, "\(verify.errors)")
      let after = try handedOut(registry)
      #expect(before.allSatisfy { after[$0.key] == $0.value }, "\(before) \(after)")
      #expect(registry.run("resolve").output == "nothing to resolve: the stored state was made by trusted runs\n")
      // A clone that remembers nothing agrees.
      _ = try registry.git("clone", "-q", registry.sandbox.path("repo"), "fresh", in: "")
      #expect(registry.run(["plan"], in: "fresh").code == .done)
    }
  }

  @Test func `a cherry-picked run removes nothing whose manifest never arrived`() throws {
    try withRegistry(["a.yaml": MainlineTests.misp("a")]) { registry in
      #expect(registry.run("reconcile", "-q").code == .done)
      try MainlineTests.branch("x", registry)
      try MainlineTests.main(registry)
      _ = try registry.git("cherry-pick", "x")
      for words in [["plan"], ["reconcile"]] {
        let ran = registry.run(words)
        #expect(ran.code == .refused)
        #expect(
          ran.errors.contains(
            "refused: The manifests that run 2 read never arrived in this history: MISP x would be removed\n"
              + "  hint: bring the commits with them, by merging the branch of that run; to remove the objects, run again"
              + " with --allow-removals 1\n"))
      }
      #expect(registry.run("reconcile", "--allow-removals", "1").code == .done)
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `side branches within side branches are followed however many there are`() throws {
    try withRegistry(["a.yaml": MainlineTests.misp("a")]) { registry in
      #expect(registry.run("reconcile", "-q").code == .done)
      let start = try registry.head
      var stream = ""
      for number in 1...5000 {
        stream += "commit refs/heads/deep\nmark :\(number)\ncommitter A <a@b.example> 1700100000 +0000\ndata 1\nx\n"
        stream += "from \(start)\n" + (number > 1 ? "merge :\(number - 1)\n\n" : "\n")
      }
      try registry.sandbox.git("fast-import", "--quiet", input: stream)
      _ = try registry.git("checkout", "-q", "deep")
      #expect(registry.run("plan").failure == Failure(.done, ""))
    }
  }

  /// Ids and licence keys of the MISPs that were there before.
  private func handedOut(_ registry: RegistrySandbox) throws -> [String: String] {
    let items = try registry.run("get", "misps", "-o", "json").json.at("items").items ?? []
    return Dictionary(
      uniqueKeysWithValues: items.map { item in
        let name = item.at("metadata", "name").text ?? ""
        let key = registry.run("license", "show", name)
        return (name, "\(item.at("metadata", "id").text ?? "") \(key.output.split(separator: "\n").first ?? "no key")")
      })
  }

  private func withoutIDs(_ text: String) -> String { text.replacing(/[0-9a-f]{12}/, with: "(id)") }
}
