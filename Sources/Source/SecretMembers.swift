/// Hides the values of members that are named like secrets in a line of YAML or JSON.
///
/// Manifests have no such members; an author who writes one nevertheless may have put a key into it.
package enum SecretMembers {
  /// The names in lower case, without `-` and `_`.
  private static let names: Set<String> = ["key"]
  private static let endings = ["licensekey", "licencekey", "apikey", "password", "passphrase", "secret", "token"]

  /// Returns the line with a dot for every scalar of such a value. Mappings and lists are left: their members are
  /// judged.
  package static func hiding(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: ":")) else { return line }
    var scalars = Array(line.unicodeScalars)
    var depth = 0
    for index in scalars.indices {
      switch scalars[index] {
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      case ":" where isSecret(nameBefore: index, in: scalars):
        for place in value(after: index, in: scalars, isInFlow: depth > 0) where scalars[place] != " " {
          scalars[place] = Redaction.dot
        }
      default: break
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private static func isSecret(nameBefore colon: Int, in scalars: [Unicode.Scalar]) -> Bool {
    // Longer names need not be recognised.
    let before = scalars[max(0, colon - 64)..<colon].reversed().drop { $0 == " " || $0 == "\"" || $0 == "'" }
    let name = before.prefix { Redaction.isWordScalar($0) || $0 == "_" }.filter { $0 != "-" && $0 != "_" }
    let folded = String(String.UnicodeScalarView(name.reversed())).lowercased()
    return names.contains(folded) || endings.contains { folded.hasSuffix($0) }
  }

  /// The range of the value after a colon; empty for a mapping or a list.
  private static func value(after colon: Int, in scalars: [Unicode.Scalar], isInFlow: Bool) -> Range<Int> {
    let start = scalars[(colon + 1)...].firstIndex { $0 != " " } ?? scalars.endIndex
    guard start < scalars.endIndex, !"{[".unicodeScalars.contains(scalars[start]) else { return start..<start }
    if scalars[start] == "\"" || scalars[start] == "'" {
      let end = scalars[(start + 1)...].firstIndex(of: scalars[start]) ?? scalars.endIndex
      return start + 1..<end
    }
    let end = scalars.indices[start...].first { index in
      isInFlow && ",}]".unicodeScalars.contains(scalars[index]) || scalars[index] == "#" && scalars[index - 1] == " "
    }
    return start..<(end ?? scalars.endIndex)
  }
}
