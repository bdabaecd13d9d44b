package import Source

extension YAMLReader {
  /// One reason why a document, or the whole file, cannot be used.
  package struct Fault: Error, Hashable, Sendable {
    /// A further place that helps to understand the fault.
    package struct Note: Hashable, Sendable {
      /// What the place has to do with the fault.
      package let message: String
      /// The further place.
      package let mark: Mark

      /// Creates a note for a place.
      package init(_ message: String, at mark: Mark) {
        self.message = message
        self.mark = mark
      }
    }

    /// A stable dotted id: `yaml.` and one of `syntax`, `utf8`, `nul`, `control`, `size`, `depth`, `nodes`, `anchor`,
    /// `alias`, `tag`, `mergeKey`, `duplicateKey`, `key`.
    package let rule: String
    /// The fault. It may quote at most 60 characters of the file unchanged, so a caller that prints it must make
    /// control characters visible.
    package let message: String
    /// The place of the fault in the file.
    package let mark: Mark
    /// What to do; nil if nothing is known beyond the message.
    package let hint: String?
    /// Further places that explain the fault.
    package let notes: [Note]

    /// Creates a fault.
    package init(rule: String, message: String, mark: Mark, hint: String? = nil, notes: [Note] = []) {
      self.rule = rule
      self.message = message
      self.mark = mark
      self.hint = hint
      self.notes = notes
    }
  }
}

// MARK: The file

extension YAMLReader.Fault {
  static func size(_ count: Int, limit: Int) -> Self {
    Self(
      rule: "yaml.size", message: "the file has \(count) bytes, more than \(limit)", mark: Mark(line: 1, column: 1),
      hint: "Split it into several files.")
  }

  /// The fault of a file that starts with the byte order mark of UTF-16 or UTF-32.
  static func otherEncoding(of bytes: UnsafeBufferPointer<UInt8>) -> Self? {
    let name: String
    switch bytes.prefix(4) {
    case let start where start.elementsEqual([0xFF, 0xFE, 0, 0]) || start.elementsEqual([0, 0, 0xFE, 0xFF]):
      name = "UTF-32"
    case let start where start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]): name = "UTF-16"
    default: return nil
    }
    return Self(
      rule: "yaml.utf8", message: "the file is written in \(name)", mark: Mark(line: 1, column: 1),
      hint: "Save it as UTF-8.")
  }

  static func utf8(_ byte: UInt8, at mark: Mark) -> Self {
    Self(
      rule: "yaml.utf8", message: "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) is not valid UTF-8", mark: mark,
      hint: "Save the file as UTF-8.")
  }

  static func nul(at mark: Mark) -> Self {
    Self(
      rule: "yaml.nul", message: "a NUL byte is not allowed", mark: mark,
      hint: "The file may be binary or written in UTF-16; save it as UTF-8.")
  }

  static func control(_ scalar: Unicode.Scalar, at mark: Mark) -> Self {
    let name = "U+" + hexadecimal(scalar.value, digits: 4)
    switch scalar.value {
    case 0x85, 0x2028, 0x2029:
      return Self(
        rule: "yaml.control", message: "\(name) is a line break to some readers of YAML and text to others", mark: mark,
        hint: "Remove it, or write it in double quotes as \"\\u\(hexadecimal(scalar.value, digits: 4))\".")
    case 0xFEFF:
      return Self(
        rule: "yaml.control", message: "a byte order mark (U+FEFF) is allowed only at the start of the file",
        mark: mark, hint: "Remove it.")
    default:
      return Self(
        rule: "yaml.control", message: "the control character \(name) is not allowed", mark: mark,
        hint: "Remove it, or write it in double quotes as \"\\u\(hexadecimal(scalar.value, digits: 4))\".")
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

// MARK: The document

extension YAMLReader.Fault {
  static func tagDirective(at mark: Mark) -> Self {
    Self(rule: "yaml.tag", message: "the directive %TAG is not supported", mark: mark, hint: "Remove the line.")
  }

  static func depth(limit: Int, at mark: Mark) -> Self {
    Self(rule: "yaml.depth", message: "the document is nested deeper than \(limit) levels", mark: mark)
  }

  static func nodes(limit: Int, at mark: Mark) -> Self {
    Self(
      rule: "yaml.nodes", message: "the file holds more than \(limit) nodes; the rest of it is not read", mark: mark,
      hint: "Split it into several files.")
  }

  static func anchor(_ name: String, at mark: Mark) -> Self {
    Self(
      rule: "yaml.anchor", message: "the anchor \(quoted("&" + name)) is not supported", mark: mark,
      hint: "Remove it, and write the value out wherever it is needed.")
  }

  static func alias(_ name: String, at mark: Mark) -> Self {
    Self(
      rule: "yaml.alias", message: "the alias \(quoted("*" + name)) is not supported", mark: mark,
      hint: "Write the value out, or quote it if it is meant as text.")
  }

  static func tag(_ name: String, at mark: Mark) -> Self {
    let core = "tag:yaml.org,2002:"
    let short = name.hasPrefix(core) ? "!!" + name.dropFirst(core.count) : name
    return Self(
      rule: "yaml.tag", message: "the tag \(quoted(short)) is not supported", mark: mark,
      hint: "Remove it, or quote it if it is meant as text.")
  }

  static func mergeKey(at mark: Mark) -> Self {
    Self(
      rule: "yaml.mergeKey", message: "the merge key \"<<\" is not supported", mark: mark,
      hint: "Write the merged fields out.")
  }

  static func duplicateKey(_ key: ExactString, at mark: Mark, first: Mark) -> Self {
    Self(
      rule: "yaml.duplicateKey", message: "the key \(quoted(key.text)) appears twice in one mapping", mark: mark,
      hint: "remove one of the two", notes: [Note("first used here", at: first)])
  }

  static func key(_ what: String, at mark: Mark) -> Self {
    Self(rule: "yaml.key", message: "a key must be text, not \(what)", mark: mark, hint: "Quote it if it is text.")
  }

  /// A text in quotes, cut to 60 characters.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex), end < scalars.endIndex
    else { return "\"\(text)\"" }
    return "\"\(text[..<end])…\""
  }
}
