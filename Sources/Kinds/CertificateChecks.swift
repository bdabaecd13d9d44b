import Model
import Source

// What every upload of a certificate asks, whoever's it is: the words are the key manager's, and those of the hints ours.

extension Act {
  /// One X.509 certificate in PEM; `place` is where the manifest says it.
  func parses(_ certificate: String, at place: NodePath) -> Verdict {
    guard case .failure(let fault) = registry.certificates.read(certificate) else { return .holds }
    return .fails(place: place, hint: "\(fault.reason); give one X.509 certificate in PEM")
  }

  /// Valid when it was received; while that is not known, nothing is held against it.
  func isInDate(_ facts: CertificateFacts?, at place: NodePath) -> Verdict {
    guard let facts, let receipt = provenance?.receivedAt, !facts.isValid(at: receipt) else { return .holds }
    return .fails(
      place: place, hint: "it is valid from \(facts.notBefore) to \(facts.notAfter); give one that is valid now")
  }

  /// Below an active root of the domain, on a path that was valid when the certificate was received.
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
