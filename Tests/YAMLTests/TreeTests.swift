import Source
import Testing
import YAML

@Suite struct TreeTests {
  @Test func `a manifest becomes a tree with the place of every key and value`() {
    let text = """
      # A comment
      kind: MISP
      metadata: {name: a1}
      spec:
        - on
        - 'two words'
        - "x\\ty"
        - |
          block
        - >-
          folded
          text
        -
      """
    #expect(
      places(text) == [
        "2:1 {", "2:1 key kind", "2:7 MISP", "3:1 key metadata", "3:11 {", "3:12 key name", "3:18 a1", "4:1 key spec",
        "5:3 [", "5:5 on", "6:5 'two words'", "7:5 'x\ty'", "8:5 'block\n'", "10:5 'folded text'", "13:4 ",
      ])
  }

  @Test(arguments: [
    ("a: yes", "yes"), ("a: 1e3", "1e3"), ("a: 0o17", "0o17"), ("a: 2024-01-02", "2024-01-02"), ("a: ~", "~"),
    ("a: 1_000", "1_000"), ("a: .inf", ".inf"), ("a: b c", "b c"), ("a: 007", "007"), ("a:", ""), ("a: b #c", "b"),
  ])
  func `plain scalars keep their text`(_ text: String, _ expected: String) {
    let root = YAMLReader.read(Array(text.utf8)).documents.first?.root
    guard case .scalar(let scalar)? = root?["a"]?.value else {
      Issue.record("there is no scalar")
      return
    }
    #expect(scalar.isPlain && ExactString.same(scalar.text, expected))
  }

  @Test(arguments: ["a: 'x'", "a: \"x\"", "a: |-\n  x", "a: >-\n  x"])
  func `scalars of every other style are not plain`(_ text: String) {
    let root = YAMLReader.read(Array(text.utf8)).documents.first?.root
    guard case .scalar(let scalar)? = root?["a"]?.value else {
      Issue.record("there is no scalar")
      return
    }
    #expect(!scalar.isPlain && scalar.text == "x")
  }

  @Test(arguments: [
    ("é: ü x", ["1:1 {", "1:1 key é", "1:4 ü x"]),
    ("{\"😀😀\": م, b: c}", ["1:1 {", "1:2 key 😀😀", "1:8 م", "1:11 key b", "1:14 c"]),
    ("\u{FEFF}a: b", ["1:1 {", "1:1 key a", "1:4 b"]),
    ("\u{FEFF}# é\n\nä: {é: x}", ["3:1 {", "3:1 key ä", "3:4 {", "3:5 key é", "3:8 x"]),
    ("a:\r\n  - b\r\n  - c\r\n", ["1:1 {", "1:1 key a", "2:3 [", "2:5 b", "3:5 c"]),
    ("a:\r  - b\r  - c\r", ["1:1 {", "1:1 key a", "2:3 [", "2:5 b", "3:5 c"]),
    ("e\u{301}: x", ["1:1 {", "1:1 key e\u{301}", "1:5 x"]),
  ])
  func `columns count Unicode scalars, lines end at LF, CR or both`(_ text: String, _ expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test func `the marks of later documents count from the start of the file`() {
    #expect(
      places("a: b\n---\n# c\nd: e\n...\n\nf: g\n") == [
        "1:1 {", "1:1 key a", "1:4 b", "4:1 {", "4:1 key d", "4:4 e", "7:1 {", "7:1 key f", "7:4 g",
      ])
  }

  @Test func `the mark of a document is that of its first content`() {
    let result = YAMLReader.read(Array("# c\n---\n\n  a: b\n--- x\n".utf8))
    #expect(result.documents.map(\.mark) == [Mark(line: 4, column: 3), Mark(line: 5, column: 5)])
  }

  @Test(arguments: [
    ("", []), ("\u{FEFF}", []), ("# only\n\n", []), ("---\n---\n--- # c\n...\n", []), ("...\n...\n", []),
    ("---\na: b\n---\n# nothing\n---\nc: d\n", [#"0 {"a":"b"}"#, #"1 {"c":"d"}"#]),
    ("a: b\n...\nc: d\n", [#"0 {"a":"b"}"#, #"1 {"c":"d"}"#]),
    ("--- a\n--- b\n", [#"0 "a""#, #"1 "b""#]),
    ("---\tx\n", [#"0 "x""#]),
    ("---x: y\n", [#"0 {"---x":"y"}"#]),
    ("--- null\n--- ~\n", ["0 null", "1 null"]),
    ("---", []), ("a: b\n---", [#"0 {"a":"b"}"#]), ("a: b\n...", [#"0 {"a":"b"}"#]),
    ("a: |\n  ---\n  x\n---\nb: c", [#"0 {"a":"---\nx\n"}"#, #"1 {"b":"c"}"#]),
    ("a: |\n  x\n--- |\n y\n", [#"0 {"a":"x\n"}"#, #"1 "y\n""#]),
    ("%YAML 1.1\n---\na: b\n", [#"0 {"a":"b"}"#]),
    ("# c\n%YAML 1.2\n# d\n---\na: b\n...\n%YAML 1.1\n---\nc: d\n", [#"0 {"a":"b"}"#, #"1 {"c":"d"}"#]),
    ("%YAML 1.2\n---\n", []),
    ("a: '%TAG'\nb: \"%TAG x\"", [#"0 {"a":"%TAG","b":"%TAG x"}"#]),
  ])
  func `streams are cut at their markers, empty documents do not count`(_ text: String, _ expected: [String]) {
    #expect(outline(text) == expected)
  }
}
