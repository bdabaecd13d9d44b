import Model
import Source

// What must hold of the entries of `spec.apiKeys`.

extension Partner {
  static let keyRules: [Rule<Partner>] = [
    Rule(
      "partner.apiKeys.many", code: "PMS_COR_002", message: "Invalid Input Parameter - apiKeys",
      summary: "A partner has at most \(apiKeyLimit) entries of apiKeys.", citation: "partnerctl's own rule"
    ) { spec, _ in
      guard spec.apiKeys.count > apiKeyLimit else { return nil }
      return .init(
        keysPath, hint: "at most \(apiKeyLimit) entries; there are \(spec.apiKeys.count): register another partner")
    },
    Rule(
      "partner.apiKeys.name.unique", code: "PMS_COR_002", message: "Invalid Input Parameter - name",
      summary: "The entries of apiKeys have different names.", citation: "partnerctl's own rule"
    ) { spec, _ in
      var names: Set<ExactString> = []
      return spec.apiKeys.indices.compactMap { index in
        let name = spec.apiKeys[index].name
        guard !names.insert(ExactString(name)).inserted else { return nil }
        return .init(place(index, "name"), hint: "another entry has the name \"\(name)\"; choose a different name")
      }
    },
    Rule(
      "partner.apiKeys.withdrawn", code: "PMS_COR_002", message: "Invalid Input Parameter - apiKeys",
      summary: "An entry may be removed from apiKeys only after its request is rejected or its key is de-activated.",
      citation: "state-machines §6"
    ) { spec, stored in
      let names = Set(spec.apiKeys.map { ExactString($0.name) })
      let live = stored?.status.apiKeyRequests.first { request in
        guard !names.contains(ExactString(request.name)) else { return false }
        return request.status == .inProgress || stored?.status.apiKey(named: request.name)?.status == .active
      }
      guard let live else { return nil }
      let advice = live.status == .inProgress ? "reject its request" : "set its status to De-Active"
      return .init(
        keysPath, hint: "the entry \"\(live.name)\" is missing; \(advice) before removing it, and keep its name")
    },
    entryRule(
      "partner.apiKeys.request.withdrawn", member: "request",
      summary: "A decision on a request for an API key is final and cannot be withdrawn.", citation: "state-machines §5"
    ) { entry, request, _ in
      guard entry.request == nil, request.status != .inProgress else { return nil }
      return "the request is already decided; write \(request.status.rawValue)"
    },
    entryRule(
      "partner.apiKeys.policy.fixed", member: "policy",
      summary: "The policy of a request never changes; once there is a key, that can be moved to another policy.",
      citation: "state-machines §5"
    ) { entry, request, key in
      guard key == nil, !ExactString.same(entry.policy, request.policy) else { return nil }
      return "the request is for \(request.policy); write that, or add another entry"
    },
    entryRule(
      "partner.apiKeys.useCaseDescription.fixed", member: "useCaseDescription",
      summary: "The description of a request never changes.", citation: "state-machines §5"
    ) { entry, request, _ in
      guard !ExactString.same(entry.useCaseDescription, request.useCaseDescription) else { return nil }
      return "the request was made with another description; write that, or add another entry"
    },
  ]

  /// A rule about a member of an entry whose request is stored; `fault` is nil when it holds, else what to do.
  private static func entryRule(
    _ id: String, member: String, summary: String, citation: String,
    fault: @escaping @Sendable (APIKeySpec, APIKeyRequest, APIKey?) -> String?
  ) -> Rule<Partner> {
    Rule<Partner>(
      id, code: "PMS_COR_002", message: "Invalid Input Parameter - \(member)", summary: summary, citation: citation
    ) { (spec: Spec, stored: Stored<Partner>?) -> [Rule<Partner>.Finding] in
      guard let stored else { return [] }
      return spec.apiKeys.indices.compactMap { index in
        let entry = spec.apiKeys[index]
        guard let request = stored.status.request(named: entry.name),
          let hint = fault(entry, request, stored.status.apiKey(named: entry.name))
        else { return nil }
        return .init(place(index, member), hint: hint)
      }
    }
  }

  static let keysPath: NodePath = "spec.apiKeys"

  private static func place(_ index: Int, _ member: String) -> NodePath {
    keysPath.appending(index).appending(member)
  }

  // MARK: Preconditions

