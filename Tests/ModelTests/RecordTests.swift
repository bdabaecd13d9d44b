import RegistrySupport
import Source
import Testing

@testable import Model

/// Records as field tables read, write, copy and describe them.
@Suite struct RecordTests {
  @Test(arguments: [
    "{a: 1, b: 2, c: 3}", "{c: 3, b: 2, a: 1}", "{b: 2, c: 3, a: 1}", "{b: 2, a: 1, c: 3}",
  ])
  func `members are read in any order, and written in the table's`(_ yaml: String) {
    let reading = Reading(Three.self, yaml: yaml)
    #expect(reading.violations == [])
    #expect(reading.stored == #"{"a":"1","b":"2","c":"3"}"#)
  }

  @Test(arguments: [
    ("{b: 2}", #"{"a":null,"b":"2","c":null}"#), ("{c: 3, a: 1}", #"{"a":"1","b":null,"c":"3"}"#),
    ("{}", #"{"a":null,"b":null,"c":null}"#), ("~", #"{"a":null,"b":null,"c":null}"#),
  ])
  func `members that are absent are written as null`(_ yaml: String, _ stored: String) {
    let reading = Reading(Three.self, yaml: yaml)
    #expect(reading.violations == [])
    #expect(reading.stored == stored)
  }

  @Test func `a record that is absent has no members and no violation`() {
    let reading = Reading(Three.self, nil)
    #expect(reading.violations == [])
    #expect(reading.stored == #"{"a":null,"b":null,"c":null}"#)
  }

  @Test(arguments: [("[]", "a list"), ("a", "text"), ("1", "a number"), ("false", "a boolean"), ("''", "text")])
  func `a value that is not a mapping is not a record`(_ yaml: String, _ word: String) {
    let reading = Reading(Three.self, yaml: yaml)
    #expect(
      reading.violations == ["lamp.type spec 1:1: Invalid value - spec; a mapping is expected here, not \(word)"])
    #expect(reading.stored == #"{"a":null,"b":null,"c":null}"#)
  }

  @Test func `unknown members are reported after the known ones, with a suggestion`() {
    let node = tree("{A: 1, alpha: x, b: [], '': y, first name: z}")
    #expect(
      Reading(Three.self, node, furtherNames: ["alphas"]).violations == [
        "lamp.b.type spec.b 1:21: Invalid value - b; text is expected here, not a list",
        #"lamp.unknown spec.A 1:2: Unknown field "A"; did you mean "a"?"#,
        #"lamp.unknown spec.alpha 1:8: Unknown field "alpha"; did you mean "alphas"?"#,
        #"lamp.unknown spec. 1:25: Unknown field ""; did you mean "a"?"#,
        #"lamp.unknown spec.first name 1:32: Unknown field "first name"; the fields here are a, b, c, alphas"#,
      ])
  }

  @Test func `a member's name in another encoding of its letters is unknown`() {
    let reading = Reading(Accented.self, .object([("e\u{301}", .text("x"))]))
    #expect(reading.record.value == nil)
    #expect(reading.violations.count == 1 && reading.violations[0].hasPrefix("lamp.unknown spec.e\u{301} "))
    #expect(Reading(Accented.self, .object([("\u{E9}", .text("x"))])).record.value == "x")
  }

