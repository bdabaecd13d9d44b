import Model
import RegistrySupport
import Source
import Testing

/// Texts of manifests and of stored objects.
@Suite struct FieldTextTests {
  @Test(arguments: [
    "a", " a ", "é", "e\u{301}", "12345678", "😀😀😀😀", "null and", "\u{200B}a", "\u{A0}a", "\u{E000}", "\u{10FFFF}",
  ])
  func `a text of one to eight units without control characters is taken byte for byte`(_ text: String) {
    let reading = Reading(Texts.self, .object(["title": .text(text)]))
    #expect(reading.violations == [])
    #expect(ExactString.same(reading.record.title, text))
  }

  @Test(arguments: ["7", "007", "-1.50", "1e3", "0x1F", "1_000", "2026-01-01", "yes", "No", "on", ".5", "9999999999"])
  func `a plain word or number counts as the text that was written`(_ plain: String) {
    let reading = Reading(Texts.self, yaml: "{title: t, remark: \(plain)}")
    #expect(reading.violations == [])
    #expect(reading.record.remark == plain)
  }

  @Test(arguments: [
    ("{}", "required spec.title 1:1: Missing value - title"),
    ("{title: }", "required spec.title 1:9: Missing value - title"),
    ("{title: ~}", "required spec.title 1:9: Missing value - title"),
    ("{title: Null}", "required spec.title 1:9: Missing value - title"),
    ("{title: ''}", "required spec.title 1:9: Missing value - title; the value is blank"),
    (#"{title: " \t\n"}"#, "required spec.title 1:9: Missing value - title; the value is blank"),
    (#"{title: "\u200B\u00AD\u3000"}"#, "required spec.title 1:9: Missing value - title; the value is blank"),
    (
      "{title: true}",
      "type spec.title 1:9: Invalid value - title; text is expected here, not a boolean; put it in quotes"
    ),
    (
      "{title: [a]}",
      "type spec.title 1:9: Invalid value - title; "
        + "text is expected here, not a list; write its one item without the brackets"
    ),
    ("{title: [a, b]}", "type spec.title 1:9: Invalid value - title; text is expected here, not a list"),
    ("{title: [[a]]}", "type spec.title 1:9: Invalid value - title; text is expected here, not a list"),
    ("{title: []}", "type spec.title 1:9: Invalid value - title; text is expected here, not a list"),
    ("{title: {a: b}}", "type spec.title 1:9: Invalid value - title; text is expected here, not a mapping"),
    (
      #"{title: "a\e[0m"}"#,
      "control spec.title 1:9: Invalid value - title; the control character U+001B is not allowed"
    ),
    (#"{title: "\0"}"#, "control spec.title 1:9: Invalid value - title; the control character U+0000 is not allowed"),
    (#"{title: "a\nb"}"#, "control spec.title 1:9: Invalid value - title; the control character U+000A is not allowed"),
    (
      #"{title: "a\x7F"}"#, "control spec.title 1:9: Invalid value - title; the control character U+007F is not allowed"
    ),
    (
      #"{title: "aé\x9B"}"#,
      "control spec.title 1:9: Invalid value - title; the control character U+009B is not allowed"
    ),
    ("{title: '123456789'}", "length spec.title 1:9: Invalid value - title; must have 1 to 8 characters; this has 9"),
    ("{title: 123456789}", "length spec.title 1:9: Invalid value - title; must have 1 to 8 characters; this has 9"),
    ("{title: 😀😀😀😀a}", "length spec.title 1:9: Invalid value - title; must have 1 to 8 characters; this has 9"),
  ])
  func `a required text of another shape is a violation at its place`(_ yaml: String, _ violation: String) {
    let reading = Reading(Texts.self, yaml: yaml)
    #expect(reading.violations == ["lamp.title.\(violation)"])
    #expect(reading.record.title == "")
  }

  @Test func `the length of a very long text is reported, and the text is not kept`() {
    let reading = Reading(Texts.self, .object(["title": .text("x" * 1_000_000)]))
    #expect(
      reading.violations == [
        "lamp.title.length spec.title 0:0: Invalid value - title; must have 1 to 8 characters; this has 1000000"
      ])
    #expect(reading.record.title == "")
  }

  @Test(arguments: [
    ("{}", "calm"), ("{mood: }", "calm"), ("{mood: wild}", "wild"), ("{mood: 'null'}", "null"),
  ])
  func `a text with a default is the default where it is absent`(_ members: String, _ mood: String) {
    var node = tree(members)
    node.value = .mapping((node.entries ?? []) + [Entry(key: "title", value: .text("t"))])
    let reading = Reading(Texts.self, node)
    #expect(reading.violations == [])
    #expect(reading.record.mood == mood)
  }

  @Test func `a blank text does not mean the default`() {
    let reading = Reading(Texts.self, yaml: "{title: t, mood: ' '}")
    #expect(
      reading.violations == ["lamp.mood.required spec.mood 1:18: Missing value - mood; the value is blank"])
    #expect(reading.record.mood == "calm")
  }

  @Test(arguments: ["{title: t}", "{title: t, note: }", "{title: t, note: ''}", "{title: t, note: \" \\u200B \"}"])
  func `a text whose least length is zero may be blank, which counts as absent`(_ yaml: String) {
    let reading = Reading(Texts.self, yaml: yaml)
    #expect(reading.violations == [])
    #expect(reading.record.note == nil)
  }

  @Test(
    arguments: [
      (#"a\nb"#, nil), (#"\ta"#, nil), (#"a\r\nb"#, "U+000D"), (#"a\x0Bb"#, "U+000B"), (#"a\x85b"#, "U+0085"),
      (#"a\eb"#, "U+001B"),
    ] as [(String, String?)])
  func `a text of several lines may hold line feeds and tabs, and no other control character`(
    _ text: String, _ control: String?
  ) {
    let reading = Reading(Texts.self, yaml: "{title: t, note: \"\(text)\"}")
    #expect(
      reading.violations
        == (control.map {
          ["lamp.note.control spec.note 1:18: Invalid value - note; the control character \($0) is not allowed"]
        } ?? []))
    #expect((reading.record.note == nil) == (control != nil))
  }

  @Test(
    arguments: [
      ("abc", nil), ("abcd", "format spec.remark 1:20: Invalid value - remark; write no d"),
      // The length is checked before the format.
      ("ddddddddddddd", "length spec.remark 1:20: Invalid value - remark; must have 1 to 12 characters; this has 13"),
    ] as [(String, String?)])
  func `a format is asked after everything else`(_ text: String, _ violation: String?) {
    let reading = Reading(Texts.self, yaml: "{title: t, remark: \(text)}")
    #expect(reading.violations == (violation.map { ["lamp.remark.\($0)"] } ?? []))
    #expect(reading.record.remark == (violation == nil ? text : nil))
  }

  @Test(arguments: [
    "", " ", "null", "true", "1", "\u{1B}[0m", "e\u{301}", "x" * 100_000, "\u{200B}", "\u{0}",
  ])
  func `text that the program wrote itself may be any text`(_ text: String) {
    let reading = Reading(Notes.self, .object(["by": .text(text), "also": .text(text)]))
    #expect(reading.violations == [])
    #expect(ExactString.same(reading.record.by, text))
    #expect(ExactString.same(reading.record.also ?? "absent", text))
  }

  @Test(arguments: [
    ("{}", ["lamp.by.required spec.by 1:1: Missing value - by"]),
    ("{by: }", ["lamp.by.required spec.by 1:6: Missing value - by"]),
    ("{by: 1}", ["lamp.by.type spec.by 1:6: Invalid value - by; text is expected here, not a number"]),
    ("{by: yes}", ["lamp.by.type spec.by 1:6: Invalid value - by; text is expected here, not text"]),
    (
      "{by: [a], also: {}}",
      [
        "lamp.by.type spec.by 1:6: Invalid value - by; text is expected here, not a list",
        "lamp.also.type spec.also 1:17: Invalid value - also; text is expected here, not a mapping",
      ]
    ),
  ])
  func `text that the program wrote is always in quotes`(_ yaml: String, _ violations: [String]) {
    let reading = Reading(Notes.self, yaml: yaml)
    #expect(reading.violations == violations)
    #expect(reading.stored == #"{"by":"","also":null}"#)
  }

  @Test func `a secret is read from text or from a secret, and never shown`() {
    for node in [Node.text("k-1"), .secret(Secret("k-1"))] {
      let reading = Reading(Keys.self, .object(["key": node]))
      #expect(reading.violations == [])
      #expect(reading.record.key == Secret("k-1"))
      #expect(reading.stored == #"{"key":"(secret)"}"#)
      #expect(reading.record.node.revealedLine == #"{"key":"k-1"}"#)
      #expect("\(reading.record)".contains("k-1") == false)
    }
  }

  @Test(
    arguments: [
      (.null, "required spec.key 0:0: Missing value - key"),
      (.text(""), "required spec.key 0:0: Missing value - key; the value is blank"),
      (.secret(Secret(" ")), "required spec.key 0:0: Missing value - key; the value is blank"),
      (
        .secret(Secret("x" * 1025)),
        "length spec.key 0:0: Invalid value - key; must have 1 to 1024 characters; this has 1025"
      ),
      (
        .secret(Secret("k\u{1B}")),
        "control spec.key 0:0: Invalid value - key; the control character U+001B is not allowed"
      ),
      (.list([]), "type spec.key 0:0: Invalid value - key; text is expected here, not a list"),
    ] as [(Node, String)])
  func `no violation quotes the secret`(_ node: Node, _ violation: String) {
    let reading = Reading(Keys.self, .object(["key": node]))
    #expect(reading.violations == ["lamp.key.\(violation)"])
    #expect(reading.record.key == Secret("unset"))
  }

  @Test func `a secret is not accepted as the text of another member`() {
    let reading = Reading(Texts.self, .object(["title": .secret(Secret("k-1"))]))
    #expect(
      reading.violations == ["lamp.title.type spec.title 0:0: Invalid value - title; text is expected here, not text"])
  }
}

private struct Texts: Fielded {
  var title = ""
  var mood = "calm"
  var note: String?
  var remark: String?

  static let withoutD = TextFormat(name: "withoutD", pattern: "^[^d]*$", explanation: "write no d") {
    !$0.contains("d")
  }

  static let fields: [Field<Texts>] = [
    .text("title", \.title, TextLimits(1...8), "Title."),
    .text("mood", \.mood, TextLimits(1...8), default: "calm", "Mood."),
    .optionalText("note", \.note, TextLimits(0...16, isMultiline: true), "Note."),
    .optionalText("remark", \.remark, TextLimits(1...12, format: withoutD), "Remark."),
  ]
}

private struct Notes: Fielded {
  var by = ""
  var also: String?

  static let fields: [Field<Notes>] = [
    .anyText("by", \.by, "Author."), .optionalAnyText("also", \.also, "Another."),
  ]
}

private struct Keys: Fielded {
  var key = Secret("unset")

  static let fields: [Field<Keys>] = [.secret("key", \.key, "Key.")]
}
