import RegistrySupport
import Source
import Testing

@testable import Model

/// Tables, their columns and rows, and what is taken of them.
@Suite struct TableTests {
  @Test(arguments: [
    ("lamp", true), ("pms.lamp", true), ("LAMP", false), ("lamp.csv", false), ("master.lamp", false), ("", false),
    ("la\u{301}mp", false), ("pms.", false),
  ])
  func `a table is named with or without its schema`(_ name: String, _ isNamed: Bool) {
    let table = Table("pms", name: "lamp")
    #expect(table.isNamed(name) == isNamed)
    #expect(table.qualifiedName == "pms.lamp" && table.file == "lamp.csv" && table.key == ["id"] && table.label == "id")
    #expect(Table("pms", name: "x", key: ["a", "b"]).label == "a")
    #expect(Table("pms", name: "x", key: ["a", "b"], label: "c").label == "c")
  }

  @Test func `a row is sorted by its key, and named by its label`() {
    let table = Table("pms", name: "lamp", key: ["b", "a"], label: "c")
    let row = TableRow(table, line: 7, cells: ["a": "1", "b": nil, "c": "x", "\u{E9}": "y"])
    #expect(row.key == ["", "1"] && row.label == "lamp x" && row.line == 7)
    #expect(row["b"] == nil && row["none"] == nil && row["e\u{301}"] == nil && row["\u{E9}"] == "y")
    #expect(TableRow(table, line: 1, cells: [:]).label == "lamp (null)")
  }

