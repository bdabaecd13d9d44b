import Git
import RegistrySupport
import TestSupport
import Testing

@Suite struct TreeEditTests {
  static let base = ["a/b/c": "1", "a/b/d": "2", "a/e": "3", "f": "4", "g-h": "5"]

  /// What to put (`+path`) and take away (`-path`), and the paths that are left.
  @Test(arguments: [
    ("+new", "a/b/c a/b/d a/e f g-h new"),
    ("+a/b/x +a/y/z", "a/b/c a/b/d a/b/x a/e a/y/z f g-h"),
    ("-a/b/c", "a/b/d a/e f g-h"),
    ("-a/b/c -a/b/d", "a/e f g-h"),
    ("-a", "f g-h"),
    ("-a/b/c -a/b/d -a/e", "f g-h"),
    ("-none -a/none -f/none -a/b/c/none", "a/b/c a/b/d a/e f g-h"),
    ("+f/x", "a/b/c a/b/d a/e f/x g-h"),
    ("-f +f/x", "a/b/c a/b/d a/e f/x g-h"),
    ("+a", "a f g-h"),
    ("+a -a/b/c", "a f g-h"),
    ("+a/b -a/b/c -a/b/d", "a/b a/e f g-h"),
    ("-a +a/b/x", "a/b/x f g-h"),
    ("+g", "a/b/c a/b/d a/e f g g-h"),
    ("+f -a -g-h", "f"),
    ("-a -f -g-h", ""),
    ("", "a/b/c a/b/d a/e f g-h"),
  ])
  func `edits give the tree that git's index would write`(_ edits: String, _ left: String) throws {
    let sandbox = try Sandbox.repository(Self.base)
    let repository = try sandbox.open()
    let blob = try repository.writeBlob(Array("new".utf8))
    let base = try sandbox.hash("HEAD^{tree}")
    let tree = try repository.writeTree(base, applying: Self.parse(edits, blob))
    guard let tree else {
      #expect(left == "")
      return
    }
    let paths = try sandbox.git("ls-tree", "-r", "--name-only", tree.hex).split(separator: "\n")
    #expect(paths.joined(separator: " ") == left)
    #expect(try sandbox.fsck() == "")
    try sandbox.git("read-tree", tree.hex)
    #expect(try sandbox.git("write-tree") == tree.hex)
    #expect(try repository.changes(from: base, to: tree).allSatisfy { $0.new == nil || $0.new?.id == blob })
  }

