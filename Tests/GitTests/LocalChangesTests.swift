import Foundation
import Git
import TestSupport
import Testing

@Suite struct LocalChangesTests {
  static let files = ["State/a": "1", "State/b": "2", "State/deep/c": "3", "StateOther": "4", "README": "5"]

  private func paths(_ sandbox: Sandbox, below folder: String = "State") throws -> [String] {
    try sandbox.open().stagedOrModifiedPaths(below: folder, head: sandbox.hash("HEAD^{tree}"))
  }

  @Test(arguments: ["State", "State/deep", "", "README", "none"])
  func `a clean tree has none`(_ folder: String) throws {
    #expect(try paths(Sandbox.repository(Self.files), below: folder) == [])
  }

  @Test func `each way to differ is listed, and only below the folder`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    try sandbox.commit(["State/mode": "6", "State/s": "7", "State/u": "8"])
    try sandbox.write("changed", to: "README")
    try sandbox.write("changed", to: "StateOther")
    try sandbox.write("changed", to: "State/a")
    try sandbox.remove("State/b")
    try sandbox.write("untracked", to: "State/z/new")
    try sandbox.write("*.ignored", to: ".gitignore")
    try sandbox.write("ignored", to: "State/x.ignored")
    try sandbox.write("staged", to: "State/s")
    try sandbox.git("add", "State/s")
    try sandbox.write("7", to: "State/s")
    try sandbox.git("rm", "-q", "--cached", "State/u")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sandbox.path("repo/State/mode"))
    #expect(
      try paths(sandbox) == [
        "State/a", "State/b", "State/mode", "State/s", "State/u", "State/x.ignored", "State/z/new",
      ])
    #expect(try paths(sandbox, below: "State/deep") == [])
    #expect(try paths(sandbox, below: "README") == ["README"])
    #expect(try paths(sandbox, below: "").count == 10)
  }

  @Test func `a file touched without change is no change`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    try sandbox.write("1", to: "State/a")
    #expect(try paths(sandbox) == [])
  }

  @Test func `a change that keeps size and time is seen`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    let file = sandbox.path("repo/State/a")
    let date = try #require(try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
    try sandbox.write("9", to: "State/a")
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    #expect(try paths(sandbox) == ["State/a"])
  }

  @Test func `nothing is read through a link`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    try FileManager.default.moveItem(atPath: sandbox.path("repo/State"), toPath: sandbox.path("elsewhere"))
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("repo/State"), withDestinationPath: sandbox.path("elsewhere"))
    #expect(try paths(sandbox) == ["State", "State/a", "State/b", "State/deep/c"])
    #expect(try paths(sandbox, below: "State/deep") == ["State", "State/deep/c"])
    #expect(try paths(sandbox, below: "State/new/folder") == ["State"])
  }

  @Test func `committed links and submodules are no change`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    try FileManager.default.createSymbolicLink(atPath: sandbox.path("repo/State/link"), withDestinationPath: "/etc")
    try sandbox.git("init", "-q", "State/sub")
    try sandbox.git("commit", "-q", "--allow-empty", "-m", "inner", in: "repo/State/sub")
    try sandbox.commit([:])
    #expect(try paths(sandbox) == [])
    try sandbox.remove("State/link")
    try FileManager.default.createSymbolicLink(atPath: sandbox.path("repo/State/link"), withDestinationPath: "/usr")
    #expect(try paths(sandbox) == ["State/link"])
  }

  @Test func `files that a sparse checkout left out are no change`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    try sandbox.git("sparse-checkout", "set", "--no-cone", "/*", "!/State/deep")
    #expect(FileManager.default.fileExists(atPath: sandbox.path("repo/State/deep/c")) == false)
    #expect(try paths(sandbox) == [])
  }

  @Test func `a filter named by the repository is not run`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    try sandbox.git("config", "filter.bad.clean", "touch \(sandbox.path("ran")); cat")
    try sandbox.git("config", "filter.bad.smudge", "touch \(sandbox.path("ran")); cat")
    try sandbox.git("config", "core.fsmonitor", "touch \(sandbox.path("ran"))")
    try sandbox.write("* filter=bad\n", to: ".gitattributes")
    try sandbox.write("changed", to: "State/a")
    #expect(try paths(sandbox) == ["State/a"])
    #expect(FileManager.default.fileExists(atPath: sandbox.path("ran")) == false)
  }
}
