import Model
import Source

/// A manifest that an operation rejected.
struct RejectedManifest {
  let manifest: Manifest
  /// The answer of the operation first, then the failures that would follow once those are fixed.
  let diagnostics: [Diagnostic]
  /// The number of diagnostics that are the answer.
  let answerCount: Int
  /// The request and failure events of the failing operation; empty if the documents audit nothing here.
  let events: [AuditEvent]
  let envelope: String

  /// The diagnostics with which the operation answers.
  var answer: ArraySlice<Diagnostic> { diagnostics.prefix(answerCount) }
}

/// Rejected manifests, and what would have to change before another attempt could have another result.
///
/// A manifest is tried again only if something changed that its last attempt depended on. So the work of a run is
/// proportional to the changes, however many manifests are rejected, and in the end every rejection is the same as in
/// the next run.
struct RejectedManifests {
  private(set) var entries: [ObjectID: RejectedManifest] = [:]
  /// The manifests that depend on a part of the registry; it may include some that were accepted since, or no longer
  /// depend on it.
  private var dependents: [Dependency: Set<ObjectID>] = [:]
  /// The manifests to be tried again, by kind.
  private var due: [String: Set<ObjectID>] = [:]

  var isEmpty: Bool { entries.isEmpty }

  /// Whether any manifest is to be tried again.
  var hasDue: Bool { due.contains { !$0.value.isEmpty } }

  subscript(id: ObjectID) -> RejectedManifest? { entries[id] }

  /// Keeps a rejection and replaces an earlier one of the same manifest.
  mutating func insert(_ rejected: RejectedManifest, dependingOn dependencies: Set<Dependency>) {
    let id = rejected.manifest.id
    entries[id] = rejected
    due[id.kind]?.remove(id)
    for dependency in dependencies { dependents[dependency, default: []].insert(id) }
  }

  /// Removes the rejection of a manifest that was accepted.
  mutating func remove(_ id: ObjectID) {
    entries[id] = nil
    due[id.kind]?.remove(id)
  }

  /// Marks the manifests that depend on what changed.
  mutating func note(_ changes: some Sequence<Dependency>) {
    if entries.isEmpty { return }
    for change in changes {
      for id in dependents.removeValue(forKey: change) ?? [] where entries[id] != nil {
        due[id.kind, default: []].insert(id)
      }
    }
  }

  /// Returns and unmarks the manifests of one kind that are to be tried again.
  mutating func takeDue(ofKind kind: String) -> Set<ObjectID> {
    due.removeValue(forKey: kind) ?? []
  }
}
