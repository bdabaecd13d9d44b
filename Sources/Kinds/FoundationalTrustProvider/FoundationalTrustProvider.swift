package import Model

/// A maker of the trusted hardware inside certified (L1) devices.
///
/// Documents: Device Management APIs, "foundationaltrustprovider"; operations F1 and F2, life cycle §8.
package enum FoundationalTrustProvider: SwitchedKind {
  package typealias Settings = NoSettings

  package static let name = "FoundationalTrustProvider"
  package static let prefix = "foundationalTrustProvider"
  package static let folder = "foundationaltrustproviders"
  package static let summary = "A maker of the trusted hardware inside certified devices."
  package static let citation = "Device Management APIs, foundational trust provider"
  package static let eventModule = EventModule.device
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(missing: .missingMandatory(isNew ? "ADM-DPM-015" : "ADM-DPM-018"), invalid: .invalidFormat)
  }

  package static let example = """
    apiVersion: partnerctl/v1
    kind: FoundationalTrustProvider
    metadata:
      name: ftp-1                    # identity in git; never changes
    spec:
      name: FTP 1                    # with address and e-mail unique among all trust providers
      address: Address of FTP 1
      email: ftp@example.org
      contactNo: "9876543210"
      certAlias: Test
      isActive: true

    """

  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: FoundationalTrustProvider
    metadata: {name: trust-provider-\(number)}
    spec:
      name: FTP \(number)
      address: Address of trust provider \(number)
      email: ftp\(number)@example.org
      contactNo: "9876543210"
      certAlias: Test
      isActive: true

    """
  }

  package struct Spec: Switched {
    package var name = ""
    package var address = ""
    package var email = ""
    package var contactNo = ""
    package var certAlias = ""
    package var isActive = true

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text("name", \.name, TextLimits(1...128), "Name of the trust provider."),
      .text("address", \.address, TextLimits(1...512, isMultiline: true), "Address of the trust provider."),
      .text("email", \.email, TextLimits(1...256), "E-mail address; its form is not checked."),
      .text("contactNo", \.contactNo, TextLimits(1...16), "Telephone number."),
      .text("certAlias", \.certAlias, TextLimits(1...36), "Alias of the trust provider's certificate."),
      .requiredBoolean("isActive", \.isActive, "Whether certified devices may name it."),
    ]
  }

  package struct Status: Switched {
    /// False also after the manifest was removed.
    package var isActive = true

    package init() {}

    package static let fields: [Field<Status>] = [
      .boolean("isActive", \.isActive, default: true, "Whether certified devices may name it.")
    ]
  }
}
