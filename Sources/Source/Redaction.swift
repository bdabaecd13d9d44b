/// Hides what looks like a key in text that is quoted back: a run of 24 or more letters and digits with both in it.
package enum Redaction {
  /// The same text with a dot in place of every character of a key; commit ids and digests, which are lower-case
  /// hexadecimal, stay.
  package static func hidingKeys(_ line: String) -> String {
    guard line.utf8.count >= 24 else { return line }
    var result = ""
    var run = ""
    func flush() {
      result += isKey(run) ? String(repeating: "•", count: run.utf8.count) : run
      run = ""
    }
    for scalar in line.unicodeScalars {
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        run.unicodeScalars.append(scalar)
      } else {
        flush()
        result.unicodeScalars.append(scalar)
      }
    }
    flush()
    return result
  }

  private static func isKey(_ run: String) -> Bool {
    let bytes = run.utf8
    guard bytes.count >= 24 else { return false }
    let hasDigit = bytes.contains { (0x30...0x39).contains($0) }
    let hasLetter = bytes.contains { $0 > 0x39 }
    let isHexadecimal = bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return hasDigit && hasLetter && !isHexadecimal
  }
}

extension Diagnostic {
  /// The same diagnostic with keys hidden in all its words, for what is shown or saved.
  package var redacted: Diagnostic {
    var copy = self
    copy.message = Redaction.hidingKeys(message)
    copy.hint = hint.map(Redaction.hidingKeys)
    copy.notes = notes.map { Note(Redaction.hidingKeys($0.message), at: $0.location) }
    if let path { copy.path = path.redacted }
    return copy
  }
}

extension NodePath {
  fileprivate var redacted: NodePath {
    var copy = self
    copy.steps = steps.map { step in
      guard case .key(let key) = step else { return step }
      return .key(Key(Redaction.hidingKeys(key.text)))
    }
    return copy
  }
}
