import Source
import Testing
import YAML

@Suite struct RefusalTests {
  @Test(arguments: [
    ("a: &x b", [#"0 {"a":"b"} yaml.anchor 1:4"#]),
    ("&x a: b", [#"0 {"a":"b"} yaml.anchor 1:1"#]),
    ("--- &x\na: b", [#"0 {"a":"b"} yaml.anchor 1:5"#]),
    ("a: &x [b]", [#"0 {"a":["b"]} yaml.anchor 1:4"#]),
    ("a: &x", [#"0 {"a":null} yaml.anchor 1:4"#]),
    ("a: *x", [#"0 {"a":null} yaml.alias 1:4"#]),
    ("*x : b\nc: d", [#"0 {"c":"d"} yaml.alias 1:1"#]),
    ("- *x", [#"0 [null] yaml.alias 1:3"#]),
    ("*x", [#"0 null yaml.alias 1:1"#]),
    ("a: !!str 1", [#"0 {"a":1} yaml.tag 1:4"#]),
    ("a: !!binary aGk=", [#"0 {"a":"aGk="} yaml.tag 1:4"#]),
    ("a: !include f.yaml", [#"0 {"a":"f.yaml"} yaml.tag 1:4"#]),
    ("a: !<x> b", [#"0 {"a":"b"} yaml.tag 1:4"#]),
    ("a: ! b", [#"0 {"a":"b"} yaml.tag 1:4"#]),
    ("a: ! 'b'", [#"0 {"a":"b"} yaml.tag 1:4"#]),
    ("a: !", [#"0 {"a":null} yaml.tag 1:4"#]),
    ("!!map {a: !!seq [b]}", [#"0 {"a":["b"]} yaml.tag 1:1 yaml.tag 1:11"#]),
    ("!a b: c", [#"0 {"b":"c"} yaml.tag 1:1"#]),
    ("&x !a b: c", [#"0 {"b":"c"} yaml.anchor 1:1 yaml.tag 1:1"#]),
    ("<<: {a: b}\nc: d", [#"0 {"c":"d"} yaml.mergeKey 1:1"#]),
    ("<<: *x\nc: d", [#"0 {"c":"d"} yaml.mergeKey 1:1 yaml.alias 1:5"#]),
    ("'<<': b", [#"0 {"<<":"b"}"#]),
    ("a: b\na: c\n'a': d", [#"0 {"a":"b"} yaml.duplicateKey 2:1 yaml.duplicateKey 3:1"#]),
    ("{x: {a: b, a: *y}}", [#"0 {"x":{"a":"b"}} yaml.duplicateKey 1:12 yaml.alias 1:15"#]),
    ("é: 1\ne\u{301}: 2", ["0 {\"é\":1,\"e\u{301}\":2}"]),
    ("\u{212A}: 1\nK: 2", ["0 {\"\u{212A}\":1,\"K\":2}"]),
    ("[a]: b\nc: d", [#"0 {"c":"d"} yaml.key 1:1"#]),
    ("? {a: b}\n: c", ["0 {} yaml.key 1:3"]),
    ("? a\n: b", [#"0 {"a":"b"}"#]),
    ("{~: a, null: b, '': c, 'null': d, '~': e}", [#"0 {"":"c","null":"d","~":"e"} yaml.key 1:2 yaml.key 1:8"#]),
    ("{? : a}", ["0 {} yaml.key 1:4"]),
    ("1: a\ntrue: b\non: c", [#"0 {"1":"a","true":"b","on":"c"}"#]),
  ])
  func `what is refused leaves the tree readable`(_ text: String, _ expected: [String]) {
    let found = outline(text)
    #expect(found.map { ExactString($0) } == expected.map { ExactString($0) })
  }

  @Test func `a duplicate key is found among many`() {
    let lines = (0..<100).map { "k\($0): \($0)" } + ["k7: again", "k99: again"]
    let document = YAMLReader.read(Array(lines.joined(separator: "\n").utf8)).documents.first
    #expect(document?.faults.map(brief) == ["yaml.duplicateKey 101:1", "yaml.duplicateKey 102:1"])
    #expect(document?.faults.map { $0.notes.map(\.mark.line) } == [[8], [100]])
    #expect(document?.root.entries?.count == 100)
  }

  @Test(arguments: [
    ("a: [b", ["! yaml.syntax 1:6"]),
    ("a: b\r\nc: [é\n", ["! yaml.syntax 3:1"]),
    ("a: b\r\nc: [é", ["! yaml.syntax 2:6"]),
    ("a: b: c", ["! yaml.syntax 1:5"]),
    ("a: 'b", ["! yaml.syntax 1:6"]),
    ("a: @b", ["! yaml.syntax 1:4"]),
    ("a:\n\t- b", ["! yaml.syntax 2:1"]),
    ("a: b\nc", ["! yaml.syntax 2:2"]),
    ("a: b\n c: d", ["! yaml.syntax 2:3"]),
    ("é: 'ü'x", ["! yaml.syntax 1:7"]),
    ("a: \"\\q\"", ["! yaml.syntax 1:5"]),
    ("a: \"\\uD800\"", ["! yaml.syntax 1:7"]),
    ("%YAML 2.0\n---\na: b", ["! yaml.syntax 1:1"]),
    ("%FOO\n---\na: b", ["! yaml.syntax 1:5"]),
    ("%YAML 1.2\na: b", ["! yaml.syntax 2:1"]),
    ("%TAG ! x\n---\na: b\n---\nc: d", [#"1 {"c":"d"}"#, "! yaml.tag 1:1"]),
    ("[a] b", ["! yaml.syntax 1:5"]),
    ("... x", ["! yaml.syntax 1:1"]),
    ("--- ]", ["! yaml.syntax 1:5"]),
    ("&a b: [*c, !d e", ["! yaml.anchor 1:1", "! yaml.alias 1:8", "! yaml.tag 1:12", "! yaml.syntax 1:16"]),
  ])
  func `broken syntax makes a document unreadable`(_ text: String, _ expected: [String]) {
    #expect(outline(text) == expected)
  }

  @Test func `a broken document does not cost its neighbours`() {
    let text = "a: b\n---\nc: [d\n---\ne: 'f\n---\ng: h\n...\ni: \u{1}\n---\n---\nj: *k\n"
    #expect(
      outline(text) == [
        #"0 {"a":"b"}"#, #"3 {"g":"h"}"#, #"5 {"j":null} yaml.alias 12:4"#,
        "! yaml.syntax 4:1", "! yaml.syntax 6:1", "! yaml.control 9:4",
      ])
  }

  @Test func `messages say what is wrong, where it began and what to do`() {
    func fault(_ text: String) -> YAMLReader.Fault? {
      let result = YAMLReader.read(Array(text.utf8))
      return result.faults.first ?? result.documents.first?.faults.first
    }
    #expect(
      fault("a: 'b\nc")
        == YAMLReader.Fault(
          rule: "yaml.syntax", message: "found unexpected end of stream while scanning a quoted scalar",
          mark: Mark(line: 2, column: 2), hint: "Close the quotes.",
          notes: [.init("what was being read starts here", at: Mark(line: 1, column: 4))]))
    #expect(
      fault("a: b\na: c")
        == YAMLReader.Fault(
          rule: "yaml.duplicateKey", message: "the key \"a\" appears twice in one mapping",
          mark: Mark(line: 2, column: 1),
          hint: "remove one of the two", notes: [.init("first used here", at: Mark(line: 1, column: 1))]))
    #expect(fault("a: !!int 1")?.message == "the tag \"!!int\" is not supported")
    #expect(fault("a: &x 1")?.message == "the anchor \"&x\" is not supported")
    #expect(fault("a: *x")?.message == "the alias \"*x\" is not supported")
    #expect(fault("? [a]\n: b")?.message == "a key must be text, not a list")
    #expect(fault("~: b")?.message == "a key must be text, not nothing")
    let long = String(repeating: "x", count: 1000)
    #expect(fault("\(long): 1\n\(long): 2")?.message.utf8.count ?? 1000 < 120)
  }
}
