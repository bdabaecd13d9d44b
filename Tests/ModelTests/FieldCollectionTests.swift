import Model
import RegistrySupport
import Source
import Testing

/// Groups, lists, free keys, trees and documents.
@Suite struct FieldCollectionTests {
  @Test(arguments: [
    ("{}", "0", 1), ("{size: , must: {}}", "0", 0), ("{size: {}, must: {}}", "0", 0),
    ("{size: {width: 3}, must: {width: 3}}", "3", 0),
  ])
  func `a group that is absent has all its defaults, unless it must be there`(
    _ yaml: String, _ width: String, _ count: Int
  ) {
    let reading = Reading(Groups.self, yaml: yaml)
    #expect("\(reading.record.size.width)" == width)
    #expect(
      reading.violations == Array(repeating: "lamp.must.required spec.must 1:1: Missing value - must", count: count))
  }

  @Test(arguments: [
    ("[]", "a list"), ("'{width: 3}'", "text"), ("3", "a number"), ("true", "a boolean"),
  ])
  func `a value that is not a mapping is not a group`(_ written: String, _ word: String) {
    let reading = Reading(Groups.self, yaml: "{must: {}, size: \(written)}")
    #expect(
      reading.violations == [
        "lamp.size.type spec.size 1:18: Invalid value - size; a mapping is expected here, not \(word)"
      ])
    #expect(reading.record.size.width == 0)
  }

  @Test func `a fault in a group has the member's place and the group's name in its rule`() {
    let reading = Reading(
      Groups.self, yaml: "{size: {with: 3}, must: {width: 300, depth: 1}, list: [{}, {width: a}, ~]}")
    #expect(
      reading.violations == [
        #"lamp.size.unknown spec.size.with 1:9: Unknown field "with"; did you mean "width"?"#,
        "lamp.must.width.range spec.must.width 1:33: Invalid value - width; must be from 0 to 255",
        #"lamp.must.unknown spec.must.depth 1:38: Unknown field "depth"; the fields here are width"#,
        "lamp.list.width.type spec.list[1].width 1:68: Invalid value - width; a whole number is expected here, not text",
      ])
  }

  @Test(arguments: [("~", []), ("[]", []), ("[{width: 1}, {}, ~]", [1, 0, 0])])
  func `a list of groups has one record for each item`(_ written: String, _ widths: [Int]) {
    let reading = Reading(Groups.self, yaml: "{must: {}, list: \(written)}")
    #expect(reading.violations == [])
    #expect(reading.record.list.map(\.width) == widths)
  }

  @Test(arguments: [("{}", "a mapping"), ("{width: 1}", "a mapping"), ("''", "text"), ("1", "a number")])
  func `a value that is not a list is read as an empty list`(_ written: String, _ word: String) {
    let reading = Reading(Groups.self, yaml: "{must: {}, list: \(written)}")
    #expect(
      reading.violations == [
        "lamp.list.type spec.list 1:18: Invalid value - list; a list is expected here, not \(word)"
      ])
    #expect(reading.record.list.isEmpty)
  }

  @Test(arguments: [
    ("{}", ["x", "y"]), ("{texts: }", ["x", "y"]), ("{texts: []}", []), ("{texts: [b, a, b]}", ["b", "a", "b"]),
    ("{texts: [1, 'true']}", ["1", "true"]),
  ])
  func `a list of texts keeps its order, and is the default only where it is absent`(
    _ yaml: String, _ texts: [String]
  ) {
    let reading = Reading(Lists.self, yaml: yaml)
    #expect(reading.violations == [])
    #expect(reading.record.texts == texts)
  }

  @Test func `each faulty item of a list of texts is reported with its position`() {
    let items: [Node] = [.text("a"), .null, .text(" "), .text("x" * 129), .list([]), .text("a\u{1B}")]
    let reading = Reading(Lists.self, .object(["texts": .list(items)]))
    #expect(
      reading.violations == [
        "lamp.texts.required spec.texts[1] 0:0: Missing value - texts",
        "lamp.texts.required spec.texts[2] 0:0: Missing value - texts; the value is blank",
        "lamp.texts.length spec.texts[3] 0:0: Invalid value - texts; must have 1 to 128 characters; this has 129",
        "lamp.texts.type spec.texts[4] 0:0: Invalid value - texts; text is expected here, not a list",
        "lamp.texts.control spec.texts[5] 0:0: Invalid value - texts; the control character U+001B is not allowed",
      ])
  }

  @Test func `free keys are kept apart by their bytes and stored in the order of their bytes`() {
    let labels = Node.object([
      ("z", .text("1")), ("e\u{301}", .text("2")), ("\u{E9}", .text("3")), ("A", .text("4")), ("a.b", .text("5")),
    ])
    let reading = Reading(Lists.self, .object(["labels": labels, "kinds": .object(["\u{E9}": .list([.text("b")])])]))
    #expect(reading.violations == [])
    #expect(
      reading.stored.utf8.elementsEqual(
        #"{"texts":["x","y"],"labels":{"A":"4","a.b":"5","e\#u{301}":"2","z":"1","\#u{E9}":"3"},"kinds":{"\#u{E9}":["b"]}}"#
          .utf8))
  }

  @Test(arguments: ["", "a\u{1B}", "a\nb", "x" * 129, "😀" * 65, "\u{85}"])
  func `a free key has one to 128 units and no control character`(_ key: String) {
    let entry = Entry(key: ExactString(key), keyMark: Mark(line: 3, column: 4), value: .text("v"))
    let reading = Reading(Lists.self, .object(["labels": Node(.mapping([entry]))]))
    let hint = "a key here has 1 to 128 characters, none of them a control character"
    #expect(reading.violations == ["lamp.labels.format spec.labels.\(key) 3:4: Invalid value - \(key); \(hint)"])
    #expect(reading.record.labels == [:])
  }

  @Test(arguments: ["a", " ", "é", "x" * 128, "😀" * 64, "true", "~", "\u{200B}"])
  func `any other free key is accepted, and rule ids leave it out`(_ key: String) {
    let reading = Reading(Lists.self, .object(["labels": .object([(key, .text("v"))])]))
    #expect(reading.violations == [])
    #expect(reading.record.labels == [ExactString(key): "v"])
    let faulty = Reading(Lists.self, .object(["labels": .object([(key, .text(""))])]))
    #expect(
      faulty.violations == [
        "lamp.labels.required spec.labels.\(key) 0:0: Missing value - \(key); the value is blank"
      ])
  }

  @Test func `rule ids of faults below and after a free key name the fields alone`() {
    let reading = Reading(Lists.self, yaml: "{kinds: {word: [a, '']}, texts: ['']}")
    #expect(
      reading.violations == [
        "lamp.texts.required spec.texts[0] 1:34: Missing value - texts; the value is blank",
        "lamp.kinds.required spec.kinds.word[1] 1:20: Missing value - word; the value is blank",
      ])
  }

  @Test(arguments: [(256, 0), (257, 1)]) func `at most 256 free keys are read`(_ count: Int, _ violations: Int) {
    let labels = Node.object((0..<count).map { ("k\($0)", .text("v")) })
    let reading = Reading(Lists.self, .object(["labels": labels]))
    let violation = "lamp.labels.length spec.labels 0:0: Invalid value - labels; at most 256 entries; there are 257"
    #expect(reading.violations == Array(repeating: violation, count: violations))
    #expect(reading.record.labels.count == (violations == 0 ? count : 0))
  }

  @Test func `free keys that are absent are the default or none, and a list has no keys`() {
    #expect(Reading(Lists.self, yaml: "{}").stored == #"{"texts":["x","y"],"labels":{},"kinds":{"k":["v"]}}"#)
    #expect(
      Reading(Lists.self, yaml: "{texts: [], labels: {}, kinds: {}}").stored == #"{"texts":[],"labels":{},"kinds":{}}"#)
    let reading = Reading(Lists.self, yaml: "{labels: [a], kinds: a}")
    #expect(
      reading.violations == [
        "lamp.labels.type spec.labels 1:10: Invalid value - labels; a mapping is expected here, not a list",
        "lamp.kinds.type spec.kinds 1:22: Invalid value - kinds; a mapping is expected here, not text",
      ])
    #expect(Lists.descriptions.map(\.defaultText) == ["x, y", nil, "k"])
  }

  @Test(arguments: [
    ("{}", "null"), ("{answer: ~}", "null"), ("{answer: 1}", "1"), ("{answer: [a, {b: ~}]}", #"["a",{"b":null}]"#),
    (
      "{answer: {key: s1, other: {key: s2, list: [{key: s3}]}}}",
      #"{"key":"(secret)","other":{"key":"(secret)","list":[{"key":"(secret)"}]}}"#
    ),
    ("{answer: {key: [s1], Key: s2, keys: s3}}", #"{"key":["s1"],"Key":"s2","keys":"s3"}"#),
  ])
  func `a tree is kept unchanged, with its secret members hidden at any depth`(_ yaml: String, _ stored: String) {
    let reading = Reading(Trees.self, yaml: yaml)
    #expect(reading.violations == [])
    #expect(reading.record.node["answer"]?.line == stored)
  }

  @Test func `a hidden member can be revealed and keeps its place`() {
    let node = tree("{a: {key: s1}}").hiding(["key"])
    #expect(node["a"]?.revealedLine == #"{"key":"s1"}"#)
    #expect(node["a"]?.entries?.first?.keyMark == Mark(line: 1, column: 6))
    #expect(tree("{key: s1}").hiding([]).line == #"{"key":"s1"}"#)
  }

  @Test(arguments: [
    ("{b: 1, a: [TRUE, Null, ~]}", #"{"b":1,"a":[true,null,null]}"#),
    ("{a: ['true', 0x1F, x]}", #"{"a":["true","0x1F","x"]}"#),
    ("{a: [1.50, -0, 1e3]}", #"{"a":[1.50,-0,1e3]}"#),
    ("{}", "{}"), ("{a: }", #"{"a":null}"#), ("{'1': {'': é}}", #"{"1":{"":"é"}}"#),
  ])
  func `a document is a mapping, kept in the author's order as JSON has it`(_ written: String, _ stored: String) throws
  {
    let reading = Reading(Documents.self, yaml: "{rules: \(written)}")
    #expect(reading.violations == [])
    #expect(reading.record.rules.line == stored)
    let read = try JSONReader.read(Array(stored.utf8))
    #expect(reading.record.rules == read)
  }

  @Test(arguments: [
    ("{}", "required spec.rules 1:1: Missing value - rules"),
    ("{rules: ~}", "required spec.rules 1:9: Missing value - rules"),
    ("{rules: []}", "type spec.rules 1:9: Invalid value - rules; a mapping is expected here, not a list"),
    ("{rules: '{}'}", "type spec.rules 1:9: Invalid value - rules; a mapping is expected here, not text"),
    (
      "{rules: {a: 123456789012345678901234}}",
      "length spec.rules 1:9: Invalid value - rules; as JSON it may have 28 characters; this has 30"
    ),
  ])
  func `a document that is missing, not a mapping or too long is invalid`(_ yaml: String, _ violation: String) {
    let reading = Reading(Documents.self, yaml: yaml)
    #expect(reading.violations == ["lamp.rules.\(violation)"])
    #expect(reading.record.rules == .null)
  }

  @Test(arguments: [(20, 0), (21, 1)]) func `a document's length counts the units of its JSON`(
    _ count: Int, _ faults: Int
  ) {
    // Eight of the 28 are braces, quotes, colon and key; a quote and its backslash count two.
    let reading = Reading(Documents.self, .object(["rules": .object([("k", .text("\"" + "x" * (count - 2)))])]))
    #expect(reading.violations.count == faults)
  }

  @Test func `every control character in a document is reported at its place`() {
    let reading = Reading(Documents.self, yaml: #"{rules: {"a\e": ["\t", {b: "\n"}], c: d}}"#)
    let words = "Invalid value - rules; keys and texts hold no control characters"
    #expect(
      reading.violations == [
        "lamp.rules.control spec.rules.a\u{1B} 1:10: \(words)",
        "lamp.rules.control spec.rules.a\u{1B}[0] 1:18: \(words)",
        "lamp.rules.control spec.rules.a\u{1B}[1].b 1:28: \(words)",
      ])
    #expect(reading.record.rules == .null)
  }
}

private struct Size: Fielded {
  var width = 0

  static let fields: [Field<Size>] = [.integer("width", \.width, 0...255, default: 0, "Width.")]
}

private struct Groups: Fielded {
  var size = Size()
  var must = Size()
  var list: [Size] = []

  static let fields: [Field<Groups>] = [
    .group("size", \.size, "Size."), .requiredGroup("must", \.must, "Size, again."), .list("list", \.list, "Sizes."),
  ]
}

private struct Lists: Fielded {
  var texts: [String] = []
  var labels: [ExactString: String] = [:]
  var kinds: [ExactString: [String]] = [:]

  static let fields: [Field<Lists>] = [
    .texts("texts", \.texts, default: ["x", "y"], "Texts."), .texts("labels", \.labels, "Labels."),
    .textLists("kinds", \.kinds, default: ["k": ["v"]], "Kinds."),
  ]
}

private struct Trees: Fielded {
  var answer: Node?

  static let fields: [Field<Trees>] = [.tree("answer", \.answer, secretMembers: ["key"], "Answer.")]
}

private struct Documents: Fielded {
  var rules = Node.null

  static let fields: [Field<Documents>] = [.document("rules", \.rules, maximalLength: 28, forms: [], "Rules.")]
}
