import Source
import Testing
import YAML

@Suite struct HostileTests {
  private static let size = 4 << 20

  /// Texts that make a careless reader overflow its stack, run for minutes or fill the memory.
  static let texts: [(text: String, expected: String)] = [
    (String(repeating: "[", count: 100_000), "! yaml.depth 1:65"),
    (String(repeating: "[", count: size), "! yaml.depth 1:65"),
    (String(repeating: "{a: ", count: size / 4), "! yaml.depth 1:257"),
    (String(repeating: "[\n", count: size / 2), "! yaml.depth 65:1"),
    (String(repeating: "- ", count: size / 2), "! yaml.depth 1:129"),
    (String(repeating: "? ", count: size / 2), "! yaml.depth 1:129"),
    (String(repeating: "a: ", count: size / 3), "! yaml.syntax 1:5"),
    ((0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "! yaml.depth 65:65"),
    (String(repeating: "[", count: 60) + String(repeating: "[],", count: size / 4), "! yaml.nodes 1:299881"),
    ("[" + String(repeating: "a,", count: size / 3), "! yaml.nodes 1:200000"),
    (String(repeating: "- a\n", count: size / 4), "! yaml.nodes 100000:3"),
    (String(repeating: "--- a\n", count: size / 6), "! yaml.nodes 100001:1"),
    (String(repeating: "--- ]\n", count: size / 6), "! yaml.nodes 100001:1"),
    (String(repeating: "a: b\n", count: size / 5), "! yaml.nodes 50000:4"),
    (String(repeating: "x", count: 1 << 20) + ": y", "! yaml.syntax 1:1048577"),
    (String(repeating: "%TAG !a! b\n", count: size / 11), "! yaml.tag 10:1"),
    ("a\n" + String(repeating: "%TAG !a! b\n", count: size / 12), "! yaml.tag 11:1"),
    ("[" + String(repeating: "*a,", count: size / 3 - 1), "! yaml.nodes 1:299999"),
    ("[" + String(repeating: "&a a,", count: size / 5 - 1), "! yaml.nodes 1:499997"),
    ("[" + String(repeating: "!a a,", count: size / 5 - 1), "! yaml.nodes 1:499997"),
    (String(repeating: "&", count: size), "! yaml.syntax 1:2"),
    (String(repeating: "'", count: size - 1), "! yaml.syntax 1:4194304"),
    (String(repeating: "\u{0}", count: size), "! yaml.nul 1:10"),
    (String(repeating: "a", count: size + 1), "! yaml.size 1:1"),
  ]

  @Test(arguments: texts.indices)
  func `hostile text is refused at its place and soon`(_ index: Int) {
    let (text, expected) = HostileTests.texts[index]
    let bytes = Array(text.utf8)
    let start = ContinuousClock().now
    let result = YAMLReader.read(bytes)
    let time = start.duration(to: .now)
    #expect(result.faults.last.map { "! " + brief($0) } == expected)
    // Well under a second when optimised; a debug build on a busy machine gets more.
    #expect(time < .seconds(10))
  }

  @Test(arguments: [
    "a: " + String(repeating: "x", count: 1 << 20), "a: |\n" + String(repeating: "  x\n", count: 1 << 20 - 2),
    "a: " + String(repeating: "x ", count: 1 << 20) + "y", "a: \"" + String(repeating: "\\n", count: 1 << 20) + "\"",
    "? " + String(repeating: "x", count: 1 << 20) + "\n: y", "a: 'x" + String(repeating: "\n", count: 1 << 20) + "'",
  ])
  func `large scalars are read`(_ text: String) {
    let result = YAMLReader.read(Array(text.utf8))
    #expect(result.documents.count == 1 && result.faults.isEmpty)
  }

  @Test func `an alias bomb has no effect`() {
    var lines = ["a0: &a0 lol"]
    for level in 1..<60 { lines.append("a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]") }
    let result = YAMLReader.read(Array(lines.joined(separator: "\n").utf8))
    #expect(result.documents.map { $0.faults.count } == [60 + 59 * 3])
  }

  @Test func `limits hold exactly`() {
    let bytes = Array("a: [b]".utf8)
    let exact = YAMLReader.Limits(bytes: 6, depth: 2, nodes: 4)
    #expect(outline(bytes, limits: exact) == [#"0 {"a":["b"]}"#])
    #expect(outline(bytes, limits: .init(bytes: 5)) == ["! yaml.size 1:1"])
    #expect(outline(bytes, limits: .init(depth: 1)) == ["! yaml.depth 1:4"])
    #expect(outline(bytes, limits: .init(nodes: 3)) == ["! yaml.nodes 1:5"])
  }

  @Test func `beyond the limit of nodes the file is not read on, earlier documents stay`() {
    #expect(outline("a: 1\n---\nb: 2\n---\nc: 3", limits: .init(nodes: 5)) == [#"0 {"a":1}"#, "! yaml.nodes 3:4"])
    #expect(outline("a: 1\n---\nb: 2\n", limits: .init(nodes: 3)) == [#"0 {"a":1}"#, "! yaml.nodes 2:1"])
  }

  @Test func `a document nested too deep does not cost the next`() {
    #expect(outline("[[[a]]]\n---\nb: c", limits: .init(depth: 2)) == [#"1 {"b":"c"}"#, "! yaml.depth 1:3"])
  }

  private static let sample = """
    %YAML 1.2
    ---
    apiVersion: partner/v1  # é
    kind: "Dev\\u00e9ice"
    metadata: {name: 'a''b', "labels": [x, *y, !z w]}
    spec:
      text: |+
        block

      other: >-
        folded
        lines
      ? complex
      : &anchor
        - ~
        - - 1
          - 2.5
    ...
    ---
    kind: ü

    """

  @Test func `every beginning of a manifest is read or refused`() {
    let bytes = Array(HostileTests.sample.utf8)
    for count in bytes.indices {
      let result = YAMLReader.read(Array(bytes[..<count]))
      #expect(result.documents.count <= 2)
    }
  }

  @Test func `every change of one byte is read or refused within the text`() {
    let bytes = Array(HostileTests.sample.utf8)
    let interesting: [UInt8] =
      Array("\0\t\n\r !\"#%&'*,-.:>?@[]`{|}~a\\".utf8) + [0x7F, 0x80, 0xBF, 0xC2, 0xE2, 0xEF, 0xF4, 0xFF]
    for index in bytes.indices {
      var changed = bytes
      for byte in interesting {
        changed[index] = byte
        let result = YAMLReader.read(changed)
        let lines = changed.filter { $0 == 0x0A || $0 == 0x0D }.count + 1
        let marks = (result.faults + result.documents.flatMap(\.faults)).map(\.mark)
        #expect(marks.allSatisfy { $0.line >= 1 && $0.line <= lines && $0.column >= 1 })
      }
    }
  }
}
