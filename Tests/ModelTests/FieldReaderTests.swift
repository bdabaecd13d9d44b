import RegistrySupport
import Source
import Testing

@testable import Model

/// How the reader of fields answers: codes, places, ids of rules.
@Suite struct FieldReaderTests {
  @Test(
    arguments: [
      (.required, "name", "M own"), (.required, "other", "M all"), (.word, "status", "I word"),
      (.word, "name", "I all"),
      (.type, "status", "I all"), (.length, "name", "I all"), (.unknown, "name", "I all"), (.file, "name", "I all"),
      (.required, "status", "M all"), (.required, "nam\u{435}", "M all"),
    ] as [(FieldReader.Fault, String, String)])
  func `a fault has its own answer, its field's, or that of all`(
    _ fault: FieldReader.Fault, _ field: String, _ message: String
  ) {
    #expect(codes.answer(to: fault, of: field).message == message)
  }

  @Test func `the answer of the project has no code`() {
    for fault in FieldReader.Fault.allCases {
      let answer = FieldCodes.ours.answer(to: fault, of: "x")
      #expect(answer.code == nil)
      #expect(answer.message(for: "x") == (fault == .required ? "Missing value - x" : "Invalid value - x"))
    }
  }

  @Test(arguments: [(" - ", "Invalid - x"), ("", "Invalidx"), (nil, "Invalid")] as [(String?, String)])
  func `a message ends in the field's name where its separator says so`(_ separator: String?, _ message: String) {
    #expect(FieldCodes.Answer("C", message: "Invalid", separator: separator).message(for: "x") == message)
  }

