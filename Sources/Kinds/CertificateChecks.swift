import Model
import Source

// The checks that the uploads of authorities' and partners' certificates have in common. Source: the key manager's
// checks, formats §7.

extension Act {
  /// Checks that a text is one X.509 certificate in PEM; `place` is its place in the manifest.
  func parses(_ certificate: String, at place: NodePath) -> Verdict {
    guard case .failure(let fault) = registry.certificates.read(certificate) else { return .holds }
    return .fails(place: place, hint: "\(fault.reason); give one X.509 certificate in PEM")
  }

  /// Checks that a certificate was valid when it was received; this holds if the time of receipt is not known.
  func isInDate(_ facts: CertificateFacts?, at place: NodePath) -> Verdict {
    guard let facts, let receipt = provenance?.receivedAt, !facts.isValid(at: receipt) else { return .holds }
    return .fails(
      place: place, hint: "it is valid from \(facts.notBefore) to \(facts.notAfter); give one that is valid now")
  }

  /// Checks that a path leads from a certificate to an active root of the domain, and was valid when the certificate
  /// was received; this holds if the time of receipt is not known.
  func isTrusted(
    _ certificate: String, facts: CertificateFacts?, in domain: TrustAnchor.Domain, at place: NodePath
  ) -> Verdict {
    guard let facts, let receipt = provenance?.receivedAt else { return .holds }
    let anchors = TrustAnchor.authorities(above: [facts.issuer], in: domain, in: registry)
    guard !registry.certificates.leads(certificate, [], anchors, receipt) else { return .holds }
    let advice =
      facts.isSelfSigned
      ? "it is self-signed: have one issued by an authority" : "add the certificate of \(facts.issuer)"
    return .fails(place: place, hint: "no valid path leads to a root of \(domain.rawValue); \(advice)")
  }
}
