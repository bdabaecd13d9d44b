package import Model
package import Reconciler
package import Source

/// A folder with a file of values for each table, named after it: `misp.csv`, or `pms.misp.csv`.
package struct TableFolder {
  package private(set) var sheets: [String: Sheet] = [:]
  /// Files that cannot be read as what their names say.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Files of values that are no table of any kind.
  package private(set) var strangers: [String] = []

  /// The most bytes of one file.
  private static let limit = 1 << 31

  /// Reads all tables of the catalogue that the folder has a file for.
  package init(_ folder: String, _ catalog: Catalog) throws(WorkspaceError) {
    let tree = WorkingTree(root: folder)
    let tables = catalog.kinds.flatMap { TableFolder.tables($0) }
    for bytes in try tree.names(in: "") {
      let file = String(decoding: bytes, as: UTF8.self)
      guard file.hasSuffix(".csv") else { continue }
      let name = String(file.dropLast(4))
      guard let (table, columns) = tables.first(where: { $0.0.name == name || $0.0.qualifiedName == name }) else {
        strangers.append(file)
        continue
      }
      let content = try tree.bytes(of: file, limit: TableFolder.limit) ?? []
      guard content.count <= TableFolder.limit else {
        throw .file(path: folder + "/" + file, reason: "It is larger than 2 GiB")
      }
      read(content, file, table, columns)
    }
  }

  private static func tables<K: ResourceKind>(_ kind: K.Type) -> [(Table, [String])] {
    let own = K.tables.map { mapping in
      [(mapping.table, mapping.columns.map(\.name))] + mapping.parts.map { ($0.table, $0.header.map(\.name)) }
    }
    return (own ?? []) + K.referenceTables.map { ($0.table, $0.header.map(\.name)) }
  }

  private mutating func read(_ content: [UInt8], _ file: String, _ table: Table, _ columns: [String]) {
    func fault(_ message: String, line: Int, hint: String) -> Diagnostic {
      Diagnostic(
        rule: "import.file", message: message, location: SourceLocation(file: file, line: line, column: 1),
        hint: hint)
    }
    guard sheets[table.name] == nil else {
      diagnostics.append(fault("The table \(table.name) stands in two files", line: 1, hint: "leave one of them out"))
      return
    }
    let hint = "write the file with: COPY \(table.qualifiedName) TO … WITH (FORMAT csv, HEADER)"
    let body = content.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(content.dropFirst(3)) : content
    let records: [CSV.Record]
    do {
      records = try CSV.read(body)
    } catch {
      diagnostics.append(
        fault("\(file) holds no comma-separated values: \(error.message)", line: error.line, hint: hint))
      return
    }
    let header = records.first?.fields.map { $0 ?? "" } ?? []
    let missing = columns.filter { !header.contains($0) }
    guard missing.isEmpty else {
      diagnostics.append(
        fault("\(file) has no column \(missing.joined(separator: ", "))", line: 1, hint: hint))
      return
    }
    for record in records.dropFirst() where record.fields.count != header.count {
      diagnostics.append(
        fault(
          "The row has \(record.fields.count) fields where the header has \(header.count)", line: record.line,
          hint: hint))
    }
    sheets[table.name] = Sheet(file: file, columns: header, records: Array(records.dropFirst()))
  }
}
