import Model
import Source

extension Reconciliation {
  /// Gathers what the journal says.
  func outcome(
    _ desired: Desired, _ checked: ValidationResult, faults diagnostics: [Diagnostic], renamed: Set<ObjectID>,
    refusal: RunRefusal?
  ) -> Outcome {
    var changes: [Change] = []
    var events: [AuditEvent] = []
    var objects: [ObjectID: Node] = [:]
    var signatures: [ObjectID: SigningRequest] = [:]
    var rejected: [ObjectID: StoredRejection] = [:]
    var faulty = checked.faulty.union(renamed)
    var diagnostics = diagnostics
    var descriptions = descriptions[...]
    var latest: [ObjectID: Int] = [:]
    for entry in journal {
      switch entry {
      case .applied(let applied):
        let description = descriptions.popFirst()
        changes.append(change(applied, description?.fields ?? []))
        events += applied.events
        // Of two entries the later one is what is stored, wherever it comes in the order that plans tell.
        guard applied.sequence >= latest[applied.object] ?? 0 else { continue }
        latest[applied.object] = applied.sequence
        signatures[applied.object] = applied.signature
        objects[applied.object] = description?.node
      case .refused(let refused):
        faulty.insert(refused.manifest.id)
        if !checked.faulty.contains(refused.manifest.id) { diagnostics += refused.diagnostics }
        guard !refused.events.isEmpty else { continue }
        let rejection = rejection(refused)
        if state.rejected[rejection.object]?.says(rejection.content, rejection.codes) == true { continue }
        rejected[rejection.object] = rejection
        events += refused.events
      }
    }
    diagnostics += warnings(desired, except: faulty)
    let declared = Set(desired.manifests.map(\.id))
    let cleared = state.rejected.keys.filter { id in
      declared.contains(id) ? !faulty.contains(id) : desired.unreadable.isEmpty
    }
    return Outcome(
      changes: changes, events: events, diagnostics: Array(Set(diagnostics)).sorted(),
      summary: summary(changes, declared, faulty, desired), objects: objects,
      lookups: lookups, signatures: signatures, rejected: rejected,
      cleared: cleared.sorted { ExactString.precedes($0.description, $1.description) },
      sequences: sequences, live: live, nextDeadline: nextDeadline, faults: faulty.count + desired.unreadable.count,
      refusal: refusal, touched: authored.union(rejected.keys))
  }

  /// What is to be stored and shown of every object that changed, in the journal's order.
  private var descriptions: [AppliedChange.Description] {
    if tellsFaultsOnly { return [] }
    let applied = journal.compactMap { entry in if case .applied(let applied) = entry { applied } else { nil } }
    return instruments.map(applied) { $0.describe() }
  }

  /// The objects that changed because somebody wished it.
  private var authored: Set<ObjectID> {
    Set(
      journal.compactMap { entry in
        if case .applied(let applied) = entry, !applied.isSystem { applied.object } else { nil }
      })
  }

  private func change(_ applied: AppliedChange, _ fields: [FieldChange]) -> Change {
    Change(
      object: applied.object, action: applied.action, operations: applied.operations, fields: fields,
      generated: applied.generated, events: applied.events.map { $0.definition.name.id }, source: applied.source,
      provenance: applied.isSystem ? nil : provenance[applied.object])
  }

  /// Counts each object once.
  private func summary(
    _ changes: [Change], _ declared: Set<ObjectID>, _ faulty: Set<ObjectID>, _ desired: Desired
  ) -> Outcome.Summary {
    var summary = Outcome.Summary()
    var counted: Set<ObjectID> = faulty
    for change in changes where counted.insert(change.object).inserted {
      switch change.action {
      case .create: summary.create += 1
      case .update: summary.update += 1
      case .remove: summary.remove += 1
      }
    }
    summary.reject = faulty.count + desired.unreadable.count
    summary.unchanged = declared.subtracting(counted).count
    if let scope = desired.scope {
      // An object may follow another one, although its own manifest was not read.
      let followers = Set(changes.map(\.object)).filter { !declared.contains($0) && !scope.former.contains($0) }
      summary.unchanged += max(0, scope.objectsOutside - followers.count)
    }
    return summary
  }

  private func rejection(_ refused: RejectedManifest) -> StoredRejection {
    let manifest = refused.manifest
    let content = manifest.content(instruments)
    let codes = Array(Set(refused.answer.compactMap(\.code))).sorted { ExactString.precedes($0, $1) }
    let errors = refused.answer.map { (code: $0.code, message: $0.message) }
    let node = Node.object([
      "formatVersion": .integer(1),
      "kind": .text(manifest.id.kind),
      "metadata": manifest.root["metadata"] ?? .null,
      "content": .text(content),
      "codes": .list(codes.map { .text($0) }),
      "diagnostics": .list(refused.diagnostics.prefix(DiagnosticList.limit).map { $0.node(places: false) }),
      "response": Envelope.failure(refused.envelope, at: run.time, errors),
      "provenance": provenance[manifest.id]?.node ?? .null,
      "serial": .integer((state.header?.serial ?? 0) + 1),
    ])
    return StoredRejection(object: manifest.id, content: content, codes: codes, node: node)
  }

  private var sequences: [ExactString: Int] {
    var numbers = state.header?.sequences ?? [:]
    for kind in catalog.kinds { numbers[ExactString(kind.prefix)] = lastNumber(kind) }
    return numbers
  }

  private func lastNumber<K: ResourceKind>(_ kind: K.Type) -> Int? { registry.workingObjects(kind).lastNumber }

  private var live: [String: Int] {
    func count<K: ResourceKind>(_ kind: K.Type) -> Int {
      let working = registry.workingObjects(kind)
      return working.isPartial ? (state.live[K.name] ?? 0) + working.liveChange : working.liveCount
    }
    return Dictionary(
      uniqueKeysWithValues: catalog.kinds.filter { $0.storage == .shards }.map { ($0.name, count($0)) }
        .filter { $0.1 > 0 })
  }

  private var lookups: [Lookup: Bool] {
    catalog.kinds.reduce(into: [:]) { changes, kind in changes.merge(lookups(kind)) { first, _ in first } }
  }

  private func lookups<K: ResourceKind>(_ kind: K.Type) -> [Lookup: Bool] {
    registry.workingObjects(kind).lookupChanges
  }

  private var nextDeadline: Instant? { catalog.kinds.compactMap { deadline($0) }.min() }

  private func deadline<K: ResourceKind>(_ kind: K.Type) -> Instant? {
    registry.workingObjects(kind).objects.values.compactMap { K.deadline(of: $0) }.min()
  }
}
