import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// State that something other than the program changed.
struct IntegrityTests {
  /// A registry with three recorded runs.
  private func withRuns(_ body: (RegistrySandbox) throws -> Void) throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved"), "b.yaml": .misp("b", email: "nobody")]) { registry in
      #expect(registry.run("reconcile").code == .faults)
      try registry.commit(["c.yaml": .misp("c")])
      registry.now = registry.now.adding(days: 20)
      #expect(registry.run("reconcile").code == .faults)
      try registry.commit(["b.yaml": .misp("b")])
      #expect(registry.run("reconcile").code == .done)
      try body(registry)
    }
  }

  @Test func `an untouched trail is valid`() throws {
    try withRuns { registry in
      #expect(
        registry.run("verify")
          == Ran(code: .done, output: "valid: 3 runs, 25 ledger lines, 3 objects, 3 commits\n", errors: ""))
      let json = try registry.run("verify", "-o", "json").json
      #expect(
        json
          == .object([
            "formatVersion": .integer(1), "valid": .boolean(true), "runs": .integer(3), "lines": .integer(25),
            "objects": .integer(3), "commits": .integer(3), "partial": .boolean(false),
            "rewritten": .boolean(false), "sealed": .integer(3), "mended": .list([]), "mismatch": .null,
          ]))
      // Commits of people in between change nothing of that.
      try registry.commit(["README": "hello\n"])
      #expect(registry.run("verify").code == .done)
      #expect(registry.run("verify", "--rev", "HEAD~2").code == .done)
    }
  }

  /// One way to spoil a file of the state: its name, how its text is changed, and what `verify` then says.
  struct Damage: Sendable, CustomTestStringConvertible {
    let title: String
    let file: String
    let words: String
    let change: @Sendable (String) -> String?

    init(_ title: String, _ file: String, _ words: String, _ change: @escaping @Sendable (String) -> String?) {
      self.title = title
      self.file = file
      self.words = words
      self.change = change
    }

    var testDescription: String { title }
  }

  private static let first = "audit/2023/11/1.jsonl"
  private static let last = "audit/2023/12/3.jsonl"

  static let damages = [
    Damage(
      "an object is edited", "objects/misps/a.json", "\(last):1: the folder objects differs from what this run left"
    ) {
      $0.replacing("India", with: "Nepal")
    },
    Damage(
      "an object is deleted", "objects/misps/c.json", "\(last):1: the folder objects differs from what this run left"
    ) {
      _ in nil
    },
    Damage("an event is edited", first, "\(first):3: previous is not the digest of the line before") {
      $0.replacing("\"sequence\":1,", with: "\"sequence\": 1,")
    },
    Damage("an event is deleted", first, "\(first):3: sequence must be 2") { text in
      var lines = text.split(separator: "\n").map { $0 + "\n" }
      lines.remove(at: 2)
      return lines.joined()
    },
    Damage("two events change places", first, "\(first):3: sequence must be 2") { text in
      var lines = text.split(separator: "\n").map { $0 + "\n" }
      lines.swapAt(2, 3)
      return lines.joined()
    },
    Damage("the last event is edited", last, "state.json: ledgerHead is not the digest of the ledger's last line") {
      $0.replacing("\"sequence\":5,", with: "\"sequence\": 5,")
    },
    Damage("an older file is cut off", first, "audit/2023/12/2.jsonl:1: previous is not the digest of the line before")
    {
      $0.split(separator: "\n").dropLast().map { $0 + "\n" }.joined()
    },
    Damage("a line is cut off in its middle", last, "\(last): the last line is not complete") {
      String($0.dropLast(20))
    },
    Damage("the last file is emptied", last, "\(last): the last line is not complete") { _ in "" },
    Damage("an older file is deleted", first, "audit/2023/12/2.jsonl:1: serial must be 1") { _ in nil },
    Damage("a line is not valid JSON", first, "\(first):2: the line is not valid JSON: ") {
      $0.replacing("{\"eventId\":\"PMS_MSP_101\"", with: "{'eventId':\"PMS_MSP_101\"")
    },
    Damage("the ledger's head is forged", "state.json", "state.json: ledgerHead is not the digest") {
      $0.replacing("\"ledgerHead\": \"sha256:", with: "\"ledgerHead\": \"sha256:0")
    },
    Damage("the serial is raised", "state.json", "state.json: serial is 9, but the ledger ends with run 3") {
      $0.replacing("\"serial\": 3", with: "\"serial\": 9")
    },
  ]

  @Test(arguments: damages) func `damage is found and named`(_ damage: Damage) throws {
    try withRuns { registry in
      let file = "State/\(damage.file)"
      if let text = damage.change(try registry.sandbox.read(file)) {
        try #require(try text != registry.sandbox.read(file))
        try registry.commit([file: text, "d.yaml": .misp("d")])
      } else {
        try registry.sandbox.remove(file)
        try registry.commit(["d.yaml": .misp("d")])
      }
      let verify = registry.run("verify")
      #expect(verify.code == .refused)
      #expect(verify.errors.hasPrefix("refused: \(damage.words)"))
      #expect(verify.output == "")
      let json = try registry.run("verify", "-o", "json").json
      #expect(json.at("valid") == .boolean(false))
      #expect(json.at("mismatch").keys == ["file", "line", "message"])
      // What a run reads and would build upon stops it.
      if damage.file != IntegrityTests.first {
        let head = try registry.head
        let run = registry.run("reconcile")
        #expect(run.code == .refused)
        let tip = head.prefix(12)
        let replaced = "partnerctl: error: Commit \(tip) has a stored state that no trusted run made: State/"
        let isReplaced = run.errors.hasPrefix(replaced)
        let isDamaged = run.errors.hasPrefix("partnerctl: error: The stored state is damaged: State/")
        #expect(isReplaced || isDamaged)
        #expect(isReplaced || run.errors.contains("\n  hint: find the change with git log -- State/"))
        #expect(try registry.head == head)
        #expect(registry.ids.keys.count == 1)
      }
    }
  }

  @Test(arguments: ["serial", "misp", "formatVersion"])
  func `a number that no program wrote is refused`(_ member: String) throws {
    try withRuns { registry in
      let text = try registry.sandbox.read("State/state.json")
      let pattern = "\"\(member)\": [0-9]+"
      let spoilt = try text.replacing(Regex(pattern), with: "\"\(member)\": 99999999999999999999999999")
      try #require(spoilt != text)
      try registry.commit(["State/state.json": spoilt])
      for command in ["reconcile", "plan", "verify"] {
        let ran = registry.run(command)
        #expect(ran.code == .refused)
        #expect(ran.errors.hasPrefix("partnerctl: error: The stored state is damaged: State/state.json: "))
      }
    }
  }

  @Test func `a newer format version asks for a newer program`() throws {
    try withRuns { registry in
      let text = try registry.sandbox.read("State/state.json")
      try registry.commit(["State/state.json": text.replacing("\"formatVersion\": 2", with: "\"formatVersion\": 3")])
      let ran = registry.run("reconcile")
      #expect(
        ran.failure
          == .refused(
            "The stored state is damaged: State/state.json: its format version is 3, but this program supports 2; use a newer program",
            hint:
              "find the change with git log -- State/state.json and revert it; partnerctl verify checks the whole audit trail"
          ))
    }
  }

  @Test func `a lost state is not started anew`() throws {
    try withRuns { registry in
      let before = try registry.head
      for file in [["State/state.json"], ["State"]] {
        for name in file { try registry.sandbox.remove(name) }
        let head = try registry.commit([:])
        let ran = registry.run("reconcile")
        #expect(
          ran.failure
            == .refused(
              "State/state.json is missing, but existed at commit \(before.prefix(12))",
              hint:
                "restore it with git checkout \(before.prefix(12)) -- State; without it, every id and key would be issued again"
            ))
        #expect(try registry.head == head)
      }
      _ = try registry.git("checkout", String(before), "--", "State")
      try registry.commit([:])
      #expect(registry.run("reconcile").code == .done)
    }
  }

  @Test func `a state rolled back to an older commit is found`() throws {
    try withRuns { registry in
      _ = try registry.git("rm", "-rq", "State")
      _ = try registry.git("checkout", "HEAD~2", "--", "State")
      let head = try registry.commit([:]).prefix(12)
      let ran = registry.run("verify")
      #expect(ran.code == .refused)
      #expect(
        ran.errors.hasPrefix(
          "refused: state.json: Commit \(head) took the stored state back from run 3 to 2\n"))
    }
  }

  @Test func `a ledger rewritten from its start is found by its commits`() throws {
    try withRuns { registry in
      // Another sandbox with other decisions makes a trail that fits together in itself.
      let other = try RegistrySandbox(["a.yaml": .misp("a"), "b.yaml": .misp("b")])
      other.run("reconcile")
      _ = try registry.git("fetch", "-q", other.sandbox.path("repo"), "main")
      _ = try registry.git("rm", "-rq", "State")
      _ = try registry.git("checkout", "FETCH_HEAD", "--", "State")
      try registry.commit([:])
      #expect(registry.run("verify").code == .refused)
    }
  }

  @Test func `a trail may only be read where one was ever written`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      #expect(
        registry.run("verify").failure
          == .environment(
            "nothing has been reconciled here yet, so there is no ledger",
            hint: "run partnerctl reconcile first"))
    }
  }
}
