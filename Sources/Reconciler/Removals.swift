import Model
import Source

/// A stored object whose manifest is gone.
struct Vanished {
  let id: ObjectID
  let source: String
  let isProtected: Bool
}

extension Reconciliation {
  /// The live objects that no manifest declares any more, kinds in catalogue order, then by the path of the manifest.
  func vanished(from desired: Desired) -> [Vanished] {
    let declared = Set(desired.manifests.map(\.id))
    return catalog.kinds.flatMap { kind in vanished(kind, declared, desired) }
  }

  private func vanished<K: ResourceKind>(
    _ kind: K.Type, _ declared: Set<ObjectID>, _ desired: Desired
  ) -> [Vanished] {
    registry.known(kind)
      .compactMap { object in
        guard let source = object.record.source, !declared.contains(object.identity),
          desired.covers(object.identity, from: source)
        else {
          return nil
        }
        return Vanished(id: object.identity, source: source, isProtected: object.metadata.protected)
      }
      .sorted { ExactString.precedes($0.source, $1.source) }
  }

  /// Live objects by kind, as they are before anything is applied.
  func liveCounts() -> [String: Int] {
    Dictionary(uniqueKeysWithValues: catalog.kinds.map { kind in (kind.name, liveCount(kind)) })
  }

  private func liveCount<K: ResourceKind>(_ kind: K.Type) -> Int {
    let working = registry.workingObjects(kind)
    return working.isPartial ? state.live[K.name] ?? 0 : working.liveCount
  }

  /// Why the removals must not be made: too many of a kind, a protected object, or an empty registry folder.
  func refusal(_ removals: [ObjectID], isEmpty: Bool, live: [String: Int], allowed: Int?) -> RunRefusal? {
    if isEmpty, live.values.contains(where: { $0 > 0 }) {
      return RunRefusal(
        rule: "run.removals.empty", message: "The registry folder holds no manifest at all; nothing is removed",
        hint: "restore the manifests; an empty folder is taken for an accident")
    }
    let protected = removals.filter { isProtected($0) }
    if let first = protected.first {
      return RunRefusal(
        rule: "run.removals.protected", message: "The manifest of \(first) is gone, but the object is protected",
        hint: "restore the manifest; to remove it, first reconcile it with protected: false")
    }
    for kind in catalog.kinds {
      let count = removals.count { $0.kind == kind.name }
      let allowance = allowed ?? settings.registry.removals.allowance(live: live[kind.name] ?? 0)
      guard count > allowance else { continue }
      return RunRefusal(
        rule: "run.removals.limit",
        message:
          "\(count) of \(live[kind.name] ?? 0) \(kind.name) objects would be removed; \(allowance) are allowed in one run",
        hint: "if that is meant, run again with --allow-removals \(count)")
    }
    return nil
  }

  private func isProtected(_ id: ObjectID) -> Bool {
    guard let kind = catalog.kind(named: id.kind) else { return false }
    return isProtected(id, kind)
  }

  private func isProtected<K: ResourceKind>(_ id: ObjectID, _ kind: K.Type) -> Bool {
    registry.object(kind, named: id.name)?.metadata.protected ?? false
  }

  // MARK: Renames

  struct Renames {
    var diagnostics: [Diagnostic] = []
    /// Vanished objects that are not removed.
    var objects: Set<ObjectID> = []
    /// New manifests that are not applied.
    var candidates: Set<ObjectID> = []
  }

  /// Finds new manifests that carry the id or the unique name of an object whose manifest vanished.
  func renames(_ vanished: [Vanished], _ checked: ValidationResult) -> Renames {
    var renames = Renames()
    for kind in catalog.kinds { findRenames(kind, vanished.filter { $0.id.kind == kind.name }, &renames) }
    return renames
  }

  private func findRenames<K: ResourceKind>(_ kind: K.Type, _ vanished: [Vanished], _ renames: inout Renames) {
    if vanished.isEmpty { return }
    let claims = VanishedClaims<K>(vanished, registry)
    let working = registry.workingObjects(kind)
    working.candidates = working.candidates.filter { !noteRename(by: $0, claims, &renames) }
    // A rename with a fault beside it must not end the old object's life either.
    for candidate in working.faulty { _ = noteRename(by: candidate, claims, &renames) }
  }

  /// Tells whether the manifest is a vanished object under another name, and keeps that object then.
  private func noteRename<K: ResourceKind>(
    by candidate: Candidate<K>, _ claims: VanishedClaims<K>, _ renames: inout Renames
  ) -> Bool {
    guard registry.object(K.self, named: candidate.metadata.name) == nil, let old = claims.object(renamedBy: candidate)
    else { return false }
    let place = candidate.manifest.location(of: "metadata.name")
    renames.objects.insert(old.id)
    renames.candidates.insert(candidate.manifest.id)
    renames.diagnostics.append(
      Diagnostic(
        rule: "manifest.renamed", message: "\(candidate.manifest.id) looks like \(old.id.name) under another name",
        location: place, object: candidate.manifest.id, path: "metadata.name",
        hint: "a name never changes: go back to \(old.id.name), or remove that object in a change of its own first",
        notes: [.init("declared here until now", at: SourceLocation(file: old.source, mark: .none))]))
    renames.diagnostics.append(
      Diagnostic(
        rule: "manifest.renamed",
        message: "The manifest of \(old.id) vanished while \(candidate.metadata.name) took its place",
        location: SourceLocation(file: old.source, mark: .none), object: old.id,
        hint: "nothing is removed until the rename is undone",
        notes: [.init("the new manifest", at: place)]))
    return true
  }
}

/// The ids and unique names of the objects of a kind whose manifests vanished.
///
/// Made once for all new manifests: comparing each of them with each vanished object would take time that grows with the
/// product of both numbers.
struct VanishedClaims<K: ResourceKind> {
  private let vanished: [Vanished]
  /// Positions among the vanished objects, the first of those that have the id or the value.
  private var ids: [ExactString: Int] = [:]
  private var values: [String: [ExactString: Int]] = [:]
  /// How many ids and values were compared, for tests.
  private(set) var entryCount = 0

  init(_ vanished: [Vanished], _ registry: WorkingRegistry) {
    self.vanished = vanished
    for (position, old) in vanished.enumerated() {
      guard let object = registry.object(K.self, named: old.id.name) else { continue }
      ids.merge([ExactString(object.id): position]) { first, _ in first }
      entryCount += 1
      for index in K.indexes where index.tellsRenames {
        for value in index.values(object) {
          values[index.name, default: [:]].merge([value: position]) { first, _ in first }
          entryCount += 1
        }
      }
    }
  }

  /// The first vanished object whose id or unique name a new manifest has.
  func object(renamedBy candidate: Candidate<K>) -> Vanished? {
    var positions = candidate.metadata.id.map { [ids[ExactString($0)]] } ?? []
    for index in K.indexes where index.tellsRenames {
      positions += index.claims(candidate.spec).map { values[index.name]?[$0] }
    }
    return positions.compactMap { $0 }.min().map { vanished[$0] }
  }
}
