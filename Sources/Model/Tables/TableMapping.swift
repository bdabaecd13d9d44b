package import Source

/// How the objects of a kind stand in tables: a row for each object, and rows in other tables for parts of it.
package struct TableMapping<K: KindFields>: Sendable {
  package let table: Table
  package let columns: [TableColumn<Stored<K>>]
  package let parts: [any TableParts<K>]
  /// The words from which an imported object's name is made.
  package let title: @Sendable (Stored<K>, any Registry) -> String
  /// The file, without its ending, in which imported manifests stand together; nil for a file each.
  package let file: (@Sendable (Stored<K>, any Registry) -> String)?
  /// Completes an object once its row is read, or says why there cannot be one like it.
  package let complete: @Sendable (inout Stored<K>, inout ObjectImport) -> Void
  /// Members of a spec that no table has a place for, and whether an object has them.
  package let homeless: [(member: String, isPresent: @Sendable (K.Spec) -> Bool)]
  /// Tables that tell of objects of the kind what a registry has no place for.
  package let foreign: [ForeignTable]

  package init(
    _ table: Table, title: @escaping @Sendable (Stored<K>, any Registry) -> String,
    file: (@Sendable (Stored<K>, any Registry) -> String)? = nil, columns: [TableColumn<Stored<K>>],
    parts: [any TableParts<K>] = [],
    homeless: [(member: String, isPresent: @Sendable (K.Spec) -> Bool)] = [], foreign: [ForeignTable] = [],
    complete: @escaping @Sendable (inout Stored<K>, inout ObjectImport) -> Void = { _, _ in }
  ) {
    self.table = table
    self.title = title
    self.file = file
    self.columns = columns
    self.parts = parts
    self.homeless = homeless
    self.foreign = foreign
    self.complete = complete
  }
}

/// One column of a table: how its value gets into a record, and out of it.
package struct TableColumn<Record: Sendable>: Sendable {
  package let name: String
  package let form: Cell.Form
  package let read: @Sendable (_ cell: Cell, _ record: inout Record, _ objectImport: inout ObjectImport) -> Void
  package let write: @Sendable (_ record: Record, _ registry: any Registry) -> Cell

  package init(
    _ name: String, form: Cell.Form = .text,
    write: @escaping @Sendable (Record, any Registry) -> Cell,
    read: @escaping @Sendable (Cell, inout Record, inout ObjectImport) -> Void
  ) {
    self.name = name
    self.form = form
    self.read = read
    self.write = write
  }

  /// A column whose value follows from others.
  package static func derived(
    _ name: String, form: Cell.Form = .text, write: @escaping @Sendable (Record, any Registry) -> Cell
  ) -> TableColumn {
    TableColumn(name, form: form, write: write) { _, _, _ in }
  }
}

/// Rows of another table that tell of parts of a kind's objects.
package protocol TableParts<Kind>: Sendable {
  associatedtype Kind: ResourceKind
  var table: Table { get }
  /// The column that names the object.
  var owner: String { get }
  var header: [(name: String, form: Cell.Form)] { get }
  /// Takes the rows of one object up; those that it cannot have are refused in the intake.
  func take(_ rows: [TableRow], into object: inout Stored<Kind>, importing objectImport: inout ObjectImport)
  /// The rows of one object.
  func rows(of object: Stored<Kind>, in registry: any Registry) -> [[Cell]]
}

/// Parts of one type, each a row of its own.
package struct TablePartsOf<K: ResourceKind, Part: Sendable>: TableParts {
  package let table: Table
  package let owner: String
  private let columns: [TableColumn<OwnedPart<K, Part>>]
  private let blank: @Sendable () -> Part
  private let parts: @Sendable (Stored<K>) -> [Part]
  private let check: @Sendable (OwnedPart<K, Part>, inout ObjectImport) -> Void
  private let adopt: @Sendable ([(part: Part, row: TableRow)], inout Stored<K>, inout ObjectImport) -> Void

  /// - Parameters:
  ///   - check: refuses a row of which every column could be read, but not all of them together.
  ///   - adopt: puts the parts of one object into it.
  package init(
    _ table: Table, owner: String, of blank: @escaping @autoclosure @Sendable () -> Part,
    columns: [TableColumn<OwnedPart<K, Part>>], parts: @escaping @Sendable (Stored<K>) -> [Part],
    check: @escaping @Sendable (OwnedPart<K, Part>, inout ObjectImport) -> Void,
    adopt: @escaping @Sendable ([(part: Part, row: TableRow)], inout Stored<K>, inout ObjectImport) -> Void
  ) {
    self.table = table
    self.owner = owner
    self.columns = columns
    self.blank = blank
    self.parts = parts
    self.check = check
    self.adopt = adopt
  }

  package var header: [(name: String, form: Cell.Form)] { columns.map { ($0.name, $0.form) } }

  package func take(_ rows: [TableRow], into object: inout Stored<K>, importing objectImport: inout ObjectImport) {
    var taken: [(part: Part, row: TableRow)] = []
    for row in rows {
      var record = OwnedPart(part: blank(), owner: object)
      if objectImport.read(row, columns: columns, into: &record, check: check) { taken.append((record.part, row)) }
    }
    adopt(taken, &object, &objectImport)
  }

  package func rows(of object: Stored<K>, in registry: any Registry) -> [[Cell]] {
    parts(object).map { part in columns.map { $0.write(OwnedPart(part: part, owner: object), registry) } }
  }
}

/// A part with the object that it belongs to.
package struct OwnedPart<K: ResourceKind, Part: Sendable>: Sendable {
  package var part: Part
  package let owner: Stored<K>
}

