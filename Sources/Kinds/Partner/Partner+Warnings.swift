package import Model
import Source

extension Partner {
  package static let warnings: [Warning<Partner>] = [
    similarNames.warning, Warnings.whileInactive, Warnings.unusablePolicy,
  ]

  static let similarNames = SimilarNames<Partner>(at: "organizationName") { spec in
    spec.policyGroup.map { (spec.organizationName, $0) }
  }

  /// The warnings about API keys that cannot be used, by the checks that `partner validate` makes.
  ///
  /// Source: operation C5.
  private enum Warnings {
    typealias Finding = Warning<Partner>.Finding

    static let whileInactive = Warning<Partner>(
      "partner.status.keys", message: "The API keys of this de-activated partner cannot be used",
      summary: "A de-activated partner has no active API key and requests none.", citation: "C5"
    ) { partner, registry in
      guard partner.status.status == .inactive, !wanted(by: partner, at: registry.run.time).isEmpty else { return [] }
      return [
        .init(
          "spec.status", hint: "activate the partner, or set the status of each entry of its apiKeys to De-Active")
      ]
    }

    static let unusablePolicy = Warning<Partner>(
      "partner.apiKeys.policy.unusable", message: "This API key cannot be used: its policy %s",
      summary: "The policy of an active API key is published, active and not expired.",
      citation: "C5"
    ) { partner, registry in
      wanted(by: partner, at: registry.run.time).compactMap { index, name, hasKey -> Finding? in
        let policy = registry.object(Policy.self, named: name)
        // A request may be made for a draft, and be decided once the policy is published.
        let isAhead = !hasKey && policy?.status.publication == .drafted
        guard !isAhead, let (reason, remedy) = obstacle(name, policy: policy, in: registry) else { return nil }
        let declared = policy.flatMap { $0.isDeclared ? $0 : nil }
        let way = hasKey ? "move the key to another policy" : "reject the request and make another one"
        return .init(
          keysPath.appending(index).appending("policy"), detail: reason, hint: "\(remedy), or \(way)",
          others: declared.map { [($0.identity, "the policy is declared here")] } ?? [])
      }
    }

    /// Returns the entries of `spec.apiKeys` whose key is active and valid, or not issued yet, with the policy of each
    /// and whether there is a key.
    private static func wanted(
      by partner: Stored<Partner>, at time: Instant
    ) -> [(index: Int, policy: String, hasKey: Bool)] {
      partner.spec.apiKeys.enumerated().compactMap { index, entry in
        guard entry.status == .active, let request = partner.status.request(named: entry.name) else { return nil }
        guard let key = partner.status.apiKey(named: entry.name) else {
          return request.status == .inProgress ? (index, request.policy, false) : nil
        }
        return key.status == .active && !key.isExpired(at: time) ? (index, key.policy, true) : nil
      }
    }

    /// Returns why a policy cannot be used now, and what to do about it; nil if it can be used.
    private static func obstacle(
      _ name: String, policy: Stored<Policy>?, in registry: any Registry
    ) -> (reason: String, remedy: String)? {
      guard let policy, policy.isDeclared else { return ("no longer has a manifest", "declare Policy \(name) again") }
      if policy.status.publication == .drafted { return ("is a draft", "publish it") }
      if let group = registry.object(PolicyGroup.self, named: policy.spec.policyGroup), !group.status.isActive {
        let remedy = group.isDeclared ? "activate the group" : "declare PolicyGroup \(group.metadata.name) again"
        return ("is de-activated with its group", remedy)
      }
      if policy.status.status == .inactive { return ("is de-activated", "activate it") }
      guard policy.status.isExpired(at: registry.run.time), let expiry = policy.status.validTo else { return nil }
      let remedy = policy.spec.policyType == nil ? "create another policy instead" : "publish it under another version"
      return ("expired on \(expiry.date)", remedy)
    }
  }
}
