import Model
import Source

extension Partner {
  /// The rules about the entries of `spec.apiKeys`.
  ///
  /// Source: state-machines §5 and §6.
  enum APIKeyRules {
    static let all: [Rule<Partner>] = [
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
        summary: "A decision on a request for an API key is final and cannot be withdrawn.",
        citation: "state-machines §5"
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

    /// Makes a rule about a member of an entry whose request is stored; `fault` returns a hint, or nil if the rule
    /// holds.
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

    private static func place(_ index: Int, _ member: String) -> NodePath {
      keysPath.appending(index).appending(member)
    }
  }
}
