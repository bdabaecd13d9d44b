package import Engine
package import Model
package import Source

/// The objects of a deployment that kept them in databases, made from its tables.
///
/// Every row either becomes an object, or a part of one, or is refused with its reason; ids, times and life-cycle words
/// stay as they are, but where no operation could have led to them: what is stored instead is remarked. Nothing that a
/// documented operation would do is done.
package struct TableImport {
  /// One object, with the row that it came from.
  package struct Taken: Sendable {
    package let id: ObjectID
    package let row: TableRow
    /// The manifest that describes it, and its file.
    package let manifest: Node
    package let file: String
  }

  /// Where a row stands.
  package struct Place: Hashable, Sendable {
    package let table: String
    package let line: Int

    package init(_ row: TableRow) {
      table = row.table.name
      line = row.line
    }
  }

  /// In catalogue order, each kind by its rows' keys.
  package private(set) var taken: [Taken] = []
  package private(set) var refusals: [ObjectImport.Refusal] = []
  /// What is to be said of rows that were taken.
  package private(set) var remarks: [ObjectImport.Remark] = []
  /// How many rows of each column say what a registry has no place for, by table and column.
  package private(set) var losses: [ExactString: Int] = [:]

  private let excluded: [Place: String]
  private let imported: ImportedObjects
  private let settings: Settings
  /// The registry folder and a slash; empty for the repository's root.
  private let folder: String
  private var rows: [String: [TableRow]] = [:]
  private var files = ManifestNames()

  private var registry: any Registry { imported.registry }

  /// Makes objects of rows.
  ///
  /// - Parameters:
  ///   - excluded: rows that are known to make no good objects, with the reasons.
  ///   - folder: the registry folder, in which the manifests are to stand.
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

  /// What is to be recorded: every object as if it had just come into being.
  ///
  /// - Parameter commit: the one that brings the manifests.
  package func outcome(of commit: String) -> Outcome { imported.outcome(of: commit) }

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

  /// The rows without those that have the same key as one further up that is not deleted.
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

  /// The object that a row and the rows of its parts describe; nil if there cannot be one.
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

  /// Counts the cells that come out other than they went in.
  private mutating func noteLosses(
    of rows: [TableRow], written: [[Cell]], header: [(name: String, form: Cell.Form)]
  ) {
    guard let table = rows.first?.table else { return }
    let positions = table.key.compactMap { name in header.firstIndex { $0.name == name } }
    let byKey = Dictionary(written.map { cells in (positions.map { ExactString(cells[$0].text ?? "") }, cells) }) { $1 }
    // A deleted row is not taken, which is told of it already.
    for row in rows where Cell(row["is_deleted"], form: .boolean) != .boolean(true) {
      guard let cells = byKey[row.key] else { continue }
      for (column, cell) in zip(header, cells) where Cell(row[column.name], form: column.form) != cell {
        losses[ExactString("\(table.name).\(column.name)"), default: 0] += 1
      }
    }
  }
}
