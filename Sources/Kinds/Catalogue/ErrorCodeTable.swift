import Model

/// Every code and message of the documents and of the services' releases.
///
/// The rows are in the files ErrorCodeTable+….swift, by service. Source: the document or the releases that each row
/// names. Which codes nothing answers with, and why, is in `UnansweredCodeTable`.
enum ErrorCodeTable {
  /// Every code, in the order of the reference. One code may have several rows.
  static let codes: [ErrorCode] = rows.map { row in
    ErrorCode(
      code: row.code, message: row.message, module: row.service.rawValue, condition: row.condition, source: row.source,
      whyUnanswered: UnansweredCodeTable.reason(row.code))
  }

  private static let rows: [Row] = [
    commonCodes, mispCodes, policyCodes, partnerManagementCodes, partnerCodes, certificateCodes,
    deviceRegistrationCodes, deviceValidationCodes, auditCodes, laterCodes,
  ].flatMap(\.self)

  /// The services that answer with a code, with their name in the reference.
  enum Service: String {
    case allPartnerManagement = "all PMS services"
    case mispAndPolicy = "MISP, Policy"
    case partnerAndManagement = "Partner, Partner Management"
    case partnerManagement = "Partner Management"
    case partner = "Partner"
    case all
    case deviceMasterdata = "device (masterdata)"
    case laterPartnerManagement = "G3 partner-management-service"
    case misp = "MISP"
    case mispIDGenerator = "kernel MISP id generator"
    case partnerIDGenerator = "kernel partner id generator"
    case idValidator = "kernel id validator"
    case licenceKeyGenerator = "kernel licence key generator"
    case policy = "Policy"
    case policyValidator = "Policy (validator)"
    case laterDevice = "Device (PMS, from v1.1.2)"
    case keyManager = "Key manager (certificate upload)"
    case deviceProvider = "Device provider"
    case trustProvider = "Foundational trust provider"
    case deviceService = "MDS"
    case registeredDevice = "Registered device"
    case allMasterdata = "all masterdata"
    case deviceValidation = "Device validate"
    case deviceTypes = "Device master data"
    case auditManager = "Audit manager"
    case search = "Search/filter"
  }

  /// One code with one of its messages.
  struct Row {
    let code: String
    let message: String
    let service: Service
    let condition: String
    let source: String

    /// A row of the table.
    ///
    /// - Parameters:
    ///   - code: The code. One code may have several rows.
    ///   - message: The message, as the source writes it.
    ///   - service: The services that answer with it.
    ///   - condition: When they do.
    ///   - source: Where the row is found: `doc` for the documents, and releases of the services.
    static func code(
      _ code: String, message: String, of service: Service, when condition: String, source: String
    ) -> Row {
      Row(code: code, message: message, service: service, condition: condition, source: source)
    }
  }
}
