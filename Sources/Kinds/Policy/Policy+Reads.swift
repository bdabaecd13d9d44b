package import Model
import Source

extension Policy {
  package static let reads = [list, find, forKey]

  /// B4: the policies of which a partner may ask for one.
  static let list = Read(
    "policy.list", .list, envelope: "mosip.partnermanagement.partner.policies", summary: "Lists the active policies.",
    citation: "B4", module: eventModule, events: ["PMS_PRT_187", "PMS_PRT_487", "PMS_PRT_287"]
  ) { _, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_187")
    let policies = registry.objects(Policy.self).filter { $0.status.status == .active }
    guard !policies.isEmpty else {
      answer.emit("PMS_PRT_487")
      return answer.fail("PMS_POL_003", "No Active policy available in the Policy Group")
    }
    answer.objects = policies.map(\.identity)
    answer.emit("PMS_PRT_287")
    return answer.succeed(.object(["policies": .list(policies.map(whole))]))
  }

  /// B5.
  static let find = Read(
    "policy.find", .one, arguments: [.init("NAME", "name or id of the policy")],
    envelope: "mosip.partnermanagement.policy.retrieve", summary: "Shows one policy.", citation: "B5",
    module: eventModule, events: ["PMS_PRT_187", "PMS_PRT_487", "PMS_PRT_287"]
  ) { arguments, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_187")
    let name = arguments[0]
    guard let policy = registry.object(Policy.self, meant: name) else {
      // The text may be anything; only what could be an id is recorded as one.
      answer.emit("PMS_PRT_487", Metadata.idFormat.accepts(name) ? name : nil)
      return answer.fail("PMS_POL_008", "Policy ID does not exist")
    }
    answer.object = policy.identity
    answer.objects = [policy.identity]
    answer.emit("PMS_PRT_287", policy.id)
    return answer.succeed(whole(policy))
  }

  /// B6: whether the key is in force makes no difference.
  static let forKey = Read(
    "policy.forKey", .command(["policy", "for-key"]), arguments: [Partner.keyArgument],
    envelope: "mosip.partnermanagement.policies.retrieve.partnerAPIKey",
    summary: "Shows the policy that an API key is mapped to.", citation: "B6", module: eventModule,
    events: ["PMS_PRT_187", "PMS_PRT_487", "PMS_PRT_287"]
  ) { arguments, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_187")
    guard let key = Partner.apiKey(arguments[0], registry)?.key,
      let policy = registry.object(Policy.self, named: key.policy)
    else {
      answer.emit("PMS_PRT_487")
      return answer.fail("PMS_POL_013", "No policy available for given PartnerAPIKey")
    }
    answer.object = policy.identity
    answer.objects = [policy.identity]
    answer.emit("PMS_PRT_287", policy.id)
    return answer.succeed(whole(policy))
  }

  private static func whole(_ policy: Stored<Policy>) -> Node {
    .object(details(of: policy) + [("policies", policy.spec.policies)])
  }
}
