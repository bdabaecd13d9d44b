package import Model

/// The settings of policies.
package struct PolicySettings: SettingsSection {
  package var validityDays = 180
  package var authTypes = PolicySettings.knownAuthTypes
  package var kycAttributes = PolicySettings.knownAttributes

  package init() {}

  package static let knownAuthTypes = ["otp", "demo", "bio", "kyc"]
  package static let knownAttributes = [
    "fullName", "middleName", "lastName", "dateOfBirth", "gender", "phone", "email", "addressLine1",
    "addressLine2", "addressLine3", "location1", "location2", "location3", "postalCode", "photo",
  ]

  package static let key: String? = "policies"
  package static let fields: [Field<PolicySettings>] = [
    .integer("validityDays", \.validityDays, 1...36500, default: 180, "Days a published policy is valid.")
      .guarding(.lower),
    .texts("authTypes", \.authTypes, default: knownAuthTypes, "Authentication types a policy may allow."),
    .texts("kycAttributes", \.kycAttributes, default: knownAttributes, "KYC attributes a policy may allow."),
  ]
}
