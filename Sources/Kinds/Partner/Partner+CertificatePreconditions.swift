import Model
import Source

extension Partner {
  /// The preconditions about a partner's certificate.
  ///
  /// Source: the key manager's checks, formats §7.
  enum CertificatePreconditions {
    /// The preconditions of the upload, in the key manager's order.
    static let ofUpload: [Stage<Partner>] = [
      isCertificate, isUnique, isInDate, isTrusted, hasVersion, namesOrganization, hasLargeKey, hasKnownSignature,
    ].map { .requires($0) }

    /// Requires another certificate for another name: a certificate names one organization.
    static let fitsNewName = Stage<Partner>.requires(
      Precondition(
        "partner.organizationName.certified", code: "KER-PCM-008", message: "Partner Organization Name not Matched.",
        summary: "A partner that is renamed gets a certificate for its new name in the same change.",
        failing: .certificateNotUploaded, path: "spec.organizationName",
        hint: "give a certificate whose O is the new name in the same change, or keep the name"
      ) { act in
        guard let stored = act.object.spec.certificate, let wanted = act.desired.certificate,
          TrustAnchor.isSame(stored, as: wanted), let facts = act.wantedFacts
        else { return .holds }
        return Verdict(ExactString.same(facts.organization ?? "", act.desired.organizationName))
      })

    private static let isCertificate = condition(
      "parses", code: "KER-KMS-013", message: "Certificate Parsing Error.",
      summary: "The certificate is one X.509 certificate in PEM.",
      hint: "give one X.509 certificate in PEM, from BEGIN CERTIFICATE to END CERTIFICATE"
    ) { act, certificate in act.parses(certificate, at: act.certificatePlace) }

    private static let isUnique = condition(
      "unique", code: "KER-PCM-003", message: "Certificate already exists in store.",
      summary: "No other partner and no trust anchor of the domain has the same certificate.",
      hint: "every partner has a certificate of its own"
    ) { act, _ in
      guard let facts = act.wantedFacts else { return .holds }
      let key = TrustAnchor.Indexes.key(act.object.spec.partnerType.domain, certificate: facts.sha1)
      let holder =
        act.registry.holder(of: key, in: Indexes.thumbprint, of: Partner.self)
        ?? act.registry.holder(of: key, in: TrustAnchor.Indexes.thumbprint, of: TrustAnchor.self)
      guard let holder, holder != act.object.identity else { return .holds }
      return .fails(other: holder, place: act.certificatePlace)
    }

    private static let isInDate = condition(
      "dates", code: "KER-PCM-004", message: "Certificate Dates are not valid.",
      summary: "The certificate was valid when it was received.",
      hint: "give a certificate that is valid now"
    ) { act, _ in act.isInDate(act.wantedFacts, at: act.certificatePlace) }

    private static let isTrusted = condition(
      "path", code: "KER-PCM-006", message: "Root CA/Intermediate CA Certificates not found.",
      summary: "A path leads from the certificate to an active root of the domain of the partner's type.",
      hint: "add a TrustAnchor of the domain with the certificate of its issuer"
    ) { act, certificate in
      act.isTrusted(
        certificate, facts: act.wantedFacts, in: act.object.spec.partnerType.domain, at: act.certificatePlace)
    }

    private static let hasVersion = condition(
      "version", code: "KER-PCM-007", message: "Certificate version not supported.",
      summary: "The certificate is of X.509 version 3.",
      hint: "have a certificate of version 3 issued"
    ) { act, _ in act.wantedFacts?.version == 3 ? .holds : .fails(place: act.certificatePlace) }

    private static let namesOrganization = condition(
      "organization", code: "KER-PCM-008", message: "Partner Organization Name not Matched.",
      summary: "The organization (O) of the certificate's subject is exactly the organizationName.",
      hint: "have a certificate issued for the organizationName"
    ) { act, _ in
      guard let facts = act.wantedFacts,
        !ExactString.same(facts.organization ?? "", act.object.spec.organizationName)
      else {
        return .holds
      }
      let found = facts.organization.map { "is \"\($0)\"" } ?? "is missing"
      return .fails(
        place: act.certificatePlace,
        hint: "its O \(found); have one issued for \"\(act.object.spec.organizationName)\"")
    }

    private static let hasLargeKey = condition(
      "keySize", code: "KER-PCM-013", message: "Partner Certificate Key Size is less than allowed size.",
      summary: "An RSA key has 2048 bits or more.", hint: "have a certificate issued for a key of 2048 bits or more"
    ) { act, _ in
      guard let facts = act.wantedFacts, facts.keyAlgorithm.hasPrefix("RSA"), facts.keyBits < 2048 else {
        return .holds
      }
      return .fails(place: act.certificatePlace, hint: "its key has \(facts.keyBits) bits, fewer than 2048")
    }

    private static let hasKnownSignature = condition(
      "signatureAlgorithm", code: "KER-PCM-014", message: "Partner Certificate Signature algorithm not supported.",
      summary: "The name of the signature algorithm starts with SHA2, as in SHA256withRSA.",
      hint: "have a certificate issued that is signed with SHA-256"
    ) { act, _ in
      guard let facts = act.wantedFacts, !facts.signatureAlgorithm.hasPrefix("SHA2") else { return .holds }
      return .fails(
        place: act.certificatePlace, hint: "it is signed with \(facts.signatureAlgorithm); have one signed with SHA-256"
      )
    }

    private static func condition(
      _ id: String, code: String, message: String, summary: String, hint: String,
      check: @escaping @Sendable (_ act: Act<Partner>, _ certificate: String) -> Verdict
    ) -> Precondition<Partner> {
      Precondition(
        "partner.certificate.\(id)", code: code, message: message, summary: summary, failing: .certificateNotUploaded,
        path: "spec.certificate", hint: hint
      ) { act in
        act.desired.certificate.map { check(act, $0) } ?? .holds
      }
    }
  }
}

extension Act<Partner> {
  /// The facts in the certificate of the manifest; nil if there is none, or none that can be read.
  var wantedFacts: CertificateFacts? {
    desired.certificate.flatMap { try? registry.certificates.read($0).get() }
  }

  /// The place of the certificate in the manifest.
  fileprivate var certificatePlace: NodePath {
    desired.certificateFile == nil ? "spec.certificate" : "spec.certificateFile"
  }
}
