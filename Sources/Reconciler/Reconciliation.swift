package import Model
package import Source

/// One pass from desired and stored to the outcome; made for one run and thrown away.
///
/// Holds what the stages share. It knows no kind by name: the catalogue brings them, in the order in which objects
/// must exist.
final class Reconciliation {
  let catalog: Catalog
  let settings: Settings
  let instruments: Instruments
  let state: State
  let cache: PassCache
  let registry: WorkingRegistry
  /// Where the present content of changed manifests came from, as far as it is known.
  let provenance: [ObjectID: Provenance]
  let tellsFaultsOnly: Bool
  private let definitions: [EventKey: EventDefinition]
  /// Every manifest whose kind and name are known and that is declared once.
  var manifests: [ObjectID: Manifest] = [:]
  /// The part of the registry that the manifests are; nil for all of it.
  var scope: Desired.Scope?
  var journal: [JournalEntry] = []
  /// Manifests that an operation turned down so far; they join the journal once nothing more can change.
  var rejected = RejectedManifests()
  /// How often a manifest was tried: the measure of a run's work, for tests.
  var attempts = 0

  private struct EventKey: Hashable {
    let module: String
    let name: EventName
  }

  init(_ request: ReconcileRequest, state: State, _ cache: PassCache = PassCache()) throws(StateDamage) {
    catalog = request.catalog
    settings = request.settings
    instruments = request.instruments
    self.state = state
    self.cache = cache
    provenance = request.provenance
    tellsFaultsOnly = request.tellsFaultsOnly
    registry = WorkingRegistry(run: request.run, instruments.certificates)
    var definitions: [EventKey: EventDefinition] = [:]
    for definition in catalog.events() {
      definitions[EventKey(module: definition.module, name: definition.name)] = definition
    }
    self.definitions = definitions
    try registry.load(state, catalog, instruments, cache)
  }

  var run: Run { registry.run }

  /// Whether the object has a manifest, among those of this run or in a file that it does not read.
  func hasManifest(_ object: Stored<some ResourceKind>) -> Bool {
    guard let source = object.record.source else { return false }
    if manifests[object.identity] != nil { return true }
    return scope.map { !$0.covers(object.identity, from: source) } ?? false
  }

  func definition(_ name: EventName, in module: EventModule) -> EventDefinition {
    guard let definition = definitions[EventKey(module: module.name, name: name)] else {
      preconditionFailure("the event \(name.id) must be in the catalogue of module \(module.name)")
    }
    return definition
  }
}

/// Everything a pass needs beside the stored state and the manifests.
package struct ReconcileRequest {
  package var catalog: Catalog
  package var settings: Settings
  package var run: Run
  package var instruments: Instruments
  package var provenance: [ObjectID: Provenance]
  /// The largest number of removals allowed per kind, in place of the registry's limit.
  package var allowedRemovals: Int?
  /// Whether only faults are asked for: changes then name no fields, and the outcome must not be recorded.
  package var tellsFaultsOnly = false

  package init(
    catalog: Catalog, settings: Settings, run: Run, instruments: Instruments,
    provenance: [ObjectID: Provenance] = [:], allowedRemovals: Int? = nil
  ) {
    self.catalog = catalog
    self.settings = settings
    self.run = run
    self.instruments = instruments
    self.provenance = provenance
    self.allowedRemovals = allowedRemovals
  }
}

/// What a run made of one object.
struct AppliedChange: Sendable {
  let object: ObjectID
  let action: Change.Action
  /// Whether nobody but time asked for it.
  let isSystem: Bool
  let operations: [String]
  let generated: [NodePath]
  let events: [AuditEvent]
  let source: SourceLocation?
  /// How many objects were settled before: of two entries of one object the later one is what is stored.
  let sequence: Int
  let signature: SigningRequest?
  /// Works out what is to be stored and shown; costly, and independent of everything else.
  let describe: @Sendable () -> Description

  struct Description: Sendable {
    let fields: [FieldChange]
    /// The object's new stored form.
    let node: Node
  }
}

/// What happened to one object, in the order in which it happened.
enum JournalEntry {
  case applied(AppliedChange)
  case refused(RejectedManifest)

  var object: ObjectID {
    switch self {
    case .applied(let applied): return applied.object
    case .refused(let refused): return refused.manifest.id
    }
  }

  /// The manifest's place; nil for what no manifest asked for.
  var place: SourceLocation? {
    switch self {
    case .applied(let applied): return applied.source
    case .refused(let refused): return refused.manifest.location
    }
  }

  var isRemoval: Bool {
    if case .applied(let applied) = self { return applied.action == .remove }
    return false
  }
}

extension Reconciliation {
  /// Puts the journal in the order in which plans and ledgers tell it: kinds in catalogue order, each by the places of
  /// its manifests and then, by name, what has none; removals last, as they were made.
  ///
  /// What happened may have come in another order: a manifest that another one had kept from its name is tried again.
  func sortJournal() {
    let ranks = Dictionary(uniqueKeysWithValues: catalog.kinds.enumerated().map { ($1.name, $0) })
    let lives = journal.filter { !$0.isRemoval }.sorted { left, right in
      let (leftRank, rightRank) = (ranks[left.object.kind] ?? 0, ranks[right.object.kind] ?? 0)
      if leftRank != rightRank { return leftRank < rightRank }
      switch (left.place, right.place) {
      case (let left?, let right?): return left < right
      case (nil, nil): return ExactString.precedes(left.object.name, right.object.name)
      case (let place, _): return place != nil
      }
    }
    journal = lives + journal.filter(\.isRemoval)
  }
}

/// A manifest that an operation turned down.
struct RejectedManifest {
  let manifest: Manifest
  /// What the operation answers, first; then what else would be answered once that is mended.
  let diagnostics: [Diagnostic]
  /// How many of the diagnostics are the answer.
  let answerCount: Int
  /// The failing operation's request and failure events; empty when the documents audit nothing here.
  let events: [AuditEvent]
  let envelope: String

  /// The diagnostics that the operation answers with.
  var answer: ArraySlice<Diagnostic> { diagnostics.prefix(answerCount) }
}
