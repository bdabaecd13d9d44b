import Model
import Source

/// A view of the registry for operations that are only tried: generated values are placeholders, and no number of a
/// sequence is used up.
final class TentativeRegistry: Registry {
  let run: Run
  private let registry: WorkingRegistry

  init(_ registry: WorkingRegistry) {
    self.registry = registry
    run = registry.run.generating(by: PlaceholderIDs("tentative"))
  }

  var certificates: Certificates { registry.certificates }

  func object<K: ResourceKind>(_ kind: K.Type, named name: String) -> Stored<K>? {
    registry.object(kind, named: name)
  }

  func object<K: ResourceKind>(_ kind: K.Type, id: String) -> Stored<K>? { registry.object(kind, id: id) }

  func objects<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>] { registry.objects(kind) }

  func objects<K: ResourceKind>(under value: ExactString, in index: String, of kind: K.Type) -> [Stored<K>] {
    registry.objects(under: value, in: index, of: kind)
  }

  func holder<K: ResourceKind>(of value: ExactString, in index: String, of kind: K.Type) -> ObjectID? {
    registry.holder(of: value, in: index, of: kind)
  }

  func takeNumber<K: ResourceKind>(for kind: K.Type, from first: Int) -> Int { first }
}
