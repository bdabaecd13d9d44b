import Foundation
import Git
import Glibc
import TestSupport
import Testing

@Suite struct DiscoveryTests {
  @Test func `a repository is found from a folder inside it`() throws {
    let sandbox = try Sandbox.repository(["a/b/c": "x"])
    let repository = try sandbox.open("repo/a/b")
    #expect(repository.workingDirectory == sandbox.path("repo"))
    #expect(repository.gitDirectory == sandbox.path("repo/.git"))
    #expect(repository.commonDirectory == sandbox.path("repo/.git"))
    #expect(repository.indexPath == sandbox.path("repo/.git/index"))
    #expect(repository.isBare == false)
    #expect(repository.shallowBoundary.isEmpty)
  }

  @Test func `a bare repository has no working directory`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("clone", "-q", "--bare", "repo", "bare", in: "")
    let repository = try sandbox.open("bare")
    #expect(repository.isBare == true)
    #expect(repository.workingDirectory == nil)
    #expect(try repository.tip(of: "refs/heads/main") == sandbox.hash("HEAD"))
    #expect(throws: GitError.invalid("a bare repository has no index")) { _ = try repository.lockIndex() }
  }

  @Test func `a linked working tree has its own head and index`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("worktree", "add", "-q", "-b", "side", "../linked")
    let repository = try sandbox.open("linked")
    #expect(repository.workingDirectory == sandbox.path("linked"))
    #expect(repository.gitDirectory == sandbox.path("repo/.git/worktrees/linked"))
    #expect(repository.commonDirectory == sandbox.path("repo/.git"))
    #expect(try repository.headBranch() == "refs/heads/side")
    #expect(try sandbox.open().headBranch() == "refs/heads/main")
  }

  @Test func `a folder outside any repository is refused`() throws {
    let sandbox = try Sandbox()
    #expect(throws: GitError.notARepository(path: sandbox.root)) { _ = try sandbox.open("") }
    #expect(throws: GitError.notARepository(path: sandbox.path("none"))) { _ = try sandbox.open("none") }
  }

  @Test func `a repository with SHA-256 objects is refused with its reason`() throws {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q", "--object-format=sha256", "repo", in: "")
    #expect(
      throws: GitError.unsupportedFormat(
        path: sandbox.path("repo"), reason: "unsupported extension name extensions.objectformat")
    ) { _ = try sandbox.open() }
  }

  @Test func `a reftable repository is refused with its reason`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("config", "core.repositoryformatversion", "1")
    try sandbox.git("config", "extensions.refstorage", "reftable")
    #expect(
      throws: GitError.unsupportedFormat(
        path: sandbox.path("repo"), reason: "unsupported extension name extensions.refstorage")
    ) { _ = try sandbox.open() }
  }

  @Test func `a partial clone opens and tells which blob it lacks`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("config", "uploadpack.allowFilter", "true")
    try sandbox.git(
      "clone", "-q", "--bare", "--filter=blob:none", "file://\(sandbox.path("repo"))", "partial", in: "")
    let repository = try sandbox.open("partial")
    let blob = try sandbox.hash("HEAD:README")
    #expect(throws: GitError.missingObject(blob.hex)) { try repository.blob(blob) }
    #expect(throws: GitError.missingObject(blob.hex)) { try repository.size(ofBlob: blob) }
    #expect(repository.contains(blob) == false)
    let tree = try repository.commit(repository.resolve("main")).tree
    #expect(try repository.entry(at: "README", inTree: tree)?.id == blob)
  }

  @Test func `a shallow clone names its boundary`() throws {
    let sandbox = try Sandbox.repository()
    let second = try sandbox.commit(["README": "two"])
    let first = try sandbox.hash("HEAD^")
    try sandbox.git("clone", "-q", "--depth=1", "file://\(sandbox.path("repo"))", "shallow", in: "")
    try sandbox.git("worktree", "add", "-q", "-b", "side", "../linked", in: "shallow")
    for folder in ["shallow", "linked"] {
      let repository = try sandbox.open(folder)
      #expect(!repository.shallowBoundary.isEmpty)
      #expect(repository.shallowBoundary == [second])
      #expect(try repository.commit(second).parents == [first])
      #expect(throws: GitError.missingObject(first.hex)) { try repository.commit(first) }
      #expect(try repository.isAncestor(first, of: second) == false)
    }
  }

  @Test func `settings come from the merged configuration`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("config", "partnerctl.run", "yes")
    let repository = try sandbox.open()
    #expect(repository.configValue("partnerctl.run") == "yes")
    #expect(repository.configValue("partnerctl.none") == nil)
    #expect(repository.configValue("no key at all") == nil)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder to someone else"))
  func `a repository of someone else's is refused`() throws {
    let sandbox = try Sandbox.repository()
    let owner: [FileAttributeKey: Any] = [.ownerAccountID: 65_534]
    for folder in ["repo", "repo/.git"] {
      try FileManager.default.setAttributes(owner, ofItemAtPath: sandbox.path(folder))
    }
    #expect(throws: GitError.ownedBySomeoneElse(path: sandbox.path("repo"))) { _ = try sandbox.open("repo/.git") }
  }
}
