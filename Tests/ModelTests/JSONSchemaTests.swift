import RegistrySupport
import Source
import Testing

@testable import Model

/// Trees against schemas of the form that the documents use.
@Suite struct JSONSchemaTests {
  @Test(arguments: [
    ("{type: auth, uses: []}", []), ("{type: null, uses: [a, ''], pair: [true, x, 7]}", []),
    ("{uses: [], pair: []}", ["missing type 1:1 add \"type\" here"]),
    ("{}", ["missing type 1:1 add \"type\" here", "missing uses 1:1 add \"uses\" here"]),
    ("{type: Auth, uses: []}", [#"notAllowed type 1:8 must be "auth" or "kyc""#]),
    ("{type: 1, uses: []}", ["notAllowed type 1:8 text is expected here, not a number; put it in quotes"]),
    ("{type: true, uses: []}", ["notAllowed type 1:8 text is expected here, not a boolean; put it in quotes"]),
    ("{type: [auth], uses: []}", ["notAllowed type 1:8 text is expected here, not a list"]),
    ("{type: kyc, uses: {}}", ["type uses 1:19 a list is expected here, not a mapping"]),
    ("{type: kyc, uses: }", ["type uses 1:19 a list is expected here, not nothing"]),
    (
      "{type: kyc, uses: [a, 1, ~, {}]}",
      [
        "type uses/1 1:23 text is expected here, not a number; put it in quotes",
        "type uses/2 1:26 text is expected here, not nothing",
        "type uses/3 1:29 text is expected here, not a mapping",
      ]
    ),
    ("{type: kyc, uses: [], pair: a}", ["type pair 1:29 a list is expected here, not text"]),
    (
      "{type: kyc, uses: [], pair: ['true', ~]}",
      ["type pair/0 1:30 write true or false", "type pair/1 1:38 text is expected here, not nothing"]
    ),
    (
      "{typ: kyc, uses: [], further: 1}",
      [
        "missing type 1:1 add \"type\" here", #"notAllowed typ 1:2 did you mean "type"?"#,
        "notAllowed further 1:22 the members here are type, uses, pair",
      ]
    ),
    ("[]", ["type  1:1 a mapping is expected here, not a list"]),
    ("~", ["type  1:1 a mapping is expected here, not nothing"]),
  ])
  func `every fault has its place and what to do`(_ yaml: String, _ faults: [String]) {
    #expect(schema.faults(in: tree(yaml)).map(\.brief) == faults)
  }

  @Test(
    arguments: [
      (.refused, ["notAllowed more 1:8 the members here are a"]),
      (.remarked, ["further more 1:8 the members here are a"]),
      (.allowed, []),
    ] as [(JSONSchema.Further, [String])])
  func `members that a schema does not name are refused, remarked or allowed`(
    _ further: JSONSchema.Further, _ faults: [String]
  ) {
    let schema = JSONSchema.object([.required("a", .text())], further: further)
    #expect(schema.faults(in: tree("{a: x, more: 1}")).map(\.brief) == faults)
  }

  @Test func `names and words are compared by their bytes`() {
    let schema = JSONSchema.object([.required("\u{E9}", .text(["\u{E9}"]))])
    #expect(schema.faults(in: .object([("\u{E9}", .text("\u{E9}"))])).count == 0)
    #expect(schema.faults(in: .object([("\u{E9}", .text("e\u{301}"))])).map { $0.sort } == [.notAllowed])
    #expect(schema.faults(in: .object([("e\u{301}", .text("\u{E9}"))])).map { $0.sort } == [.missing, .notAllowed])
  }

  @Test func `a nullable schema accepts null, and otherwise what its schema accepts`() {
    let schema = JSONSchema.nullable(.boolean)
    #expect(["~", "true", "'true'", "1"].map { schema.faults(in: tree($0)).count } == [0, 0, 1, 1])
  }

  @Test func `a secret is not accepted as text of a document`() {
    #expect(
      JSONSchema.text().faults(in: .secret(Secret("k"))).map(\.brief) == [
        "type  0:0 text is expected here, not text; put it in quotes"
      ])
  }

  @Test(
    arguments: [
      ([], ""), ([.key("a"), .index(0), .key("b")], "a/0/b"), ([.key("a/b"), .key("~")], "a~1b/~0"),
      ([.key("~1")], "~01"), ([.key("")], ""), ([.key("é")], "é"),
    ] as [([NodePath.Step], String)])
  func `a pointer escapes tildes and slashes`(_ steps: [NodePath.Step], _ pointer: String) {
    let fault = SchemaFault(sort: .type, path: NodePath(steps), mark: .none, hint: "")
    #expect(fault.pointer == pointer)
  }

  @Test func `every one of many items is checked`() {
    let items = Node.list((0..<5000).map { $0 % 2 == 0 ? .text("x") : .integer($0) })
    #expect(JSONSchema.list(.text()).faults(in: items).count == 2500)
  }

  private let schema = JSONSchema.object([
    .required("type", .nullable(.text(["auth", "kyc"]))), .required("uses", .list(.text())),
    .optional("pair", .tuple([.boolean, .text()])),
  ])
}

extension SchemaFault {
  fileprivate var brief: String { "\(sort) \(pointer) \(mark.line):\(mark.column) \(hint)" }
}
