import Source
import Testing

@Suite struct KeyTests {
  @Test(arguments: [("é", "e\u{301}"), ("\u{212A}", "K"), ("Å", "\u{212B}"), ("a", "A"), ("", " "), ("a", "ab")])
  func `texts that look alike are different keys`(_ left: String, _ right: String) {
    #expect(ExactString(left) != ExactString(right))
    #expect(!ExactString.same(left, right))
    #expect(Set([ExactString(left), ExactString(right)]).count == 2)
    #expect((ExactString(left) < ExactString(right)) != (ExactString(right) < ExactString(left)))
  }

  @Test(arguments: ["", "a", "é", "e\u{301}", "a text of more than fifteen bytes", "😀"])
  func `the same bytes are the same key`(_ text: String) {
    let copy = String(decoding: Array(text.utf8), as: UTF8.self)
    #expect(
      ExactString(text) == ExactString(copy) && ExactString(text).hashValue == ExactString(copy).hashValue
        && !(ExactString(text) < ExactString(copy)))
  }

  @Test func `keys sort by bytes, which is code point order`() {
    let keys: [ExactString] = ["\u{10000}", "b", "\u{FFFD}", "é", "", "e\u{301}", "Z", "a", "ab"]
    #expect(keys.sorted() == ["", "Z", "a", "ab", "b", "e\u{301}", "é", "\u{FFFD}", "\u{10000}"])
  }
}

@Suite struct NodePathTests {
  @Test func `a path is written with dots and indices`() {
    let path = NodePath().appending("spec").appending("contacts").appending(1).appending(0).appending("email")
    #expect(path.description == "spec.contacts[1][0].email")
    #expect(path.fieldName == "email")
    #expect(("spec.name" as NodePath) == NodePath().appending("spec").appending("name"))
  }

  @Test(arguments: [
    (NodePath(), "", ""), (NodePath().appending(3), "[3]", ""), (NodePath().appending("a").appending(3), "a[3]", "a"),
  ])
  func `paths without keys have no field name`(_ path: NodePath, _ text: String, _ field: String) {
    #expect(path.description == text)
    #expect(path.fieldName == field)
  }
}

@Suite struct SecretTests {
  @Test func `a secret never shows`() {
    let secret = Secret("s3cret")
    var dumped = ""
    dump(secret, to: &dumped)
    var nested = ""
    dump(Node.object(["a": .list([.secret(secret)])]), to: &nested)
    let shown = [
      "\(secret)", String(describing: secret), String(reflecting: secret), "\(Optional(secret) as Any)", "\([secret])",
      "\(["k": secret])", "\(Node.secret(secret))", String(reflecting: Node.list([.secret(secret)])), dumped, nested,
      "\(Mirror(reflecting: secret).children.map { "\($0)" })",
    ]
    #expect(shown.filter { $0.contains("s3cret") } == [])
    #expect(secret.description == Secret.mask && Mirror(reflecting: secret).children.isEmpty)
    #expect(secret.reveal() == "s3cret")
  }
}

@Suite struct SuggestionTests {
  @Test(
    arguments: [
      ("nmae", ["name", "kind"], "name"), ("emial", ["email", "name"], "email"), ("Kind", ["kind"], "kind"),
      ("organisationName", ["organizationName", "organization"], "organizationName"), ("x", ["y"], "y"),
      ("adress", ["address"], "address"), ("foo", ["barbaz", "quux"], nil), ("", ["name"], nil), ("name", [], nil),
      (String(repeating: "x", count: 65), [String(repeating: "x", count: 65)], nil),
      ("isActiv", ["isActive"], "isActive"), ("active", ["isActive"], "isActive"), ("--pusch", ["--push"], "--push"),
      ("isInactive", ["isActive"], nil), ("inactive", ["isActive"], nil), ("isActive", ["isInactive"], nil),

      ("unprotected", ["protected"], nil), ("unpublish", ["publish"], nil), ("--no-push", ["--push"], nil),
      ("--no-record", ["--record"], nil), ("--disallow-removals", ["--allow-removals"], nil),
      ("maximum", ["minimum"], nil),
      ("devcie", ["device"], "device"), ("descr", ["desc"], "desc"), ("notes", ["note"], "note"),
    ] as [(String, [String], String?)])
  func `the nearest word is suggested if it is near`(_ word: String, _ candidates: [String], _ expected: String?) {
    #expect(suggestion(for: word, among: candidates) == expected)
  }
}

@Suite struct DiagnosticTests {
  @Test func `diagnostics sort by file, line and column, those without a place first`() {
    func diagnostic(_ message: String, _ file: String?, _ line: Int = 0, _ column: Int = 0, rule: String = "r")
      -> Diagnostic
    {
      Diagnostic(
        rule: rule, message: message, location: file.map { SourceLocation(file: $0, line: line, column: column) })
    }
    let sorted = [
      diagnostic("1", nil), diagnostic("2", "a", 1, 2), diagnostic("3", "a", 1, 10), diagnostic("4", "a", 2, 1),
      diagnostic("6", "b", 1, 1, rule: "a"), diagnostic("5", "b", 1, 1, rule: "b"),
      diagnostic("7", "b", 1, 1, rule: "b"),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }

  @Test func `every member is present, and places can be left out`() {
    let diagnostic = Diagnostic(
      .warning, rule: "a.b", code: "X_1", message: "m", location: SourceLocation(file: "f", line: 1, column: 2),
      object: ObjectID(kind: "MISP", name: "n"), path: "spec.a", notes: [.init("see")])
    #expect(
      json(diagnostic.node())
        == #"{"severity":"warning","rule":"a.b","code":"X_1","message":"m","file":"f","line":1,"column":2,"#
        + #""object":{"kind":"MISP","name":"n"},"path":"spec.a","hint":null,"#
        + #""notes":[{"message":"see","file":null,"line":null,"column":null}]}"#)
    #expect(
      json(Diagnostic(rule: "a", message: "m").node(places: false))
        == #"{"severity":"error","rule":"a","code":null,"message":"m","file":null,"object":null,"path":null,"#
        + #""hint":null,"notes":[]}"#)
  }
}
