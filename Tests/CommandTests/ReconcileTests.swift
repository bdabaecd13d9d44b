import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// Runs that follow each other.
struct ReconcileTests {
  @Test func `a second run changes nothing and moves nothing`() throws {
    try withRegistry(["misps/a.yaml": .misp("a", "approval: approved")]) { registry in
      #expect(registry.run("reconcile").code == .done)
      let head = try registry.head
      registry.now = registry.now.adding(days: 1)
      let nothing = Ran(code: .done, output: "nothing to do: the registry is unchanged since serial 1\n", errors: "")
      #expect(registry.run("reconcile") == nothing)
      #expect(
        registry.run("reconcile", "--full")
          == Ran(
            code: .done, output: "0 to create, 0 to update, 0 to remove, 1 unchanged, 0 faulty\nnothing to do\n",
            errors: ""))
      #expect(try registry.head == head)
      #expect(registry.ids.keys.count == 1)
      #expect(try registry.sandbox.status() == "")
    }
  }

  @Test func `faults stay an exit code of 1 when nothing changes`() throws {
    try withRegistry(Golden.manifests) { registry in
      registry.run("reconcile")
      let head = try registry.head
      let again = registry.run("reconcile", "-o", "json")
      #expect(again.failure == Failure(.faults, ""))
      #expect(try again.json.at("changes") == .list([]))
      #expect(try again.json.at("commit") == .null)
      #expect(try again.json.at("serial") == .integer(1))
      #expect(
        try again.json.at("rejections").items?.map { $0.at("rule").text }
          == ["misp.emailId.format", "misp.organizationName.unique", "misp.unknown"])
      #expect(try registry.head == head)
    }
  }

  @Test func `an edit of comments and layout alone makes no commit`() throws {
    try withRegistry(["misps/a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      let commit = try registry.commit(["misps/a.yaml": "# the first\n" + .misp("\"a\"", of: "'a'")])
      let ran = registry.run("reconcile")
      #expect(
        ran
          == Ran(
            code: .done, output: "0 to create, 0 to update, 0 to remove, 1 unchanged, 0 faulty\nnothing to do\n",
            errors: ""))
      #expect(try registry.head == commit)
    }
  }

  @Test func `a fixed manifest is applied and its refusal is cleared`() throws {
    let wrong = String.misp("a", email: "nobody")
    try withRegistry(["misps/a.yaml": wrong, "misps/b.yaml": .misp("b")]) { registry in
      #expect(registry.run("reconcile").code == .faults)
      #expect(registry.exists("State/rejected/misps/a.json"))
      // The same content under another comment is refused, but not audited again.
      try registry.commit(["misps/a.yaml": "# sorry\n" + wrong])
      let head = try registry.head
      #expect(registry.run("reconcile").code == .faults)
      #expect(try registry.head == head)
      try registry.commit(["misps/a.yaml": .misp("a", email: "somebody")])
      #expect(registry.run("reconcile").code == .faults)
      #expect(try registry.stored("state.json").at("serial") == .integer(2))
      try registry.commit(["misps/a.yaml": .misp("a")])
      let fixed = registry.run("reconcile")
      #expect(fixed.failure == Failure(.done, ""))
      #expect(!registry.exists("State/rejected"))
      #expect(
        try registry.git("log", "-1", "--format=%s%n%b").hasPrefix(
          "reconcile: 1 created, 1 cleared\ncreate MISP a: misp.create\nclear MISP a"))
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `a faulty manifest leaves its object as it is stored`() throws {
    try withRegistry(["misps/a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      let stored = try registry.misp("a")
      for wrong in [
        String.misp("a", of: "another", email: "nobody"),
        .misp("a", of: "another", "approval: approved", "colour: red"),
        .misp("a", of: "another"), .misp("a", of: "another") + "---\n" + .misp("a", of: "a third"),
      ] {
        try registry.commit(["misps/a.yaml": wrong])
        #expect(registry.run("reconcile").code == .faults)
        #expect(try registry.misp("a") == stored)
      }
    }
  }

  @Test func `two declarations of one object are both errors`() throws {
    try withRegistry(["a.yaml": .misp("a"), "b.yaml": .misp("a"), "c.yaml": .misp("c")]) { registry in
      let ran = registry.run("reconcile", "-o", "json")
      #expect(ran.failure == Failure(.faults, ""))
      let found = try ran.json.at("rejections").items?.map {
        [$0.at("rule").text, $0.at("file").text, $0.at("message").text, $0.at("notes").items?.first?.at("file").text]
      }
      #expect(
        found == [
          ["manifest.duplicate", "a.yaml", "MISP a is declared 2 times", "b.yaml"],
          ["manifest.duplicate", "b.yaml", "MISP a is declared 2 times", "a.yaml"],
        ])
      #expect(
        try registry.changedFiles("HEAD^").filter { !$0.hasPrefix("State/index/") } == [
          "State/.gitattributes", "State/audit/2023/11/1.jsonl", "State/objects/misps/c.json", "State/seals/0/1",
          "State/settings.json",
          "State/state.json",
        ])
    }
  }

  @Test func `atomic and dry runs write nothing`() throws {
    try withRegistry(["misps/a.yaml": .misp("a"), "misps/b.yaml": .misp("b", email: "nobody")]) { registry in
      let head = try registry.head
      let atomic = registry.run("reconcile", "--atomic")
      #expect(atomic.failure == Failure(.faults, ""))
      #expect(atomic.output.hasSuffix("\nnothing was written: --atomic, and there are faults\n"))
      let dry = registry.run("reconcile", "--dry-run")
      #expect(dry.failure == Failure(.faults, ""))
      #expect(dry.output.hasSuffix("\ndry run: nothing was written\n"))
      #expect(try registry.head == head)
      #expect(registry.ids.keys == [])
      try registry.commit(["misps/b.yaml": .misp("b")])
      #expect(registry.run("reconcile", "--atomic").code == .done)
    }
  }

  @Test func `an optional field taken away becomes null`() throws {
    try withRegistry(["a.yaml": .misp("a", "contactNumber: 12")]) { registry in
      registry.run("reconcile")
      try registry.commit(["a.yaml": .misp("a")])
      let ran = registry.run("reconcile", "-o", "json")
      let change = try ran.json.at("changes").items?[0]
      #expect(change?.at("operations").texts == ["misp.update"])
      #expect(
        change?.at("fields")
          == .list([
            .object(["path": .text("spec.contactNumber"), "before": .text("12"), "after": .null])
          ]))
      #expect(try registry.misp("a").at("spec", "contactNumber") == .null)
    }
  }

  @Test func `a decision can be changed but not taken away`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      try registry.commit(["a.yaml": .misp("a")])
      let ran = registry.run("reconcile", "-o", "json")
      #expect(ran.code == .faults)
      #expect(try ran.json.at("rejections").items?.map { $0.at("rule").text } == ["misp.approval.withdrawn"])
      try registry.commit(["a.yaml": .misp("a", "approval: rejected")])
      #expect(registry.run("reconcile").code == .done)
      let key = try registry.misp("a").at("status", "licenseKeys").items?[0]
      #expect(key?.at("status") == .text("De-Active"))
      #expect(key?.at("offBy") == .text("rejection"))
    }
  }

  @Test func `faulty settings stop everything`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let head = try registry.commit(["registry.yaml": .registry + "spec: {stat: Elsewhere}\n"])
      for command in ["reconcile", "plan"] {
        #expect(
          registry.run(command).failure
            == Failure(
              .faults,
              """
              error: Unknown field "stat"
                --> registry.yaml:4:8
                 = registry.unknown
                 = hint: did you mean "state"?
              partnerctl: error: registry.yaml is invalid; nothing was done

              """))
      }
      #expect(try registry.head == head)
    }
  }

  @Test func `ids go on after the last one generated`() throws {
    try withRegistry(["a.yaml": .misp("a"), "b.yaml": .misp("b", metadata: "id: \"101\"")]) { registry in
      registry.run("reconcile")
      try registry.commit(["c.yaml": .misp("c"), "d.yaml": .misp("d", metadata: "id: \"7\"")])
      registry.run("reconcile")
      let ids = try ["a", "b", "c", "d"].map { try registry.misp($0).at("metadata", "id").text }
      #expect(ids == ["100", "101", "102", "7"])
      #expect(try registry.stored("state.json").at("sequences", "misp") == .integer(102))
    }
  }
}

