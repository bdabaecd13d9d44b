import Model
import Source

/// Applies checked manifests, removals and deadlines to the registry of one pass.
///
/// Each object is changed as a whole or not at all. The journal records what happened.
final class Application {
  private let reconciliation: Reconciliation
  private let runner: OperationRunner
  private(set) var journal: [JournalEntry] = []
  /// Manifests that an operation rejected so far; they are added to the journal once nothing more can change.
  private(set) var rejected = RejectedManifests()
  /// The number of attempts to apply a manifest, which measures the work of a run; for tests.
  private(set) var attempts = 0

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
    runner = OperationRunner(reconciliation)
  }

  private var registry: WorkingRegistry { reconciliation.registry }
  private var catalog: Catalog { reconciliation.catalog }
  private var run: Run { reconciliation.run }

  /// Applies every kind's manifests in the order in which objects must exist, then removals in reverse order.
  ///
  /// Rejected manifests are tried again as long as anything changes that they depend on: another object may have
  /// freed a name.
  func apply(_ invalid: [InvalidManifest], removals: [ObjectID]) {
    let invalid = Dictionary(grouping: invalid) { $0.manifest.id.kind }
    for kind in catalog.kinds { applyManifests(of: kind, invalid: invalid[kind.name] ?? []) }
    for kind in catalog.kinds.reversed() { remove(removals, of: kind) }
    var followers = Followers(reconciliation)
    followers.readDue()
    repeat {
      retryRejected()
      followers.readFollowers()
      for kind in catalog.kinds { applyDeadlines(of: kind) }
    } while rejected.hasDue || followers.hasUnread
    followers.readReminders()
    journal += rejected.entries.values.map { .rejected($0) }
    journal = journal.ordered(by: catalog)
  }

  /// Applies the manifests of one kind in the order of their places, both valid ones and those that are to be
  /// rejected.
  private func applyManifests<K: ResourceKind>(of kind: K.Type, invalid: [InvalidManifest]) {
    var invalid = invalid[...]
    for candidate in registry.workingObjects(kind).candidates where !candidate.isUpToDate {
      while let next = invalid.first, next.manifest.location < candidate.manifest.location {
        reject(invalid.removeFirst(), as: kind)
      }
      attempt(candidate)
    }
    for rest in invalid { reject(rest, as: kind) }
  }

  /// Tries rejected manifests again until none depends on anything that changed since its last attempt.
  ///
  /// Kinds are taken in the catalogue's order, each until none of its manifests is due, since objects depend on
  /// objects of earlier kinds.
  private func retryRejected() {
    while catalog.kinds.contains(where: { retry($0) }) {}
  }

  /// Tries the due manifests of a kind again; returns false if none is due.
  private func retry<K: ResourceKind>(_ kind: K.Type) -> Bool {
    let due = rejected.takeDue(ofKind: K.name)
    if due.isEmpty { return false }
    let working = registry.workingObjects(kind)
    for position in due.compactMap({ working.position(of: $0.name) }).sorted() {
      attempt(working.candidates[position])
    }
    return true
  }

  // MARK: One manifest

  /// Applies one manifest, or records its rejection.
  private func attempt<K: ResourceKind>(_ candidate: Candidate<K>) {
    attempts += 1
    registry.beginTracking()
    let result = reconcile(candidate)
    let dependencies = registry.endTracking().union([.object(candidate.manifest.id)])
    switch result {
    case .accepted(let entries):
      rejected.remove(candidate.manifest.id)
      journal += entries
    case .rejected(let manifest): rejected.insert(manifest, dependingOn: dependencies)
    }
  }

  private enum AttemptResult {
    /// The entries for the journal; none if the object is up to date.
    case accepted([JournalEntry])
    case rejected(RejectedManifest)
  }

  /// Brings one object from its stored to its desired state; all its steps happen, or none.
  private func reconcile<K: ResourceKind>(_ candidate: Candidate<K>) -> AttemptResult {
    let working = registry.workingObjects(K.self)
    let before = working.object(named: candidate.metadata.name)
    let lastNumber = working.lastNumber
    var progress = StepProgress()
    switch runner.run(candidate, from: before, progress: &progress) {
    case .refused(let events, let failure):
      working.lastNumber = lastNumber
      let failures = [failure] + runner.furtherFailures(of: candidate, from: before, besides: failure)
      return .rejected(
        RejectedManifest(
          manifest: candidate.manifest,
          diagnostics: failures.map {
            diagnostic(of: addingHint(to: $0, candidate: candidate), in: candidate.manifest)
          },
          answerCount: 1, events: events, envelope: failure.envelope))
    case .completed(var object):
      object.spec = candidate.spec
      object.metadata.labels = candidate.metadata.labels
      object.metadata.protected = candidate.metadata.protected
      object.record.source = candidate.manifest.location.file
      return .accepted(store(object, insteadOf: before, after: progress, source: candidate.manifest.location))
    }
  }

  /// Adds a hint if the object in the way gives up the wanted value in this run: each may wait for the other.
  private func addingHint<K: ResourceKind>(
    to failure: PreconditionFailure, candidate: Candidate<K>
  ) -> PreconditionFailure {
    guard let other = failure.other, other.kind == K.name, let holder = registry.object(K.self, named: other.name),
      let manifest = reconciliation.manifests[other]
    else { return failure }
    var reader = FieldReader(
      prefix: K.prefix, codes: .ours, root: "spec", mark: .none, attachments: manifest.attachments)
    let wanted = K.Spec.read(manifest.root["spec"], reading: &reader)
    let isGivenUp =
      reader.violations.isEmpty
      && K.indexes.contains { index in
        let contested = Set(index.claims(candidate.spec)).intersection(index.values(holder))
        return !contested.isEmpty && contested.isDisjoint(with: index.claims(wanted))
      }
    var failure = failure
    if isGivenUp {
      failure.hint = "the other \(K.name) gives it up in the same change; make two changes, one after the other"
    }
    return failure
  }

  private func diagnostic(of failure: PreconditionFailure, in manifest: Manifest) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    if let other = failure.other {
      notes.append(.init("\(other) has it", at: reconciliation.location(of: other)))
    }
    if let note = failure.note { notes.append(.init(note, at: nil)) }
    return Diagnostic(
      rule: failure.rule, code: failure.code, message: failure.message,
      location: manifest.location(of: failure.path), object: manifest.id, path: failure.path, hint: failure.hint,
      notes: notes)
  }

  // MARK: Manifests that break a rule

  /// Rejects a manifest that breaks rules of shape whose breach the documents audit: each operation that checks for
  /// one of them emits its request event and its failure event.
  private func reject<K: ResourceKind>(_ invalid: InvalidManifest, as kind: K.Type) {
    let stored = registry.object(kind, named: invalid.manifest.id.name)
    guard let operations = K.operations(auditing: invalid.rules, isNew: stored == nil), let first = operations.first
    else { preconditionFailure("a violation of \(invalid.rules) must be reported by an operation") }
    // Only a change of the manifest itself can fix its shape.
    rejected.insert(
      RejectedManifest(
        manifest: invalid.manifest, diagnostics: invalid.diagnostics, answerCount: invalid.diagnostics.count,
        events: operations.flatMap { events(of: $0, rejecting: invalid, reference: stored?.id) },
        envelope: first.envelope),
      dependingOn: [])
  }

  /// The events of an operation up to the first of the broken rules, which ends it.
  private func events<K: ResourceKind>(
    of operation: Operation<K>, rejecting invalid: InvalidManifest, reference: String?
  ) -> [AuditEvent] {
    var names: [EventName] = []
    stages: for stage in operation.stages {
      switch stage {
      case .emits(let name): names.append(name)
      case .expects(let rule, let failing) where invalid.rules.contains(rule):
        names.append(failing)
        break stages
      default: continue
      }
    }
    let object = invalid.manifest.id
    let provenance = reconciliation.request.provenance[object]
    return names.map { name in
      AuditEvent(
        definition: reconciliation.definition(of: name, in: K.eventModule), module: K.eventModule, run: run,
        actor: provenance?.author ?? .unknown, reference: reference, operation: operation.id, object: object,
        commit: provenance?.commit)
    }
  }

  // MARK: Deadlines and removals

  /// Applies the operations that are due to every object, also to one with a faulty manifest: that must not stop a
  /// deadline.
  private func applyDeadlines<K: ResourceKind>(of kind: K.Type) {
    for object in registry.known(kind) where K.due(object, at: run.time, in: registry) != nil {
      journal += applyDeadline(to: object)
    }
  }

  private func applyDeadline<K: ResourceKind>(to before: Stored<K>) -> [JournalEntry] {
    let candidate = Candidate(unchanged: before)
    var object = before
    var progress = StepProgress()
    while let operation = K.due(object, at: run.time, in: registry) {
      guard
        case .completed(let next) = runner.perform(
          operation, on: object, for: candidate, by: .system, progress: &progress)
      else { return [] }
      object = next
    }
    return store(object, insteadOf: before, after: progress, source: nil)
  }

  /// Ends the lives of objects whose manifests are gone, last one first.
  private func remove<K: ResourceKind>(_ removals: [ObjectID], of kind: K.Type) {
    let working = registry.workingObjects(kind)
    for id in removals.reversed() where id.kind == K.name {
      guard let before = working.object(named: id.name) else { continue }
      let candidate = Candidate(unchanged: before)
      var object = before
      var progress = StepProgress()
      while let operation = K.route(from: object, to: nil) {
        guard
          case .completed(let next) = runner.perform(
            operation, on: object, for: candidate, by: reconciliation.author(of: id), progress: &progress)
        else { break }
        object = next
      }
      object.record.source = nil
      journal += store(object, insteadOf: before, after: progress, action: .remove, source: nil)
    }
  }

  // MARK: Storing

  /// Stores an object if it differs from its stored form.
  ///
  /// - Returns: The entry for the journal; none if nothing differs.
  private func store<K: ResourceKind>(
    _ object: Stored<K>, insteadOf before: Stored<K>?, after progress: StepProgress, action: Change.Action = .update,
    source: SourceLocation?
  ) -> [JournalEntry] {
    var object = object
    if let before, isUnchanged(object, since: before, after: progress) { return [] }
    let isSystem = !progress.events.isEmpty && progress.events.allSatisfy { $0.actor.isSystem }
    let provenance = reconciliation.request.provenance[object.identity]
    let author = isSystem ? Actor.system.email : provenance?.author.email ?? "unknown"
    if before == nil {
      object.record.createdBy = author
      object.record.createdAt = run.time
    } else {
      object.record.updatedBy = author
      object.record.updatedAt = run.time
    }
    registry.workingObjects(K.self).put(object)
    if !rejected.isEmpty { rejected.note(Dependency.changed(from: before, to: object)) }
    let after = object
    let hidesID = progress.generated.contains(idPath)
    let isDeactivating =
      action == .update && !isSystem && before.map { K.route(from: $0, to: nil) != nil } == true
      && K.route(from: after, to: nil) == nil
    return [
      .applied(
        AppliedChange(
          object: object.identity, action: before == nil ? .create : action, isSystem: isSystem,
          deactivation: isDeactivating ? before?.metadata.protected : nil, operations: progress.operations,
          generated: progress.generated, events: progress.events, source: source,
          sequence: journal.count, signature: progress.signature
        ) { AppliedChange.Description(from: before, to: after, hidesID: hidesID) })
    ]
  }

  /// Tells whether an object equals its stored form. Without an operation only the members that manifests set
  /// directly can differ, and comparing those alone takes half the time.
  private func isUnchanged<K: ResourceKind>(
    _ object: Stored<K>, since before: Stored<K>, after progress: StepProgress
  ) -> Bool {
    guard progress.operations.isEmpty else { return before.node == object.node }
    return Node.text(before.record.source) == Node.text(object.record.source)
      && before.metadata.node == object.metadata.node && before.spec.node == object.spec.node
  }
}

extension Candidate {
  /// Creates a candidate for an object without a valid manifest; its desired state is the stored one.
  init(unchanged stored: Stored<K>) {
    let manifest = Manifest(
      id: stored.identity, location: SourceLocation(file: stored.record.source ?? "", mark: .none), root: .null,
      faults: [], attachments: .none)
    self.init(manifest: manifest, metadata: stored.metadata, spec: stored.spec)
  }
}

// A constant, since it is compared for every object: making it from text each time would cost more than all
// comparisons.
private let idPath: NodePath = "metadata.id"
