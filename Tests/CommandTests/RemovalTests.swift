import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// Manifests that go away.
struct RemovalTests {
  /// Approved MISPs, as many as asked for.
  static func misps(_ count: Int) -> [String: String] {
    Dictionary(uniqueKeysWithValues: (1...count).map { ("m\($0).yaml", .misp("m\($0)", "approval: approved")) })
  }

  @Test func `a removed manifest de-activates its object and a restored one revives it`() throws {
    try withRegistry(RemovalTests.misps(2)) { registry in
      registry.run("reconcile")
      try registry.commit(removing: "m1.yaml")
      let ran = registry.run("reconcile", "-o", "json")
      #expect(ran.failure == Failure(.done, ""))
      let change = try #require(try ran.json.at("changes").items?.first)
      #expect(change.at("action") == .text("remove"))
      #expect(change.at("operations").texts == ["misp.updateStatus"])
      #expect(change.at("source") == .null)
      var status = try registry.misp("m1").at("status")
      #expect(status.at("status") == .text("De-Active"))
      #expect(status.at("source") == .null)
      #expect(status.at("updatedBy") == .text("ada@example.org"))
      var key = try #require(status.at("licenseKeys").items?.first)
      #expect([key.at("status"), key.at("offBy")] == [.text("De-Active"), .text("misp")])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.stored("state.json").at("serial") == .integer(2))

      try registry.commit(["m1.yaml": .misp("m1", "approval: approved")])
      #expect(registry.run("reconcile").failure == Failure(.done, ""))
      status = try registry.misp("m1").at("status")
      #expect([status.at("status"), status.at("source")] == [.text("Active"), .text("m1.yaml")])
      key = try #require(status.at("licenseKeys").items?.first)
      #expect([key.at("status"), key.at("offBy")] == [.text("Active"), .null])
      #expect(status.at("licenseKeys").items?.count == 1)
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `more removals than the limit are refused until they are allowed`() throws {
    try withRegistry(RemovalTests.misps(8)) { registry in
      registry.run("reconcile")
      let head = try registry.commit(
        removing: "m1.yaml", "m2.yaml", "m3.yaml", "m4.yaml", "m5.yaml", "m6.yaml")
      let words =
        "refused: 6 of 8 MISP objects would be removed; 5 are allowed in one run\n"
        + "  hint: if that is intended, run again with --allow-removals 6\n"
      #expect(registry.run("reconcile").failure == Failure(.refused, words))
      #expect(registry.run("plan").failure == Failure(.refused, words))
      #expect(registry.run("reconcile", "--allow-removals", "5").failure == Failure(.refused, words))
      let json = try registry.run("plan", "-o", "json").json
      #expect(json.at("refusal").keys == ["rule", "message", "hint"])
      #expect(json.at("refusal", "rule") == .text("run.removals.limit"))
      #expect(json.at("summary", "remove") == .integer(6))
      #expect(try registry.head == head)
      #expect(try registry.sandbox.status() == "")
      #expect(registry.run("reconcile", "--allow-removals", "6").code == .done)
      #expect(try registry.misp("m6").at("status", "source") == .null)
    }
  }

  @Test func `the limit is a share of what is alive`() throws {
    let settings = String.registry + "spec: {removals: {limit: 50%, minimum: 0}}\n"
    try withRegistry(RemovalTests.misps(4).merging(["registry.yaml": settings]) { $1 }) { registry in
      registry.run("reconcile")
      try registry.commit(removing: "m1.yaml", "m2.yaml")
      #expect(registry.run("reconcile").code == .done)
      try registry.commit(removing: "m3.yaml")
      #expect(registry.run("reconcile").code == .done)
      // Half of the one that is left is none.
      try registry.commit(["m1.yaml": .misp("m1", email: "nobody")])
      try registry.commit(removing: "m4.yaml")
      #expect(
        registry.run("reconcile").errors
          == "refused: 1 of 1 MISP objects would be removed; 0 are allowed in one run\n"
          + "  hint: if that is intended, run again with --allow-removals 1\n")
    }
  }

  @Test func `a protected object is not removed`() throws {
    let protected = String.misp("m1", metadata: "protected: true", "approval: approved")
    try withRegistry(RemovalTests.misps(2).merging(["m1.yaml": protected]) { $1 }) { registry in
      registry.run("reconcile")
      let head = try registry.commit(removing: "m1.yaml")
      #expect(
        registry.run("reconcile", "--allow-removals", "9").failure
          == Failure(
            .refused,
            "refused: The manifest of MISP m1 is missing, but the object is protected\n"
              + "  hint: restore the manifest; to remove it, first reconcile it with protected: false\n"))
      #expect(try registry.head == head)
      try registry.commit(RemovalTests.misps(1))
      #expect(registry.run("reconcile").code == .done)
      try registry.commit(removing: "m1.yaml")
      #expect(registry.run("reconcile").code == .done)
    }
  }

