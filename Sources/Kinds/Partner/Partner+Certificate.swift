package import Model
import Source

// The partner's certificate; formats §7.

extension Partner {
  /// The upload of the manifest's certificate; nil if it is the stored one, or there is none.
  static func certificateRoute(from stored: Stored<Partner>, to desired: Spec) -> Operation<Partner>? {
    guard let certificate = desired.certificate else { return nil }
    if let uploaded = stored.spec.certificate, TrustAnchor.isSame(uploaded, as: certificate) { return nil }
    return uploadCertificate
  }

  static let certificateRules: [Rule<Partner>] = [
    Rule(
      "partner.certificate.withdrawn", code: nil, message: "The certificate of a partner cannot be removed",
      summary: "An uploaded certificate stays until another one replaces it.",
      citation: "partnerctl's own rule"
    ) { spec, stored in
      guard stored?.spec.certificate != nil, spec.certificate == nil, spec.certificateFile == nil else { return nil }
      return .init("spec.certificate", hint: "restore it, or give another one; to stop the partner, de-activate it")
    }
  ]

  static let thumbprintIndex = "certificate's domain and thumbprint"

  /// The certificates of partners, each in its domain.
  static let certificateIndex = Index<Partner>(thumbprintIndex) { stored in
    stored.status.certificate.thumbprint.map { [TrustAnchor.key(stored.spec.partnerType.domain, certificate: $0)] }
      ?? []
  }

  // MARK: D4

  /// MOSIP signs such a certificate anew; that is not done here, where its key is not. The request's domain follows from
  /// the partner's type, so that KER-PCM-011 has no case.
  package static let uploadCertificate = Operation<Partner>(
    "partner.uploadCertificate", envelope: "mosip.partnermanagement.partners.certificate.upload",
    summary: "Uploads a partner's certificate, replacing the previous one.", citation: "D4",
    stages: [
      .emits(.uploadingCertificate),
      exists(failing: .certificateNotUploaded),
      .expects(rule: "partner.certificate.required", failing: .certificateNotUploaded),
      .expects(rule: "partner.certificateFile.required", failing: .certificateNotUploaded),
      .requires(isCertificate), .requires(isUnique), .requires(isInDate), .requires(isTrusted), .requires(hasVersion),
      .requires(namesOrganization), .requires(hasLargeKey), .requires(hasKnownSignature),
      .takes(["certificate", "certificateFile"]),
      .does { act in
        guard let facts = facts(act) else { return }
        // A text that differs around the same certificate brings no new one.
        let isAnother = act.object.status.certificate.thumbprint.map { !ExactString.same($0, facts.sha1) } ?? true
        if isAnother {
          act.object.status.certificate.id = act.registry.run.ids.uuid()
          act.generated.append("status.certificate.id")
        }
        act.object.status.certificate.thumbprint = facts.sha1
        act.object.status.certificate.expiresAt = facts.notAfter
      },
      .emits(.uploadedCertificate),
    ]
  ) { act in
    .object([
      "message": .text("successfully uploaded partner's digital certificate"),
      "certificateId": .text(act.object.status.certificate.id), "timestamp": .text(act.time.description),
    ])
  }

  /// A certificate speaks for one organization: another name comes with another certificate.
  static let certificateStillFits = Stage<Partner>.requires(
    Precondition(
      "partner.organizationName.certified", code: "KER-PCM-008", message: "Partner Organization Name not Matched.",
      summary: "A partner that is renamed gets a certificate for its new name in the same change.",
      failing: .certificateNotUploaded, path: "spec.organizationName",
      hint: "give a certificate whose O is the new name in the same change, or keep the name"
    ) { act in
      guard let stored = act.object.spec.certificate, let wanted = act.desired.certificate,
        TrustAnchor.isSame(stored, as: wanted), let facts = facts(act)
      else { return .holds }
      return Verdict(ExactString.same(facts.organization ?? "", act.desired.organizationName))
    })

  private static func facts(_ act: Act<Partner>) -> CertificateFacts? {
    act.desired.certificate.flatMap { try? act.registry.certificates.read($0).get() }
  }

  /// Where the manifest says the certificate.
  private static func place(_ spec: Spec) -> NodePath {
    spec.certificateFile == nil ? "spec.certificate" : "spec.certificateFile"
  }

  // MARK: Checks, in the key manager's order

