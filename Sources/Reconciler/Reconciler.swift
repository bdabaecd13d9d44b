package import Model
package import Source

/// The engine's one entry: from desired and stored to the outcome of a run.
///
/// Planning and reconciling both come through here; they differ only in the `Run` they bring. Nothing is read or
/// written: what the outcome says is made permanent by a `Recording`.
package enum Reconciler {
  /// The objects that are not at rest, whose origins a run will have to know: those that a manifest would change, those
  /// whose manifest is gone, and those whose manifest will be refused for a new reason.
  package static func needsProvenance(
    _ desired: Desired, _ state: State, _ request: ReconcileRequest, _ cache: PassCache
  ) throws(StateDamage) -> Set<ObjectID> {
    let reconciliation = try reconciliation(desired, state, request, cache)
    let checked = reconciliation.validate(desired)
    if let damage = reconciliation.registry.damage { throw damage }
    var needsProvenance = Set(checked.invalid.map(\.manifest.id)).union(
      reconciliation.vanished(from: desired).map(\.id))
    for kind in request.catalog.kinds { needsProvenance.formUnion(reconciliation.pending(kind)) }
    // What was refused before is most likely refused again, and is not asked about on every run.
    let standing = desired.manifests.filter { manifest in
      guard needsProvenance.contains(manifest.id), let rejection = state.rejected[manifest.id] else { return false }
      return ExactString.same(rejection.content, manifest.content(request.instruments))
    }
    return needsProvenance.subtracting(standing.map(\.id))
  }

  /// Carries out in memory what brings the stored state to the desired one.
  ///
  /// Throws if the stored state is not what a tool of this version can have written.
  package static func reconcile(
    _ desired: Desired, _ state: State, _ request: ReconcileRequest, _ cache: PassCache = PassCache()
  ) throws(StateDamage) -> Outcome {
    let reconciliation = try reconciliation(desired, state, request, cache)
    var checked = reconciliation.validate(desired)
    let vanished = reconciliation.vanished(from: desired)
    let renames = reconciliation.renames(vanished, checked)
    let removals = desired.unreadable.isEmpty ? vanished.filter { !renames.objects.contains($0.id) }.map(\.id) : []
    checked.invalid.removeAll { renames.candidates.contains($0.manifest.id) }
    let live = reconciliation.liveCounts()
    reconciliation.apply(checked, removals: removals)
    if let damage = reconciliation.registry.damage { throw damage }
    var remarks: [Diagnostic] = []
    if !desired.unreadable.isEmpty, !vanished.isEmpty {
      remarks.append(
        Diagnostic(
          .warning, rule: "run.removals.held", message: "Nothing is removed while manifests are unreadable",
          hint: "mend the unreadable files; objects whose manifests are still missing then are removed"))
    }
    return reconciliation.outcome(
      desired, checked, faults: checked.diagnostics + renames.diagnostics + remarks, renamed: renames.candidates,
      refusal: desired.unreadable.isEmpty
        ? reconciliation.refusal(removals, isEmpty: desired.isEmpty, live: live, allowed: request.allowedRemovals)
        : nil)
  }

  private static func reconciliation(
    _ desired: Desired, _ state: State, _ request: ReconcileRequest, _ cache: PassCache
  ) throws(StateDamage) -> Reconciliation {
    let reconciliation = try Reconciliation(request, state: state, cache)
    for manifest in desired.manifests { reconciliation.manifests[manifest.id] = manifest }
    reconciliation.scope = desired.scope
    // Of a kind that is not all here, what stood in the changed files before may have vanished.
    for kind in request.catalog.kinds { reconciliation.meet(desired.scope?.former ?? [], kind) }
    return reconciliation
  }
}

/// What a run has done in memory: the new state, the audit events, the responses and the refusals.
package struct Outcome: Sendable {
  package struct Summary: Hashable, Sendable {
    package var create = 0
    package var update = 0
    package var remove = 0
    package var unchanged = 0
    package var reject = 0
  }

  /// In the order of the steps.
  package internal(set) var changes: [Change]
  /// In the order in which they happened; those of manifests refused before for the same reasons are left out.
  package let events: [AuditEvent]
  /// Sorted; all of them, of which `DiagnosticList` shows the most important.
  package internal(set) var diagnostics: [Diagnostic]
  package let summary: Summary
  /// New stored forms of changed objects.
  package internal(set) var objects: [ObjectID: Node]
  /// What becomes of the look-ups of large kinds: true for those that are new, false for those that go.
  let lookups: [Lookup: Bool]
  /// Signatures that stored forms still wait for.
  package internal(set) var signatures: [ObjectID: SigningRequest]
  /// Rejected files to write.
  package internal(set) var rejected: [ObjectID: StoredRejection]
  /// Rejected files to delete: their manifests are fixed or gone.
  package let cleared: [ObjectID]
  package let sequences: [ExactString: Int]
  /// How many objects of each large kind have a manifest now.
  package let live: [String: Int]
  package let nextDeadline: Instant?
  /// Number of faulty manifests.
  package let faults: Int
  /// Why the run must not be carried out.
  package internal(set) var refusal: RunRefusal?
  /// Objects and manifests whose provenance the outcome depends on: what somebody changed or was refused.
  package let touched: Set<ObjectID>

  package var changesNothing: Bool { changes.isEmpty && rejected.isEmpty && cleared.isEmpty }
}

/// Why a run declines, changing nothing.
package struct RunRefusal: Hashable, Sendable {
  package let rule: String
  package let message: String
  package let hint: String

  package init(rule: String, message: String, hint: String) {
    self.rule = rule
    self.message = message
    self.hint = hint
  }
}

extension Reconciliation {
  fileprivate func meet<K: ResourceKind>(_ ids: [ObjectID], _ kind: K.Type) {
    for id in ids where id.kind == K.name { _ = registry.object(kind, named: id.name) }
  }

  /// The objects of a kind that good manifests would change.
  fileprivate func pending<K: ResourceKind>(_ kind: K.Type) -> [ObjectID] {
    registry.workingObjects(kind).candidates.filter { !$0.isUpToDate }.map(\.manifest.id)
  }
}
