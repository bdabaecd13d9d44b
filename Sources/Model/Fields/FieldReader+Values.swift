package import Source

// Reading of single values: each function returns nil after it has recorded a fault.

extension FieldReader {
  /// Reads text; a number counts as the text that was written, digit for digit.
  package mutating func text(_ node: Node?, limits: TextLimits, isRequired: Bool) -> String? {
    guard let node, !node.isNull else {
      if isRequired { reject(.required, at: node?.mark) }
      return nil
    }
    guard case .scalar(let scalar) = node.value, node.boolean == nil else {
      reject(.type, at: node.mark, hint: "text is expected here, not \(node.kindOfValue)\(FieldReader.asText(node))")
      return nil
    }
    let text = scalar.text
    if text.unicodeScalars.allSatisfy(\.isInvisible) {
      if limits.allowsBlank { return nil }
      reject(.required, at: node.mark, hint: "the value is blank")
      return nil
    }
    let isPrintableASCII = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    if !isPrintableASCII, let control = text.unicodeScalars.first(where: { FieldReader.isControl($0, in: limits) }) {
      let code = String(control.value, radix: 16, uppercase: true)
      reject(
        .control, at: node.mark,
        hint: "the control character U+\(String(repeating: "0", count: max(0, 4 - code.count)) + code) is not allowed")
      return nil
    }
    let length = text.utf16.count
    guard limits.length.contains(length) else {
      let range = "\(limits.length.lowerBound) to \(limits.length.upperBound)"
      reject(.length, at: node.mark, hint: "must have \(range) characters; this has \(length)")
      return nil
    }
    if let format = limits.format, !format.accepts(text) {
      reject(.format, at: node.mark, hint: format.explanation)
      return nil
    }
    return text
  }

  /// How to write a value of another type as text, to follow a hint; empty if nothing can be said.
  private static func asText(_ node: Node) -> String {
    if case .scalar = node.value { return "; put it in quotes" }
    guard let items = node.items, items.count == 1, case .scalar = items[0].value else { return "" }
    return "; write its one item without the brackets"
  }

  mutating func anyText(_ node: Node?, isRequired: Bool) -> String? {
    guard let node, !node.isNull else {
      if isRequired { reject(.required, at: node?.mark) }
      return nil
    }
    guard case .scalar(let scalar) = node.value, !scalar.isPlain else {
      reject(.type, at: node.mark, hint: "text is expected here, not \(node.kindOfValue)")
      return nil
    }
    return scalar.text
  }

  private static func isControl(_ scalar: Unicode.Scalar, in limits: TextLimits) -> Bool {
    if limits.isMultiline, scalar == "\n" || scalar == "\t" { return false }
    return scalar.properties.generalCategory == .control
  }

