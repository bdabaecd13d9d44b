import Engine
import Git
import Kinds
import Model
import Source
import TestSupport
import Testing

@testable import Workspace

/// When content was written, and when the branch received it.
struct MergeTimeTests {
  @Test func `without merges both are the introducing commit`() throws {
    let history = try History()
    try history.commit(["a.yaml": .misp("a")])
    try history.commit(["b.yaml": .misp("b")])
    #expect(try history.times() == ["a": [1, 1], "b": [2, 2]])
  }

  @Test func `a feature branch is received when it is merged`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    try history.merge("side")
    try history.commit(["c.yaml": .misp("c")])
    #expect(try history.times() == ["a": [1, 3], "b": [2, 2], "c": [4, 4]])
  }

  @Test func `each object of a file that both sides changed has its own time`() throws {
    let history = try History()
    try history.commit(["a.yaml": .misp("a") + "---\n# far apart\n# for git\n# to merge\n" + .misp("b")])
    try history.on("side") {
      try history.commit(["a.yaml": .misp("a") + "---\n# far apart\n# for git\n# to merge\n" + .misp("b", "b2")])
    }
    try history.commit(["a.yaml": .misp("a", "a2") + "---\n# far apart\n# for git\n# to merge\n" + .misp("b")])
    try history.merge("side")
    #expect(try history.times() == ["a": [3, 3], "b": [2, 4]])
  }

  @Test func `what both sides wrote alike was on the branch before the merge`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["a.yaml": .misp("a")])
    try history.merge("side")
    #expect(try history.times() == ["a": [2, 2]])
  }

  @Test func `a merge that edits is both`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    try history.merge("side", editing: ["a.yaml": .misp("a", "other")])
    #expect(try history.times() == ["a": [3, 3], "b": [2, 2]])
  }

  @Test func `an octopus merge brings all its branches in`() throws {
    let history = try History()
    for name in ["x", "y", "z"] {
      try history.on(name) { try history.commit(["\(name).yaml": .misp(name)]) }
    }
    try history.commit(["b.yaml": .misp("b")])
    try history.merge("x", "y", "z")
    #expect(try history.times() == ["x": [1, 5], "y": [2, 5], "z": [3, 5], "b": [4, 4]])
  }

  @Test func `a squash is one commit of the branch`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    try history.sandbox.git("merge", "-q", "--squash", "side")
    try history.commit([:])
    #expect(try history.times() == ["a": [3, 3], "b": [2, 2]])
  }

  @Test func `a rebased branch is dated anew`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    history.tick()
    try history.sandbox.git("rebase", "-q", "main", "side")
    try history.sandbox.git("checkout", "-q", "main")
    try history.sandbox.git("merge", "-q", "--ff-only", "side")
    #expect(try history.times() == ["a": [3, 3], "b": [2, 2]])
  }

  @Test func `what the branch gave and got back it always had`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    try history.on("side") {
      try history.merge("main")
      try history.commit(["c.yaml": .misp("c")])
    }
    try history.merge("side")
    #expect(try history.times() == ["a": [1, 5], "b": [2, 2], "c": [4, 5]])
  }

  @Test func `criss-cross merges leave each object its first reception`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    try history.sandbox.git("branch", "old")
    try history.merge("side")
    try history.on("side") {
      try history.merge("old")
      try history.commit(["c.yaml": .misp("c")])
    }
    try history.commit(["d.yaml": .misp("d")])
    try history.merge("side")
    #expect(try history.times() == ["a": [1, 3], "b": [2, 2], "c": [5, 7], "d": [6, 6]])
  }

  @Test func `a branch of a branch is received with the outer one`() throws {
    let history = try History()
    try history.on("side") {
      try history.on("inner", from: "side") { try history.commit(["a.yaml": .misp("a")]) }
      try history.merge("inner")
    }
    try history.merge("side")
    #expect(try history.times() == ["a": [1, 3]])
  }

  @Test func `a removal is received when it is merged`() throws {
    let history = try History()
    try history.commit(["a.yaml": .misp("a"), "b.yaml": .misp("b")])
    try history.on("side") {
      try history.sandbox.remove("a.yaml")
      try history.commit([:])
    }
    try history.merge("side")
    let id = ObjectID(kind: "MISP", name: "a")
    let found = try history.walk([.init(id: id, path: "a.yaml", manifest: nil)])
    #expect(found.mapValues { [history.minute($0.statedAt), history.minute($0.mergedAt)] } == [id: [2, 3]])
  }

  @Test func `what is doubtful of the merge is doubtful of what it brought`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.on("late") { try history.commit(["b.yaml": .misp("b")]) }
    history.minute -= 3
    let early = try history.merge("side")
    history.minute += 1_000_000
    let future = try history.merge("late")
    let found = try history.provenance()
    #expect(found["a"]?.doubts == ["commit \(early.hex.prefix(12)) is dated before its parent"])
    #expect(found["a"].map { history.minute($0.mergedAt) } == 1)
    #expect(found["b"]?.doubts == ["commit \(future.hex.prefix(12)) is dated after this run"])
    #expect(found["b"].map { history.minute($0.mergedAt) } == History.runMinute)
  }

  @Test func `a merge at the edge of a shallow clone is doubtful`() throws {
    let history = try History()
    try history.on("side") { try history.commit(["a.yaml": .misp("a")]) }
    try history.commit(["b.yaml": .misp("b")])
    try history.merge("side")
    let remote = "file://" + history.sandbox.path("repo")
    try history.sandbox.git("clone", "-q", "--depth", "1", remote, "shallow", in: "")
    let id = ObjectID(kind: "MISP", name: "gone")
    let found = try history.walk([.init(id: id, path: "gone.yaml", manifest: nil)], in: "shallow")
    let doubt = "the history is cut off at commit \(try history.sandbox.hash("main").hex.prefix(12))"
    #expect(found[id]?.doubts == [doubt + "; what that commit introduced is unknown"])
    #expect(found[id].map { history.minute($0.mergedAt) } == 3)
  }
}

