import Source
import Testing
import YAML

@Suite struct WriterTests {
  /// Texts that a careless writer changes.
  static let texts: [String] = [
    "", " ", "a", "a b", " a", "a ", "\n", "\n\n", "a\n", "a\n\n", "a\n\n\n", "\na", "\n\na\n", "a\nb", "a\nb\n",
    "a\n\nb",
    "a\n\n\nb\n", "a\n b", "a\n b\n", " a\nb", "a \nb", "a\nb ", "a\n \nb", "a\n  \n", "a\n\tb", "\ta\nb", "a\t\nb",
    "\t",
    "#", "# a\nb", "a\n# b", "a #b", "a\n #b", "a: b", "a: b\nc: d", ":", "a:", ":\n", "- a\n- b", "---", "---\na",
    "a\n---\nb", "a\n...\nb", "...", "? a\n: b", "|", "|-\n a", ">\n", "&a", "*a\n", "!a", "%YAML 1.2\na", "@\n", "`\n",
    "\"", "'", "\"a\nb\"", "'a\n'b'", "{a\n}", "[a\n]", "\\", "a\\\nb", "\\n\n", "null", "Null", "~", "true\n", "no",
    "1\n2", "0x1F", ".inf", "2026-01-01", "\r", "a\r\nb", "a\rb\n", "\u{1B}[31m\n", "\u{7}", "\u{1}\n", "\u{0}a\n",
    "\u{7F}\n", "\u{85}", "a\u{85}\nb", "\u{2028}", "a\u{2028}\nb", "a\n\u{2029}", "\u{FEFF}", "\u{FEFF}a\nb",
    "\u{202E}a\nb", "\u{200B}\n", "\u{AD}\na", "é\ne\u{301}", "\u{301}", "\u{301}\na", " \u{301}", " \u{301}a\nb",
    "a\n \u{301}b", "a\nb\u{301}\n", "a\n\u{301}", "a \u{301}\nb", "\u{A0}a\nb\u{A0}", "\u{3000}\na", "😀\n😀", "م\nب",
    "\u{E000}\na", "\u{FFFE}\na", "\u{FFFF}", "\u{10FFFF}\na", "\u{378}\na", "a,b\nc", "key\n  : value",
    String(repeating: "x", count: 100_000), String(repeating: "x ", count: 50_000) + "\ny",
    String(repeating: "é\n", count: 20_000), String(repeating: "\n", count: 300) + "a",
    "a" + String(repeating: "\n", count: 300),
  ]

  @Test(arguments: texts.indices) func `a text is read back unchanged, wherever it is`(_ index: Int) throws {
    let text = Node.text(WriterTests.texts[index])
    let deep = Node.object(["a": .list([.list([.object(["b": text, "c": .list([text, .null, text])])]), text])])
    for node in [
      text, .object(["a": text]), .object(["a": text, "b": text]), .list([text]), .list([text, .integer(1), text]),
      .object(["x": .object(["y": .object(["z": text, "n": .null])]), "w": text]), deep, .list([deep, deep]),
      .list([.object(["a": text]), .object(["b": text, "c": text])]),
    ] {
      try expectSame(node)
    }
  }

  @Test(arguments: texts.indices) func `so is a key`(_ index: Int) throws {
    let key = WriterTests.texts[index]
    for value in [Node.null, .text("a\nb"), .list([.text("x")]), .list([]), .object([(key, .integer(1))])] {
      try expectSame(.object([(key, value), (key + "2", .text(key))]))
      try expectSame(.list([.object(["a": .object([(key, value)])])]))
    }
  }

  @Test func `every scalar of Unicode's first planes is read back, alone and in a block`() throws {
    let scalars = (0...0x2FFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
    for start in stride(from: 0, to: scalars.count, by: 64) {
      let some = scalars[start..<min(start + 64, scalars.count)]
      try expectSame(
        .object(
          some.map {
            ("k\($0.value)", .list([.text(String($0)), .text("a\n\($0)b\n"), .text("\($0)a\nb\($0)\n\(String($0))")]))
          }))
    }
  }

  @Test(
    arguments: [
      (Node.object(["a": .text("b\nc\n")]), "a: |\n  b\n  c\n"), (.object(["a": .text("b\nc")]), "a: |-\n  b\n  c\n"),
      (.object(["a": .text("b\n\nc\n")]), "a: |\n  b\n\n  c\n"), (.object(["a": .text("b\n")]), "a: |\n  b\n"),
      (.object(["a": .text("b\n c")]), "a: |-\n  b\n   c\n"), (.object(["a": .text("b\n\n")]), "a: \"b\\n\\n\"\n"),
      (.object(["a": .text(" b\nc")]), "a: \" b\\nc\"\n"),
      (.object(["a": .text(" \u{301}\nc")]), "a: \" \u{301}\\nc\"\n"),
      (.object(["a": .text("b \nc")]), "a: \"b \\nc\"\n"),
      (.object(["a": .text("b\u{1B}\nc")]), "a: \"b\\u001b\\nc\"\n"),
      (.list([.text("b\nc")]), "- \"b\\nc\"\n"), (.list([.object(["a": .text("b\nc")])]), "- a: |-\n    b\n    c\n"),
      (.list([.object(["a": .integer(1), "b": .list([.null])])]), "- a: 1\n  b:\n    - null\n"),
      (.object(["k": .secret(Secret("s3cret\nx"))]), "k: \"(secret)\"\n"), (.object([:] as KeyValuePairs), "{}\n"),
    ] as [(Node, String)])
  func `texts of several lines stand as people write them`(_ node: Node, _ expected: String) {
    #expect(ExactString.same(YAMLWriter.document(node), expected), "\(YAMLWriter.document(node))")
  }

  @Test func `nothing that a terminal obeys is written as it is`() {
    for text in WriterTests.texts {
      let written = YAMLWriter.document(.object([(text, .text(text))]))
      let obeyed = written.unicodeScalars.filter { scalar in
        scalar != "\n"
          && [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
      }
      #expect(obeyed.isEmpty)
    }
  }

  private func expectSame(_ node: Node, _ location: Testing.SourceLocation = #_sourceLocation) throws {
    let text = YAMLWriter.document(node)
    let result = YAMLReader.read(Array(text.utf8))
    let faults = (result.faults + result.documents.flatMap(\.faults)).map(brief)
    #expect(faults == [], "\(text.debugDescription.prefix(200))", sourceLocation: location)
    // As JSON, by its bytes: a text may stand without quotes where it is still a text.
    let isSame = result.documents.count == 1 && ExactString.same(json(result.documents[0].root), json(node))
    #expect(isSame, "\(text.debugDescription.prefix(200))", sourceLocation: location)
  }
}