  @Test func `an unknown member has the documented code, and then the hint names it`() {
    let codes = FieldCodes(missing: .init("C1", message: "Missing"), invalid: .init("C2", message: "Invalid"))
    #expect(
      Reading(Three.self, yaml: "{d: 1}", codes: codes).violations == [
        #"lamp.unknown spec.d 1:2: C2 Invalid - d; "d" is not a field here; did you mean "a"?"#
      ])
  }

  @Test func `a member left out when null is written only with a value`() {
    #expect(Reading(Sparse.self, yaml: "{}").stored == #"{"b":null}"#)
    #expect(Reading(Sparse.self, yaml: "{}").stored == #"{"b":null}"#)
    #expect(Reading(Sparse.self, yaml: "{a: x}").stored == #"{"a":"x","b":null}"#)
    #expect(Sparse.descriptions.map(\.name) == ["a", "b"])
    #expect(Sparse.descriptions.map(\.defaultText) == [nil, nil])
  }

  @Test func `each row copies its own member and no other`() {
    let source = Reading(Three.self, yaml: "{a: 1, b: 2, c: 3}").record
    let copies = Three.fields.map { field in
      var target = Three()
      field.access.copy(source, &target)
      return target.node.line
    }
    #expect(
      copies == [
        #"{"a":"1","b":null,"c":null}"#, #"{"a":null,"b":"2","c":null}"#, #"{"a":null,"b":null,"c":"3"}"#,
      ])
  }

  @Test func `a lifted member is read, written and copied through the record around it`() {
    let reading = Reading(Outer.self, yaml: "{a: 1, c: 3}")
    #expect(reading.violations == [])
    #expect(reading.record.inner.node.line == #"{"a":"1","b":null,"c":"3"}"#)
    #expect(reading.stored == #"{"whole":null,"a":"1","b":null,"c":"3"}"#)
    var target = Outer()
    Outer.fields[1].access.copy(reading.record, &target)
    #expect(target.node.line == #"{"whole":null,"a":"1","b":null,"c":null}"#)
    #expect(Outer.descriptions.map(\.alternative) == [nil, "whole", "whole", "whole"])
  }

  @Test func `a lifted member is surplus where its alternative is given, and then not written`() {
    let reading = Reading(Outer.self, yaml: "{whole: w, a: 1, b: ~, c: 3}")
    let hint = "whole holds it already; leave one of them out"
    #expect(
      reading.violations == [
        "lamp.a.surplus spec.a 1:15: Invalid value - a; \(hint)",
        "lamp.c.surplus spec.c 1:27: Invalid value - c; \(hint)",
      ])
    #expect(reading.stored == #"{"whole":"w","a":null,"b":null,"c":null}"#)
    var both = reading.record
    both.inner.a = "1"
    #expect(both.node.line == #"{"whole":"w","a":null,"b":null,"c":null}"#)
  }

  @Test func `lifted members keep their defaults`() {
    let fields = Mixed.fields.map { $0.lifted(to: \MixedOuter.mixed, unless: "x") { _ in false } }
    #expect(fields.map(\.description.isRequired) == [true, false, false])
    #expect(fields.map(\.description.defaultText) == [nil, nil, "d"])
  }

  @Test func `a description is the row without its record`() {
    let lines = Mixed.descriptions.map { field in
      "\(field.name)|\(field.summary)|\(field.isRequired)|\(field.defaultText ?? "-")|\(field.alternative ?? "-")"
    }
    #expect(lines == ["r|Required.|true|-|-", "o|Optional.|false|-|-", "d|Defaulted.|false|d|-"])
  }

  @Test func `every member of a large unknown mapping is reported`() {
    let node = Node.object((0..<2000).map { ("member number \($0)", .null) })
    #expect(Reading(Three.self, node).violations.count == 2000)
  }
}

private struct Three: Fielded {
  var a: String?
  var b: String?
  var c: String?

  static let fields: [Field<Three>] = [
    .optionalText("a", \.a, TextLimits(1...8), "A."), .optionalText("b", \.b, TextLimits(1...8), "B."),
    .optionalText("c", \.c, TextLimits(1...8), "C."),
  ]
}

private struct Accented: Fielded {
  var value: String?

  static let fields: [Field<Accented>] = [.optionalText("\u{E9}", \.value, TextLimits(1...8), "Composed.")]
}

private struct Sparse: Fielded {
  var a: String?
  var b: String?

  static let fields: [Field<Sparse>] = [
    Field.optionalText("a", \.a, TextLimits(1...8), "A.").leftOutWhenNull,
    .optionalText("b", \.b, TextLimits(1...8), "B."),
  ]
}

private struct Outer: Fielded {
  var whole: String?
  var inner = Three()

  static let fields: [Field<Outer>] =
    [.optionalText("whole", \.whole, TextLimits(1...8), "All of it.")]
    + Three.fields.map { $0.lifted(to: \.inner, unless: "whole") { $0.whole != nil } }
}

private struct Mixed: Fielded {
  var r = ""
  var o: String?
  var d = ""

  static let fields: [Field<Mixed>] = [
    .text("r", \.r, TextLimits(1...8), "Required."), .optionalText("o", \.o, TextLimits(1...8), "Optional."),
    .text("d", \.d, TextLimits(1...8), default: "d", "Defaulted."),
  ]
}

private struct MixedOuter: Sendable {
  var mixed = Mixed()
}
