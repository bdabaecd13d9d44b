import Model

/// The audit events of the documents and, behind them, those that only the services' source code or this program has.
///
/// The rows are in the files AuditEventTable+….swift, by module. Source: Partner Management Audits, and the source code
/// of the services. Which events nothing emits, and why, is in `UnemittedEventTable`.
enum AuditEventTable {
  /// Every event, in the order of the reference.
  static let definitions: [EventDefinition] = sections.flatMap(\.definitions) + [Settings.recordedEvent]

  private static let sections: [Section] = [
    Section(.partner, isDocumented: true, rows: documentedPartnerEvents),
    Section(.policy, isDocumented: true, rows: documentedPolicyEvents),
    Section(.misp, isDocumented: true, rows: documentedMISPEvents),
    Section(.misp, isDocumented: false, rows: furtherMISPEvents),
    Section(.policy, isDocumented: false, rows: furtherPolicyEvents),
    Section(.partner, isDocumented: false, rows: furtherPartnerEvents),
    Section(.device, isDocumented: false, rows: furtherDeviceEvents),
    Section(.device, isDocumented: false, rows: deviceOperationEvents),
    Section(.partner, isDocumented: false, rows: certificateOperationEvents),
    Section(.misp, isDocumented: false, rows: [importEvent(about: .mispID)]),
    Section(.partner, isDocumented: false, rows: [importEvent(about: .partnerID)]),
    Section(.policy, isDocumented: false, rows: [importEvent(about: .policyID)]),
    Section(.device, isDocumented: false, rows: [importEvent(about: .deviceCode)]),
  ]

  /// The module that an event belongs to, with its name in the ledger.
  enum Module: String {
    case partner = "Partner"
    case policy = "Policy"
    case misp = "MISP"
    case device = "Device"
  }

  /// Who caused an event, as the services store it.
  enum EventType: String {
    case user = "USER"
    case system = "SYSTEM"
  }

  /// The point of an operation or a query at which an event is emitted.
  enum Phase: String {
    case request
    case success
    case failure
  }

  /// The type of the id that an event carries.
  enum ReferenceID: String {
    case partnerID = "Partner ID"
    case policyID = "Policy ID"
    case policyGroupID = "Policy Group ID"
    case mispID = "MISP ID"
    case deviceCode = "Device Code"
  }

  /// One event, without what all events of its section have in common.
  struct Row {
    let name: EventName
    let type: EventType
    let phase: Phase
    let title: String
    let reference: ReferenceID?
    let meaning: String
    let note: String?

    /// A row of the table.
    ///
    /// - Parameters:
    ///   - id: The event's id. One id may have several rows.
    ///   - row: Which of the rows of that id this is, from 1.
    ///   - title: The event's name, as the services write it.
    ///   - reference: The type of the id that the event carries; nil for an event that refers to no object.
    ///   - meaning: One short sentence without its full stop. It goes into the ledger for good.
    ///   - note: What else there is to know of the row, for the reference alone.
    static func event(
      _ id: String, row: Int = 1, type: EventType, phase: Phase, title: String, about reference: ReferenceID? = nil,
      meaning: String, note: String? = nil
    ) -> Row {
      Row(
        name: EventName(id, row: row), type: type, phase: phase, title: title, reference: reference, meaning: meaning,
        note: note)
    }
  }

  /// Rows of one module that are all documented, or all not.
  private struct Section {
    let module: Module
    let isDocumented: Bool
    let rows: [Row]

    init(_ module: Module, isDocumented: Bool, rows: [Row]) {
      self.module = module
      self.isDocumented = isDocumented
      self.rows = rows
    }

    var definitions: [EventDefinition] {
      rows.map { row in
        EventDefinition(
          module: module.rawValue, name: row.name, type: row.type.rawValue, phase: row.phase.rawValue,
          title: row.title, idType: row.reference?.rawValue, isDocumented: isDocumented, meaning: row.meaning,
          note: row.note, whyUnemitted: UnemittedEventTable.reason(module, id: row.name.id))
      }
    }
  }
}
