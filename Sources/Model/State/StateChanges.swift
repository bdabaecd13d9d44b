package import Source

/// What a run changes in the stored state, whichever operations led to it.
package struct StateChanges: Sendable {
  /// In the order of the plan.
  package var changes: [Change] = []
  /// In the order in which they happened.
  package var events: [AuditEvent] = []
  /// New stored forms of changed objects.
  package var objects: [ObjectID: Node] = [:]
  /// Index entries of large kinds to add (true) or to remove (false).
  package var lookups: [Lookup: Bool] = [:]
  /// Rejections to store.
  package var rejected: [ObjectID: StoredRejection] = [:]
  /// Stored rejections to delete.
  package var cleared: [ObjectID] = []
  /// The last number generated, by the prefix of the kind.
  package var sequences: [ExactString: Int] = [:]
  /// How many objects of each large kind have a manifest, by the kind's name.
  package var live: [String: Int] = [:]
  /// The moment after which time alone asks for something; nil for never.
  package var nextDeadline: Instant?
  /// Number of faulty manifests.
  package var faults = 0

  package init() {}
}
