import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// What is said, to whom, and in which order.
struct AnswerTests {
  private func approved() -> [String: String] { ["a.yaml": .misp("a", "approval: approved")] }

  @Test func `a plan that was edited is refused`() throws {
    try withRegistry(approved()) { registry in
      registry.run("plan", "--out", "../plan.json")
      let plan = try String(contentsOfFile: registry.sandbox.path("plan.json"), encoding: .utf8)
      let edited = plan.replacing("misp.approve", with: "misp.reject")
      try edited.write(toFile: registry.sandbox.path("edited.json"), atomically: true, encoding: .utf8)
      let head = try registry.head
      #expect(
        registry.run("reconcile", "--plan", "../edited.json").failure
          == .refused("The plan ../edited.json has been edited since it was made", hint: "make and review a new plan"))
      #expect(try registry.head == head)
      #expect(
        registry.run("reconcile", "--plan", "..").failure
          == .usage(".. is a folder, not a plan", hint: "plan --out FILE makes a plan"))
      #expect(registry.run("reconcile", "--plan", "../plan.json").code == .done)
    }
  }

  @Test func `what cannot be recorded is not shown`() throws {
    try withRegistry(approved()) { registry in
      registry.run("reconcile")
      try registry.sandbox.write("", to: ".git/index.lock")
      for words in [["license", "show", "a"], ["get", "misp", "a"], ["get", "misp", "-o", "mosip"]] {
        let ran = registry.run(words + ["--record"])
        #expect(ran.code == .environment)
        #expect(ran.output == "")
      }
      try FileManager.default.removeItem(atPath: registry.sandbox.path("repo/.git/index.lock"))
    }
  }

  @Test func `a lost answer is told, and the commit with it`() throws {
    try withRegistry(approved()) { registry in
      registry.outputFailure = "No space left on device"
      let ran = registry.run("reconcile")
      let commit = try registry.head.prefix(12)
      #expect(
        ran.failure
          == Failure(
            .environment,
            """
            commit \(commit), serial 1
            partnerctl: error: the output could not be written: No space left on device
              hint: check where standard output goes

            """))
    }
  }

  @Test(arguments: ["text", "json", "markdown"])
  func `no character from a manifest commands a terminal`(format: String) throws {
    let evil = #""\e]0;pwn\a\u202E\u2066\u200B\u2028""#
    try withRegistry([
      "a.yaml": .misp("a", metadata: "labels: {\(evil): x, ok: \(evil)}", "\(evil): 1", "address2: \(evil)")
    ]) { registry in
      let ran = registry.run("validate", "-o", format)
      let text = ran.output + ran.errors + registry.run("plan", "-o", format).output
      let isHarmless = text.unicodeScalars.allSatisfy { scalar in
        scalar == "\n"
          || ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
      }
      #expect(isHarmless)
      #expect(text.contains("metadata.labels.format"))
      #expect(text.contains("metadata.labels.control"))
    }
  }

  @Test func `a free key is not part of a rule's id`() throws {
    try withRegistry(["a.yaml": .misp("a", metadata: "labels: {region: \"\"}")]) { registry in
      let diagnostics = try registry.run("validate", "-o", "json").json.at("diagnostics").items ?? []
      #expect(diagnostics.map { $0.at("rule").text } == ["metadata.labels.required"])
      #expect(diagnostics.map { $0.at("path").text } == ["metadata.labels.region"])
      #expect(registry.run("explain", "metadata.labels.required").code == .done)
    }
  }

  @Test func `a search shows what the documented answer holds`() throws {
    // Equal to people, not byte for byte: é as one character and as two.
    try withRegistry(["a.yaml": .misp("a", of: "Caf\u{E9}"), "b.yaml": .misp("b", of: "Cafe\u{301}")]) { registry in
      registry.run("reconcile")
      for (text, name) in [("f\u{E9}", "a"), ("fe\u{301}", "b")] {
        let items = try registry.run("get", "misp", "--organization", text, "-o", "json").json.at("items").items
        #expect(items?.map { $0.at("metadata", "name").text } == [name])
      }
      #expect(
        try registry.run("get", "misp", "--organization", "z", "-o", "json").json
          == .object([
            "formatVersion": .integer(1), "items": .list([]),
            "errors": .list([
              .object([
                "errorCode": .text("PMS_MSP_011"), "message": .text("No MISP found for the organization"),
              ])
            ]),
          ]))
    }
  }

  @Test func `the environment says who runs the program`() throws {
    try withRegistry(approved()) { registry in
      registry.run("reconcile")
      registry.variables["GIT_AUTHOR_NAME"] = "Dora"
      registry.variables["GIT_AUTHOR_EMAIL"] = "dora@example.org"
      registry.run("get", "misp", "--record")
      let events = try registry.run("audit", "-o", "json").json.at("events").items?.suffix(1) ?? []
      #expect(events.map { $0.at("sessionUserId").text } == ["dora@example.org"])
      #expect(events.map { $0.at("sessionUserName").text } == ["Dora"])
    }
  }

  @Test func `the history of what never was is the documented error`() throws {
    try withRegistry(approved()) { registry in
      registry.run("reconcile")
      let ran = registry.run("history", "misp", "nobody", "-o", "json")
      #expect(ran.failure == Failure(.faults, "error: MISP ID does not exist  nobody (PMS_MSP_005)\n"))
      let json = try ran.json
      #expect(json.keys == ["formatVersion", "kind", "name", "changes", "errors"])
    }
  }

  @Test func `words too many are wrong usage`() throws {
    let registry = try RegistrySandbox()
    #expect(registry.run("version", "x").failure == .usage("version takes no argument"))
    #expect(registry.run("help", "get", "x").failure == .usage("help takes at most one command"))
    #expect(registry.run("--bogus").failure == .usage("unknown option --bogus"))
    for time in ["1969-12-31", "0001-01-01"] {
      #expect(
        registry.run("validate", "--now", time).failure == .usage("--now must be between 1970 and 9999"))
    }
  }

  @Test func `a remote is not read as a folder, whatever is beside it`() throws {
    try withRegistry(approved()) { registry in
      _ = try registry.git("clone", "-q", "--bare", ".", registry.sandbox.path("remote"))
      _ = try registry.git("remote", "add", "origin", registry.sandbox.path("remote"))
      try FileManager.default.createDirectory(
        atPath: registry.sandbox.path("repo/origin"), withIntermediateDirectories: false)
      #expect(registry.run("reconcile", "--push", "origin").code == .done)
      #expect(
        registry.run(["-C", registry.sandbox.path("repo"), "reconcile", "--push", "origin"], in: "").code == .done)
      #expect(try registry.git("rev-parse", "main") == registry.git("rev-parse", "main", in: "remote"))
    }
  }

  @Test func `a key typed for a name is not quoted back`() throws {
    try withRegistry(approved()) { registry in
      registry.run("reconcile")
      let key = registry.ids.keys[0]
      for words in [["license", "show", key], ["get", "misp", key], ["get", key], ["explain", key], [key]] {
        for more in [[], ["-o", "json"], ["-o", "mosip"]] {
          let ran = registry.run(words + more)
          #expect(!(ran.output + ran.errors).contains("LicenceKey"))
        }
      }
      #expect(
        registry.run("get", "misp", "--at", "0123456789abcdef0123456789abcdef01234567").errors.contains(
          "0123456789abcdef0123456789abcdef01234567"))
    }
  }

  @Test func `settings that are not committed are asked for`() throws {
    let registry = try RegistrySandbox()
    let commit = try registry.commit(removing: "registry.yaml")
    try registry.sandbox.write(.registry, to: "registry.yaml")
    #expect(
      registry.run("plan").failure
        == .environment(
          "registry.yaml is not in commit \(commit.prefix(12))", hint: "commit it first, or name a commit that has it"))
  }
}
