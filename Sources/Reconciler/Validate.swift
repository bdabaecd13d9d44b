import Model
import Source

/// What validation finds: the manifests that satisfy every rule are kept by kind inside the engine; this is the rest.
struct ValidationResult {
  /// Every fault found, in no order.
  var diagnostics: [Diagnostic] = []
  /// Manifests that break nothing but rules whose breach the documents audit, for the operations to refuse.
  var invalid: [InvalidManifest] = []
  /// Objects whose manifests are faulty; each stands for what is stored.
  var faulty: Set<ObjectID> = []
}

/// A manifest that operations refuse because of its shape.
struct InvalidManifest {
  let manifest: Manifest
  let diagnostics: [Diagnostic]
  /// The rules broken, by which the operations know their failure events.
  let rules: Set<String>
}

extension Reconciliation {
  /// Applies every rule to every manifest.
  func validate(_ desired: Desired) -> ValidationResult {
    var checked = ValidationResult()
    checked.diagnostics = desired.unreadable + desired.warnings
    let duplicates = duplicates(in: desired)
    checked.diagnostics += duplicates.diagnostics
    checked.faulty.formUnion(duplicates.objects)
    let manifests = Dictionary(grouping: desired.manifests) { $0.id.kind }
    for kind in catalog.kinds {
      validate((manifests[kind.name] ?? []).filter { !duplicates.objects.contains($0.id) }, as: kind, &checked)
      checked.diagnostics += conflictsOutsideThisRun(kind)
    }
    return checked
  }

  /// Faults of stored objects that share what only one may have, where their manifests are not read in this run.
  private func conflictsOutsideThisRun<K: ResourceKind>(_ kind: K.Type) -> [Diagnostic] {
    if scope == nil { return [] }
    return registry.workingObjects(kind).shared.values.joined().filter { manifests[$0.object] == nil }.map { shared in
      Diagnostic(
        rule: shared.violation.rule, message: shared.violation.message,
        location: shared.source.map { SourceLocation(file: $0, mark: .none) }, object: shared.object,
        hint: shared.violation.hint)
    }
  }

  /// Each manifest by itself is judged on all cores; what they have to do with each other comes after that, in order.
  private func validate<K: ResourceKind>(_ manifests: [Manifest], as kind: K.Type, _ checked: inout ValidationResult) {
    let working = registry.workingObjects(kind)
    let judgements = cache.checked(kind) {
      let pairs = manifests.map { (manifest: $0, stored: working.object(named: $0.id.name)) }
      return instruments.map(pairs) { CheckedManifest<K>($0.manifest, stored: $0.stored) }
    }
    for judged in judgements { take(judged, working, &checked) }
  }

  private func take<K: ResourceKind>(
    _ judged: CheckedManifest<K>, _ working: WorkingObjects<K>, _ checked: inout ValidationResult
  ) {
    let manifest = judged.candidate.manifest
    var violations = judged.violations
    if judged.isWellFormed { violations += idViolations(judged.candidate, judged.stored, working) }
    violations += working.shared(by: judged.candidate).map(\.violation)
    let diagnostics = manifest.faults + violations.map { diagnostic($0, manifest) }
    checked.diagnostics += diagnostics
    guard diagnostics.contains(where: { $0.severity == .error }) else {
      working.candidates.append(judged.candidate)
      return
    }
    working.setAside(judged.candidate)
    checked.faulty.insert(manifest.id)
    let rules = Set(violations.filter { $0.severity == .error }.map(\.rule))
    if manifest.faults.isEmpty, K.operations(auditing: rules, isNew: judged.stored == nil) != nil {
      checked.invalid.append(InvalidManifest(manifest: manifest, diagnostics: diagnostics, rules: rules))
    }
  }

  /// An id never changes, and no two objects have the same.
  private func idViolations<K: ResourceKind>(
    _ candidate: Candidate<K>, _ stored: Stored<K>?, _ working: WorkingObjects<K>
  ) -> [Violation] {
    guard let id = candidate.metadata.id else { return [] }
    let name = candidate.metadata.name
    func violation(_ rule: String, _ message: String, _ hint: String) -> Violation {
      Violation(
        rule: rule, code: nil, message: message, path: "metadata.id",
        mark: candidate.manifest.mark(of: "metadata.id"), hint: hint)
    }
    if let stored, !ExactString.same(stored.id, id) {
      return [
        violation(
          "metadata.id.changed", "The id of \(K.name) \(name) is \(stored.id)", "write that id, or leave it out")
      ]
    }
    // Its own since it was stored, also where a younger object has the same because the life of this one has ended.
    if stored != nil { return [] }
    let owner = working.object(id: id)
    // The owner's manifest vanished: that is a rename, which is told apart later.
    if let owner, owner.isDeclared, !hasManifest(owner) { return [] }
    let holder = owner?.metadata.name ?? working.reservedIDs[id]
    if let holder, holder != name {
      return [
        violation(
          "metadata.id.taken", "The id \(id) belongs to \(K.name) \(holder)",
          "that id is in use here; leave metadata.id out or choose another")
      ]
    }
    working.reservedIDs[id] = name
    return []
  }

