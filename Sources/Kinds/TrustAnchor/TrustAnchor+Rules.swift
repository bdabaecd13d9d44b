package import Model
import Source

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

  package static let indexes: [Index<TrustAnchor>] = [
    Index(
      thumbprintIndex, values: { $0.status.isActive ? [key($0.spec.domain, certificate: $0.status.thumbprint)] : [] }),
    Index(
      subjectIndex, isUnique: false,
      values: { $0.status.isActive ? [subjectKey($0.spec.domain, name: $0.status.subject)] : [] }),
    // Claims know the text alone, of which no thumbprint can be made without libcrypto.
    Index(
      "certificate", tellsRenames: true, claims: { [key($0.domain, certificate: trimmed($0.certificate))] },
      values: { $0.status.isActive ? [key($0.spec.domain, certificate: trimmed($0.spec.certificate))] : [] }),
  ]

  static let thumbprintIndex = "domain and thumbprint"

  /// A certificate and its domain as one key; a domain holds no blank.
  static func key(_ domain: Domain, certificate: String) -> ExactString {
    ExactString(domain.rawValue + " " + certificate)
  }

  /// Tells whether two certificates are the same text, apart from white space around it.
  static func isSame(_ left: String, as right: String) -> Bool { ExactString.same(trimmed(left), trimmed(right)) }

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

  /// The active certificates of a domain that can be part of a path from certificates of these issuers to a root, as PEM
  /// texts.
  ///
  /// They are found by name, issuer after issuer, so that the work does not grow with the number of trust anchors, and a
  /// manifest that is rejected for want of a path depends on those names alone.
  static func authorities(above issuers: [String], in domain: Domain, in registry: any Registry) -> [String] {
    var certificates: [String] = []
    var known: Set<ExactString> = []
    var names = issuers
    for _ in 0..<longestPath where !names.isEmpty {
      let keys = names.map { subjectKey(domain, name: $0) }.filter { known.insert($0).inserted }
      let found = keys.flatMap { registry.objects(under: $0, in: subjectIndex, of: TrustAnchor.self) }
      certificates += found.map(\.spec.certificate)
      names = found.map(\.status.issuer)
    }
    return certificates
  }

  private static let subjectIndex = "domain and subject"

  /// The most certificates of a path; libcrypto's search for paths has the same limit.
  private static let longestPath = 8

  /// A domain and a distinguished name as one key. Names that X.509 takes for equal, which case and blanks do not tell
  /// apart, have one key; whether one certificate issued the other is not for the key to say.
  private static func subjectKey(_ domain: Domain, name: String) -> ExactString {
    let letters = name.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\\") }
      .map { $0.asciiLowercased }
    return ExactString(domain.rawValue + " " + String(decoding: letters, as: UTF8.self))
  }
}
