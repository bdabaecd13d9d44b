package import Source

/// The stored registry as kinds and operations see it.
///
/// How it is divided among files is not known here.
package struct State: Sendable {
  /// The number of recorded runs; 0 before the first.
  package var serial: Int
  /// The time of the last reconciliation; nil before the first.
  package var reconciledAt: Instant?
  /// The last number generated in each sequence, by the prefix of the kind.
  package var sequences: [ExactString: Int]
  /// The stored objects as trees by the name of their kind, which reads its own.
  package var objects: [String: [Node]]
  /// The rejections of manifests, until the manifests are fixed or gone.
  package var rejected: [ObjectID: StoredRejection]
  /// The numbers of stored and of live objects of each kind, by the kind's name.
  package var counts: [String: ObjectCounts]
  /// The files of which the last run reported anything, `Lookup.reportedFiles`.
  package var reported: Set<Lookup>
  /// The files that manifests named at the last run, `Lookup.attachedFiles`; those of the manifests in the scope if
  /// only a part of the registry is read.
  package var attached: Set<Lookup> = []

  /// Creates a state, by default that of a registry before its first run.
  package init(
    serial: Int = 0, sequences: [ExactString: Int] = [:], objects: [String: [Node]] = [:],
    rejected: [ObjectID: StoredRejection] = [:], counts: [String: ObjectCounts] = [:], reported: Set<Lookup> = []
  ) {
    self.serial = serial
    self.sequences = sequences
    self.objects = objects
    self.rejected = rejected
    self.counts = counts
    self.reported = reported
  }
}

/// The numbers of objects of one kind.
package struct ObjectCounts: Hashable, Sendable {
  /// The number of stored objects, also of those whose manifests are gone.
  package var stored: Int
  /// The number of objects that have a manifest.
  package var live: Int

  /// Creates numbers, by default those of a kind without objects.
  package init(stored: Int = 0, live: Int = 0) {
    self.stored = stored
    self.live = live
  }
}

/// The reason why stored objects cannot be what this program wrote.
package struct StateDamage: Error, Hashable, Sendable {
  /// The end of a sentence about the file or object, such as "it holds no list of keys".
  package let reason: String

  /// Creates damage from its reason.
  package init(_ reason: String) {
    self.reason = reason
  }
}

extension StateDamage {
  /// Creates damage from the first violation of an object that was read.
  package init<K: ResourceKind>(_ object: Stored<K>, violation: Violation) {
    self.init("\(K.folder)/\(object.metadata.name): \(violation.message)\(violation.hint.map { " (\($0))" } ?? "")")
  }
}
