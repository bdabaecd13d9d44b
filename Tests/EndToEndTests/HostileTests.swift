import Command
import CommandSupport
import Foundation
import Git
import Model
import Source
import TestSupport
import Testing

/// Repositories and texts made to do harm.
struct HostileTests {
  /// One entry of a tree: mode, name and object.
  private typealias Line = (mode: String, name: [UInt8], id: String)

  /// Puts entries beside the files of `HEAD` and moves the branch there, whatever git itself thinks of their names.
  private func graft(_ lines: [Line], _ registry: RegistrySandbox) throws {
    var entries: [Line] = try registry.git("ls-tree", "HEAD").split(separator: "\n").map { line in
      let parts = line.split(separator: "\t")
      let words = parts[0].split(separator: " ")
      return (String(words[0]), Array(parts[1].utf8), String(words[2]))
    }
    entries = entries.filter { entry in !lines.contains { $0.name == entry.name } } + lines
    func key(_ line: Line) -> [UInt8] { line.name + (line.mode == "040000" ? [0x2F] : []) }
    var bytes: [UInt8] = []
    for line in entries.sorted(by: { key($0).lexicographicallyPrecedes(key($1)) }) {
      let mode = line.mode == "040000" ? "40000" : line.mode
      bytes += Array("\(mode) ".utf8) + line.name + [0] + raw(line.id)
    }
    let tree = try registry.sandbox.writeTree(bytes).hex
    let commit = try registry.git("commit-tree", tree, "-p", "HEAD", "-m", "hostile")
    _ = try registry.git("update-ref", "refs/heads/main", commit)
  }

  /// The bytes of an id written in hexadecimal.
  private func raw(_ id: String) -> [UInt8] {
    let digits = Array(id)
    return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
  }

  private func blob(_ text: String, _ registry: RegistrySandbox) throws -> String {
    try registry.sandbox.git("hash-object", "-w", "--stdin", input: text)
  }

  /// Rule and file of every fault that a plan finds.
  private func faults(_ registry: RegistrySandbox) throws -> [[String?]] {
    let ran = registry.run("plan", "-o", "json")
    #expect(ran.failure == Failure(.faults, ""))
    return try ran.json.at("rejections").items?.map { [$0.at("rule").text, $0.at("file").text] } ?? []
  }

