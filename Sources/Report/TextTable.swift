import Model
package import Source

/// A table of stored objects: name, id, the life-cycle words, and the manifest.
package struct ObjectTable {
  private let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  package func text(_ items: [Node]) -> String {
    let words = items.first?["status"]?.entries?.filter { isWord($0) }.map(\.key.text) ?? []
    let heads = ["NAME", "ID"] + words.map { $0.uppercased() } + ["MANIFEST"]
    let rows = items.map { item in
      [item["metadata"]?["name"]?.text ?? "", item["metadata"]?["id"]?.text ?? ""]
        + words.map { item["status"]?[$0]?.text ?? "" } + [item["status"]?["source"]?.text ?? "(removed)"]
    }
    return TextTable(heads, rows: rows).text(style)
  }

  /// The kind's own words come before the members that all objects have.
  private func isWord(_ entry: Entry) -> Bool {
    let common = StoredRecord.fields.map(\.name)
    guard case .scalar = entry.value.value else { return false }
    return !common.contains(entry.key.text)
  }
}

/// Columns of text.
package struct TextTable {
  private let heads: [String]
  private let rows: [[String]]

  package init(_ heads: [String], rows: [[String]]) {
    self.heads = heads
    self.rows = rows.map { $0.map(visible) }
  }

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
