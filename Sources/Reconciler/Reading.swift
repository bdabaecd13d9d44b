package import Model
package import Source

// The stored state for those who only read it.

extension Reconciler {
  /// The registry as reads see it.
  package static func registry(
    _ state: State, _ catalog: Catalog, _ run: Run, _ instruments: Instruments
  ) throws(StateDamage) -> any Registry {
    let registry = WorkingRegistry(run: run, instruments.certificates)
    try registry.load(state, catalog, instruments, PassCache())
    return registry
  }

  /// Reads every stored object as its kind does, checks its invariants, and counts them. Of large kinds the division into shards and the
  /// indexes are compared as well.
  package static func check(_ state: State, _ catalog: Catalog, _ instruments: Instruments) throws(Mismatch) -> Int {
    var count = 0
    for kind in catalog.kinds {
      if kind.storage == .shards {
        count += try Shards.check(kind, state, instruments)
        continue
      }
      for node in state.objects[kind.name] ?? [] {
        if let fault = fault(node, kind) { throw fault }
        count += 1
      }
    }
    for kind in catalog.kinds { try checkShared(kind, state) }
    return count
  }

  /// Refuses stored objects that share an id, or a value that only one may have.
  private static func checkShared<K: ResourceKind>(_ kind: K.Type, _ state: State) throws(Mismatch) {
    let objects = WorkingObjects(kind)
    for node in state.objects[K.name] ?? [] { objects.load(Stored<K>.read(node).object) }
    guard let name = objects.shared.keys.min(by: ExactString.precedes), let shared = objects.shared[name]?.first else {
      return
    }
    throw Mismatch(
      K.storage == .shards ? K.objectFolder : "\(K.objectFolder)/\(name).json", shared.message, hint: shared.hint)
  }

  private static func fault<K: ResourceKind>(_ node: Node, _ kind: K.Type) -> Mismatch? {
    let (object, violations) = Stored<K>.read(node)
    let file = "objects/\(K.folder)/\(object.metadata.name).json"
    if let violation = violations.first { return Mismatch(file, violation.message) }
    guard isWritten(node, of: object, JSONWriter.line(node, secrets: .revealed)[...]) else {
      return Mismatch(file, "it is not as this program writes it")
    }
    return breach(of: object, file)
  }

  /// The first invariant that a stored object breaks, with the member that breaks it; nil if all hold.
  static func breach<K: ResourceKind>(of object: Stored<K>, _ file: String, line: Int? = nil) -> Mismatch? {
    object.brokenInvariant.map { path, reason in
      Mismatch(
        file, line: line, "\(path): \(reason)",
        hint: "git log -p on that file shows who changed it; what an older import stored is mended by a change of its "
          + "manifest, such as a raised licenseKey.issue")
    }
  }

  /// Tells whether a stored text is what this program writes, or an older release of it, which did not know every member
  /// that there is now: what says nothing may be absent.
  static func isWritten<K: ResourceKind>(_ node: Node, of object: Stored<K>, _ text: ArraySlice<UInt8>) -> Bool {
    let present = object.node
    if JSONWriter.line(present, secrets: .revealed)[...] == text { return true }
    guard JSONWriter.line(node, secrets: .revealed)[...] == text else { return false }
    func essence(_ node: Node) -> [UInt8] { JSONWriter.line(node.withoutNothing, secrets: .revealed) }
    return essence(present) == essence(node)
  }

  /// How many objects of each large kind have a manifest.
  package static func liveCounts(_ state: State, _ catalog: Catalog) -> [String: Int] {
    let counts = catalog.kinds.filter { $0.storage == .shards }.map { kind in
      (kind.name, (state.objects[kind.name] ?? []).count { $0["status"]?["source"]?.isNull == false })
    }
    return Dictionary(uniqueKeysWithValues: counts.filter { $0.1 > 0 })
  }

  /// Whether a rule of severity warning may be broken by a manifest that asks for no change: only its file can tell where.
  ///
  /// A kind's `warnings` are no part of this: a pass over a part of the registry looks for them among all objects.
  package static func mayRemark(_ state: State, _ catalog: Catalog) -> Bool {
    catalog.kinds.contains { mayRemark($0, state) }
  }

  private static func mayRemark<K: ResourceKind>(_ kind: K.Type, _ state: State) -> Bool {
    let remarks = K.rules.filter { $0.severity == .warning && !$0.isForNewOnly }
    if remarks.isEmpty { return false }
    return K.storage == .shards
      || (state.objects[K.name] ?? []).contains { node in
        let stored = Stored<K>.read(node).object
        return remarks.contains { !$0.findings(stored.spec, stored).isEmpty }
      }
  }

  /// A stored object with its secrets as secrets, for showing.
  package static func typed(_ node: Node, _ kind: any ResourceKind.Type) -> Node { masked(node, kind) }

  private static func masked<K: ResourceKind>(_ node: Node, _ kind: K.Type) -> Node { Stored<K>.read(node).object.node }

  /// The object that a person means: by its name, else by its id. Where several have had that, one whose life has
  /// ended comes second.
  package static func object(meant word: String, among objects: [Node], _ kind: any ResourceKind.Type) -> Node? {
    func find(_ member: String) -> [Node] {
      objects.filter { $0["metadata"]?[member]?.text.map { ExactString.same($0, word) } == true }
    }
    if let named = find("name").first { return named }
    let found = find("id")
    return found.first { isLive($0, kind) } ?? found.first
  }

  private static func isLive<K: ResourceKind>(_ node: Node, _ kind: K.Type) -> Bool {
    K.route(from: Stored<K>.read(node).object, to: nil) != nil
  }

  /// The audit events of a read.
  package static func events(
    of answer: Answer, _ read: Query, _ run: Run, _ catalog: Catalog
  ) -> [AuditEvent] {
    let definitions = catalog.events()
    return answer.events.map { event in
      guard let definition = definitions.first(where: { $0.module == read.module.name && $0.name == event.name }) else {
        preconditionFailure("the event \(event.name.id) must be in the catalogue of module \(read.module.name)")
      }
      return AuditEvent(
        definition: definition, module: read.module, run: run, actor: run.actor, reference: event.reference,
        operation: read.id, object: answer.object, commit: nil)
    }
  }
}
