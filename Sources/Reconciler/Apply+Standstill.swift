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

  /// Refuses a manifest whose shape is wrong in ways that the documents audit: each operation that checks for one of
  /// them tells of its request and its failure.
  func refuse<K: ResourceKind>(_ refusable: Refusable, as kind: K.Type) {
    let stored = registry.object(kind, named: refusable.manifest.id.name)
    guard let operations = K.operations(auditing: refusable.rules, isNew: stored == nil), let first = operations.first
    else { preconditionFailure("the breach of \(refusable.rules) must be an operation's to report") }
    // Nothing but another manifest can change what is wrong with this one's shape.
    rejected.insert(
      RejectedManifest(
        manifest: refusable.manifest, diagnostics: refusable.diagnostics, answerCount: refusable.diagnostics.count,
        events: operations.flatMap { events(of: $0, refusing: refusable, stored?.id) }, envelope: first.envelope),
      dependingOn: [])
  }

  /// What an operation tells until the first of the broken rules ends it.
  private func events<K: ResourceKind>(
    of operation: Operation<K>, refusing refusable: Refusable, _ reference: String?
  ) -> [AuditEvent] {
    var names: [EventName] = []
    stages: for stage in operation.stages {
      switch stage {
      case .emits(let name): names.append(name)
      case .expects(let rule, let failing) where refusable.rules.contains(rule):
        names.append(failing)
        break stages
      default: continue
      }
    }
    let object = refusable.manifest.id
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
  func refused(_ manifest: Manifest, _ refusals: [Refusal], _ events: [AuditEvent]) -> RejectedManifest {
    RejectedManifest(
      manifest: manifest, diagnostics: refusals.map { diagnostic($0, manifest) }, answerCount: 1, events: events,
      envelope: refusals[0].envelope)
  }

  private func diagnostic(_ refusal: Refusal, _ manifest: Manifest) -> Diagnostic {
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
