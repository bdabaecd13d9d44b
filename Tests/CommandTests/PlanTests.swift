import Command
import CommandSupport
import Engine
import Foundation
import Model
import Source
import TestSupport
import Testing

/// Planning, saving a plan, and carrying out exactly that.
struct PlanTests {
  @Test func `a saved plan is carried out while it holds`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      #expect(registry.run("plan", "--out", "../plan.json").code == .done)
      let printed = registry.run("plan", "-o", "json").output
      #expect(try String(contentsOfFile: registry.sandbox.path("plan.json"), encoding: .utf8) == printed)
      let ran = registry.run("reconcile", "--plan", "../plan.json")
      #expect(ran.failure == Failure(.done, ""))
      let digest = try JSONReader.read(Array(printed.utf8)).at("digest").text ?? "none"
      #expect(try registry.git("log", "-1", "--format=%(trailers:key=Plan-Digest,valueonly)") == digest + "\n")
      // Now that it was carried out it is stale itself.
      #expect(
        registry.run("reconcile", "--plan", "../plan.json").errors.hasPrefix(
          "partnerctl: error: The plan is stale: manifests or stored state are not those of commit "))
    }
  }

  @Test func `a plan is stale once the branch has moved`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let base = try registry.head
      registry.run("plan", "--out", "../plan.json")
      let head = try registry.commit(["README": "unrelated\n"])
      #expect(
        registry.run("reconcile", "--plan", "../plan.json").failure
          == .refused(
            "The plan is stale: manifests or stored state are not those of commit \(base.prefix(12))",
            hint: "make and review a new plan"))
      #expect(try registry.head == head)
    }
  }

  @Test func `a plan that time has changed is refused`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      registry.run("plan", "--out", "../plan.json")
      let head = try registry.head
      registry.now = registry.now.adding(days: 91)
      #expect(
        registry.run("reconcile", "--plan", "../plan.json").failure
          == .refused(
            "The plan differs from what would be done now",
            hint:
              "a deadline may have passed, or an option such as --allow-removals differs; make and review a new plan"
          ))
      #expect(try registry.head == head)
    }
  }

  @Test func `what is not a plan is not taken for one`() throws {
    try withRegistry { registry in
      #expect(
        registry.run("reconcile", "--plan", "none.json").failure
          == .usage("there is no plan file none.json", hint: "plan --out none.json makes one"))
      #expect(
        registry.run("reconcile", "--plan", "registry.yaml").failure
          == .usage("registry.yaml is not a plan", hint: "plan --out FILE makes one"))
    }
  }

  @Test func `exit codes tell what a plan found`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      #expect(registry.run("plan").code == .done)
      #expect(registry.run("plan", "--detailed-exitcode").code == .changes)
      registry.run("reconcile")
      #expect(registry.run("plan", "--detailed-exitcode").code == .done)
      try registry.commit(["b.yaml": .misp("b", email: "nobody"), "c.yaml": .misp("c")])
      #expect(registry.run("plan").code == .faults)
      #expect(registry.run("plan", "--detailed-exitcode").code == .faults)
    }
  }

  @Test func `a plan can be made for the working tree or another commit`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      func creates(_ words: String...) throws -> [String?]? {
        try registry.run(["plan", "-o", "json"] + words).json.at("changes").items?.map { $0.at("name").text }
      }
      try registry.sandbox.write(.misp("b"), to: "b.yaml")
      #expect(try creates("--worktree") == ["a", "b"])
      #expect(try creates() == ["a"])
      try registry.commit([:])
      #expect(try creates("--rev", "HEAD~1") == ["a"])
      #expect(try creates() == ["a", "b"])
      #expect(
        registry.run("plan", "--worktree", "--rev", "HEAD").failure
          == .usage(
            "--worktree cannot be used with --rev or --out", hint: "only the plan of a commit can be saved"))
      #expect(
        registry.run("plan", "--rev", "nowhere").failure
          == .environment("\"nowhere\" does not name a commit", hint: "git log shows the commits"))
    }
  }

  @Test func `JSON has the documented members in order`() throws {
    try withRegistry(Golden.manifests) { registry in
      let plan = try registry.run("plan", "-o", "json").json
      #expect(
        plan.keys == ["formatVersion", "base", "digest", "settings", "changes", "rejections", "refusal", "summary"])
      #expect(plan.at("base").keys == ["commit", "manifestsTree", "state"])
      #expect(plan.at("summary").keys == ["create", "update", "remove", "unchanged", "reject"])
      let change = [
        "kind", "name", "action", "operations", "fields", "generated", "events", "source", "provenance",
      ]
      #expect(plan.at("changes").items?.map(\.keys) == Array(repeating: change, count: 5))
      let first = try #require(plan.at("changes").items?.first)
      #expect(first.at("fields").items?.first?.keys == ["path", "before", "after"])
      #expect(first.at("source").keys == ["file", "line"])
      #expect(first.at("provenance").keys == ["commit", "author", "receivedAt"])
      let diagnostic = [
        "severity", "rule", "code", "message", "file", "line", "column", "object", "path", "hint", "notes",
      ]
      #expect(plan.at("rejections").items?.map(\.keys) == Array(repeating: diagnostic, count: 3))
      #expect(
        plan.at("rejections").items?.dropFirst().first?.at("notes").items?.map(\.keys) == [
          ["message", "file", "line", "column"]
        ])
      #expect(
        try registry.run("validate", "-o", "json").json.keys
          == ["formatVersion", "objects", "errors", "warnings", "diagnostics"])
      #expect(
        try registry.run("reconcile", "-o", "json").json.keys == plan.keys + ["commit", "serial", "pushed"])
      let events = try registry.run("audit", "-o", "json").json
      #expect(events.keys == ["formatVersion", "events"])
      #expect(
        events.at("events").items?.first?.keys == [
          "eventId", "eventName", "eventType", "actionTimeStamp", "hostName", "hostIp", "applicationId",
          "applicationName", "sessionUserId", "sessionUserName", "id", "idType", "createdBy", "moduleName", "moduleId",
          "description", "operation", "object", "documented", "commit", "serial", "sequence", "previous",
        ])
    }
  }
}
