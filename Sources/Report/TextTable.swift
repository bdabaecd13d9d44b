import Model
package import Source

/// A table of stored objects: their names, ids, life-cycle words and manifests.
package struct ObjectTable {
  private let style: Style

  /// Creates a writer with a style.
  package init(_ style: Style) {
    self.style = style
  }

  /// The table of objects of one kind, given as they are stored; ends in a line feed.
  package func text(_ items: [Node]) -> String {
    let words = items.first?["status"]?.entries?.filter { isWord($0) }.map(\.key.text) ?? []
    let heads = ["NAME", "ID"] + words.map { $0.uppercased() } + ["MANIFEST"]
    let rows = items.map { item in
      [item["metadata"]?["name"]?.text ?? "", item["metadata"]?["id"]?.text ?? ""]
        + words.map { item["status"]?[$0]?.text ?? "" } + [item["status"]?["source"]?.text ?? "(removed)"]
    }
    return TextTable(heads, rows: rows).text(style)
  }

  /// Tells whether a member of the status is a life-cycle word of the kind.
  private func isWord(_ entry: Entry) -> Bool {
    let common = StoredRecord.fields.map(\.name)
    guard case .scalar = entry.value.value else { return false }
    return !common.contains(entry.key.text)
  }
}

/// A table of texts in aligned columns.
package struct TextTable {
  private let heads: [String]
  private let rows: [[String]]

  /// Creates a table; control characters in the cells become visible escapes.
  package init(_ heads: [String], rows: [[String]]) {
    self.heads = heads
    self.rows = rows.map { $0.map(visible) }
  }

  /// The table with bold heads; ends in a line feed.
  package func text(_ style: Style) -> String {
    let widths = heads.indices.map { column in ([heads] + rows).map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        line += column == cells.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }
      return line + "\n"
    }
    return style.bold(line(heads)) + rows.map(line).joined()
  }
}
