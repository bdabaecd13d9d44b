package import Model
package import Source

/// The settings of device registration.
package struct DeviceSettings: SettingsSection {
  package var timestampWindowMinutes = 5
  package var clockSkewMinutes = 2
  package var receivedAt = Receipt.merge
  package var responseFormat = SignedResponse.Layout.rfc7515
  /// Whether an L0 device may give a signed digital id. Its signature is not verified.
  package var acceptUnverifiedDigitalIds = false
  package var types: [ExactString: [String]] = DeviceSettings.knownTypes

  package init() {}

  /// The moment that counts as the receipt of a manifest.
  package enum Receipt: String, Word {
    case commit
    case merge
    case run
  }

  package static let knownTypes: [ExactString: [String]] = [
    "Finger": ["Slab", "Slap", "Single", "Touchless"], "Iris": ["Single", "Double"], "Face": ["Full face"],
  ]

  package static let key: String? = "devices"
  package static let fields: [Field<DeviceSettings>] = [
    .integer(
      "timestampWindowMinutes", \.timestampWindowMinutes, 0...525_600, default: 5,
      "Minutes within which a device's data must be received."
    ).guarding(.lower),
    .integer("clockSkewMinutes", \.clockSkewMinutes, 0...1440, default: 2, "Minutes a device's clock may be ahead.")
      .guarding(.lower),
    .word("receivedAt", \.receivedAt, default: .merge, anyCase: false, "Which moment counts as the time of receipt.")
      .guarding(.higher),
    .word("responseFormat", \.responseFormat, default: .rfc7515, anyCase: false, "Layout of signed responses."),
    .boolean(
      "acceptUnverifiedDigitalIds", \.acceptUnverifiedDigitalIds, default: false,
      "Whether an L0 device may give a signed digital id; the signature is not verified, and no proof of its maker."
    ).guarding(.lower),
    .textLists("types", \.types, default: knownTypes, "Device types and their sub-types."),
  ]
}

extension DeviceSettings {
  /// Returns why a type and a sub-type are not in the settings; nil if they are.
  func fault(ofType type: String, _ subType: String) -> String? {
    guard let subTypes = types[ExactString(type)] else {
      return "the registry has no device type \"\(type)\": add it to devices.types in registry.yaml"
    }
    if subTypes.contains(where: { ExactString.same($0, subType) }) { return nil }
    return "the registry has no sub-type \"\(subType)\" of \(type): add it to devices.types in registry.yaml"
  }
}
