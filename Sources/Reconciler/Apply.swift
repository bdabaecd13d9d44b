import Model
import Source

/// How far a journey of one object got.
enum Passage<K: ResourceKind> {
  case arrived(Stored<K>)
  case refused(events: [AuditEvent], Refusal)
}

/// A precondition that did not hold.
struct Refusal {
  let envelope: String
  let rule: String
  let code: String
  let message: String
  let path: NodePath
  var hint: String?
  let other: ObjectID?
  var note: String?
}

extension Refusal {
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
struct Journey {
  var operations: [String] = []
  var events: [AuditEvent] = []
  var generated: [NodePath] = []
  /// The signature that the answer of the last operation waits for.
  var signature: SigningRequest?
}

extension Engine {
  /// The most operations that one manifest may ask for; an operation that brings its object nowhere would go on for ever.
  static let operationLimit = 1024

  /// Carries out every kind's changes in the order in which objects must exist, then removals in reverse, and tries
  /// rejected manifests again as long as anything changes that they depend on: another object may have freed a name.
  func apply(_ checked: Checked, removals: [ObjectID]) {
    let refusable = Dictionary(grouping: checked.refusable) { $0.manifest.id.kind }
    for kind in catalog.kinds { applyManifests(kind, refusable[kind.name] ?? []) }
    for kind in catalog.kinds.reversed() { remove(kind, removals) }
    repeat {
      retryRejected()
      for kind in catalog.kinds { passTime(kind) }
    } while rejected.hasDue
    journal += rejected.entries.values.map { .refused($0) }
    sortJournal()
  }

  /// Takes the manifests of one kind in the order of their places, good ones and those to be refused alike.
  private func applyManifests<K: ResourceKind>(_ kind: K.Type, _ refusable: [Refusable]) {
    var refusable = refusable[...]
    for candidate in registry.kindRun(kind).candidates where !candidate.isAtRest {
      while let next = refusable.first, next.manifest.location < candidate.manifest.location {
        refuse(refusable.removeFirst(), as: kind)
      }
      attempt(candidate)
    }
    for rest in refusable { refuse(rest, as: kind) }
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
    let kindRun = registry.kindRun(kind)
    for position in due.compactMap({ kindRun.position(of: $0.name) }).sorted() {
      attempt(kindRun.candidates[position])
    }
    return true
  }

  // MARK: One object

  /// Brings one object from stored to desired, or notes why it cannot be.
  private func attempt<K: ResourceKind>(_ candidate: Candidate<K>) {
    attempts += 1
    registry.beginTracking()
    let result = bring(candidate)
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
  private func bring<K: ResourceKind>(_ candidate: Candidate<K>) -> AttemptResult {
    let kindRun = registry.kindRun(K.self)
    let before = kindRun.object(named: candidate.metadata.name)
    let lastNumber = kindRun.lastNumber
    var journey = Journey()
    switch travel(candidate, from: before, &journey) {
    case .refused(let events, let refusal):
      kindRun.lastNumber = lastNumber
      let refusals = [refusal] + furtherRefusals(candidate, from: before, besides: refusal)
      return .rejected(refused(candidate.manifest, refusals.map { hinting($0, candidate) }, events))
    case .arrived(var object):
      object.spec = candidate.spec
      object.metadata.labels = candidate.metadata.labels
      object.metadata.protected = candidate.metadata.protected
      object.record.source = candidate.manifest.location.file
      return .accepted(settle(object, before, journey, source: candidate.manifest.location))
    }
  }

  /// Says so when the object in the way gives up in this run what the candidate wants: each may wait for the other.
  private func hinting<K: ResourceKind>(_ refusal: Refusal, _ candidate: Candidate<K>) -> Refusal {
    guard let other = refusal.other, other.kind == K.name, let holder = registry.object(K.self, named: other.name),
      let manifest = manifests[other]
    else { return refusal }
    var reading = FieldReading(
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

  private func travel<K: ResourceKind>(
    _ candidate: Candidate<K>, from before: Stored<K>?, _ journey: inout Journey
  ) -> Passage<K> {
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
        return .arrived(object)
      }
      let start = object ?? blank(candidate)
      switch perform(operation, on: start, candidate, by: isAuthored ? author : .system, &journey) {
      case .arrived(let next): object = next
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
    _ journey: inout Journey
  ) -> Passage<K> {
    precondition(
      journey.operations.count < Engine.operationLimit, "\(operation.id) must bring \(K.name) nearer to what is desired"
    )
    var act = act(on: object, candidate, by: actor, in: registry)
    let commit = provenance[candidate.manifest.id]?.commit
    // An id that this journey generated is given back when it fails, so that no event of the failure may name it.
    let hasLastingID = !object.id.isEmpty && !journey.operations.contains(K.creation.id)
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
        guard let refusal = Refusal(precondition.check(act), of: precondition, in: operation) else { continue }
        if let name = precondition.failing { emit(name) }
        return .refused(events: events(withID: hasLastingID), refusal)
      }
    }
    act.object.record.response = Envelope.success(operation.envelope, at: run.time, operation.answer(act))
    journey.operations.append(operation.id)
    journey.signature = operation.signature?(act)
    journey.events += events(withID: true)
    journey.generated += act.generated.filter { !journey.generated.contains($0) }
    return .arrived(act.object)
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
  func settle<K: ResourceKind>(
    _ arrived: Stored<K>, _ before: Stored<K>?, _ journey: Journey, action: Change.Action = .update,
    source: SourceLocation?
  ) -> [JournalEntry] {
    var object = arrived
    if let before, isUnchanged(object, before, journey) { return [] }
    let isSystem = !journey.events.isEmpty && journey.events.allSatisfy { $0.actor.isSystem }
    let provenance = provenance[object.identity]
    let author = isSystem ? Actor.system.email : provenance?.author.email ?? "unknown"
    if before == nil {
      object.record.createdBy = author
      object.record.createdAt = run.time
    } else {
      object.record.updatedBy = author
      object.record.updatedAt = run.time
    }
    registry.kindRun(K.self).put(object)
    if !rejected.isEmpty { rejected.note(KindRun.changes(from: before, to: object)) }
    let after = object
    let hidesID = journey.generated.contains(idPath)
    return [
      .settled(
        Settled(
          object: object.identity, action: before == nil ? .create : action, isSystem: isSystem,
          operations: journey.operations, generated: journey.generated, events: journey.events, source: source,
          sequence: journal.count, signature: journey.signature
        ) { Settled.Description(before, after, hidesID: hidesID) })
    ]
  }

  /// Without any operation only what a manifest brings by itself can differ, which is told in half the time.
  private func isUnchanged<K: ResourceKind>(_ object: Stored<K>, _ before: Stored<K>, _ journey: Journey) -> Bool {
    guard journey.operations.isEmpty else { return before.node == object.node }
    return Node.text(before.record.source) == Node.text(object.record.source)
      && before.metadata.node == object.metadata.node && before.spec.node == object.spec.node
  }
}

extension Settled.Description {
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
