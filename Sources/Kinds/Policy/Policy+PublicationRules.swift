import Model
import Source

extension Policy {
  /// The rules about the publication of a policy, and about what never changes.
  ///
  /// Source: operations B1 and B2; state-machines §3.
  enum PublicationRules {
    static let versionGiven = Rule<Policy>(
      "policy.version.given", code: "PMS_COR_001", message: "Missing Input Parameter - version",
      summary: "A policy of a later type has a version.", citation: "operations B1"
    ) { spec, _ in
      guard spec.policyType != nil, spec.version == nil else { return nil }
      return Rule.Finding("spec.version", hint: "add a version, such as \"1.0\"")
    }

    static let published = Rule<Policy>(
      "policy.policies.published", code: "PMS_POL_010",
      message: "Policy Manager is denied permission to update the policy",
      summary: "Once published, the content of a version of a later type never changes.",
      citation: "decisions 8"
    ) { spec, stored in
      guard let stored, spec.policyType != nil, let published = publishedContent(of: spec.version, stored: stored),
        spec.policies != published
      else { return nil }
      let change = FieldChange.between(published, and: spec.policies).first
      return Rule.Finding(
        NodePath(ContentRules.path.steps + (change?.path.steps ?? [])),
        hint:
          "version \(spec.version ?? "") is published: give the new content another version, or restore the old content"
      )
    }

    private static func publishedContent(of version: String?, stored: Stored<Policy>) -> Node? {
      if isFinal(stored), Node.text(version) == Node.text(stored.spec.version) { return stored.spec.policies }
      return stored.status.content(ofVersion: version)
    }

    static let publishable = Rule<Policy>(
      "policy.publish.typed", code: "PMS_COR_002", message: "Invalid Input Parameter - publish",
      summary: "Only a policy of a later type is published: the documented body is active at once.",
      citation: "operations B1"
    ) { spec, _ in
      guard spec.publish, spec.policyType == nil else { return nil }
      return Rule.Finding(
        "spec.publish", hint: "leave publish out, or add the policyType of the content")
    }

    static let publishWithdrawn = Rule<Policy>(
      "policy.publish.withdrawn", code: "PMS_COR_002", message: "Invalid Input Parameter - publish",
      summary: "A publication cannot be withdrawn, except by the draft of another version.",
      citation: "state-machines §3"
    ) { spec, stored in
      guard let stored, isFinal(stored), spec.isSameVersion(as: stored.spec), !spec.publish else { return nil }
      return Rule.Finding(
        "spec.publish", hint: "keep publish: true; to switch the policy off, write status: De-Active")
    }

    private static func isFinal(_ stored: Stored<Policy>) -> Bool {
      stored.status.publication == .published && stored.spec.policyType != nil
    }

    // MARK: Fields that never change

    static let typeFixed = Rule<Policy>(
      "policy.policyType.fixed", code: nil, message: "The type of a policy never changes",
      summary: "A policy keeps the type with which it was created, or stays without one.", citation: "operations B2"
    ) { spec, stored in
      guard let stored, spec.policyType != stored.spec.policyType else { return nil }
      let former = stored.spec.policyType.map { "go back to policyType: \($0.rawValue)" } ?? "leave policyType out"
      return Rule.Finding("spec.policyType", hint: "\(former), or create another policy")
    }

    static let groupFixed = Rule<Policy>(
      "policy.policyGroup.fixed", code: "PMS_POL_015", message: "Policy group and policy not mapped.",
      summary: "A policy stays in the group in which it was created.", citation: "operations B2"
    ) { spec, stored in
      guard let stored, !ExactString.same(spec.policyGroup, stored.spec.policyGroup) else { return nil }
      return Rule.Finding(
        "spec.policyGroup", hint: "go back to \(stored.spec.policyGroup), or create another policy in the other group")
    }
  }
}
