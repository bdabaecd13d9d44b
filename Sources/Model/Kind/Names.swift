import Source

// Rules for names that tell objects apart: no white space at their ends, and no two that look alike.

extension Rule {
  /// The rule that a text of the spec has no white space at its ends, where nobody sees it.
  ///
  /// A text that is already stored with white space may stay: its object may come from a deployment that allowed it.
  package static func noBlanks(at field: String, text: @escaping @Sendable (K.Spec) -> String?) -> Rule {
    let answer = K.codes(isNew: false).invalid
    return Rule(
      "\(K.prefix).\(field).blanks", code: answer.code, message: answer.message(for: field),
      summary: "\(field) does not start or end with white space.", citation: "partnerctl's own rule"
    ) { spec, stored in
      guard let wanted = text(spec), let first = wanted.unicodeScalars.first, let last = wanted.unicodeScalars.last,
        first.properties.isWhitespace || last.properties.isWhitespace
      else { return nil }
      if let former = stored.flatMap({ text($0.spec) }), ExactString.same(former, wanted) { return nil }
      return Finding(["spec", field], hint: "remove the white space at its start or end")
    }
  }
}

/// Finds names that must be unique and look like another object's: the index by which they are found, and the warning.
package struct SimilarNames<K: ResourceKind>: Sendable {
  /// The most objects that one warning names.
  private static var limit: Int { 3 }

  private let field: String
  private let name: @Sendable (K.Spec) -> (text: String, scope: String)?

  /// Creates the search for names that look alike.
  ///
  /// - Parameters:
  ///   - field: the member of the spec with the name.
  ///   - name: the name and the scope in which it must be unique; nil for an object whose name need not be.
  package init(at field: String, name: @escaping @Sendable (K.Spec) -> (text: String, scope: String)?) {
    self.field = field
    self.name = name
  }

  /// The index of the names' skeletons, which are equal for names that look alike.
  package var index: Index<K> {
    Index("similar " + field, following: .peers) { stored in
      guard stored.isDeclared, let (text, scope) = name(stored.spec) else { return [] }
      return [Self.skeleton(text, in: scope)]
    }
  }

  /// The warning that a name looks like another object's.
  package var warning: Warning<K> {
    Warning(
      "\(K.prefix).\(field).similar", message: "\(field) looks like that of another \(K.name)",
      summary:
        "\(field) differs from others by more than case, white space, invisible characters and look-alike letters.",
      citation: "Unicode TR 39"
    ) { registry in
      var known: [ExactString: [Spelling]] = [:]
      return { stored in
        guard let own = name(stored.spec) else { return [] }
        let skeleton = Self.skeleton(own.text, in: own.scope)
        let spellings = known[skeleton] ?? spellings(of: skeleton, in: registry)
        known[skeleton] = spellings
        let others = Self.others(than: own.text, among: spellings)
        guard let first = others.first else { return [] }
        let difference = difference(between: own.text, and: first.name.text)
        return [
          Warning<K>.Finding(
            ["spec", field],
            hint: "they can be confused: \(difference); choose another name, or remove one of the two",
            others: others.map { ($0.object, "\($0.object) has \"\($0.name)\"") })
        ]
      }
    }
  }

  /// A spelling of a name, and the first few objects that have it.
  private typealias Spelling = (name: ExactString, objects: [ObjectID])

  /// The spellings with one skeleton. However many objects have it, only a few are kept, one spelling more than a
  /// warning names, since one is the object's own.
  private func spellings(of skeleton: ExactString, in registry: any Registry) -> [Spelling] {
    var spellings: [Spelling] = []
    for object in registry.objects(under: skeleton, in: index.name, of: K.self) {
      guard let (text, _) = name(object.spec) else { continue }
      if let index = spellings.firstIndex(where: { ExactString.same($0.name.text, text) }) {
        if spellings[index].objects.count < Self.limit { spellings[index].objects.append(object.identity) }
      } else if spellings.count <= Self.limit {
        spellings.append((ExactString(text), [object.identity]))
      }
    }
    return spellings
  }

  /// The objects whose names are spelt differently.
  private static func others(
    than text: String, among spellings: [Spelling]
  ) -> [(object: ObjectID, name: ExactString)] {
    let others = spellings.filter { !ExactString.same($0.name.text, text) }
    return Array(others.flatMap { other in other.objects.map { ($0, other.name) } }.prefix(limit))
  }

  private static func skeleton(_ text: String, in scope: String) -> ExactString {
    ExactString(scope + "\u{0}" + Source.skeleton(of: text))
  }
}

/// The first difference of two different texts, in words that show invisible characters.
private func difference(between left: String, and right: String) -> String {
  let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
  let index = zip(left, right).prefix { $0 == $1 }.count
  func shown(_ scalars: [Unicode.Scalar]) -> String {
    guard index < scalars.count else { return "nothing" }
    let scalar = scalars[index]
    if (0x21..<0x7F).contains(scalar.value) { return "\"\(scalar)\"" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
  return "character \(index + 1) is \(shown(left)) here and \(shown(right)) there"
}
