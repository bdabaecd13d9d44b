package import Model
import Source

extension Policy {
  package static let queryGroups = [
    QueryGroup(
      "policy", summary: "Run the documented query for the policy of an API key.",
      notes: "get policy shows policies by name.")
  ]

  package static let queries = [Queries.list, Queries.find, Queries.forKey]

  /// The documented questions about policies.
  ///
  /// Source: operations B4 to B6.
  private enum Queries {
    private static let events = PolicyQueryEvents(
      asked: "PMS_PRT_187", failed: "PMS_PRT_487", answered: "PMS_PRT_287")

    /// B4: lists the policies for which a partner may ask for an API key.
    static let list = Query.listing(
      "policy.list", envelope: "mosip.partnermanagement.partner.policies", summary: "Lists the active policies.",
      citation: "B4", events: events, orElse: ("PMS_POL_003", "No Active policy available in the Policy Group"),
      where: { (policy: Stored<Policy>) in policy.status.status == .active },
      response: { .object(["policies": .list($0.map(whole))]) })

    /// B5: shows one policy.
    static let find = Query.finding(
      "policy.find", what: "policy", parameter: "policyID", envelope: "mosip.partnermanagement.policy.retrieve",
      summary: "Shows one policy.", citation: "B5", events: events,
      orElse: ("PMS_POL_008", "Policy ID does not exist"),
      response: whole)

    /// B6: shows the policy of an API key, whether the key is active and valid or not.
    static let forKey = Query(
      "policy.forKey", form: .named("for-key", in: "policy"), arguments: [Partner.APIKeyQueries.keyArgument],
      envelope: "mosip.partnermanagement.policies.retrieve.partnerAPIKey",
      summary: "Shows the policy that an API key is mapped to.", citation: "B6", module: eventModule,
      events: events.all, failures: ["PMS_POL_013"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit(events.asked)
      guard let key = Partner.APIKeyQueries.apiKey(arguments[0], in: registry)?.key,
        let policy = registry.object(Policy.self, named: key.policy)
      else {
        answer.emit(events.failed)
        return answer.fail("PMS_POL_013", message: "No policy available for given PartnerAPIKey")
      }
      answer.emit(events.answered, about: policy.id)
      return answer.succeed(with: policy, response: whole)
    }

    @Sendable private static func whole(_ policy: Stored<Policy>) -> Node {
      .object(details(of: policy) + [("policies", policy.spec.policies)])
    }
  }
}
