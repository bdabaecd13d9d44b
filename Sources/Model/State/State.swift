package import Source

/// The registry as it is stored, as far as kinds and operations are concerned.
///
/// Which files hold it, and how they are divided, is not known here.
package struct State: Sendable {
  /// Count of recorded runs; 0 before the first.
  package var serial: Int
  /// The last number generated, by the prefix of the kind.
  package var sequences: [ExactString: Int]
  /// Stored objects by the name of their kind, as trees; a kind reads its own.
  package var objects: [String: [Node]]
  /// Manifests that an operation turned down, until they are mended or gone.
  package var rejected: [ObjectID: StoredRejection]
  /// How many objects of each large kind have a manifest, by the kind's name.
  package var live: [String: Int]

  package init(
    serial: Int = 0, sequences: [ExactString: Int] = [:], objects: [String: [Node]] = [:],
    rejected: [ObjectID: StoredRejection] = [:], live: [String: Int] = [:]
  ) {
    self.serial = serial
    self.sequences = sequences
    self.objects = objects
    self.rejected = rejected
    self.live = live
  }
}

/// Why stored objects cannot be what this program wrote.
package struct StateDamage: Error, Hashable, Sendable {
  /// The end of a sentence about the file or object, such as "it holds no list of keys".
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension StateDamage {
  /// What is wrong with an object that was read.
  package init<K: ResourceKind>(_ object: Stored<K>, violation: Violation) {
    self.init("\(K.folder)/\(object.metadata.name): \(violation.message)\(violation.hint.map { " (\($0))" } ?? "")")
  }
}