  mutating func word<W: Word>(_ node: Node?, words: W.Type, anyCase: Bool) -> W? {
    guard let node, !node.isNull else { return nil }
    let text = node.text ?? ""
    if let exact = W.allCases.first(where: { ExactString.same($0.rawValue, text) }) { return exact }
    if anyCase {
      let lower = text.lowercased()
      let match = W.allCases.first { ExactString.same($0.rawValue.lowercased(), lower) }
      if let match = match ?? W.aliases.first(where: { ExactString.same($0.key.lowercased(), lower) })?.value {
        return match
      }
    }
    // No word is suggested: of two words that differ by a few letters, one often means the opposite.
    let words = W.allCases.map(\.rawValue) + (anyCase ? W.aliases.map(\.key) : [])
    reject(.word, at: node.mark, hint: "must be \(words.map { "\"\($0)\"" }.joined(separator: " or "))")
    return nil
  }

  mutating func integer(_ node: Node, range: ClosedRange<Int>) -> Int? {
    guard let integer = node.integer else {
      guard node.isInteger else {
        reject(.type, at: node.mark, hint: "a whole number is expected here, not \(node.kindOfValue)")
        return nil
      }
      reject(.range, at: node.mark, hint: "must be from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    guard range.contains(integer) else {
      reject(.range, at: node.mark, hint: "must be from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return integer
  }

  mutating func time(_ node: Node?) -> Instant? {
    guard let node, !node.isNull else { return nil }
    guard let text = node.text, let time = Instant(text) else {
      reject(.format, at: node.mark, hint: "write a time such as 2026-11-22T12:50:42.208Z")
      return nil
    }
    return time
  }

  /// Reads a record below the current path; faulty members keep their defaults.
  package mutating func record<Inner: Fielded>(_ node: Node?, type: Inner.Type) -> Inner {
    within(node?.mark ?? marks.last ?? .none) { reading in Inner.read(node, reading: &reading) }
  }

  mutating func list<Item>(_ node: Node?, read: (inout FieldReader, Node) -> Item) -> [Item] {
    guard let node, !node.isNull else { return [] }
    guard let items = node.items else {
      reject(.type, at: node.mark, hint: "a list is expected here, not \(node.kindOfValue)")
      return []
    }
    return items.enumerated().map { index, item in
      enter(index)
      defer { leave() }
      return read(&self, item)
    }
  }

  /// The most entries of a member with free keys.
  static let mapLimit = 256

  mutating func map<Value>(_ node: Node?, read: (inout FieldReader, Node) -> Value) -> [ExactString: Value] {
    guard let node, !node.isNull else { return [:] }
    guard let entries = node.entries else {
      reject(.type, at: node.mark, hint: "a mapping is expected here, not \(node.kindOfValue)")
      return [:]
    }
    guard entries.count <= FieldReader.mapLimit else {
      reject(.length, at: node.mark, hint: "at most \(FieldReader.mapLimit) entries; there are \(entries.count)")
      return [:]
    }
    var values: [ExactString: Value] = [:]
    for entry in entries {
      enter(free: entry.key.text)
      let isPlain = entry.key.text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      if isPlain, (1...128).contains(entry.key.text.utf16.count) {
        values[entry.key] = read(&self, entry.value)
      } else {
        reject(.format, at: entry.keyMark, hint: "a key here has 1 to 128 characters, none of them a control character")
      }
      leave()
    }
    return values
  }
}

extension FieldReader {
  mutating func document(_ node: Node?, maximalLength: Int) -> Node? {
    guard let node, !node.isNull else {
      reject(.required, at: node?.mark)
      return nil
    }
    guard node.entries != nil else {
      reject(.type, at: node.mark, hint: "a mapping is expected here, not \(node.kindOfValue)")
      return nil
    }
    let controls = node.controls
    for (steps, mark) in controls {
      reject(.control, below: steps, at: mark, hint: "keys and texts hold no control characters")
    }
    guard controls.isEmpty else { return nil }
    let document = node.asJSON
    let length = String(decoding: JSONWriter.line(document, secrets: .masked), as: UTF8.self).utf16.count
    guard length <= maximalLength else {
      reject(.length, at: node.mark, hint: "as JSON it may have \(maximalLength) characters; this has \(length)")
      return nil
    }
    return document
  }
}

extension Node {
  /// The tree as its JSON text would be read back, with its places kept.
  fileprivate var asJSON: Node {
    switch value {
    case .secret: return self
    case .scalar(let scalar):
      let isPlain = kindOfValue != "text"
      let text = isNull ? "null" : boolean.map { $0 ? "true" : "false" } ?? scalar.text
      return Node(.scalar(Scalar(text: text, isPlain: isPlain)), mark: mark)
    case .sequence(let items): return Node(.sequence(items.map(\.asJSON)), mark: mark)
    case .mapping(let entries):
      let entries = entries.map { Entry(key: $0.key, keyMark: $0.keyMark, value: $0.value.asJSON) }
      return Node(.mapping(entries), mark: mark)
    }
  }

  /// The places of keys and texts that have a control character.
  fileprivate var controls: [(steps: [NodePath.Step], mark: Mark)] {
    func isControl(_ text: String) -> Bool {
      text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    switch value {
    case .secret: return []
    case .scalar(let scalar): return isControl(scalar.text) ? [([], mark)] : []
    case .sequence(let items):
      return items.enumerated().flatMap { index, item in item.controls.map { ([.index(index)] + $0.steps, $0.mark) } }
    case .mapping(let entries):
      return entries.flatMap { entry in
        let below = entry.value.controls.map { ([.key(entry.key)] + $0.steps, $0.mark) }
        return (isControl(entry.key.text) ? [([.key(entry.key)], entry.keyMark)] : []) + below
      }
    }
  }
}

extension Node {
  /// Returns the tree with the text values of the named members made secret, at any depth.
  package func hiding(_ members: Set<ExactString>) -> Node {
    switch value {
    case .scalar, .secret: return self
    case .sequence(let items): return Node(.sequence(items.map { $0.hiding(members) }), mark: mark)
    case .mapping(let entries):
      let hidden = entries.map { entry in
        let isSecret = members.contains(entry.key)
        let value =
          isSecret ? entry.value.text.map { Node.secret(Secret($0)) } ?? entry.value : entry.value.hiding(members)
        return Entry(key: entry.key, keyMark: entry.keyMark, value: value)
      }
      return Node(.mapping(hidden), mark: mark)
    }
  }
}