  @Test func `a hint names what is missing where the message does not`() {
    let codes = FieldCodes(
      missing: .init("C", message: "Missing Input Parameter", separator: nil),
      invalid: .init("D", message: "Invalid Input Parameter", separator: nil))
    var reader = FieldReader(prefix: "lamp", codes: codes, root: "spec", mark: .none)
    reader.enter("size")
    reader.reject(.required)
    reader.reject(.required, hint: "the value is blank")
    reader.reject(.type)
    #expect(
      reader.violations.map(\.brief) == [
        "lamp.size.required spec.size 0:0: C Missing Input Parameter; size is missing",
        "lamp.size.required spec.size 0:0: C Missing Input Parameter; the value is blank",
        "lamp.size.type spec.size 0:0: D Invalid Input Parameter",
      ])
  }

  @Test func `a violation without a place of its own has that of what surrounds it`() {
    var reader = FieldReader(prefix: "lamp", codes: .ours, root: "spec", mark: Mark(line: 1, column: 1))
    let value = reader.within(Mark(line: 2, column: 2)) { reader in
      reader.within(Mark(line: 3, column: 3)) { $0.reject(.required) }
      reader.reject(.required)
      reader.reject(.type, at: Mark(line: 4, column: 4))
      return 7
    }
    reader.reject(.required)
    #expect(value == 7)
    #expect(reader.violations.map { "\($0.mark.line)" } == ["3", "2", "4", "1"])
    #expect(reader.violations.allSatisfy { $0.severity == .error })
  }

  @Test func `the id of a rule leaves out the root, positions and free keys`() {
    var reader = FieldReader(prefix: "lamp", codes: .ours, root: ["spec", "deep"], mark: .none)
    reader.reject(.type)
    reader.enter("list")
    reader.enter(3)
    reader.enter(free: "spec")
    reader.enter("size")
    reader.reject(.range)
    reader.leave()
    reader.leave()
    reader.leave()
    reader.enter(4)
    reader.enter("name")
    reader.reject(.range)
    #expect(
      reader.violations.map { "\($0.rule) \($0.path)" } == [
        "lamp.type spec.deep", "lamp.list.size.range spec.deep.list[3].spec.size",
        "lamp.list.name.range spec.deep.list[4].name",
      ])
  }

  @Test(
    arguments: [
      ([], .type, "lamp.type"), ([.key("a"), .index(2), .key("b")], .word, "lamp.a.b.word"),
      ([.index(0)], .surplus, "lamp.surplus"),
    ] as [([NodePath.Step], FieldReader.Fault, String)])
  func `an id of a rule is prefix, fields and fault`(
    _ steps: [NodePath.Step], _ fault: FieldReader.Fault, _ id: String
  ) {
    #expect(FieldReader.ruleID("lamp", steps: steps, fault: fault) == id)
  }

  @Test func `further names are suggested at the root alone`() {
    let entry = Entry(key: "colour", value: .null)
    var reader = FieldReader(prefix: "lamp", codes: .ours, root: "spec", mark: .none, furtherNames: ["color"])
    reader.rejectUnknownKey(entry, among: ["size"])
    reader.enter("size")
    reader.rejectUnknownKey(entry, among: ["width"])
    #expect(
      reader.violations.map { $0.hint } == [#"did you mean "color"?"#, "the fields here are width"])
  }

  @Test func `a fault in a decoded text is placed at the text, and its hint names the member`() {
    var reader = FieldReader(prefix: "lamp", codes: .ours, root: "spec", mark: .none)
    reader.enter("data")
    reader.reject(.type)
    reader.decoding("data", at: Mark(line: 5, column: 6)) { reader in
      reader.enter("size")
      reader.reject(.required)
      reader.reject(.range, hint: "must be from 0 to 9")
      reader.leave()
    }
    reader.reject(.type)
    #expect(
      reader.violations.map(\.brief) == [
        "lamp.data.type spec.data 0:0: Invalid value - data",
        "lamp.data.size.required spec.data 5:6: Missing value - size; in the decoded data, size: it is missing",
        "lamp.data.size.range spec.data 5:6: Invalid value - size; in the decoded data, size: must be from 0 to 9",
        "lamp.data.type spec.data 0:0: Invalid value - data",
      ])
  }

  @Test func `a missing member of a decoded text is named once`() {
    let codes = FieldCodes(
      missing: .init("C", message: "Missing Input Parameter", separator: nil), invalid: .init("D", message: "Invalid"))
    var reader = FieldReader(prefix: "lamp", codes: codes, root: "spec", mark: .none)
    reader.enter("data")
    reader.decoding("data", at: .none) { reader in
      reader.enter("size")
      reader.reject(.required)
      reader.leave()
    }
    #expect(
      reader.violations.map(\.brief) == [
        "lamp.data.size.required spec.data 0:0: C Missing Input Parameter; in the decoded data, size: it is missing"
      ])
  }

  @Test func `members decoded as neighbours keep their own rules`() {
    var reader = FieldReader(prefix: "lamp", codes: .ours, root: "spec", mark: .none)
    reader.enter("data")
    reader.decoding("data", at: Mark(line: 5, column: 6), asNeighbours: true) { reader in
      reader.enter("size")
      reader.reject(.range)
      reader.leave()
    }
    #expect(
      reader.violations.map(\.brief) == [
        "lamp.size.range spec.data 5:6: Invalid value - size; in the decoded data, size: it is missing"
      ])
  }

  @Test func `a fault of a text encoded twice names the innermost member`() {
    var reader = FieldReader(prefix: "lamp", codes: .ours, root: "spec", mark: .none)
    reader.enter("data")
    reader.decoding("data", at: Mark(line: 5, column: 6)) { reader in
      reader.enter("info")
      reader.decoding("info", at: Mark(line: 1, column: 2)) { reader in
        reader.enter("size")
        reader.reject(.range, hint: "must be 1, 2 or 3")
        reader.leave()
      }
      reader.leave()
    }
    #expect(
      reader.violations.map(\.brief) == [
        "lamp.data.info.size.range spec.data 5:6: Invalid value - size; in the decoded data, info.size: must be 1, 2 or 3"
      ])
  }

  @Test func `without attachments, no file can be read`() {
    let reader = FieldReader(prefix: "lamp", codes: .ours, root: "spec", mark: .none)
    #expect(
      reader.attachment("a.pem") == .failure(AttachmentFault("files beside the manifest cannot be read here")))
  }

  private let codes = FieldCodes(
    missing: .init("M", message: "M all"), invalid: .init("I", message: "I all"),
    words: ["status": .init("W", message: "I word")], absences: ["name": .init("A", message: "M own")])
}
