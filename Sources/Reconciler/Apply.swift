import Model
import Source

/// How far a journey of one object got.
enum StepResult<K: ResourceKind> {
  case completed(Stored<K>)
  case refused(events: [AuditEvent], PreconditionFailure)
}

/// A precondition that did not hold.
struct PreconditionFailure {
  let envelope: String
  let rule: String
  let code: String
  let message: String
  let path: NodePath
  var hint: String?
  let other: ObjectID?
  var note: String?
}

extension PreconditionFailure {
  /// Nil where the precondition holds.
  init?<K: ResourceKind>(_ verdict: Verdict, of precondition: Precondition<K>, in operation: Operation<K>) {
    guard case .fails(let detail, let other, let place, let note, let hint) = verdict else { return nil }
    self.init(
      envelope: operation.envelope, rule: precondition.id, code: precondition.code,
      message: precondition.message(detail), path: place ?? precondition.path, hint: hint ?? precondition.hint,
      other: other, note: note)
  }
}

/// The steps of one object so far.
struct StepProgress {
  var operations: [String] = []
  var events: [AuditEvent] = []
  var generated: [NodePath] = []
  /// The signature that the answer of the last operation waits for.
  var signature: SigningRequest?
}

extension Reconciliation {
  /// The most operations that one manifest may ask for; an operation that brings its object nowhere would go on for ever.
  static let operationLimit = 1024

  /// Carries out every kind's changes in the order in which objects must exist, then removals in reverse, and tries
  /// rejected manifests again as long as anything changes that they depend on: another object may have freed a name.
  func apply(_ checked: ValidationResult, removals: [ObjectID]) {
    let invalid = Dictionary(grouping: checked.invalid) { $0.manifest.id.kind }
    for kind in catalog.kinds { applyManifests(kind, invalid[kind.name] ?? []) }
    for kind in catalog.kinds.reversed() { remove(kind, removals) }
    repeat {
      retryRejected()
      for kind in catalog.kinds { applyDeadlines(kind) }
    } while rejected.hasDue
    journal += rejected.entries.values.map { .refused($0) }
    sortJournal()
  }

  /// Takes the manifests of one kind in the order of their places, good ones and those to be refused alike.
  private func applyManifests<K: ResourceKind>(_ kind: K.Type, _ invalid: [InvalidManifest]) {
    var invalid = invalid[...]
    for candidate in registry.workingObjects(kind).candidates where !candidate.isUpToDate {
      while let next = invalid.first, next.manifest.location < candidate.manifest.location {
        refuse(invalid.removeFirst(), as: kind)
      }
      attempt(candidate)
    }
    for rest in invalid { refuse(rest, as: kind) }
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

  // MARK: One object

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
    /// What is to be told of the object: nothing if it is as its manifest wants it.
    case accepted([JournalEntry])
    case rejected(RejectedManifest)
  }

  /// Brings one object from stored to desired. All its steps happen, or none.
  private func reconcile<K: ResourceKind>(_ candidate: Candidate<K>) -> AttemptResult {
    let working = registry.workingObjects(K.self)
    let before = working.object(named: candidate.metadata.name)
    let lastNumber = working.lastNumber
    var progress = StepProgress()
    switch runOperations(candidate, from: before, &progress) {
    case .refused(let events, let refusal):
      working.lastNumber = lastNumber
      let refusals = [refusal] + furtherRefusals(candidate, from: before, besides: refusal)
      return .rejected(refused(candidate.manifest, refusals.map { hinting($0, candidate) }, events))
    case .completed(var object):
      object.spec = candidate.spec
      object.metadata.labels = candidate.metadata.labels
      object.metadata.protected = candidate.metadata.protected
      object.record.source = candidate.manifest.location.file
      return .accepted(store(object, before, progress, source: candidate.manifest.location))
    }
  }

