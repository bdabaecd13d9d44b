import Foundation
import Git
import TestSupport
import Testing

@Suite struct ReferenceTests {
  @Test func `an unborn branch has a name and no tip`() throws {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q", "-b", "trunk", "repo", in: "")
    let repository = try sandbox.open()
    #expect(try repository.headBranch() == "refs/heads/trunk")
    #expect(try repository.tip(of: "refs/heads/trunk") == nil)
    #expect(throws: GitError.noCommits(branch: "refs/heads/trunk")) { try repository.resolve("HEAD") }
  }

  @Test func `a detached head is told with its commit`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("checkout", "-q", "--detach")
    let repository = try sandbox.open()
    let tip = try sandbox.hash("HEAD")
    #expect(throws: GitError.detachedHead(at: tip.hex)) { try repository.headBranch() }
  }

  @Test func `revisions resolve to commits`() throws {
    let sandbox = try Sandbox.repository()
    let first = try sandbox.hash("HEAD")
    let second = try sandbox.commit(["README": "two"])
    try sandbox.git("tag", "-a", "v1", "-m", "a tag", "HEAD^")
    let repository = try sandbox.open()
    #expect(try repository.resolve("HEAD") == second)
    #expect(try repository.resolve("main~1") == first)
    #expect(try repository.resolve("v1") == first)
    #expect(try repository.resolve(String(first.hex.prefix(12))) == first)
    #expect(try repository.isAncestor(first, of: second) == true)
    #expect(try repository.isAncestor(second, of: second) == true)
    #expect(try repository.isAncestor(second, of: first) == false)
  }

  @Test(arguments: ["none", "", "--all", "main:README", "HEAD~9", "\u{0}", "a..b", "refs/heads/../x"])
  func `what names no commit is an unknown revision`(_ revision: String) throws {
    let repository = try Sandbox.repository().open()
    #expect(throws: GitError.unknownRevision(revision)) { try repository.resolve(revision) }
  }

  @Test func `a branch moves with a line in its reflog`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let first = try sandbox.hash("HEAD")
    let second = try repository.writeCommit(
      tree: repository.commit(first).tree, parents: [first], author: .ada, committer: .ben, message: "next\n")
    #expect(try repository.tip(of: "refs/heads/main") == first)
    try repository.moveBranch("refs/heads/main", from: first, to: second, reason: "partnerctl: run 2")
    #expect(try sandbox.hash("main") == second)
    #expect(try sandbox.git("reflog", "-1", "--format=%H %gs", "main") == "\(second) partnerctl: run 2")
    #expect(try sandbox.git("reflog", "-1", "--format=%H", "HEAD") == second.hex)
    #expect(try sandbox.fsck() == "")
  }

  @Test func `the loser of a race learns where the branch stands`() throws {
    let sandbox = try Sandbox.repository()
    let first = try sandbox.hash("HEAD")
    let repository = try sandbox.open()
    let second = try sandbox.commit(["README": "two"])
    let lost = GitError.moved(branch: "refs/heads/main", expected: first.hex, actual: second.hex)
    #expect(throws: lost) {
      try repository.moveBranch("refs/heads/main", from: first, to: first, reason: "too late")
    }
    try sandbox.git("pack-refs", "--all")
    #expect(throws: lost) {
      try repository.moveBranch("refs/heads/main", from: first, to: first, reason: "too late")
    }
    #expect(throws: GitError.moved(branch: "refs/heads/gone", expected: first.hex, actual: nil)) {
      try repository.moveBranch("refs/heads/gone", from: first, to: second, reason: "gone")
    }
    #expect(try sandbox.hash("main") == second)
  }

  @Test func `a branch whose lock stays held is locked`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let tip = try sandbox.hash("HEAD")
    let lock = sandbox.path("repo/.git/refs/heads/main.lock")
    #expect(FileManager.default.createFile(atPath: lock, contents: nil))
    #expect(throws: GitError.locked(path: lock)) {
      try repository.moveBranch("refs/heads/main", from: tip, to: tip, reason: "no")
    }
  }
}
