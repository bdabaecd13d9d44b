import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// What a manifest says is stored by an operation that carries it, and told by that operation's events.
@Suite struct CarriedFieldTests {
  @Test(arguments: kinds) func `every member of a spec is carried by an operation`(_ kind: Kind) {
    func check<K: ResourceKind>(_ kind: K.Type) {
      let carried = Set(K.operations.flatMap(\.carriedFields))
      #expect(K.Spec.descriptions.map(\.name).filter { !carried.contains($0) } == [])
    }
    check(kind.type)
  }

  /// Each member of a stored object's spec by itself is given other values of its shape; whatever is accepted must be
  /// the work of an operation that carries the member.
  @Test(arguments: kinds) func `no member changes without an operation that carries it`(_ kind: Kind) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws -> Int {
      var registry = TestRegistry()
      let around = ["0.yaml": K.examplePrerequisites]
      try registry.reconcile(around.merging(["a.yaml": K.sample(0)]) { $1 })
      let node = try #require(registry.state.objects[K.name]?.first { $0["status"]?["source"]?.text == "a.yaml" })
      let name = node["metadata"]?["name"]?.text ?? ""
      var accepted = 0
      for field in K.Spec.descriptions {
        for value in [.null] + (0..<4).map({ filled(field, $0) }) {
          let spec = (node["spec"]?.entries ?? []).filter { !ExactString.same($0.key.text, field.name) }
          let manifest = Node.object([
            "apiVersion": .text(apiVersion), "kind": .text(K.name), "metadata": .object(["name": .text(name)]),
            "spec": Node(.mapping(spec + [Entry(key: ExactString(field.name), value: value)])),
          ])
          let outcome = try registry.outcome(around.merging(["a.yaml": manifest.revealed]) { $1 })
          guard let change = outcome.changes.first(where: { $0.object.name == name }) else { continue }
          let carried = K.operations.filter { change.operations.contains($0.id) }.flatMap(\.carriedFields)
          #expect(carried.contains(field.name), "\(field.name): \(value.line) by \(change.operations)")
          #expect(!change.events.isEmpty)
          accepted += 1
        }
      }
      return accepted
    }
    #expect(try check(kind.type) > 0 || kind.type == TrustAnchor.self, "some other value must be accepted")
  }
}
