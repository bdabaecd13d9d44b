/// Lays names and values out in two columns, one line for each pair; `paint` colours the names.
package func aligned(_ rows: [(name: String, value: String)], paint: (String) -> String = { $0 }) -> [String] {
  let width = rows.map(\.name.count).max() ?? 0
  return rows.map { name, value in
    paint(name) + String(repeating: " ", count: width - name.count) + "  " + value
  }
}
