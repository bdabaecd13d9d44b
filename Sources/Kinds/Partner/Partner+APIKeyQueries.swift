import Model
import Source

extension Partner {
  /// The documented questions about API keys and the requests for them.
  ///
  /// Source: operations C8 to C10, D3 and D9.
  enum APIKeyQueries {
    static let all = [policyOfKey, requests, request, keys, key]

    /// The API key that a query is about.
    static let keyArgument = Query.Argument.parameter(
      "PartnerAPIKey", as: "KEY", summary: "the API key",
      secret: .apiKey
    )

    /// Returns the API key with that text and the partner that has it; nil if there is none.
    static func apiKey(_ text: String, in registry: any Registry) -> (partner: Stored<Partner>, key: APIKey)? {
      guard let holder = registry.holder(of: ExactString(text), in: Indexes.apiKey, of: Partner.self),
        let partner = registry.object(Partner.self, named: holder.name),
        let key = partner.status.apiKeys.first(where: { ExactString.same($0.key.reveal(), text) })
      else { return nil }
      return (partner, key)
    }

    // MARK: For those who manage partners

    /// C8, `GET /pmpartners/{partnerID}/{PartnerAPIKey}`: shows the id of the policy that a key is mapped to.
    ///
    /// The documents have `PMS_PMP_007` and `PMS_PMP_009`. As in the service, an unknown partner is checked
    /// between them; its code `PMS_PMP_005` is that of the documents' other operations.
    static let policyOfKey = Query(
      "partner.policy", form: .named("policy", in: "partner"), arguments: [Queries.partnerArgument, keyArgument],
      envelope: "mosip.partnermanagement.partners.retrieve.policy",
      summary: "Shows the id of the policy that a partner's API key is mapped to.", citation: "C8", module: eventModule,
      events: managedEvents, failures: ["PMS_PMP_007", "PMS_PMP_005", "PMS_PMP_009"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_151")
      let partner = registry.object(Partner.self, meant: arguments[0])
      answer.object = partner?.identity
      guard let (owner, key) = apiKey(arguments[1], in: registry) else {
        answer.emit("PMS_PRT_751")
        return answer.fail("PMS_PMP_007", message: "Partner API Key does not exist")
      }
      guard let partner else {
        answer.emit("PMS_PRT_751")
        return answer.fail("PMS_PMP_005", message: "Partner ID \(arguments[0]) does not exist")
      }
      guard owner.identity == partner.identity else {
        answer.emit("PMS_PRT_751")
        return answer.fail(
          "PMS_PMP_009", message: "Partner api key does not belong to the Policy Group of the Partner Manger")
      }
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_251")
      return answer.succeed(.object(["partnerID": .text(partner.id), "policyId": .text(key.policyId)]))
    }

    /// C9, `GET /pmpartners/PartnerAPIKeyRequests`: lists the requests of all partners.
    ///
    /// `status` is the status of the request, as in the service; the documents' example shows that of a partner.
    static let requests = Query(
      "partner.requests", form: .named("requests", in: "partner"), filters: [pending],
      envelope: "mosip.partnermanagement.partners.apikey.request.retrieve",
      summary: "Lists the requests for API keys of all partners.", citation: "C9", module: eventModule,
      events: managedEvents, failures: ["PMS_PMP_015"]
    ) { request, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_151")
      let partners = registry.objects(Partner.self).filter { !$0.status.apiKeyRequests.isEmpty }
      guard !partners.isEmpty else {
        answer.emit("PMS_PRT_751")
        return answer.fail("PMS_PMP_015", message: "No Partner api key requests for the Policy Group")
      }
      answer.objects = partners.map(\.identity)
      answer.emit("PMS_PRT_251")
      let isPendingOnly = request.has(pending)
      let requests = partners.flatMap { partner in
        partner.status.apiKeyRequests.filter { !isPendingOnly || $0.status == .inProgress }.map {
          (details: details(of: $0, partner: partner, in: registry), entry: $0, partner: partner)
        }
      }
      let shown =
        requests.isEmpty
        ? [("message", .text("no request is pending"))]
        : [
          (
            "apikeyRequests",
            Node.list(requests.map { whereabouts(of: $0.entry, partner: $0.partner, details: $0.details) })
          )
        ]
      return answer.succeed(
        .object(["apikeyRequests": .list(requests.map { .object($0.details) })]), shown: .object(shown))
    }

    private static let pending = Query.Filter("pending", summary: "List only the requests that are not decided yet.")

    /// C10, `GET /pmpartners/PartnerAPIKeyRequests/{APIKeyReqID}`: answers with one of the requests that C9 lists.
    ///
    /// The argument is an id, not the name of an entry: entries of several partners may have one name.
    static let request = Query(
      "partner.request", form: .named("request", in: "partner"),
      arguments: [.parameter("APIKeyReqID", as: "ID", summary: "id of the request")],
      envelope: EnvelopeID(
        success: "mosip.partnermanagement.partners.apikey.requests.retrieve",
        failure: "mosip.partnermanagement.partners.apikey.request.retrieve"),
      summary: "Shows a request for an API key.", citation: "C10", module: eventModule, events: managedEvents,
      failures: ["PMS_PMP_015"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_151")
      let partner = registry.objects(Partner.self).first { $0.status.request(id: arguments[0]) != nil }
      guard let partner, let request = partner.status.request(id: arguments[0]) else {
        answer.emit("PMS_PRT_751")
        return answer.fail("PMS_PMP_015", message: "No Partner api key requests for the Policy Group")
      }
      answer.object = partner.identity
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_251")
      let details = details(of: request, partner: partner, in: registry)
      return answer.succeed(.object(details), shown: whereabouts(of: request, partner: partner, details: details))
    }

    private static let managedEvents: [EventName] = ["PMS_PRT_151", "PMS_PRT_751", "PMS_PRT_251"]

    private static func details(
      of request: APIKeyRequest, partner: Stored<Partner>, in registry: any Registry
    ) -> [(String, Node)] {
      let policy = registry.object(Policy.self, named: request.policy)?.spec
      return [
        ("partnerID", .text(partner.id)),
        ("status", .text(request.status.rawValue)),
        ("organizationName", .text(partner.spec.organizationName)),
        ("policyName", .text(policy?.name)),
        ("policyDesc", .text(policy?.desc)),
        ("apiKeyReqNo", .text(request.id)),
      ]
    }

    /// Returns a request with the place where it is decided: names of partner and entry, and the manifest's file.
    private static func whereabouts(
      of request: APIKeyRequest, partner: Stored<Partner>, details: [(String, Node)]
    ) -> Node {
      .object(
        [("partner", .text(partner.metadata.name)), ("entry", .text(request.name))] + details
          + [("file", .text(partner.record.source))])
    }

    // MARK: For the partner itself

    /// D9, `GET /partners/{partnerID}/partnerAPIKeyRequests`: lists a partner's requests.
    static let keys = Query(
      "partner.keys", form: .named("keys", in: "partner"), arguments: [Queries.partnerArgument],
      envelope: "mosip.partnermanagement.partners.retrieve.apiKeyRequests",
      summary: "Lists a partner's requests for API keys; the keys are masked.", citation: "D9", module: eventModule,
      events: ["PMS_PRT_159", "PMS_PRT_259"], failures: ["PMS_PRT_005", "PMS_PRT_008"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_159")
      guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
        return answer.fail("PMS_PRT_005", message: "Partner does not exist")
      }
      answer.object = partner.identity
      guard !partner.status.apiKeyRequests.isEmpty else {
        return answer.fail("PMS_PRT_008", message: "No API Key Request found")
      }
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_259")
      let requests = partner.status.apiKeyRequests.map { request in
        Node.object([("apiKeyReqID", .text(request.id))] + status(of: request, partner: partner))
      }
      return answer.succeed(.object(["APIkeyRequests": .list(requests)]))
    }

    /// D3, `GET /partners/{partnerID}/partnerAPIKeyRequests/{APIKeyReqID}`: the only query that shows an API key.
    ///
    /// The documents have two operations of this path, one for the key and one for the request's status. This is the
    /// second, which answers with both. For a request that is not approved it answers with the status alone, as a
    /// success.
    static let key = Query(
      "partner.key", form: .named("key", in: "partner"),
      arguments: [
        Queries.partnerArgument,
        .parameter("APIKeyReqID", as: "REQUEST", summary: "name of the entry of apiKeys, or id of the request"),
      ],
      envelope: "mosip.partnermanagement.partners.apikey.status",
      summary: "Shows the API key of an approved request, else the request's status.", citation: "D3",
      module: eventModule, events: ["PMS_PRT_159", "PMS_PRT_259"], failures: ["PMS_PRT_005", "PMS_PRT_006"],
      reveals: "partnerApiKey"
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_159")
      guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
        return answer.fail("PMS_PRT_005", message: "Partner does not exist")
      }
      answer.object = partner.identity
      guard let request = partner.status.request(named: arguments[1]) ?? partner.status.request(id: arguments[1]) else {
        return answer.fail("PMS_PRT_006", message: "APIKeyReqID does not exist")
      }
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_259")
      return answer.succeed(.object(status(of: request, partner: partner)))
    }

    /// Returns a request's status and, if it is approved, its key and the end of the key's validity.
    private static func status(of request: APIKeyRequest, partner: Stored<Partner>) -> [(String, Node)] {
      let status = ("apiKeyRequestStatus", Node.text(request.status.rawValue))
      guard let key = partner.status.apiKey(named: request.name) else { return [status] }
      return [status, ("partnerApiKey", .secret(key.key)), ("validityTill", .text(key.expiresAt.date))]
    }
  }
}

extension Partner.Status {
  fileprivate func request(id: String) -> Partner.APIKeyRequest? {
    apiKeyRequests.first { ExactString.same($0.id, id) }
  }
}
