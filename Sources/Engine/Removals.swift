import Model
import Source

/// A stored object whose manifest is gone.
struct UndeclaredObject {
  let id: ObjectID
  /// The generated or adopted id.
  let storedID: String
  /// The file in which its manifest was.
  let source: String
  let isProtected: Bool
}

/// Finds the objects whose manifests are gone, and decides whether they may be removed.
struct Removals {
  private let reconciliation: Reconciliation

  init(_ reconciliation: Reconciliation) {
    self.reconciliation = reconciliation
  }

  private var catalog: Catalog { reconciliation.catalog }

  /// The live objects that no manifest declares any more: kinds in catalogue order, then by the path of the manifest.
  func undeclared(by desired: Desired) -> [UndeclaredObject] {
    let declared = Set(desired.manifests.map(\.id))
    return catalog.kinds.flatMap { kind in undeclared(kind, declared: declared, by: desired) }
  }

  private func undeclared<K: ResourceKind>(
    _ kind: K.Type, declared: Set<ObjectID>, by desired: Desired
  ) -> [UndeclaredObject] {
    reconciliation.registry.known(kind)
      .compactMap { object in
        guard let source = object.record.source, !declared.contains(object.identity),
          desired.covers(object.identity, from: source)
        else { return nil }
        return UndeclaredObject(
          id: object.identity, storedID: object.id, source: source, isProtected: object.metadata.protected)
      }
      .sorted { ExactString.precedes($0.source, $1.source) }
  }

  /// The reason why the removals must not be made: too many of a kind, a protected object, or an empty registry
  /// folder. A manifest that deactivates its object counts as its removal would.
  ///
  /// - Parameters:
  ///   - deactivated: the objects that their manifests deactivate.
  ///   - live: the number of live objects of each kind before the pass.
  func refusal(
    of removals: [UndeclaredObject], deactivating deactivated: [(object: ObjectID, isProtected: Bool)], isEmpty: Bool,
    live: [String: Int]
  ) -> RunRefusal? {
    if isEmpty, live.values.contains(where: { $0 > 0 }) {
      return RunRefusal(
        rule: "run.removals.empty", message: "The registry folder holds no manifest; nothing is removed",
        hint: "restore the manifests; an empty registry folder is treated as an accident")
    }
    if let first = removals.first(where: \.isProtected) {
      return RunRefusal(
        rule: "run.removals.protected", message: "The manifest of \(first.id) is missing, but the object is protected",
        hint: "restore the manifest; to remove it, first reconcile it with protected: false")
    }
    if let first = deactivated.first(where: \.isProtected) {
      return RunRefusal(
        rule: "run.removals.protected", message: "The manifest of \(first.object) deactivates it, but it is protected",
        hint: "take that back; to deactivate it, first reconcile it with protected: false")
    }
    for kind in catalog.kinds {
      let ended = removals.map(\.id) + deactivated.map(\.object)
      let objects = ended.filter { $0.kind == kind.name }
      let (further, count) = (deactivated.count { $0.object.kind == kind.name }, objects.count)
      let request = reconciliation.request
      let allowances = objects.map { request.settings(for: $0).registry.removals.allowance(live: live[kind.name] ?? 0) }
      let allowance = request.allowedRemovals ?? allowances.min() ?? 0
      guard count > allowance else { continue }
      return RunRefusal(
        rule: "run.removals.limit",
        message:
          "\(count) of \(live[kind.name] ?? 0) \(kind.name) objects would be removed\(further > 0 ? " or deactivated" : ""); \(allowance) are allowed in one run",
        hint: "if that is intended, run again with --allow-removals \(count)")
    }
    return nil
  }
}
