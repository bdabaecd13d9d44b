package import Model
package import Source

/// An organization that works with the country's identity system: it asks for authentication, shares data, or makes
/// devices.
///
/// Documents: Partner Management Service APIs, "Partner Service" and "Partner Management"; operations C1–C10 and D1–D9,
/// life cycles §§4–6.
package enum Partner: ResourceKind {
  package typealias Settings = PartnerSettings

  package static let name = "Partner"
  package static let prefix = "partner"
  package static let folder = "partners"
  package static let summary = "An organization that works with the identity system."
  package static let citation = "Partner Management Service APIs, Partner Service"
  package static let eventModule = EventModule.partner
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(
      missing: .missingParameter, invalid: .invalidParameter,
      words: ["partnerType": FieldCodes.Answer("PMS_PRT_010", message: "Partner Type does not exist", separator: nil)],
      absences: ["certificate": noCertificate, "certificateFile": noCertificate])
  }

  private static let noCertificate = FieldCodes.Answer(
    "KER-PCM-001", message: "Invalid Certificate uploaded.", separator: nil)

  package static let secretResponseMembers: Set<ExactString> = ["partnerAPIKey", "partnerApiKey"]

  // MARK: Words

  /// The documented types of partners.
  package enum PartnerType: String, Word {
    case authentication = "Auth_Partner"
    case credential = "Credential_Partner"
    case onlineVerification = "Online_Verification_Partner"
    case abis = "ABIS_Partner"
    case manualAdjudication = "Manual_Adjudication"
    case deviceProvider = "Device_Provider"
    case trustModuleProvider = "FTM_Provider"
    case misp = "MISP_Partner"
    case administrator = "Partner_Admin"

    /// Whether such a partner works under a policy, and therefore belongs to a policy group. Source: formats §9.
    var needsPolicy: Bool {
      switch self {
      case .authentication, .credential, .onlineVerification, .abis, .manualAdjudication: true
      case .deviceProvider, .trustModuleProvider, .misp, .administrator: false
      }
    }

    /// Whether such a partner receives biometrics, and therefore needs extractors for them before it gets a key.
    /// Source: formats §10, `pmp.bioextractors.required.partner.types`.
    var needsBioExtractors: Bool { self == .credential || self == .onlineVerification }

    /// The domain in which the partner's certificate must be trusted.
    var domain: TrustAnchor.Domain {
      switch self {
      case .deviceProvider: .device
      case .trustModuleProvider: .trustModule
      default: .authentication
      }
    }
  }

  /// Whether a partner may act, or one of its keys be used.
  package enum Activity: String, Word {
    case active = "Active"
    case inactive = "De-Active"

    /// A second spelling, which one table of the request that changes the status has. Source: operation C2.
    package static var aliases: KeyValuePairs<String, Activity> { ["DeActive": .inactive] }
  }

  /// The services' own word for the state of a registration; in a registry it is active at once. Source:
  /// state-machines §4.
  package enum ApprovalStatus: String, Word {
    case activated = "Activated"
    case inProgress = "InProgress"
    case approved
  }

  // MARK: Spec

  package struct Spec: Fielded {
    package var organizationName = ""
    package var contactNumber = ""
    package var emailId = ""
    package var address = ""
    package var partnerType = PartnerType.authentication
    /// The group's name in its manifest.
    package var policyGroup: String?
    package var status = Activity.active
    /// Name of the file with the certificate; nil for a certificate in the manifest, and in the stored state.
    package var certificateFile: String?
    package var certificate: String?
    package var bioExtractors: [BioExtractor] = []
    package var apiKeys: [APIKeySpec] = []

    package init() {}

    package static let fields: [Field<Spec>] =
      details + certificates + [
        .list("bioExtractors", \.bioExtractors, "How biometrics are extracted for the partner, policy by policy."),
        .list("apiKeys", \.apiKeys, "Requests for API keys, the decisions on them, and the status of each key."),
      ]

    private static let details: [Field<Spec>] = [
      .text(
        "organizationName", \.organizationName, TextLimits(1...128),
        "Name of the organization; unique within its policy group."),
      .text("contactNumber", \.contactNumber, TextLimits(1...16), "Telephone number."),
      .text("emailId", \.emailId, TextLimits(1...254, format: .email), "E-mail address; unique among all partners."),
      .text("address", \.address, TextLimits(1...2000, isMultiline: true), "Postal address."),
      .requiredWord("partnerType", \.partnerType, "What the partner does; never changes."),
      .optionalText(
        "policyGroup", \.policyGroup, TextLimits(1...128, format: Metadata.nameFormat),
        "The metadata.name of the partner's policy group, for types that work under a policy; never changes."),
      .word("status", \.status, default: .active, "Whether the partner may act."),
    ]

    private static let certificates = Field<Spec>.optionalFileOrText(
      "certificate", \.certificate, file: \.certificateFile, TextLimits(1...65536, isMultiline: true),
      "The partner's certificate in PEM; it can be replaced with another one.")
  }

  // MARK: Status

  package struct Status: Fielded {
    /// De-active also after the manifest was removed.
    package var status = Activity.active
    package var registration = Registration()
    package var certificate = Certificate()
    /// Every request ever made, oldest first, one for each name.
    package var apiKeyRequests: [APIKeyRequest] = []
    /// The key of every approved request, oldest first.
    package var apiKeys: [APIKey] = []

    package init() {}

    package static let fields: [Field<Status>] = [
      .word("status", \.status, default: .active, anyCase: false, "Whether the partner may act."),
      .group("registration", \.registration, "The registration of an imported partner."),
      .group("certificate", \.certificate, "Facts about the certificate."),
      .list("apiKeyRequests", \.apiKeyRequests, "Every request for an API key, oldest first."),
      .list("apiKeys", \.apiKeys, "Every API key ever issued, oldest first."),
    ]
  }

  package struct Registration: Fielded {
    /// The word that a table import found; nil for a partner registered here, which is active at once.
    package var approvalStatus: ApprovalStatus?

    package init() {}

    package static let fields: [Field<Registration>] = [
      .optionalWord(
        "approvalStatus", \.approvalStatus, anyCase: false,
        "The approval status of an imported partner in the services.")
    ]
  }

  package struct Certificate: Fielded {
    /// The key manager's id of the certificate; nil while there is none.
    package var id: String?
    /// SHA-1, by which the key manager identifies certificates; nil also where only the id is known.
    package var thumbprint: String?
    package var expiresAt: Instant?

    package init() {}

    package static let fields: [Field<Certificate>] = [
      .optionalText("id", \.id, TextLimits(1...128), "Id of the certificate; null while there is none."),
      .optionalText("thumbprint", \.thumbprint, TextLimits(1...64), "Its SHA-1, in hexadecimal digits."),
      .optionalTime("expiresAt", \.expiresAt, "Last moment of its validity."),
    ]
  }
}
