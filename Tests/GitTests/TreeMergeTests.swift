import RegistrySupport
import TestSupport
import Testing

@testable import Git

/// Merges of trees, held against git's own.
struct TreeMergeTests {
  private static let names = ["a", "b", "d/a", "d/b", "d/e/f", "x/y", "State/s"]

  /// A text of a few lines, of which the numbered one is changed.
  private static func text(_ line: Int, _ word: String) -> String {
    (0..<12).map { $0 == line ? "\(word)\n" : "line \($0)\n" }.joined()
  }

  /// Changes some files at random and commits them.
  private func edit(_ sandbox: Sandbox, _ word: String, _ random: inout SplitMix) throws {
    for name in Self.names where Int.random(in: 0..<3, using: &random) == 0 {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: try? sandbox.remove(name)
      case 1: try sandbox.write(Self.text(Int.random(in: 0..<3, using: &random) * 5, "same"), to: name)
      default: try sandbox.write(Self.text(Int.random(in: 0..<3, using: &random) * 5, word), to: name)
      }
    }
    try sandbox.write(word, to: "of-\(word)")
    try sandbox.commit([:])
  }

  @Test(arguments: UInt64(1)...12)
  func `a merge is the one that git makes`(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let files = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, Self.text(-1, "")) })
    let sandbox = try Sandbox.repository(files.merging(["keep": "x"]) { $1 })
    try sandbox.git("branch", "side")
    try edit(sandbox, "ours", &random)
    try sandbox.git("checkout", "-q", "side")
    try edit(sandbox, "theirs", &random)
    let ours = try sandbox.hash("main")
    let theirs = try sandbox.hash("side")
    let repository = try sandbox.open()
    let base = try #require(try TreeMerge.base(of: ours, and: theirs, in: repository))
    #expect(try base.hex == sandbox.git("merge-base", "main", "side").prefix(40))
    var merge = TreeMerge(keepingApart: "State")
    let tree = try merge.merge(
      repository.commit(ours).tree, with: repository.commit(theirs).tree, since: repository.commit(base).tree,
      in: repository)
    let words = try? sandbox.git(
      "-c", "merge.renames=false", "merge-tree", "--write-tree", "--name-only", "main", "side")
    if let words {
      #expect(merge.conflicts.allSatisfy { $0.hasPrefix("State/") })
      if merge.conflicts.isEmpty { #expect(try #require(tree).hex == words.prefix(40)) }
    } else {
      #expect(!merge.conflicts.isEmpty)
    }
  }
}
