import Model
import Source

/// Finds warnings after a pass has done everything else.
struct WarningChecks {
  private let reconciliation: Reconciliation

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
  }

  /// Every finding of the kinds' warnings for objects with a valid manifest.
  ///
  /// When only a part of the registry is read, the checked objects are those with a manifest that was read, and those
  /// that are due or follow a change. A finding about an object whose manifest was not read has only a file for a place,
  /// from which the caller knows that the file must be read.
  func diagnostics(for desired: Desired, except faulty: Set<ObjectID>) -> [Diagnostic] {
    reconciliation.catalog.kinds.flatMap { kind in diagnostics(of: kind, for: desired, except: faulty) }
  }

  private func diagnostics<K: ResourceKind>(
    of kind: K.Type, for desired: Desired, except faulty: Set<ObjectID>
  ) -> [Diagnostic] {
    if K.warnings.isEmpty { return [] }
    let objects = reconciliation.registry.known(kind).filter { object in
      !faulty.contains(object.identity) && reconciliation.hasManifest(object) && isExamined(object.identity)
    }
    return K.warnings.flatMap { warning in
      let check = warning.prepare(reconciliation.registry)
      return objects.flatMap { object in
        check(object).map { diagnostic($0, of: warning, object: object.identity) }
      }
    }
  }

  /// Whether a warning about an object may differ from what the last run reported.
  private func isExamined(_ object: ObjectID) -> Bool {
    guard let scope = reconciliation.scope else { return true }
    if reconciliation.examined.contains(object) { return true }
    return reconciliation.manifests[object] != nil && !scope.unchanged.contains(object)
  }

  private func diagnostic<K: ResourceKind>(
    _ finding: Warning<K>.Finding, of warning: Warning<K>, object: ObjectID
  ) -> Diagnostic {
    let path = reconciliation.manifests[object].map { place(of: finding.path, in: $0, kind: K.self) } ?? finding.path
    return Diagnostic(
      .warning, rule: warning.id, message: warning.message(finding.detail),
      location: reconciliation.manifests[object]?.location(of: path) ?? reconciliation.location(of: object),
      object: object, path: path,
      hint: finding.hint, notes: finding.others.map { .init($0.words, at: reconciliation.location(of: $0.object)) })
  }

  /// The member in which a manifest states a value: the alternative member if that is given in its place.
  private func place<K: ResourceKind>(of path: NodePath, in manifest: Manifest, kind: K.Type) -> NodePath {
    let field = K.Spec.descriptions.first { path == ["spec", $0.name] }
    guard let alternative = field?.alternative, manifest.root["spec"]?[alternative]?.isNull == false else {
      return path
    }
    return ["spec", alternative]
  }
}
