package import Model
import Source

extension TrustAnchor {
  package static func route(from stored: Stored<TrustAnchor>?, to desired: Spec?) -> Operation<TrustAnchor>? {
    guard let stored else { return upload }
    guard desired != nil else { return stored.status.isActive ? remove : nil }
    return stored.status.isActive ? nil : upload
  }

  package static let creation = upload
  package static let amendment = upload
  package static let operations = [upload, remove]

  // MARK: Upload

  package static let upload = Operation<TrustAnchor>(
    "trustAnchor.upload", envelope: "mosip.partnermanagement.cacertificate.upload",
    summary: "Uploads the certificate of an authority, and uploads it again when a removed manifest is restored.",
    citation: "formats §7",
    stages: [
      .emits(.uploading),
      .expects(rule: "trustAnchor.certificate.required", failing: .notUploaded),
      .expects(rule: "trustAnchor.certificateFile.required", failing: .notUploaded),
      .requires(isCertificate),
      .expects(rule: "trustAnchor.domain.required", failing: .notUploaded),
      .expects(rule: "trustAnchor.domain.word", failing: .notUploaded),
      .requires(isUnique), .requires(isInDate), .requires(isTrusted),
      .takes(.all),
      .does { act in
        if act.object.id.isEmpty { act.takeID { $0.run.ids.uuid() } }
        if let facts = facts(act) { act.object.status = status(facts) }
      },
      .emits(.uploaded),
    ]
  ) { act in
    .object(["status": .text("Upload Success."), "timestamp": .text(act.time.description)])
  }

  private static func status(_ facts: CertificateFacts) -> Status {
    var status = Status()
    (status.subject, status.issuer) = (facts.subject, facts.issuer)
    (status.notBefore, status.notAfter) = (facts.notBefore, facts.notAfter)
    status.thumbprint = facts.sha1
    return status
  }

  private static func facts(_ act: Act<TrustAnchor>) -> CertificateFacts? {
    try? act.registry.certificates.read(act.desired.certificate).get()
  }

  private static let isCertificate = Precondition<TrustAnchor>(
    "trustAnchor.certificate.parses", code: "KER-KMS-013", message: "Certificate Parsing Error.",
    summary: "The certificate is one X.509 certificate in PEM.", failing: .notUploaded, path: "spec.certificate",
    hint: "give one X.509 certificate in PEM, from BEGIN CERTIFICATE to END CERTIFICATE"
  ) { $0.parses($0.desired.certificate, at: place($0.desired)) }

  private static let isUnique = Precondition<TrustAnchor>(
    "trustAnchor.certificate.unique", code: "KER-PCM-003", message: "Certificate already exists in store.",
    summary: "No other active trust anchor and no partner of the domain has the same certificate.",
    failing: .notUploaded,
    path: "spec.certificate", hint: "remove this manifest, or the other one"
  ) { act in
    guard let facts = facts(act) else { return .holds }
    let thumbprint = key(act.desired.domain, certificate: facts.sha1)
    let holder =
      act.registry.holder(of: thumbprint, in: thumbprintIndex, of: TrustAnchor.self)
      ?? act.registry.holder(of: thumbprint, in: Partner.thumbprintIndex, of: Partner.self)
    guard let holder, holder != act.object.identity else { return .holds }
    return .fails(other: holder, place: place(act.desired))
  }

  private static let isInDate = Precondition<TrustAnchor>(
    "trustAnchor.certificate.dates", code: "KER-PCM-004", message: "Certificate Dates are not valid.",
    summary: "The certificate was valid when it was received.", failing: .notUploaded, path: "spec.certificate",
    hint: "give a certificate that is valid now"
  ) { $0.isInDate(facts($0), at: place($0.desired)) }

  private static let isTrusted = Precondition<TrustAnchor>(
    "trustAnchor.certificate.path", code: "KER-PCM-005", message: "Root CA Certificate not found.",
    summary: "The certificate is a root, or a path leads from it to an active root of the domain.",
    failing: .notUploaded, path: "spec.certificate",
    hint: "add a trust anchor of the same domain with the certificate of its issuer"
  ) { act in
    let facts = facts(act)
    guard facts?.isSelfSigned == false else { return .holds }
    return act.isTrusted(act.desired.certificate, facts: facts, in: act.desired.domain, at: place(act.desired))
  }

  // MARK: Removal

  /// The end of life. The key manager knows no request for it: what is uploaded there stays.
  package static let remove = Operation<TrustAnchor>(
    "trustAnchor.remove", envelope: "mosip.partnermanagement.cacertificate.remove",
    summary: "De-activates a trust anchor whose manifest was removed.", citation: "partnerctl's own operation",
    stages: [.emits(.removing), .does { $0.object.status.isActive = false }, .emits(.removed)]
  ) { act in
    .object(["status": .text("Removal Success."), "timestamp": .text(act.time.description)])
  }
}

/// The audit events of trust anchors. Of requests and successes the documents have none; the operation's id serves as
/// theirs.
extension EventName {
  fileprivate static let uploading = EventName("trustAnchor.upload", row: 1)
  fileprivate static let uploaded = EventName("trustAnchor.upload", row: 2)
  /// The documents have two failures with one meaning: this one is for authorities, PMS_PRT_452 for partners.
  fileprivate static let notUploaded: EventName = "PMS_PRT_431"
  fileprivate static let removing = EventName("trustAnchor.remove", row: 1)
  fileprivate static let removed = EventName("trustAnchor.remove", row: 2)
}
