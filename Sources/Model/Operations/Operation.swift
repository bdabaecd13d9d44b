package import Source

/// A documented act on one object: its checks, effects and events in the documented order.
package struct Operation<K: KindFields>: Sendable {
  /// The id under the kind's prefix, such as `misp.create`.
  package let id: String
  /// The documented id of the request and the response.
  package let envelope: String
  /// What the operation does, a sentence with its full stop.
  package let summary: String
  /// The number of the operation in the documents, such as `A1`, or another source.
  package let citation: String
  /// The stages, in the documented order.
  package let stages: [Stage<K>]
  /// Makes the documented `response` member from the object after the last stage.
  package let answer: @Sendable (Act<K>) -> Node
  /// Makes the request for a signature, for an operation whose documented answer is a signed text; `answer` then
  /// makes its placeholder.
  package let signature: (@Sendable (Act<K>) -> SigningRequest)?

  /// Creates an operation; `answer` is called only after every stage succeeded.
  package init(
    _ id: String, envelope: String, summary: String, citation: String, stages: [Stage<K>],
    signature: (@Sendable (Act<K>) -> SigningRequest)? = nil, answer: @escaping @Sendable (Act<K>) -> Node
  ) {
    self.id = id
    self.envelope = envelope
    self.summary = summary
    self.citation = citation
    self.stages = stages
    self.signature = signature
    self.answer = answer
  }
}

extension Operation {
  /// The names of the spec's members that the request carries, in the order of the field table.
  package var carriedFields: [String] {
    let names = stages.flatMap { stage in if case .takes(let fields) = stage { fields.names } else { [] as [String] } }
    return K.Spec.fields.map { $0.name }.filter { name in names.contains { ExactString.same($0, name) } }
  }

  /// Tells whether a manifest asks for a value other than the stored one in a member that the request carries.
  package func isWanted(by desired: K.Spec, over stored: K.Spec) -> Bool {
    stages.contains { stage in
      if case .takes(let fields) = stage { !fields.areSame(desired, and: stored) } else { false }
    }
  }

  /// Whether the citation is a number that the documents give operations, such as `A1`.
  var isNumbered: Bool {
    guard let letter = citation.utf8.first, let digit = citation.utf8.dropFirst().first else { return false }
    return letter.isASCIIUppercase && digit.isASCIIDigit
  }
}

/// One stage of an operation.
package enum Stage<K: KindFields>: Sendable {
  /// Emits an audit event.
  case emits(EventName)
  /// Expects a rule of the manifest's shape that the service checks at this stage. Validation has checked it already;
  /// the stage tells which event is emitted if the rule is broken, and after which others.
  case expects(rule: String, failing: EventName)
  /// Requires a condition on the state of the registry.
  case requires(Precondition<K>)
  /// Copies the members of the spec that the request carries to the object.
  case takes(SpecFields<K.Spec>)
  /// Changes the object beyond that.
  case does(@Sendable (inout Act<K>) -> Void)
}

/// A condition under which an operation may go on, with the documented answer if it does not hold.
package struct Precondition<K: KindFields>: Sendable {
  /// The project's own id under the kind's prefix, such as `misp.organization.unique`.
  package let id: String
  /// The documented code.
  package let code: String
  /// The documented message, with `%s` where the detail of a failure belongs.
  package let message: String
  /// The condition, a sentence with its full stop.
  package let summary: String
  /// The failure event; nil where neither the documents nor the services have one.
  package let failing: EventName?
  /// The member of the manifest to point at, unless the verdict names another.
  package let path: NodePath
  /// What to do; nil if nothing can be said for all failures.
  package let hint: String?
  /// The reason why no manifest can cause this failure; nil if one can.
  package let unreachable: String?
  /// Checks the condition at its stage of the operation.
  package let check: @Sendable (Act<K>) -> Verdict

  /// Creates a precondition; `check` must not change anything.
  package init(
    _ id: String, code: String, message: String, summary: String, failing: EventName?, path: NodePath,
    hint: String? = nil, unreachable: String? = nil, check: @escaping @Sendable (Act<K>) -> Verdict
  ) {
    self.id = id
    self.code = code
    self.message = message
    self.summary = summary
    self.failing = failing
    self.path = path
    self.hint = hint
    self.unreachable = unreachable
    self.check = check
  }
}

