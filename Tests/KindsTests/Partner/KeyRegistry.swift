import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// A registry with keys: of the partner `a` the requests `k`, approved, `l`, undecided, and `m`, rejected; of the
/// partner `b` one more `k`, approved; of `c` none. The MISP `m` has a licence key.
func registryWithKeys() throws -> TestRegistry {
  var registry = TestRegistry()
  func entries(_ entries: [(name: String, more: String)]) -> String {
    let list = entries.map { "{name: \($0.name), policy: insurance, useCaseDescription: U\($0.more)}" }
    return "apiKeys: [\(list.joined(separator: ", "))]"
  }
  let outcome = try registry.reconcile([
    "0.yaml": partnerSurroundings,
    "a.yaml": partner("a", entries([("k", ", request: Approved"), ("l", ""), ("m", ", request: Rejected")])),
    "b.yaml": partner("b", entries([("k", ", request: Approved")])),
    "c.yaml": partner("c"),
    "m.yaml": misp("m", "approval: approved"),
  ])
  #expect(outcome.diagnostics.map(\.brief) == [])
  return registry
}

extension TestRegistry {
  /// The API key of a partner's entry.
  func key(_ partner: String, _ entry: String) throws -> String {
    try #require(stored(Partner.self, partner)?.status.apiKey(named: entry)).key.reveal()
  }

  /// The id of a partner's request.
  func request(_ partner: String, _ entry: String) throws -> String {
    try #require(stored(Partner.self, partner)?.status.request(named: entry)).id
  }

  func licenseKey(_ misp: String) throws -> String {
    try #require(stored(MISP.self, misp)?.status.licenseKeys.last).key.reveal()
  }

  /// Changes a stored object by hand, as no run would; there is nothing to change where it is gone.
  mutating func edit<K: ResourceKind>(_ kind: K.Type, _ name: String, _ change: (inout Stored<K>) -> Void) {
    guard var object = stored(kind, name) else { return }
    change(&object)
    remove(kind, name)
    state.objects[K.name, default: []].append(object.node)
  }

  mutating func remove<K: ResourceKind>(_ kind: K.Type, _ name: String) {
    state.objects[K.name]?.removeAll { $0["metadata"]?["name"]?.text == name }
  }
}
