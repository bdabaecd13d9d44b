import Model
import Source

// What is worth a warning, once a run has done everything else.

extension Reconciliation {
  /// Every finding of the kinds' warnings on objects that have a good manifest.
  ///
  /// Of a part of a registry, objects whose manifests were not read are looked at as well. What is found of them has
  /// no place but its file: it tells the caller that everything must be read.
  func warnings(_ desired: Desired, except faulty: Set<ObjectID>) -> [Diagnostic] {
    catalog.kinds.flatMap { kind in self.warnings(kind, desired, except: faulty) }
  }

  private func warnings<K: ResourceKind>(
    _ kind: K.Type, _ desired: Desired, except faulty: Set<ObjectID>
  ) -> [Diagnostic] {
    precondition(K.storage == .files || K.warnings.isEmpty, "\(K.name) is too large a kind to be looked at as a whole")
    if K.warnings.isEmpty { return [] }
    let objects = registry.known(kind).filter { object in
      object.isDeclared && !faulty.contains(object.identity)
        && (desired.isPartial || manifests[object.identity] != nil)
    }
    return K.warnings.flatMap { warning in
      let check = warning.prepare(registry)
      return objects.flatMap { object in
        check(object).map { diagnostic($0, of: warning, object.identity) }
      }
    }
  }

  private func diagnostic<K: ResourceKind>(
    _ finding: Warning<K>.Finding, of warning: Warning<K>, _ object: ObjectID
  ) -> Diagnostic {
    let path = manifests[object].map { place(of: finding.path, in: $0, K.self) } ?? finding.path
    return Diagnostic(
      .warning, rule: warning.id, message: warning.message(finding.detail),
      location: manifests[object]?.location(of: path) ?? location(of: object), object: object, path: path,
      hint: finding.hint, notes: finding.others.map { .init($0.words, at: location(of: $0.object)) })
  }

  /// The member in which a manifest says a value: another than the value's own where that one stands for it.
  private func place<K: ResourceKind>(of path: NodePath, in manifest: Manifest, _ kind: K.Type) -> NodePath {
    let field = K.Spec.descriptions.first { path == ["spec", $0.name] }
    guard let alternative = field?.alternative, manifest.root["spec"]?[alternative]?.isNull == false else {
      return path
    }
    return ["spec", alternative]
  }
}
