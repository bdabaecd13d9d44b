package import Source

/// A documented question that changes nothing, answers in the documented envelope and may be recorded.
package struct Query: Sendable {
  /// What the query asks for, which decides how the command line offers it.
  package enum Form: Hashable, Sendable {
    /// A question of its own, such as `validate` in the group `license`, which the same kind declares.
    case named(String, in: String)
    /// All objects of the kind.
    case list
    /// The object with a name or id.
    case one
    /// The objects that a text finds, by the name of the search, such as `organization`.
    case search(String)
  }

  /// The secrets that an argument may be; they must not be quoted, and can be passed in other ways than as a word.
  package enum SecretKind: String, Sendable {
    case licenseKey = "LICENSE_KEY"
    case apiKey = "API_KEY"
  }

  /// An argument of the query: a word, or the text of a search.
  package struct Argument: Sendable {
    /// The placeholder in help, such as `MISP_ID`.
    package let name: String
    /// What the argument means, for help; without a full stop.
    package let summary: String
    /// The secret that the argument is; nil if it is not a secret.
    package let secret: SecretKind?
    /// The answer to a blank argument; nil if a blank one has a meaning.
    package let missing: (code: String, message: String)?

    /// Creates an argument, a secret if `secret` is given.
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

  /// An error code that a query can answer with.
  package struct Failure: Sendable, ExpressibleByStringLiteral {
    /// The documented code.
    package let code: String
    /// The reason why no stored state leads to it; nil if one can.
    package let unreachable: String?

    /// Creates a failure, one that can occur unless `unreachable` says why not.
    package init(_ code: String, unreachable: String? = nil) {
      self.code = code
      self.unreachable = unreachable
    }

    /// Creates a failure that can occur.
    package init(stringLiteral code: String) { self.init(code) }
  }

  /// A member of the documented request that is given by name, alone or in a whole request.
  package struct Member: Sendable {
    /// The place of the member in the request, such as `digitalId.serialNo`.
    package let path: NodePath
    /// The short name in lower case with hyphens, such as `serial`.
    package let name: String
    /// The placeholder of the value in help, such as `NUMBER`.
    package let value: String
    /// What the member means, for help; a sentence.
    package let summary: String
    /// Whether the query cannot be asked without the member.
    package let isRequired: Bool
    /// Whether the member is a time that selects the stored state to ask.
    package let isMoment: Bool

    /// Creates a member, required unless `isRequired` is false.
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
    /// The name in lower case with hyphens, such as `pending`.
    package let name: String
    /// What the filter leaves in the answer, for help.
    package let summary: String

    /// Creates a filter, which is off unless a request names it.
    package init(_ name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// The values with which a query is asked.
  package struct Request: Sendable {
    /// The arguments in their order.
    package let words: [String]
    /// The members that were given by name.
    package let members: [NodePath: String]
    /// The names of the filters that are on.
    let filters: Set<String>

    /// Tells whether a filter is on.
    package func has(_ filter: Filter) -> Bool { filters.contains(filter.name) }
    /// The argument at a position, counted from 0; it must exist.
    package subscript(index: Int) -> String { words[index] }
    /// The member at a path of the request; nil if it was not given.
    package subscript(member: NodePath) -> String? { members[member] }
  }

  /// The id under the kind's prefix, such as `misp.validateLicenseKey`.
  package let id: String
  /// What the query asks for.
  package let form: Form
  /// The arguments of the query, all of them required.
  package let arguments: [Argument]
  /// The members of the request that are given by name.
  package let members: [Member]
  /// The restrictions of the answer that the query offers.
  package let filters: [Filter]
  /// The documented ids of the response envelope.
  package let envelope: EnvelopeID
  /// What the query answers, a sentence with its full stop.
  package let summary: String
  /// The number of the query in the documents, such as `A8`, or another source.
  package let citation: String
  /// The module whose audit events the query emits.
  package let module: EventModule
  /// Every event that the query can emit, for the reference.
  package let events: [EventName]
  /// Every code that the query can answer with, for the reference; those of blank arguments come first.
  package let failures: [Failure]
  /// The secret member of the response that it is the query's purpose to show; nil for a query that masks all
  /// secrets.
  package let reveals: String?
  private let respond: @Sendable (_ request: Request, _ registry: any Registry) -> Answer

  /// Creates a query; `respond` gets as many arguments as `arguments` lists.
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

  /// Answers the query; all arguments must be given, and only members that the query has.
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

/// Queries that belong together, such as those about licence keys.
package struct QueryGroup: Sendable {
  /// The name in `Query.Form.named(_:in:)`; one word in lower case.
  package let name: String
  /// What the queries of the group are about, for help.
  package let summary: String
  /// Further paragraphs for help; empty if there are none.
  package let notes: String

  /// Creates a group, which its queries name in their forms.
  package init(_ name: String, summary: String, notes: String = "") {
    self.name = name
    self.summary = summary
    self.notes = notes
  }
}

/// The answer to a query, and the audit events that it emits.
package struct Answer: Sendable {
  /// The documented response; nil if the answer is errors.
  package private(set) var response: Node?
  /// A response for people that says more than the documented one; nil if there is none. Programs must not rely on
  /// it.
  package private(set) var shown: Node?
  /// The reasons why there is no response; the documents let some queries name several.
  package private(set) var errors: [(code: String, message: String)] = []
  /// The audit events in the order of emission, each with the id that it refers to.
  package private(set) var events: [(name: EventName, reference: String?)] = []
  /// The object that the events are about.
  package var object: ObjectID?
  /// Every object that the query found and answers with.
  package var objects: [ObjectID] = []

  /// Creates an empty answer, to be completed by `succeed` or `fail`.
  package init() {}

  /// The first reason why there is no response; nil if there is one.
  package var error: (code: String, message: String)? { errors.first }

  /// Appends an audit event; `reference` is the id that it refers to.
  package mutating func emit(_ name: EventName, about reference: String? = nil) { events.append((name, reference)) }

  /// Completes the answer with one error and returns it.
  package mutating func fail(_ code: String, message: String) -> Answer { fail([(code, message)]) }

  /// Completes the answer with several errors, where the documents allow them, and returns it.
  package mutating func fail(_ errors: [(code: String, message: String)]) -> Answer {
    self.errors = errors
    return self
  }

  /// Completes the answer with a response and returns it; `shown` is shown to people in its place.
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
  /// The object that a person means by a word, which is its name or else its id.
  package func object<K: ResourceKind>(_ kind: K.Type, meant word: String) -> Stored<K>? {
    object(kind, named: word) ?? object(kind, id: word)
  }
}
