import Model
import Source

// The documented reads on partners' certificates.

extension Partner {
  static let certificateReads = [showCertificate, validateCertificate]

  /// D6: the documents' request downloads what MOSIP made of the certificate; that is not done here, and this answers
  /// with the partner's own, of which the documents' audit events tell.
  static let showCertificate = Read(
    "partner.certificate", .command(["partner", "certificate"]), arguments: [partnerArgument],
    envelope: "mosip.partnermanagement.partners.mosip.certificate.download",
    summary: "Shows a partner's certificate.", citation: "D6", module: eventModule,
    events: ["PMS_PRT_169", "PMS_PRT_269"]
  ) { arguments, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_169")
    guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
      return answer.fail("PMS_PRT_005", "Partner does not exist")
    }
    answer.object = partner.identity
    guard let certificate = partner.spec.certificate else {
      return answer.fail("PMS_PRT_108", "Certficate is not uploaded for the selected partner.")
    }
    answer.objects = [partner.identity]
    answer.emit("PMS_PRT_269")
    return answer.succeed(.object(["partnerCertificate": .text(certificate)]))
  }

  /// D5: whether the certificate would be taken now, as far as time and its issuers go.
  static let validateCertificate = Read(
    "partner.validateCertificate", .command(["partner", "validate-certificate"]), arguments: [partnerArgument],
    envelope: "mosip.partnermanagement.partners.certificate.validate",
    summary: "Validates the certificate of a partner: its dates, and its path to a trust anchor, as they are now.",
    citation: "D5", module: eventModule, events: ["PMS_PRT_169", "PMS_PRT_269"]
  ) { arguments, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_169")
    guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
      return answer.fail("PMS_PRT_005", "Partner does not exist")
    }
    answer.object = partner.identity
    guard let certificate = partner.spec.certificate, isTrusted(certificate, of: partner, registry) else {
      return answer.fail("PMS_PRT_007", "Partner digital certificate is not valid")
    }
    answer.objects = [partner.identity]
    answer.emit("PMS_PRT_269")
    return answer.succeed(.object(["message": .text("successfully validated partner's digital certificate")]))
  }

  private static func isTrusted(_ certificate: String, of partner: Stored<Partner>, _ registry: any Registry) -> Bool {
    let (instruments, now) = (registry.certificates, registry.run.time)
    guard let facts = try? instruments.read(certificate).get(), facts.isValid(at: now) else { return false }
    let anchors = TrustAnchor.active(in: partner.spec.partnerType.domain, registry)
    return instruments.leads(certificate, [], anchors, now)
  }
}
