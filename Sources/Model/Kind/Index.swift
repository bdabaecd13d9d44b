package import Source

/// A value that finds objects of a kind: a name that must be unique, a key that must belong to one.
package struct Index<K: KindFields>: Sendable {
  package let name: String
  /// The name as a word fit for a path: the folder below `index` of a large kind's look-ups, whose values are written
  /// there as they are, so that a secret must never be one. No two indexes of large kinds may have the same.
  package let folder: String
  /// Whether no two objects may be found under the same value.
  package let isUnique: Bool
  /// Whether a manifest that takes over another object's value in the run in which that one's manifest vanished is
  /// taken for a rename.
  package let tellsRenames: Bool
  /// The values under which a stored object is found.
  package let values: @Sendable (Stored<K>) -> [ExactString]
  /// The values that a spec claims; empty for values only the registry knows.
  package let claims: @Sendable (K.Spec) -> [ExactString]

  package init(
    _ name: String, isUnique: Bool = true, tellsRenames: Bool = false,
    claims: @escaping @Sendable (K.Spec) -> [ExactString] = { _ in [] },
    values: @escaping @Sendable (Stored<K>) -> [ExactString]
  ) {
    self.name = name
    folder = Index.word(name)
    self.isUnique = isUnique
    self.tellsRenames = tellsRenames
    self.claims = claims
    self.values = values
  }

  /// Lower-case letters and digits of a text, with `-` for whatever stands between them.
  private static func word(_ text: String) -> String {
    let parts = text.lowercased().utf8.split { !$0.isASCIIDigit && !$0.isASCIILowercase }
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}
