/// Writes nodes as canonical JSON.
///
/// Members keep their order; the indent is two blanks (none on one line); text is UTF-8 with control characters
/// escaped; numbers are written as they were read. The layout is that of `jq`. Equal nodes give equal bytes if their
/// keys have the same order, which `sortedByKey` ensures.
package struct JSONWriter {
  /// How the text is divided into lines.
  package enum Layout: Sendable {
    case indented
    case oneLine
  }

  /// Tells whether secrets are written or masked: stored files reveal them, all other output masks them.
  package enum Secrets: Sendable {
    case masked
    case revealed
  }

  /// The text written so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []
  private let layout: Layout
  private let secrets: Secrets
  private var depth = 0

  /// Creates a writer with nothing written.
  package init(_ layout: Layout, secrets: Secrets) {
    self.layout = layout
    self.secrets = secrets
  }

  /// Writes one document with a line feed at its end.
  package static func document(_ node: Node, layout: Layout = .indented, secrets: Secrets) -> [UInt8] {
    var writer = JSONWriter(layout, secrets: secrets)
    writer.write(node)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  /// Writes a node on one line, without a line feed.
  package static func line(_ node: Node, secrets: Secrets) -> [UInt8] {
    var writer = JSONWriter(.oneLine, secrets: secrets)
    writer.write(node)
    return writer.bytes
  }

  /// Writes a node and all nodes below it at the current depth.
  package mutating func write(_ node: Node) {
    switch node.value {
    case .scalar(let scalar):
      if node.isNull {
        bytes.append(contentsOf: "null".utf8)
      } else if scalar.isPlain, JSONWriter.isNumber(scalar.text) || scalar.text == "true" || scalar.text == "false" {
        bytes.append(contentsOf: scalar.text.utf8)
      } else {
        write(scalar.text)
      }
    case .secret(let secret):
      write(secrets == .revealed ? secret.reveal() : Secret.mask)
    case .sequence(let items):
      writeItems(items, open: "[", close: "]") { writer, item in writer.write(item) }
    case .mapping(let entries):
      writeItems(entries, open: "{", close: "}") { writer, entry in
        writer.write(entry.key.text)
        writer.bytes.append(UInt8(ascii: ":"))
        if writer.layout == .indented { writer.bytes.append(UInt8(ascii: " ")) }
        writer.write(entry.value)
      }
    }
  }

  private mutating func writeItems<Item>(
    _ items: [Item], open: Unicode.Scalar, close: Unicode.Scalar, writeItem: (inout JSONWriter, Item) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine()
      writeItem(&self, item)
    }
    depth -= 1
    if !items.isEmpty { breakLine() }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func breakLine() {
    guard layout == .indented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  /// Writes a text as a JSON string.
  package mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: [0x5C, 0x22])
      case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
      case 0x08: bytes.append(contentsOf: [0x5C, UInt8(ascii: "b")])
      case 0x09: bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
      case 0x0A: bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
      case 0x0C: bytes.append(contentsOf: [0x5C, UInt8(ascii: "f")])
      case 0x0D: bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
      case 0x00..<0x20, 0x7F:
        bytes.append(contentsOf: [0x5C, UInt8(ascii: "u"), 0x30, 0x30])
        bytes.append(JSONWriter.hexDigits[Int(byte >> 4)])
        bytes.append(JSONWriter.hexDigits[Int(byte & 0xF)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// Tells whether a text is a number in JSON's grammar; `007`, `0x1F`, `.5` and `1_000` are not.
  package static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard let first = rest.first, isDigit(first) else { return false }
    if first == UInt8(ascii: "0") { rest.removeFirst() } else { rest = rest.drop(while: isDigit) }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard let digit = rest.first, isDigit(digit) else { return false }
      rest = rest.drop(while: isDigit)
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
      guard let digit = rest.first, isDigit(digit) else { return false }
      rest = rest.drop(while: isDigit)
    }
    return rest.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
