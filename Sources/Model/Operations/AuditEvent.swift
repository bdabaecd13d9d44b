package import Source

/// A service whose audit events share one numbering.
package struct EventModule: Hashable, Sendable {
  /// As in the tables of documented events: `MISP`, `Policy`, `Partner`.
  package let name: String
  package let applicationID: String
  package let applicationName: String
  package let moduleID: String
  package let moduleName: String

  package init(
    name: String, applicationID: String, applicationName: String, moduleID: String, moduleName: String
  ) {
    self.name = name
    self.applicationID = applicationID
    self.applicationName = applicationName
    self.moduleID = moduleID
    self.moduleName = moduleName
  }
}

/// An audit event's id, and which of its rows is meant where the documents use one id twice.
package struct EventName: Hashable, Sendable, ExpressibleByStringLiteral {
  package let id: String
  package let row: Int

  package init(_ id: String, row: Int = 1) {
    self.id = id
    self.row = row
  }

  package init(stringLiteral value: String) { self.init(value) }
}

/// One row of the catalogue of audit events.
package struct EventDefinition: Hashable, Sendable {
  package let module: String
  package let name: EventName
  /// `USER` or `SYSTEM`, as stored.
  package let type: String
  /// `request`, `step`, `success`, `failure` …
  package let phase: String
  package let title: String
  /// `MISP ID` and the like; nil when the event refers to no object.
  package let idType: String?
  /// False for events only the implementation has.
  package let isDocumented: Bool
  /// One short sentence without its full stop; it goes into the ledger for good.
  package let meaning: String
  /// What else there is to know of the row, for the reference alone.
  package let note: String?
  /// Why nothing in the program emits it; nil if something does. Goes on from a colon, without a full stop.
  package let whyUnemitted: String?

  package init(
    module: String, name: EventName, type: String, phase: String, title: String, idType: String?,
    isDocumented: Bool, meaning: String, note: String? = nil, whyUnemitted: String? = nil
  ) {
    self.module = module
    self.name = name
    self.type = type
    self.phase = phase
    self.title = title
    self.idType = idType
    self.isDocumented = isDocumented
    self.meaning = meaning
    self.note = note
    self.whyUnemitted = whyUnemitted
  }
}

/// A code and message as the documents and the implementation have them.
package struct ErrorCode: Hashable, Sendable {
  package let code: String
  package let message: String
  package let module: String
  package let condition: String
  package let source: String
  /// Why nothing in the program answers with it; nil if something does. Goes on from a colon, without a full stop.
  package let whyUnanswered: String?

  package init(
    code: String, message: String, module: String, condition: String, source: String, whyUnanswered: String? = nil
  ) {
    self.code = code
    self.message = message
    self.module = module
    self.condition = condition
    self.source = source
    self.whyUnanswered = whyUnanswered
  }
}

/// One audit event that happened, with all documented members of an audit record.
package struct AuditEvent: Hashable, Sendable {
  package let definition: EventDefinition
  package let module: EventModule
  package let time: Instant
  package let hostName: String
  package let hostAddress: String
  package let actor: Actor
  /// The id the event refers to; nil is stored as `NO_ID`.
  package let reference: String?
  package let operation: String
  package let object: ObjectID?
  /// The commit that asked for it.
  package let commit: String?

  package init(
    definition: EventDefinition, module: EventModule, run: Run, actor: Actor, reference: String?, operation: String,
    object: ObjectID?, commit: String?
  ) {
    self.definition = definition
    self.module = module
    time = run.time
    hostName = run.hostName
    hostAddress = run.hostAddress
    self.actor = actor
    self.reference = definition.idType == nil ? nil : reference
    self.operation = operation
    self.object = object
    self.commit = commit
  }

  /// The documented members in the documented order, then ours; serial, sequence and previous are the ledger's.
  package var members: [(String, Node)] {
    let subject = reference.map { " (\(definition.idType ?? "id") \($0))" } ?? ""
    return [
      ("eventId", .text(definition.name.id)),
      ("eventName", .text(definition.title)),
      ("eventType", .text(definition.type)),
      ("actionTimeStamp", .text(time.description)),
      ("hostName", .text(AuditEvent.cut(hostName, to: 128))),
      ("hostIp", .text(AuditEvent.cut(hostAddress, to: 16))),
      ("applicationId", .text(module.applicationID)),
      ("applicationName", .text(module.applicationName)),
      ("sessionUserId", .text(AuditEvent.cut(actor.email, to: 256))),
      ("sessionUserName", .text(AuditEvent.cut(actor.name, to: 128))),
      ("id", .text(reference ?? "NO_ID")),
      ("idType", .text(reference == nil ? "NO_ID_TYPE" : definition.idType ?? "NO_ID_TYPE")),
      ("createdBy", .text(AuditEvent.cut(actor.name, to: 256))),
      ("moduleName", .text(module.moduleName)),
      ("moduleId", .text(module.moduleID)),
      ("description", .text(AuditEvent.cut(definition.meaning + subject, to: 2048))),
      ("operation", .text(operation)),
      ("object", object.map { .object(["kind": .text($0.kind), "name": .text($0.name)]) } ?? .null),
      ("documented", .boolean(definition.isDocumented)),
      ("commit", .text(commit)),
    ]
  }

  /// The front of a text that fits an audit record's column, in UTF-16 units.
  private static func cut(_ text: String, to length: Int) -> String {
    guard text.utf16.count > length else { return text }
    var cut = ""
    var units = 0
    for character in text.unicodeScalars {
      units += UTF16.width(character)
      if units > length { break }
      cut.unicodeScalars.append(character)
    }
    return cut
  }
}
