package import Source

/// A documented act on one object: what it checks, does and tells, in the documented order.
package struct Operation<K: KindFields>: Sendable {
  /// `misp.create`.
  package let id: String
  /// The documented id of request and response.
  package let envelope: String
  package let summary: String
  package let citation: String
  package let stages: [Stage<K>]
  /// Builds the documented `response` member from the object after the last stage.
  package let answer: @Sendable (Act<K>) -> Node
  /// For an operation whose documented answer is a signed text: what is signed. `answer` then holds its place.
  package let signature: (@Sendable (Act<K>) -> SigningRequest)?

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
  /// The members of the spec that the request carries, in the order of the field table.
  package var carriedFields: [String] {
    let names = stages.flatMap { stage in if case .takes(let fields) = stage { fields.names } else { [] as [String] } }
    return K.Spec.fields.map { $0.name }.filter { name in names.contains { ExactString.same($0, name) } }
  }

  /// Whether a manifest wants another value of a member that the request carries than the one that is stored.
  package func isWanted(by desired: K.Spec, over stored: K.Spec) -> Bool {
    stages.contains { stage in
      if case .takes(let fields) = stage { !fields.areSame(desired, and: stored) } else { false }
    }
  }

  /// Whether the citation is one of the numbers that operations have in the documents, such as `A1`.
  var isNumbered: Bool {
    guard let letter = citation.utf8.first, let digit = citation.utf8.dropFirst().first else { return false }
    return letter.isASCIIUppercase && digit.isASCIIDigit
  }
}

/// One stage of an operation.
package enum Stage<K: KindFields>: Sendable {
  /// An audit event is emitted.
  case emits(EventName)
  /// A rule of the manifest's shape that the service checks here. Validation has already seen to it; what remains is
  /// to know which event its breach emits, and after which others.
  case expects(rule: String, failing: EventName)
  /// A condition on the state of the registry.
  case requires(Precondition<K>)
  /// The members of the spec that the request carries become the object's.
  case takes(SpecFields<K.Spec>)
  /// The effect beside that.
  case does(@Sendable (inout Act<K>) -> Void)
}

/// A condition under which an operation may go on, with the documented answer when it does not hold.
package struct Precondition<K: KindFields>: Sendable {
  package let id: String
  package let code: String
  package let message: String
  package let summary: String
  /// The failure event; nil where neither the documents nor the implementation have one.
  package let failing: EventName?
  /// The member of the manifest to point at.
  package let path: NodePath
  package let hint: String?
  /// Why no manifest can bring this failure about; nil if one can.
  package let unreachable: String?
  package let check: @Sendable (Act<K>) -> Verdict

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
  /// The documented message with the detail of one failure: in the place that the documents leave for it, or behind.
  package func message(_ detail: String?) -> String { completed(message, with: detail) }
}

extension Rule {
  /// The documented message with the detail of one finding, likewise.
  package func message(_ detail: String?) -> String { completed(message, with: detail) }
}

extension Warning {
  /// The message with the detail of one finding, likewise.
  package func message(_ detail: String?) -> String { completed(message, with: detail) }
}

private func completed(_ message: String, with detail: String?) -> String {
  guard let detail else { return message }
  let parts = message.split(separator: "%s", maxSplits: 1, omittingEmptySubsequences: false)
  return parts.count == 2 ? parts[0] + detail + parts[1] : message + detail
}

/// What a precondition finds.
package enum Verdict: Sendable, Equatable {
  case holds
  /// `detail` is appended to the documented message, as the service does, or stands in it where it has a `%s`;
  /// `other` is the object in the way; `place` is where the manifest says what is wrong, if not at the usual member;
  /// `note` says what else went into the finding; `hint` says more of what to do than the precondition's own.
  case fails(
    detail: String? = nil, other: ObjectID? = nil, place: NodePath? = nil, note: String? = nil, hint: String? = nil)

  package init(_ holds: Bool) {
    self = holds ? .holds : .fails()
  }
}

/// One operation on one object while it is carried out.
package struct Act<K: KindFields> {
  /// The object as it stands; blank before its creation.
  package var object: Stored<K>
  /// What is wanted of it; for removals and deadlines what is stored.
  package let desired: K.Spec
  /// The id to adopt, if the manifest names one.
  package let adoptedID: String?
  package let settings: K.Settings
  /// `env` in signed responses.
  package let environment: String
  /// In whose name it is done.
  package let actor: Actor
  /// Where the manifest's content came from; nil while that is not known, and when time alone acts.
  package let provenance: Provenance?
  package let registry: any Registry
  /// Paths of members whose values were generated here.
  package var generated: [NodePath] = []

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

  package var time: Instant { registry.run.time }

  /// Gives a new object its id: the one its manifest adopts, else one that is generated.
  package mutating func takeID(generating generate: (any Registry) -> String) {
    if let adoptedID {
      object.metadata.id = adoptedID
    } else {
      object.metadata.id = generate(registry)
      generated.append("metadata.id")
    }
  }
}

/// The rest of the registry, as an operation or a read sees it, and the source of what it generates.
package protocol Registry: AnyObject {
  var run: Run { get }
  /// What operations ask of certificates.
  var certificates: Certificates { get }
  func object<K: ResourceKind>(_ kind: K.Type, named name: String) -> Stored<K>?
  func object<K: ResourceKind>(_ kind: K.Type, id: String) -> Stored<K>?
  /// All objects of the kind, sorted by name.
  func objects<K: ResourceKind>(_ kind: K.Type) -> [Stored<K>]
  /// The object found under a value in one of the kind's indexes whose values are unique.
  func holder<K: ResourceKind>(of value: ExactString, in index: String, of kind: K.Type) -> ObjectID?
  /// The objects found under a value in one of the kind's other indexes, sorted by name.
  func objects<K: ResourceKind>(under value: ExactString, in index: String, of kind: K.Type) -> [Stored<K>]
  /// Takes the next number of a sequence: at least `first`, past the last one generated, and no id of the kind.
  func takeNumber<K: ResourceKind>(for kind: K.Type, from first: Int) -> Int
}
