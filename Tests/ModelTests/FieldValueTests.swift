import Model
import RegistrySupport
import Source
import Testing

/// Words, switches, numbers, times and shares.
@Suite struct FieldValueTests {
  @Test(arguments: [
    ("ON", "ON"), ("on", "ON"), ("On", "ON"), ("'off'", "OFF"), ("DIM", "dim"), ("glow", "dim"), ("GLOW", "dim"),
  ])
  func `a word is taken in any case, and so are its aliases`(_ written: String, _ word: String) {
    let reading = Reading(Words.self, yaml: "{light: \(written), strict: ON}")
    #expect(reading.violations == [])
    #expect(reading.record.light.rawValue == word)
  }

  @Test(arguments: ["on", "On", "glow", "DIM", "ON ", "O\u{301}N"])
  func `where case counts, the word alone is taken, and no alias`(_ written: String) {
    let reading = Reading(Words.self, .object(["strict": .text(written)]))
    #expect(
      reading.violations == [
        #"lamp.strict.word spec.strict 0:0: Invalid value - strict; must be "ON" or "OFF" or "dim""#
      ])
    #expect(reading.record.strict == .off)
  }

  @Test(
    arguments: [
      .text(""), .text("ONN"), .text("on\u{0}"), .text("o\u{301}n"), .text("\u{FF4F}n"), .boolean(true), .integer(1),
      .list([.text("ON")]), .object([("ON", .null)]), .text("x" * 100_000), .secret(Secret("ON")),
    ] as [Node])
  func `any other value is invalid and leaves the default`(_ node: Node) {
    let reading = Reading(Words.self, .object(["light": node, "strict": .text("ON")]))
    #expect(
      reading.violations == [
        #"lamp.light.word spec.light 0:0: Invalid value - light; must be "ON" or "OFF" or "dim" or "glow""#
      ])
    #expect(reading.record.light == .dim)
  }

  @Test func `absent words are the default, a fault, or nil`() {
    for yaml in ["{}", "{light: , strict: , maybe: }", "{light: ~, strict: ~, maybe: ~}"] {
      let reading = Reading(Words.self, yaml: yaml)
      #expect(reading.record.light == .dim && reading.record.maybe == nil)
      #expect(reading.violations.map { $0.prefix(32) } == ["lamp.strict.required spec.strict"])
    }
  }

  @Test(arguments: [("true", true), ("True", true), ("TRUE", true), ("false", false), ("FALSE", false)])
  func `a boolean is true or false, as YAML writes them`(_ written: String, _ value: Bool) {
    let reading = Reading(Flags.self, yaml: "{isLit: \(written), isOld: \(written)}")
    #expect(reading.violations == [])
    #expect(reading.record.isLit == value && reading.record.isOld == value)
  }

  @Test(arguments: ["yes", "on", "1", "0", "'true'", "tRUE", "[true]", "{true: }", "''"])
  func `any other value is not a boolean`(_ written: String) {
    let reading = Reading(Flags.self, yaml: "{isLit: \(written), isOld: \(written)}")
    #expect(
      reading.violations.map { $0.split(separator: " ")[0] + $0.drop { $0 != ";" } } == [
        "lamp.isLit.type; write true or false", "lamp.isOld.type; write true or false",
      ])
    #expect(reading.record.isLit && !reading.record.isOld)
  }

  @Test func `a required boolean is reported when absent, another has its default`() {
    let reading = Reading(Flags.self, yaml: "{isOld: ~}")
    #expect(reading.violations == ["lamp.isOld.required spec.isOld 1:9: Missing value - isOld"])
    #expect(reading.record.isLit && !reading.record.isOld)
  }

  @Test(arguments: [("-5", -5), ("0", 0), ("-0", 0), ("100", 100), ("~", 7), ("", 7)])
  func `a whole number of the range is taken`(_ written: String, _ count: Int) {
    let reading = Reading(Numbers.self, yaml: "{count: \(written)}")
    #expect(reading.violations == [])
    #expect(reading.record.count == count)
  }

  @Test(arguments: [
    ("-6", "range spec.count 1:9: Invalid value - count; must be from -5 to 100"),
    ("101", "range spec.count 1:9: Invalid value - count; must be from -5 to 100"),
    ("9223372036854775808", "range spec.count 1:9: Invalid value - count; must be from -5 to 100"),
    ("-9223372036854775809", "range spec.count 1:9: Invalid value - count; must be from -5 to 100"),
    ("9" * 5000, "range spec.count 1:9: Invalid value - count; must be from -5 to 100"),
    ("'5'", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not text"),
    ("1.0", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not a number"),
    ("1e1", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not a number"),
    ("007", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not text"),
    ("+5", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not text"),
    ("0x10", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not text"),
    ("５", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not text"),
    ("true", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not a boolean"),
    ("[5]", "type spec.count 1:9: Invalid value - count; a whole number is expected here, not a list"),
  ])
  func `any other value is out of range or not a whole number`(_ written: String, _ violation: String) {
    let reading = Reading(Numbers.self, yaml: "{count: \(written)}")
    #expect(reading.violations == ["lamp.count.\(violation)"])
    #expect(reading.record.count == 7)
  }

  @Test(arguments: [
    ("0%", 0), ("7%", 7), ("10%", 10), ("99%", 99), ("100%", 100), ("'50%'", 50), ("~", 10),
  ])
  func `a percentage is a whole number with a per cent sign`(_ written: String, _ share: Int) {
    let reading = Reading(Numbers.self, yaml: "{share: \(written)}")
    #expect(reading.violations == [])
    #expect(reading.record.share == share)
    #expect(reading.record.node["share"] == .text("\(share)%"))
  }

  @Test(arguments: [
    "10", "'%'", "101%", "1000%", "-1%", "1.5%", "1 %", "'10% '", "'1٠%'", "10%%", "'% 1'", "[10%]", "true",
  ])
  func `any other value is not a percentage`(_ written: String) {
    let reading = Reading(Numbers.self, yaml: "{share: \(written)}")
    #expect(
      reading.violations == [
        "lamp.share.format spec.share 1:9: Invalid value - share; write a share such as 10%, from 0% to 100%"
      ])
    #expect(reading.record.share == 10)
  }

  @Test(arguments: [
    ("2026-11-22T12:50:42.208Z", "2026-11-22T12:50:42.208Z"), ("2026-11-22", "2026-11-22T00:00:00.000Z"),
    ("'2026-11-22T12:50:42+05:30'", "2026-11-22T07:20:42.000Z"),
  ])
  func `a time is stored in UTC`(_ written: String, _ stored: String) {
    let reading = Reading(Times.self, yaml: "{at: \(written), until: \(written)}")
    #expect(reading.violations == [])
    #expect(reading.stored == #"{"at":"\#(stored)","until":"\#(stored)"}"#)
  }

  @Test(arguments: [
    ("{}", ["required spec.at 1:1: Missing value - at"]),
    ("{at: ~, until: ~}", ["required spec.at 1:6: Missing value - at"]),
    (
      "{at: now}",
      ["format spec.at 1:6: Invalid value - at; write a time such as 2026-11-22T12:50:42.208Z"]
    ),
    (
      "{at: [2026-11-22]}",
      ["format spec.at 1:6: Invalid value - at; write a time such as 2026-11-22T12:50:42.208Z"]
    ),
    (
      "{at: 1795351842208}",
      ["format spec.at 1:6: Invalid value - at; write a time such as 2026-11-22T12:50:42.208Z"]
    ),
    (
      "{at: ''}",
      ["format spec.at 1:6: Invalid value - at; write a time such as 2026-11-22T12:50:42.208Z"]
    ),
  ])
  func `a value that is not a time leaves the value unchanged`(_ yaml: String, _ violations: [String]) {
    let reading = Reading(Times.self, yaml: yaml)
    #expect(reading.violations == violations.map { "lamp.at.\($0)" })
    #expect(reading.stored == #"{"at":"1970-01-01T00:00:00.000Z","until":null}"#)
  }

  @Test func `descriptions contain defaults, aliases, and what is required`() {
    let descriptions = Words.descriptions + Flags.descriptions + Numbers.descriptions
    #expect(descriptions.map(\.defaultText) == ["dim", nil, nil, "true", nil, "7", "10%"])
    #expect(descriptions.map(\.isRequired) == [false, true, false, false, true, false, false])
    let aliases = Words.descriptions.map { field -> [String] in
      guard case .words(let words, let anyCase, let aliases) = field.shape else { return [] }
      return words + ["\(anyCase)"] + aliases
    }
    #expect(
      aliases == [
        ["ON", "OFF", "dim", "true", "glow"], ["ON", "OFF", "dim", "false"], ["ON", "OFF", "dim", "true", "glow"],
      ])
  }
}

private enum Light: String, Word {
  case lit = "ON"
  case off = "OFF"
  case dim = "dim"

  static let aliases: KeyValuePairs<String, Light> = ["glow": .dim]
}

private struct Words: Fielded {
  var light = Light.dim
  var strict = Light.off
  var maybe: Light?

  static let fields: [Field<Words>] = [
    .word("light", \.light, default: .dim, "Light."),
    .requiredWord("strict", \.strict, anyCase: false, "Light, in its case."),
    .optionalWord("maybe", \.maybe, "Light, if known."),
  ]
}

private struct Flags: Fielded {
  var isLit = true
  var isOld = false

  static let fields: [Field<Flags>] = [
    .boolean("isLit", \.isLit, default: true, "Whether it is lit."),
    .requiredBoolean("isOld", \.isOld, "Whether it is old."),
  ]
}

private struct Numbers: Fielded {
  var count = 7
  var share = 10

  static let fields: [Field<Numbers>] = [
    .integer("count", \.count, -5...100, default: 7, "Count."),
    .percentage("share", \.share, default: 10, "Share."),
  ]
}

private struct Times: Fielded {
  var at = Instant(milliseconds: 0)
  var until: Instant?

  static let fields: [Field<Times>] = [.time("at", \.at, "When."), .optionalTime("until", \.until, "Until when.")]
}
