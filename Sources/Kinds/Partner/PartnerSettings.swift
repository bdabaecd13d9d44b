package import Model

/// The settings of partners.
package struct PartnerSettings: SettingsSection {
  package var apiKeyLength = 32
  package var apiKeyValidityDays = 90

  package init() {}

  package static let key: String? = "partners"
  package static let fields: [Field<PartnerSettings>] = [
    .integer("apiKeyLength", \.apiKeyLength, Partner.keyMinimum...128, default: 32, "Characters of an API key."),
    .integer("apiKeyValidityDays", \.apiKeyValidityDays, 1...36500, default: 90, "Days an API key is valid.")
      .guarding(.lower),
  ]
}
