import Model
import Source

extension Partner {
  /// The validation of a MISP's licence key, a partner and its API key, which precedes every authentication.
  ///
  /// Source: operation C5.
  enum Validation {
    /// C5, `GET /pmpartners/validatePartnerMisp/…`: the licence key, its MISP, the partner, its API key and the policy.
    ///
    /// `policyDescription` is the policy's own: the documents name it beside the policy's name, while the service puts
    /// the description of the group there. The expiry of a policy with the documented body is null, as it has none.
    /// `PMS_PMP_052`, for a partner without a certificate, belongs to a variant of this query that asks for the
    /// certificate.
    static let query = Query(
      "partner.validate", form: .named("validate", in: "partner"),
      arguments: [
        Queries.partnerArgument, APIKeyQueries.keyArgument,
        .parameter(
          "mispLicenseKey", as: "LICENSE_KEY", summary: "the MISP's licence key",
          secret: .licenseKey),
      ],
      envelope: EnvelopeID(success: nil, failure: "mosip.partnermanagement.partners.retrieve"),
      summary: "Validates a MISP's licence key, a partner and its API key together.", citation: "C5",
      module: eventModule, events: ["PMS_PRT_191", "PMS_PRT_791", "PMS_PRT_291"],
      failures: [
        "PMS_PMP_020", "PMS_PMP_025", "PMS_PMP_021", "PMS_PMP_013", "PMS_PMP_016", "PMS_PMP_017", "PMS_PMP_019",
        "PMS_PMP_018",
        .init("PMS_PMP_022", unreachable: "the group of a stored policy is always stored too"),
        .init(
          "PMS_PMP_023",
          unreachable: "de-activating a group de-activates its policies, for which PMS_PMP_019 is the answer"),
      ]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_191")
      answer.object = registry.object(Partner.self, meant: arguments[0])?.identity
      do throws(Refusal) {
        let license = try usableLicense(arguments[2], in: registry)
        let partner = try usablePartner(arguments[0], in: registry)
        let key = try usableKey(arguments[1], of: partner, in: registry)
        let policy = try usablePolicy(of: key, in: registry)
        answer.objects = [partner.identity]
        answer.emit("PMS_PRT_291")
        return answer.succeed(
          .object([
            "policyId": .text(policy.id),
            "policyName": .text(policy.spec.name),
            "policyDescription": .text(policy.spec.desc),
            "policyStatus": .boolean(true),
            "policy": .object(["policyId": .text(policy.id), "policies": policy.spec.policies]),
            "partnerId": .text(partner.id),
            "partnerName": .text(partner.spec.organizationName),
            "mispExpiresOn": .text(license.expiresAt.description),
            "policyExpiresOn": .text(policy.status.validTo?.description),
            "apiKeyExpiresOn": .text(key.expiresAt.description),
          ]))
      } catch {
        answer.emit("PMS_PRT_791")
        return answer.fail(error.code, message: error.message)
      }
    }

    // MARK: Checks, in the documented order

    private struct Refusal: Error {
      let code: String
      let message: String

      init(_ code: String, message: String) {
        self.code = code
        self.message = message
      }
    }

    /// Returns the licence key with that text, if it may be used. The service's message for an unknown key repeats the
    /// key; this one does not, since keys are secrets.
    private static func usableLicense(
      _ text: String, in registry: any Registry
    ) throws(Refusal) -> MISP.LicenseKey {
      guard let (misp, license) = MISP.Queries.licenseKey(text, in: registry) else {
        throw Refusal("PMS_PMP_020", message: "MISP license key not exists.")
      }
      let blocked = Refusal("PMS_PMP_025", message: "License key of MISP is blocked")
      guard license.status == .active else { throw blocked }
      guard !license.isExpired(at: registry.run.time) else {
        throw Refusal("PMS_PMP_021", message: "MISP license key is expired.")
      }
      guard misp.status.status == .active else { throw blocked }
      return license
    }

    private static func usablePartner(_ word: String, in registry: any Registry) throws(Refusal) -> Stored<Partner> {
      guard let partner = registry.object(Partner.self, meant: word) else {
        throw Refusal("PMS_PMP_013", message: "Partner does not exist")
      }
      guard partner.status.status == .active else { throw Refusal("PMS_PMP_016", message: "Partner is not active.") }
      return partner
    }

    private static func usableKey(
      _ text: String, of partner: Stored<Partner>, in registry: any Registry
    ) throws(Refusal) -> APIKey {
      guard let (owner, key) = APIKeyQueries.apiKey(text, in: registry), owner.identity == partner.identity else {
        throw unmapped
      }
      guard key.status == .active else { throw switchedOff }
      guard !key.isExpired(at: registry.run.time) else { throw expired }
      return key
    }

    private static func usablePolicy(of key: APIKey, in registry: any Registry) throws(Refusal) -> Stored<Policy> {
      guard let policy = registry.object(Policy.self, named: key.policy) else { throw unmapped }
      guard policy.status.status == .active else { throw switchedOff }
      guard let group = registry.object(PolicyGroup.self, named: policy.spec.policyGroup) else {
        throw Refusal("PMS_PMP_022", message: "Policy not exists.")
      }
      guard group.status.isActive else { throw Refusal("PMS_PMP_023", message: "Policy is not active.") }
      guard !policy.status.isExpired(at: registry.run.time) else { throw expired }
      return policy
    }

    // The services have the same answers for the key and for the policy that the key is mapped to.
    private static let unmapped = Refusal("PMS_PMP_017", message: "Partner is not mapped to any policy.")
    private static let switchedOff = Refusal("PMS_PMP_019", message: "Partner policy is not active.")
    private static let expired = Refusal("PMS_PMP_018", message: "Partner policy got expired.")
  }
}
