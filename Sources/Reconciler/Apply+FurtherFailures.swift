import Model
import Source

extension Reconciliation {
  /// What operations would answer besides once the first refusal of a manifest is mended, so that people can mend all of
  /// it at once: at most one refusal for each place of the manifest.
  ///
  /// The operations are carried out on a copy of the object as if every condition held. A condition whose place was
  /// refused already says nothing more, since it would only follow from that.
  func furtherRefusals<K: ResourceKind>(
    _ candidate: Candidate<K>, from before: Stored<K>?, besides first: PreconditionFailure
  ) -> [PreconditionFailure] {
    let tentative = TentativeRegistry(registry)
    let author = provenance[candidate.manifest.id]?.author ?? .unknown
    var refusals: [PreconditionFailure] = []
    var places: Set<NodePath> = [first.path]
    var object = before
    for _ in 0..<Reconciliation.operationLimit {
      guard let operation = K.route(from: object, to: candidate.spec) else { break }
      var act = act(on: object ?? blank(candidate), candidate, by: author, in: tentative)
      var isHindered = false
      for stage in operation.stages {
        switch stage {
        case .emits, .expects: continue
        case .takes(let fields): fields.copy(from: act.desired, to: &act.object.spec)
        case .does(let effect): effect(&act)
        case .requires(let precondition) where precondition.unreachable != nil: continue
        case .requires(let precondition):
          guard let refusal = PreconditionFailure(precondition.check(act), of: precondition, in: operation) else {
            continue
          }
          isHindered = true
          if places.insert(refusal.path).inserted { refusals.append(refusal) }
        }
      }
      // What the effect needs may be just what is missing; an operation without a fault brings its object nearer.
      if isHindered, object?.node == act.object.node { break }
      object = act.object
    }
    return refusals
  }
}

/// The registry as it is, for operations that are only tried: what they generate is a placeholder, and no number of a
/// sequence is taken.
private final class TentativeRegistry: Registry {
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
