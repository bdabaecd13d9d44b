package import Source

/// A documented question: it changes nothing, is answered in the documented envelope and may be recorded.
package struct Query: Sendable {
  /// What is asked for.
  package enum Form: Hashable, Sendable {
    /// Something of its own, such as `validate` in the group `license`; the group is declared by the same kind.
    case named(String, in: String)
    /// All objects of the kind.
    case list
    /// The object of a name or id.
    case one
    /// The objects that a text finds, by the name of the search, such as `organization`.
    case search(String)
  }

  /// A secret that an argument may be, which must not be quoted and may be passed in other ways than as a word.
  package enum SecretKind: String, Sendable {
    case licenseKey = "LICENSE_KEY"
    case apiKey = "API_KEY"
  }

  package struct Argument: Sendable {
    package let name: String
    package let summary: String
    /// Nil for an argument that is no secret.
    package let secret: SecretKind?
    /// The answer to a blank one; nil where a blank one has a meaning.
    package let missing: (code: String, message: String)?

    package init(
      _ name: String, summary: String, secret: SecretKind? = nil,
      missing: (code: String, message: String)? = nil
    ) {
      self.name = name
      self.summary = summary
      self.secret = secret
      self.missing = missing
    }
  }

  /// A code that a read answers with where it has no response.
  package struct Failure: Sendable, ExpressibleByStringLiteral {
    package let code: String
    /// Why no stored state leads to it; nil if one can.
    package let unreachable: String?

    package init(_ code: String, unreachable: String? = nil) {
      self.code = code
      self.unreachable = unreachable
    }

    package init(stringLiteral code: String) { self.init(code) }
  }

  /// A member of the documented request that is given by name, alone or in a whole request.
  package struct Member: Sendable {
    /// Where it stands in the request, `digitalId.serialNo`.
    package let path: NodePath
    /// Its short name, in lower case with hyphens, such as `serial`.
    package let name: String
    /// A word for its value, such as `NUMBER`.
    package let value: String
    package let summary: String
    package let isRequired: Bool
    /// Whether it is a time, and the read is asked of what was stored then.
    package let isMoment: Bool

    package init(
      _ path: NodePath, name: String, value: String, summary: String, isRequired: Bool = true,
      isMoment: Bool = false
    ) {
      self.path = path
      self.name = name
      self.value = value
      self.summary = summary
      self.isRequired = isRequired
      self.isMoment = isMoment
    }
  }

  /// A restriction of the answer, which the documents do not have.
  package struct Filter: Sendable {
    /// In lower case with hyphens, such as `pending`.
    package let name: String
    package let summary: String

    package init(_ name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// What a read is asked.
  package struct Request: Sendable {
    /// The arguments, in their order.
    package let words: [String]
    package let members: [NodePath: String]
    /// The names of the filters that are on.
    let filters: Set<String>

    package func has(_ filter: Filter) -> Bool { filters.contains(filter.name) }
    package subscript(index: Int) -> String { words[index] }
    /// Nil for a member that was not given.
    package subscript(member: NodePath) -> String? { members[member] }
  }

  package let id: String
  package let form: Form
  package let arguments: [Argument]
  package let members: [Member]
  package let filters: [Filter]
  package let envelope: EnvelopeID
  package let summary: String
  package let citation: String
  package let module: EventModule
  /// Every event the read can emit, for the reference.
  package let events: [EventName]
  /// Every code that the read can answer with, for the reference; those of blank arguments come first.
  package let failures: [Failure]
  /// The secret member of the response that the read is there to show; every other read masks all secrets.
  package let reveals: String?
  private let respond: @Sendable (_ request: Request, _ registry: any Registry) -> Answer

  package init(
    _ id: String, form: Form, arguments: [Argument] = [], members: [Member] = [], filters: [Filter] = [],
    envelope: EnvelopeID, summary: String, citation: String, module: EventModule, events: [EventName],
    failures: [Failure], reveals: String? = nil,
    respond: @escaping @Sendable (Request, any Registry) -> Answer
  ) {
    self.id = id
    self.form = form
    self.arguments = arguments
    self.members = members
    self.filters = filters
    self.envelope = envelope
    self.summary = summary
    self.citation = citation
    self.module = module
    self.events = events
    self.failures = Set(arguments.compactMap(\.missing?.code)).sorted().map { Failure($0) } + failures
    self.reveals = reveals
    self.respond = respond
  }

  /// Answers; every argument must be there, and no member that the read does not know.
  package func perform(
    _ words: [String], in registry: any Registry, members: [NodePath: String] = [:], filters: Set<String> = []
  ) -> Answer {
    for (argument, word) in zip(arguments, words) where word.unicodeScalars.allSatisfy(\.isInvisible) {
      guard let missing = argument.missing else { continue }
      var answer = Answer()
      return answer.fail(missing.code, message: missing.message)
    }
    return respond(Request(words: words, members: members, filters: filters), registry)
  }
}

/// Queries that belong together, such as those on licence keys.
package struct QueryGroup: Sendable {
  /// As in `Query.Form.named(_:in:)`; one word in lower case.
  package let name: String
  package let summary: String
  /// What else users need to know; empty if nothing.
  package let notes: String

  package init(_ name: String, summary: String, notes: String = "") {
    self.name = name
    self.summary = summary
    self.notes = notes
  }
}

/// What a read answers and which audit events it emits on the way.
package struct Answer: Sendable {
  package private(set) var response: Node?
  /// What people are shown in its place, where there is more to say than the documents'; no program may rely on it.
  package private(set) var shown: Node?
  /// Why there is no response; the documents let some reads name several faults.
  package private(set) var errors: [(code: String, message: String)] = []
  package private(set) var events: [(name: EventName, reference: String?)] = []
  /// The object whose events these are.
  package var object: ObjectID?
  /// Every object that the read found and answers with.
  package var objects: [ObjectID] = []

  package init() {}

  package var error: (code: String, message: String)? { errors.first }

  package mutating func emit(_ name: EventName, about reference: String? = nil) { events.append((name, reference)) }

  package mutating func fail(_ code: String, message: String) -> Answer { fail([(code, message)]) }

  package mutating func fail(_ errors: [(code: String, message: String)]) -> Answer {
    self.errors = errors
    return self
  }

  package mutating func succeed(_ response: Node, shown: Node? = nil) -> Answer {
    self.response = response
    self.shown = shown
    return self
  }
}

extension Answer {
  /// The audit events of the answer to a query; traps if the module's catalogue lacks one of them.
  package func auditEvents(of query: Query, run: Run, catalog: Catalog) -> [AuditEvent] {
    let definitions = catalog.events()
    return events.map { event in
      guard let definition = definitions.first(where: { $0.module == query.module.name && $0.name == event.name })
      else {
        preconditionFailure("the event \(event.name.id) must be in the catalogue of module \(query.module.name)")
      }
      return AuditEvent(
        definition: definition, module: query.module, run: run, actor: run.actor, reference: event.reference,
        operation: query.id, object: object, commit: nil)
    }
  }
}

extension Registry {
  /// The object that a person means: by its name, else by its id.
  package func object<K: ResourceKind>(_ kind: K.Type, meant word: String) -> Stored<K>? {
    object(kind, named: word) ?? object(kind, id: word)
  }
}
