/// A located tree: what a YAML manifest or a stored JSON file says, and where it says it.
///
/// The one tree type of the program. Scalars keep the text as it was written; what it means (a number, a date, a text)
/// is decided by the field that reads it.
package struct Node: Sendable {
  package enum Value: Sendable {
    case scalar(Scalar)
    case secret(Secret)
    case sequence([Node])
    case mapping([Entry])
  }

  package var value: Value
  package var mark: Mark

  package init(_ value: Value, mark: Mark = .none) {
    self.value = value
    self.mark = mark
  }
}

/// A scalar's text, and whether it stood without quotes, so that it may be a number, a boolean or null.
package struct Scalar: Sendable {
  package let text: String
  package let isPlain: Bool

  package init(text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }
}

/// One key and value of a mapping.
package struct Entry: Sendable {
  package let key: ExactString
  package let keyMark: Mark
  package var value: Node

  package init(key: ExactString, keyMark: Mark = .none, value: Node) {
    self.key = key
    self.keyMark = keyMark
    self.value = value
  }
}

// MARK: Making

extension Node {
  package static let null = Node(.scalar(Scalar(text: "null", isPlain: true)))

  package static func text(_ text: String) -> Node { Node(.scalar(Scalar(text: text, isPlain: false))) }
  package static func text(_ text: String?) -> Node { text.map { .text($0) } ?? .null }
  package static func integer(_ value: Int) -> Node { Node(.scalar(Scalar(text: String(value), isPlain: true))) }
  package static func boolean(_ value: Bool) -> Node {
    Node(.scalar(Scalar(text: value ? "true" : "false", isPlain: true)))
  }
  package static func secret(_ secret: Secret) -> Node { Node(.secret(secret)) }
  package static func list(_ items: [Node]) -> Node { Node(.sequence(items)) }
  package static func object(_ members: KeyValuePairs<String, Node>) -> Node {
    Node(.mapping(members.map { Entry(key: ExactString($0.key), value: $0.value) }))
  }
  package static func object(_ members: [(String, Node)]) -> Node {
    Node(.mapping(members.map { Entry(key: ExactString($0.0), value: $0.1) }))
  }
}

// MARK: Reading

extension Node {
  /// True for `null`, `~` and an empty plain scalar: YAML 1.2's three ways to write nothing.
  package var isNull: Bool {
    guard case .scalar(let scalar) = value, scalar.isPlain else { return false }
    switch scalar.text.utf8.count {
    case 0: return true
    case 1: return scalar.text == "~"
    case 4: return scalar.text == "null" || scalar.text == "Null" || scalar.text == "NULL"
    default: return false
    }
  }

  /// The scalar's text, null excepted.
  package var text: String? {
    guard case .scalar(let scalar) = value, !isNull else { return nil }
    return scalar.text
  }

  package var boolean: Bool? {
    guard case .scalar(let scalar) = value, scalar.isPlain else { return nil }
    switch scalar.text {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default: return nil
    }
  }

  /// The whole number; nil too for one that is larger than any the program works with.
  package var integer: Int? {
    guard isInteger, case .scalar(let scalar) = value else { return nil }
    return Int(scalar.text)
  }

  /// True for a whole number as JSON writes it: no sign but a minus, no leading zero, no other base.
  package var isInteger: Bool {
    guard case .scalar(let scalar) = value, scalar.isPlain, JSONWriter.isNumber(scalar.text) else { return false }
    return scalar.text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0.isASCIIDigit }
  }

  package var items: [Node]? {
    guard case .sequence(let items) = value else { return nil }
    return items
  }

  package var entries: [Entry]? {
    guard case .mapping(let entries) = value else { return nil }
    return entries
  }

  /// The value of the first entry with that key; nil too when this is no mapping.
  package subscript(key: String) -> Node? {
    guard case .mapping(let entries) = value else { return nil }
    return entries.first { ExactString.same($0.key.text, key) }?.value
  }

  /// What the node is, in the words of a message.
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

  /// The same tree without members that say nothing: null, an empty list, a mapping without anything else.
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

  /// The same tree with every mapping's keys in byte order, so that equal content gives equal bytes.
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

/// Nodes are equal when they say the same, wherever it stands: texts by their bytes, mappings in any order of keys.
extension Node: Equatable {
  package static func == (left: Node, right: Node) -> Bool {
    switch (left.value, right.value) {
    case (.scalar(let a), .scalar(let b)):
      return (left.isNull && right.isNull) || (a.isPlain == b.isPlain && ExactString.same(a.text, b.text))
    case (.secret(let a), .secret(let b)): return a == b
    case (.sequence(let a), .sequence(let b)): return a == b
    case (.mapping(let a), .mapping(let b)):
      guard a.count == b.count else { return false }
      // Looking every key up costs the square of their number; sorting does not.
      guard a.count > 16 else { return a.allSatisfy { entry in right[entry.key.text] == entry.value } }
      return zip(a.sorted { $0.key < $1.key }, b.sorted { $0.key < $1.key })
        .allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: return false
    }
  }
}
