package import Model

/// A vendor whose biometric devices may be registered.
///
/// Documents: Device Management APIs, "deviceprovider"; operations E1 and E2, life cycle §7.
package enum DeviceProvider: SwitchedKind {
  package typealias Settings = NoSettings

  package static let name = "DeviceProvider"
  package static let prefix = "deviceProvider"
  package static let folder = "deviceproviders"
  package static let summary = "A vendor whose biometric devices may be registered."
  package static let citation = "Device Management APIs, device provider"
  package static let eventModule = EventModule.device
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(missing: .missingMandatory(isNew ? "ADM-DPM-010" : "ADM-DPM-013"), invalid: .invalidFormat)
  }

  package static let example = """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata:
      name: test-vendor              # identity in git; never changes
    spec:
      vendorName: Test Vendor        # with the address unique among active providers
      address: Address of Test Vendor
      email: vendor@example.org
      contactNumber: "9663175928"
      certificateAlias: Test
      isActive: true

    """

  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata: {name: vendor-\(number)}
    spec:
      vendorName: Vendor \(number)
      address: Address of vendor \(number)
      email: vendor\(number)@example.org
      contactNumber: "9663175928"
      certificateAlias: Test
      isActive: true

    """
  }

  package struct Spec: Switched {
    package var vendorName = ""
    package var address = ""
    package var email = ""
    package var contactNumber = ""
    package var certificateAlias = ""
    package var isActive = true

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text("vendorName", \.vendorName, TextLimits(1...128), "Name of the vendor."),
      .text("address", \.address, TextLimits(1...512, isMultiline: true), "Address of the vendor."),
      .text("email", \.email, TextLimits(1...256), "E-mail address of the vendor; its form is not checked."),
      .text("contactNumber", \.contactNumber, TextLimits(1...16), "Telephone number of the vendor."),
      .text("certificateAlias", \.certificateAlias, TextLimits(1...36), "Alias of the vendor's certificate."),
      .requiredBoolean("isActive", \.isActive, "Whether new devices of the vendor may be registered."),
    ]
  }

  package struct Status: Switched {
    /// False also after the manifest was removed.
    package var isActive = true

    package init() {}

    package static let fields: [Field<Status>] = [
      .boolean("isActive", \.isActive, default: true, "Whether new devices of the vendor may be registered.")
    ]
  }
}
