import Model
import Source

/// Makes the outcome of a pass from its journal.
struct OutcomeBuilder {
  private let reconciliation: Reconciliation
  private let journal: [JournalEntry]

  init(_ reconciliation: Reconciliation, journal: [JournalEntry]) {
    self.reconciliation = reconciliation
    self.journal = journal
  }

  private var catalog: Catalog { reconciliation.catalog }
  private var registry: WorkingRegistry { reconciliation.registry }
  private var state: State { reconciliation.state }

  /// Makes the outcome of the pass.
  ///
  /// - Parameters:
  ///   - invalid: objects whose manifests are faulty, without those that operations rejected.
  ///   - renamed: objects whose new manifests are not applied because they are renames.
  ///   - diagnostics: the diagnostics that were found before the operations.
  ///   - refusal: the reason why the run must be refused.
  ///   - kept: objects whose manifests are gone and that are not removed.
  func outcome(
    of desired: Desired, invalid: Set<ObjectID>, renamed: Set<ObjectID>, diagnostics: [Diagnostic],
    refusal: RunRefusal?, kept: [UndeclaredObject]
  ) -> Outcome {
    var changes: [Change] = []
    var events: [AuditEvent] = []
    var objects: [ObjectID: Node] = [:]
    var signatures: [ObjectID: SigningRequest] = [:]
    var rejected: [ObjectID: StoredRejection] = [:]
    var faulty = invalid.union(renamed)
    var diagnostics = diagnostics
    var descriptions = descriptions[...]
    var latest: [ObjectID: Int] = [:]
    for entry in journal {
      switch entry {
      case .applied(let applied):
        let description = descriptions.popFirst()
        changes.append(change(applied, fields: description?.fields ?? []))
        events += applied.events
        // Of two entries of one object the one that was made later is stored, whatever the order of the journal.
        guard applied.sequence >= latest[applied.object] ?? 0 else { continue }
        latest[applied.object] = applied.sequence
        signatures[applied.object] = applied.signature
        objects[applied.object] = description?.node
      case .rejected(let manifest):
        faulty.insert(manifest.manifest.id)
        if !invalid.contains(manifest.manifest.id) { diagnostics += manifest.diagnostics }
        guard !manifest.events.isEmpty else { continue }
        let rejection = rejection(manifest)
        if state.rejected[rejection.object]?.isSame(content: rejection.content, codes: rejection.codes) == true {
          continue
        }
        rejected[rejection.object] = rejection
        events += manifest.events
      }
    }
    diagnostics += WarningChecks(reconciliation).diagnostics(for: desired, except: faulty)
    let declared = Set(desired.manifests.map(\.id))
    let cleared = state.rejected.keys.filter { id in
      declared.contains(id) ? !faulty.contains(id) : desired.unreadable.isEmpty
    }
    let reported = reported(in: diagnostics.filter { !isForNewOnly($0, except: faulty) }, keeping: kept)
    return Outcome(
      changes: changes, events: events, diagnostics: Array(Set(diagnostics)).sorted(),
      summary: summary(
        of: changes, declared: declared, faulty: faulty, unreadable: desired.unreadable.count),
      objects: objects,
      lookups: lookups.merging(edits(from: state.reported, to: reported)) { first, _ in first }
        .merging(edits(from: state.attached, to: desired.attachedFiles)) { first, _ in first }, signatures: signatures,
      rejected: rejected,
      cleared: cleared.sorted { ExactString.precedes($0.description, $1.description) },
      sequences: sequences, counts: reconciliation.counts(), nextDeadline: nextDeadline,
      faults: faulty.count + desired.unreadable.count,
      refusal: refusal, touched: authored.union(rejected.keys))
  }

  /// The stored forms and differences of all changed objects, in the journal's order.
  private var descriptions: [AppliedChange.Description] {
    if reconciliation.request.tellsFaultsOnly { return [] }
    let applied = journal.compactMap { entry in if case .applied(let applied) = entry { applied } else { nil } }
    return reconciliation.instruments.map(applied) { $0.describe() }
  }

  /// The objects that changed because an author asked for it.
  private var authored: Set<ObjectID> {
    Set(
      journal.compactMap { entry in
        if case .applied(let applied) = entry, !applied.isSystem { applied.object } else { nil }
      })
  }

