package import Source

/// A table of MOSIP's databases. Source: db-schema.
package struct Table: Hashable, Sendable {
  /// The database, `pms` or `master`.
  package let schema: String
  /// The name within its database, such as `misp`.
  package let name: String
  /// The columns of the primary key, by whose bytes rows are sorted.
  package let key: [String]
  /// The column that names a row in messages; for a table whose key is a secret, the owner's.
  package let label: String

  /// Creates a table, whose rows messages name by the first column of the key unless `label` is given.
  package init(_ schema: String, name: String, key: [String] = ["id"], label: String? = nil) {
    self.schema = schema
    self.name = name
    self.key = key
    self.label = label ?? key[0]
  }

  /// The name as SQL writes it, such as `pms.misp`.
  package var qualifiedName: String { "\(schema).\(name)" }
  /// Tells whether a file of that name, without its ending, holds the table.
  package func isNamed(_ name: String) -> Bool {
    ExactString.same(name, self.name) || ExactString.same(name, qualifiedName)
  }
  /// The name of the file that holds the table as comma-separated values.
  package var file: String { name + ".csv" }
}

/// One value of a row.
package enum Cell: Hashable, Sendable {
  case null
  case text(String)
  case secret(Secret)
  case boolean(Bool)
  /// A time. The databases have no time zone; the program reads and writes UTC, to the millisecond.
  case time(Instant)
  case bytes([UInt8])

  /// The type of a column's values.
  package enum Form: Sendable {
    case text
    case secret
    case boolean
    case time
    case bytes

    /// The values of the form in words, as a message about another value names them.
    package var words: String {
      switch self {
      case .text, .secret: "a text"
      case .boolean: "t or f"
      case .time: "a time"
      case .bytes: "bytes in hexadecimal form"
      }
    }
  }

  /// Reads a value as PostgreSQL writes it; nil if the text is not a value of that type.
  package init?(_ text: String?, form: Form) {
    guard let text else {
      self = .null
      return
    }
    switch form {
    case .text: self = .text(text)
    case .secret: self = .secret(Secret(text))
    case .boolean:
      switch text.lowercased() {
      case "t", "true": self = .boolean(true)
      case "f", "false": self = .boolean(false)
      default: return nil
      }
    case .time:
      guard let time = Cell.time(text) else { return nil }
      self = .time(time)
    case .bytes:
      guard let bytes = Cell.bytes(text) else { return nil }
      self = .bytes(bytes)
    }
  }

  /// The value as PostgreSQL writes it, secrets revealed; nil for null.
  package var text: String? {
    switch self {
    case .null: return nil
    case .text(let text): return text
    case .secret(let secret): return secret.reveal()
    case .boolean(let value): return value ? "t" : "f"
    case .time(let time): return Cell.text(of: time)
    case .bytes(let bytes): return "\\x" + bytes.map { Cell.hexadecimal($0) }.joined()
    }
  }

  private static func text(of time: Instant) -> String {
    let text = time.description
    let (date, clock) = (text.prefix(10), text.dropFirst(11).dropLast())
    let seconds = clock.prefix(8)
    var fraction = clock.dropFirst(9)
    while fraction.last == "0" { fraction.removeLast() }
    return "\(date) \(seconds)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }

  /// Reads a time such as `2020-05-15 16:08:33.767993`, with `T` for the blank, and with `Z` or an offset at the end
  /// if there is one.
  private static func time(_ text: String) -> Instant? {
    var bytes = Array(text.utf8)
    guard bytes.count >= 19 else { return Instant(text) }
    if bytes[10] == UInt8(ascii: " ") { bytes[10] = UInt8(ascii: "T") }
    let tail = bytes[19...]
    if tail.contains(UInt8(ascii: "Z")) || tail.contains(UInt8(ascii: "+")) || tail.contains(UInt8(ascii: "-")) {
      // PostgreSQL omits the minutes of an offset of whole hours.
      let isShort = bytes.count >= 22 && (bytes[bytes.count - 3] == 0x2B || bytes[bytes.count - 3] == 0x2D)
      return Instant(String(decoding: bytes, as: UTF8.self) + (isShort ? ":00" : ""))
    }
    return Instant(String(decoding: bytes, as: UTF8.self) + "Z")
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count >= 2, digits.count % 2 == 0, digits[0] == UInt8(ascii: "\\"), digits[1] == UInt8(ascii: "x")
    else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 2, to: digits.count, by: 2) {
      guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}