  private func duplicates(in desired: Desired) -> (diagnostics: [Diagnostic], objects: Set<ObjectID>) {
    let groups = Dictionary(grouping: desired.manifests, by: \.id).filter { $0.value.count > 1 }
    let diagnostics = groups.flatMap { id, manifests in
      manifests.indices.map { index in
        // A few say enough: one note for each of many would grow with the square of their number.
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

  func diagnostic(_ violation: Violation, _ manifest: Manifest) -> Diagnostic {
    let mark = violation.mark == .none ? manifest.mark(of: violation.path) : violation.mark
    return Diagnostic(
      violation.severity, rule: violation.rule, code: violation.code, message: violation.message,
      location: SourceLocation(file: manifest.location.file, mark: mark), object: manifest.id, path: violation.path,
      hint: violation.hint)
  }
}

extension SharedValue {
  /// What is wrong with the younger object.
  fileprivate var violation: Violation {
    Violation(
      rule: "state.shared", code: nil, message: message, path: "metadata.name", hint: hint)
  }
}

/// A manifest read into its type, and held against the rules that concern it alone.
struct CheckedManifest<K: ResourceKind>: Sendable {
  let candidate: Candidate<K>
  let stored: Stored<K>?
  /// Whether shape and text have no fault, so that rules could be applied.
  let isWellFormed: Bool
  let violations: [Violation]

  init(_ manifest: Manifest, stored: Stored<K>?) {
    var (candidate, shape) = CheckedManifest.read(manifest, isNew: stored == nil)
    isWellFormed = shape.isEmpty && manifest.faults.isEmpty
    violations = isWellFormed ? CheckedManifest.ruleViolations(candidate, stored) : shape
    candidate.isUpToDate = isWellFormed && stored.map { CheckedManifest.isUpToDate($0, candidate) } ?? false
    self.candidate = candidate
    self.stored = stored
  }

  private static func isUpToDate(_ stored: Stored<K>, _ candidate: Candidate<K>) -> Bool {
    K.route(from: stored, to: candidate.spec) == nil && stored.spec.node == candidate.spec.node
      && stored.metadata.labels == candidate.metadata.labels
      && stored.metadata.protected == candidate.metadata.protected
      && stored.record.source.map { ExactString.same($0, candidate.manifest.location.file) } ?? false
  }

  private static func read(_ manifest: Manifest, isNew: Bool) -> (Candidate<K>, [Violation]) {
    let metadataNode = manifest.root["metadata"] ?? manifest.root
    var metadataReading = FieldReader(prefix: "metadata", codes: .ours, root: "metadata", mark: metadataNode.mark)
    let metadata = Metadata.read(metadataNode, &metadataReading)
    let specNode = manifest.root["spec"]
    let mark = specNode?.mark ?? manifest.root.mark
    var reading = FieldReader(
      prefix: K.prefix, codes: K.codes(isNew: isNew), root: "spec", mark: mark, attachments: manifest.attachments)
    let spec = specNode?.entries == nil ? K.Spec() : K.Spec.read(specNode, &reading)
    return (
      Candidate(manifest: manifest, metadata: metadata, spec: spec), metadataReading.violations + reading.violations
    )
  }

  private static func ruleViolations(_ candidate: Candidate<K>, _ stored: Stored<K>?) -> [Violation] {
    K.rules.filter { stored == nil || !$0.isForNewOnly }.flatMap { rule in
      rule.findings(candidate.spec, stored).map { finding in
        Violation(
          rule.severity, rule: rule.id, code: rule.code, message: rule.message(finding.detail), path: finding.path,
          mark: finding.mark == .none ? candidate.manifest.mark(of: finding.path) : finding.mark, hint: finding.hint)
      }
    }
  }
}

extension ResourceKind {
  /// The operations that report the breaches of these rules by events, in the order of the reference; nil if one of the
  /// breaches is reported by none.
  static func operations(auditing rules: Set<String>, isNew: Bool) -> [Operation<Self>]? {
    var ids: Set<String> = []
    for rule in rules {
      guard let operation = operation(auditing: rule, isNew: isNew) else { return nil }
      ids.insert(operation.id)
    }
    return operations.filter { operation in rules.contains(where: operation.audits) && ids.remove(operation.id) != nil }
  }

  /// The creation or the amendment if it reports the breach of the rule, else the first other operation that does; what
  /// is stored is not asked to be created.
  private static func operation(auditing rule: String, isNew: Bool) -> Operation<Self>? {
    let others = isNew ? operations : operations.filter { $0.id != creation.id }
    return ([isNew ? creation : amendment] + others).first { $0.audits(rule) }
  }
}

extension Operation {
  /// Tells whether the operation reports the breach of a rule by an event.
  func audits(_ rule: String) -> Bool {
    stages.contains { stage in
      if case .expects(rule, _) = stage { return true }
      return false
    }
  }
}

extension Manifest {
  /// Where a member stands; the place of the nearest member around it when it is absent.
  func mark(of path: NodePath) -> Mark {
    var node = root
    for step in path.steps {
      switch step {
      case .key(let key):
        guard let next = node[key.text] else { return node.mark }
        node = next
      case .index(let index):
        guard let items = node.items, items.indices.contains(index) else { return node.mark }
        node = items[index]
      }
    }
    return node.mark
  }

  func location(of path: NodePath) -> SourceLocation { SourceLocation(file: location.file, mark: mark(of: path)) }
}
