package import Source

/// A service whose audit events share one numbering.
package struct EventModule: Hashable, Sendable {
  /// The name in the tables of documented events: `MISP`, `Policy`, `Partner` or `Device`.
  package let name: String
  /// The documented application id, such as `10002`.
  package let applicationID: String
  /// The documented application name, such as `Partner management portal`.
  package let applicationName: String
  /// The documented module id, such as `PMS_MSP`.
  package let moduleID: String
  /// The documented module name, such as `MISP Management Service`.
  package let moduleName: String

  /// Creates a module from the constants of its service.
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

/// The id of an audit event, and its row where the documents use one id twice.
package struct EventName: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The documented id, such as `PMS_MSP_410`.
  package let id: String
  /// The row with that id within the module, counted from 1; nearly always 1.
  package let row: Int

  /// Creates the name of an event, by default the only one with its id.
  package init(_ id: String, row: Int = 1) {
    self.id = id
    self.row = row
  }

  /// Names the first event with this id.
  package init(stringLiteral value: String) { self.init(value) }
}

/// One row of the catalogue of audit events.
package struct EventDefinition: Hashable, Sendable {
  /// The name of the event's module, `EventModule.name`.
  package let module: String
  /// The id and row of the event within its module.
  package let name: EventName
  /// The type as it is recorded, `USER` or `SYSTEM`.
  package let type: String
  /// The phase of the operation that emits it, such as `request`, `step`, `success` or `failure`.
  package let phase: String
  /// The documented name of the event, recorded as `eventName`.
  package let title: String
  /// The sort of id that the event refers to, such as `MISP ID`; nil if it refers to no object.
  package let idType: String?
  /// Whether the documents list the event; false for events that only the services have.
  package let isDocumented: Bool
  /// What happened, one short sentence without its full stop; it is recorded in the ledger for good.
  package let meaning: String
  /// Further facts about the row, for the reference alone.
  package let note: String?
  /// The reason why nothing in the program emits it, without a full stop, to follow a colon; nil if something does.
  package let whyUnemitted: String?

  /// Creates a row of the catalogue.
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

/// An error code with its message, as the documents and the services have it.
package struct ErrorCode: Hashable, Sendable {
  /// The code, such as `PMS_MSP_003`.
  package let code: String
  /// The documented message, with placeholders as the documents write them.
  package let message: String
  /// The services that have the code, such as `MISP` or `all PMS services`.
  package let module: String
  /// The condition under which a service answers with the code.
  package let condition: String
  /// Where the code is found, such as `doc` for the documents, or a range of releases of a service.
  package let source: String
  /// The reason why nothing in the program answers with it, without a full stop, to follow a colon; nil if something
  /// does.
  package let whyUnanswered: String?

  /// Creates a row of the catalogue.
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
  /// The row of the catalogue that the event is an instance of.
  package let definition: EventDefinition
  /// The module that the event belongs to.
  package let module: EventModule
  /// The time of the run that emitted it.
  package let time: Instant
  /// The name of the host that executed the run; cut to 128 UTF-16 units when it is recorded.
  package let hostName: String
  /// The address of that host; cut to 16 UTF-16 units when it is recorded.
  package let hostAddress: String
  /// The actor in whose name the operation was carried out.
  package let actor: Actor
  /// The id that the event refers to; nil is recorded as `NO_ID`.
  package let reference: String?
  /// The id of the operation or query that emitted it.
  package let operation: String
  /// The object that the operation acted on; nil for a query about no single object.
  package let object: ObjectID?
  /// The commit that asked for the operation; nil if the time or a query did.
  package let commit: String?

  /// Creates an event of a run; `reference` is dropped if the definition refers to no id.
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

  /// The documented members in the documented order, then the project's own; the ledger adds serial, sequence and
  /// previous digest.
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

  /// The beginning of a text that fits into an audit record's column, whose length is in UTF-16 units.
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
