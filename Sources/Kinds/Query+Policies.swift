import Model
import Source

// The queries on policies and on their groups, which have one form. Source: operations B4, B5 and B7.

/// The events of a query on policies or on their groups.
struct PolicyQueryEvents {
  let asked: EventName
  let failed: EventName
  let answered: EventName

  var all: [EventName] { [asked, failed, answered] }
}

extension Query {
  /// Makes a query that lists objects of a kind, and fails if there is none.
  static func listing<K: ResourceKind>(
    _ id: String, envelope: EnvelopeID, summary: String, citation: String, events: PolicyQueryEvents,
    orElse failure: (code: String, message: String), where isListed: @escaping @Sendable (Stored<K>) -> Bool,
    response: @escaping @Sendable ([Stored<K>]) -> Node
  ) -> Query {
    Query(
      id, form: .list, envelope: envelope, summary: summary, citation: citation, module: K.eventModule,
      events: events.all,
      failures: [.init(failure.code)]
    ) { _, registry in
      var answer = Answer()
      answer.emit(events.asked)
      let objects = registry.objects(K.self).filter(isListed)
      guard !objects.isEmpty else {
        answer.emit(events.failed)
        return answer.fail(failure.code, message: failure.message)
      }
      answer.objects = objects.map(\.identity)
      answer.emit(events.answered)
      return answer.succeed(response(objects))
    }
  }

  /// Makes a query that shows the object with a name or an id; `parameter` is the documents' name for the id.
  static func finding<K: ResourceKind>(
    _ id: String, what: String, parameter: String, envelope: EnvelopeID, summary: String, citation: String,
    events: PolicyQueryEvents, orElse failure: (code: String, message: String),
    response: @escaping @Sendable (Stored<K>) -> Node
  ) -> Query {
    Query(
      id, form: .one, arguments: [.parameter(parameter, as: "NAME", summary: "name or id of the \(what)")],
      envelope: envelope,
      summary: summary, citation: citation, module: K.eventModule, events: events.all, failures: [.init(failure.code)]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit(events.asked)
      let name = arguments[0]
      guard let object = registry.object(K.self, meant: name) else {
        // Only a text with the form of an id is recorded as one.
        answer.emit(events.failed, about: Metadata.idFormat.accepts(name) ? name : nil)
        return answer.fail(failure.code, message: failure.message)
      }
      answer.emit(events.answered, about: object.id)
      return answer.succeed(with: object, response: response)
    }
  }
}

extension Answer {
  /// Answers with one object, to which the events refer.
  mutating func succeed<K: ResourceKind>(with object: Stored<K>, response: (Stored<K>) -> Node) -> Answer {
    self.object = object.identity
    objects = [object.identity]
    return succeed(response(object))
  }
}