  @Test func `an empty registry is taken for an accident`() throws {
    try withRegistry(RemovalTests.misps(1)) { registry in
      registry.run("reconcile")
      try registry.commit(removing: "m1.yaml")
      #expect(
        registry.run("reconcile", "--allow-removals", "9").failure
          == Failure(
            .refused,
            "refused: The registry folder holds no manifest; nothing is removed\n"
              + "  hint: restore the manifests; an empty registry folder is treated as an accident\n"))
    }
  }

  @Test func `an unreadable file holds every removal`() throws {
    try withRegistry(RemovalTests.misps(2)) { registry in
      registry.run("reconcile")
      let stored = try registry.misp("m1")
      try registry.commit(removing: "m1.yaml")
      try registry.commit(["m2.yaml": "kind: [\n", "m3.yaml": .misp("m3")])
      let ran = registry.run("reconcile")
      #expect(ran.failure == Failure(.faults, ""))
      try expectSnapshot(ran.output, "removals.held")
      #expect(try registry.misp("m1") == stored)
      #expect(try registry.misp("m2").at("status", "source") == .text("m2.yaml"))
      #expect(try registry.misp("m3").at("status", "source") == .text("m3.yaml"))
      try registry.commit(["m2.yaml": .misp("m2", "approval: approved")])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.misp("m1").at("status", "source") == .null)
    }
  }

  /// What an unreadable file holds back, by where the manifests were, what it says and when it came.
  @Test(arguments: [
    ("zz/z.yaml", "a: [\n", false, true), ("zz/z.yaml", "a: [\n", true, false),
    ("zz/z.yaml", "a: [ # was m1\n", false, false), ("zz/z.yaml", "a: [ # was m10, not m1x\n", false, true),
    ("a/z.yaml", "a: [\n", false, false), ("a/b/z.yaml", "a: [\n", false, true), ("z.yaml", "a: [\n", false, true),
    ("zz/z.yaml", "a: [ # \u{0}\n", false, false), ("zz/z.yaml", "kind: MISP\nspec: {x: m1}\n", false, false),
    ("zz/z.yaml", "kind: MISP\nspec: {x: m2}\n", false, true),
  ])
  func `an unreadable file holds back what it may declare`(
    _ path: String, _ text: String, _ isSameCommit: Bool, _ isRemoved: Bool
  ) throws {
    try withRegistry(["a/c/m1.yaml": .misp("m1"), "b/m2.yaml": .misp("m2")]) { registry in
      registry.run("reconcile")
      if isSameCommit {
        try registry.sandbox.remove("a/c/m1.yaml")
        try registry.commit([path: text])
      } else {
        try registry.commit([path: text])
        #expect(registry.run("reconcile").code == .faults)
        try registry.commit(removing: "a/c/m1.yaml")
      }
      let plan = registry.run("plan")
      #expect(plan.output.contains("- MISP m1") == isRemoved)
      #expect(
        plan.output.contains("1 removal is held back: MISP m1 may be declared in \(path), which cannot be read")
          != isRemoved)
      let full = registry.run("plan", "--full")
      #expect(full == plan)
      registry.run("reconcile")
      #expect(try registry.misp("m1").at("status", "source").isNull == isRemoved)
      // What was held back is removed once the file can be read.
      try registry.commit(removing: path)
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.misp("m1").at("status", "source").isNull)
    }
  }

  @Test(arguments: ["name", "id", "fault"]) func `a rename is an error on both sides`(_ sign: String) throws {
    try withRegistry(RemovalTests.misps(2)) { registry in
      registry.run("reconcile")
      try registry.sandbox.remove("m1.yaml")
      let id = try registry.misp("m1").at("metadata", "id").text ?? ""
      let renamed: String =
        switch sign {
        case "id": .misp("new", metadata: "id: \"\(id)\"")
        case "fault": .misp("new", of: "m1", email: "nobody")
        default: .misp("new", of: "m1", "approval: approved")
        }
      try registry.commit(["new.yaml": renamed])
      let ran = registry.run("reconcile")
      #expect(ran.failure == Failure(.faults, ""))
      try expectSnapshot(ran.output, "removals.rename.\(sign)")
      #expect(try registry.misp("m1").at("status", "source") == .text("m1.yaml"))
      #expect(!registry.exists("State/objects/misps/new.json"))
      // Taking the rename back leaves everything as it was.
      try registry.sandbox.remove("new.yaml")
      try registry.commit(RemovalTests.misps(1))
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.stored("state.json").at("serial") == .integer(1))
      #expect(try registry.misp("m1").at("status", "updatedAt") == .null)
    }
  }

  @Test func `objects that manifests deactivate count as removed, and protection holds`() throws {
    try withRegistry(RemovalTests.misps(8)) { registry in
      registry.run("reconcile")
      func deactivated(_ number: Int, _ more: String = "") -> String {
        String.misp("m\(number)", metadata: more, "approval: approved", "status: De-Active")
      }
      try registry.commit(Dictionary(uniqueKeysWithValues: (1...6).map { ("m\($0).yaml", deactivated($0)) }))
      let words =
        "refused: 6 of 8 MISP objects would be removed or deactivated; 5 are allowed in one run\n"
        + "  hint: if that is intended, run again with --allow-removals 6\n"
      for command in ["plan", "reconcile"] { #expect(registry.run(command).failure == Failure(.refused, words)) }
      #expect(registry.run("reconcile", "--allow-removals", "6").code == .done)
      #expect(try registry.misp("m6").at("status", "status") == .text("De-Active"))
      // An object that is deactivated already does not count again.
      try registry.commit([
        "m1.yaml": deactivated(1).replacing("India", with: "Bharat"),
        "m7.yaml": .misp("m7", metadata: "protected: true", "approval: approved"),
      ])
      #expect(registry.run("reconcile").code == .done)
      try registry.commit(["m7.yaml": deactivated(7)])
      #expect(
        registry.run("reconcile").failure
          == Failure(
            .refused,
            "refused: The manifest of MISP m7 deactivates it, but it is protected\n"
              + "  hint: take that back; to deactivate it, first reconcile it with protected: false\n"))
      try registry.commit(["m7.yaml": .misp("m7", "approval: approved")])
      #expect(registry.run("reconcile").code == .done)
      try registry.commit(["m7.yaml": deactivated(7)])
      #expect(registry.run("reconcile").code == .done)
    }
  }
}
