package import Source

/// The changes that a run makes to the stored state, whichever operations led to them.
package struct StateChanges: Sendable {
  /// The changes of objects, in the order of the plan.
  package var changes: [Change] = []
  /// The audit events, in the order in which they happened.
  package var events: [AuditEvent] = []
  /// The new stored forms of changed objects.
  package var objects: [ObjectID: Node] = [:]
  /// Index entries to add (true) or to remove (false).
  package var lookups: [Lookup: Bool] = [:]
  /// The rejections to store.
  package var rejected: [ObjectID: StoredRejection] = [:]
  /// The stored rejections to delete.
  package var cleared: [ObjectID] = []
  /// The last number generated in each sequence, by the prefix of the kind.
  package var sequences: [ExactString: Int] = [:]
  /// The numbers of stored and of live objects of each kind, by the kind's name.
  package var counts: [String: ObjectCounts] = [:]
  /// The next moment at which the time alone asks for an operation; nil for never.
  package var nextDeadline: Instant?
  /// The number of faulty manifests.
  package var faults = 0

  /// Creates an empty set of changes.
  package init() {}
}
