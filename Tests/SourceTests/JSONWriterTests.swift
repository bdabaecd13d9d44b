import Source
import Testing

@Suite struct JSONWriterTests {
  private static let canonical = """
    {
      "b": 1,
      "a": [
        "x",
        -0.5e3,
        true,
        null,
        [],
        {}
      ],
      "é": {
        "\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001b\\u007f/": "\u{85}\u{2028}😀"
      }
    }

    """

  @Test func `canonical JSON is written back byte for byte`() throws {
    let bytes = Array(JSONWriterTests.canonical.utf8)
    #expect(JSONWriter.document(try JSONReader.read(bytes), secrets: .revealed) == bytes)
  }

  @Test func `one line has no blanks and only a document ends in a line feed`() {
    let node = Node.object(["a": .list([.integer(1), .boolean(false)]), "b": .object([:] as KeyValuePairs)])
    #expect(JSONWriter.line(node, secrets: .masked) == Array(#"{"a":[1,false],"b":{}}"#.utf8))
    #expect(JSONWriter.document(node, layout: .oneLine, secrets: .masked) == Array("{\"a\":[1,false],\"b\":{}}\n".utf8))
  }

  @Test(arguments: [
    (Node.null, "null"), (.text("null"), "\"null\""), (.text("1"), "\"1\""), (.text(nil), "null"), (.text(""), "\"\""),
    (.integer(.min), "-9223372036854775808"), (.boolean(true), "true"), (plain(""), "null"), (plain("~"), "null"),
    (plain("1e3"), "1e3"), (plain("True"), "\"True\""), (plain("yes"), "\"yes\""), (plain("007"), "\"007\""),
    (plain("0x1F"), "\"0x1F\""), (plain(".inf"), "\".inf\""), (plain("1_000"), "\"1_000\""), (plain("-0"), "-0"),
  ])
  func `scalars become what JSON has for them`(_ node: Node, _ expected: String) {
    #expect(json(node) == expected)
  }

  @Test func `secrets are revealed only on demand`() {
    let node = Node.object(["key": .secret(Secret("s3cret"))])
    #expect(String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self) == #"{"key":"(secret)"}"#)
    #expect(String(decoding: JSONWriter.line(node, secrets: .revealed), as: UTF8.self) == #"{"key":"s3cret"}"#)
  }

  @Test(arguments: ["0", "-0", "10", "1.5", "0.0", "1e5", "1E+5", "-1.5e-10", "12345678901234567890"])
  func `numbers of JSON's grammar are numbers`(_ text: String) {
    #expect(JSONWriter.isNumber(text))
  }

  @Test(arguments: ["", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1_0", "NaN", " 1", "1 ", "--1", "1.2.3", "٣"])
  func `other texts are not numbers`(_ text: String) {
    #expect(!JSONWriter.isNumber(text))
  }
}

private func plain(_ text: String) -> Node { Node(.scalar(Scalar(text: text, isPlain: true))) }
