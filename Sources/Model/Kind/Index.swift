package import Source

/// A value by which objects of a kind are found, such as a name that must be unique or a key that belongs to one.
package struct Index<K: KindFields>: Sendable {
  /// The name of the index in code and messages, such as `organizationName`.
  package let name: String
  /// The name as a part of a path: the folder below `index` with the entries of a large kind. The entries hold the
  /// values as they are, so a secret must never be one. No two indexes of large kinds may share a folder.
  package let folder: String
  /// Whether two objects may not have the same value.
  package let isUnique: Bool
  /// Whether a manifest is taken for a rename if it claims the value of an object whose manifest vanished in the same
  /// run.
  package let tellsRenames: Bool
  /// The values by which a stored object is found.
  package let values: @Sendable (Stored<K>) -> [ExactString]
  /// The values that a spec claims; empty for values that only the registry knows.
  package let claims: @Sendable (K.Spec) -> [ExactString]

  /// Creates an index, unique unless `isUnique` is false.
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

  /// The lower-case letters and digits of a text, with `-` for everything between them.
  private static func word(_ text: String) -> String {
    let parts = text.lowercased().utf8.split { !$0.isASCIIDigit && !$0.isASCIILowercase }
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}
