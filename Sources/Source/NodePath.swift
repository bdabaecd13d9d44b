/// The place of a value in an object, such as `spec.contacts[1].email`.
package struct NodePath: Hashable, Sendable {
  /// One level of a path: a key of a mapping, or an index of a list, counted from 0.
  package enum Step: Hashable, Sendable {
    case key(ExactString)
    case index(Int)
  }

  /// The steps from the object down to the value; empty for the object itself.
  package var steps: [Step]

  /// Creates a path, by default that of the whole object.
  package init(_ steps: [Step] = []) {
    self.steps = steps
  }

  /// The path of the value under a key of the mapping at this path.
  package func appending(_ key: String) -> NodePath { NodePath(steps + [.key(ExactString(key))]) }
  /// The path of an item of the list at this path, counted from 0.
  package func appending(_ index: Int) -> NodePath { NodePath(steps + [.index(index)]) }

  /// The last key of the path, without indices: the bare field name that documented messages use.
  package var fieldName: String {
    for step in steps.reversed() {
      if case .key(let key) = step { return key.text }
    }
    return ""
  }
}

extension NodePath: ExpressibleByStringLiteral {
  /// Reads dot-separated keys; indices cannot be written this way.
  package init(stringLiteral value: String) {
    // Splitting bytes takes a tenth of the time of splitting characters.
    self.init(value.utf8.split(separator: UInt8(ascii: ".")).map { .key(ExactString(String(Substring($0)))) })
  }
}

extension NodePath: ExpressibleByArrayLiteral {
  /// Creates a path of keys, such as `["spec", "keys.with.dots"]`; a dot in a key does not divide it.
  package init(arrayLiteral keys: String...) {
    self.init(keys.map { .key(ExactString($0)) })
  }
}

extension NodePath: CustomStringConvertible {
  /// The path in the form of messages: keys joined by dots, indices in brackets.
  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .key(let key): text += text.isEmpty ? key.text : "." + key.text
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}