  @Test func `edits start from nothing too`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    let tree = try repository.writeTree(nil, applying: ["README": .put(blob)])
    #expect(tree == (try sandbox.hash("HEAD^{tree}")))
    #expect(try repository.writeTree(nil, applying: ["x/y": .delete]) == nil)
    #expect(try repository.writeTree(nil, applying: [:]) == nil)
  }

  /// Names that sort differently as files and as folders, and the same for the many edits of one folder.
  @Test(arguments: 0..<20) func `an edited tree is the tree of the edited entries`(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    let folder = try sandbox.hash("HEAD^{tree}")
    let names = ["a", "a-", "a.", "a0", "ab", "ac", "b", "b-b", "b.b", "b0", "é"]
    var entries: [String: TreeEntry] = [:]
    var tree: GitHash?
    for _ in 0..<40 {
      var edits: [String: TreeEdit] = [:]
      for name in names.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)) {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: (edits[name], entries[name]) = (.delete, nil)
        case 1: (edits[name], entries[name]) = (.put(blob), TreeEntry(name: name, mode: .file, id: blob))
        default: (edits[name], entries[name]) = (.putFolder(folder), TreeEntry(name: name, mode: .tree, id: folder))
        }
      }
      tree = try repository.writeTree(tree, applying: edits)
      let expected = entries.isEmpty ? nil : try repository.write(Tree(Array(entries.values)))
      try #require(tree == expected)
      guard let tree else { continue }
      for name in names { #expect(try repository.entry(at: name, inTree: tree) == entries[name]) }
      let beginning = entries.values.filter { $0.name.starts(with: "a".utf8) }.sorted { $0.precedes($1) }
      #expect(try Array(repository.tree(tree).entries(beginningWith: Array("a".utf8))) == beginning)
    }
    #expect(try sandbox.fsck() == "")
  }

  @Test func `entries that no edit touches stay as they are stored`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    let legacy = Array("100664 old\0".utf8) + stored(blob)
    let base = try sandbox.writeTree(legacy)
    let tree = try #require(try repository.writeTree(base, applying: ["new": .put(blob)]))
    #expect(tree == (try sandbox.writeTree(Array("100644 new\0".utf8) + stored(blob) + legacy)))
    #expect(try repository.writeTree(base, applying: ["old": .put(blob)]) == base)
  }

  @Test func `a tree is read once, however often it is asked for`() throws {
    let sandbox = try Sandbox.repository(["a.txt": "1", "b/c.txt": "2"])
    let repository = try sandbox.open()
    let first = try repository.commit(try sandbox.hash("HEAD")).tree
    let second = try repository.commit(try sandbox.commit(["a.txt": "2"])).tree
    for tree in [first, second, first] {
      for path in ["a.txt", "b/c.txt", "b/none"] { _ = try repository.entry(at: path, inTree: tree) }
    }
    #expect(repository.trees.missCount == 3, "two roots and the folder")
  }

  @Test func `folders that no edit touches are not read`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    let base = try repository.write(Tree([TreeEntry(name: "far", mode: .tree, id: .absent)]))
    let tree = try #require(try repository.writeTree(base, applying: ["near/x": .put(blob)]))
    #expect(try repository.tree(tree).map(\.id).first == .absent)
    #expect(throws: GitError.missingObject(GitHash.absent.hex)) {
      try repository.writeTree(base, applying: ["far/x": .put(blob)])
    }
  }

  @Test(arguments: ["+..", "+a/../x", "+a//x", "+/x", "+x/", "+", "+.git/config", "+a/.GIT/hooks", "+x +x/y"])
  func `bad paths are refused`(_ edits: String) throws {
    let sandbox = try Sandbox.repository(Self.base)
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:f")
    let base = try sandbox.hash("HEAD^{tree}")
    let error = #expect(throws: GitError.self) {
      try repository.writeTree(base, applying: Self.parse(edits, blob))
    }
    guard case .invalid = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `changes list what diff-tree lists`() throws {
    let sandbox = try Sandbox.repository(Self.base)
    let repository = try sandbox.open()
    let old = try sandbox.hash("HEAD^{tree}")
    try sandbox.git("rm", "-rq", "a/b", "f")
    try sandbox.commit(["a/b": "file now", "f/x": "folder now", "g": "new", "a/e": "changed"])
    let new = try sandbox.hash("HEAD^{tree}")
    let changes = try repository.changes(from: old, to: new)
    #expect(
      changes.map { String(decoding: $0.path, as: UTF8.self) }.sorted()
        == ["a/b", "a/b/c", "a/b/d", "a/e", "f", "f/x", "g"])
    let listed = try sandbox.git("diff-tree", "-r", old.hex, new.hex).split(separator: "\n").map { line in
      let fields = line.split(whereSeparator: { " \t".contains($0) })
      return "\(fields[2]) \(fields[3]) \(fields[5])"
    }
    let none = GitHash(filling: 0)
    let ours = changes.map { "\($0.old?.id ?? none) \($0.new?.id ?? none) \(String(decoding: $0.path, as: UTF8.self))" }
    #expect(ours.sorted() == listed.sorted())
    #expect(try repository.changes(from: old, to: old) == [])
    #expect(try repository.changes(from: nil, to: new).count == 5)
    #expect(try repository.changes(from: old, to: nil).count == 5)
  }

  private static func parse(_ edits: String, _ blob: GitHash) -> [String: TreeEdit] {
    let pairs = edits.split(separator: " ").map { edit in
      (String(edit.dropFirst()), edit.first == "+" ? TreeEdit.put(blob) : .delete)
    }
    return Dictionary(pairs) { $1 }
  }
}
