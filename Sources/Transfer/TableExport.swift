package import Model
import Source

/// Writes the stored objects as rows of MOSIP's tables.
package enum TableExport {
  /// One table with all its rows.
  package struct Content: Sendable {
    /// The table itself.
    package let table: Table
    /// The names of the columns, in the order of the cells.
    package let columns: [String]
    /// The rows, sorted by the table's key. Licence and API keys are among the cells.
    package let rows: [[Cell]]
    /// Whether a deployment has the rows already, since the program knows them and not the registry.
    package let isReference: Bool
  }

  /// The contents of all tables; tables to which others refer come first.
  package static func contents(of registry: any Registry, settings: Settings, catalog: Catalog) -> [Content] {
    catalog.kinds.flatMap { contents(of: $0, in: registry, settings: settings) }
  }

  /// The kinds and members of stored objects for which no table has a place, such as `TrustAnchor` or `Partner
  /// spec.certificate`, with the number of objects; in catalogue order.
  package static func losses(of registry: any Registry, catalog: Catalog) -> [(what: String, count: Int)] {
    catalog.kinds.flatMap { losses(of: $0, in: registry) }.filter { $0.count > 0 }
  }

  private static func losses<K: ResourceKind>(
    of kind: K.Type, in registry: any Registry
  ) -> [(what: String, count: Int)] {
    let objects = registry.objects(kind)
    guard let mapping = K.tables else { return [(K.name, objects.count)] }
    let metadata = [
      ("\(K.name) metadata.labels", objects.count { !$0.metadata.labels.isEmpty }),
      ("\(K.name) metadata.protected", objects.count { $0.metadata.protected }),
    ]
    return metadata
      + mapping.homeless.map { member, isPresent in
        ("\(K.name) spec.\(member)", objects.count { isPresent($0.spec) })
      }
  }

  private static func contents<K: ResourceKind>(
    of kind: K.Type, in registry: any Registry, settings: Settings
  ) -> [Content] {
    let references = K.referenceTables.map { reference in
      content(
        of: reference.table, columns: reference.header.map(\.name), rows: reference.rows(settings), isReference: true)
    }
    guard let mapping = K.tables else { return references }
    let objects = registry.objects(kind)
    let own = content(
      of: mapping.table, columns: mapping.columns.map(\.name),
      rows: objects.map { object in mapping.columns.map { $0.write(object, registry) } })
    let parts = mapping.parts.map { part in
      content(
        of: part.table, columns: part.header.map(\.name), rows: objects.flatMap { part.rows(of: $0, in: registry) })
    }
    return references + [own] + parts
  }

  private static func content(
    of table: Table, columns: [String], rows: [[Cell]], isReference: Bool = false
  ) -> Content {
    let positions = table.key.compactMap { columns.firstIndex(of: $0) }
    let keyed = rows.map { cells in (key: positions.map { ExactString(cells[$0].text ?? "") }, cells: cells) }
    let sorted = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.cells)
    return Content(table: table, columns: columns, rows: sorted, isReference: isReference)
  }
}
