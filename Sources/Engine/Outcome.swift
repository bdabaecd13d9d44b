package import Model
package import Source

/// What a pass has done in memory: the new state, the audit events, the responses and the rejections.
package struct Outcome: Sendable {
  /// How many objects a run creates, updates, removes and leaves.
  package struct Summary: Hashable, Sendable {
    package var create = 0
    package var update = 0
    package var remove = 0
    package var unchanged = 0
    /// Manifests that cannot be applied as they are.
    package var faulty = 0
  }

  /// In the order of the steps.
  package internal(set) var changes: [Change]
  /// In the order in which they happened; those of manifests rejected before for the same reasons are left out.
  package let events: [AuditEvent]
  /// Sorted; all of them, of which `DiagnosticList` shows the most important.
  package internal(set) var diagnostics: [Diagnostic]
  package let summary: Summary
  /// New stored forms of changed objects.
  package internal(set) var objects: [ObjectID: Node]
  /// Index entries of large kinds to add (true) or to remove (false).
  package let lookups: [Lookup: Bool]
  /// Signatures that stored forms still wait for.
  package internal(set) var signatures: [ObjectID: SigningRequest]
  /// Rejections to store.
  package internal(set) var rejected: [ObjectID: StoredRejection]
  /// Stored rejections to delete: their manifests are mended or gone.
  package let cleared: [ObjectID]
  /// The last number generated, by the prefix of the kind.
  package let sequences: [ExactString: Int]
  /// How many objects of each large kind have a manifest now.
  package let live: [String: Int]
  /// The moment after which time alone asks for something; nil for never.
  package let nextDeadline: Instant?
  /// Number of faulty manifests.
  package let faults: Int
  /// Why the run must not be carried out; nil if it may.
  package internal(set) var refusal: RunRefusal?
  /// Objects and manifests whose provenance the outcome depends on: what somebody changed or was refused.
  package let touched: Set<ObjectID>

  /// Whether there is nothing to record.
  package var changesNothing: Bool { changes.isEmpty && rejected.isEmpty && cleared.isEmpty }
}

extension Outcome {
  /// What is to be recorded; traps while a stored form still waits for its signature.
  package var stateChanges: StateChanges {
    precondition(signatures.isEmpty, "an outcome must be signed before it is recorded")
    var recorded = StateChanges()
    recorded.changes = changes
    recorded.events = events
    recorded.objects = objects
    recorded.lookups = lookups
    recorded.rejected = rejected
    recorded.cleared = cleared
    recorded.sequences = sequences
    recorded.live = live
    recorded.nextDeadline = nextDeadline
    recorded.faults = faults
    return recorded
  }
}