  /// Says so when the object in the way gives up in this run what the candidate wants: each may wait for the other.
  private func hinting<K: ResourceKind>(_ refusal: PreconditionFailure, _ candidate: Candidate<K>)
    -> PreconditionFailure
  {
    guard let other = refusal.other, other.kind == K.name, let holder = registry.object(K.self, named: other.name),
      let manifest = manifests[other]
    else { return refusal }
    var reading = FieldReader(
      prefix: K.prefix, codes: .ours, root: "spec", mark: .none, attachments: manifest.attachments)
    let wanted = K.Spec.read(manifest.root["spec"], &reading)
    let isGivenUp =
      reading.violations.isEmpty
      && K.indexes.contains { index in
        let contested = Set(index.claims(candidate.spec)).intersection(index.values(holder))
        return !contested.isEmpty && contested.isDisjoint(with: index.claims(wanted))
      }
    var refusal = refusal
    if isGivenUp { refusal.hint = "the other \(K.name) gives it up in this change; do it in two steps" }
    return refusal
  }

  private func runOperations<K: ResourceKind>(
    _ candidate: Candidate<K>, from before: Stored<K>?, _ progress: inout StepProgress
  ) -> StepResult<K> {
    let author = provenance[candidate.manifest.id]?.author ?? .unknown
    var object = before
    while true {
      let isAuthored: Bool
      let operation: Operation<K>
      if let next = K.route(from: object, to: candidate.spec) {
        (operation, isAuthored) = (next, true)
      } else if let present = object, let next = K.due(present, at: run.time, in: registry) {
        (operation, isAuthored) = (next, false)
      } else {
        guard let object else { preconditionFailure("the route of \(K.name) must start by creating the object") }
        return .completed(object)
      }
      let start = object ?? blank(candidate)
      switch perform(operation, on: start, candidate, by: isAuthored ? author : .system, &progress) {
      case .completed(let next): object = next
      case let refusal: return refusal
      }
    }
  }

  func blank<K: ResourceKind>(_ candidate: Candidate<K>) -> Stored<K> {
    var metadata = candidate.metadata
    metadata.id = nil
    return Stored(metadata: metadata, spec: candidate.spec)
  }

  /// Carries out one operation, stage by stage.
  func perform<K: ResourceKind>(
    _ operation: Operation<K>, on object: Stored<K>, _ candidate: Candidate<K>, by actor: Actor,
    _ progress: inout StepProgress
  ) -> StepResult<K> {
    precondition(
      progress.operations.count < Reconciliation.operationLimit,
      "\(operation.id) must bring \(K.name) nearer to what is desired"
    )
    var act = act(on: object, candidate, by: actor, in: registry)
    let commit = provenance[candidate.manifest.id]?.commit
    // An id that this journey generated is given back when it fails, so that no event of the failure may name it.
    let hasLastingID = !object.id.isEmpty && !progress.operations.contains(K.creation.id)
    var told: [(name: EventName, reference: String)] = []
    func emit(_ name: EventName) { told.append((name, act.object.id)) }
    func events(withID: Bool) -> [AuditEvent] {
      told.map { name, reference in
        AuditEvent(
          definition: definition(name, in: K.eventModule), module: K.eventModule, run: run, actor: actor,
          reference: reference.isEmpty || !withID ? nil : reference, operation: operation.id,
          object: act.object.identity, commit: actor.isSystem ? nil : commit)
      }
    }
    for stage in operation.stages {
      switch stage {
      case .emits(let name): emit(name)
      case .expects: continue
      case .takes(let fields): fields.copy(from: act.desired, to: &act.object.spec)
      case .does(let effect): effect(&act)
      case .requires(let precondition):
        guard let refusal = PreconditionFailure(precondition.check(act), of: precondition, in: operation) else {
          continue
        }
        if let name = precondition.failing { emit(name) }
        return .refused(events: events(withID: hasLastingID), refusal)
      }
    }
    act.object.record.response = Envelope.success(operation.envelope, at: run.time, operation.answer(act))
    progress.operations.append(operation.id)
    progress.signature = operation.signature?(act)
    progress.events += events(withID: true)
    progress.generated += act.generated.filter { !progress.generated.contains($0) }
    return .completed(act.object)
  }

