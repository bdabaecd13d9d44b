import RegistrySupport
import Source
import Testing

@testable import Model

/// Rules as the reference lists them, from the field tables and operations.
@Suite struct RuleDescriptionTests {
  @Test func `every shape of a field has its rules and fixes`() {
    let rules = RuleDescription.shapes(of: Shapes.descriptions, codes: .ours, path: ["lamp"])
    #expect(
      rules.map { "\($0.id): \($0.summary)\($0.fix.map { " Fix: \($0)" } ?? "")" } == [
        "lamp.text.required: text is present and not blank.", "lamp.text.type: text is text. Fix: put it in quotes",
        "lamp.text.control: text holds no control characters.",
        "lamp.text.length: text has 1 to 8 characters. Fix: must have 1 to 8 characters",
        "lamp.text.format: text: write no d. Fix: write no d",
        "lamp.blank.type: blank is text. Fix: put it in quotes",
        "lamp.blank.control: blank holds no control characters.",
        "lamp.blank.length: blank has 0 to 8 characters. Fix: must have 0 to 8 characters",
        "lamp.word.word: word is ON or OFF. Fix: write ON or OFF",
        "lamp.must.required: must is present.", "lamp.must.word: must is ON or OFF. Fix: write ON or OFF",
        "lamp.flag.type: flag is true or false. Fix: write true or false",
        "lamp.count.type: count is a whole number.",
        "lamp.count.range: count is from 1 to 9. Fix: must be from 1 to 9",
        "lamp.time.required: time is present.",
        "lamp.time.format: time is a time in UTC. Fix: write a time such as 2026-11-22T12:50:42.208Z",
        "lamp.share.format: share is a share from 0% to 100%. Fix: write a share such as 10%, from 0% to 100%",
        "lamp.group.type: group is a mapping.", "lamp.group.watts.type: watts is a whole number.",
        "lamp.group.watts.range: watts is from 1 to 9. Fix: must be from 1 to 9",
        "lamp.group.unknown: The fields are watts.",
        "lamp.list.type: list is a list.", "lamp.list.watts.type: watts is a whole number.",
        "lamp.list.watts.range: watts is from 1 to 9. Fix: must be from 1 to 9",
        "lamp.list.unknown: The fields are watts.",
        "lamp.texts.type: texts is a list.",
        "lamp.map.type: map is a mapping.", "lamp.map.length: map has at most 256 entries.",
        "lamp.map.format: The keys of map have 1 to 128 characters, none of them a control character.",
        "lamp.map.required: The values of map are not blank.",
        "lamp.map.control: The values of map hold no control characters.",
        "lamp.document.required: document is present.", "lamp.document.type: document is a mapping.",
        "lamp.document.control: Keys and texts of document hold no control characters.",
        "lamp.document.length: As JSON, document has at most 99 characters.",
        "lamp.bodyFile.required: bodyFile is not blank if it is present.", "lamp.bodyFile.type: bodyFile is text.",
        "lamp.bodyFile.control: bodyFile holds no control characters.",
        "lamp.bodyFile.length: bodyFile has 1 to 512 characters.",
        "lamp.bodyFile.file: bodyFile names a text file of at most 64 KiB, relative to the manifest's folder and inside the registry folder.",
        "lamp.body.required: body is not blank if it is present.",
        "lamp.body.type: body is text. Fix: put it in quotes",
        "lamp.body.control: body holds no control characters.",
        "lamp.body.length: body has 1 to 8 characters. Fix: must have 1 to 8 characters",
        "lamp.body.surplus: body is left out if bodyFile is given.",
        "lamp.unknown: The fields are text, blank, word, must, flag, count, time, share, group, list, texts, map, document, any, key, tree, bodyFile, body.",
      ])
    #expect(rules.allSatisfy { $0.code == nil && $0.citation == "partnerctl's own rule" && $0.unreachable == nil })
  }

  @Test func `a rule has the code and message of its field's answer`() {
    let codes = FieldCodes(
      missing: .init("M1", message: "Missing"), invalid: .init("I1", message: "Invalid"),
      words: ["must": .init("W1", message: "Wrong", separator: nil)], absences: ["must": .init("A1", message: "Absent")]
    )
    let fields = Shapes.descriptions.filter { ["must", "flag"].contains($0.name) }
    let rules = RuleDescription.mapping(fields, codes: codes, path: ["lamp", "size"], beside: ["more"])
    #expect(
      rules.map { "\($0.id) \($0.code ?? "-") \($0.message) | \($0.citation)" } == [
        "lamp.size.type I1 Invalid - size | partnerctl's own rule",
        "lamp.size.must.required A1 Absent - must | formats §3",
        "lamp.size.must.word W1 Wrong | formats §3", "lamp.size.flag.type I1 Invalid - flag | formats §3",
        "lamp.size.unknown I1 Invalid | partnerctl's own rule",
      ])
    #expect(rules.last?.summary == "The fields are must, flag, more.")
    #expect(rules.first?.summary == "size is a mapping.")
  }

  @Test func `every rule that reading can break is described`() {
    // Each wrong shape once; an empty mapping lacks what is required.
    let wrong: [Node] = [
      .object([:]), .object(Shapes.fields.map { ($0.name, Node.list([.object([("x", .null)])])) } + [("x", .null)]),
      .object(Shapes.fields.map { ($0.name, Node.text("\u{1B}")) }),
      .object(Shapes.fields.map { ($0.name, Node.text("d" * 9999)) }),
      .object(Shapes.fields.map { ($0.name, Node.text("d")) }),
      .object(Shapes.fields.map { ($0.name, Node.text(" ")) }),
      .object(Shapes.fields.map { ($0.name, Node.integer(99)) }),
      .object(Shapes.fields.map { ($0.name, Node.object([("\u{1B}", .null), ("k", .text("\u{1B}"))])) }),
      .object([("document", .object([("k", .text("x" * 99))])), ("map", .object((0..<257).map { ("\($0)", .null) }))]),
      .object([("group", .object([("watts", .integer(99))])), ("map", .object([("k", .text(""))]))]),
      .object([("list", .list([.object([("watts", .text("x"))])]))]),
    ]
    let broken = Set(
      wrong.flatMap { Reading(Shapes.self, $0).violations.map { $0.split(separator: " ")[0] } }.map(String.init))
    // What the program alone writes is not described, for no manifest has it; nor are a list's own texts.
    let own = ["any", "key", "tree", "texts"].map { "lamp.\($0)." }
    let known = Set(RuleDescription.shapes(of: Shapes.descriptions, codes: .ours, path: ["lamp"]).map(\.id))
    #expect(broken.filter { id in !own.contains { id.hasPrefix($0) } }.subtracting(known) == [])
    #expect(broken.count > 30)
  }

  @Test func `a kind's rules are its fields', its own, its preconditions' and its warnings'`() {
    let ids = Lamp.ruleDescriptions.map(\.id)
    #expect(
      ids.suffix(5) == ["lamp.unknown", "lamp.title.blanks", "lamp.title.free", "lamp.id.known", "lamp.title.similar"])
    #expect(ids.first == "lamp.title.required")
  }

  @Test func `a rule has a second code where a change is answered differently`() throws {
    let rules = Lamp.ruleDescriptions
    let length = try #require(rules.first { $0.id == "lamp.title.length" })
    #expect(length.code == "LMP_002" && length.codeOfChange == "LMP_003")
    let required = try #require(rules.first { $0.id == "lamp.title.required" })
    #expect(required.code == "LMP_001" && required.codeOfChange == nil)
  }

  @Test func `a rule has one event of each operation, that of the request where no other is documented`() throws {
    let events = Dictionary(uniqueKeysWithValues: Lamp.ruleDescriptions.map { ($0.id, $0.events) })
    #expect(
      events["lamp.title.required"] == [
        EventOfRule(operation: "lamp.create", event: "LMP_101"), EventOfRule(operation: "lamp.amend", event: "LMP_201"),
      ])
    #expect(
      events["lamp.title.free"] == [
        EventOfRule(operation: "lamp.create", event: "LMP_100"), EventOfRule(operation: "lamp.amend", event: "LMP_200"),
      ])
    // No manifest can break it, and it has no failure event of its own.
    #expect(events["lamp.id.known"] == [])
  }

  @Test func `a precondition and a warning are described by themselves`() throws {
    let rules = Lamp.ruleDescriptions
    let free = try #require(rules.first { $0.id == "lamp.title.free" })
    #expect(free.citation == "operation A1" && free.fix == "choose another" && free.code == "LMP_004")
    let known = try #require(rules.first { $0.id == "lamp.id.known" })
    #expect(known.unreachable == "a manifest creates it" && known.message == "No lamp %s here" && known.fix == nil)
    let similar = try #require(rules.last)
    #expect(similar.severity == .warning && similar.code == nil && similar.citation == "Unicode TR 39")
    #expect(rules.filter { $0.severity == .warning }.count == 1)
  }
}

