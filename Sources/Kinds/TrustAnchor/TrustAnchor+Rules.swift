package import Model
import Source

// The rules about trust anchors, and the search for authorities. Source: none in the documents for the rules; the key
// manager's checks for the search, formats §7.

extension TrustAnchor {
  package static let rules: [Rule<TrustAnchor>] = [
    Rule(
      "trustAnchor.certificate.fixed", code: nil, message: "The certificate of a trust anchor never changes",
      summary: "The text of an uploaded certificate never changes, except for white space around it.",
      citation: "partnerctl's own rule"
    ) { spec, stored in
      guard let stored, !isSame(stored.spec.certificate, as: spec.certificate) else { return nil }
      return Rule.Finding(place(spec), hint: anotherObject)
    },
    Rule(
      "trustAnchor.domain.fixed", code: nil, message: "The domain of a trust anchor never changes",
      summary: "The domain of an uploaded certificate never changes.", citation: "partnerctl's own rule"
    ) { spec, stored in
      guard let stored, stored.spec.domain != spec.domain else { return nil }
      return Rule.Finding("spec.domain", hint: anotherObject)
    },
  ]

  private static let anotherObject = "upload it under another name, in a separate manifest"

  /// Returns whether two certificates are equal texts, apart from white space around them.
  static func isSame(_ left: String, as right: String) -> Bool {
    ExactString.same(Indexes.trimmed(left), Indexes.trimmed(right))
  }

  /// Returns the place of the certificate in a manifest.
  static func place(_ spec: Spec) -> NodePath {
    spec.certificateFile == nil ? "spec.certificate" : "spec.certificateFile"
  }

  /// Returns the active certificates of a domain that can be part of a path from certificates of these issuers to a
  /// root, as PEM texts.
  ///
  /// They are found by name, issuer after issuer, so that the work does not grow with the number of trust anchors, and
  /// so that a manifest that is rejected because there is no path depends on those names alone.
  static func authorities(above issuers: [String], in domain: Domain, in registry: any Registry) -> [String] {
    var certificates: [String] = []
    var known: Set<ExactString> = []
    var names = issuers
    for _ in 0..<longestPath where !names.isEmpty {
      let keys = names.map { Indexes.subjectKey(domain, name: $0) }.filter { known.insert($0).inserted }
      let found = keys.flatMap { registry.objects(under: $0, in: Indexes.subject, of: TrustAnchor.self) }
      certificates += found.map(\.spec.certificate)
      names = found.map(\.status.issuer)
    }
    return certificates
  }

  /// The most certificates of a path, as in libcrypto's search for paths.
  private static let longestPath = 8
}
