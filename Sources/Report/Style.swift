package import Source

/// How text is dressed for a terminal: colour, or none, and what of it must not be seen.
package struct Style {
  package let isColored: Bool
  private let redaction: Redaction

  package init(isColored: Bool, redaction: Redaction) {
    self.isColored = isColored
    self.redaction = redaction
  }

  /// Words of a message, in which text from outside may stand: harmless for a terminal, and without secrets.
  package func shown(_ message: String) -> String { visible(redaction.hiding(message)) }

  /// A line of a manifest without secrets, one dot for each scalar of them.
  package func hiding(_ line: String) -> String { SecretMembers.hiding(redaction.hiding(line)) }

  /// Text that must stay whole, such as the name of a file: harmless for a terminal, and without keys of the registry.
  package func shown(whole text: String) -> String { visible(redaction.hiding(text, isGuessing: false)) }

  package func bold(_ text: String) -> String { paint(text, code: 1) }
  package func dim(_ text: String) -> String { paint(text, code: 2) }
  package func red(_ text: String) -> String { paint(text, code: 31) }
  package func green(_ text: String) -> String { paint(text, code: 32) }
  package func yellow(_ text: String) -> String { paint(text, code: 33) }
  package func cyan(_ text: String) -> String { paint(text, code: 36) }

  private func paint(_ text: String, code: Int) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Text from outside made harmless for a terminal: control, format and separator characters become visible escapes.
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

/// JSON whose texts hold no character that could turn a terminal's text around or hide in it; it reads back the same.
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

/// Text from outside made harmless for Markdown: a code span, in which nothing is markup, link or mention.
package func codeSpan(_ text: String) -> String {
  let shown = visible(text).replacing("|", with: "\\|")
  let longestRun = shown.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
  let fence = String(repeating: "`", count: longestRun + 1)
  return longestRun == 0 ? "`\(shown)`" : "\(fence) \(shown) \(fence)"
}
