import Foundation
import Git
import TestSupport
import Testing

@Suite struct ObjectTests {
  @Test(arguments: [[], [0], Array("text\n".utf8), [UInt8](repeating: 255, count: 100_000)])
  func `a blob reads back as written`(_ bytes: [UInt8]) throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let id = try repository.hashBlob(bytes)
    #expect(repository.contains(id) == false)
    #expect(try repository.writeBlob(bytes) == id)
    #expect(repository.contains(id) == true)
    #expect(try repository.size(ofBlob: id) == bytes.count)
    #expect(try repository.blob(id) == bytes)
    #expect(try sandbox.git("cat-file", "-s", id.hex) == "\(bytes.count)")
  }

  @Test(arguments: [0, 1, 32, 33, 200]) func `blobs are written in order, few and many`(_ count: Int) throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    // The last is there twice, and one of them was there before.
    let contents = (0..<count).map { Array("blob \(min($0, 190))".utf8) }
    let known = try repository.writeBlob(Array("blob 0".utf8))
    let ids = try repository.writeBlobs(contents)
    #expect(ids == (try contents.map { bytes in try repository.hashBlob(bytes) }))
    #expect(ids.first == (count == 0 ? nil : known))
    for (id, bytes) in zip(ids, contents) { #expect(try sandbox.open().blob(id) == bytes) }
  }

  @Test func `what is absent or of another type is told apart`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let (tip, blob) = (try sandbox.hash("HEAD"), try sandbox.hash("HEAD:README"))
    let missing = GitError.missingObject(GitHash.absent.hex)
    #expect(throws: missing) { try repository.commit(.absent) }
    #expect(throws: missing) { try repository.tree(.absent) }
    #expect(throws: missing) { try repository.blob(.absent) }
    #expect(throws: missing) { try repository.size(ofBlob: .absent) }
    #expect(throws: GitError.invalid("object \(tip) is not a blob")) { try repository.blob(tip) }
    #expect(throws: GitError.invalid("object \(tip) is not a blob")) { try repository.size(ofBlob: tip) }
    let mistaken = GitError.invalid("object \(blob) does not have the required type")
    #expect(throws: mistaken) { try repository.commit(blob) }
    #expect(throws: GitError.invalid("object \(blob) is not a tree")) { try repository.tree(blob) }
  }

  @Test func `a damaged object is invalid`() throws {
    let sandbox = try Sandbox.repository()
    let good = try sandbox.hash("HEAD:README").hex
    let other = try sandbox.git("hash-object", "-w", "--stdin", input: "other")
    let folder = sandbox.path("repo/.git/objects")
    let file = "\(folder)/\(good.prefix(2))/\(good.dropFirst(2))"
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: "\(folder)/\(other.prefix(2))/\(other.dropFirst(2))", toPath: file)
    let repository = try sandbox.open()
    let damaged = #expect(throws: GitError.self) { try repository.blob(try sandbox.hash("HEAD:README")) }
    guard case .invalid = damaged else {
      Issue.record("\(String(describing: damaged))")
      return
    }
  }

  @Test func `a commit reads back as git wrote it`() throws {
    let sandbox = try Sandbox.repository()
    let first = try sandbox.hash("HEAD")
    let id = try sandbox.commit(["README": "two"], message: "subject\n\nbody")
    let commit = try sandbox.open().commit(id)
    #expect(commit.id == id)
    #expect(commit.tree == (try sandbox.hash("HEAD^{tree}")))
    #expect(commit.parents == [first])
    #expect(commit.author == .ada)
    #expect(commit.committer == .ben)
    #expect(commit.message == "subject\n\nbody\n")
  }

  @Test func `git reads a commit as we wrote it`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let tip = try sandbox.hash("HEAD")
    let tree = try sandbox.hash("HEAD^{tree}")
    let text =
      "tree \(tree)\nparent \(tip)\nparent \(tip)\n"
      + "author Zoë <zoe@example.org> 5000000000 -0330\ncommitter Ben <ben@example.org> 1700000100 +0000\n\nmessage\n"
    let zoe = Signature(name: "Zoë", email: "zoe@example.org", seconds: 5_000_000_000, offsetMinutes: -210)
    let id = try repository.writeCommit(
      tree: tree, parents: [tip, tip], author: zoe, committer: .ben, message: "message\n")
    #expect(try sandbox.git("cat-file", "commit", id.hex) + "\n" == text)
    #expect(try repository.commit(id).author == zoe)
  }

  @Test(arguments: ["A\nparent x", "A <b", "A> b", "", "A\u{0}B", "  "])
  func `a name that would break a commit apart is invalid`(_ name: String) throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let tree = try sandbox.hash("HEAD^{tree}")
    let author = Signature(name: name, email: "a@example.org", seconds: 0, offsetMinutes: 0)
    let error = #expect(throws: GitError.self) {
      try repository.writeCommit(tree: tree, parents: [], author: author, committer: .ben, message: "m")
    }
    guard case .invalid = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a commit of absent objects is not written`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let tree = try sandbox.hash("HEAD^{tree}")
    #expect(throws: GitError.missingObject(GitHash.absent.hex)) {
      try repository.writeCommit(tree: .absent, parents: [], author: .ada, committer: .ben, message: "m")
    }
    #expect(throws: GitError.missingObject(GitHash.absent.hex)) {
      try repository.writeCommit(tree: tree, parents: [.absent], author: .ada, committer: .ben, message: "m")
    }
  }
}
