package import Model
package import Source
package import Transfer

/// A folder with one file of comma-separated values for each table, named after it: `misp.csv` or `pms.misp.csv`.
package struct TableFolder {
  /// The readable files by the names of their tables.
  package private(set) var sheets: [String: Sheet] = [:]
  /// The faults of files that do not hold the tables that their names say.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The `.csv` files that are not named after a table of any kind.
  package private(set) var unknownFiles: [UnknownFile] = []
  /// The number of rows with a value in each column that the table does not have, by table and column:
  /// `misp.logo_url`.
  package private(set) var unknownColumns: [ExactString: Int] = [:]

  /// A `.csv` file that is not imported.
  package struct UnknownFile: Sendable {
    /// The name of the file within the folder.
    package let file: String
    /// The number of rows; nil if the file cannot be read as comma-separated values.
    package let rows: Int?
    /// The reason why a registry has no place for the table; nil for a table that the program does not know.
    package let reason: String?
  }

  /// The most bytes of one file.
  private static let limit = 1 << 31

  /// Reads the files of all tables of the catalogue, and counts the rows of all other files.
  package init(_ folder: String, catalog: Catalog) throws(WorkspaceError) {
    let tree = WorkingTree(root: folder)
    let tables = catalog.kinds.flatMap { TableFolder.tables($0) }
    let foreign = catalog.kinds.flatMap { TableFolder.foreign($0) }
    for bytes in try tree.names(in: "") {
      let file = String(decoding: bytes, as: UTF8.self)
      guard ExactString.same(String(file.suffix(4)).lowercased(), ".csv") else { continue }
      let name = String(file.dropLast(4))
      guard let (table, columns) = tables.first(where: { $0.0.isNamed(name) }) else {
        let reason = foreign.first { $0.table.isNamed(name) }?.reason
        unknownFiles.append(UnknownFile(file: file, rows: TableFolder.rowCount(of: file, tree), reason: reason))
        continue
      }
      let content = try tree.bytes(of: file, limit: TableFolder.limit) ?? []
      guard content.count <= TableFolder.limit else {
        throw .file(path: folder + "/" + file, reason: "the file is larger than 2 GiB")
      }
      read(content, file: file, table: table, columns: columns)
    }
  }

  private static func tables<K: ResourceKind>(_ kind: K.Type) -> [(Table, [String])] {
    let own = K.tables.map { mapping in
      [(mapping.table, mapping.columns.map(\.name))] + mapping.parts.map { ($0.table, $0.header.map(\.name)) }
    }
    return (own ?? []) + K.referenceTables.map { ($0.table, $0.header.map(\.name)) }
  }

  private static func foreign<K: ResourceKind>(_ kind: K.Type) -> [ForeignTable] { K.tables?.foreign ?? [] }

  /// The number of rows below the header; nil if the file cannot be read as comma-separated values.
  private static func rowCount(of file: String, _ tree: WorkingTree) -> Int? {
    guard let content = try? tree.bytes(of: file, limit: limit), content.count <= limit else { return nil }
    return (try? CSV.read(content)).map { max(0, $0.count - 1) }
  }

  private mutating func read(_ content: [UInt8], file: String, table: Table, columns: [String]) {
    guard sheets[table.name] == nil else {
      diagnostics.append(
        fault("The table \(table.name) is in two files", in: file, line: 1, hint: "leave one of them out"))
      return
    }
    let hint = "write the file with: COPY \(table.qualifiedName) TO … WITH (FORMAT csv, HEADER)"
    let body = content.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(content.dropFirst(3)) : content
    let records: [CSV.Record]
    do {
      records = try CSV.read(body)
    } catch {
      diagnostics.append(
        fault("\(file) is not valid CSV: \(error.message)", in: file, line: error.line, hint: hint))
      return
    }
    let header = records.first?.fields.map { $0 ?? "" } ?? []
    if let fault = TableFolder.fault(of: header, columns) {
      diagnostics.append(self.fault("\(file) \(fault)", in: file, line: 1, hint: hint))
      return
    }
    for record in records.dropFirst() where record.fields.count != header.count {
      diagnostics.append(
        fault(
          "The row has \(record.fields.count) fields where the header has \(header.count)", in: file,
          line: record.line, hint: hint))
    }
    noteUnknown(header, columns: columns, records: records.dropFirst(), of: table)
    sheets[table.name] = Sheet(file: file, columns: header, records: Array(records.dropFirst()))
  }

  private func fault(_ message: String, in file: String, line: Int, hint: String) -> Diagnostic {
    Diagnostic(
      rule: "import.file", message: message, location: SourceLocation(file: file, line: line, column: 1), hint: hint)
  }

  /// The fault of a header, as the end of a sentence; nil if it has every column of the table exactly once.
  private static func fault(of header: [String], _ columns: [String]) -> String? {
    var known: Set<ExactString> = []
    let repeated = header.filter { !known.insert(ExactString($0)).inserted }
    let missing = columns.filter { !known.contains(ExactString($0)) }
    if !missing.isEmpty { return "has no column \(missing.joined(separator: ", "))" }
    return repeated.first.map { "has the column \($0) twice" }
  }

  /// Counts the values of columns that the table does not have.
  private mutating func noteUnknown(
    _ header: [String], columns: [String], records: ArraySlice<CSV.Record>, of table: Table
  ) {
    let known = Set(columns.map { ExactString($0) })
    let unknown = header.map { known.contains(ExactString($0)) ? nil : ExactString("\(table.name).\($0)") }
    for record in records {
      for (column, value) in zip(unknown, record.fields) {
        if let column, let value, !value.isEmpty { unknownColumns[column, default: 0] += 1 }
      }
    }
  }
}
