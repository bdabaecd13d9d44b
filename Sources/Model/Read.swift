package import Source

/// A documented read: it changes nothing, answers in the documented envelope and may be recorded.
package struct Read: Sendable {
  /// Where the command line offers it.
  package enum Form: Hashable, Sendable {
    /// A command of its own: `license validate`.
    case command([String])
    /// `get KIND -o mosip`.
    case list
    /// `get KIND NAME -o mosip`.
    case one
    /// `get KIND --organization TEXT -o mosip`.
    case search(flag: String)
  }

  package struct Argument: Sendable {
    package let name: String
    package let summary: String
    /// For a secret, the environment variable it may come in from, beside standard input; as an argument it works,
    /// with a warning.
    package let variable: String?

    package init(_ name: String, _ summary: String, secretFrom variable: String? = nil) {
      self.name = name
      self.summary = summary
      self.variable = variable
    }
  }

  package let id: String
  package let form: Form
  package let arguments: [Argument]
  package let envelope: String
  package let summary: String
  package let citation: String
  package let module: EventModule
  /// Every event the read can emit, for the reference.
  package let events: [EventName]
  package let perform: @Sendable (_ arguments: [String], _ registry: any Registry) -> Answer

  package init(
    _ id: String, _ form: Form, arguments: [Argument] = [], envelope: String, summary: String, citation: String,
    module: EventModule, events: [EventName], perform: @escaping @Sendable ([String], any Registry) -> Answer
  ) {
    self.id = id
    self.form = form
    self.arguments = arguments
    self.envelope = envelope
    self.summary = summary
    self.citation = citation
    self.module = module
    self.events = events
    self.perform = perform
  }
}

/// What a read answers and which audit events it emits on the way.
package struct Answer: Sendable {
  package var response: Node?
  package var error: (code: String, message: String)?
  package private(set) var events: [(name: EventName, reference: String?)] = []
  /// The object whose events these are.
  package var object: ObjectID?
  /// Every object that the read found and answers with.
  package var objects: [ObjectID] = []

  package init() {}

  package mutating func emit(_ name: EventName, _ reference: String? = nil) { events.append((name, reference)) }

  package mutating func fail(_ code: String, _ message: String) -> Answer {
    error = (code, message)
    return self
  }

  package mutating func succeed(_ response: Node) -> Answer {
    self.response = response
    return self
  }
}
