package import Model
package import Source

/// The stored registry for callers who only read it.
package enum StoredObjects {
  /// Reads the registry in the form in which queries see it.
  ///
  /// - Throws: The reason why a stored object cannot be what this program wrote.
  package static func registry(
    of state: State, sources: [String: any ObjectSource] = [:], catalog: Catalog, run: Run, instruments: Instruments
  ) throws(StateDamage) -> any Registry {
    let registry = WorkingRegistry(run: run, instruments: instruments)
    try registry.load(state, catalog: catalog, cache: PassCache(sources: sources))
    return registry
  }

  /// The reason why an object that was read on demand cannot be what this program wrote; nil if there is none.
  package static func damage(in registry: any Registry) -> StateDamage? { (registry as? WorkingRegistry)?.damage }

  /// The object that a person means by a word, which is its name or else its id. Of several objects with that id, a
  /// live one is preferred.
  package static func object(
    meant word: String, among objects: [Node], kind: any ResourceKind.Type
  ) -> Node? {
    func find(_ member: String) -> [Node] {
      objects.filter { $0["metadata"]?[member]?.text.map { ExactString.same($0, word) } == true }
    }
    if let named = find("name").first { return named }
    let found = find("id")
    return found.first { isLive($0, kind: kind) } ?? found.first
  }

  private static func isLive<K: ResourceKind>(_ node: Node, kind: K.Type) -> Bool {
    K.route(from: Stored<K>.read(node).object, to: nil) != nil
  }

  /// The first stored object of a kind, by name, that shares an id or a value which only one may have; nil if there
  /// is none.
  package static func sharedValue(
    among objects: [Node], kind: any ResourceKind.Type, by instruments: Instruments
  ) -> (object: String, message: String, hint: String)? {
    shared(objects, kind: kind, by: instruments)
  }

  private static func shared<K: ResourceKind>(
    _ nodes: [Node], kind: K.Type, by instruments: Instruments
  ) -> (object: String, message: String, hint: String)? {
    let working = WorkingObjects(kind, by: instruments)
    for node in nodes { working.load(Stored<K>.read(node).object) }
    guard let name = working.shared.keys.min(by: ExactString.precedes), let shared = working.shared[name]?.first else {
      return nil
    }
    return (name, shared.message, shared.hint)
  }
}
