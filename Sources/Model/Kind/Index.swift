package import Source

/// A value by which objects of a kind are found, such as a name that must be unique, a key that belongs to one, or the
/// name of another object that they refer to.
package struct Index<K: KindFields>: Sendable {
  /// The name of the index in code and messages, such as `organizationName`.
  package let name: String
  /// The folder below `index` with the entries, such as `misps/organizationname`. No two indexes of a kind may share a
  /// folder.
  package let folder: String
  /// Whether two objects may not have the same value.
  package let isUnique: Bool
  /// Whether the entries hold the SHA-256 of each value in its place, as they must for secrets and should for long
  /// texts.
  package let storesDigests: Bool
  /// Whether a manifest is taken for a rename if it claims the value of an object whose manifest vanished in the same
  /// run.
  package let tellsRenames: Bool
  /// Whether people find objects by this value, like by a name.
  package let tellsObjects: Bool
  /// The objects whose changes may concern those with a value; nil if there are none.
  package let follows: Followed?
  /// The values by which a stored object is found.
  package let values: @Sendable (Stored<K>) -> [ExactString]
  /// The values that a spec claims; empty for values that only the registry knows.
  package let claims: @Sendable (K.Spec) -> [ExactString]

  /// The objects whose changes may concern the objects with a value: these are examined for due operations and for
  /// warnings when one of those changes.
  package enum Followed: Hashable, Sendable {
    /// The object of a kind that the value names.
    case object(kind: String)
    /// The other objects of the same kind with the value.
    case peers
  }

  /// Creates an index, unique unless `isUnique` is false or it follows other objects.
  package init(
    _ name: String, isUnique: Bool = true, storesDigests: Bool = false, tellsRenames: Bool = false,
    tellsObjects: Bool = false,
    claims: @escaping @Sendable (K.Spec) -> [ExactString] = { _ in [] },
    values: @escaping @Sendable (Stored<K>) -> [ExactString]
  ) {
    self.name = name
    folder = K.folder + "/" + Index.word(name)
    self.isUnique = isUnique
    self.storesDigests = storesDigests
    self.tellsRenames = tellsRenames
    self.tellsObjects = tellsObjects
    follows = nil
    self.values = values
    self.claims = claims
  }

  /// Creates an index of objects that are examined again when others change; several may have the same value.
  package init(
    _ name: String, following followed: Followed, storesDigests: Bool = false,
    values: @escaping @Sendable (Stored<K>) -> [ExactString]
  ) {
    self.name = name
    folder = K.folder + "/" + Index.word(name)
    isUnique = false
    self.storesDigests = storesDigests
    tellsRenames = false
    tellsObjects = false
    follows = followed
    self.values = values
    claims = { _ in [] }
  }

  /// The value as entries of the index hold it.
  package func key(of value: ExactString, by instruments: Instruments) -> ExactString {
    storesDigests ? ExactString(instruments.sha256(Array(value.text.utf8))) : value
  }

  /// The lower-case letters and digits of a text, with `-` for everything between them.
  private static func word(_ text: String) -> String {
    let parts = text.lowercased().utf8.split { !$0.isASCIIDigit && !$0.isASCIILowercase }
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}