  @Test func `links and submodules are reported where they are`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    let outside = registry.sandbox.path("outside.yaml")
    try Data(String.misp("outside").utf8).write(to: URL(fileURLWithPath: outside))
    let link = try blob(outside, registry)
    let folder = try registry.sandbox.writeTree(Array("120000 deep.yaml".utf8) + [0] + raw(link)).hex
    try graft(
      [
        ("120000", Array("b.yaml".utf8), link), ("160000", Array("module".utf8), try registry.head),
        ("120000", Array("linked".utf8), try blob("/etc", registry)), ("040000", Array("misps".utf8), folder),
        ("120000", Array(".hidden".utf8), link),
      ], registry)
    #expect(
      try faults(registry) == [
        ["tree.symlink", "b.yaml"], ["tree.symlink", "linked"], ["tree.symlink", "misps/deep.yaml"],
        ["tree.submodule", "module"],
      ])
    // Good manifests are reconciled even so.
    #expect(registry.run("reconcile").code == .faults)
    #expect(try registry.misp("a").at("metadata", "id") == .text("100"))
    #expect(try registry.git("ls-tree", "HEAD", "b.yaml").hasPrefix("120000 "))
    #expect(registry.run("verify").code == .done)
  }

  @Test func `links in the working tree are not followed`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    let repo = registry.sandbox.path("repo")
    try Data(String.misp("outside").utf8).write(to: URL(fileURLWithPath: registry.sandbox.path("outside.yaml")))
    #expect(symlink("../outside.yaml", repo + "/b.yaml") == 0)
    #expect(symlink("/etc", repo + "/linked") == 0)
    let ran = registry.run("validate", "-o", "json")
    #expect(
      try ran.json.at("diagnostics").items?.map { [$0.at("rule").text, $0.at("file").text] }
        == [["tree.symlink", "b.yaml"], ["tree.symlink", "linked"]])
    // A state folder that leads elsewhere is not written through.
    let elsewhere = registry.sandbox.path("elsewhere")
    try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
    #expect(symlink(elsewhere, repo + "/State") == 0)
    let head = try registry.head
    #expect(registry.run("reconcile").code == .refused)
    #expect(try registry.head == head)
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere) == [])
  }

  @Test func `names that could do harm are refused`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    let id = try blob(.misp("b"), registry)
    let names: [[UInt8]] = [
      Array("-rf.yaml".utf8), Array("b\u{1B}[31m.yaml".utf8), Array("c\r.yaml".utf8), Array("d\n.yaml".utf8),
      Array("e\\f.yaml".utf8), Array(".GIT".utf8), Array("git~1".utf8), Array("..".utf8),
      [0xFF, 0xFE] + Array(".yaml".utf8),
      Array(repeating: 0x78, count: 4096),
    ]
    try graft(names.map { ("100644", $0, id) }, registry)
    let ran = registry.run("plan")
    #expect(ran.failure == Failure(.faults, ""))
    try expectSnapshot(ran.output, "hostile/names")
    #expect(try Set(faults(registry).map { $0[0] }) == ["tree.name"])
    #expect(try faults(registry).count == names.count)
    #expect(isHarmless(registry.run("plan", "-o", "markdown").output))
  }

  @Test func `a file of exactly the greatest size is read and one byte more is not`() throws {
    let limit = 4 * 1024 * 1024
    for (excess, expected) in [(0, []), (1, [["yaml.size", "big.yaml"]])] as [(Int, [[String?]])] {
      try withRegistry { registry in
        let manifest = String.misp("big")
        let line = "# " + String(repeating: "x", count: 125) + "\n"
        var text = manifest + String(repeating: line, count: (limit - manifest.utf8.count) / line.utf8.count)
        text += "#" + String(repeating: "x", count: limit + excess - text.utf8.count - 1)
        try #require(text.utf8.count == limit + excess)
        try registry.commit(["big.yaml": text])
        for words in [["plan", "-o", "json"], ["plan", "--worktree", "-o", "json"]] {
          let json = try registry.run(words, in: "repo").json
          let found = json.at("rejections").items?.map { [$0.at("rule").text, $0.at("file").text] }
          #expect(found == expected)
          #expect(json.at("changes").items?.count == 1 - excess)
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(3))) func `ten thousand files in a folder are read`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    let id = try blob("kind: MISP\nmetadata: {name: same}\n", registry)
    let names = (10_000..<20_000).map { ("100644", Array("f\($0).yaml".utf8), id) }
    try graft(names, registry)
    let ran = registry.run("plan", "-o", "json")
    #expect(ran.code == .faults)
    #expect(try ran.json.at("rejections").items?.count == 10_000)
    #expect(try ran.json.at("summary", "create") == .integer(1))
  }

  @Test func `nothing that the repository names is run`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let repo = registry.sandbox.path("repo")
      let marker = registry.sandbox.path("marker")
      let trap = registry.sandbox.path("trap")
      try Data("#!/bin/sh\necho ran >> \(marker)\ncat\n".utf8).write(to: URL(fileURLWithPath: trap))
      #expect(chmod(trap, 0o755) == 0)
      try registry.commit([
        ".gitattributes": "* filter=evil diff=evil merge=evil export-subst ident text eol=crlf\n"
      ])
      _ = try registry.git("clone", "-q", "--bare", "repo", "remote", in: "")
      _ = try registry.git("remote", "add", "origin", "file://" + registry.sandbox.path("remote"))
      for (key, value) in [
        ("filter.evil.clean", trap), ("filter.evil.smudge", trap), ("filter.evil.process", trap),
        ("filter.evil.required", "true"), ("diff.evil.textconv", trap), ("merge.evil.driver", trap),
        ("core.fsmonitor", trap), ("core.hooksPath", registry.sandbox.path("hooks")), ("gpg.program", trap),
        ("commit.gpgSign", "true"), ("core.editor", trap), ("core.pager", trap),
      ] { _ = try registry.git("config", key, value) }
      for folder in [registry.sandbox.path("hooks"), repo + "/.git/hooks"] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for hook in [
          "pre-commit", "commit-msg", "post-commit", "post-checkout", "post-merge", "pre-push", "reference-transaction",
          "post-index-change", "post-rewrite", "fsmonitor-watchman", "pre-auto-gc",
        ] { try FileManager.default.copyItem(atPath: trap, toPath: "\(folder)/\(hook)") }
      }
      for words in [
        ["validate"], ["plan"], ["plan", "--worktree"], ["reconcile", "--push"], ["get", "misp"],
        ["history", "misp", "a"],
        ["audit"], ["license", "show", "a", "--record"], ["reconcile", "--full"], ["verify"],
      ] { _ = registry.run(words, in: "repo") }
      #expect(try registry.stored("state.json").at("serial") == .integer(2))
      #expect(!FileManager.default.fileExists(atPath: marker))
      // The state files are the blobs' own bytes, whatever the attributes say.
      let bytes = try Data(contentsOf: URL(fileURLWithPath: repo + "/State/state.json"))
      #expect(!bytes.contains(0x0D))
    }
  }

  @Test func `replaced objects and grafts are not looked at`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let plan = registry.run("plan", "-o", "json")
      let other = try blob(.misp("evil"), registry)
      _ = try registry.git("replace", "HEAD:a.yaml", other)
      #expect(registry.run("plan", "-o", "json") == plan)
      #expect(plan.output.contains("\"a\""))
    }
  }

  /// Text that would do something in a terminal or a pull request's comment.
  private static let payloads = [
    "\u{202E}gnol", "\u{200B}zero", "| a | b |", "`` ` code", "</code><img src=x onerror=alert(1)>", "[x](http://evil)",
    "@everyone", "$(id)", "{{7*7}}", "../../etc/passwd", "\u{2028}line",
  ]

  @Test(arguments: payloads) func `what authors write does not come alive`(_ payload: String) throws {
    try withRegistry { registry in
      registry.sandbox.author = ("Eve\u{1B}[31m\u{202E} `x` | @all", "eve@example.org")
      let quoted = "\"\(payload.replacing("\"", with: "\\\""))\""
      try registry.commit([
        "a.yaml": .misp("a", of: quoted), "b.yaml": .misp("b", of: quoted), "c.yaml": .misp("c", email: quoted),
        "d.yaml": .misp("d", "\(quoted): x"), "e.yaml": "kind: \(quoted)\n",
        "f.yaml": "kind: MISP\nmetadata: {name: \(quoted)}\n",
        "g.yaml": .misp("g", metadata: "labels: {x: \(quoted)}"), "h `|` <b>.yaml": .misp("h", "approval: \(quoted)"),
      ])
      for words in [
        ["plan", "-v"], ["plan", "-o", "markdown"], ["validate"], ["validate", "-o", "markdown"], ["reconcile"],
        ["get", "misp"], ["get", "misp", "a"], ["get", "misp", "-o", "yaml"], ["history", "misp", "a"], ["audit"],
        ["explain", payload], ["get", payload], ["get", "misp", payload], [payload], ["plan", payload],
        ["reconcile", "--push", payload], ["plan", "--rev", payload],
      ] {
        let ran = registry.run(words, in: "repo")
        #expect(isHarmless(ran.output), "\(words)")
        #expect(isHarmless(ran.errors), "\(words)")
        guard words.last == "markdown" else { continue }
        let markup = outsideCode(ran.output)
        for sign in ["<img", "<b>", "](", "@", "$(", "{{", "gnol"] { #expect(!markup.contains(sign), "\(words)") }
      }
      // JSON keeps the text itself, with what is not to be seen escaped by its writer or left as data.
      #expect(!registry.run("plan", "-o", "json").output.contains("\u{1B}"))
    }
  }

  /// Whether nothing in a text but line feeds could move a cursor, turn the direction or hide.
  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
  }

  /// Markdown without its code spans, as CommonMark finds them: a run of backticks up to the next run as long.
  private func outsideCode(_ text: String) -> String {
    var result = ""
    for line in text.split(separator: "\n") {
      var rest = line[...]
      while let start = rest.firstIndex(of: "`") {
        result += rest[..<start]
        let fence = rest[start...].prefix { $0 == "`" }
        rest = rest[fence.endIndex...]
        var search = rest
        var end: Substring.Index?
        while let next = search.firstIndex(of: "`") {
          let run = search[next...].prefix { $0 == "`" }
          if run.count == fence.count {
            end = run.endIndex
            break
          }
          search = search[run.endIndex...]
        }
        guard let end else {
          result += fence
          continue
        }
        rest = rest[end...]
      }
      result += rest + "\n"
    }
    return result
  }
}