  /// To the partners' own service an inactive partner is none.
  static func isActive(_ name: String) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.apiKeys.whileActive", code: "PMS_PRT_005", message: "Partner does not exist",
        summary: "Only an active partner can request an API key.", failing: "PMS_PRT_421", path: keysPath,
        hint: "the partner is de-activated; set its status to Active in the same change"
      ) { act in act.object.status.status == .active ? .holds : .fails(place: act.place(name)) })
  }

  static func hasPolicy(_ name: String) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.apiKeys.policy.known", code: "PMS_PRT_002", message: "Policy does not exist",
        summary: "The policy for which a key is requested belongs to the partner's group.", failing: nil,
        path: keysPath,
        hint: "write the metadata.name of a Policy of the partner's policyGroup"
      ) { act in
        // Which policies are the group's cannot be told of an unknown group.
        guard let policy = act.policy(name), policy.isDeclared, act.hasUnknownGroup || act.isOfPartnersGroup(policy)
        else {
          return .fails(place: act.place(name, "policy"))
        }
        return .holds
      })
  }

  /// The request exists, and nobody decided on it yet.
  static func undecided(_ name: String) -> [Stage<Partner>] {
    [
      .requires(
        Precondition(
          "partner.apiKeys.request.known", code: "PMS_PMP_011",
          message: "Partner api key Request ID does not exist", summary: "The request to be decided exists.",
          failing: "PMS_PRT_781", path: keysPath, unreachable: "an entry whose request is not stored makes one"
        ) { Verdict($0.object.status.request(named: name) != nil) }),
      .requires(
        Precondition(
          "partner.apiKeys.request.notApproved", code: "PMS_PM_034", message: "Policy request already approved.",
          summary: "An approved request stays approved.", failing: "PMS_PRT_781", path: keysPath,
          hint: "its key exists; to switch it off, set the status of the entry to De-Active"
        ) { isUndecided($0, name: name, state: .approved) }),
      .requires(
        Precondition(
          "partner.apiKeys.request.notRejected", code: "PMS_PM_035", message: "Policy request already rejected.",
          summary: "A rejected request stays rejected.", failing: "PMS_PRT_781", path: keysPath,
          hint: "for a new request, add another entry under another name"
        ) { isUndecided($0, name: name, state: .rejected) }),
    ]
  }

  private static func isUndecided(_ act: Act<Partner>, name: String, state: RequestState) -> Verdict {
    act.object.status.request(named: name)?.status == state ? .fails(place: act.place(name, "request")) : .holds
  }

  static func hasKey(_ name: String, failing event: EventName) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.apiKeys.known", code: "PMS_PMP_007", message: "Partner API Key does not exist",
        summary: "The API key exists.", failing: event, path: keysPath,
        unreachable: "an entry whose key is not stored requests one"
      ) { Verdict($0.object.status.apiKey(named: name) != nil) })
  }

  static func canMove(_ name: String) -> [Stage<Partner>] {
    [
      .requires(
        Precondition(
          "partner.apiKeys.policy.former", code: "PMS_PMP_008",
          message: "Partner api key is not assigned to” + old policy ID+ “ hence cannot be updated with new policy",
          summary: "A key is moved from the policy that it is mapped to.", failing: "PMS_PRT_779", path: keysPath,
          unreachable: "the old policy is the one that is stored with the key"
        ) { act in
          guard let key = act.object.status.apiKey(named: name) else { return .holds }
          return Verdict(act.registry.object(Policy.self, named: key.policy)?.id == key.policyId)
        }),
      .requires(
        Precondition(
          "partner.apiKeys.group", code: "PMS_PMP_009",
          message: "Partner api key does not belong to the Policy Group of the Partner Manger",
          summary: "The policy that a key is moved from belongs to the partner's group.", failing: "PMS_PRT_779",
          path: keysPath, unreachable: "a key is only ever mapped to policies of its partner's group"
        ) { act in
          let policy = act.object.status.apiKey(named: name)
            .flatMap { act.registry.object(Policy.self, named: $0.policy) }
          return Verdict(policy.map(act.isOfPartnersGroup) ?? true)
        }),
      .requires(
        Precondition(
          "partner.apiKeys.policy.exists", code: "PMS_PMP_014", message: "Policy %s does not exist",
          summary: "The policy that a key is moved to exists.", failing: "PMS_PRT_779", path: keysPath,
          hint: "write the metadata.name of a Policy of the partner's policyGroup"
        ) { act in
          act.policy(name)?.isDeclared ?? false
            ? .holds : .fails(detail: act.entry(name)?.policy ?? "", place: act.place(name, "policy"))
        }),
      .requires(
        Precondition(
          "partner.apiKeys.policy.group", code: "PMS_PMP_010",
          message: "Policy does not belong to the Policy Group of the Partner Manger",
          summary: "The policy that a key is moved to belongs to the partner's group.", failing: "PMS_PRT_779",
          path: keysPath,
          hint: "write the metadata.name of a Policy of the partner's policyGroup"
        ) { act in
          guard let policy = act.policy(name), !act.isOfPartnersGroup(policy) else { return .holds }
          return .fails(place: act.place(name, "policy"))
        }),
    ]
  }
}
