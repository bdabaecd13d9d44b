import Model
import Source

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

/// Rejected manifests, and what would have to change before another attempt could end otherwise.
///
/// A manifest is tried again only when something changed that its last attempt looked at. So the work of a run follows
/// the changes, however many manifests are rejected, and in the end every rejection is what the next run would say.
struct RejectedManifests {
  private(set) var entries: [ObjectID: RejectedManifest] = [:]
  /// May hold manifests that were accepted meanwhile, or that no longer depend on it.
  private var dependents: [Dependency: Set<ObjectID>] = [:]
  /// Manifests to be tried again, by kind.
  private var due: [String: Set<ObjectID>] = [:]

  var isEmpty: Bool { entries.isEmpty }

  /// Whether any manifest is to be tried again.
  var hasDue: Bool { due.contains { !$0.value.isEmpty } }

  subscript(id: ObjectID) -> RejectedManifest? { entries[id] }

  /// Keeps a rejection, in place of an earlier one of the same manifest.
  mutating func insert(_ rejected: RejectedManifest, dependingOn dependencies: Set<Dependency>) {
    let id = rejected.manifest.id
    entries[id] = rejected
    due[id.kind]?.remove(id)
    for dependency in dependencies { dependents[dependency, default: []].insert(id) }
  }

  /// Forgets the rejection of a manifest that was accepted.
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

  /// Takes the manifests of one kind that are to be tried again.
  mutating func takeDue(ofKind kind: String) -> Set<ObjectID> {
    due.removeValue(forKey: kind) ?? []
  }
}
