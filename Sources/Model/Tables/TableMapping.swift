package import Source

/// How the objects of a kind are rows of tables: a row for each object, and rows of other tables for its parts.
package struct TableMapping<K: KindFields>: Sendable {
  /// The table with one row for each object.
  package let table: Table
  /// The columns of that table, in the order of an export.
  package let columns: [TableColumn<Stored<K>>]
  /// The other tables with rows for parts of an object, such as its licence keys.
  package let parts: [any TableParts<K>]
  /// Returns the words from which an imported object's name is made.
  package let title: @Sendable (Stored<K>, any Registry) -> String
  /// Returns the file, without its ending, that holds imported manifests together; nil for one file for each object.
  package let file: (@Sendable (Stored<K>, any Registry) -> String)?
  /// Completes an object after its row was read, or leaves it out with a reason if the registry cannot have it.
  package let complete: @Sendable (inout Stored<K>, inout ObjectImport) -> Void
  /// Members of a spec for which no table has a column, and whether an object has them.
  package let homeless: [(member: String, isPresent: @Sendable (K.Spec) -> Bool)]
  /// Tables with facts about objects of the kind that a registry has no place for.
  package let foreign: [ForeignTable]

  /// Creates a mapping; `columns` must include those of the primary key.
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

/// One column of a table: how its value is read into a record and written from it.
package struct TableColumn<Record: Sendable>: Sendable {
  /// The name of the column, such as `cr_dtimes`.
  package let name: String
  /// The type of its values.
  package let form: Cell.Form
  /// Sets the record's members from a cell, or leaves the row out with a reason.
  package let read: @Sendable (_ cell: Cell, _ record: inout Record, _ objectImport: inout ObjectImport) -> Void
  /// Makes the cell from a record; the registry gives the ids of other objects.
  package let write: @Sendable (_ record: Record, _ registry: any Registry) -> Cell

  /// Creates a column that is read and written.
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

  /// Creates a column that is written only, because its value is derived from others.
  package static func derived(
    _ name: String, form: Cell.Form = .text, write: @escaping @Sendable (Record, any Registry) -> Cell
  ) -> TableColumn {
    TableColumn(name, form: form, write: write) { _, _, _ in }
  }
}

/// A table whose rows are parts of a kind's objects.
package protocol TableParts<Kind>: Sendable {
  associatedtype Kind: ResourceKind
  /// The table of the parts.
  var table: Table { get }
  /// The column that names the object.
  var owner: String { get }
  /// The columns of the table with their types, in the order of an export.
  var header: [(name: String, form: Cell.Form)] { get }
  /// Reads the rows of one object into it; rows that it cannot have are left out with a reason.
  func take(_ rows: [TableRow], into object: inout Stored<Kind>, importing objectImport: inout ObjectImport)
  /// Returns the rows of one object.
  func rows(of object: Stored<Kind>, in registry: any Registry) -> [[Cell]]
}

/// A table of parts of one type, each of which is one row.
package struct TablePartsOf<K: ResourceKind, Part: Sendable>: TableParts {
  /// The table of the parts.
  package let table: Table
  /// The column that names the object.
  package let owner: String
  private let columns: [TableColumn<OwnedPart<K, Part>>]
  private let blank: @Sendable () -> Part
  private let parts: @Sendable (Stored<K>) -> [Part]
  private let check: @Sendable (OwnedPart<K, Part>, inout ObjectImport) -> Void
  private let adopt: @Sendable ([(part: Part, row: TableRow)], inout Stored<K>, inout ObjectImport) -> Void

  /// Creates a table of parts.
  ///
  /// - Parameters:
  ///   - check: leaves out a row whose columns could be read one by one, but do not fit together.
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

  /// The columns of the table with their types.
  package var header: [(name: String, form: Cell.Form)] { columns.map { ($0.name, $0.form) } }

  /// Reads the rows of one object and adopts the parts that can be read.
  package func take(_ rows: [TableRow], into object: inout Stored<K>, importing objectImport: inout ObjectImport) {
    var taken: [(part: Part, row: TableRow)] = []
    for row in rows {
      var record = OwnedPart(part: blank(), owner: object)
      if objectImport.read(row, columns: columns, into: &record, check: check) { taken.append((record.part, row)) }
    }
    adopt(taken, &object, &objectImport)
  }

  /// Returns one row for each part of an object.
  package func rows(of object: Stored<K>, in registry: any Registry) -> [[Cell]] {
    parts(object).map { part in columns.map { $0.write(OwnedPart(part: part, owner: object), registry) } }
  }
}

/// A part together with the object that it belongs to.
package struct OwnedPart<K: ResourceKind, Part: Sendable>: Sendable {
  /// The part, which columns read and write.
  package var part: Part
  /// The object, whose id and times some columns of the part repeat.
  package let owner: Stored<K>
}

/// A table of the databases that a registry has no place for.
package struct ForeignTable: Sendable {
  /// The table itself.
  package let table: Table
  /// The reason why its rows are left out, in words that follow a semicolon.
  package let reason: String

  /// Creates a table whose rows are always left out.
  package init(_ table: Table, reason: String) {
    self.table = table
    self.reason = reason
  }
}

/// One row of a file, by its columns.
package struct TableRow: Sendable {
  /// The table that the file holds.
  package let table: Table
  /// The line of the file on which the row starts, counted from 1.
  package let line: Int
  private let cells: [ExactString: String?]

  /// Creates a row; columns without a cell are null.
  package init(_ table: Table, line: Int, cells: [ExactString: String?]) {
    self.table = table
    self.line = line
    self.cells = cells
  }

  /// The text of a column as the file has it; nil for null.
  package subscript(column: String) -> String? { cells[ExactString(column)] ?? nil }

  /// The values of the primary key, by which rows of a table are sorted.
  package var key: [ExactString] { table.key.map { ExactString(self[$0] ?? "") } }
  /// The name of the row in messages, such as `misp 847`.
  package var label: String { "\(table.name) \(self[table.label] ?? "(null)")" }
}

/// The import of one object: the rows that are left out, and remarks about those that are not.
package struct ObjectImport {
  /// A row that is left out.
  package struct Refusal: Sendable {
    /// The row itself.
    package let row: TableRow
    /// The reason, a sentence without its full stop that holds no secret.
    package let reason: String

    /// Creates the record of a row that is left out.
    package init(_ row: TableRow, reason: String) {
      self.row = row
      self.reason = reason
    }
  }

  /// A remark about a row that is imported.
  package struct Remark: Sendable {
    /// The row that the remark is about.
    package let row: TableRow
    /// Whether the object is stored differently from what the row says.
    package let isChange: Bool
    /// The remark, a sentence without its full stop that holds no secret.
    package let text: String
  }

  /// The row of the object itself.
  package let row: TableRow
  /// The objects that were imported before.
  package let registry: any Registry
  /// The settings of the registry that is made.
  package let settings: Settings
  /// The rows that are left out, in the order in which they were read.
  package private(set) var refusals: [Refusal] = []
  /// The remarks about imported rows, in the order in which they were made.
  package private(set) var remarks: [Remark] = []
  /// The row that is being read.
  private var present: TableRow

  /// Starts the import of one object from its row.
  package init(_ row: TableRow, registry: any Registry, settings: Settings) {
    self.row = row
    self.registry = registry
    self.settings = settings
    present = row
  }

  /// Whether the object itself is left out, and not only a row of its parts.
  package var isRefused: Bool { refusals.contains { $0.row.table == row.table } }

  /// Leaves a row out, by default the one that is being read.
  ///
  /// - Parameter reason: a sentence without its full stop that holds no secret.
  package mutating func refuse(_ reason: String, at refused: TableRow? = nil) {
    refusals.append(Refusal(refused ?? present, reason: reason))
  }

  /// Remarks that something else is stored than a row says.
  ///
  /// - Parameter text: a sentence without its full stop that holds no secret.
  package mutating func noteChange(_ text: String, at row: TableRow) {
    remarks.append(Remark(row: row, isChange: true, text: text))
  }

  /// Warns about the row that is being read, which is imported as it is; a sentence without its full stop that holds
  /// no secret.
  package mutating func warn(_ text: String) { remarks.append(Remark(row: present, isChange: false, text: text)) }

  /// The greatest difference between the clocks of a deployment's hosts and that of the import, in milliseconds.
  private static let clockSkew: Int64 = 5 * 60_000

  /// Leaves the row out and returns false if a moment is later than the import.
  @discardableResult
  package mutating func checkPast(_ time: Instant, column: String) -> Bool {
    if time.milliseconds <= registry.run.time.milliseconds + ObjectImport.clockSkew { return true }
    refuse("\(column) is in the future; times are read as UTC")
    return false
  }

  /// Leaves out a row that was created or changed in the future, or changed before it was created.
  private mutating func checkTimes(_ row: TableRow) {
    guard case .time(let created)? = Cell(row["cr_dtimes"], form: .time), checkPast(created, column: "cr_dtimes"),
      case .time(let updated)? = Cell(row["upd_dtimes"], form: .time), checkPast(updated, column: "upd_dtimes")
    else { return }
    if updated.milliseconds + ObjectImport.clockSkew < created.milliseconds { refuse("upd_dtimes is before cr_dtimes") }
  }

  /// Reads all columns of a row, then checks them together; returns false if the row is left out.
  package mutating func read<Record>(
    _ row: TableRow, columns: [TableColumn<Record>], into record: inout Record,
    check: (Record, inout ObjectImport) -> Void = { _, _ in }
  ) -> Bool {
    let known = refusals.count
    present = row
    for column in columns {
      guard let cell = Cell(row[column.name], form: column.form) else {
        refuse("\(column.name) is not \(column.form.words)")
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

/// A table whose rows the program knows itself, because other tables refer to it.
package struct ReferenceTable: Sendable {
  /// The table itself.
  package let table: Table
  /// The columns with their types, in the order of an export.
  package let header: [(name: String, form: Cell.Form)]
  /// Returns all rows for a registry's settings.
  package let rows: @Sendable (Settings) -> [[Cell]]
  /// Returns the reason why an imported row is not one that the program knows; nil if it is.
  package let fault: @Sendable (TableRow, Settings) -> String?

  /// Creates a reference table; without `fault`, any imported row is accepted.
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
  /// The last columns of every reference table, which say who created and changed a row, and when.
  package static let auditHeader: [(name: String, form: Cell.Form)] = [
    ("cr_by", .text), ("cr_dtimes", .time), ("upd_by", .text), ("upd_dtimes", .time), ("is_deleted", .boolean),
    ("del_dtimes", .time),
  ]

  /// The values of these columns: rows that the program knows itself have no author and no moment.
  package static let auditCells: [Cell] = [
    .text("partnerctl"), .time(Instant(milliseconds: 0)), .null, .null, .boolean(false), .null,
  ]
}
