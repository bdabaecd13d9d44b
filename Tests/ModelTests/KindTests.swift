import RegistrySupport
import Source
import Testing

@testable import Model

/// What kinds have in common: catalogue, indexes, invariants, defaults.
@Suite struct KindTests {
  private let catalog = Catalog(
    kinds: [Lamp.self, Meter.self], sections: [], version: 1, events: { [] }, codes: { [] })

  @Test(
    arguments: [
      ("Lamp", "Lamp"), ("Meter", "Meter"), ("lamp", nil), ("LAMP", nil), ("lamps", nil), ("", nil), ("Lamp ", nil),
      ("La\u{301}mp", nil),
    ] as [(String, String?)])
  func `a manifest names its kind exactly`(_ word: String, _ kind: String?) {
    #expect(catalog.kind(named: word)?.name == kind)
  }

  @Test(
    arguments: [
      ("Lamp", "Lamp"), ("lamp", "Lamp"), ("LAMPS", "Lamp"), ("meters", "Meter"), ("mEtEr", "Meter"), ("lampss", nil),
      ("", nil), (" lamp", nil),
    ] as [(String, String?)])
  func `people name a kind in any case, singular or plural`(_ word: String, _ kind: String?) {
    #expect(catalog.kind(meantBy: word)?.name == kind)
  }

  @Test(arguments: [
    ("licence key", "licence-key"), ("Title of  the LAMP!", "title-of-the-lamp"), ("--a--", "a"), ("", ""), ("é", ""),
    ("a/../b", "a-b"), ("A1", "a1"), ("ü1é2", "1-2"),
  ])
  func `an index has a folder of lower-case letters, digits and hyphens`(_ name: String, _ folder: String) {
    #expect(Index<Lamp>(name, values: { _ in [] }).folder == "lamps/" + folder)
  }

  @Test func `an index is unique and claims nothing unless it says so`() {
    let index = Index<Lamp>("x", values: { _ in ["v"] })
    #expect(index.isUnique && !index.tellsRenames)
    #expect(index.claims(Lamp.Spec()) == [])
    #expect(index.values(Lamp.stored("a")) == ["v"])
    #expect(!Lamp.indexes[1].isUnique && Lamp.indexes[1].tellsRenames)
  }

  @Test(
    arguments: [
      ("", [], nil), ("lit", [1, 1, 2], nil),
      ("", [1], "status.keys A lamp that is not lit has no keys (lamp.keys.dark)"),
      ("lit", [1, 3, 2, 1], "status.keys[2] Keys are in the order of their times (lamp.keys.order)"),
      ("", [2, 1], "status.keys A lamp that is not lit has no keys (lamp.keys.dark)"),
      ("gone", [], "status The removal of an object without a manifest is complete (lamp.ended)"),
      ("gone over", [], nil), ("over", [], nil),
    ] as [(String, [Int64], String?)])
  func `the first invariant that an object breaks is named with its place`(
    _ words: String, _ times: [Int64], _ breach: String?
  ) {
    let lamp = Lamp.stored("a") { lamp in
      lamp.spec.isLit = words.contains("lit")
      lamp.status.isOver = words.contains("over")
      if words.contains("gone") { lamp.record.source = nil }
      lamp.status.keys = times.map { time in
        var key = Lamp.Key()
        key.issuedAt = Instant(milliseconds: time)
        return key
      }
    }
    #expect(lamp.brokenInvariant.map { "\($0.path) \($0.reason)" } == breach)
  }

  @Test func `every kind has the invariant of ended lives after its own`() {
    #expect(Lamp.allInvariants.map(\.id) == ["lamp.keys.dark", "lamp.keys.order", "lamp.ended"])
    #expect(Meter.allInvariants.map(\.id) == ["meter.ended"])
  }

  @Test func `an object owns its id while it has a manifest or its life has not ended`() {
    let owners = [(true, false), (true, true), (false, false), (false, true)].map { isDeclared, isOver in
      Lamp.ownsID(
        Lamp.stored("a") {
          if !isDeclared { $0.record.source = nil }
          $0.status.isOver = isOver
        })
    }
    #expect(owners == [true, true, true, false])
  }

  @Test func `a kind that says nothing more has the defaults`() throws {
    #expect(Lamp.operation("lamp.amend")?.envelope == "lamps.amend")
    #expect(Lamp.operation("lamp") == nil && Lamp.operation("lamp.amend ") == nil)
    #expect(Lamp.due(Lamp.stored("a"), at: "2026-01-01", in: try Lamp.registry()) == nil)
    #expect(Lamp.deadline(of: Lamp.stored("a")) == nil)
    #expect(Lamp.queries.isEmpty && Lamp.tables == nil && Lamp.referenceTables.isEmpty)
    #expect(Lamp.examplePrerequisites == "" && Lamp.blanks.isEmpty && Lamp.sample(7) == Lamp.example)
    let surroundings = Surroundings(time: "2026-01-01", ids: PlaceholderIDs()) { try Lamp.registry() }
    #expect(try Lamp.example(filling: ["x": "y"], surroundings: surroundings) == Lamp.example)
    #expect("\(Lamp.storage) \(Meter.storage)" == "files shards")
    #expect(Meter.secretResponseMembers == [] && Meter.warnings.isEmpty && Meter.invariants.isEmpty)
  }

  @Test func `a rule of one finding finds it once or not at all`() {
    let rule = Rule<Lamp>(
      "lamp.r", code: nil, message: "M", summary: "S.", citation: "C",
      check: { spec, _ in spec.isLit ? Rule.Finding("spec.isLit", hint: "h") : nil })
    var spec = Lamp.Spec()
    #expect(rule.findings(spec, nil).isEmpty)
    spec.isLit = true
    #expect(
      rule.findings(spec, nil).map { "\($0.path) \($0.mark == .none) \($0.hint ?? "-")" } == ["spec.isLit true h"])
    #expect(rule.severity == .error && !rule.isForNewOnly)
  }

  @Test func `lookups are the values of all indexes`() {
    let lamp = Lamp.stored("a", title: "t") { $0.spec.room = "r" }
    #expect(
      Lamp.lookups(lamp, by: .test) == [
        Lookup(index: "lamps/id", value: ExactString(lamp.id), object: "a"),
        Lookup(index: "lamps/title-of-the-lamp", value: "t", object: "a"),
        Lookup(index: "lamps/room", value: "r", object: "a"),
        Lookup(index: "lamps/similar-title", value: "r\u{0}t", object: "a"),
      ])
    #expect(Lamp.objectFolder == "objects/lamps")
  }
}