/// A repository with a registry, whose commits are a minute apart: the first is of minute 0.
private final class History {
  static let runMinute = 100_000

  let sandbox: Sandbox
  var minute = 0

  init() throws {
    sandbox = try Sandbox.repository([
      "registry.yaml": "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\n"
    ])
    sandbox.author = ("Ada", "ada@example.org")
  }

  func tick() {
    minute += 1
    sandbox.committedAt = 1_700_000_100 + 60 * minute
  }

  @discardableResult
  func commit(_ files: [String: String]) throws -> GitHash {
    tick()
    return try sandbox.commit(files)
  }

  /// Works on another branch, made from `main` if there is none, and comes back.
  func on(_ branch: String, from start: String = "main", _ work: () throws -> Void) throws {
    let present = try sandbox.git("symbolic-ref", "--short", "HEAD")
    let isKnown = try !sandbox.git("branch", "--list", branch).isEmpty
    try sandbox.gitWords(["checkout", "-q"] + (isKnown ? [branch] : ["-b", branch, start]))
    try work()
    try sandbox.git("checkout", "-q", present)
  }

  @discardableResult
  func merge(_ branches: String..., editing files: [String: String] = [:]) throws -> GitHash {
    tick()
    try sandbox.gitWords(["merge", "-q", "--no-ff"] + (files.isEmpty ? ["-m", "merge"] : ["--no-commit"]) + branches)
    return files.isEmpty ? try sandbox.hash("HEAD") : try sandbox.commit(files)
  }

  func minute(_ time: Instant) -> Int { Int(time.seconds - 1_700_000_100) / 60 }

  private var runTime: Instant { Instant(seconds: Int64(1_700_000_100 + 60 * History.runMinute)) }

  private func workspace(_ folder: String) throws -> Workspace {
    try Workspace(sandbox.path(folder), folder: nil, catalog: .standard, instruments: .system)
  }

  func walk(
    _ pending: [ProvenanceWalk.Pending], in folder: String = "repo"
  ) throws -> [ObjectID: Provenance] {
    let workspace = try workspace(folder)
    let tip = try workspace.revision(try workspace.commit("HEAD"))
    var walk = ProvenanceWalk(workspace, below: tip, runTime: runTime)
    return try walk.run(pending, from: tip.commit.id)
  }

  /// The provenance of every manifest, by name.
  func provenance() throws -> [String: Provenance] {
    let workspace = try workspace("repo")
    let snapshot = try workspace.snapshot(of: try workspace.commit("HEAD"))
    let run = Run(
      time: runTime, tool: "partnerctl test", actor: .system, hostName: "host", hostAddress: "", ids: PlaceholderIDs())
    let found = try Planner(workspace, run: run).plan(snapshot).request.provenance
    return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $1) })
  }

  /// By name: the minute in which the present content was written, and that in which the branch received it.
  func times() throws -> [String: [Int]] {
    try provenance().mapValues { provenance in
      #expect(provenance.doubts == [])
      return [minute(provenance.statedAt), minute(provenance.mergedAt)]
    }
  }
}

extension String {
  fileprivate static func misp(_ name: String, _ organization: String? = nil) -> String {
    """
    apiVersion: partnerctl/v1
    kind: MISP
    metadata: {name: \(name)}
    spec: {organizationName: \(organization ?? name), emailId: prm@telecom.example, address: India}

    """
  }
}
