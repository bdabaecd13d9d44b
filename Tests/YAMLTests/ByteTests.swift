import Source
import Testing
import YAML

@Suite struct ByteTests {
  @Test(arguments: [
    ([0xFF], ["! yaml.utf8 1:4"]),
    ([0x80], ["! yaml.utf8 1:4"]),
    ([0xC3], ["! yaml.utf8 1:4"]),
    ([0xC3, 0x28], ["! yaml.utf8 1:4"]),
    ([0xC0, 0xAF], ["! yaml.utf8 1:4"]),
    ([0xE0, 0x80, 0x80], ["! yaml.utf8 1:4"]),
    ([0xE2, 0x82], ["! yaml.utf8 1:4"]),
    ([0xED, 0xA0, 0x80], ["! yaml.utf8 1:4"]),
    ([0xF0, 0x80, 0x80, 0x80], ["! yaml.utf8 1:4"]),
    ([0xF4, 0x90, 0x80, 0x80], ["! yaml.utf8 1:4"]),
    ([0xF5, 0x80, 0x80, 0x80], ["! yaml.utf8 1:4"]),
    ([0xC3, 0xA9, 0xFF, 0xC3, 0xA9, 0xFE], ["! yaml.utf8 1:5", "! yaml.utf8 1:7"]),
    ([0x0A, 0x20, 0x00], ["! yaml.nul 2:2"]),
    ([0x78, 0x01], ["! yaml.control 1:5"]),
    ([0x1B], ["! yaml.control 1:4"]),
    ([0x7F], ["! yaml.control 1:4"]),
    ([0x0B], ["! yaml.control 1:4"]),
    ([0xC2, 0x80], ["! yaml.control 1:4"]),
    ([0xC2, 0x85], ["! yaml.control 1:4"]),
    ([0xC2, 0x9F], ["! yaml.control 1:4"]),
    ([0xE2, 0x80, 0xA8], ["! yaml.control 1:4"]),
    ([0xE2, 0x80, 0xA9], ["! yaml.control 1:4"]),
    ([0xEF, 0xBB, 0xBF], ["! yaml.control 1:4"]),
    ([0xEF, 0xBF, 0xBE], ["! yaml.control 1:4"]),
    ([0xEF, 0xBF, 0xBF], ["! yaml.control 1:4"]),
  ])
  func `invalid bytes are reported at their place`(_ bytes: [UInt8], _ expected: [String]) {
    #expect(outline(Array("a: ".utf8) + bytes) == expected)
  }

  @Test(arguments: [
    "\u{A0}", "\u{20AC}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{10000}", "\u{10FFFF}", "\u{202E}", "\t",
  ])
  func `every other character is read unchanged`(_ text: String) {
    #expect(outline("a: 'x\(text)x'") == ["0 {\"a\":\(json(.text("x\(text)x")))}"])
  }

  @Test func `libyaml accepts every character that passes the check`() {
    for value in UInt32(0x20)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), value != 0x27 else { continue }
      let text = String(scalar)
      let result = YAMLReader.read(Array("- 'a\(text)b'".utf8))
      if let fault = result.faults.first {
        #expect(fault.rule == "yaml.control", "U+\(String(value, radix: 16))")
      } else {
        let read = result.documents.first?.root.items?.first?.text
        #expect(read.map { ExactString($0) } == ExactString("a\(text)b"), "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test(arguments: [
    ([0xFF, 0xFE, 0x61, 0x00], "the file is written in UTF-16"),
    ([0xFE, 0xFF, 0x00, 0x61], "the file is written in UTF-16"),
    ([0xFF, 0xFE, 0x00, 0x00], "the file is written in UTF-32"),
    ([0x00, 0x00, 0xFE, 0xFF], "the file is written in UTF-32"),
  ])
  func `other encodings are named`(_ bytes: [UInt8], _ message: String) {
    let result = YAMLReader.read(bytes)
    #expect(result.documents.isEmpty)
    #expect(
      result.faults == [
        YAMLReader.Fault(rule: "yaml.utf8", message: message, mark: Mark(line: 1, column: 1), hint: "Save it as UTF-8.")
      ])
  }

  @Test func `only the documents with bad bytes are lost`() {
    let bytes = Array("a: 1\n---\nb: ".utf8) + [0xFF] + Array("\n---\nc: 3\n---\n# ".utf8) + [0] + Array("\n".utf8)
    #expect(outline(bytes) == [#"0 {"a":1}"#, #"2 {"c":3}"#, "! yaml.utf8 3:4", "! yaml.nul 7:3"])
  }

  @Test func `of one document at most ten bad bytes are reported`() {
    #expect(outline([UInt8](repeating: 0, count: 1000)).count == 10)
    #expect(outline([0x0A] + [UInt8](repeating: 0xFF, count: 1000)).last == "! yaml.utf8 2:10")
  }
}
