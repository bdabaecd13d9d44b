package import Source

/// Writes nodes as YAML that is read back as the same tree: in block style, text in quotes only where it needs them.
package enum YAMLWriter {
  /// Writes a node as one document without a marker, ended by a line feed; secrets are masked.
  package static func document(_ node: Node) -> String {
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
          // The dash replaces the margin of the item's first line.
          var lines = ""
          write(item, indent: indent + 1, into: &lines)
          text += "\(margin)- " + lines.dropFirst(margin.count + 2)
        }
      }
    case .mapping(let entries):
      if entries.isEmpty { text += margin + "{}\n" }
      for entry in entries {
        text += margin + key(entry.key.text.yaml, margin: margin) + ":"
        if let block = block(entry.value, margin: margin + "  ") {
          text += " " + block
        } else if isInline(entry.value) {
          text += " \(inline(entry.value))\n"
        } else {
          text += "\n"
          write(entry.value, indent: indent + 1, into: &text)
        }
      }
    }
  }

  /// The text before the colon of an entry: a key of more than 1024 characters is only read with a question mark.
  private static func key(_ written: String, margin: String) -> String {
    written.utf8.count > 1000 ? "? \(written)\n\(margin)" : written
  }

  /// Text of several lines as a block, which is easy to read; nil if a block would not be read as the same text.
  private static func block(_ node: Node, margin: String) -> String? {
    guard case .scalar(let scalar) = node.value, !scalar.isPlain, scalar.text.utf8.contains(UInt8(ascii: "\n")) else {
      return nil
    }
    let isPlainText = scalar.text.unicodeScalars.allSatisfy { character in
      character == "\n"
        || !([.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned]
          .contains(character.properties.generalCategory))
    }
    var lines = scalar.text.split(separator: "\n", omittingEmptySubsequences: false)
    let hasEnd = lines.last?.isEmpty == true
    if hasEnd { lines.removeLast() }
    // Blanks are compared as scalars, since a blank with a combining mark is a blank to YAML.
    guard isPlainText, let first = lines.first, !first.isEmpty, first.unicodeScalars.first != " ",
      lines.last?.isEmpty == false, !lines.contains(where: { $0.unicodeScalars.last == " " })
    else { return nil }
    return (hasEnd ? "|" : "|-") + "\n" + lines.map { $0.isEmpty ? "\n" : "\(margin)\($0)\n" }.joined()
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
    case .secret: return Secret.mask.yaml
    case .sequence: return "[]"
    case .mapping: return "{}"
    case .scalar(let scalar):
      if node.isNull { return "null" }
      return scalar.isPlain ? scalar.text : scalar.text.yaml
    }
  }
}
