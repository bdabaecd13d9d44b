import Command
import CommandSupport
import Foundation
import Source
import TestSupport
import Testing

/// State folders that lead elsewhere or are used for something else.
struct StateFolderTests {
  /// Commits a link to a folder outside the repository, and gives that folder's path.
  private func link(_ name: String, _ registry: RegistrySandbox) throws -> String {
    let outside = registry.sandbox.path("outside")
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: false)
    let path = registry.sandbox.path("repo/\(name)")
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    #expect(symlink(outside, path) == 0)
    try registry.commit([:])
    return outside
  }

  @Test(arguments: ["State", "State/objects", "State/objects/misps", "State/audit", "State/audit/2023"])
  func `a committed link in a new state folder is never followed`(_ name: String) throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      let outside = try link(name, registry)
      let head = try registry.head
      for command in ["plan", "reconcile"] {
        #expect(
          registry.run(command).failure
            == .refused(
              "The stored state is damaged: \(name): the state folder may hold only regular files, and this is a symbolic link",
              hint:
                "find the change with git log -- \(name) and revert it; partnerctl verify checks the whole audit trail")
        )
      }
      #expect(try registry.head == head)
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == [])
    }
  }

  @Test(arguments: ["State/audit/2027", "State/audit/2027/01", "State/audit/2027/01/2.jsonl"])
  func `a committed link where a later run would write is found`(_ name: String) throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      let outside = try link(name, registry)
      try registry.commit(["b.yaml": .misp("b")])
      let ran = registry.run("reconcile", "--now", "2027-01-10")
      #expect(ran.code == .refused)
      #expect(ran.errors.contains(": State/audit/2027") || ran.errors.contains("may hold only regular files"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == [])
    }
  }

  @Test(arguments: ["State", "Data", "State/README", "State/notes/x"])
  func `a folder that is used for something else is not taken`(_ name: String) throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      if name == "Data" { try registry.commit(["registry.yaml": .registry + "spec: {state: Data/State}\n"]) }
      let head = try registry.commit([name: "mine\n"])
      let ran = registry.run("reconcile")
      #expect(ran.code == .refused)
      #expect(ran.errors.contains(" is used for something else: "))
      #expect(try registry.head == head)
    }
  }

  @Test func `settings that are too large are one fault`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let text = String.registry + String(repeating: "# \(String(repeating: "x", count: 100))\n", count: 42_000)
      try registry.commit(["registry.yaml": text])
      for words in [["plan"], ["reconcile"], ["validate"]] {
        let ran = registry.run(words)
        #expect(ran.code == .faults)
        #expect((ran.output + ran.errors).contains("The file is larger than 4 MiB"), "\(words)")
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func `a pipe is not waited for`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    #expect(mkfifo(registry.sandbox.path("repo/b.yaml"), 0o644) == 0)
    #expect(registry.run("validate").code == .done)
    try registry.sandbox.remove("registry.yaml")
    let path = registry.sandbox.path("repo/registry.yaml")
    #expect(mkfifo(path, 0o644) == 0)
    let ran = registry.run("validate")
    #expect(ran.code == .environment)
    #expect(ran.errors.hasPrefix("partnerctl: error: \(path): it is not a regular file\n"))
  }
}
