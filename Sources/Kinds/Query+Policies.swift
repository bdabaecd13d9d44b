import Model
import Source

// The reads on policies and on their groups, which the service answers in one manner.

/// The events of such a read.
struct PolicyReadEvents {
  let asked: EventName
  let failed: EventName
  let answered: EventName

  var all: [EventName] { [asked, failed, answered] }
}

extension Query {
  /// Lists objects of a kind; none is a failure.
  static func listing<K: ResourceKind>(
    _ id: String, envelope: EnvelopeID, summary: String, citation: String, events: PolicyReadEvents,
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

  /// Shows the object that a person means; `parameter` is the documents' name for its id.
  static func finding<K: ResourceKind>(
    _ id: String, what: String, parameter: String, envelope: EnvelopeID, summary: String, citation: String,
    events: PolicyReadEvents, orElse failure: (code: String, message: String),
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
        // The text may be anything; only what could be an id is recorded as one.
        answer.emit(events.failed, about: Metadata.idFormat.accepts(name) ? name : nil)
        return answer.fail(failure.code, message: failure.message)
      }
      answer.emit(events.answered, about: object.id)
      return answer.succeed(with: object, response: response)
    }
  }
}

extension Answer {
  /// Answers with one object, whose events these are.
  mutating func succeed<K: ResourceKind>(with object: Stored<K>, response: (Stored<K>) -> Node) -> Answer {
    self.object = object.identity
    objects = [object.identity]
    return succeed(response(object))
  }
}
