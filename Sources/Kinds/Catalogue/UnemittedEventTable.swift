import Source

/// The audit events of the services that nothing here emits, and why.
///
/// Failures that no manifest can bring about are not among them: an operation emits those, and their preconditions say
/// why they are unreachable. The reasons are this program's own.
enum UnemittedEventTable {
  /// Returns why nothing emits an event, going on from "nothing in partnerctl emits it:"; nil if something does.
  static func reason(_ module: AuditEventTable.Module, id: String) -> String? {
    reasons[module]?[ExactString(id)]
  }

  private static let reasons: [AuditEventTable.Module: [ExactString: String]] = rows.reduce(into: [:]) { reasons, row in
    for id in row.ids { reasons[row.module, default: [:]][ExactString(id)] = row.why }
  }

  private struct Row {
    let module: AuditEventTable.Module
    let ids: [String]
    let why: String

    static func events(_ ids: [String], of module: AuditEventTable.Module, why: String) -> Row {
      Row(module: module, ids: ids, why: why)
    }
  }

  private static let rows: [Row] = [
    .events(["PMS_PRT_188"], of: .policy, why: "the documents' PMS_PRT_187 stands for it"),
    .events(["PMS_PRT_184"], of: .policy, why: "the documents' PMS_PRT_183 stands for it"),
    .events(["PMS_PRT_157"], of: .policy, why: "the documents' PMS_PRT_137 stands for it"),
    .events(
      ["PMS_PRT_189"], of: .policy,
      why: "nothing asks for the policy of a partner; partner policy asks for that of a key"),
    .events(
      ["PMS_PRT_190", "PMS_PRT_192", "PMS_PRT_193", "PMS_PRT_194"], of: .policy,
      why: "there is no search with filters, pages and sorting"),
    .events(["PMS_PRT_191"], of: .policy, why: "settings are read in registry.yaml, and asked for nowhere"),
    .events(["PMS_MSP_414"], of: .misp, why: "no service emits it either; of an unknown id PMS_MSP_117 tells alone"),
    .events(
      ["ADM-602", "ADM-604"], of: .device, why: "ADM-600 and ADM-601 stand for it, whatever time is asked about"),
    .events(
      ["ADM-605", "ADM-608", "ADM-611"], of: .device,
      why: "what is stored and cannot be read ends the command with exit code 4"),
  ]
}
