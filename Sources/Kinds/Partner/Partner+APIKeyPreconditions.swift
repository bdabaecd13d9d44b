import Model
import Source

extension Partner {
  /// The preconditions of the operations on API keys, each about the entry of `spec.apiKeys` with a name.
  ///
  /// Source: operations C1, C3, C4 and D2, with their codes.
  enum APIKeyPreconditions {
    /// Requires an active partner: for the partners' own service an inactive partner does not exist.
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
          // Of an unknown group it is not known which policies it has.
          guard let policy = act.policy(name), policy.isDeclared, act.hasUnknownGroup || act.isOfPartnersGroup(policy)
          else {
            return .fails(place: act.place(name, "policy"))
          }
          return .holds
        })
    }

    /// Requires that the request exists and that it is not decided yet.
    static func isUndecided(_ name: String) -> [Stage<Partner>] {
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
          ) { isNotIn(.approved, act: $0, name: name) }),
        .requires(
          Precondition(
            "partner.apiKeys.request.notRejected", code: "PMS_PM_035", message: "Policy request already rejected.",
            summary: "A rejected request stays rejected.", failing: "PMS_PRT_781", path: keysPath,
            hint: "for a new request, add another entry under another name"
          ) { isNotIn(.rejected, act: $0, name: name) }),
      ]
    }

    private static func isNotIn(_ state: RequestState, act: Act<Partner>, name: String) -> Verdict {
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
}
