import Source

/// Which of two values of a guard is the stricter one.
///
/// A guard is a setting that limits what changes may do. A change is not judged by a guard that it loosens itself.
package enum Strictness: Sendable {
  /// The lower number, the earlier word, or false.
  case lower
  /// The higher number, the later word, or true.
  case higher
}

extension Field where Owner: Sendable {
  /// The field as a guard; its value must be a number, a share, a truth value or a word.
  package func guarding(_ strictness: Strictness) -> Field {
    var field = self
    field.description.strictness = strictness
    let (access, shape) = (access, description.shape)
    field.access.tighten = { owner, other in
      let (own, others) = (shape.rank(of: access.write(owner)), shape.rank(of: access.write(other)))
      let isStricter = strictness == .lower ? others < own : others > own
      if isStricter { access.copy(other, &owner) }
    }
    return field
  }
}

extension FieldShape {
  /// The position of a value among all values of the shape.
  fileprivate func rank(of node: Node) -> Int {
    switch self {
    case .integer: if let number = node.integer { return number }
    case .percentage: if let text = node.text, let share = Int(text.dropLast()) { return share }
    case .boolean: if let boolean = node.boolean { return boolean ? 1 : 0 }
    case .words(let words, _, _): if let text = node.text, let index = words.firstIndex(of: text) { return index }
    default: break
    }
    preconditionFailure("a guard must be a number, a share, a truth value or a word")
  }
}

extension Fielded {
  /// Takes the value of every guard of another record that is stricter about it.
  package mutating func tighten(by other: Self) {
    for field in Self.fields { field.access.tighten?(&self, other) }
  }
}
