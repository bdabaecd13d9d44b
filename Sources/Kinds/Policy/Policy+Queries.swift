package import Model
import Source

extension Policy {
  package static let queries = [list, find, forKey]
  package static let queryGroups = [
    QueryGroup(
      "policy", summary: "Documented query on the policy of an API key.",
      notes: "get policy shows policies by name.")
  ]

  private static let readEvents = PolicyReadEvents(
    asked: "PMS_PRT_187", failed: "PMS_PRT_487", answered: "PMS_PRT_287")

  /// B4: the policies of which a partner may ask for one.
  static let list = Query.listing(
    "policy.list", envelope: "mosip.partnermanagement.partner.policies", summary: "Lists the active policies.",
    citation: "B4", events: readEvents, orElse: ("PMS_POL_003", "No Active policy available in the Policy Group"),
    where: { (policy: Stored<Policy>) in policy.status.status == .active },
    response: { .object(["policies": .list($0.map(whole))]) })

  /// B5.
  static let find = Query.finding(
    "policy.find", what: "policy", parameter: "policyID", envelope: "mosip.partnermanagement.policy.retrieve",
    summary: "Shows one policy.", citation: "B5", events: readEvents,
    orElse: ("PMS_POL_008", "Policy ID does not exist"),
    response: whole)

  /// B6: whether the key is in force makes no difference.
  static let forKey = Query(
    "policy.forKey", form: .named("for-key", in: "policy"), arguments: [Partner.keyArgument],
    envelope: "mosip.partnermanagement.policies.retrieve.partnerAPIKey",
    summary: "Shows the policy that an API key is mapped to.", citation: "B6", module: eventModule,
    events: readEvents.all, failures: ["PMS_POL_013"]
  ) { arguments, registry in
    var answer = Answer()
    answer.emit(readEvents.asked)
    guard let key = Partner.apiKey(arguments[0], in: registry)?.key,
      let policy = registry.object(Policy.self, named: key.policy)
    else {
      answer.emit(readEvents.failed)
      return answer.fail("PMS_POL_013", message: "No policy available for given PartnerAPIKey")
    }
    answer.emit(readEvents.answered, about: policy.id)
    return answer.succeed(with: policy, response: whole)
  }

  @Sendable private static func whole(_ policy: Stored<Policy>) -> Node {
    .object(details(of: policy) + [("policies", policy.spec.policies)])
  }
}