  private func change(_ applied: AppliedChange, fields: [FieldChange]) -> Change {
    Change(
      object: applied.object, action: applied.action, operations: applied.operations, fields: fields,
      generated: applied.generated, events: applied.events.map { $0.definition.name.id }, source: applied.source,
      provenance: applied.isSystem ? nil : reconciliation.request.provenance[applied.object])
  }

  /// Counts each object once.
  private func summary(
    of changes: [Change], declared: Set<ObjectID>, faulty: Set<ObjectID>, unreadable: Int
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
    summary.faulty = faulty.count + unreadable
    summary.unchanged = declared.subtracting(counted).count
    if let scope = reconciliation.scope {
      // A change of one object may change another whose manifest was not read.
      let followers = Set(changes.map(\.object)).filter { !declared.contains($0) && !scope.formerObjects.contains($0) }
      summary.unchanged += max(0, reconciliation.objectsOutside - followers.count)
    }
    return summary
  }

  private func rejection(_ rejected: RejectedManifest) -> StoredRejection {
    let manifest = rejected.manifest
    let content = manifest.content(by: reconciliation.instruments)
    let codes = Array(Set(rejected.answer.compactMap(\.code))).sorted { ExactString.precedes($0, $1) }
    let errors = rejected.answer.map { (code: $0.code, message: $0.message) }
    let node = Node.object([
      "formatVersion": .integer(1),
      "kind": .text(manifest.id.kind),
      "metadata": manifest.root["metadata"] ?? .null,
      "content": .text(content),
      "codes": .list(codes.map { .text($0) }),
      "diagnostics": .list(rejected.diagnostics.prefix(DiagnosticList.limit).map { $0.node(places: false) }),
      "response": Envelope.failure(rejected.envelope, at: reconciliation.run.time, errors: errors),
      "provenance": reconciliation.request.provenance[manifest.id]?.node ?? .null,
      "serial": .integer(state.serial + 1),
    ])
    return StoredRejection(object: manifest.id, content: content, codes: codes, node: node)
  }

  private var sequences: [ExactString: Int] {
    var numbers = state.sequences
    for kind in catalog.kinds { numbers[ExactString(kind.prefix)] = lastNumber(kind) }
    return numbers
  }

  private func lastNumber<K: ResourceKind>(_ kind: K.Type) -> Int? { registry.workingObjects(kind).lastNumber }

  /// Whether a warning is about an object only while it is new, and the object is no longer new after this run.
  private func isForNewOnly(_ diagnostic: Diagnostic, except faulty: Set<ObjectID>) -> Bool {
    guard let object = diagnostic.object, !faulty.contains(object), let kind = catalog.kind(named: object.kind) else {
      return false
    }
    return kind.rulesForNewOnly.contains(diagnostic.rule)
  }

  /// The files that the next run reads although they do not change.
  private func reported(in diagnostics: [Diagnostic], keeping kept: [UndeclaredObject]) -> Set<Lookup> {
    let files = Set(diagnostics.compactMap { $0.location?.file }.map { ExactString($0) })
    var reported = Set(files.map { Lookup(index: Lookup.reportedFiles, value: $0, object: "") })
    for old in kept {
      reported.insert(
        Lookup(index: Lookup.reportedFiles, value: ExactString(old.source), object: old.id.description))
    }
    return reported
  }

  private func edits(from before: Set<Lookup>, to after: Set<Lookup>) -> [Lookup: Bool] {
    Dictionary(uniqueKeysWithValues: before.symmetricDifference(after).map { ($0, after.contains($0)) })
  }

  private var lookups: [Lookup: Bool] {
    catalog.kinds.reduce(into: [:]) { changes, kind in changes.merge(lookups(kind)) { first, _ in first } }
  }

  private func lookups<K: ResourceKind>(_ kind: K.Type) -> [Lookup: Bool] {
    registry.workingObjects(kind).lookupChanges
  }

  private var nextDeadline: Instant? {
    func deadline<K: ResourceKind>(_ kind: K.Type) -> Instant? { registry.workingObjects(kind).nextDeadline }
    return catalog.kinds.compactMap { deadline($0) }.min()
  }
}

extension ResourceKind {
  /// The ids of the rules that only new objects must satisfy.
  fileprivate static var rulesForNewOnly: [String] { rules.filter(\.isForNewOnly).map(\.id) }
}