/// Licence keys as time passes.
struct ExpiryTests {
  @Test func `an expired key is replaced by the system`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      #expect(try registry.stored("state.json").at("nextDeadline") == .text("2024-02-13T08:00:00.000Z"))
      // The last moment of its validity still counts.
      #expect(registry.run("reconcile", "--now", "2024-02-13T08:00:00.000Z").code == .done)
      #expect(try registry.stored("state.json").at("serial") == .integer(1))
      let plan = registry.run("plan", "--now", "2024-02-13T08:00:00.001Z", "--detailed-exitcode", "-o", "json")
      #expect(plan.failure == Failure(.changes, ""))
      #expect(try plan.json.at("changes").items?.first?.at("operations").texts == ["misp.issueLicenseKey"])
      #expect(registry.run("reconcile", "--now", "2024-02-13T08:00:00.001Z").code == .done)
      let keys = try registry.misp("a").at("status", "licenseKeys").items ?? []
      #expect(keys.map { $0.at("status").text } == ["De-Active", "Active"])
      #expect(keys.map { $0.at("offBy").text } == ["replacement", nil])
      #expect(keys.map { $0.at("issue").integer } == [1, 1])
      #expect(keys.map { $0.at("key").text } == registry.ids.keys)
      #expect(try registry.misp("a").at("status", "updatedBy") == .text("SYSTEM"))
      let events = try registry.run("audit", "--since", "2024-01-01", "-o", "json").json.at("events").items ?? []
      #expect(events.map { $0.at("eventId").text } == ["PMS_MSP_120", "PMS_MSP_121", "PMS_MSP_210"])
      #expect(events.map { $0.at("sessionUserId").text } == ["SYSTEM", "SYSTEM", "SYSTEM"])
      #expect(events.map { $0.at("commit") } == [.null, .null, .null])
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `a key switched off before it expires is not replaced`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      try registry.commit(["a.yaml": .misp("a", "approval: approved", "licenseKey: {status: De-Active}")])
      registry.run("reconcile")
      #expect(try registry.stored("state.json").at("nextDeadline") == .null)
      let head = try registry.head
      #expect(registry.run("reconcile", "--now", "2030-01-01", "--full").code == .done)
      #expect(try registry.head == head)
      // Switching an expired key on is refused; raising the counter helps.
      registry.now = registry.now.adding(days: 200)
      try registry.commit(["a.yaml": .misp("a", "approval: approved")])
      let refused = registry.run("reconcile", "-o", "json")
      #expect(refused.code == .faults)
      #expect(
        try refused.json.at("rejections").items?.map { [$0.at("rule").text, $0.at("code").text, $0.at("path").text] }
          == [["misp.licenseKey.unexpired", "PMS_MSP_419", "spec.licenseKey.status"]])
      try registry.commit(["a.yaml": .misp("a", "approval: approved", "licenseKey: {issue: 2}")])
      #expect(registry.run("reconcile").code == .done)
      let keys = try registry.misp("a").at("status", "licenseKeys").items ?? []
      #expect(keys.map { $0.at("status").text } == ["De-Active", "Active"])
      #expect(keys.map { $0.at("issue").integer } == [1, 2])
    }
  }

  @Test func `time acts on an object whose manifest is faulty`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      try registry.commit(["a.yaml": .misp("a", email: "nobody", "approval: approved")])
      registry.now = registry.now.adding(days: 91)
      #expect(registry.run("reconcile").code == .faults)
      #expect(try registry.misp("a").at("status", "licenseKeys").items?.count == 2)
      #expect(try registry.misp("a").at("spec", "emailId") == .text("prm@telecom.example"))
    }
  }
}