private enum Light: String, Word {
  case on = "ON"
  case off = "OFF"
}

private struct Watts: Fielded {
  var watts = 1

  static let fields: [Field<Watts>] = [.integer("watts", \.watts, 1...9, default: 1, "Watts.")]
}

/// A record with every shape of a field but the encodable one, which kinds make themselves.
private struct Shapes: Fielded {
  var text = ""
  var blank: String?
  var word = Light.on
  var must = Light.on
  var flag = false
  var count = 1
  var time = Instant(milliseconds: 0)
  var share = 0
  var group = Watts()
  var list: [Watts] = []
  var texts: [String] = []
  var map: [ExactString: String] = [:]
  var document = Node.null
  var any: String?
  var key = Secret("")
  var tree: Node?
  var body: String?
  var bodyFile: String?

  private static let withoutD = TextFormat(name: "withoutD", pattern: "^[^d]*$", explanation: "write no d") {
    !$0.contains("d")
  }

  static let fields: [Field<Shapes>] =
    [
      .text("text", \.text, TextLimits(1...8, format: withoutD), "Text."),
      .optionalText("blank", \.blank, TextLimits(0...8), "Text that may be blank."),
      .word("word", \.word, default: .on, "Word."), .requiredWord("must", \.must, "Word that must be there."),
      .boolean("flag", \.flag, default: false, "Switch."), .integer("count", \.count, 1...9, default: 1, "Number."),
      .time("time", \.time, "Time."), .percentage("share", \.share, default: 0, "Share."),
      .group("group", \.group, "Group."), .list("list", \.list, "List."),
      .texts("texts", \.texts, default: [], "Texts."),
      .texts("map", \.map, "Map."), .document("document", \.document, maximalLength: 99, forms: [], "Document."),
      .optionalAnyText("any", \.any, "Anything."), .secret("key", \.key, "Key."), .tree("tree", \.tree, "Tree."),
    ] + Field.optionalFileOrText("body", \.body, file: \.bodyFile, TextLimits(1...8), "Text or file.")
}
