extension String {
  /// The text as a YAML scalar on one line: plain if it cannot be read as anything else, otherwise in double quotes.
  package var yaml: String {
    let isSimple =
      utf8.first.map { isLetter($0) } == true && utf8.allSatisfy { isLetter($0) || isDigitOrMark($0) }
      && utf8.last != UInt8(ascii: " ")
    let words: Set = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    if isSimple, !words.contains(lowercased()) { return self }
    // JSON's strings are YAML's double-quoted ones.
    var writer = JSONWriter(.oneLine, secrets: .masked)
    writer.write(self)
    return escaped(String(decoding: writer.bytes, as: UTF8.self))
  }
}

/// Writes characters that could reverse or hide text in a terminal as escapes that YAML reads back.
private func escaped(_ quoted: String) -> String {
  var result = ""
  for scalar in quoted.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let width = digits.count > 4 ? 8 : 4
      result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func isLetter(_ byte: UInt8) -> Bool { byte.isASCIILetter }

/// Tells whether a byte may follow a letter in a plain scalar without another meaning.
private func isDigitOrMark(_ byte: UInt8) -> Bool {
  byte.isASCIIDigit || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x2F || byte == 0x20
}
