import Model
import RegistrySupport
import Source
import Testing

/// Rules and warnings about names that people take for another.
@Suite struct NameTests {
  @Test(arguments: [
    ("a", false), ("a b", false), (" a", true), ("a ", true), ("a\u{A0}", true), ("\u{3000}a", true), ("a\t", true),
    ("a\u{2028}", true), ("\u{200B}a", false), ("", false),
  ])
  func `a text has no white space at its ends`(_ title: String, _ isFault: Bool) throws {
    let rule = try #require(Lamp.rules.first)
    var spec = Lamp.Spec()
    spec.title = title
    let findings = rule.findings(spec, nil).map { "\($0.path): \($0.hint ?? "-")" }
    #expect(findings == (isFault ? ["spec.title: remove the white space at its start or end"] : []))
  }

  @Test func `the rule about white space has the code of a change`() throws {
    let rule = try #require(Lamp.rules.first)
    #expect(rule.id == "lamp.title.blanks" && rule.code == "LMP_003" && rule.message == "Invalid - title")
  }

  @Test(arguments: [
    ("a ", "a ", 0), (" a", "a ", 1), ("a  ", "a ", 1), ("e\u{301} ", "\u{E9} ", 1), ("\u{E9} ", "\u{E9} ", 0),
  ])
  func `white space that is stored already is accepted if not a byte changes`(
    _ title: String, _ stored: String, _ count: Int
  ) throws {
    let rule = try #require(Lamp.rules.first)
    var spec = Lamp.Spec()
    spec.title = title
    #expect(rule.findings(spec, Lamp.stored("x", title: stored)).count == count)
  }

  @Test(arguments: [
    ("Lamp", "lamp", #"character 1 is "L" here and "l" there"#),
    ("lamp", "la mp", #"character 3 is "m" here and U+0020 there"#),
    ("lamp", "lamp\u{200B}", "character 5 is nothing here and U+200B there"),
    ("lamp", "l\u{430}mp", #"character 2 is "a" here and U+0430 there"#),
    ("\u{E9}", "e\u{301}", #"character 1 is U+00E9 here and "e" there"#),
    ("x\u{1D41A}", "xa", #"character 2 is U+1D41A here and "a" there"#),
  ])
  func `names that look alike are reported with their first difference`(
    _ own: String, _ other: String, _ difference: String
  ) throws {
    let lamps = [Lamp.stored("a", title: own), Lamp.stored("b", title: other), Lamp.stored("c", title: "different")]
    let findings = try findings(lamps)
    #expect(
      findings.map(\.hint) == [
        "they can be confused: \(difference); choose another name, or remove one of the two"
      ])
    #expect(findings.flatMap(\.others).map { $0.words } == ["Lamp b has \"\(other)\""])
    #expect(findings.map { "\($0.path)" } == ["spec.title"])
  }

  @Test func `names are not reported that are equal, clearly different, or in different scopes`() throws {
    #expect(try findings([Lamp.stored("a", title: "x"), Lamp.stored("b", title: "x")]).isEmpty)
    #expect(try findings([Lamp.stored("a", title: "x1"), Lamp.stored("b", title: "xl")]).isEmpty)
    #expect(try findings([Lamp.stored("a", title: "x"), Lamp.stored("b", title: "X") { $0.spec.room = "r" }]).isEmpty)
    let unnamed = Lamp.stored("a", title: "x") { $0.spec.room = "none" }
    #expect(try findings([unnamed, Lamp.stored("b", title: "X") { $0.spec.room = "none" }]).isEmpty)
  }

  @Test func `objects without a manifest are not compared`() throws {
    let gone = Lamp.stored("b", title: "X") {
      $0.record.source = nil
      $0.status.isOver = true
    }
    #expect(try findings([Lamp.stored("a", title: "x"), gone]).isEmpty)
  }

  @Test func `of many that look alike three are named`() throws {
    let lamps = (0..<28).map { Lamp.stored("n\(10 + $0)", title: $0 % 2 == 0 ? "lamp" : "l" + " " * $0 + "amp") }
    let others = try findings(lamps).flatMap(\.others)
    #expect(others.map { "\($0.object)" } == ["Lamp n11", "Lamp n13", "Lamp n15"])
  }

  @Test func `of many with one other name three are named`() throws {
    let lamps = [Lamp.stored("a", title: "lamp")] + (0..<9).map { Lamp.stored("n\($0)", title: "LAMP") }
    #expect(try findings(lamps).flatMap(\.others).map { "\($0.object)" } == ["Lamp n0", "Lamp n1", "Lamp n2"])
  }

  /// What the warning finds of the first lamp.
  private func findings(_ lamps: [Stored<Lamp>]) throws -> [Warning<Lamp>.Finding] {
    let warning = try #require(Lamp.warnings.first)
    #expect(warning.id == "lamp.title.similar" && warning.message == "title looks like that of another Lamp")
    return warning.prepare(try Lamp.registry(lamps))(lamps[0])
  }
}
