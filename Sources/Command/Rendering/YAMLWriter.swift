import Source

/// Writes nodes as YAML that reads back as the same tree: block style, texts in quotes where they need them.
struct YAMLWriter {
  static func document(_ node: Node) -> String {
    var text = ""
    write(node, indent: 0, into: &text)
    return text
  }

  private static func write(_ node: Node, indent: Int, into text: inout String) {
    let margin = String(repeating: "  ", count: indent)
    switch node.value {
    case .scalar, .secret: text += margin + inline(node) + "\n"
    case .sequence(let items):
      if items.isEmpty { text += margin + "[]\n" }
      for item in items {
        if isInline(item) {
          text += "\(margin)- \(inline(item))\n"
        } else {
          // The first line of the item takes the dash in place of its margin.
          var lines = ""
          write(item, indent: indent + 1, into: &lines)
          text += "\(margin)- " + lines.dropFirst(margin.count + 2)
        }
      }
    case .mapping(let entries):
      if entries.isEmpty { text += margin + "{}\n" }
      for entry in entries {
        text += margin + quoted(entry.key.text) + ":"
        if isInline(entry.value) {
          text += " \(inline(entry.value))\n"
        } else {
          text += "\n"
          write(entry.value, indent: indent + 1, into: &text)
        }
      }
    }
  }

  private static func isInline(_ node: Node) -> Bool {
    switch node.value {
    case .scalar, .secret: return true
    case .sequence(let items): return items.isEmpty
    case .mapping(let entries): return entries.isEmpty
    }
  }

  private static func inline(_ node: Node) -> String {
    switch node.value {
    case .secret: return quoted(Secret.mask)
    case .sequence: return "[]"
    case .mapping: return "{}"
    case .scalar(let scalar):
      if node.isNull { return "null" }
      return scalar.isPlain ? scalar.text : quoted(scalar.text)
    }
  }

  /// JSON's strings are YAML's double-quoted ones; simple words stand without quotes.
  private static func quoted(_ text: String) -> String {
    let isSimple =
      text.utf8.first.map { isLetter($0) } == true && text.utf8.allSatisfy { isLetter($0) || isDigitOrMark($0) }
    let words: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    if isSimple, !words.contains(text.lowercased()) { return text }
    var writer = JSONWriter(.oneLine, secrets: .masked)
    writer.write(text)
    return escaped(String(decoding: writer.bytes, as: UTF8.self))
  }

  /// Makes what could turn a terminal's text around or hide in it visible, in the escapes that YAML reads back.
  private static func escaped(_ quoted: String) -> String {
    var result = ""
    for scalar in quoted.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = digits.count > 4 ? 8 : 4
        result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) }
  private static func isDigitOrMark(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x2F
  }
}
