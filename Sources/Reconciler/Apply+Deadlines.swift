import Model
import Source

// What happens to objects whose manifests do not bring them anywhere: time passes, manifests vanish or are refused.

extension Reconciliation {

  /// Lets time act on every object that nothing else has brought up to date: a faulty manifest stops no deadline.
  func applyDeadlines<K: ResourceKind>(_ kind: K.Type) {
    for object in registry.known(kind) where K.due(object, at: run.time, in: registry) != nil {
      journal += applyDeadlines(object)
    }
  }

  private func applyDeadlines<K: ResourceKind>(_ before: Stored<K>) -> [JournalEntry] {
    let unchanged = Candidate<K>(manifest: Manifest.standing(for: before), metadata: before.metadata, spec: before.spec)
    var object = before
    var progress = StepProgress()
    while let operation = K.due(object, at: run.time, in: registry) {
      guard case .completed(let next) = perform(operation, on: object, unchanged, by: .system, &progress) else {
        return []
      }
      object = next
    }
    return store(object, before, progress, source: nil)
  }

  func remove<K: ResourceKind>(_ kind: K.Type, _ removals: [ObjectID]) {
    let working = registry.workingObjects(kind)
    for id in removals.reversed() where id.kind == K.name {
      guard let before = working.object(named: id.name) else { continue }
      let unchanged = Candidate<K>(
        manifest: Manifest.standing(for: before), metadata: before.metadata, spec: before.spec)
      let author = provenance[id]?.author ?? .unknown
      var object = before
      var progress = StepProgress()
      while let operation = K.route(from: object, to: nil) {
        guard case .completed(let next) = perform(operation, on: object, unchanged, by: author, &progress) else {
          break
        }
        object = next
      }
      object.record.source = nil
      journal += store(object, before, progress, action: .remove, source: nil)
    }
  }

  /// Refuses a manifest whose shape is wrong in ways that the documents audit: each operation that checks for one of
  /// them tells of its request and its failure.
  func refuse<K: ResourceKind>(_ invalid: InvalidManifest, as kind: K.Type) {
    let stored = registry.object(kind, named: invalid.manifest.id.name)
    guard let operations = K.operations(auditing: invalid.rules, isNew: stored == nil), let first = operations.first
    else { preconditionFailure("the breach of \(invalid.rules) must be an operation's to report") }
    // Nothing but another manifest can change what is wrong with this one's shape.
    rejected.insert(
      RejectedManifest(
        manifest: invalid.manifest, diagnostics: invalid.diagnostics, answerCount: invalid.diagnostics.count,
        events: operations.flatMap { events(of: $0, refusing: invalid, stored?.id) }, envelope: first.envelope),
      dependingOn: [])
  }

  /// What an operation tells until the first of the broken rules ends it.
  private func events<K: ResourceKind>(
    of operation: Operation<K>, refusing invalid: InvalidManifest, _ reference: String?
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
    let provenance = provenance[object]
    return names.map { name in
      AuditEvent(
        definition: definition(name, in: K.eventModule), module: K.eventModule, run: run,
        actor: provenance?.author ?? .unknown, reference: reference, operation: operation.id, object: object,
        commit: provenance?.commit)
    }
  }

  /// A manifest that an operation turned down.
  ///
  /// - Parameter refusals: the operation's, then those that would come after it; not empty.
  func refused(_ manifest: Manifest, _ refusals: [PreconditionFailure], _ events: [AuditEvent]) -> RejectedManifest {
    RejectedManifest(
      manifest: manifest, diagnostics: refusals.map { diagnostic($0, manifest) }, answerCount: 1, events: events,
      envelope: refusals[0].envelope)
  }

  private func diagnostic(_ refusal: PreconditionFailure, _ manifest: Manifest) -> Diagnostic {
    var notes: [Diagnostic.Note] = []
    if let other = refusal.other {
      notes.append(.init("\(other) has it", at: location(of: other)))
    }
    if let note = refusal.note { notes.append(.init(note, at: nil)) }
    return Diagnostic(
      rule: refusal.rule, code: refusal.code, message: refusal.message,
      location: manifest.location(of: refusal.path), object: manifest.id, path: refusal.path, hint: refusal.hint,
      notes: notes)
  }
}

extension Reconciliation {
  /// Where another object is declared: its manifest if it has one in this run, else the file it came from.
  func location(of object: ObjectID) -> SourceLocation? {
    if let manifest = manifests[object] { return manifest.location(of: "metadata.name") }
    guard let kind = catalog.kind(named: object.kind) else { return nil }
    return source(of: object, kind).map { SourceLocation(file: $0, mark: .none) }
  }

  private func source<K: ResourceKind>(of object: ObjectID, _ kind: K.Type) -> String? {
    registry.object(kind, named: object.name)?.record.source
  }
}

extension Manifest {
  /// Stands in for the manifest of an object that has none that counts.
  fileprivate static func standing<K: ResourceKind>(for stored: Stored<K>) -> Manifest {
    Manifest(
      id: stored.identity, location: SourceLocation(file: stored.record.source ?? "", mark: .none), root: .null,
      faults: [], attachments: .none)
  }
}
