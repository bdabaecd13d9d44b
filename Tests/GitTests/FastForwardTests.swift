import Foundation
import Git
import TestSupport
import Testing

@Suite struct FastForwardTests {
  /// A repository whose `main` is at the first of two commits; `next` is the second.
  private func sandbox() throws -> (Sandbox, old: GitHash, new: GitHash) {
    let sandbox = try Sandbox.repository(["a": "1", "b": "1", "gone/x": "1", "user": "1", "kind": "1"])
    let old = try sandbox.hash("HEAD")
    try sandbox.git("checkout", "-q", "-b", "next")
    try sandbox.remove("gone/x")
    try sandbox.remove("kind")
    let new = try sandbox.commit(["a": "2", "new/y": "2", "kind/z": "2"])
    try sandbox.git("checkout", "-q", "main")
    return (sandbox, old, new)
  }

  @Test func `files and index follow and the user's own work stays`() throws {
    let (sandbox, old, new) = try sandbox()
    try sandbox.write("changed", to: "user")
    try sandbox.write("staged", to: "b")
    try sandbox.git("add", "b")
    try sandbox.write("untracked", to: "free")
    let repository = try sandbox.open()
    #expect(try repository.fastForward(workingTreeFrom: old, to: new) == [])
    try repository.moveBranch("refs/heads/main", from: old, to: new, reason: "fast-forward")
    #expect(try sandbox.status() == "M  b\n M user\n?? free")
    #expect(try sandbox.read("a") == "2")
    #expect(try sandbox.read("kind/z") == "2")
    #expect(FileManager.default.fileExists(atPath: sandbox.path("repo/gone")) == false)
    #expect(try sandbox.fsck() == "")
  }

  /// What the user did, and the path in the way.
  @Test(arguments: [
    ("edit", ["a"]), ("stage", ["a"]), ("stage and take back", ["a"]), ("untracked", ["new/y"]),
    ("ignored", ["new/y"]), ("delete", ["a"]), ("edit what goes", ["gone/x"]),
  ])
  func `work in the way stops everything`(_ work: String, _ conflicts: [String]) throws {
    let (sandbox, old, new) = try sandbox()
    switch work {
    case "edit": try sandbox.write("mine", to: "a")
    case "stage":
      try sandbox.write("mine", to: "a")
      try sandbox.git("add", "a")
    case "stage and take back":
      try sandbox.write("mine", to: "a")
      try sandbox.git("add", "a")
      try sandbox.write("1", to: "a")
    case "ignored":
      try sandbox.write("y\n", to: ".git/info/exclude")
      try sandbox.write("mine", to: "new/y")
    case "untracked": try sandbox.write("mine", to: "new/y")
    case "delete": try sandbox.remove("a")
    default: try sandbox.write("mine", to: "gone/x")
    }
    let before = try sandbox.status()
    #expect(try sandbox.open().fastForward(workingTreeFrom: old, to: new) == conflicts)
    #expect(try sandbox.status() == before)
    #expect(FileManager.default.fileExists(atPath: sandbox.path("repo/.git/index.lock")) == false)
  }

  @Test func `work that already is the target is no conflict`() throws {
    let (sandbox, old, new) = try sandbox()
    try sandbox.write("2", to: "a")
    try sandbox.git("add", "a")
    let repository = try sandbox.open()
    #expect(try repository.fastForward(workingTreeFrom: old, to: new) == [])
    try repository.moveBranch("refs/heads/main", from: old, to: new, reason: "fast-forward")
    #expect(try sandbox.status() == "")
    #expect(try sandbox.read("a") == "2")
  }

  @Test func `a locked index stops everything`() throws {
    let (sandbox, old, new) = try sandbox()
    try sandbox.write("", to: ".git/index.lock")
    #expect(throws: GitError.locked(path: sandbox.path("repo/.git/index.lock"))) {
      _ = try sandbox.open().fastForward(workingTreeFrom: old, to: new)
    }
    #expect(try sandbox.read("a") == "1")
  }

  @Test func `neither filters nor line ends nor hooks touch the files`() throws {
    let sandbox = try Sandbox.repository(["a": "1\n"])
    let old = try sandbox.hash("HEAD")
    try sandbox.git("checkout", "-q", "-b", "next")
    let new = try sandbox.commit(["a": "2\n", ".gitattributes": "* text eol=crlf filter=bad ident\n", "b": "$Id$\n"])
    try sandbox.git("checkout", "-q", "main")
    try sandbox.git("config", "filter.bad.smudge", "touch \(sandbox.path("ran")); cat")
    try sandbox.write("#!/bin/sh\ntouch \(sandbox.path("ran"))\n", to: ".git/hooks/post-checkout")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: sandbox.path("repo/.git/hooks/post-checkout"))
    #expect(try sandbox.open().fastForward(workingTreeFrom: old, to: new) == [])
    #expect(try sandbox.read("a") == "2\n")
    #expect(try sandbox.read("b") == "$Id$\n")
    #expect(FileManager.default.fileExists(atPath: sandbox.path("ran")) == false)
  }

  @Test func `a tree that names the repository's own folder is refused`() throws {
    let (sandbox, old, _) = try sandbox()
    let blob = try sandbox.hash("HEAD:a")
    let digits = Array(blob.hex)
    let bytes = stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
    for name in [".git", "..", ".GIT", "git~1"] {
      let tree = try sandbox.writeTree(Array("100644 \(name)\0".utf8) + bytes)
      let repository = try sandbox.open()
      let commit = try repository.writeCommit(
        tree: tree, parents: [old], author: .ada, committer: .ben, message: "hostile\n")
      #expect(throws: GitError.self) { _ = try repository.fastForward(workingTreeFrom: old, to: commit) }
      #expect(try sandbox.git("rev-parse", "HEAD") == old.hex)
    }
  }

  @Test func `a bare repository has nothing to bring forward`() throws {
    let (sandbox, old, new) = try sandbox()
    try sandbox.git("clone", "-q", "--bare", "repo", "bare", in: "")
    #expect(try sandbox.open("bare").fastForward(workingTreeFrom: old, to: new) == [])
    #expect(try sandbox.open("bare").stagedOrModifiedPaths(below: "", head: sandbox.hash("HEAD^{tree}")) == [])
  }
}
