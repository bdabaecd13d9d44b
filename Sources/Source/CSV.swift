/// Comma-separated values (RFC 4180) as PostgreSQL's COPY reads and writes them.
///
/// An empty field without quotes is null; one with quotes is empty text.
package enum CSV {
  /// One record of a file.
  package struct Record: Hashable, Sendable {
    /// The values in the order of the columns; nil for null.
    package let fields: [String?]
    /// The line of the file on which the record starts, counted from 1.
    package let line: Int

    /// Creates a record, read or to be written.
    package init(_ fields: [String?], line: Int) {
      self.fields = fields
      self.line = line
    }
  }

  /// The reason why a file is not valid CSV.
  package struct Fault: Error, Hashable, Sendable {
    /// The fault without its place, such as `a quote is never closed`.
    package let message: String
    /// The line of the fault, counted from 1; that of the opening quote if a quote is never closed.
    package let line: Int
  }

  // MARK: Reading

  /// Reads all records. Lines end in LF or CR LF; a quote inside quotes is written twice.
  package static func read(_ bytes: [UInt8]) throws(Fault) -> [Record] {
    var reader = Reader(bytes)
    var records: [Record] = []
    while let record = try reader.record() { records.append(record) }
    return records
  }

  private struct Reader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func record() throws(Fault) -> Record? {
      guard position < bytes.count else { return nil }
      let start = line
      var fields: [String?] = [try field()]
      while take(UInt8(ascii: ",")) { fields.append(try field()) }
      if position < bytes.count {
        let hasReturn = take(UInt8(ascii: "\r"))
        guard take(UInt8(ascii: "\n")) else {
          let message = hasReturn ? "no line feed follows a carriage return" : "text follows a closing quote"
          throw Fault(message: message, line: line)
        }
        line += 1
      }
      return Record(fields, line: start)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }

    private mutating func field() throws(Fault) -> String? {
      guard take(UInt8(ascii: "\"")) else { return try plainField() }
      let start = line
      var text: [UInt8] = []
      while true {
        guard position < bytes.count else { throw Fault(message: "a quote is never closed", line: start) }
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        if byte == UInt8(ascii: "\""), !take(UInt8(ascii: "\"")) { break }
        text.append(byte)
      }
      return try decoded(text[...], line: start)
    }

    private mutating func plainField() throws(Fault) -> String? {
      let start = position
      while position < bytes.count, !isEnd(bytes[position]) {
        guard bytes[position] != UInt8(ascii: "\"") else {
          throw Fault(message: "there is a quote inside a field that does not start with one", line: line)
        }
        position += 1
      }
      return start == position ? nil : try decoded(bytes[start..<position], line: line)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func decoded(_ bytes: ArraySlice<UInt8>, line: Int) throws(Fault) -> String {
      guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
        throw Fault(message: "a field is not UTF-8 text", line: line)
      }
      return text
    }
  }

  // MARK: Writing

  /// Appends one record and its line feed, with quotes only where they are needed.
  package static func append(_ fields: [String?], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if let field { append(field, to: &bytes) }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    // COPY takes a line with nothing but `\.` for the end of the file.
    let needsQuotes = text.isEmpty || ExactString.same(text, "\\.") || text.utf8.contains(where: isSpecial)
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
