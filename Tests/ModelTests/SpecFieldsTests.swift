import Model
import Source
import Testing

/// The members of a spec that an operation's request carries.
@Suite struct SpecFieldsTests {
  @Test(
    arguments: [([], []), (["watts"], ["watts"]), (["isLit", "title"], ["title", "isLit"])] as [([String], [String])])
  func `members are named in the order of the field table`(_ given: [String], _ names: [String]) {
    #expect(SpecFields<Lamp.Spec>(given).names == names)
  }

  @Test func `all members are those of the field table`() {
    #expect(SpecFields<Lamp.Spec>.all.names == ["title", "room", "watts", "isLit"])
    #expect(SpecFields<Lamp.Spec>(arrayLiteral: "room", "title").names == ["title", "room"])
  }

  @Test(
    arguments: [
      (["title"], false), (["room"], true), (["title", "room"], false), (["watts", "isLit"], true), ([], true),
    ] as [([String], Bool)])
  func `specs are compared by the members named, texts by their bytes`(_ names: [String], _ areSame: Bool) {
    var (left, right) = (Lamp.Spec(), Lamp.Spec())
    (left.title, right.title) = ("\u{E9}", "e\u{301}")
    #expect(SpecFields<Lamp.Spec>(names).areSame(left, and: right) == areSame)
  }

  @Test func `an absent member is another than a given one, and the same as its default`() {
    var given = Lamp.Spec()
    given.room = "r"
    #expect(!SpecFields<Lamp.Spec>.all.areSame(Lamp.Spec(), and: given))
    given.room = nil
    given.watts = 5
    #expect(SpecFields<Lamp.Spec>.all.areSame(Lamp.Spec(), and: given))
  }

  @Test func `the members named are copied, and no other`() {
    var (source, target) = (Lamp.Spec(), Lamp.Spec())
    (source.title, source.room, source.watts, source.isLit) = ("s", nil, 9, true)
    (target.title, target.room, target.watts, target.isLit) = ("t", "r", 1, false)
    SpecFields<Lamp.Spec>(["room", "watts"]).copy(from: source, to: &target)
    #expect(
      target.node == .object(["title": .text("t"), "room": .null, "watts": .integer(9), "isLit": .boolean(false)]))
  }
}
