import Git
import TestSupport
import Testing

@Suite struct TreeTests {
  /// Folders sort as if their names ended in a slash: `a-b`, `a.b`, then folder `a`, then `a0`.
  static let files = [
    "a/x": "1", "a-b": "2", "a.b": "3", "a0": "4", "z/y/x": "5", "z/y/w": "6", "Ä ö": "7", "B": "8",
  ]

  @Test func `entries are those that git lists, in its order`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    let repository = try sandbox.open()
    let tree = try sandbox.hash("HEAD^{tree}")
    let entries = try Array(repository.tree(tree))
    #expect(try lines(of: entries) == sandbox.git("ls-tree", "-z", tree.hex))
    #expect(try repository.write(Tree(entries.reversed())) == tree)
    #expect(try Tree(entries.shuffled()).id() == tree)
  }

  @Test func `paths find entries`() throws {
    let sandbox = try Sandbox.repository(Self.files)
    let repository = try sandbox.open()
    let tree = try sandbox.hash("HEAD^{tree}")
    #expect(
      try repository.entry(at: "z/y/x", inTree: tree)
        == TreeEntry(name: "x", mode: .file, id: sandbox.hash("HEAD:z/y/x")))
    #expect(
      try repository.entry(at: "z/y", inTree: tree)
        == TreeEntry(name: "y", mode: .tree, id: sandbox.hash("HEAD:z/y")))
    for absent in ["", "/", "z/", "/z", "z//y", "B/x", "none", "z/none/x", "..", "z/../B", "B\u{0}"] {
      #expect(try repository.entry(at: absent, inTree: tree) == nil)
    }
  }

  @Test func `every mode is known and legacy modes are files`() throws {
    let sandbox = try Sandbox.repository()
    let blob = try sandbox.hash("HEAD:README")
    let tip = try sandbox.hash("HEAD")
    let listing = "100755 blob \(blob)\texe\n120000 blob \(blob)\tlink\n160000 commit \(tip)\tsub\n"
    let tree = try sandbox.hash(try sandbox.git("mktree", input: listing))
    let repository = try sandbox.open()
    #expect(try repository.tree(tree).map(\.mode) == [.executable, .symlink, .submodule])
    #expect(try repository.write(Tree(Array(repository.tree(tree)))) == tree)
    let raw = Array("100664 old\0".utf8) + stored(blob)
    let legacy = try sandbox.writeTree(raw)
    #expect(try Array(repository.tree(legacy)) == [TreeEntry(name: "old", mode: .file, id: blob)])
  }

  @Test func `a tree hashed is the tree written and not in the repository`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let entries = [TreeEntry(name: "only", mode: .file, id: .absent)]
    let id = try Tree(entries).id()
    #expect(repository.contains(id) == false)
    #expect(try repository.write(Tree(entries)) == id)
    #expect(repository.contains(id) == true)
    #expect(try repository.write(Tree([])).hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
  }

  @Test(arguments: [
    "", ".", "..", ".git", ".GIT", ".Git", "a/b", "a\u{0}b", "git~1", "GIT~1", ".git ", ".git...", ".git . .",
    ".git:stream", "\u{200C}.git", ".g\u{200D}it", ".GI\u{FEFF}T", "x\\.git",
  ])
  func `a name that git refuses is not written`(_ name: String) throws {
    let repository = try Sandbox.repository().open()
    let entry = TreeEntry(name: name, mode: .file, id: .absent)
    let refusal = GitError.invalid("'\(name)' is not a name that a tree may hold")
    #expect(throws: refusal) { try repository.write(Tree([entry])) }
    #expect(throws: refusal) { try Tree([entry]).id() }
  }

  @Test(arguments: [
    ".gitignore", ".gitkeep", "git", "git~2", ".git2", "-rf", "a\nb", "\u{1B}[31m", "a\\b", " ", "é", "e\u{301}",
    String(repeating: "n", count: 4096),
  ])
  func `an odd name that git allows reads back as written`(_ name: String) throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let entry = TreeEntry(name: name, mode: .file, id: try sandbox.hash("HEAD:README"))
    let tree = try repository.write(Tree([entry]))
    #expect(try Array(repository.tree(tree)) == [entry])
    #expect(try repository.entry(at: name, inTree: tree) == entry)
    #expect(try sandbox.git("ls-tree", "-z", tree.hex) == lines(of: [entry]))
    #expect(try sandbox.fsck() == "")
  }

  @Test func `a name need not be text`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let entry = TreeEntry(name: [0xFF, 0xFE, 0x20], mode: .file, id: try sandbox.hash("HEAD:README"))
    #expect(try Array(repository.tree(repository.write(Tree([entry])))) == [entry])
  }

  @Test func `twins are refused when writing and when reading`() throws {
    let sandbox = try Sandbox.repository()
    let repository = try sandbox.open()
    let blob = try sandbox.hash("HEAD:README")
    let empty = try repository.write(Tree([]))
    let file = TreeEntry(name: "a", mode: .file, id: blob)
    let between = TreeEntry(name: "a-", mode: .file, id: blob)
    let folder = TreeEntry(name: "a", mode: .tree, id: empty)
    for twins in [[file, file], [file, folder], [folder, between, file]] {
      #expect(throws: GitError.invalid("a tree would name an entry twice")) { try Tree(twins).id() }
    }
    let line = Array("100644 a\0".utf8) + stored(blob)
    let dash = Array("100644 a-\0".utf8) + stored(blob)
    let deep = Array("40000 a\0".utf8) + stored(empty)
    for raw in [line + line, dash + line, line + dash + deep] {
      let tree = try sandbox.writeTree(raw)
      #expect(throws: GitError.invalid("tree \(tree) is out of order or names an entry twice")) {
        try repository.tree(tree)
      }
    }
  }

  @Test(arguments: ["junk", "100644 a", "100644 \0", "999999 a\0"])
  func `a malformed tree is invalid`(_ text: String) throws {
    let sandbox = try Sandbox.repository()
    let tree = try sandbox.writeTree(Array(text.utf8))
    let repository = try sandbox.open()
    let error = #expect(throws: GitError.self) { try repository.tree(tree) }
    guard case .invalid = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  private func lines(of entries: [TreeEntry]) -> String {
    entries.map { entry in
      let mode = String(entry.mode.rawValue, radix: 8)
      let type = entry.mode == .tree ? "tree" : "blob"
      let padding = String(repeating: "0", count: 6 - mode.utf8.count)
      return "\(padding)\(mode) \(type) \(entry.id)\t\(String(decoding: entry.name, as: UTF8.self))\0"
    }.joined()
  }
}

/// The bytes of an id, as a tree object has them.
func stored(_ id: GitHash) -> [UInt8] {
  let digits = Array(id.hex)
  return stride(from: 0, to: 40, by: 2).compactMap { UInt8(String(digits[$0...($0 + 1)]), radix: 16) }
}
