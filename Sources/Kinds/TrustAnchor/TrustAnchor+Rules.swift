package import Model
import Source

extension TrustAnchor {
  package static let rules: [Rule<TrustAnchor>] = [
    Rule(
      "trustAnchor.certificate.fixed", code: nil, message: "The certificate of a trust anchor never changes",
      summary: "The text of the certificate stays as it was uploaded, apart from white space around it.",
      citation: "partnerctl's own rule"
    ) { spec, stored in
      guard let stored, !isSame(stored.spec.certificate, spec.certificate) else { return nil }
      return Rule.Finding(place(spec), hint: anotherObject)
    },
    Rule(
      "trustAnchor.domain.fixed", code: nil, message: "The domain of a trust anchor never changes",
      summary: "The domain stays as it was uploaded for.", citation: "partnerctl's own rule"
    ) { spec, stored in
      guard let stored, stored.spec.domain != spec.domain else { return nil }
      return Rule.Finding("spec.domain", hint: anotherObject)
    },
  ]

  package static let warnings: [Warning<TrustAnchor>] = [
    Warning(
      "trustAnchor.certificate.expired", message: "The certificate of this trust anchor expired on %s",
      summary: "The certificate of a trust anchor is valid: no path leads through one that has expired.",
      citation: "formats §7"
    ) { anchor, registry in
      guard anchor.status.isActive, anchor.status.notAfter < registry.run.time else { return [] }
      return [
        .init(
          "spec.certificate", detail: anchor.status.notAfter.date,
          hint: "add the authority's new certificate under another name, and remove this manifest")
      ]
    }
  ]

  private static let anotherObject = "upload it under another name, in a manifest of its own"

  package static let indexes: [Index<TrustAnchor>] = [
    Index(thumbprintIndex, values: { $0.status.isActive ? [key($0.spec.domain, $0.status.thumbprint)] : [] }),
    // Claims know the text alone, of which no thumbprint can be made without libcrypto.
    Index(
      "certificate", tellsRenames: true, claims: { [key($0.domain, trimmed($0.certificate))] },
      values: { $0.status.isActive ? [key($0.spec.domain, trimmed($0.spec.certificate))] : [] }),
  ]

  static let thumbprintIndex = "domain and thumbprint"

  /// A certificate and its domain as one key; a domain holds no blank.
  static func key(_ domain: Domain, _ certificate: String) -> Key { Key(domain.rawValue + " " + certificate) }

  /// Tells whether two certificates are the same text, apart from white space around it.
  static func isSame(_ left: String, _ right: String) -> Bool { Key.same(trimmed(left), trimmed(right)) }

  /// The certificate's whole text. What stands around the block counts as well: to tell the block from it as libcrypto
  /// does takes libcrypto, and a text that only looks the same must not come into the place of one that was checked.
  private static func trimmed(_ certificate: String) -> String {
    let text = certificate.drop(while: \.isWhitespace)
    guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[...last])
  }

  /// Where a manifest says the certificate.
  static func place(_ spec: Spec) -> NodePath {
    spec.certificateFile == nil ? "spec.certificate" : "spec.certificateFile"
  }

  /// The certificates that are trusted in a domain, and those on the way to them, as PEM texts.
  package static func active(in domain: Domain, _ registry: any Registry) -> [String] {
    registry.objects(TrustAnchor.self).filter { $0.status.isActive && $0.spec.domain == domain }
      .map(\.spec.certificate)
  }
}
