import Model
import Source

/// New manifests that declare existing objects under another name.
struct Renames {
  private(set) var diagnostics: [Diagnostic] = []
  /// The objects whose manifests are gone and that are not removed.
  private(set) var objects: Set<ObjectID> = []
  /// The objects of the new manifests, which are not applied.
  private(set) var candidates: Set<ObjectID> = []

  /// Finds new manifests with the id or the unique name of an object whose manifest is gone, and removes them from
  /// the candidates of the working objects.
  init(of undeclared: [UndeclaredObject], in reconciliation: Reconciliation) {
    for kind in reconciliation.catalog.kinds {
      find(kind, undeclared: undeclared.filter { $0.id.kind == kind.name }, registry: reconciliation.registry)
    }
  }

  private mutating func find<K: ResourceKind>(
    _ kind: K.Type, undeclared: [UndeclaredObject], registry: WorkingRegistry
  ) {
    if undeclared.isEmpty { return }
    let claims = UndeclaredClaims<K>(undeclared, registry: registry)
    let working = registry.workingObjects(kind)
    working.candidates = working.candidates.filter { !note($0, claims: claims, registry: registry) }
    // A rename that is faulty otherwise must not end the old object's life either.
    for candidate in working.faulty { _ = note(candidate, claims: claims, registry: registry) }
  }

  /// Tells whether the manifest declares an undeclared object under another name, and notes both in that case.
  private mutating func note<K: ResourceKind>(
    _ candidate: Candidate<K>, claims: UndeclaredClaims<K>, registry: WorkingRegistry
  ) -> Bool {
    guard registry.object(K.self, named: candidate.metadata.name) == nil, let old = claims.object(renamedBy: candidate)
    else { return false }
    let place = candidate.manifest.location(of: "metadata.name")
    objects.insert(old.id)
    candidates.insert(candidate.manifest.id)
    diagnostics.append(
      Diagnostic(
        rule: "manifest.renamed", message: "\(candidate.manifest.id) seems to be \(old.id.name) under another name",
        location: place, object: candidate.manifest.id, path: "metadata.name",
        hint: "a name never changes: go back to \(old.id.name), or first remove that object in a separate change",
        notes: [.init("declared here before", at: SourceLocation(file: old.source, mark: .none))]))
    diagnostics.append(
      Diagnostic(
        rule: "manifest.renamed",
        message: "The manifest of \(old.id) is missing, and \(candidate.metadata.name) seems to replace it",
        location: SourceLocation(file: old.source, mark: .none), object: old.id,
        hint: "nothing is removed until the rename is undone",
        notes: [.init("the new manifest", at: place)]))
    return true
  }
}

/// The ids and unique names of the objects of a kind whose manifests are gone.
///
/// It is made once for all new manifests: comparing each of them with each such object would take time proportional
/// to the product of both numbers.
struct UndeclaredClaims<K: ResourceKind> {
  private let undeclared: [UndeclaredObject]
  /// The positions among the undeclared objects, by id and by value; the first position if several have it.
  private var ids: [ExactString: Int] = [:]
  private var values: [String: [ExactString: Int]] = [:]
  /// The number of ids and values that were compared; for tests.
  private(set) var entryCount = 0

  init(_ undeclared: [UndeclaredObject], registry: WorkingRegistry) {
    self.undeclared = undeclared
    for (position, old) in undeclared.enumerated() {
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

  /// The first undeclared object whose id or unique name a new manifest has.
  func object(renamedBy candidate: Candidate<K>) -> UndeclaredObject? {
    var positions = candidate.metadata.id.map { [ids[ExactString($0)]] } ?? []
    for index in K.indexes where index.tellsRenames {
      positions += index.claims(candidate.spec).map { values[index.name]?[$0] }
    }
    return positions.compactMap { $0 }.min().map { undeclared[$0] }
  }
}
