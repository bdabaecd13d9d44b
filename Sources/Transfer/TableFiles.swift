import Model
import Source

/// Tables as comma-separated values, and as statements of SQL. Keys are revealed: the files are meant for a deployment.
package enum TableFiles {
  /// As PostgreSQL's COPY reads and writes a table, with its header.
  package static func csv(_ content: TableExport.Content) -> [UInt8] {
    var bytes: [UInt8] = []
    CSV.append(content.columns, to: &bytes)
    for row in content.rows { CSV.append(row.map(\.text), to: &bytes) }
    return bytes
  }

  /// One transaction with all rows; those that a deployment has already are left as they are.
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

  /// The text in quotes. It is looked at byte by byte: a quote with a combining mark behind it is a quote all the same.
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
