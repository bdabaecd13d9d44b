import Model
import Source

/// Writes tables as comma-separated values or as SQL statements. Keys are revealed: the files are meant for a
/// deployment.
package enum TableFiles {
  /// Writes a table with its header as PostgreSQL's COPY reads it.
  package static func csv(_ content: TableExport.Content) -> [UInt8] {
    var bytes: [UInt8] = []
    CSV.append(content.columns, to: &bytes)
    for row in content.rows { CSV.append(row.map(\.text), to: &bytes) }
    return bytes
  }

  /// Writes one transaction that inserts all rows; rows of reference tables that exist already are not changed.
  package static func sql(_ contents: [TableExport.Content]) -> [UInt8] {
    var bytes = Array("SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\nBEGIN;\n".utf8)
    for content in contents {
      for start in stride(from: 0, to: content.rows.count, by: rowsOfStatement) {
        let rows = content.rows[start..<min(start + rowsOfStatement, content.rows.count)]
        bytes +=
          "\nINSERT INTO \(content.table.qualifiedName) (\(content.columns.joined(separator: ", "))) VALUES\n".utf8
        for (index, row) in rows.enumerated() {
          bytes += (index > 0 ? ",\n  (" : "  (").utf8
          bytes += row.map(literal).joined(separator: ", ").utf8
          bytes.append(UInt8(ascii: ")"))
        }
        bytes += (content.isReference ? "\nON CONFLICT DO NOTHING;\n" : ";\n").utf8
      }
    }
    bytes += "\nCOMMIT;\n".utf8
    return bytes
  }

  private static let rowsOfStatement = 500

  private static func literal(_ cell: Cell) -> String {
    switch cell {
    case .null: return "NULL"
    case .boolean(let value): return value ? "true" : "false"
    case .text, .secret, .time, .bytes: return quoted(cell.text ?? "")
    }
  }

  /// A text as an SQL literal. Quotes are doubled byte by byte: a quote followed by a combining mark is a quote to
  /// SQL.
  private static func quoted(_ text: String) -> String {
    var bytes = [UInt8(ascii: "'")]
    for byte in text.utf8 {
      if byte == UInt8(ascii: "'") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "'"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
