package import Model
package import Source

/// The result of a pass in memory: the new state, the audit events, the responses and the rejections.
package struct Outcome: Sendable {
  /// The number of objects that a run creates, updates, removes and does not change; each object counts once.
  package struct Summary: Hashable, Sendable {
    /// The number of objects that are created.
    package var create = 0
    /// The number of objects that are updated.
    package var update = 0
    /// The number of objects that are removed.
    package var remove = 0
    /// The number of objects whose manifests ask for no change.
    package var unchanged = 0
    /// The number of manifests that are unreadable, invalid or rejected.
    package var faulty = 0
  }

  /// The changes, in the order of the steps.
  package internal(set) var changes: [Change]
  /// The audit events in the order in which they happened, without those of manifests that were rejected before for
  /// the same reasons.
  package internal(set) var events: [AuditEvent]
  /// All diagnostics, sorted; `DiagnosticList` selects the most important ones.
  package internal(set) var diagnostics: [Diagnostic]
  /// The counts that every output of the run ends with.
  package let summary: Summary
  /// The new stored forms of changed objects.
  package internal(set) var objects: [ObjectID: Node]
  /// Index entries to add (true) or to remove (false).
  package let lookups: [Lookup: Bool]
  /// The signatures that stored forms still need.
  package internal(set) var signatures: [ObjectID: SigningRequest]
  /// The rejections to store.
  package internal(set) var rejected: [ObjectID: StoredRejection]
  /// The stored rejections to delete, since their manifests are fixed or gone.
  package let cleared: [ObjectID]
  /// The last number generated in each sequence, by the prefix of the kind.
  package let sequences: [ExactString: Int]
  /// The numbers of objects of each kind after the run, by the kind's name.
  package let counts: [String: ObjectCounts]
  /// The next moment at which the time alone asks for an operation; nil for never.
  package let nextDeadline: Instant?
  /// The number of faulty manifests.
  package let faults: Int
  /// The reason why the run must be refused; nil if it may be carried out.
  package internal(set) var refusal: RunRefusal?
  /// The objects and manifests on whose provenance the outcome depends: those that an author changed, or whose
  /// manifests are rejected for a new reason.
  package let touched: Set<ObjectID>

  /// The change of the recorded settings; nil if they stay as they are.
  package internal(set) var settings: SettingsChange?

  /// Whether there is nothing to record.
  package var changesNothing: Bool { changesNoObject && settings == nil }

  /// Whether there is nothing to record but settings.
  package var changesNoObject: Bool { changes.isEmpty && rejected.isEmpty && cleared.isEmpty }
}

/// The settings that a run records in place of those that the last run recorded.
package struct SettingsChange: Sendable {
  /// The settings that differ; none if nothing was recorded before.
  package let fields: [FieldChange]
  /// Who changed them.
  package let author: Actor
  /// The commit from which they are recorded, in hexadecimal.
  package let commit: String

  /// Creates a change.
  package init(fields: [FieldChange], author: Actor, commit: String) {
    self.fields = fields
    self.author = author
    self.commit = commit
  }

  /// The audit event of the change; none for settings that are recorded for the first time.
  package func events(in run: Run) -> [AuditEvent] {
    if fields.isEmpty { return [] }
    return [
      AuditEvent(
        definition: Settings.recordedEvent, module: Settings.eventModule, run: run, actor: author, reference: nil,
        operation: Settings.recordedEvent.name.id, object: nil, commit: commit)
    ]
  }
}

extension Outcome {
  /// Returns the outcome with a change of the recorded settings.
  package func recording(_ settings: SettingsChange?, in run: Run) -> Outcome {
    guard let settings else { return self }
    var outcome = self
    outcome.settings = settings
    outcome.events = settings.events(in: run) + outcome.events
    return outcome
  }

  /// The changes to record; traps while a stored form still needs a signature.
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
    recorded.counts = counts
    recorded.nextDeadline = nextDeadline
    recorded.faults = faults
    return recorded
  }
}