extension Precondition {
  /// The documented message with the detail of one failure, in place of `%s` or at the end.
  package func message(_ detail: String?) -> String { completed(message, with: detail) }
}

extension Rule {
  /// The documented message with the detail of one finding, in place of `%s` or at the end.
  package func message(_ detail: String?) -> String { completed(message, with: detail) }
}

extension Warning {
  /// The message with the detail of one finding, in place of `%s` or at the end.
  package func message(_ detail: String?) -> String { completed(message, with: detail) }
}

private func completed(_ message: String, with detail: String?) -> String {
  guard let detail else { return message }
  let parts = message.split(separator: "%s", maxSplits: 1, omittingEmptySubsequences: false)
  return parts.count == 2 ? parts[0] + detail + parts[1] : message + detail
}

/// The result of checking a precondition.
package enum Verdict: Sendable, Equatable {
  case holds
  /// The condition does not hold.
  ///
  /// `detail` completes the documented message; `other` is the object in the way; `place` is the member at fault if
  /// it is not the usual one; `note` states what else led to the verdict; `hint` replaces the hint of the
  /// precondition.
  case fails(
    detail: String? = nil, other: ObjectID? = nil, place: NodePath? = nil, note: String? = nil, hint: String? = nil)

  /// Makes a verdict without details.
  package init(_ holds: Bool) {
    self = holds ? .holds : .fails()
  }
}

/// One operation on one object while it is carried out.
package struct Act<K: KindFields> {
  /// The object in its present form; blank before its creation.
  package var object: Stored<K>
  /// The spec that is asked for; the stored one for removals and deadlines.
  package let desired: K.Spec
  /// The id that the manifest adopts; nil if it names none.
  package let adoptedID: String?
  /// The settings of the kind.
  package let settings: K.Settings
  /// The value of `env` in signed responses.
  package let environment: String
  /// The actor in whose name the operation is carried out.
  package let actor: Actor
  /// The provenance of the manifest; nil while it is not known, and if the time alone asks for the operation.
  package let provenance: Provenance?
  /// The other objects of the registry, as changed by earlier steps of the run.
  package let registry: any Registry
  /// The members whose values this operation generated.
  package var generated: [NodePath] = []

  /// Creates the start of an operation, with nothing generated yet.
  package init(
    object: Stored<K>, desired: K.Spec, adoptedID: String?, settings: K.Settings, environment: String, actor: Actor,
    provenance: Provenance?, registry: any Registry
  ) {
    self.object = object
    self.desired = desired
    self.adoptedID = adoptedID
    self.settings = settings
    self.environment = environment
    self.actor = actor
    self.provenance = provenance
    self.registry = registry
  }

  /// The time of the run, the only clock of operations.
  package var time: Instant { registry.run.time }

  /// Gives a new object its id: the one that its manifest adopts, or a generated one.
  package mutating func takeID(generating generate: (any Registry) -> String) {
    if let adoptedID {
      object.metadata.id = adoptedID
    } else {
      object.metadata.id = generate(registry)
      generated.append("metadata.id")
    }
  }
}

/// The other objects of the registry as operations and queries see them, and the source of generated values.
package protocol Registry: AnyObject {
  /// The time, actor and sources of the current run.
  var run: Run { get }
  /// The answers to questions about certificates.
  var certificates: Certificates { get }
  /// The object with a name; nil if there is none.
  func object<K: ResourceKind>(_ kind: K.Type, named name: String) -> Stored<K>?
  /// The object with an id; nil if there is none.
  func object<K: ResourceKind>(_ kind: K.Type, id: String) -> Stored<K>?
  /// All objects of a kind, sorted by name.
  func objects<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>]
  /// The object with a value in one of the kind's unique indexes.
  func holder<K: ResourceKind>(of value: ExactString, in index: String, of kind: K.Type) -> ObjectID?
  /// The objects with a value in one of the kind's other indexes, sorted by name.
  func objects<K: ResourceKind>(under value: ExactString, in index: String, of kind: K.Type) -> [Stored<K>]
  /// Takes the next number of a sequence: at least `first`, greater than the last one generated, and not an id of the
  /// kind.
  func takeNumber<K: ResourceKind>(for kind: K.Type, from first: Int) -> Int
}
