import Model
import Source

/// The result of operations on one object.
enum StepResult<K: ResourceKind> {
  case completed(Stored<K>)
  case refused(events: [AuditEvent], PreconditionFailure)
}

/// The answer of an operation of which a precondition does not hold.
struct PreconditionFailure {
  let envelope: String
  let rule: String
  let code: String
  let message: String
  let path: NodePath
  var hint: String?
  /// The object that is in the way.
  let other: ObjectID?
  var note: String?
}

extension PreconditionFailure {
  /// Creates the answer to a verdict; nil if the precondition holds.
  init?<K: ResourceKind>(_ verdict: Verdict, of precondition: Precondition<K>, in operation: Operation<K>) {
    guard case .fails(let detail, let other, let place, let note, let hint) = verdict else { return nil }
    self.init(
      envelope: operation.envelope, rule: precondition.id, code: precondition.code,
      message: precondition.message(detail), path: place ?? precondition.path, hint: hint ?? precondition.hint,
      other: other, note: note)
  }
}

/// The operations carried out on one object so far, and their effects.
struct StepProgress {
  /// The ids of the operations, in order.
  var operations: [String] = []
  var events: [AuditEvent] = []
  var generated: [NodePath] = []
  /// The signature that the answer of the last operation needs.
  var signature: SigningRequest?
}

/// Carries out the documented operations on one object; stores nothing.
struct OperationRunner {
  /// The most operations for one manifest; an operation that does not change anything would be repeated for ever.
  static let limit = 1024

  let reconciliation: Reconciliation

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
  }

  private var run: Run { reconciliation.run }

  /// Carries out one operation after the other until the object is up to date, or a precondition fails.
  func run<K: ResourceKind>(
    _ candidate: Candidate<K>, from before: Stored<K>?, progress: inout StepProgress
  ) -> StepResult<K> {
    let author = reconciliation.author(of: candidate.manifest.id)
    var object = before
    while true {
      let isAuthored: Bool
      let operation: Operation<K>
      if let next = K.route(from: object, to: candidate.spec) {
        (operation, isAuthored) = (next, true)
      } else if let present = object, let next = K.due(present, at: run.time, in: reconciliation.registry) {
        (operation, isAuthored) = (next, false)
      } else {
        guard let object else { preconditionFailure("the route of \(K.name) must start by creating the object") }
        return .completed(object)
      }
      let start = object ?? .blank(for: candidate)
      switch perform(operation, on: start, for: candidate, by: isAuthored ? author : .system, progress: &progress) {
      case .completed(let next): object = next
      case let refusal: return refusal
      }
    }
  }

  /// Carries out one operation, stage by stage.
  func perform<K: ResourceKind>(
    _ operation: Operation<K>, on object: Stored<K>, for candidate: Candidate<K>, by actor: Actor,
    progress: inout StepProgress
  ) -> StepResult<K> {
    precondition(
      progress.operations.count < OperationRunner.limit,
      "\(operation.id) must bring \(K.name) nearer to what is desired")
    var act = act(on: object, for: candidate, by: actor, in: reconciliation.registry)
    let commit = reconciliation.request.provenance[candidate.manifest.id]?.commit
    // An id generated for this object is freed again on failure, so no event of the failure may refer to it.
    let hasLastingID = !object.id.isEmpty && !progress.operations.contains(K.creation.id)
    var emitted: [(name: EventName, reference: String)] = []
    func events(withID: Bool) -> [AuditEvent] {
      emitted.map { name, reference in
        AuditEvent(
          definition: reconciliation.definition(of: name, in: K.eventModule), module: K.eventModule, run: run,
          actor: actor, reference: reference.isEmpty || !withID ? nil : reference, operation: operation.id,
          object: act.object.identity, commit: actor.isSystem ? nil : commit)
      }
    }
    for stage in operation.stages {
      switch stage {
      case .emits(let name): emitted.append((name, act.object.id))
      case .expects: continue
      case .takes(let fields): fields.copy(from: act.desired, to: &act.object.spec)
      case .does(let effect): effect(&act)
      case .requires(let precondition):
        guard let failure = PreconditionFailure(precondition.check(act), of: precondition, in: operation) else {
          continue
        }
        if let name = precondition.failing { emitted.append((name, act.object.id)) }
        return .refused(events: events(withID: hasLastingID), failure)
      }
    }
    act.object.record.response = Envelope.success(operation.envelope, at: run.time, response: operation.answer(act))
    progress.operations.append(operation.id)
    progress.signature = operation.signature?(act)
    progress.events += events(withID: true)
    progress.generated += act.generated.filter { !progress.generated.contains($0) }
    return .completed(act.object)
  }

  private func act<K: ResourceKind>(
    on object: Stored<K>, for candidate: Candidate<K>, by actor: Actor, in registry: any Registry
  ) -> Act<K> {
    let settings = reconciliation.request.settings(for: candidate.manifest.id)
    return Act(
      object: object, desired: candidate.spec, adoptedID: candidate.metadata.id, settings: settings[K.Settings.self],
      environment: settings.registry.environment, actor: actor,
      provenance: reconciliation.request.provenance[candidate.manifest.id], registry: registry)
  }

  // MARK: Further failures

  /// The failures that operations would report once the first failure of a manifest is fixed, so that people can fix
  /// all at once: at most one for each place of the manifest.
  ///
  /// The operations are carried out on a copy of the object as if every precondition held. A precondition at a place
  /// that has already failed is skipped, since its failure would only follow from the first.
  func furtherFailures<K: ResourceKind>(
    of candidate: Candidate<K>, from before: Stored<K>?, besides first: PreconditionFailure
  ) -> [PreconditionFailure] {
    let tentative = TentativeRegistry(reconciliation.registry)
    let author = reconciliation.author(of: candidate.manifest.id)
    var failures: [PreconditionFailure] = []
    var places: Set<NodePath> = [first.path]
    var object = before
    for _ in 0..<OperationRunner.limit {
      guard let operation = K.route(from: object, to: candidate.spec) else { break }
      var act = act(on: object ?? .blank(for: candidate), for: candidate, by: author, in: tentative)
      var isHindered = false
      for stage in operation.stages {
        switch stage {
        case .emits, .expects: continue
        case .takes(let fields): fields.copy(from: act.desired, to: &act.object.spec)
        case .does(let effect): effect(&act)
        case .requires(let precondition) where precondition.unreachable != nil: continue
        case .requires(let precondition):
          guard let failure = PreconditionFailure(precondition.check(act), of: precondition, in: operation) else {
            continue
          }
          isHindered = true
          if places.insert(failure.path).inserted { failures.append(failure) }
        }
      }
      // The effect may need just what is missing, and an operation without a fault reduces the difference.
      if isHindered, object?.node == act.object.node { break }
      object = act.object
    }
    return failures
  }
}

extension Stored where K: ResourceKind {
  /// The object before its creation.
  static func blank(for candidate: Candidate<K>) -> Stored {
    var metadata = candidate.metadata
    metadata.id = nil
    return Stored(metadata: metadata, spec: candidate.spec)
  }
}
