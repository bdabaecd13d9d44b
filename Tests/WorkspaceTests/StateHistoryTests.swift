import Command
import CommandSupport
import Foundation
import Source
import TestSupport
import Testing

/// A stored state that moves, vanishes or goes back in time.
struct StateHistoryTests {
  private func withRun(_ body: (RegistrySandbox) throws -> Void) throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      #expect(registry.run("reconcile").code == .done)
      try body(registry)
    }
  }

  private static let moved = String.registry + "spec: {state: Other}\n"

  @Test func `another state folder is not a new beginning`() throws {
    try withRun { registry in
      let run = try registry.head.prefix(12)
      let head = try registry.commit(["registry.yaml": StateHistoryTests.moved])
      for command in ["plan", "reconcile"] {
        #expect(
          registry.run(command).failure
            == .refused(
              "spec.state names Other, but the state was in State at commit \(run)",
              hint:
                "move it in the same commit: git mv State Other; without it, every id and key would be issued again"))
      }
      #expect(try registry.head == head)
      // Later commits change nothing of that, and the hint helps.
      try registry.commit(["b.yaml": .misp("b")])
      #expect(registry.run("reconcile").code == .refused)
      _ = try registry.git("mv", "State", "Other")
      let mended = try registry.commit([:]).prefix(12)
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.ids.keys.count == 1)
      #expect(try registry.git("show", "HEAD:Other/state.json").contains("\"serial\": 2"))
      #expect(
        registry.run("verify").failure
          == Failure(.done, "commit \(mended) restored a state that was edited, lost, taken back or forked before it\n")
      )
    }
  }

  @Test func `a state folder may move together with its setting`() throws {
    try withRun { registry in
      try registry.sandbox.write(StateHistoryTests.moved, to: "registry.yaml")
      for words in [["validate"], ["plan", "--worktree"]] { #expect(registry.run(words).code == .refused) }
      _ = try registry.git("mv", "State", "Other")
      for words in [["validate"], ["plan", "--worktree"]] { #expect(registry.run(words).failure == Failure(.done, "")) }
      try registry.commit(["b.yaml": .misp("b")])
      for words in [["verify"], ["reconcile"], ["verify"]] {
        #expect(registry.run(words).failure == Failure(.done, ""))
      }
      #expect(registry.ids.keys.count == 1)
      #expect(try registry.run("history", "misp", "a", "-o", "json").json.at("changes").items?.count == 1)
    }
  }

  @Test func `a cut history is not a first run`() throws {
    try withRun { registry in
      try registry.sandbox.remove("State")
      try registry.commit([:])
      try registry.commit(["b.yaml": .misp("b")])
      let remote = "file://" + registry.sandbox.path("repo")
      _ = try registry.git("clone", "-q", "--depth", "1", remote, "shallow", in: "")
      #expect(
        registry.run(["reconcile"], in: "shallow").failure
          == .refused(
            "No state is stored here, but there may be one in the part of the history that is cut off",
            hint: "fetch the whole history first: git fetch --unshallow"))
      #expect(registry.run(["validate"], in: "shallow").code == .done)
    }
  }

  /// Runs once more on `main` and puts the state of the first run back by a merge that takes nothing over.
  private func mergeOver(_ registry: RegistrySandbox) throws -> String {
    _ = try registry.git("branch", "old")
    try registry.commit(["b.yaml": .misp("b")])
    #expect(registry.run("reconcile").code == .done)
    let newest = try registry.head
    _ = try registry.git("checkout", "-q", "old")
    try registry.commit(["c.yaml": .misp("c")])
    _ = try registry.git("merge", "-q", "-s", "ours", "-m", "merge", "main")
    _ = try registry.git("checkout", "-q", "main")
    _ = try registry.git("merge", "-q", "--ff-only", "old")
    return newest
  }

  @Test func `a merge cannot take the state back`() throws {
    try withRun { registry in
      let newest = try mergeOver(registry)
      let head = try registry.head
      let failure = Failure.refused(
        "Runs were made on several sides: commit \(head.prefix(12)) lacks run 2 of commit \(newest.prefix(12))",
        hint:
          "partnerctl resolve shows what each side handed out; partnerctl resolve --keep REV keeps the runs of one of them"
      )
      for words in [["plan"], ["reconcile"], ["reconcile", "--full"], ["license", "show", "a", "--record"]] {
        #expect(registry.run(words).failure == failure, "\(words)")
      }
      #expect(try registry.head == head)
      #expect(registry.run("verify").code == .refused)
      // Later commits do not hide it, and the state may also be restored by hand.
      try registry.commit(["README": "hello\n"])
      #expect(registry.run("reconcile").code == .refused)
      _ = try registry.git("checkout", newest, "--", "State")
      let mended = try registry.commit(["b.yaml": .misp("b")]).prefix(12)
      #expect(registry.run("reconcile").code == .done)
      #expect(
        registry.run("verify")
          == Ran(
            code: .done, output: "valid: 3 runs, 23 ledger lines, 3 objects, 3 commits\n",
            errors: "commit \(mended) restored a state that was edited, lost, taken back or forked before it\n"))
    }
  }

  @Test func `a state that was put back is verified from there on`() throws {
    try withRun { registry in
      try registry.commit(["b.yaml": .misp("b")])
      #expect(registry.run("reconcile").code == .done)
      let newest = try registry.head
      var mended = ""
      for isLost in [false, true] {
        _ = try registry.git("rm", "-rq", "State")
        if !isLost { _ = try registry.git("checkout", "HEAD~2", "--", "State") }
        try registry.commit(["c.yaml": .misp("c")])
        #expect(registry.run("verify").code != .done)
        _ = try registry.git("rm", "-rq", "--ignore-unmatch", "State")
        _ = try registry.git("checkout", newest, "--", "State")
        let commit = try registry.commit(["d.yaml": .misp("d")]).prefix(12)
        mended += "commit \(commit) restored a state that was edited, lost, taken back or forked before it\n"
        #expect(registry.run("verify").failure == Failure(.done, mended))
      }
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `recording a read refuses what a run refuses`() throws {
    try withRun { registry in
      try registry.commit(["Other/registry.yaml": .registry, "Other/b.yaml": .misp("b")])
      let head = try registry.head
      let ran = registry.run(["license", "show", "a", "--record"], in: "repo/Other")
      #expect(ran.code == .refused)
      #expect(ran.errors.contains("The state folder State belongs to the registry in the repository's root"))
      #expect(try registry.head == head)
    }
  }

  @Test(arguments: ["\"serial\": 9007199254740992", "\"serial\": -1", "\"formatVersion\": 0", "\"faults\": -1"])
  func `a header of no sensible size is refused`(_ member: String) throws {
    try withRun { registry in
      let text = try registry.sandbox.read("State/state.json")
      let name = member.prefix { $0 != ":" }
      let spoilt = try text.replacing(Regex("\(name): [0-9]+"), with: member)
      try #require(spoilt != text)
      try registry.commit(["State/state.json": spoilt])
      for command in ["plan", "reconcile", "verify"] { #expect(registry.run(command).code == .refused) }
    }
  }

  @Test func `an edit in the last run's first line stops the next run`() throws {
    try withRun { registry in
      let file = "State/audit/2023/11/1.jsonl"
      let text = try registry.sandbox.read(file)
      try registry.commit([file: text.replacing("\"actor\":\"Cara", with: "\"actor\":\"Cora")])
      try #require(try registry.sandbox.read(file) != text)
      let ran = registry.run("reconcile")
      #expect(ran.code == .refused)
      #expect(ran.errors.contains("\(file): it was changed by something other than partnerctl"))
    }
  }
}
