package import Model
import Source

extension Partner {
  /// The operations on API keys and on the requests for them, each on the entry of `spec.apiKeys` with a name.
  ///
  /// Source: operations C1, C3, C4 and D2; life cycles in state-machines §5 and §6.
  package enum APIKeyOperations {
    /// Returns the next operation on API keys, for the first entry that differs from its stored state; nil if none
    /// does.
    static func next(from status: Status, to desired: Spec) -> Operation<Partner>? {
      for entry in desired.apiKeys {
        guard let request = status.request(named: entry.name) else { return requestKey(entry.name) }
        if entry.request == .approved, request.status != .approved { return approveKey(entry.name) }
        if entry.request == .rejected, request.status != .rejected { return rejectKey(entry.name) }
        guard let key = status.apiKey(named: entry.name) else { continue }
        if !ExactString.same(key.policy, entry.policy) { return remapKey(entry.name) }
        if key.status != entry.status { return updateKeyStatus(entry.name, word: entry.status.rawValue) }
      }
      return nil
    }

    /// Every operation on API keys, in the order of the reference.
    static let all = [
      requestKey(""), approveKey(""), rejectKey(""), updateKeyStatus("", word: "Active"),
      updateKeyStatus("", word: "De-Active"),
      remapKey(""),
    ]

    // MARK: D2

    package static func requestKey(_ name: String) -> Operation<Partner> {
      Operation<Partner>(
        "apiKey.request", envelope: "mosip.partnermanagement.partnerAPIKeyRequest.create",
        summary: "Requests an API key; the request waits for a decision.", citation: "D2",
        stages: [
          .emits("PMS_PRT_122"),
          Preconditions.exists(failing: "PMS_PRT_421"),
          APIKeyPreconditions.isActive(name),
          APIKeyPreconditions.hasPolicy(name),
          .takes(["apiKeys"]),
          .does { act in
            guard let entry = act.entry(name) else { return }
            var request = APIKeyRequest()
            request.name = entry.name
            request.id = act.registry.run.ids.uuid()
            request.policy = entry.policy
            request.policyId = act.policy(name)?.id ?? ""
            request.useCaseDescription = entry.useCaseDescription
            request.requestedAt = act.time
            request.requestedBy = act.actor.email
            act.object.status.apiKeyRequests.append(request)
            act.noteGenerated("status.apiKeyRequests")
          },
        ]
      ) { act in
        .object([
          "apiRequestId": .text(act.object.status.request(named: name)?.id),
          "message": .text("partnerAPIKeyRequest successfully created"),
        ])
      }
    }

    // MARK: C4

    package static func approveKey(_ name: String) -> Operation<Partner> {
      Operation<Partner>(
        "apiKey.approve", envelope: "mosip.partnermanagement.partners.apikey.approval",
        summary: "Approves a request: the API key is issued and mapped to the policy.", citation: "C4",
        stages: [.emits("PMS_PRT_181")] + APIKeyPreconditions.isUndecided(name) + [
          isDecision,
          BioExtractorPreconditions.hasExtractors(name),
          .emits("PMS_PRT_112"),
          .takes(["apiKeys"]),
          .does { act in issueKey(&act, name: name) },
          .emits("PMS_PRT_212"),
          .emits("PMS_PRT_121"),
          .emits("PMS_PRT_221"),
          .emits("PMS_PRT_222"),
          .emits("PMS_PRT_281"),
        ]
      ) { _ in message("PartnerAPIKey approved successfully") }
    }

    package static func rejectKey(_ name: String) -> Operation<Partner> {
      Operation<Partner>(
        "apiKey.reject", envelope: "mosip.partnermanagement.partners.apikey.approval",
        summary: "Rejects a request for an API key.", citation: "C4",
        stages: [.emits("PMS_PRT_181")] + APIKeyPreconditions.isUndecided(name) + [
          isDecision,
          .takes(["apiKeys"]),
          .does { act in decide(&act, name: name, state: .rejected) },
          .emits("PMS_PRT_281"),
        ]
      ) { _ in message("PartnerAPIKey rejected successfully") }
    }

    /// The stage by which the operations that decide on a request report an invalid `request` word.
    private static let isDecision = Stage<Partner>.expects(
      rule: "partner.apiKeys.request.word", failing: "PMS_PRT_781")

    // MARK: C3

    /// Activates or de-activates a key, whether it has expired or not; `word` is the request's `status`, in any case.
    package static func updateKeyStatus(_ name: String, word: String) -> Operation<Partner> {
      let target = Activity.allCases.first { $0.rawValue.lowercased() == word.lowercased() }
      return Operation<Partner>(
        "apiKey.updateStatus", envelope: "mosip.partnermanagement.partners.apikeystatus.update",
        summary: target == .active ? "Activates an API key." : "De-activates an API key.", citation: "C3",
        stages: [
          .emits("PMS_PRT_199"),
          APIKeyPreconditions.hasKey(name, failing: "PMS_PRT_799"),
          Preconditions.isManaged(failing: "PMS_PRT_799"),
          .expects(rule: "partner.apiKeys.status.word", failing: "PMS_PRT_799"),
          .requires(
            Precondition(
              "partner.apiKeys.status.known", code: "PMS_COR_002", message: "Invalid Input Parameter - status",
              summary: "The status of a key is one of the two documented words.", failing: "PMS_PRT_799",
              path: "spec.apiKeys",
              unreachable: "another word violates partner.apiKeys.status.word, which has the same code and event"
            ) { _ in Verdict(target != nil) }),
          .takes(["apiKeys"]),
          .does { act in
            guard let index = act.object.status.keyIndex(of: name) else { return }
            act.object.status.apiKeys[index].status = target ?? .inactive
            act.noteUpdate(ofKey: index)
          },
          .emits("PMS_PRT_299"),
        ]
      ) { _ in message("Partner API Key status updated successfully") }
    }

    // MARK: C1

    /// Moves a key from the policy that it is mapped to, the request's `oldPolicyID`, to the policy of the entry, the
    /// request's `newPolicyID`.
    package static func remapKey(_ name: String) -> Operation<Partner> {
      Operation<Partner>(
        "apiKey.remap", envelope: "mosip.partnermanagement.partners.policy.mapping",
        summary: "Moves an API key to another policy of the partner's group.", citation: "C1",
        stages: [
          .emits("PMS_PRT_179"),
          APIKeyPreconditions.hasKey(name, failing: "PMS_PRT_779"),
        ] + APIKeyPreconditions.canMove(name) + [
          .takes(["apiKeys"]),
          .does { act in
            guard let index = act.object.status.keyIndex(of: name), let entry = act.entry(name) else { return }
            act.object.status.apiKeys[index].policy = entry.policy
            act.object.status.apiKeys[index].policyId = act.policy(name)?.id ?? ""
            act.noteUpdate(ofKey: index)
          },
          .emits("PMS_PRT_279"),
        ]
      ) { _ in message("Partner api key to Policy Mappings updated successfully") }
    }

    // MARK: Effects and answers

    private static func decide(_ act: inout Act<Partner>, name: String, state: RequestState) {
      guard let index = act.object.status.requestIndex(of: name) else { return }
      act.object.status.apiKeyRequests[index].status = state
      act.object.status.apiKeyRequests[index].decidedAt = act.time
      act.object.status.apiKeyRequests[index].decidedBy = act.actor.email
    }

    /// Approves the request and issues its key, active at once and mapped to the policy that was asked for.
    private static func issueKey(_ act: inout Act<Partner>, name: String) {
      decide(&act, name: name, state: .approved)
      guard let request = act.object.status.request(named: name) else { return }
      let registry = act.registry
      var key = APIKey()
      key.name = request.name
      key.key = registry.run.ids.key(length: act.settings.apiKeyLength) { candidate in
        registry.holder(of: ExactString(candidate.reveal()), in: Indexes.apiKey, of: Partner.self) != nil
      }
      key.policy = request.policy
      key.policyId = request.policyId
      key.issuedAt = act.time
      key.issuedBy = act.actor.email
      key.expiresAt = act.time.adding(days: act.settings.apiKeyValidityDays)
      act.object.status.apiKeys.append(key)
      act.noteGenerated("status.apiKeys")
    }

    private static func message(_ text: String) -> Node { .object(["message": .text(text)]) }
  }
}

extension Act<Partner> {
  fileprivate mutating func noteUpdate(ofKey index: Int) {
    object.status.apiKeys[index].updatedBy = actor.email
    object.status.apiKeys[index].updatedAt = time
  }

  fileprivate mutating func noteGenerated(_ path: NodePath) {
    if !generated.contains(path) { generated.append(path) }
  }
}
