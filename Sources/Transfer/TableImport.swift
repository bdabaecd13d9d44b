package import Engine
package import Model
package import Source

/// The objects that are made from the tables of a deployment.
///
/// Every row becomes an object or a part of one, or is left out with its reason. Ids, times and life-cycle words are
/// kept, except where no operation could have led to them: then a remark says what is stored instead. No documented
/// operation is carried out.
package struct TableImport {
  /// One imported object, with the row that it was made from.
  package struct Taken: Sendable {
    /// The kind and the new name of the object.
    package let id: ObjectID
    /// The object's own row.
    package let row: TableRow
    /// The manifest that declares the object.
    package let manifest: Node
    /// The file of the manifest, relative to the repository's root.
    package let file: String
  }

  /// The place of a row in the files of an import.
  package struct Place: Hashable, Sendable {
    /// The name of the table.
    package let table: String
    /// The line of the table's file on which the row starts, counted from 1.
    package let line: Int

    /// The place of a row.
    package init(_ row: TableRow) {
      table = row.table.name
      line = row.line
    }
  }

  /// The imported objects in catalogue order, those of a kind in the order of their rows' keys.
  package private(set) var taken: [Taken] = []
  /// The rows that are left out, with their reasons; a row may be listed several times.
  package private(set) var refusals: [ObjectImport.Refusal] = []
  /// The remarks about rows that were imported.
  package private(set) var remarks: [ObjectImport.Remark] = []
  /// The number of rows with a value that a registry has no place for, by table and column joined by a dot.
  package private(set) var losses: [ExactString: Int] = [:]

  private let excluded: [Place: String]
  private let imported: ImportedObjects
  private let settings: Settings
  /// The registry folder and a slash; empty for the repository's root.
  private let folder: String
  private var rows: [String: [TableRow]] = [:]
  private var files = ManifestNames()

  private var registry: any Registry { imported.registry }

  /// Makes objects from the rows of sheets.
  ///
  /// - Parameters:
  ///   - sheets: the files by the names of their tables.
  ///   - excluded: rows that are known not to make valid objects, with the reasons.
  ///   - folder: the registry folder, for which the manifests are made.
  package init(
    _ sheets: [String: Sheet], excluding excluded: [Place: String] = [:], in folder: String,
    request: ReconcileRequest
  ) throws(StateDamage) {
    self.excluded = excluded
    self.folder = folder.isEmpty ? "" : folder + "/"
    imported = try ImportedObjects(request)
    settings = request.settings
    for kind in request.catalog.kinds { takeReferences(of: kind, from: sheets) }
    for kind in request.catalog.kinds { takeRows(of: kind, from: sheets) }
    for kind in request.catalog.kinds { take(kind) }
  }

  /// The outcome to record, in which every object is created.
  ///
  /// - Parameter commit: the commit that introduces the manifests.
  package func outcome(of commit: String, warnings: [Diagnostic] = []) -> Outcome {
    imported.outcome(of: commit, warnings: warnings)
  }

  private mutating func takeReferences<K: ResourceKind>(of kind: K.Type, from sheets: [String: Sheet]) {
    for reference in K.referenceTables {
      for row in TableImport.rows(of: reference.table, in: sheets) {
        if let fault = reference.fault(row, settings) { refusals.append(.init(row, reason: fault)) }
      }
    }
  }

  private mutating func takeRows<K: ResourceKind>(of kind: K.Type, from sheets: [String: Sheet]) {
    guard let mapping = K.tables else { return }
    rows[mapping.table.name] = TableImport.rows(of: mapping.table, in: sheets)
    for part in mapping.parts { rows[part.table.name] = unique(TableImport.rows(of: part.table, in: sheets)) }
  }

  /// Leaves out the rows that have the same key as an earlier row that is not deleted.
  private mutating func unique(_ rows: [TableRow]) -> [TableRow] {
    var unique: [TableRow] = []
    var former: TableRow?
    for row in rows {
      let isDeleted = Cell(row["is_deleted"], form: .boolean) == .boolean(true)
      if !isDeleted, let former, former.key == row.key {
        refusals.append(.init(row, reason: "the row on line \(former.line) has the same key"))
      } else {
        unique.append(row)
        if !isDeleted { former = row }
      }
    }
    return unique
  }

  private static func rows(of table: Table, in sheets: [String: Sheet]) -> [TableRow] {
    guard let sheet = sheets[table.name] else { return [] }
    let names = sheet.columns.map { ExactString($0) }
    let rows = sheet.records.map { record in
      TableRow(
        table, line: record.line, cells: Dictionary(zip(names, record.fields)) { first, _ in first })
    }
    return rows.map { (key: $0.key, row: $0) }.sorted { left, right in
      left.key == right.key ? left.row.line < right.row.line : left.key.lexicographicallyPrecedes(right.key)
    }.map(\.row)
  }

  // MARK: One kind

  private mutating func take<K: ResourceKind>(_ kind: K.Type) {
    guard let mapping = K.tables else { return }
    var parts = mapping.parts.map { part in
      Dictionary(grouping: rows[part.table.name] ?? []) { ExactString($0[part.owner] ?? "") }
    }
    var names = ObjectNames()
    var owners: Set<ExactString> = []
    for row in rows[mapping.table.name] ?? [] {
      let id = ExactString(row[mapping.table.key[0]] ?? "")
      owners.insert(id)
      let own = parts.map { $0[id] ?? [] }
      for index in parts.indices { parts[index][id] = nil }
      if let stored = object(of: row, parts: own, mapping: mapping, names: &names) {
        keep(stored, of: row, parts: own, mapping: mapping)
      } else {
        for row in own.joined() { refusals.append(.init(row, reason: "the row that it belongs to is left out")) }
      }
    }
    for (part, rest) in zip(mapping.parts, parts) {
      for row in rest.values.joined() {
        refusals.append(.init(row, reason: "\(part.owner) does not name a \(K.name) of these tables"))
      }
    }
  }

  /// Makes the object of a row and the rows of its parts; nil if it is left out.
  private mutating func object<K: ResourceKind>(
    of row: TableRow, parts: [[TableRow]], mapping: TableMapping<K>, names: inout ObjectNames
  ) -> Stored<K>? {
    if let reason = excluded[Place(row)] {
      refusals.append(.init(row, reason: reason))
      return nil
    }
    var objectImport = ObjectImport(row, registry: registry, settings: settings)
    var stored = Stored<K>(metadata: Metadata(), spec: K.Spec())
    if objectImport.read(row, columns: mapping.columns, into: &stored) { mapping.complete(&stored, &objectImport) }
    for (part, rows) in zip(mapping.parts, parts) where !objectImport.isRefused {
      part.take(rows, into: &stored, importing: &objectImport)
    }
    if !objectImport.isRefused, let reason = ImportChecks(registry).fault(of: stored) { objectImport.refuse(reason) }
    refusals += objectImport.refusals
    if objectImport.isRefused { return nil }
    let refused = Set(objectImport.refusals.map { Place($0.row) })
    remarks += objectImport.remarks.filter { !refused.contains(Place($0.row)) }
    stored.metadata.name = names.free(mapping.title(stored, registry), kind: K.name, id: stored.id)
    return stored
  }

  private mutating func keep<K: ResourceKind>(
    _ stored: Stored<K>, of row: TableRow, parts: [[TableRow]], mapping: TableMapping<K>
  ) {
    var object = stored
    let file = folder + files.next(in: K.folder, named: mapping.file?(stored, registry) ?? stored.metadata.name)
    object.record.source = file
    imported.add(object)
    let manifest = Node.object([
      "apiVersion": .text(apiVersion), "kind": .text(K.name),
      "metadata": .object(["name": .text(object.metadata.name), "id": .text(object.id)]),
      "spec": object.spec.node.stated(K.Spec.descriptions),
    ])
    taken.append(Taken(id: object.identity, row: row, manifest: manifest, file: file))
    noteLosses(
      of: [row], written: [mapping.columns.map { $0.write(object, registry) }],
      header: mapping.columns.map { ($0.name, $0.form) })
    for (part, rows) in zip(mapping.parts, parts) {
      noteLosses(of: rows, written: part.rows(of: object, in: registry), header: part.header)
    }
  }

  /// Counts the cells whose exported value would differ from the imported one.
  private mutating func noteLosses(
    of rows: [TableRow], written: [[Cell]], header: [(name: String, form: Cell.Form)]
  ) {
    guard let table = rows.first?.table else { return }
    let positions = table.key.compactMap { name in header.firstIndex { $0.name == name } }
    let byKey = Dictionary(written.map { cells in (positions.map { ExactString(cells[$0].text ?? "") }, cells) }) { $1 }
    // A deleted row was left out, with its reason.
    for row in rows where Cell(row["is_deleted"], form: .boolean) != .boolean(true) {
      guard let cells = byKey[row.key] else { continue }
      for (column, cell) in zip(header, cells) where Cell(row[column.name], form: column.form) != cell {
        losses[ExactString("\(table.name).\(column.name)"), default: 0] += 1
      }
    }
  }
}
