package import Source

/// How text is prepared for a terminal: with or without colours, and without secrets.
package struct Style {
  /// Whether `bold`, `red` and the others write escape sequences; false for a file or a pipe.
  package let isColored: Bool
  private let redaction: Redaction

  /// Creates a style; `redaction` decides what is hidden.
  package init(isColored: Bool, redaction: Redaction) {
    self.isColored = isColored
    self.redaction = redaction
  }

  /// A message that may quote text from outside, with secrets hidden and control characters visible.
  package func shown(_ message: String) -> String { visible(redaction.hiding(message)) }

  /// A line of a manifest with secrets hidden, one dot for each scalar of them.
  package func hiding(_ line: String) -> String { SecretMembers.hiding(redaction.hiding(line)) }

  /// A text that must stay whole, such as the name of a file, with only keys of the registry hidden.
  package func shown(whole text: String) -> String { visible(redaction.hiding(text, isGuessing: false)) }

  /// The text in bold.
  package func bold(_ text: String) -> String { paint(text, code: 1) }
  /// The text in a faint colour.
  package func dim(_ text: String) -> String { paint(text, code: 2) }
  /// The text in red, for errors and removals.
  package func red(_ text: String) -> String { paint(text, code: 31) }
  /// The text in green, for additions.
  package func green(_ text: String) -> String { paint(text, code: 32) }
  /// The text in yellow, for warnings and changes.
  package func yellow(_ text: String) -> String { paint(text, code: 33) }
  /// The text in cyan, for names and places.
  package func cyan(_ text: String) -> String { paint(text, code: 36) }

  private func paint(_ text: String, code: Int) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Makes text from outside harmless for a terminal: control, format and separator characters become visible escapes.
package func visible(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
      result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Escapes characters of a JSON text that could reverse or hide text in a terminal; it is read back as the same JSON.
package func escapedJSON(_ json: String) -> String {
  if json.utf8.allSatisfy({ $0 < 0x7F }) { return json }
  var result = ""
  for scalar in json.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator, .privateUse:
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Makes text from outside harmless for Markdown: in a code span nothing is markup, link or mention.
package func codeSpan(_ text: String) -> String {
  let shown = visible(text).replacing("|", with: "\\|")
  let longestRun = shown.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
  let fence = String(repeating: "`", count: longestRun + 1)
  return longestRun == 0 ? "`\(shown)`" : "\(fence) \(shown) \(fence)"
}
