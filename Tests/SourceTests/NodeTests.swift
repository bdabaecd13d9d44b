import Source
import Testing

@Suite struct NodeTests {
  @Test(arguments: ["", "~", "null", "Null", "NULL"])
  func `nothing is written in three ways, without quotes`(_ text: String) {
    #expect(plain(text).isNull && plain(text).text == nil && plain(text) == .null)
    #expect(!Node.text(text).isNull && Node.text(text).text == text)
  }

  @Test(arguments: ["nULL", "nil", "none", "0", "false", " "])
  func `other words are something`(_ text: String) {
    #expect(!plain(text).isNull)
  }

  @Test(
    arguments: [
      ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
      ("yes", nil),
      ("on", nil), ("tRUE", nil), ("1", nil),
    ] as [(String, Bool?)])
  func `booleans are those of YAML 1.2`(_ text: String, _ expected: Bool?) {
    #expect(plain(text).boolean == expected)
    #expect(Node.text(text).boolean == nil)
  }

  @Test(
    arguments: [
      ("0", 0), ("-7", -7), ("9223372036854775807", .max), ("9223372036854775808", nil), ("1.0", nil), ("1e3", nil),
      ("0x1F", nil), ("", nil),
      ("007", nil), ("+1", nil), ("-0", 0), ("--1", nil), ("-", nil), ("1_000", nil), ("0o7", nil),
    ] as [(String, Int?)])
  func `integers are decimal and fit`(_ text: String, _ expected: Int?) {
    #expect(plain(text).integer == expected)
    #expect(Node.text(text).integer == nil)
  }

  @Test func `equality ignores places and the order of keys`() {
    let left = Node.object(["a": .integer(1), "b": .list([.text("x"), .null])])
    let right = Node(
      .mapping([
        Entry(key: "b", keyMark: Mark(line: 1, column: 1), value: .list([.text("x"), plain("~")])),
        Entry(key: "a", value: .integer(1)),
      ]), mark: Mark(line: 9, column: 9))
    #expect(left == right)
  }

  @Test(arguments: [
    (Node.text("1"), Node.integer(1)), (.text("é"), .text("e\u{301}")), (.list([.null]), .list([])),
    (.list([.integer(1), .integer(2)]), .list([.integer(2), .integer(1)])),
    (.object(["a": .null]), .object(["b": .null])), (.object(["a": .null]), .object(["a": .null, "b": .null])),
    (.secret(Secret("a")), .secret(Secret("b"))), (.secret(Secret("a")), .text("a")),
  ])
  func `what differs in meaning or in bytes is not equal`(_ left: Node, _ right: Node) {
    #expect(left != right && right != left)
  }

  @Test func `sorting by key goes by bytes and all the way down`() {
    let node = Node.object([
      "é": .null, "b": .list([.object(["d": .null, "c": .null])]), "B": .null, "e\u{301}": .null,
    ])
    #expect(
      ExactString(json(node.sortedByKey))
        == ExactString("{\"B\":null,\"b\":[{\"c\":null,\"d\":null}],\"e\u{301}\":null,\"é\":null}"))
  }

  @Test func `a value is said in words`() {
    let nodes: [Node] = [
      .null, .text("1"), .integer(1), .boolean(true), plain("yes"), .list([]), .object([:] as KeyValuePairs),
      .secret(Secret("x")),
    ]
    #expect(
      nodes.map(\.kindOfValue) == ["nothing", "text", "a number", "a boolean", "text", "a list", "a mapping", "text"])
  }
}

private func plain(_ text: String) -> Node { Node(.scalar(Scalar(text: text, isPlain: true))) }
