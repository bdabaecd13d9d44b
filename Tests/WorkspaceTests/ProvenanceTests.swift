import Command
import CommandSupport
import Foundation
import Git
import Model
import Source
import TestSupport
import Testing

/// Who brought a manifest's content in, and when it was received.
struct ProvenanceTests {
  /// The provenance of each change in a plan.
  private func origins(_ registry: RegistrySandbox, in folder: String = "repo") throws -> [String: Node] {
    let changes = try registry.run(["plan", "-o", "json"], in: folder).json.at("changes").items ?? []
    return Dictionary(uniqueKeysWithValues: changes.map { ($0.at("name").text ?? "", $0.at("provenance")) })
  }

  private func origin(_ commit: String, _ author: String, _ time: String) -> Node {
    .object(["commit": .text(commit), "author": .text(author), "receivedAt": .text(time)])
  }

  @Test(arguments: ["SYSTEM", "System", " system ", "SYS\u{200B}TEM", "ＳＹＳＴＥＭ"])
  func `an author who is called as the system is marked`(_ name: String) throws {
    try withRegistry { registry in
      registry.sandbox.author = (name, name)
      try registry.commit(["a.yaml": .misp("a")])
      let ran = registry.run("reconcile")
      #expect(ran.code == .done && ran.errors.contains("names SYSTEM as its author"))
      let audit = registry.run("audit", "-o", "json").output
      #expect(
        audit.contains("\"sessionUserName\": \"author SYSTEM\"") && !audit.contains("\"sessionUserName\": \"SYSTEM\""))
      #expect(!audit.contains("\"commit\": null"))
    }
  }

  @Test func `content that came by a merge is of the commit on the side branch`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let base = try registry.head
      _ = try registry.git("checkout", "-q", "-b", "side")
      registry.sandbox.author = ("Bea", "bea@example.org")
      let side = try registry.commit(["b.yaml": .misp("b")])
      registry.sandbox.author = ("Ada", "ada@example.org")
      _ = try registry.git("checkout", "-q", "main")
      let main = try registry.commit(["c.yaml": .misp("c")])
      registry.sandbox.committedAt += 600
      _ = try registry.git("merge", "-q", "--no-ff", "-m", "merge", "side")
      registry.now = registry.now.adding(days: 1)
      #expect(
        try origins(registry) == [
          "a": origin(base, "Ada <ada@example.org>", "2023-11-15T07:59:00.000Z"),
          "b": origin(side, "Bea <bea@example.org>", "2023-11-15T08:01:00.000Z"),
          "c": origin(main, "Ada <ada@example.org>", "2023-11-15T08:03:00.000Z"),
        ])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.misp("b").at("status", "createdBy") == .text("bea@example.org"))
      let events = try registry.run("audit", "--name", "b", "-o", "json").json.at("events").items ?? []
      #expect(events.count == 5)
      for event in events {
        #expect(event.at("sessionUserId") == .text("bea@example.org"))
        #expect(event.at("sessionUserName") == .text("Bea"))
        #expect(event.at("createdBy") == .text("Bea"))
        #expect(event.at("commit") == .text(side))
      }
    }
  }

  @Test func `many manifests have the origins that each has alone`() throws {
    try withRegistry(["x.yaml": .misp("x"), "gone/z.yaml": .misp("z")]) { registry in
      var expected = ["x": try registry.head, "z": try registry.head]
      for round in 0..<3 {
        _ = try registry.git("checkout", "-q", "-b", "side\(round)")
        let names = (0..<6).map { "m\(round)-\($0)" }
        let side = try registry.commit(Dictionary(uniqueKeysWithValues: names.map { ("m/\($0).yaml", .misp($0)) }))
        for name in names { expected[name] = side }
        _ = try registry.git("checkout", "-q", "main")
        let changed = try registry.commit(["m/n.yaml": .misp("n", of: "round \(round)"), "m/x": "\(round)"])
        expected["n"] = changed
        _ = try registry.git("merge", "-q", "--no-ff", "-m", "merge", "side\(round)")
      }
      // A folder in place of a file, and a move.
      try registry.sandbox.remove("m/x")
      _ = try registry.git("mv", "x.yaml", "m/x.yaml")
      expected["x"] = try registry.commit(["m/x/y.yaml": .misp("y")])
      expected["y"] = expected["x"]
      #expect(try origins(registry).mapValues { $0.at("commit").text } == expected)
    }
  }

  @Test func `a merge that changes content itself is its origin`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      _ = try registry.git("checkout", "-q", "-b", "side")
      try registry.commit(["a.yaml": .misp("a", of: "side")])
      _ = try registry.git("checkout", "-q", "main")
      try registry.commit(["b.yaml": .misp("b")])
      _ = try registry.git("merge", "-q", "--no-ff", "--no-commit", "side")
      let merge = try registry.commit(["a.yaml": .misp("a", of: "both")])
      #expect(try registry.git("rev-list", "--parents", "-1", merge).split(separator: " ").count == 3)
      #expect(
        try origins(registry)["a"] == origin(merge, "Ada <ada@example.org>", "2023-11-15T08:05:00.000Z"))
    }
  }

  @Test func `a move and a return to older content are introductions`() throws {
    try withRegistry(["a.yaml": .misp("a"), "b.yaml": .misp("b")]) { registry in
      registry.sandbox.author = ("Bea", "bea@example.org")
      _ = try registry.git("mv", "a.yaml", "moved.yaml")
      let move = try registry.commit([:])
      registry.sandbox.author = ("Cleo", "cleo@example.org")
      try registry.commit(["b.yaml": .misp("b", of: "another")])
      registry.sandbox.author = ("Dora", "dora@example.org")
      let back = try registry.commit(["b.yaml": .misp("b")])
      // Comments are not part of the content.
      registry.sandbox.author = ("Eve", "eve@example.org")
      try registry.commit(["b.yaml": "# remark\n" + .misp("b")])
      #expect(
        try origins(registry) == [
          "a": origin(move, "Bea <bea@example.org>", "2023-11-15T08:01:00.000Z"),
          "b": origin(back, "Dora <dora@example.org>", "2023-11-15T08:05:00.000Z"),
        ])
    }
  }

  @Test func `a squash counts as received when it was merged`() throws {
    try withRegistry { registry in
      _ = try registry.git("checkout", "-q", "-b", "side")
      try registry.commit(["a.yaml": .misp("a")])
      try registry.commit(["a.yaml": .misp("a", of: "better")])
      _ = try registry.git("checkout", "-q", "main")
      _ = try registry.git("merge", "-q", "--squash", "side")
      let squash = try registry.commit([:])
      #expect(
        try origins(registry) == ["a": origin(squash, "Ada <ada@example.org>", "2023-11-15T08:05:00.000Z")])
    }
  }

  @Test func `a removal is by the author of the deletion`() throws {
    try withRegistry(["a.yaml": .misp("a"), "b.yaml": .misp("b")]) { registry in
      registry.run("reconcile")
      registry.sandbox.author = ("Bea", "bea@example.org")
      let removal = try registry.commit(removing: "a.yaml")
      registry.sandbox.author = ("Ada", "ada@example.org")
      try registry.commit(["README": "later\n"])
      #expect(
        try origins(registry) == ["a": origin(removal, "Bea <bea@example.org>", "2023-11-15T08:01:00.000Z")])
      registry.run("reconcile")
      let status = try registry.misp("a").at("status")
      #expect(status.at("createdBy") == .text("ada@example.org"))
      #expect(status.at("updatedBy") == .text("bea@example.org"))
      let last = try registry.run("audit", "-o", "json").json.at("events").items?.last
      #expect(last?.at("sessionUserId") == .text("bea@example.org"))
      #expect(last?.at("commit") == .text(removal))
    }
  }

  @Test func `updates name their own author`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      registry.sandbox.author = ("Bea", "bea@example.org")
      try registry.commit(["a.yaml": .misp("a", "contactNumber: 12")])
      registry.run("reconcile")
      let status = try registry.misp("a").at("status")
      #expect(status.at("createdBy") == .text("ada@example.org"))
      #expect(status.at("createdAt") == .text("2023-11-15T08:00:00.000Z"))
      #expect(status.at("updatedBy") == .text("bea@example.org"))
      #expect(status.at("updatedAt") == .text("2023-11-15T08:02:00.000Z"))
    }
  }

  @Test func `dates that cannot be right are said and bounded`() throws {
    try withRegistry { registry in
      let now = registry.now
      registry.sandbox.committedAt = Int(now.seconds) + 86_400
      let future = try registry.sandbox.commit(["a.yaml": .misp("a")]).hex
      registry.sandbox.committedAt = 100_000_000
      let past = try registry.sandbox.commit(["b.yaml": .misp("b")]).hex
      let ran = registry.run("plan", "-o", "json")
      #expect(
        ran.failure
          == Failure(
            .done,
            """
            warning: Time and author of MISP a are uncertain: commit \(future.prefix(12)) is dated after this run
               = provenance.doubt (MISP a)

            warning: Time and author of MISP b are uncertain: commit \(past.prefix(12)) is dated before its parent
               = provenance.doubt (MISP b)


            """))
      // No earlier than the parent; that it was received no later than the run is nothing that a plan may say.
      let stated = now.adding(days: 1).description
      #expect(
        try origins(registry) == [
          "a": origin(future, "Ada <ada@example.org>", stated),
          "b": origin(past, "Ada <ada@example.org>", stated),
        ])
      #expect(registry.run("plan", "-q").errors == "")
    }
  }

  @Test func `a plan of a commit dated after the run is carried out later`() throws {
    try withRegistry { registry in
      registry.sandbox.committedAt = Int(registry.now.seconds) + 86_400
      try registry.sandbox.commit(["a.yaml": .misp("a")])
      registry.run("plan", "--out", "../plan.json")
      registry.now = Instant(milliseconds: registry.now.milliseconds + 1000)
      #expect(registry.run("reconcile", "--plan", "../plan.json").code == .done)
      #expect(registry.exists("State/objects/misps/a.json"))
    }
  }

  @Test(arguments: [
    ("", "unknown"), ("a\u{1B}[31mb@c", "a[31mb@c"),
    (String(repeating: "x", count: 5000), String(repeating: "x", count: 256)),
  ])
  func `an odd address is cleaned, and the registry works on`(_ email: String, _ stored: String) throws {
    try withRegistry { registry in
      registry.sandbox.author = ("Ada", email)
      try registry.commit(["a.yaml": .misp("a")])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.misp("a").at("status", "createdBy") == .text(stored))
      #expect(registry.run("verify").code == .done)
      try registry.commit(["a.yaml": .misp("a", "approval: approved")])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.misp("a").at("status", "updatedBy") == .text(stored))
    }
  }

  @Test func `a rewritten history is remarked and nothing is done twice`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved"), "b.yaml": .misp("b")]) { registry in
      registry.run("reconcile")
      let state = try registry.git("rev-parse", "HEAD:State")
      // The same files on a root commit of their own.
      _ = try registry.git("checkout", "-q", "--orphan", "rewritten")
      let root = try registry.commit([:])
      _ = try registry.git("branch", "-q", "-M", "main")
      #expect(try registry.git("rev-parse", "HEAD:State") == state)
      let warning = """
        warning: The history was rewritten: the commit of the last run is not an ancestor of this one
           = history.rewritten
           = hint: manifests are compared by content, so nothing is done twice


        """
      #expect(registry.run("reconcile", "--full").failure == Failure(.done, warning))
      #expect(try registry.head == root)
      #expect(registry.ids.keys.count == 1)
      try registry.commit(["c.yaml": .misp("c")])
      #expect(registry.run("reconcile").failure == Failure(.done, warning))
      #expect(try registry.changedFiles("HEAD^").contains("State/objects/misps/c.json"))
    }
  }

  @Test func `a shallow clone cannot tell whether the state was taken back`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      try registry.commit(["b.yaml": .misp("b")])
      let boundary = try registry.commit(["README": "x\n"])
      try registry.commit(["c.yaml": .misp("c")])
      let remote = "file://" + registry.sandbox.path("repo")
      _ = try registry.git("clone", "-q", "--depth", "2", remote, "shallow", in: "")
      let refusal = Failure.refused(
        "The history is cut off before commit \(boundary.prefix(12)), so that it cannot be told whether the stored state was taken back",
        hint: "fetch the whole history: git fetch --unshallow")
      #expect(registry.run(["plan"], in: "shallow").failure == refusal)
      #expect(registry.run(["reconcile"], in: "shallow").failure == refusal)
      let verify = registry.run(["verify", "-o", "json"], in: "shallow")
      #expect(verify.code == .done)
      #expect(try verify.json.at("partial") == .boolean(true))
      _ = try registry.git("fetch", "-q", "--unshallow", in: "shallow")
      #expect(registry.run(["reconcile"], in: "shallow").code == .done)
      #expect(registry.run(["verify"], in: "shallow").code == .done)
    }
  }
}
