package import Model
package import Source

/// A MOSIP infrastructure service provider, which carries authentication requests with a licence key.
///
/// Documents: Partner Management Service APIs, "MISP Management Service"; operations A1–A10, life cycles §§1–2.
package enum MISP: ResourceKind {
  package static let name = "MISP"
  package static let prefix = "misp"
  package static let folder = "misps"
  package static let summary = "A MOSIP infrastructure service provider and its licence keys."
  package static let citation = "Partner Management Service APIs, MISP Management Service"
  package static let eventModule = EventModule(
    name: "MISP", applicationID: "10002", applicationName: "Partner management portal", moduleID: "PMS_MSP",
    moduleName: "MISP Management Service")
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(
      missing: .init("PMS_COR_001", message: "Missing Input Parameter"),
      invalid: .init("PMS_COR_002", message: "Invalid Input Parameter")
    )
  }
  package static let secretResponseMembers: Set<ExactString> = ["mispLicenseKey", "licenseKey"]

  package static let example = """
    apiVersion: partnerctl/v1
    kind: MISP
    metadata:
      name: telecom                # identity in git; never changes
    spec:
      organizationName: telecom    # unique among all MISPs
      contactNumber: "9876998888"  # optional
      emailId: prm@telecom.example
      address: India
      approval: approved           # leave out = in progress | approved | rejected
      status: Active               # Active | De-Active
      licenseKey:
        status: Active             # Active | De-Active
        issue: 1                   # raise by one to have a new key issued

    """

  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: MISP
    metadata: {name: misp-\(number)}
    spec:
      organizationName: MISP \(number)
      contactNumber: "9876998888"
      emailId: misp\(number)@example.org
      address: India
      approval: approved

    """
  }

  /// The fewest characters of a licence key. Source: formats §2.
  static let keyMinimum = 8

  // MARK: Words

  /// The decision on a MISP's registration, as stored.
  package enum Approval: String, Word {
    case inProgress = "Inprogress"
    case approved
    case rejected
  }

  /// The decision as a manifest states it; absent means that none was made.
  package enum Decision: String, Word {
    case approved
    case rejected
  }

  /// Whether a MISP, or one of its keys, may be used.
  package enum Activity: String, Word {
    case active = "Active"
    case inactive = "De-Active"
  }

  /// What switched a licence key off.
  package enum Cause: String, Word {
    /// The MISP was de-activated; its re-activation switches the key on again.
    case misp
    /// The key's own switch.
    case key
    case rejection
    /// A newer key replaced it.
    case replacement
  }

  // MARK: Spec

  package struct Spec: Fielded {
    package var organizationName = ""
    package var contactNumber: String?
    package var emailId = ""
    package var address = ""
    package var approval: Decision?
    package var status = Activity.active
    package var licenseKey = LicenseKeySpec()

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text(
        "organizationName", \.organizationName, TextLimits(1...128), "Name of the organization; unique among all MISPs."
      ),
      .optionalText("contactNumber", \.contactNumber, TextLimits(1...16), "Telephone number."),
      .text("emailId", \.emailId, TextLimits(1...256, format: .email), "E-mail address."),
      .text("address", \.address, TextLimits(1...2000, isMultiline: true), "Postal address."),
      .optionalWord("approval", \.approval, "The decision on the registration; absent while it is in progress."),
      .word("status", \.status, default: .active, "Whether the MISP may operate."),
      .group("licenseKey", \.licenseKey, "The status of the licence key and the counter of issued keys."),
    ]
  }

  package struct LicenseKeySpec: Fielded {
    package var status = Activity.active
    package var issue = 1

    package init() {}

    package static let fields: [Field<LicenseKeySpec>] = [
      .word("status", \.status, default: .active, "The status of the key itself, whatever the MISP's."),
      .integer(
        "issue", \.issue, 1...1_000_000, default: 1,
        "Raise it to have a new key issued and the old ones de-activated; never lower it."),
    ]
  }

  // MARK: Status

  package struct Status: Fielded {
    package var approval = Approval.inProgress
    package var status = Activity.active
    /// Every key ever issued, oldest first; at most one is active. Of imported keys, the active one is last.
    package var licenseKeys: [LicenseKey] = []

    package init() {}

    package static let fields: [Field<Status>] = [
      .word("approval", \.approval, default: .inProgress, anyCase: false, "The decision on the registration."),
      .word("status", \.status, default: .active, anyCase: false, "Whether the MISP may operate."),
      .list("licenseKeys", \.licenseKeys, "Every licence key ever issued, oldest first."),
    ]

    /// The newest key, to which the manifest's `licenseKey` refers.
    package var currentKey: LicenseKey? { licenseKeys.last }

    /// Returns the active key. A state that another program wrote may have several: then one that has not expired.
    func activeKey(at time: Instant) -> LicenseKey? {
      let active = licenseKeys.filter { $0.status == .active }
      return active.last { !$0.isExpired(at: time) } ?? active.last
    }
  }

  package struct LicenseKey: Fielded {
    package var key = Secret("")
    package var status = Activity.active
    package var offBy: Cause?
    package var issue = 1
    package var issuedAt = Instant(milliseconds: 0)
    /// The last moment of its validity.
    package var expiresAt = Instant(milliseconds: 0)
    /// Who issued the key. Like the two that follow, it is stored for imported keys only; the ledger has it for others.
    package var issuedBy: String?
    /// Who switched the key last, and when.
    package var updatedBy: String?
    package var updatedAt: Instant?

    package init() {}

    package static let fields: [Field<LicenseKey>] = [
      .secret("key", \.key, "The licence key itself."),
      .word("status", \.status, default: .active, anyCase: false, "Whether it may be used."),
      .optionalWord("offBy", \.offBy, anyCase: false, "What switched it off."),
      .integer("issue", \.issue, 1...1_000_000, default: 1, "The `licenseKey.issue` it was issued for."),
      .time("issuedAt", \.issuedAt, "First moment of its validity."),
      .time("expiresAt", \.expiresAt, "Last moment of its validity."),
      .optionalAnyText("issuedBy", \.issuedBy, "Who issued an imported key.").leftOutWhenNull,
      .optionalAnyText("updatedBy", \.updatedBy, "Who last switched an imported key.").leftOutWhenNull,
      .optionalTime("updatedAt", \.updatedAt, "When an imported key was last switched.").leftOutWhenNull,
    ]

    package func isExpired(at time: Instant) -> Bool { expiresAt < time }

    /// Whether the key's own switch is on, even if its MISP is inactive.
    var isSwitchedOn: Bool { offBy != .key }

    mutating func switchOff(_ cause: Cause) { turn(.inactive, cause: cause) }

    mutating func switchOn() { turn(.active, cause: nil) }

    private mutating func turn(_ status: Activity, cause: Cause?) {
      self.status = status
      offBy = cause
      (updatedBy, updatedAt) = (nil, nil)
    }
  }

  // MARK: Settings

  package struct Settings: SettingsSection {
    package var idLength = 3
    package var licenseKeyLength = 50
    package var licenseKeyValidityDays = 90

    package init() {}

    package static let key: String? = "misps"
    package static let fields: [Field<Settings>] = [
      .integer("idLength", \.idLength, 1...15, default: 3, "Digits of the first MISP id generated."),
      .integer("licenseKeyLength", \.licenseKeyLength, keyMinimum...128, default: 50, "Characters of a licence key."),
      .integer(
        "licenseKeyValidityDays", \.licenseKeyValidityDays, 1...36500, default: 90, "Days a licence key is valid."
      ).guarding(.lower),
    ]
  }
}