/// A table of the databases that a registry has no place for.
package struct ForeignTable: Sendable {
  package let table: Table
  /// Why its rows are not taken; words that follow a semicolon.
  package let reason: String

  package init(_ table: Table, reason: String) {
    self.table = table
    self.reason = reason
  }
}

/// One row of a file, by its columns.
package struct TableRow: Sendable {
  package let table: Table
  /// Where it stands in the file, 1-based.
  package let line: Int
  private let cells: [ExactString: String?]

  package init(_ table: Table, line: Int, cells: [ExactString: String?]) {
    self.table = table
    self.line = line
    self.cells = cells
  }

  /// The text as it stands in the file; nil for null.
  package subscript(column: String) -> String? { cells[ExactString(column)] ?? nil }

  /// By which rows of a table are sorted.
  package var key: [ExactString] { table.key.map { ExactString(self[$0] ?? "") } }
  /// How messages name it.
  package var label: String { "\(table.name) \(self[table.label] ?? "(null)")" }
}

/// The taking over of one object: the rows that cannot be taken, and what is to be said of those that can.
package struct ObjectImport {
  package struct Refusal: Sendable {
    package let row: TableRow
    package let reason: String

    package init(_ row: TableRow, reason: String) {
      self.row = row
      self.reason = reason
    }
  }

  /// What is said of a row that is taken.
  package struct Remark: Sendable {
    package let row: TableRow
    /// Whether the object is stored other than the row says.
    package let isChange: Bool
    package let text: String
  }

  /// The object's own row.
  package let row: TableRow
  /// What was taken over before.
  package let registry: any Registry
  package let settings: Settings
  package private(set) var refusals: [Refusal] = []
  package private(set) var remarks: [Remark] = []
  /// The row that is being read.
  private var present: TableRow

  package init(_ row: TableRow, registry: any Registry, settings: Settings) {
    self.row = row
    self.registry = registry
    self.settings = settings
    present = row
  }

  /// Whether the object itself cannot be taken.
  package var isRefused: Bool { refusals.contains { $0.row.table == row.table } }

  /// The row cannot be taken; the reason is a sentence without its full stop, and holds no secret.
  package mutating func refuse(_ reason: String, at refused: TableRow? = nil) {
    refusals.append(Refusal(refused ?? present, reason: reason))
  }

  /// Says what is stored in place of what a row says; a sentence without its full stop, which holds no secret.
  package mutating func noteChange(_ text: String, at row: TableRow) {
    remarks.append(Remark(row: row, isChange: true, text: text))
  }

  /// Warns of a row that is taken as it is; a sentence without its full stop, which holds no secret.
  package mutating func warn(_ text: String) { remarks.append(Remark(row: present, isChange: false, text: text)) }

  /// By how much the clocks of a deployment's hosts may differ from each other and from that of the import.
  private static let clockSkew: Int64 = 5 * 60_000

  /// Refuses a moment that had not come yet when the import ran; false if it is one.
  @discardableResult
  package mutating func checkPast(_ time: Instant, column: String) -> Bool {
    if time.milliseconds <= registry.run.time.milliseconds + ObjectImport.clockSkew { return true }
    refuse("\(column) is in the future; times are read as UTC")
    return false
  }

  /// Refuses a row of the future, or one that was changed before it was made: every table says when.
  private mutating func checkTimes(_ row: TableRow) {
    guard case .time(let created)? = Cell(row["cr_dtimes"], form: .time), checkPast(created, column: "cr_dtimes"),
      case .time(let updated)? = Cell(row["upd_dtimes"], form: .time), checkPast(updated, column: "upd_dtimes")
    else { return }
    if updated.milliseconds + ObjectImport.clockSkew < created.milliseconds { refuse("upd_dtimes is before cr_dtimes") }
  }

  /// Reads all columns of a row, then checks them together; false if the row cannot be taken.
  package mutating func read<Record>(
    _ row: TableRow, columns: [TableColumn<Record>], into record: inout Record,
    check: (Record, inout ObjectImport) -> Void = { _, _ in }
  ) -> Bool {
    let known = refusals.count
    present = row
    for column in columns {
      guard let cell = Cell(row[column.name], form: column.form) else {
        refuse("\(column.name) is not \(column.form == .time ? "a time" : "a value of its form")")
        continue
      }
      column.read(cell, &record, &self)
    }
    checkTimes(row)
    if refusals.count == known { check(record, &self) }
    present = self.row
    return refusals.count == known
  }
}

/// A table of what the program knows itself: other tables refer to it.
package struct ReferenceTable: Sendable {
  package let table: Table
  package let header: [(name: String, form: Cell.Form)]
  package let rows: @Sendable (Settings) -> [[Cell]]
  /// Why a row is none that the program knows; nil if it is.
  package let fault: @Sendable (TableRow, Settings) -> String?

  package init(
    _ table: Table, header: [(name: String, form: Cell.Form)], rows: @escaping @Sendable (Settings) -> [[Cell]],
    fault: @escaping @Sendable (TableRow, Settings) -> String? = { _, _ in nil }
  ) {
    self.table = table
    self.header = header
    self.rows = rows
    self.fault = fault
  }
}

extension ReferenceTable {
  /// The last columns of such a table.
  package static let auditHeader: [(name: String, form: Cell.Form)] = [
    ("cr_by", .text), ("cr_dtimes", .time), ("upd_by", .text), ("upd_dtimes", .time), ("is_deleted", .boolean),
    ("del_dtimes", .time),
  ]

  /// Nobody in particular made these rows, at no moment that would tell anything.
  package static let auditCells: [Cell] = [
    .text("partnerctl"), .time(Instant(milliseconds: 0)), .null, .null, .boolean(false), .null,
  ]
}
