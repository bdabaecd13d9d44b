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

extension Warning where K: ResourceKind {
  /// The warning that a name which must be unique looks like another object's.
  ///
  /// - Parameter name: the name and the scope in which it must be unique; nil for an object whose name need not be.
  package static func similar(
    at field: String, name: @escaping @Sendable (K.Spec) -> (text: String, scope: String)?
  ) -> Warning {
    Warning(
      "\(K.prefix).\(field).similar", message: "\(field) looks like that of another \(K.name)",
      summary:
        "\(field) differs from others by more than case, white space, invisible characters and look-alike letters.",
      citation: "Unicode TR 39"
    ) { registry in
      let names = SimilarNames(registry.objects(K.self).filter(\.isDeclared), name: name)
      return { stored in
        let others = names.others(of: stored.spec)
        guard let own = name(stored.spec), let first = others.first else { return [] }
        let difference = difference(between: own.text, and: first.name.text)
        return [
          Finding(
            ["spec", field],
            hint: "they can be confused: \(difference); choose another name, or remove one of the two",
            others: others.map { ($0.object, "\($0.object) has \"\($0.name)\"") })
        ]
      }
    }
  }
}

/// The names of all objects of a kind, by their skeletons.
///
/// However many names look alike, only a few of each skeleton are kept: time and memory grow with the number of
/// objects.
private struct SimilarNames<K: ResourceKind> {
  /// The most objects that one warning names.
  private static var limit: Int { 3 }

  private let name: (K.Spec) -> (text: String, scope: String)?
  /// Spellings and their objects by skeleton; one spelling more than a warning names, since one is the object's own.
  private var spellings: [String: [(name: ExactString, objects: [ObjectID])]] = [:]

  init(_ objects: [Stored<K>], name: @escaping (K.Spec) -> (text: String, scope: String)?) {
    self.name = name
    for object in objects {
      guard let (text, scope) = name(object.spec) else { continue }
      let skeleton = Self.skeleton(text, in: scope)
      var known = spellings[skeleton] ?? []
      if let index = known.firstIndex(where: { ExactString.same($0.name.text, text) }) {
        if known[index].objects.count < Self.limit { known[index].objects.append(object.identity) }
      } else if known.count <= Self.limit {
        known.append((ExactString(text), [object.identity]))
      }
      spellings[skeleton] = known
    }
  }

  /// The objects whose names look like that of a spec but are spelt differently.
  func others(of spec: K.Spec) -> [(object: ObjectID, name: ExactString)] {
    guard let (text, scope) = name(spec) else { return [] }
    let others = (spellings[Self.skeleton(text, in: scope)] ?? []).filter { !ExactString.same($0.name.text, text) }
    return Array(others.flatMap { other in other.objects.map { ($0, other.name) } }.prefix(Self.limit))
  }

  private static func skeleton(_ text: String, in scope: String) -> String {
    scope + "\u{0}" + Source.skeleton(of: text)
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
