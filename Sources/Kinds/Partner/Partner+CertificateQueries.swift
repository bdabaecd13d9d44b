import Model
import Source

extension Partner {
  /// The documented questions about partners' certificates.
  ///
  /// Source: operation D5; formats §7.
  enum CertificateQueries {
    static let all = [show, validate]

    /// `GET /partners/getPartnerCertificate/{partnerId}` of the releases that keep partners' certificates. The
    /// documents have only its audit events, and its envelope has no id.
    ///
    /// D6, which downloads the certificate that MOSIP signed, has no query: this program does not have MOSIP's key.
    static let show = Query(
      "partner.certificate", form: .named("certificate", in: "partner"), arguments: [Queries.partnerArgument],
      envelope: EnvelopeID(success: nil, failure: "mosip.partnermanagement.partners.mosip.certificate.download"),
      summary: "Shows a partner's certificate.", citation: "formats §7", module: eventModule,
      events: ["PMS_PRT_169", "PMS_PRT_269"], failures: ["PMS_PRT_005", "PMS_PRT_108"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_169")
      guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
        return answer.fail("PMS_PRT_005", message: "Partner does not exist")
      }
      answer.object = partner.identity
      guard let certificate = partner.spec.certificate else {
        return answer.fail("PMS_PRT_108", message: "Certficate is not uploaded for the selected partner.")
      }
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_269")
      return answer.succeed(.object(["certificateData": .text(certificate)]))
    }

    /// D5: validates the certificate's dates, its issuers, and the organization that it names, as of now.
    static let validate = Query(
      "partner.validateCertificate", form: .named("validate-certificate", in: "partner"),
      arguments: [Queries.partnerArgument],
      envelope: "mosip.partnermanagement.partners.certificate.validate",
      summary: "Validates a partner's certificate as of now: dates, path to a trust anchor, organization.",
      citation: "D5", module: eventModule, events: ["PMS_PRT_169", "PMS_PRT_269"],
      failures: ["PMS_PRT_005", "PMS_PRT_007"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_169")
      guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
        return answer.fail("PMS_PRT_005", message: "Partner does not exist")
      }
      answer.object = partner.identity
      guard let certificate = partner.spec.certificate, isTrusted(certificate, of: partner, in: registry) else {
        return answer.fail("PMS_PRT_007", message: "Partner digital certificate is not valid")
      }
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_269")
      return answer.succeed(.object(["message": .text("successfully validated partner's digital certificate")]))
    }

    private static func isTrusted(_ certificate: String, of partner: Stored<Partner>, in registry: any Registry) -> Bool
    {
      let (instruments, now) = (registry.certificates, registry.run.time)
      guard let facts = try? instruments.read(certificate).get(), facts.isValid(at: now),
        ExactString.same(facts.organization ?? "", partner.spec.organizationName)
      else { return false }
      let anchors = TrustAnchor.authorities(
        above: [facts.issuer], in: partner.spec.partnerType.domain, in: registry)
      return instruments.leads(certificate, [], anchors, now)
    }
  }
}
