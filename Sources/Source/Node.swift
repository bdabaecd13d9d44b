/// A tree of values with their places: the content of a YAML manifest or a stored JSON file.
///
/// It is the only tree type of the program. A scalar keeps the text as it was written; the field that reads it
/// decides whether it means a number, a date or text.
package struct Node: Sendable {
  /// The content of a node. Only a field of secrets makes a `secret`; parsers give scalars.
  package enum Value: Sendable {
    case scalar(Scalar)
    case secret(Secret)
    case sequence([Node])
    case mapping([Entry])
  }

  /// The content of the node.
  package var value: Value
  /// The place of the value's first character; `.none` for a node that was made.
  package var mark: Mark

  /// Creates a node; without a mark it is one that was made, not read.
  package init(_ value: Value, mark: Mark = .none) {
    self.value = value
    self.mark = mark
  }
}

/// The text of a scalar, and whether it was written without quotes.
package struct Scalar: Sendable {
  /// The text without quotes, escapes decoded.
  package let text: String
  /// Whether the text was written without quotes, so that it may be a number, a boolean or null.
  package let isPlain: Bool

  /// Creates a scalar; `isPlain` decides whether `text` is a number, a boolean or null, or always text.
  package init(text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }
}

/// One key and value of a mapping.
package struct Entry: Sendable {
  /// The key; keys are compared by their bytes, so two that only look alike are different.
  package let key: ExactString
  /// The place of the key, which differs from that of its value.
  package let keyMark: Mark
  /// The value of the key.
  package var value: Node

  /// Creates an entry; without a mark it is one that was made, not read.
  package init(key: ExactString, keyMark: Mark = .none, value: Node) {
    self.key = key
    self.keyMark = keyMark
    self.value = value
  }
}

// MARK: Making

extension Node {
  /// A node that means null.
  package static let null = Node(.scalar(Scalar(text: "null", isPlain: true)))

  /// Makes text, which is written with quotes even if it looks like a number.
  package static func text(_ text: String) -> Node { Node(.scalar(Scalar(text: text, isPlain: false))) }
  /// Makes text, or null for nil.
  package static func text(_ text: String?) -> Node { text.map { .text($0) } ?? .null }
  /// Makes a whole number in decimal digits.
  package static func integer(_ value: Int) -> Node { Node(.scalar(Scalar(text: String(value), isPlain: true))) }
  /// Makes `true` or `false`.
  package static func boolean(_ value: Bool) -> Node {
    Node(.scalar(Scalar(text: value ? "true" : "false", isPlain: true)))
  }
  /// Makes a secret, which only a writer of stored files reveals.
  package static func secret(_ secret: Secret) -> Node { Node(.secret(secret)) }
  /// Makes a list.
  package static func list(_ items: [Node]) -> Node { Node(.sequence(items)) }
  /// Makes a mapping whose members keep the order of the literal. Keys must differ.
  package static func object(_ members: KeyValuePairs<String, Node>) -> Node {
    Node(.mapping(members.map { Entry(key: ExactString($0.key), value: $0.value) }))
  }
  /// Makes a mapping whose members keep the order of the array. Keys must differ.
  package static func object(_ members: [(String, Node)]) -> Node {
    Node(.mapping(members.map { Entry(key: ExactString($0.0), value: $0.1) }))
  }
}

// MARK: Reading

extension Node {
  /// Tells whether the node is `null`, `~` or an empty plain scalar, YAML 1.2's ways to write null.
  package var isNull: Bool {
    guard case .scalar(let scalar) = value, scalar.isPlain else { return false }
    switch scalar.text.utf8.count {
    case 0: return true
    case 1: return scalar.text == "~"
    case 4: return scalar.text == "null" || scalar.text == "Null" || scalar.text == "NULL"
    default: return false
    }
  }

  /// The text of a scalar, with or without quotes; nil for null and anything but a scalar.
  package var text: String? {
    guard case .scalar(let scalar) = value, !isNull else { return nil }
    return scalar.text
  }

  /// The truth value of a plain `true` or `false`, in any of the three spellings of YAML 1.2; nil for anything else.
  package var boolean: Bool? {
    guard case .scalar(let scalar) = value, scalar.isPlain else { return nil }
    switch scalar.text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// The value of a whole number; nil too for one that does not fit into 64 bits.
  package var integer: Int? {
    guard isInteger, case .scalar(let scalar) = value else { return nil }
    return Int(scalar.text)
  }

  /// Tells whether the node is a whole number as JSON writes it: no sign but a minus, no leading zero, no other base.
  package var isInteger: Bool {
    guard case .scalar(let scalar) = value, scalar.isPlain, JSONWriter.isNumber(scalar.text) else { return false }
    return scalar.text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0.isASCIIDigit }
  }

  /// The items of a list; nil for anything else.
  package var items: [Node]? {
    guard case .sequence(let items) = value else { return nil }
    return items
  }

  /// The entries of a mapping in their order; nil for anything else.
  package var entries: [Entry]? {
    guard case .mapping(let entries) = value else { return nil }
    return entries
  }

  /// The value of the first entry with that key; nil too if the node is not a mapping.
  package subscript(key: String) -> Node? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { ExactString.same($0.key.text, key) }?.value
  }

  /// The type of the value in the words of a message, such as `a list`.
  package var kindOfValue: String {
    switch value {
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .secret: return "text"
    case .scalar(let scalar):
      if isNull { return "nothing" }
      if !scalar.isPlain { return "text" }
      if boolean != nil { return "a boolean" }
      return JSONWriter.isNumber(scalar.text) ? "a number" : "text"
    }
  }

  /// The tree without empty members: those that are null, an empty list, or a mapping with nothing else in it.
  package var withoutNothing: Node {
    switch value {
    case .scalar, .secret: return self
    case .sequence(let items): return Node(.sequence(items.map(\.withoutNothing)), mark: mark)
    case .mapping(let entries):
      let kept = entries.map { Entry(key: $0.key, keyMark: $0.keyMark, value: $0.value.withoutNothing) }
        .filter { !($0.value.isNull || $0.value.items?.isEmpty == true || $0.value.entries?.isEmpty == true) }
      return Node(.mapping(kept), mark: mark)
    }
  }

  /// The tree with the keys of every mapping in byte order, so that equal content gives equal bytes.
  package var sortedByKey: Node {
    switch value {
    case .scalar, .secret: return self
    case .sequence(let items): return Node(.sequence(items.map(\.sortedByKey)), mark: mark)
    case .mapping(let entries):
      let sorted = entries.map { Entry(key: $0.key, keyMark: $0.keyMark, value: $0.value.sortedByKey) }
        .sorted { $0.key < $1.key }
      return Node(.mapping(sorted), mark: mark)
    }
  }
}

/// Nodes are equal if their values are, whatever their places: texts by their bytes, mappings in any order of keys.
extension Node: Equatable {
  package static func == (left: Node, right: Node) -> Bool {
    switch (left.value, right.value) {
    case (.scalar(let a), .scalar(let b)):
      return (left.isNull && right.isNull) || (a.isPlain == b.isPlain && ExactString.same(a.text, b.text))
    case (.secret(let a), .secret(let b)): return a == b
    case (.sequence(let a), .sequence(let b)): return a == b
    case (.mapping(let a), .mapping(let b)):
      guard a.count == b.count else { return false }
      // Looking up every key costs the square of their number; sorting does not.
      guard a.count > 16 else { return a.allSatisfy { entry in right[entry.key.text] == entry.value } }
      return zip(a.sorted { $0.key < $1.key }, b.sorted { $0.key < $1.key })
        .allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: return false
    }
  }
}
