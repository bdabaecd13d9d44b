import Source
import Testing

/// A tree as JSON on one line.
func json(_ node: Node) -> String {
  String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self)
}

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("-0.5e+3", "-0.5e+3"), ("\"a\"", "\"a\""), ("[]", "[]"), ("{}", "{}"),
    ("[1,[2,{\"a\":[]}]]", "[1,[2,{\"a\":[]}]]"), ("\t{\r\n\"b\" : 1 , \"a\":\"x\" } \n", "{\"b\":1,\"a\":\"x\"}"),
    (#""\u00e9\n\/\\\"\b\f\r\t""#, #""é\n/\\\"\b\f\r\t""#), (#""\ud83d\ude00""#, "\"😀\""),
    (#""\u0000\u001b""#, #""\u0000\u001b""#), ("\"\u{7F}\u{85}\u{2028}\"", "\"\\u007f\u{85}\u{2028}\""),
    ("\"1\"", "\"1\""), ("\"null\"", "\"null\""), ("\"\"", "\"\""),
    ("12345678901234567890123", "12345678901234567890123"),
  ])
  func `JSON is read unchanged`(_ text: String, _ expected: String) throws {
    #expect(ExactString(json(try JSONReader.read(Array(text.utf8)))) == ExactString(expected))
  }

  @Test(arguments: [
    ("", "the document ends where a value is expected", 1, 1),
    ("{", "a key in quotes is expected", 1, 2),
    ("{\"a\"", "a colon is expected after a key", 1, 5),
    ("{\"a\":", "the document ends where a value is expected", 1, 6),
    ("{\"a\":1", "a comma or a closing brace is expected", 1, 7),
    ("{\"a\":1,}", "a key in quotes is expected", 1, 8),
    ("{a:1}", "a key in quotes is expected", 1, 2),
    ("{\"a\":1,\n \"é\":2,\n \"a\":3}", "the key \"a\" appears twice", 3, 2),
    ("[1", "a comma or a closing bracket is expected", 1, 3),
    ("[1,]", "a value is expected", 1, 4),
    ("[1 2]", "a comma or a closing bracket is expected", 1, 4),
    ("[1}", "a comma or a closing bracket is expected", 1, 3),
    ("1 2", "text after the end of the document", 1, 3),
    ("{}x", "text after the end of the document", 1, 3),
    ("007", "a value is expected", 1, 1), ("+1", "a value is expected", 1, 1), (".5", "a value is expected", 1, 1),
    ("1.", "a value is expected", 1, 1), ("1e", "a value is expected", 1, 1), ("-", "a value is expected", 1, 1),
    ("NaN", "a value is expected", 1, 1), ("True", "a value is expected", 1, 1), ("0x1F", "a value is expected", 1, 1),
    ("'a'", "a value is expected", 1, 1), ("// c\n1", "a value is expected", 1, 1),
    ("[\"é\", x]", "a value is expected", 1, 7),
    ("\u{FEFF}1", "a value is expected", 1, 1),
    ("\"a", "a string is not closed", 1, 3), ("\"a\\", "a string is not closed", 1, 4),
    ("\"a\nb\"", "a control character in a string must be escaped", 1, 3),
    ("\"\\n\u{1}\"", "a control character in a string must be escaped", 1, 4),
    (#""\x41""#, "unknown escape", 1, 4),
    (#""\u12""#, "an escape is not complete", 1, 4),
    (#""\u12G4""#, "four hexadecimal digits are expected", 1, 4),
    (#""\ud800""#, "an unpaired surrogate", 1, 8),
    (#""\udc00""#, "an unpaired surrogate", 1, 8),
    (#""\ud800\u0041""#, "an unpaired surrogate", 1, 14),
  ])
  func `text that is not valid JSON is reported at its place`(
    _ text: String, _ message: String, _ line: Int, _ column: Int
  ) {
    #expect {
      try JSONReader.read(Array(text.utf8))
    } throws: { error in
      guard let fault = error as? JSONReader.Fault else { return false }
      #expect(fault.message == message)
      #expect(fault.mark == Mark(line: line, column: column))
      return true
    }
  }

  @Test(arguments: [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] as [[UInt8]])
  func `text that is not UTF-8 is refused`(_ bytes: [UInt8]) {
    for text in [[0x22] + bytes + [0x22], [0x22, 0x5C, 0x6E] + bytes + [0x22], bytes] {
      #expect(throws: JSONReader.Fault.self) { try JSONReader.read(text) }
    }
  }

  @Test func `nesting ends at 64 levels`() throws {
    let limit = JSONReader.depthLimit
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(json(try JSONReader.read(nested(limit))).utf8.count == 2 * limit)
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read(nested(limit + 1)) }
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read([UInt8](repeating: 0x5B, count: 1 << 20)) }
  }

  @Test func `every value and every key has its place`() throws {
    let root = try JSONReader.read(Array("{\n  \"é\": [1,\n   \"ü\"], \"b\": {}}".utf8))
    #expect(root.mark == Mark(line: 1, column: 1))
    #expect(root.entries?.map(\.keyMark) == [Mark(line: 2, column: 3), Mark(line: 3, column: 10)])
    #expect(root.entries?.map(\.value.mark) == [Mark(line: 2, column: 8), Mark(line: 3, column: 15)])
    #expect(root["é"]?.items?.map(\.mark) == [Mark(line: 2, column: 9), Mark(line: 3, column: 4)])
  }

  @Test func `keys that only look alike may stand together`() throws {
    let root = try JSONReader.read(Array("{\"é\":1,\"e\u{301}\":2,\"K\":3,\"\u{212A}\":4}".utf8))
    #expect(root.entries?.map(\.value.integer) == [1, 2, 3, 4])
    #expect(root["e\u{301}"]?.integer == 2 && root["\u{212A}"]?.integer == 4)
  }

  private static let sample = #"{"a": [1, -2.5e3, true, null, "x\u00e9\ud83d\ude00é"], "b": {"c": {}, "d": []}}"#

  @Test func `every beginning and every change of one byte is read or refused`() {
    let bytes = Array(JSONReaderTests.sample.utf8)
    for count in bytes.indices {
      #expect(throws: JSONReader.Fault.self) { try JSONReader.read(Array(bytes[..<count])) }
    }
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = bytes
        changed[index] = byte
        if let node = try? JSONReader.read(changed) {
          // What was accepted is written as JSON that reads as the same.
          let written = JSONWriter.document(node, secrets: .revealed)
          #expect((try? JSONReader.read(written)) == node)
        }
      }
    }
  }
}