  func act<K: ResourceKind>(
    on object: Stored<K>, _ candidate: Candidate<K>, by actor: Actor, in registry: any Registry
  ) -> Act<K> {
    Act(
      object: object, desired: candidate.spec, adoptedID: candidate.metadata.id, settings: settings[K.Settings.self],
      environment: settings.registry.environment, actor: actor, provenance: provenance[candidate.manifest.id],
      registry: registry)
  }

  /// Stores the object if it differs from what was stored, and says what changed.
  func store<K: ResourceKind>(
    _ reached: Stored<K>, _ before: Stored<K>?, _ progress: StepProgress, action: Change.Action = .update,
    source: SourceLocation?
  ) -> [JournalEntry] {
    var object = reached
    if let before, isUnchanged(object, before, progress) { return [] }
    let isSystem = !progress.events.isEmpty && progress.events.allSatisfy { $0.actor.isSystem }
    let provenance = provenance[object.identity]
    let author = isSystem ? Actor.system.email : provenance?.author.email ?? "unknown"
    if before == nil {
      object.record.createdBy = author
      object.record.createdAt = run.time
    } else {
      object.record.updatedBy = author
      object.record.updatedAt = run.time
    }
    registry.workingObjects(K.self).put(object)
    if !rejected.isEmpty { rejected.note(WorkingObjects.changes(from: before, to: object)) }
    let after = object
    let hidesID = progress.generated.contains(idPath)
    return [
      .applied(
        AppliedChange(
          object: object.identity, action: before == nil ? .create : action, isSystem: isSystem,
          operations: progress.operations, generated: progress.generated, events: progress.events, source: source,
          sequence: journal.count, signature: progress.signature
        ) { AppliedChange.Description(before, after, hidesID: hidesID) })
    ]
  }

  /// Without any operation only what a manifest brings by itself can differ, which is told in half the time.
  private func isUnchanged<K: ResourceKind>(_ object: Stored<K>, _ before: Stored<K>, _ progress: StepProgress) -> Bool
  {
    guard progress.operations.isEmpty else { return before.node == object.node }
    return Node.text(before.record.source) == Node.text(object.record.source)
      && before.metadata.node == object.metadata.node && before.spec.node == object.spec.node
  }
}

extension AppliedChange.Description {
  init<K: ResourceKind>(_ before: Stored<K>?, _ after: Stored<K>, hidesID: Bool) {
    node = after.node
    // What cannot be read back would be the last thing ever recorded: every later run would call it damage.
    precondition(Stored<K>.read(node).violations.isEmpty, "\(after.identity) must be stored as it can be read")
    let changes = FieldChange.between(
      before.map { Self.visible($0, hidesID: hidesID) } ?? .null, Self.visible(after, hidesID: hidesID))
    fields = changes.filter { change in
      !(before == nil
        && (change.path.steps.first == .key("status") || change.path == protectedPath && change.after.boolean == false))
    }
  }

  /// What an author sees of an object: metadata and spec, then the life-cycle words that have no place in the spec.
  private static func visible<K: ResourceKind>(_ object: Stored<K>, hidesID: Bool) -> Node {
    let words = object.status.node.entries?.filter { entry in
      if case .scalar = entry.value.value { return true }
      return false
    }
    return .object([
      "metadata": .object([
        "id": .text(hidesID ? nil : object.metadata.id), "labels": object.metadata.node["labels"] ?? .null,
        "protected": .boolean(object.metadata.protected),
      ]),
      "spec": object.spec.node,
      "status": Node(.mapping((words ?? []) + [Entry(key: "source", value: .text(object.record.source))])),
    ])
  }
}

// Compared for every object: made from their text each time they would cost more than all the comparing.
private let idPath: NodePath = "metadata.id"
private let protectedPath: NodePath = "metadata.protected"
