/// Hides secrets in text that is quoted back, with a dot in place of every character.
///
/// It hides
/// - the values that were given as secrets, anywhere in the text, from four characters on;
/// - words of eight or more letters, digits and hyphens that are keys of the registry, as `isKey` tells;
/// - credentials in addresses: user and password, values of a query, tokens;
/// - words that look like a key; see `KeyShape`.
package struct Redaction {
  /// The least length of a word that is looked up or judged by its shape: no generated key is shorter.
  package static let leastLength = 8
  /// The least length of a given value that is hidden: hiding a shorter one would blot out unrelated words.
  static let leastGivenLength = 4

  private let given: [[UInt8]]
  private let isKey: (Secret) -> Bool

  /// Creates a redaction for one registry or for one command's arguments.
  ///
  /// - Parameters:
  ///   - given: values that were given where a secret is expected.
  ///   - isKey: whether a word is a key of the registry; asked only of words that nothing else hides.
  package init(given: [Secret] = [], isKey: @escaping (Secret) -> Bool = { _ in false }) {
    self.given = given.map { Array($0.reveal().utf8) }.filter { $0.count >= Redaction.leastGivenLength }
    self.isKey = isKey
  }

  /// A redaction that judges by shape alone, for use where no registry is open.
  package static var shapes: Redaction { Redaction() }

  /// Returns a text with its secrets hidden; it has as many Unicode scalars as before.
  ///
  /// - Parameter isGuessing: whether words that only look like a secret are hidden too; false for data, which must
  ///   stay whole.
  package func hiding(_ text: String, isGuessing: Bool = true) -> String {
    let least = given.isEmpty && !isGuessing ? Redaction.leastLength : Redaction.leastGivenLength
    guard text.utf8.count >= least else { return text }
    let bytes = Array(text.utf8)
    var hidden: [Range<Int>] = []
    for secret in given { hidden += Redaction.occurrences(of: secret, in: bytes) }
    if isGuessing { hidden += Credentials.ranges(in: bytes) }
    var start = 0
    var fingerprintEnd = 0
    while start < bytes.count {
      if let end = Redaction.endOfFingerprint(at: start, in: bytes) { fingerprintEnd = end }
      guard Redaction.isWordByte(bytes[start]) else {
        start += 1
        continue
      }
      let end = bytes[start...].firstIndex { !Redaction.isWordByte($0) } ?? bytes.count
      if end - start >= Redaction.leastLength {
        hidden += secrets(of: bytes[start..<end], isGuessing: isGuessing && start >= fingerprintEnd)
      }
      start = end
    }
    return hidden.isEmpty ? text : Redaction.dotting(hidden, of: bytes)
  }

  /// The end of a fingerprint of a public key, `SHA256:` and 43 digits of base64; nil if none begins there.
  private static func endOfFingerprint(at start: Int, in bytes: [UInt8]) -> Int? {
    let prefix = Array("SHA256:".utf8)
    func isDigit(_ byte: UInt8) -> Bool {
      byte.isASCIIAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }
    guard bytes[start] == prefix[0], bytes[start...].starts(with: prefix) else { return nil }
    let digits = bytes[(start + prefix.count)...].prefix(44).prefix(while: isDigit)
    return digits.count == 43 ? digits.endIndex : nil
  }

  /// The ranges to hide in a run of letters, digits and hyphens: all of it, or some of the parts between hyphens.
  private func secrets(of run: ArraySlice<UInt8>, isGuessing: Bool) -> [Range<Int>] {
    if let known = knownKey(in: run) { return [known] }
    let hyphen = UInt8(ascii: "-")
    guard let first = run.firstIndex(where: { $0 != hyphen }), let last = run.lastIndex(where: { $0 != hyphen }) else {
      return []
    }
    let word = run[first...last]
    let parts = word.split(separator: hyphen)
    let isSingle = parts.count == 1
    if isSecret(word, hasShape: isSingle ? KeyShape.isKey : KeyShape.isCompound, isGuessing: isGuessing) {
      return [word.indices]
    }
    if isSingle { return [] }
    let isIdentifier = KeyShape.endsWithUUID(word)
    return parts.filter { isSecret($0, hasShape: KeyShape.isKey, isGuessing: isGuessing && !isIdentifier) }.map(
      \.indices)
  }

  /// The part of a run that is a key of the registry which begins or ends with hyphens; up to three hyphens at each
  /// end may belong to an option instead of the key.
  private func knownKey(in run: ArraySlice<UInt8>) -> Range<Int>? {
    let hyphen = UInt8(ascii: "-")
    guard run.first == hyphen || run.last == hyphen else { return nil }
    let leading = run.prefix(3).prefix { $0 == hyphen }.count
    let trailing = run.suffix(3).reversed().prefix { $0 == hyphen }.count
    for start in 0...leading {
      for end in 0...trailing where run.count - start - end >= Redaction.leastLength {
        let word = run.dropFirst(start).dropLast(end)
        if isKey(Secret(String(decoding: word, as: UTF8.self))) { return word.indices }
      }
    }
    return nil
  }

  private func isSecret(
    _ word: ArraySlice<UInt8>, hasShape: (ArraySlice<UInt8>) -> Bool, isGuessing: Bool
  ) -> Bool {
    guard word.count >= Redaction.leastLength else { return false }
    return (isGuessing && hasShape(word)) || isKey(Secret(String(decoding: word, as: UTF8.self)))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == 0x2D
  }

  private static func occurrences(of secret: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start + secret.count <= bytes.count {
      if bytes[start] == secret[0], bytes[start..<start + secret.count].elementsEqual(secret) {
        found.append(start..<start + secret.count)
        start += secret.count
      } else {
        start += 1
      }
    }
    return found
  }

  private static func dotting(_ hidden: [Range<Int>], of bytes: [UInt8]) -> String {
    var isHidden = [Bool](repeating: false, count: bytes.count)
    for range in hidden { for index in range { isHidden[index] = true } }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if !isHidden[index] {
        result.append(byte)
      } else if byte & 0xC0 != 0x80 {
        // One dot for each scalar, written at its first byte.
        result += UTF8.encode(Redaction.dot) ?? .init()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  static let dot: Unicode.Scalar = "•"

  /// Tells whether a scalar is a letter, a digit or a hyphen, of which keys are made.
  static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && isWordByte(UInt8(scalar.value)) }
}

extension Redaction {
  /// Returns a diagnostic with secrets hidden in all its texts, for what is shown or saved.
  package func hiding(_ diagnostic: Diagnostic, isGuessing: Bool = true) -> Diagnostic {
    var copy = diagnostic
    copy.message = hiding(diagnostic.message, isGuessing: isGuessing)
    copy.hint = diagnostic.hint.map { hiding($0, isGuessing: isGuessing) }
    copy.notes = diagnostic.notes.map { note in
      Diagnostic.Note(hiding(note.message, isGuessing: isGuessing), at: note.location.map(hiding))
    }
    copy.location = diagnostic.location.map(hiding)
    copy.path = diagnostic.path.map { hiding($0, isGuessing: isGuessing) }
    return copy
  }

  /// Hides only known keys in the name of a file: people must be able to find the file.
  private func hiding(_ location: SourceLocation) -> SourceLocation {
    SourceLocation(file: hiding(location.file, isGuessing: false), mark: location.mark)
  }

  private func hiding(_ path: NodePath, isGuessing: Bool) -> NodePath {
    NodePath(
      path.steps.map { step in
        guard case .key(let key) = step else { return step }
        return .key(ExactString(hiding(key.text, isGuessing: isGuessing)))
      })
  }

  /// Returns a tree without the registry's keys in its texts. Words that only look like keys stay, since this is
  /// data.
  package func hidingKeys(in node: Node) -> Node {
    switch node.value {
    case .secret: return node
    case .scalar(let scalar):
      return Node(
        .scalar(Scalar(text: hiding(scalar.text, isGuessing: false), isPlain: scalar.isPlain)), mark: node.mark)
    case .sequence(let items): return Node(.sequence(items.map(hidingKeys)), mark: node.mark)
    case .mapping(let entries):
      return Node(
        .mapping(
          entries.map { entry in
            let key = ExactString(hiding(entry.key.text, isGuessing: false))
            return Entry(key: key, keyMark: entry.keyMark, value: hidingKeys(in: entry.value))
          }), mark: node.mark)
    }
  }
}