  @Test(
    arguments: [
      ("t", "title", #"{"title":"t"}"#, []), ("", "title", #"{"title":""}"#, []),
      (nil, "title", #"{"title":"unset"}"#, ["title is null"]), ("r", "room", #"{"room":"r"}"#, []),
      (" \u{200B}", "room", #"{"room":null}"#, []), (nil, "room", #"{"room":null}"#, []),
      ("OVER", "state", #"{"state":"over"}"#, []), ("new", "state", #"{"state":"New"}"#, []),
      ("gone", "state", #"{"state":"New"}"#, [#"state is "gone", not New, over"#]),
      ("o\u{301}ver", "state", #"{"state":"New"}"#, ["state is \"o\u{301}ver\", not New, over"]),
      (nil, "state", #"{"state":"New"}"#, ["state is null, not New, over"]),
      ("2020-05-15 16:08:33", "made", #"{"made":"2020-05-15T16:08:33.000Z"}"#, []),
      (nil, "made", #"{"made":"1970-01-01T00:00:00.000Z"}"#, ["made is null"]),
      ("then", "made", #"{"made":"1970-01-01T00:00:00.000Z"}"#, ["made is not a time"]),
      ("9999-12-31 00:00:00", "made", #"{"made":"9999-12-31T00:00:00.000Z"}"#, []),
      ("2026-01-01 00:05:00", "done", #"{"made":"2026-01-01T00:05:00.000Z"}"#, []),
      (
        "2026-01-01 00:05:00.001", "done", #"{"made":"2026-01-01T00:05:00.001Z"}"#,
        ["done is in the future; times are read as UTC"]
      ),
      (nil, "done", #"{"made":"1970-01-01T00:00:00.000Z"}"#, ["done is null"]),
      (nil, "until", #"{"until":null}"#, []), ("2030-01-01", "until", #"{"until":"2030-01-01T00:00:00.000Z"}"#, []),
      ("t", "is_lit", #"{"isLit":true}"#, []), ("f", "is_lit", #"{"isLit":false}"#, []),
      (nil, "is_lit", #"{"isLit":false}"#, ["is_lit is null"]),
      ("yes", "is_lit", #"{"isLit":false}"#, ["is_lit is not t or f"]),
      (" Ada\u{1B} ", "by", #"{"by":" Ada "}"#, []), ("", "by", #"{"by":"unknown"}"#, []),
      (nil, "by", #"{"by":""}"#, ["by is null"]), ("x" * 300, "by", "{\"by\":\"\("x" * 256)\"}", []),
      ("Ada", "also", #"{"also":"Ada"}"#, []), (" ", "also", #"{"also":null}"#, []),
      (nil, "also", #"{"also":null}"#, []),
      ("t", "is_deleted", "{}", ["it is deleted"]), ("f", "is_deleted", "{}", []), (nil, "is_deleted", "{}", []),
      ("2020-01-01", "del_dtimes", "{}", []),
    ] as [(String?, String, String, [String])])
  func `a cell becomes a member, or its row is left out`(
    _ text: String?, _ column: String, _ member: String, _ reasons: [String]
  ) throws {
    let (row, refusals, _) = try read(text, column: column)
    #expect(refusals == reasons)
    for entry in tree(member).entries ?? [] { #expect(row.node[entry.key.text] == entry.value) }
  }

  @Test(
    arguments: [
      ("Kd93hfLq0Zx7", nil, nil), ("Kd93hf", nil, "key is weak: it has fewer than 8 characters"),
      ("Kd93", "key is weak: it has fewer than 5 characters", nil), ("", "key does not have 1 to 128 characters", nil),
      (nil, "key does not have 1 to 128 characters", nil), ("x1" * 65, "key does not have 1 to 128 characters", nil),
      ("Kd93hf Lq", "key has characters other than letters, digits and hyphens", nil),
      ("Kd93hf\u{212A}q", "key has characters other than letters, digits and hyphens", nil),
      ("1234567890", "key is weak: it is a word or a number, or has few different characters", nil),
      ("password", "key is weak: it is a word or a number, or has few different characters", nil),
      ("aBaBaBaBaB", "key is weak: it is a word or a number, or has few different characters", nil),
    ] as [(String?, String?, String?)])
  func `a key that is easy to guess is refused, a short one warned of, and neither is quoted`(
    _ text: String?, _ reason: String?, _ remark: String?
  ) throws {
    let (row, refusals, remarks) = try read(text, column: "key")
    #expect(refusals == [reason].compactMap { $0 } && remarks == [remark].compactMap { $0 })
    #expect(row.key == Secret(reason == nil ? text ?? "" : "unset"))
  }

  @Test func `a key chosen by a person may be a word`() throws {
    let (row, refusals, _) = try read("password", column: "chosen")
    #expect(refusals == [] && row.key == Secret("password"))
  }

  @Test(
    arguments: [
      ("id-a", "lamp", "a", nil), ("a", "lamp", nil, "lamp: there is no Lamp a, or it is left out too"),
      (nil, "lamp", nil, "lamp is null"), ("", "lamp", nil, "lamp: there is no Lamp , or it is left out too"),
      (nil, "maybe", nil, nil), (" ", "maybe", nil, nil), ("id-a", "maybe", "a", nil),
      ("ID-A", "maybe", nil, "maybe: there is no Lamp ID-A, or it is left out too"),
    ] as [(String?, String, String?, String?)])
  func `a reference is the id of an object that was taken before`(
    _ text: String?, _ column: String, _ name: String?, _ reason: String?
  ) throws {
    let (row, refusals, _) = try read(text, column: column)
    #expect(row.lamp == name && refusals == [reason].compactMap { $0 })
  }

  @Test func `members are written as cells`() throws {
    let registry = try Lamp.registry([Lamp.stored("a")])
    var row = Row()
    (row.title, row.made, row.isLit, row.by, row.lamp) = ("t", "2026-01-01", true, "Ada", "a")
    let empty = Row()
    let cells = Row.columns.map { column in
      [row, empty].map { column.write($0, registry).text ?? "null" }.joined(separator: " ")
    }
    #expect(
      zip(Row.columns, cells).map { "\($0.name) \($1)" } == [
        "title t unset", "room null null", "state New New", "made 2026-01-01 00:00:00 1970-01-01 00:00:00",
        "done 2026-01-01 00:00:00 1970-01-01 00:00:00", "until null null", "is_lit t f", "by Ada ", "also null null",
        "key unset unset", "chosen unset unset", "lamp id-a null", "maybe id-a null", "is_deleted f f",
        "del_dtimes null null",
      ])
  }

  @Test func `an object has the columns of its id and of who made it`() throws {
    let columns: [TableColumn<Stored<Lamp>>] = [.id("id")] + TableColumn.audit()
    let cells: [ExactString: String?] = [
      "id": "L-1", "cr_by": "Ada", "cr_dtimes": "2020-01-01", "upd_by": nil, "upd_dtimes": "2020-01-02 00:00:00",
      "is_deleted": nil, "del_dtimes": nil,
    ]
    var lamp = Lamp.stored("a")
    let objectRow = TableRow(Table("pms", name: "lamp"), line: 2, cells: cells)
    var objectImport = ObjectImport(objectRow, registry: try Lamp.registry(), settings: Settings())
    #expect(objectImport.read(objectRow, columns: columns, into: &lamp))
    #expect(lamp.id == "L-1" && lamp.record.createdBy == "Ada" && lamp.record.createdAt == "2020-01-01")
    #expect(lamp.record.updatedBy == nil && lamp.record.updatedAt == "2020-01-02")
    let written = columns.map { $0.write(lamp, objectImport.registry).text }
    #expect(
      written == ["L-1", "Ada", "2020-01-01 00:00:00", nil, "2020-01-02 00:00:00", "f", nil])
  }

  @Test(arguments: ["", "a b", "-a", "a.", "é"]) func `an id that no object could have is refused`(_ id: String) throws
  {
    let row = TableRow(Table("pms", name: "lamp"), line: 2, cells: ["id": id])
    var (lamp, objectImport) = (
      Lamp.stored("a"), ObjectImport(row, registry: try Lamp.registry(), settings: Settings())
    )
    #expect(!objectImport.read(row, columns: [.id("id")], into: &lamp))
    #expect(objectImport.refusals.map(\.reason) == ["id: \(Metadata.idFormat.explanation)"] && objectImport.isRefused)
    #expect(lamp.id == "id-a")
  }

  @Test(
    arguments: [
      ("2025-01-01", "2025-01-01", nil), ("2025-01-01 00:05:00", "2025-01-01 00:00:00", nil),
      ("2025-01-01 00:05:00.001", "2025-01-01 00:00:00", "upd_dtimes is before cr_dtimes"),
      ("2026-01-01 00:05:00.001", "2025-01-01", "cr_dtimes is in the future; times are read as UTC"),
      ("2025-01-01", "2026-02-01", "upd_dtimes is in the future; times are read as UTC"),
      ("2025-01-01", nil, nil), (nil, "2030-01-01", nil),
    ] as [(String?, String?, String?)])
  func `a row was made before it was changed, and both before the import`(
    _ created: String?, _ updated: String?, _ reason: String?
  ) throws {
    let row = TableRow(Table("pms", name: "lamp"), line: 2, cells: ["cr_dtimes": created, "upd_dtimes": updated])
    var (record, objectImport) = (Row(), ObjectImport(row, registry: try Lamp.registry(), settings: Settings()))
    var isChecked = false
    let columns: [TableColumn<Row>] = []
    #expect(objectImport.read(row, columns: columns, into: &record) { _, _ in isChecked = true } == (reason == nil))
    #expect(objectImport.refusals.map(\.reason) == [reason].compactMap { $0 })
    // A row that cannot be read is not checked further.
    #expect(isChecked == (reason == nil))
  }

  @Test func `refusals and remarks name the row being read, else the object's own`() throws {
    let own = TableRow(Table("pms", name: "lamp"), line: 2, cells: ["id": "1"])
    let part = TableRow(Table("pms", name: "bulb"), line: 9, cells: ["id": "2"])
    var objectImport = ObjectImport(own, registry: try Lamp.registry(), settings: Settings())
    var record = Row()
    let columns: [TableColumn<Row>] = []
    let isRead = objectImport.read(part, columns: columns, into: &record) { _, objectImport in
      objectImport.warn("w1")
      objectImport.refuse("r1")
      objectImport.refuse("r2", at: own)
    }
    #expect(!isRead)
    objectImport.warn("w2")
    objectImport.noteChange("c1", at: part)
    #expect(objectImport.refusals.map { "\($0.row.label) \($0.reason)" } == ["bulb 2 r1", "lamp 1 r2"])
    #expect(
      objectImport.remarks.map { "\($0.row.label) \($0.text) \($0.isChange)" } == [
        "bulb 2 w1 false", "lamp 1 w2 false", "bulb 2 c1 true",
      ])
    #expect(objectImport.isRefused)
    var other = ObjectImport(own, registry: objectImport.registry, settings: Settings())
    #expect(!other.isRefused)
    other.refuse("r", at: part)
    #expect(!other.isRefused)
  }

  @Test func `parts are taken row by row, and written for each object`() throws {
    let parts = TablePartsOf<Lamp, Row>(
      Table("pms", name: "bulb"), owner: "lamp_id", of: Row(),
      columns: [
        TableColumn("title") { owned, _ in
          .text("\(owned.owner.metadata.name) \(owned.part.title)")
        } read: { cell, owned, objectImport in
          guard let text = cell.text else { return objectImport.refuse("title is null") }
          owned.part.title = text
        }
      ],
      parts: { lamp in lamp.status.keys.map { key in Row(titled: key.value.reveal()) } },
      check: { owned, objectImport in if owned.part.title == "bad" { objectImport.refuse("it is bad") } },
      adopt: { taken, lamp, _ in
        lamp.status.keys = taken.map { part, row in
          var key = Lamp.Key()
          key.value = Secret("\(part.title) \(row.line)")
          return key
        }
      })
    let rows = (["x", "bad", nil, "y"] as [String?]).enumerated().map { line, title in
      TableRow(parts.table, line: line, cells: ["title": title])
    }
    let own = TableRow(Table("pms", name: "lamp"), line: 2, cells: ["id": "1"])
    var (lamp, objectImport) = (
      Lamp.stored("a"), ObjectImport(own, registry: try Lamp.registry(), settings: Settings())
    )
    parts.take(rows, into: &lamp, importing: &objectImport)
    #expect(objectImport.refusals.map { "\($0.row.line) \($0.reason)" } == ["1 it is bad", "2 title is null"])
    #expect(parts.header.map(\.name) == ["title"] && !objectImport.isRefused)
    #expect(parts.rows(of: lamp, in: objectImport.registry) == [[.text("a x 0")], [.text("a y 3")]])
  }

  @Test func `a reference table accepts any row by default, and its audit cells match their columns`() {
    let table = ReferenceTable(Table("master", name: "kind"), header: ReferenceTable.auditHeader) { _ in
      [ReferenceTable.auditCells]
    }
    #expect(table.fault(TableRow(table.table, line: 1, cells: [:]), Settings()) == nil)
    #expect(
      zip(table.header, table.rows(Settings())[0]).map { "\($0.name) \($1.text ?? "null")" } == [
        "cr_by partnerctl", "cr_dtimes 1970-01-01 00:00:00", "upd_by null", "upd_dtimes null", "is_deleted f",
        "del_dtimes null",
      ])
  }

  /// Reads one column of a row, on 1 January 2026.
  private func read(_ text: String?, column: String) throws -> (row: Row, refusals: [String], remarks: [String]) {
    let columns = Row.columns.filter { $0.name == column }
    try #require(columns.count == 1)
    let row = TableRow(Table("pms", name: "row"), line: 2, cells: [ExactString(column): text])
    var objectImport = ObjectImport(row, registry: try Lamp.registry([Lamp.stored("a")]), settings: Settings())
    var record = Row()
    let isRead = objectImport.read(row, columns: columns, into: &record)
    #expect(isRead == objectImport.refusals.isEmpty)
    return (record, objectImport.refusals.map(\.reason), objectImport.remarks.map(\.text))
  }
}

private enum Phase: String, Word {
  case new = "New"
  case over
}

private struct Row: Sendable {
  var title = "unset"
  var room: String?
  var state = Phase.new
  var made = Instant(milliseconds: 0)
  var until: Instant?
  var isLit = false
  var by = ""
  var also: String?
  var key = Secret("unset")
  var lamp: String?

  init(titled title: String = "unset") { self.title = title }

  static let columns: [TableColumn<Row>] =
    [
      .text("title", \.title), .optionalText("room", \.room), .word("state", \.state), .time("made", \.made),
      .pastTime("done", \.made), .optionalTime("until", \.until), .flag("is_lit", { $0.isLit }, { $0.isLit = $1 }),
      .person("by", \.by), .optionalPerson("also", \.also), .key("key", \.key, least: 5, usual: 8, isRandom: true),
      .key("chosen", \.key, least: 5, usual: 8, isRandom: false),
      .reference("lamp", to: Lamp.self, { $0.lamp }, { $0.lamp = $1.metadata.name }),
      .reference("maybe", to: Lamp.self, { $0.lamp }, { $0.lamp = $1.metadata.name }, isOptional: true),
    ] + TableColumn.deletion

  var node: Node {
    .object([
      "title": .text(title), "room": .text(room), "state": .text(state.rawValue), "made": .text(made.description),
      "until": .text(until?.description), "isLit": .boolean(isLit), "by": .text(by), "also": .text(also),
    ])
  }
}
