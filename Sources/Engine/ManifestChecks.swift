import Model
import Source

/// The result of checking manifests; those that satisfy every rule become candidates of the working objects.
struct ManifestFindings {
  /// Every diagnostic, in no particular order.
  var diagnostics: [Diagnostic] = []
  /// Invalid manifests that break only rules whose breach the documents audit, to be rejected by operations.
  var invalid: [InvalidManifest] = []
  /// Objects whose manifests are faulty; they keep their stored state.
  var faulty: Set<ObjectID> = []
}

/// A manifest that operations reject because of its shape.
struct InvalidManifest {
  let manifest: Manifest
  let diagnostics: [Diagnostic]
  /// The broken rules, from which the operations know their failure events.
  let rules: Set<String>
}

/// Applies every rule to every manifest, and finds ids and names that several manifests have.
struct ManifestChecks {
  private let reconciliation: Reconciliation

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
  }

  private var registry: WorkingRegistry { reconciliation.registry }

  func findings(in desired: Desired) -> ManifestFindings {
    var findings = ManifestFindings()
    findings.diagnostics = desired.unreadable + desired.warnings
    let duplicates = duplicates(in: desired)
    findings.diagnostics += duplicates.diagnostics
    findings.faulty.formUnion(duplicates.objects)
    let manifests = Dictionary(grouping: desired.manifests) { $0.id.kind }
    for kind in reconciliation.catalog.kinds {
      check((manifests[kind.name] ?? []).filter { !duplicates.objects.contains($0.id) }, as: kind, into: &findings)
      findings.diagnostics += conflictsOutsideThisPass(of: kind)
    }
    return findings
  }

  /// The faults of stored objects that share a value which only one may have, if their manifests are not read in this
  /// pass.
  private func conflictsOutsideThisPass<K: ResourceKind>(of kind: K.Type) -> [Diagnostic] {
    if reconciliation.scope == nil { return [] }
    let shared = registry.workingObjects(kind).shared.values.joined()
    return shared.filter { $0.source != nil && reconciliation.manifests[$0.object] == nil }.map { shared in
      Diagnostic(
        rule: shared.violation.rule, message: shared.violation.message,
        location: shared.source.map { SourceLocation(file: $0, mark: .none) }, object: shared.object,
        hint: shared.violation.hint)
    }
  }

  /// Checks each manifest by itself, on all cores, and then in order what manifests have to do with each other.
  private func check<K: ResourceKind>(_ manifests: [Manifest], as kind: K.Type, into findings: inout ManifestFindings) {
    let working = registry.workingObjects(kind)
    let checked = reconciliation.cache.checked(kind) {
      let pairs = manifests.map { (manifest: $0, stored: working.object(named: $0.id.name)) }
      return reconciliation.instruments.map(pairs) { CheckedManifest<K>($0.manifest, stored: $0.stored) }
    }
    for manifest in checked { take(manifest, among: working, into: &findings) }
  }

  private func take<K: ResourceKind>(
    _ checked: CheckedManifest<K>, among working: WorkingObjects<K>, into findings: inout ManifestFindings
  ) {
    let manifest = checked.candidate.manifest
    var violations = checked.violations
    if checked.isWellFormed {
      violations += idViolations(of: checked.candidate, stored: checked.stored, among: working)
    }
    violations += working.shared(by: checked.candidate).map(\.violation)
    let diagnostics = manifest.faults + violations.map { diagnostic(of: $0, in: manifest) }
    findings.diagnostics += diagnostics
    guard diagnostics.contains(where: { $0.severity == .error }) else {
      working.candidates.append(checked.candidate)
      return
    }
    working.setAside(checked.candidate)
    findings.faulty.insert(manifest.id)
    let rules = Set(violations.filter { $0.severity == .error }.map(\.rule))
    if manifest.faults.isEmpty, K.operations(auditing: rules, isNew: checked.stored == nil) != nil {
      findings.invalid.append(InvalidManifest(manifest: manifest, diagnostics: diagnostics, rules: rules))
    }
  }

  /// The violations of the rules that an id never changes and that no two objects have the same.
  private func idViolations<K: ResourceKind>(
    of candidate: Candidate<K>, stored: Stored<K>?, among working: WorkingObjects<K>
  ) -> [Violation] {
    guard let id = candidate.metadata.id else { return [] }
    let name = candidate.metadata.name
    func violation(_ rule: String, message: String, hint: String) -> Violation {
      Violation(
        rule: rule, code: nil, message: message, path: "metadata.id",
        mark: candidate.manifest.mark(of: "metadata.id"), hint: hint)
    }
    if let stored, !ExactString.same(stored.id, id) {
      return [
        violation(
          "metadata.id.changed", message: "The id of \(K.name) \(name) is already \(stored.id)",
          hint: "write that id, or leave it out")
      ]
    }
    // The stored id is its own, even if a younger object has the same because the life of this one has ended.
    if stored != nil { return [] }
    let owner = working.object(id: id)
    // The owner's manifest is gone: that is a rename, which is found later.
    if let owner, owner.isDeclared, !reconciliation.hasManifest(owner) { return [] }
    let holder = owner?.metadata.name ?? working.reservedIDs[id]
    if let holder, holder != name {
      return [
        violation(
          "metadata.id.taken", message: "The id \(id) belongs to \(K.name) \(holder)",
          hint: "leave metadata.id out, or choose another id")
      ]
    }
    working.reservedIDs[id] = name
    return []
  }

  private func duplicates(in desired: Desired) -> (diagnostics: [Diagnostic], objects: Set<ObjectID>) {
    let groups = Dictionary(grouping: desired.manifests, by: \.id).filter { $0.value.count > 1 }
    let diagnostics = groups.flatMap { id, manifests in
      manifests.indices.map { index in
        // A few notes are enough: one for each of many would grow with the square of their number.
        let others = manifests.indices.lazy.filter { $0 != index }.prefix(3)
        return Diagnostic(
          rule: "manifest.duplicate", message: "\(id) is declared \(manifests.count) times",
          location: manifests[index].location(of: "metadata.name"), object: id, path: "metadata.name",
          hint: "keep one of them, or give each object a name of its own",
          notes: others.map { .init("also declared here", at: manifests[$0].location(of: "metadata.name")) })
      }
    }
    return (diagnostics, Set(groups.keys))
  }

  private func diagnostic(of violation: Violation, in manifest: Manifest) -> Diagnostic {
    let mark = violation.mark == .none ? manifest.mark(of: violation.path) : violation.mark
    return Diagnostic(
      violation.severity, rule: violation.rule, code: violation.code, message: violation.message,
      location: SourceLocation(file: manifest.location.file, mark: mark), object: manifest.id, path: violation.path,
      hint: violation.hint)
  }
}

extension SharedValue {
  /// The violation by the younger object.
  fileprivate var violation: Violation {
    Violation(rule: "state.shared", code: nil, message: message, path: "metadata.name", hint: hint)
  }
}
