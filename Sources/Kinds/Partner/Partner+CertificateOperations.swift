package import Model
import Source

extension Partner {
  /// The operation on a partner's certificate.
  ///
  /// Source: operation D4; formats §7.
  package enum CertificateOperations {
    /// Returns the upload of the manifest's certificate; nil if that is the stored one, or if there is none.
    static func next(from stored: Stored<Partner>, to desired: Spec) -> Operation<Partner>? {
      guard let certificate = desired.certificate else { return nil }
      if let uploaded = stored.spec.certificate, TrustAnchor.isSame(uploaded, as: certificate) { return nil }
      return upload
    }

    // MARK: D4

    /// Stores a partner's certificate as it is. MOSIP's services sign it anew with a key that this program does not
    /// have. The domain follows from the partner's type, so that `KER-PCM-011`, for an unknown domain, cannot occur.
    package static let upload = Operation<Partner>(
      "partner.uploadCertificate", envelope: "mosip.partnermanagement.partners.certificate.upload",
      summary: "Uploads a partner's certificate, replacing the previous one.", citation: "D4",
      stages: [
        .emits(.uploadingCertificate),
        Preconditions.exists(failing: .certificateNotUploaded),
        .expects(rule: "partner.certificate.required", failing: .certificateNotUploaded),
        .expects(rule: "partner.certificateFile.required", failing: .certificateNotUploaded),
      ] + CertificatePreconditions.ofUpload + [
        .takes(["certificate", "certificateFile"]),
        .does { act in
          guard let facts = act.wantedFacts else { return }
          // Another text around an unchanged certificate does not make it a new certificate.
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
  }
}

/// The audit events of the upload. The documents have none for requests and successes; the operation's id serves as
/// the id of those.
extension EventName {
  fileprivate static let uploadingCertificate = EventName("partner.uploadCertificate", row: 1)
  fileprivate static let uploadedCertificate = EventName("partner.uploadCertificate", row: 2)
  static let certificateNotUploaded: EventName = "PMS_PRT_452"
}
