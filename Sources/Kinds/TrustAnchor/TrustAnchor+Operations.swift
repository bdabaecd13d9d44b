package import Model
import Source

// The operations on trust anchors. Source: the key manager's upload of CA certificates, formats §7.

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
      .requires(Preconditions.isCertificate),
      .expects(rule: "trustAnchor.domain.required", failing: .notUploaded),
      .expects(rule: "trustAnchor.domain.word", failing: .notUploaded),
      .requires(Preconditions.isUnique), .requires(Preconditions.isInDate), .requires(Preconditions.isTrusted),
      .takes(.all),
      .does { act in
        if act.object.id.isEmpty { act.takeID { $0.run.ids.uuid() } }
        if let facts = act.wantedFacts { act.object.status = status(facts) }
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

  // MARK: Removal

  /// De-activates a trust anchor after its manifest was removed. The key manager has no request for it: certificates
  /// that are uploaded there stay.
  package static let remove = Operation<TrustAnchor>(
    "trustAnchor.remove", envelope: "mosip.partnermanagement.cacertificate.remove",
    summary: "De-activates a trust anchor whose manifest was removed.", citation: "partnerctl's own operation",
    stages: [.emits(.removing), .does { $0.object.status.isActive = false }, .emits(.removed)]
  ) { act in
    .object(["status": .text("Removal Success."), "timestamp": .text(act.time.description)])
  }
}

/// The audit events of trust anchors. The documents have none for requests and successes; the operation's id serves as
/// the id of those.
extension EventName {
  fileprivate static let uploading = EventName("trustAnchor.upload", row: 1)
  fileprivate static let uploaded = EventName("trustAnchor.upload", row: 2)
  /// The failure of an upload. The documents have two failures with one meaning: this one is used for authorities,
  /// `PMS_PRT_452` for partners.
  static let notUploaded: EventName = "PMS_PRT_431"
  fileprivate static let removing = EventName("trustAnchor.remove", row: 1)
  fileprivate static let removed = EventName("trustAnchor.remove", row: 2)
}
