package import Model
import Source

/// A certificate authority whose certificates are trusted in one domain: a root, or an intermediate one below a root.
///
/// Documents: Partner Management, certificates of partners; the key manager's upload of CA certificates, formats §7.
package enum TrustAnchor: ResourceKind {
  package typealias Settings = NoSettings

  package static let name = "TrustAnchor"
  package static let prefix = "trustAnchor"
  package static let folder = "trustanchors"
  package static let summary = "A certificate authority that is trusted in one domain."
  package static let citation = "Key manager, upload of CA certificates; formats §7"
  /// The module of the service that forwards certificates to the key manager, whose own events are not documented.
  package static let eventModule = EventModule.partner
  package static func codes(isNew: Bool) -> FieldCodes {
    let invalidDomain = FieldCodes.Answer("KER-PCM-011", message: "Invalid Partner Domain.", separator: nil)
    return FieldCodes(
      missing: FieldCodes.Answer("KER-PCM-001", message: "Invalid Certificate uploaded.", separator: nil),
      invalid: FieldCodes.ours.invalid, words: ["domain": invalidDomain], absences: ["domain": invalidDomain])
  }

  package struct Spec: Fielded {
    package var domain = Domain.authentication
    /// Name of the file with the certificate; nil for a certificate in the manifest, and in the stored state.
    package var certificateFile: String?
    package var certificate = ""

    package init() {}

    package static let fields: [Field<Spec>] =
      [.requiredWord("domain", \.domain, "What the certificates of the authority are used for.")]
      + Field.fileOrText(
        "certificate", \.certificate, file: \.certificateFile, TextLimits(1...65536, isMultiline: true),
        "The authority's certificate in PEM; it never changes.")
  }

  /// The documented domains, `mosip.kernel.partner.allowed.domains`.
  package enum Domain: String, Word {
    case authentication = "AUTH"
    case device = "DEVICE"
    case trustModule = "FTM"
  }

  package struct Status: Fielded {
    package var subject = ""
    package var issuer = ""
    package var notBefore = Instant(milliseconds: 0)
    package var notAfter = Instant(milliseconds: 0)
    /// SHA-1 of the certificate, by which the key manager identifies it.
    package var thumbprint = ""
    /// False after the manifest was removed.
    package var isActive = true

    package init() {}

    package static let fields: [Field<Status>] = [
      .anyText("subject", \.subject, "The subject of the certificate."),
      .anyText("issuer", \.issuer, "The issuer of the certificate; a root is its own issuer."),
      .time("notBefore", \.notBefore, "The first moment at which it is valid."),
      .time("notAfter", \.notAfter, "The last moment at which it is valid."),
      .text("thumbprint", \.thumbprint, TextLimits(1...64), "SHA-1 of the certificate, in hexadecimal digits."),
      .boolean("isActive", \.isActive, default: true, "Whether certificates below it are trusted."),
    ]
  }
}
