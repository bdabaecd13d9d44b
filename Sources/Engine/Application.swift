import Model
import Source

/// Applies checked manifests, removals and deadlines to the registry of one pass.
///
/// Each object is changed as a whole or not at all. What happened is in the journal afterwards.
final class Application {
  private let reconciliation: Reconciliation
  private let runner: OperationRunner
  private(set) var journal: [JournalEntry] = []
  /// Manifests that an operation turned down so far; they join the journal once nothing more can change.
  private(set) var rejected = RejectedManifests()
  /// How often a manifest was tried: the measure of a run's work, for tests.
  private(set) var attempts = 0

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
    runner = OperationRunner(reconciliation)
  }

  private var registry: WorkingRegistry { reconciliation.registry }
  private var catalog: Catalog { reconciliation.catalog }
  private var run: Run { reconciliation.run }

  /// Carries out every kind's changes in the order in which objects must exist, then removals in reverse order, and tries
  /// rejected manifests again as long as anything changes that they depend on: another object may have freed a name.
  func apply(_ invalid: [InvalidManifest], removals: [ObjectID]) {
    let invalid = Dictionary(grouping: invalid) { $0.manifest.id.kind }
    for kind in catalog.kinds { applyManifests(of: kind, invalid: invalid[kind.name] ?? []) }
    for kind in catalog.kinds.reversed() { remove(removals, of: kind) }
    repeat {
      retryRejected()
      for kind in catalog.kinds { applyDeadlines(of: kind) }
    } while rejected.hasDue
    journal += rejected.entries.values.map { .rejected($0) }
    journal = journal.ordered(by: catalog)
  }

  /// Takes the manifests of one kind in the order of their places, good ones and those to be rejected alike.
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
  /// Kinds are taken in the catalogue's order, each until nothing is left of it, since objects depend on those before
  /// them.
  private func retryRejected() {
    while catalog.kinds.contains(where: { retry($0) }) {}
  }

  /// Tries the manifests of a kind again that are due; false if none is.
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

  /// Brings one object from stored to desired, or notes why it cannot be.
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
    /// Entries of the journal: none if the object is as its manifest wants it.
    case accepted([JournalEntry])
    case rejected(RejectedManifest)
  }

  /// Brings one object from stored to desired. All its steps happen, or none.
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

  /// Says so when the object in the way gives up in this run what the candidate wants: each may wait for the other.
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

  /// Rejects a manifest whose shape is wrong in ways that the documents audit: each operation that checks for one of them
  /// emits the events of its request and its failure.
  private func reject<K: ResourceKind>(_ invalid: InvalidManifest, as kind: K.Type) {
    let stored = registry.object(kind, named: invalid.manifest.id.name)
    guard let operations = K.operations(auditing: invalid.rules, isNew: stored == nil), let first = operations.first
    else { preconditionFailure("a violation of \(invalid.rules) must be reported by an operation") }
    // Nothing but another manifest can change what is wrong with this one's shape.
    rejected.insert(
      RejectedManifest(
        manifest: invalid.manifest, diagnostics: invalid.diagnostics, answerCount: invalid.diagnostics.count,
        events: operations.flatMap { events(of: $0, rejecting: invalid, reference: stored?.id) },
        envelope: first.envelope),
      dependingOn: [])
  }

  /// The events of an operation until the first of the broken rules ends it.
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

  /// Applies what time asks for to every object that nothing else has brought up to date: a faulty manifest stops no
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

  /// Ends the lives of objects whose manifests are gone, the last of them first.
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

  /// Stores the object if it differs from what was stored.
  ///
  /// - Returns: The entry of the journal; none if nothing differs.
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
    return [
      .applied(
        AppliedChange(
          object: object.identity, action: before == nil ? .create : action, isSystem: isSystem,
          operations: progress.operations, generated: progress.generated, events: progress.events, source: source,
          sequence: journal.count, signature: progress.signature
        ) { AppliedChange.Description(from: before, to: after, hidesID: hidesID) })
    ]
  }

  /// Without any operation only what a manifest brings by itself can differ, which takes half the time to compare.
  private func isUnchanged<K: ResourceKind>(
    _ object: Stored<K>, since before: Stored<K>, after progress: StepProgress
  ) -> Bool {
    guard progress.operations.isEmpty else { return before.node == object.node }
    return Node.text(before.record.source) == Node.text(object.record.source)
      && before.metadata.node == object.metadata.node && before.spec.node == object.spec.node
  }
}

extension Candidate {
  /// Stands for the manifest of an object that has none that counts: it wants what is stored.
  init(unchanged stored: Stored<K>) {
    let manifest = Manifest(
      id: stored.identity, location: SourceLocation(file: stored.record.source ?? "", mark: .none), root: .null,
      faults: [], attachments: .none)
    self.init(manifest: manifest, metadata: stored.metadata, spec: stored.spec)
  }
}

// Compared for every object: made from text each time it would cost more than all comparisons.
private let idPath: NodePath = "metadata.id"
