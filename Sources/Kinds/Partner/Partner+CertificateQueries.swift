import Model
import Source

// The documented reads on partners' certificates.

extension Partner {
  static let certificateQueries = [showCertificate, validateCertificate]

  /// `GET /partners/getPartnerCertificate/{partnerId}` of the releases that keep partners' certificates, of which the
  /// documents' audit events tell. Its answer has no id there. D6, which downloads what MOSIP made of the certificate, has
  /// no likeness here, where MOSIP's key is not.
  static let showCertificate = Query(
    "partner.certificate", form: .named("certificate", in: "partner"), arguments: [partnerArgument],
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

  /// D5: whether the certificate would be taken now: its dates, its issuers, and the organization that it names.
  static let validateCertificate = Query(
    "partner.validateCertificate", form: .named("validate-certificate", in: "partner"), arguments: [partnerArgument],
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

  private static func isTrusted(_ certificate: String, of partner: Stored<Partner>, in registry: any Registry) -> Bool {
    let (instruments, now) = (registry.certificates, registry.run.time)
    guard let facts = try? instruments.read(certificate).get(), facts.isValid(at: now),
      ExactString.same(facts.organization ?? "", partner.spec.organizationName)
    else { return false }
    let anchors = TrustAnchor.authorities(
      above: [facts.issuer], in: partner.spec.partnerType.domain, in: registry)
    return instruments.leads(certificate, [], anchors, now)
  }
}
