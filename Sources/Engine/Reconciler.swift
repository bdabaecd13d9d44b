package import Model
package import Source

/// The entry point of the engine: computes the outcome of a run from desired and stored state.
///
/// Planning and reconciling both call it, and differ only in the `Run` that they give. It reads and writes no files:
/// an outcome becomes permanent when it is recorded.
package enum Reconciler {
  /// Returns the objects whose provenance is needed: those that a manifest would change, those whose manifest is
  /// gone, and those whose manifest will be rejected for a new reason.
  ///
  /// - Throws: The reason why the stored state cannot be what this program wrote.
  package static func needsProvenance(
    _ desired: Desired, over state: State, request: ReconcileRequest, cache: PassCache
  ) throws(StateDamage) -> Set<ObjectID> {
    let reconciliation = try reconciliation(of: desired, over: state, request: request, cache: cache)
    let findings = ManifestChecks(reconciliation).findings(in: desired)
    if let damage = reconciliation.registry.damage { throw damage }
    var pending = Set(findings.invalid.map(\.manifest.id))
    pending.formUnion(Removals(reconciliation).undeclared(by: desired).map(\.id))
    for kind in request.catalog.kinds { pending.formUnion(reconciliation.registry.pending(kind)) }
    // A manifest that was rejected before will most likely be rejected again, so its provenance is not needed.
    let standing = desired.manifests.filter { manifest in
      guard pending.contains(manifest.id), let rejection = state.rejected[manifest.id] else { return false }
      return ExactString.same(rejection.content, manifest.content(by: request.instruments))
    }
    return pending.subtracting(standing.map(\.id))
  }

  /// Carries out in memory the operations that bring the stored state to the desired one.
  ///
  /// - Throws: The reason why the stored state cannot be what this program wrote.
  package static func reconcile(
    _ desired: Desired, over state: State, request: ReconcileRequest, cache: PassCache = PassCache()
  ) throws(StateDamage) -> Outcome {
    let reconciliation = try reconciliation(of: desired, over: state, request: request, cache: cache)
    let findings = ManifestChecks(reconciliation).findings(in: desired)
    let removals = Removals(reconciliation)
    let undeclared = removals.undeclared(by: desired)
    let renames = Renames(of: undeclared, in: reconciliation)
    let holds = HeldRemovals(by: desired.unreadableFiles, request: request)
    var (removed, kept): ([UndeclaredObject], [UndeclaredObject]) = ([], [])
    var held: [(object: UndeclaredObject, file: String)] = []
    for object in undeclared {
      let file = holds.file(holding: object)
      if let file { held.append((object, file)) }
      if file == nil, !renames.objects.contains(object.id) { removed.append(object) } else { kept.append(object) }
    }
    let live = reconciliation.counts().mapValues(\.live)
    let isEmpty = desired.manifests.isEmpty && reconciliation.objectsOutside == 0
    let application = Application(reconciliation)
    application.apply(
      findings.invalid.filter { !renames.candidates.contains($0.manifest.id) }, removals: removed.map(\.id))
    if let damage = reconciliation.registry.damage { throw damage }
    var remarks: [Diagnostic] = []
    if let first = held.first {
      let others = held.count > 1 ? " and \(held.count - 1) more" : ""
      remarks.append(
        Diagnostic(
          .warning, rule: "run.removals.held",
          message:
            "\(held.count) \(held.count == 1 ? "removal is" : "removals are") held back: \(first.object.id)\(others) may be declared in \(first.file), which cannot be read",
          hint: "fix what cannot be read; objects whose manifests are then still missing are removed"))
    }
    return OutcomeBuilder(reconciliation, journal: application.journal).outcome(
      of: desired, invalid: findings.faulty, renamed: renames.candidates,
      diagnostics: findings.diagnostics + renames.diagnostics + remarks,
      refusal: removals.refusal(
        of: removed, deactivating: application.journal.deactivations, isEmpty: isEmpty && desired.unreadable.isEmpty,
        live: live),
      kept: kept)
  }

  private static func reconciliation(
    of desired: Desired, over state: State, request: ReconcileRequest, cache: PassCache
  ) throws(StateDamage) -> Reconciliation {
    let reconciliation = try Reconciliation(request, state: state, cache: cache)
    reconciliation.take(desired)
    return reconciliation
  }
}

extension WorkingRegistry {
  /// The objects of a kind that valid manifests would change.
  fileprivate func pending<K: ResourceKind>(_ kind: K.Type) -> [ObjectID] {
    workingObjects(kind).candidates.filter { !$0.isUpToDate }.map(\.manifest.id)
  }
}
