import Foundation
import Git
import TestSupport
import Testing

@Suite struct IndexLockTests {
  @Test func `a lock that git holds is refused`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    try sandbox.write("", to: ".git/index.lock")
    #expect(throws: GitError.locked(path: sandbox.path("repo/.git/index.lock"))) { _ = try repository.lockIndex() }
  }

  @Test func `a lock that is dropped leaves the index as it was`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let file = URL(fileURLWithPath: sandbox.path("repo/.git/index"))
    let before = try Data(contentsOf: file)
    do {
      let lock = try repository.lockIndex()
      #expect(throws: Sandbox.Failure.self) { try sandbox.git("add", "-A") }
      #expect(throws: GitError.locked(path: lock.path)) { _ = try repository.lockIndex() }
    }
    #expect(try Data(contentsOf: file) == before)
    try sandbox.git("add", "-A")
  }

  @Test func `after a published commit status is clean and staged work still staged`() throws {
    let sandbox = try Sandbox.repository(["README": "one", "State/old": "old", "State/kept": "kept"])
    let repository = try sandbox.open()
    try sandbox.write("staged by the user", to: "staged")
    try sandbox.write("staged over", to: "README")
    try sandbox.git("add", "-A")
    try sandbox.write("not staged", to: "README")
    let before = try sandbox.status()
    try publish(["State/new": "new", "State/deep/er": "x", "State/kept": "changed"], removing: ["State/old"], sandbox)
    #expect(try sandbox.status() == before)
    #expect(before == "MM README\nA  staged")
    #expect(try sandbox.git("diff-files", "--name-only") == "README")
    #expect(try sandbox.git("ls-files") == "README\nState/deep/er\nState/kept\nState/new\nstaged")
    #expect(try repository.stagedOrModifiedPaths(below: "State", head: sandbox.hash("HEAD^{tree}")) == [])
    #expect(try sandbox.fsck() == "")
  }

  @Test func `a repository without an index gets one`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.remove(".git/index")
    try publish(["README": "two"], removing: [], sandbox)
    #expect(try sandbox.status() == "")
  }

  @Test func `a linked working tree's index is its own`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("worktree", "add", "-q", "-b", "side", "../linked")
    let blob = try sandbox.hash("HEAD:README")
    let repository = try sandbox.open("linked")
    try FileManager.default.copyItem(atPath: sandbox.path("linked/README"), toPath: sandbox.path("linked/copy"))
    try repository.lockIndex().commit(put: [("copy", blob, false)], remove: [])
    #expect(try sandbox.git("status", "--porcelain", in: "linked") == "A  copy")
    #expect(try sandbox.status() == "")
  }

  @Test func `executable files stay executable and missing ones count as deleted`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    try sandbox.write("hello\n", to: "run")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sandbox.path("repo/run"))
    try repository.lockIndex().commit(put: [("run", blob, true), ("gone", blob, false)], remove: ["none"])
    #expect(try sandbox.status() == "AD gone\nA  run")
  }

  @Test(arguments: ["../x", ".git/x", "/x", "a//b", "a\u{0}b", ""])
  func `a path that the index may not hold changes nothing`(_ path: String) throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    let error = #expect(throws: GitError.self) {
      try repository.lockIndex().commit(put: [("fine", blob, false), (path, blob, false)], remove: [])
    }
    guard case .invalid = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try sandbox.status() == "")
    #expect(FileManager.default.fileExists(atPath: sandbox.path("repo/.git/index.lock")) == false)
  }

  @Test func `a folder replaces a file and a file a folder`() throws {
    let sandbox = try Sandbox.repository(["a/b": "1", "c": "2"])
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:c")
    try repository.lockIndex().commit(put: [("a", blob, false), ("c/d", blob, false)], remove: [])
    #expect(try sandbox.git("ls-files") == "a\nc/d")
  }

  @Test func `a conflict elsewhere stays a conflict and one in the path is resolved`() throws {
    let sandbox = try Sandbox.repository(["x": "1", "y": "1"])
    try sandbox.git("checkout", "-q", "-b", "side")
    try sandbox.commit(["x": "2", "y": "2"])
    try sandbox.git("checkout", "-q", "main")
    try sandbox.commit(["x": "3", "y": "3"])
    #expect(throws: Sandbox.Failure.self) { try sandbox.git("merge", "side") }
    let repository = try sandbox.open()
    let tree = try sandbox.hash("HEAD^{tree}")
    #expect(try repository.stagedOrModifiedPaths(below: "", head: tree) == ["x", "y"])
    try sandbox.write("3", to: "x")
    try repository.lockIndex().commit(put: [("x", sandbox.hash("HEAD:x"), false)], remove: [])
    #expect(try sandbox.status() == "UU y")
  }

  @Test func `a change in the tick in which the index was written is still seen`() throws {
    let sandbox = try Sandbox.repository(["x": "aaa", "y": "bbb"])
    let repository = try sandbox.open()
    // The same size and time as recorded: only its distrust of such entries lets git see the difference.
    for time in ["1600000000", "1500000000"] {
      let file = sandbox.path("repo/x")
      try sandbox.write("aaa", to: "x")
      let attributes: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSince1970: Double(time) ?? 0)]
      try FileManager.default.setAttributes(attributes, ofItemAtPath: file)
      try sandbox.git("-c", "core.trustctime=false", "update-index", "--refresh")
      try sandbox.write("ccc", to: "x")
      try FileManager.default.setAttributes(attributes, ofItemAtPath: file)
      let index: [FileAttributeKey: Any] = [.modificationDate: Date(timeIntervalSince1970: 1_600_000_000)]
      try FileManager.default.setAttributes(index, ofItemAtPath: sandbox.path("repo/.git/index"))
      try repository.lockIndex().commit(put: [], remove: [])
      let seen = try sandbox.git("-c", "core.trustctime=false", "status", "--porcelain")
      #expect(seen == (time == "1600000000" ? " M x" : ""))
    }
  }

  @Test func `a change in the second in which the index was written is still seen`() throws {
    let sandbox = try Sandbox.repository(["README": "one\n", "notes": "one\n"])
    // The time of a file's status cannot be set.
    try sandbox.git("config", "core.trustctime", "false")
    func date(_ file: String, _ time: Double) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: time)], ofItemAtPath: sandbox.path("repo/\(file)"))
    }
    try date("notes", 1_700_000_000.1)
    try sandbox.git("add", "--renormalize", "notes")
    try sandbox.git("update-index", "--refresh")
    try date(".git/index", 1_700_000_000.4)
    try sandbox.write("two\n", to: "notes")
    try date("notes", 1_700_000_000.8)
    try #require(try sandbox.git("diff-files", "--name-only") == "notes")
    try publish(["State/new": "new"], removing: [], sandbox)
    #expect(try sandbox.git("diff-files", "--name-only") == "notes")
    #expect(try sandbox.status() == " M notes")
  }

  @Test func `a split index is refused with its reason`() throws {
    let sandbox = try Sandbox.repository()
    try sandbox.git("update-index", "--split-index")
    let repository = try sandbox.open()
    let error = #expect(throws: GitError.self) { _ = try repository.lockIndex() }
    guard case .unsupportedFormat = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(FileManager.default.fileExists(atPath: sandbox.path("repo/.git/index.lock")) == false)
  }

  /// Publishes as the workspace does: lock, commit, move, files, index.
  private func publish(_ files: [String: String], removing removed: [String], _ sandbox: Sandbox) throws {
    let repository = try sandbox.open()
    let head = try repository.resolve("HEAD")
    let blobs = try files.mapValues { try repository.writeBlob(Array($0.utf8)) }
    var edits = blobs.mapValues { TreeEdit.put($0) }
    for path in removed { edits[path] = .delete }
    let tree = try #require(try repository.writeTree(repository.commit(head).tree, applying: edits))
    let lock = try repository.lockIndex()
    let commit = try repository.writeCommit(
      tree: tree, parents: [head], author: .ada, committer: .ben, message: "published\n")
    try repository.moveBranch("refs/heads/main", from: head, to: commit, reason: "test")
    for (path, text) in files { try sandbox.write(text, to: path) }
    for path in removed { try sandbox.remove(path) }
    try lock.commit(put: blobs.map { ($0.key, $0.value, false) }, remove: removed)
  }
}