  private static let isCertificate = condition(
    "parses", code: "KER-KMS-013", message: "Certificate Parsing Error.",
    summary: "The certificate is one X.509 certificate in PEM.",
    hint: "give one X.509 certificate in PEM, from BEGIN CERTIFICATE to END CERTIFICATE"
  ) { act, certificate in act.parses(certificate, at: place(act.desired)) }

  private static let isUnique = condition(
    "unique", code: "KER-PCM-003", message: "Certificate already exists in store.",
    summary: "No other partner and no trust anchor of the domain has the same certificate.",
    hint: "every partner has a certificate of its own"
  ) { act, _ in
    guard let facts = facts(act) else { return .holds }
    let key = TrustAnchor.key(act.object.spec.partnerType.domain, certificate: facts.sha1)
    let holder =
      act.registry.holder(of: key, in: thumbprintIndex, of: Partner.self)
      ?? act.registry.holder(of: key, in: TrustAnchor.thumbprintIndex, of: TrustAnchor.self)
    guard let holder, holder != act.object.identity else { return .holds }
    return .fails(other: holder, place: place(act.desired))
  }

  private static let isInDate = condition(
    "dates", code: "KER-PCM-004", message: "Certificate Dates are not valid.",
    summary: "The certificate was valid when it was received.",
    hint: "give a certificate that is valid now"
  ) { act, _ in act.isInDate(facts(act), at: place(act.desired)) }

  private static let isTrusted = condition(
    "path", code: "KER-PCM-006", message: "Root CA/Intermediate CA Certificates not found.",
    summary: "A path leads from the certificate to an active root of the domain of the partner's type.",
    hint: "add a TrustAnchor of the domain with the certificate of its issuer"
  ) { act, certificate in
    act.isTrusted(certificate, facts: facts(act), in: act.object.spec.partnerType.domain, at: place(act.desired))
  }

  private static let hasVersion = condition(
    "version", code: "KER-PCM-007", message: "Certificate version not supported.",
    summary: "The certificate is of X.509 version 3.",
    hint: "have a certificate of version 3 issued"
  ) { act, _ in facts(act)?.version == 3 ? .holds : .fails(place: place(act.desired)) }

  private static let namesOrganization = condition(
    "organization", code: "KER-PCM-008", message: "Partner Organization Name not Matched.",
    summary: "The organization (O) of the certificate's subject is exactly the organizationName.",
    hint: "have a certificate issued for the organizationName"
  ) { act, _ in
    guard let facts = facts(act), !ExactString.same(facts.organization ?? "", act.object.spec.organizationName) else {
      return .holds
    }
    let found = facts.organization.map { "is \"\($0)\"" } ?? "is missing"
    return .fails(
      place: place(act.desired),
      hint: "its O \(found); have one issued for \"\(act.object.spec.organizationName)\"")
  }

  private static let hasLargeKey = condition(
    "keySize", code: "KER-PCM-013", message: "Partner Certificate Key Size is less than allowed size.",
    summary: "An RSA key has 2048 bits or more.", hint: "have a certificate issued for a key of 2048 bits or more"
  ) { act, _ in
    guard let facts = facts(act), facts.keyAlgorithm.hasPrefix("RSA"), facts.keyBits < 2048 else { return .holds }
    return .fails(place: place(act.desired), hint: "its key has \(facts.keyBits) bits, fewer than 2048")
  }

  private static let hasKnownSignature = condition(
    "signatureAlgorithm", code: "KER-PCM-014", message: "Partner Certificate Signature algorithm not supported.",
    summary: "The name of the signature algorithm starts with SHA2, as in SHA256withRSA.",
    hint: "have a certificate issued that is signed with SHA-256"
  ) { act, _ in
    guard let facts = facts(act), !facts.signatureAlgorithm.hasPrefix("SHA2") else { return .holds }
    return .fails(
      place: place(act.desired), hint: "it is signed with \(facts.signatureAlgorithm); have one signed with SHA-256")
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

/// Of requests and successes the documents have no events; the operation's id serves as theirs.
extension EventName {
  fileprivate static let uploadingCertificate = EventName("partner.uploadCertificate", row: 1)
  fileprivate static let uploadedCertificate = EventName("partner.uploadCertificate", row: 2)
  static let certificateNotUploaded: EventName = "PMS_PRT_452"
}
