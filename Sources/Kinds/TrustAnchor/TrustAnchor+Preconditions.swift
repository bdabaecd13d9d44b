import Model
import Source

extension TrustAnchor {
  /// The preconditions of the upload of an authority's certificate.
  ///
  /// Source: the key manager's checks, formats §7.
  enum Preconditions {
    static let isCertificate = Precondition<TrustAnchor>(
      "trustAnchor.certificate.parses", code: "KER-KMS-013", message: "Certificate Parsing Error.",
      summary: "The certificate is one X.509 certificate in PEM.", failing: .notUploaded, path: "spec.certificate",
      hint: "give one X.509 certificate in PEM, from BEGIN CERTIFICATE to END CERTIFICATE"
    ) { $0.parses($0.desired.certificate, at: place($0.desired)) }

    static let isUnique = Precondition<TrustAnchor>(
      "trustAnchor.certificate.unique", code: "KER-PCM-003", message: "Certificate already exists in store.",
      summary: "No other active trust anchor and no partner of the domain has the same certificate.",
      failing: .notUploaded,
      path: "spec.certificate", hint: "remove this manifest, or the other one"
    ) { act in
      guard let facts = act.wantedFacts else { return .holds }
      let thumbprint = Indexes.key(act.desired.domain, certificate: facts.sha1)
      let holder =
        act.registry.holder(of: thumbprint, in: Indexes.thumbprint, of: TrustAnchor.self)
        ?? act.registry.holder(of: thumbprint, in: Partner.Indexes.thumbprint, of: Partner.self)
      guard let holder, holder != act.object.identity else { return .holds }
      return .fails(other: holder, place: place(act.desired))
    }

    static let isInDate = Precondition<TrustAnchor>(
      "trustAnchor.certificate.dates", code: "KER-PCM-004", message: "Certificate Dates are not valid.",
      summary: "The certificate was valid when it was received.", failing: .notUploaded, path: "spec.certificate",
      hint: "give a certificate that is valid now"
    ) { $0.isInDate($0.wantedFacts, at: place($0.desired)) }

    static let isTrusted = Precondition<TrustAnchor>(
      "trustAnchor.certificate.path", code: "KER-PCM-005", message: "Root CA Certificate not found.",
      summary: "The certificate is a root, or a path leads from it to an active root of the domain.",
      failing: .notUploaded, path: "spec.certificate",
      hint: "add a trust anchor of the same domain with the certificate of its issuer"
    ) { act in
      let facts = act.wantedFacts
      guard facts?.isSelfSigned == false else { return .holds }
      return act.isTrusted(act.desired.certificate, facts: facts, in: act.desired.domain, at: place(act.desired))
    }
  }
}

extension Act<TrustAnchor> {
  /// The facts in the certificate of the manifest; nil if it cannot be read.
  var wantedFacts: CertificateFacts? { try? registry.certificates.read(desired.certificate).get() }
}
