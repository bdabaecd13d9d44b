import Model
import Source

// What happens to objects whose manifests do not bring them anywhere: time passes, manifests vanish or are refused.

extension Engine {

  /// Lets time act on every object that nothing else has brought up to date: a faulty manifest stops no deadline.
  func passTime<K: ResourceKind>(_ kind: K.Type) {
    for object in registry.known(kind) where K.due(object, at: run.time, in: registry) != nil {
      journal += passTime(object)
    }
  }

  private func passTime<K: ResourceKind>(_ before: Stored<K>) -> [JournalEntry] {
    let stillness = Candidate<K>(manifest: Manifest.standing(for: before), metadata: before.metadata, spec: before.spec)
    var object = before
    var journey = Journey()
    while let operation = K.due(object, at: run.time, in: registry) {
      guard case .arrived(let next) = perform(operation, on: object, stillness, by: .system, &journey) else {
        return []
      }
      object = next
    }
    return settle(object, before, journey, source: nil)
  }

  func remove<K: ResourceKind>(_ kind: K.Type, _ removals: [ObjectID]) {
    let kindRun = registry.kindRun(kind)
    for id in removals.reversed() where id.kind == K.name {
      guard let before = kindRun.object(named: id.name) else { continue }
      let stillness = Candidate<K>(
        manifest: Manifest.standing(for: before), metadata: before.metadata, spec: before.spec)
      let author = provenance[id]?.author ?? .unknown
      var object = before
      var journey = Journey()
      while let operation = K.route(from: object, to: nil) {
        guard case .arrived(let next) = perform(operation, on: object, stillness, by: author, &journey) else { break }
        object = next
      }
      object.record.source = nil
      journal += settle(object, before, journey, action: .remove, source: nil)
    }
  }

  /// Refuses a manifest whose shape is wrong in a way that the documents audit.
  func refuse<K: ResourceKind>(_ refusable: Refusable, as kind: K.Type) {
    let manifest = refusable.manifest
    let stored = registry.object(kind, named: manifest.id.name)
    guard let operation = K.operation(auditing: refusable.rule, isNew: stored == nil) else {
      preconditionFailure("the breach of \(refusable.rule) must be an operation's to report")
    }
    let provenance = provenance[manifest.id]
    var events: [AuditEvent] = []
    func emit(_ name: EventName) {
      events.append(
        AuditEvent(
          definition: definition(name, in: K.eventModule), module: K.eventModule, run: run,
          actor: provenance?.author ?? .unknown, reference: stored?.id, operation: operation.id, object: manifest.id,
          commit: provenance?.commit))
    }
    stages: for stage in operation.stages {
      switch stage {
      case .emits(let name): emit(name)
      case .expects(refusable.rule, let failing):
        emit(failing)
        break stages
      default: continue
      }
    }
    journal.append(
      .refused(
        Refused(
          manifest: manifest, diagnostics: refusable.diagnostics, events: events, envelope: operation.envelope)))
  }

  func refused(_ manifest: Manifest, _ refusal: Refusal, _ events: [AuditEvent]) -> Refused {
    var notes: [Diagnostic.Note] = []
    if let other = refusal.other {
      notes.append(.init("\(other) has it", at: location(of: other)))
    }
    if let note = refusal.note { notes.append(.init(note, at: nil)) }
    let diagnostic = Diagnostic(
      rule: refusal.rule, code: refusal.code, message: refusal.message,
      location: manifest.location(of: refusal.path), object: manifest.id, path: refusal.path, hint: refusal.hint,
      notes: notes)
    return Refused(
      manifest: manifest, diagnostics: [diagnostic], events: refusal.isAudited ? events : [],
      envelope: refusal.envelope)
  }
}

extension Engine {
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
