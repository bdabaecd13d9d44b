import Model
import Source

extension Policy {
  /// The preconditions of the operations on policies.
  ///
  /// Source: operations B1 to B3 and B7, with their codes.
  enum Preconditions {
    /// Requires that the group is known and active, that the name is free in it, and that the documented body is
    /// supported.
    ///
    /// The order of the codes is that of the services and then of the documents: `PMS_POL_019`, `053`, `004`, `006`,
    /// `005`, `007`.
    static func ofContent(failing event: EventName) -> [Stage<Policy>] {
      [
        groupIsKnown(event), groupIsActive(event), hasUniqueName(event), authTypesAreSupported(event),
        attributesAreSupported(event), attributesAreGiven(event),
      ].map { .requires($0) }
    }

    // MARK: Group and name

    private static func groupIsKnown(_ event: EventName) -> Precondition<Policy> {
      Precondition(
        "policy.policyGroup.known", code: "PMS_POL_019", message: "Policy group name does not exist",
        summary: "The policy's group exists.", failing: event, path: "spec.policyGroup",
        hint: "it must be the metadata.name of a PolicyGroup: partnerctl get policygroups"
      ) { act in Verdict(group(of: act) != nil) }
    }

    static func groupIsActive(_ event: EventName) -> Precondition<Policy> {
      Precondition(
        "policy.policyGroup.active", code: "PMS_POL_053", message: "Policy group is not active.",
        summary: "A policy is created, changed, published and activated only in an active group.", failing: event,
        path: "spec.policyGroup", hint: "activate the group first, or choose another one"
      ) { act in Verdict(group(of: act)?.status.isActive ?? false) }
    }

    /// Returns the group that the manifest names; nil if it is not stored.
    static func group(of act: Act<Policy>) -> Stored<PolicyGroup>? {
      act.registry.object(PolicyGroup.self, named: act.desired.policyGroup)
    }

    private static func hasUniqueName(_ event: EventName) -> Precondition<Policy> {
      Precondition(
        "policy.name.unique", code: "PMS_POL_004", message: "Policy Name already exists in the policy Group",
        summary: "No other policy of the group, inactive ones included, has the same name.", failing: event,
        path: "spec.name", hint: "choose another name, or change the policy that has it"
      ) { act in
        let key = Indexes.key(act.desired.name, inGroup: act.desired.policyGroup)
        let holder = act.registry.holder(of: key, in: Indexes.name, of: Policy.self)
        guard let holder, holder != act.object.identity else { return .holds }
        return .fails(other: holder)
      }
    }

    // MARK: The documented body

    private static func authTypesAreSupported(_ event: EventName) -> Precondition<Policy> {
      Precondition(
        "policy.policies.authTypes", code: "PMS_POL_006", message: "Unsupported Authentication Type in the Policy File",
        summary: "The authentication types of the documented body are among those of the registry; only bio may have a "
          + "sub-type, which is FINGER, IRIS or FACE.",
        failing: event, path: "spec.policies.authPolicies",
        hint:
          "the types are listed in policies.authTypes of registry.yaml; the authSubType of bio is FINGER, IRIS or FACE"
      ) { act in
        guard act.desired.policyType == nil else { return .holds }
        for (index, item) in items("authPolicies", of: act).enumerated() {
          let place = NodePath("spec.policies.authPolicies").appending(index)
          let type = item["authType"]?.text ?? ""
          guard act.settings.authTypes.contains(where: { ExactString.same($0, type) }) else {
            return .fails(place: place.appending("authType"))
          }
          if let subType = item["authSubType"]?.text, !(type == "bio" && modalities.contains(subType)) {
            return .fails(place: place.appending("authSubType"))
          }
        }
        return .holds
      }
    }

    private static let modalities: Set<String> = ["FINGER", "IRIS", "FACE"]

    private static func attributesAreSupported(_ event: EventName) -> Precondition<Policy> {
      Precondition(
        "policy.policies.kycAttributes", code: "PMS_POL_005", message: "Unsupported KYC attribute in the Policy File",
        summary: "The KYC attributes of the documented body are among those of the registry.", failing: event,
        path: "spec.policies.allowedKycAttributes",
        hint: "the attributes are listed in policies.kycAttributes of registry.yaml"
      ) { act in
        guard act.desired.policyType == nil else { return .holds }
        for (index, item) in items("allowedKycAttributes", of: act).enumerated() {
          let attribute = item["attributeName"]?.text ?? ""
          guard act.settings.kycAttributes.contains(where: { ExactString.same($0, attribute) }) else {
            let place = NodePath("spec.policies.allowedKycAttributes").appending(index)
            return .fails(place: place.appending("attributeName"))
          }
        }
        return .holds
      }
    }

    private static func attributesAreGiven(_ event: EventName) -> Precondition<Policy> {
      Precondition(
        "policy.policies.kycGiven", code: "PMS_POL_007", message: "eKYC attribute missing in the policy file",
        summary: "The documented body allows at least one KYC attribute.", failing: event,
        path: "spec.policies.allowedKycAttributes", hint: "add at least one attribute to allowedKycAttributes"
      ) { act in Verdict(act.desired.policyType != nil || !items("allowedKycAttributes", of: act).isEmpty) }
    }

    private static func items(_ name: String, of act: Act<Policy>) -> [Node] { act.desired.policies[name]?.items ?? [] }

    // MARK: Preconditions that no manifest can fail

    /// Requires that the policy of the request's path exists.
    static func exists(_ event: EventName) -> Stage<Policy> {
      .requires(
        Precondition(
          "policy.id.known", code: "PMS_POL_008", message: "Policy ID does not exist", summary: "The policy exists.",
          failing: event, path: "metadata.name", unreachable: "a manifest whose policy is not stored creates it"
        ) { act in Verdict(!act.object.id.isEmpty) })
    }

    static let isGiven = Stage<Policy>.requires(
      Precondition(
        "policy.update.given", code: "PMS_POL_009", message: "No information provided for update",
        summary: "The request changes something.", failing: "PMS_PRT_483", path: "spec",
        unreachable: "without a change there is no update"
      ) { act in Verdict(!detailFields.areSame(act.desired, and: act.object.spec)) })

    static let isDraft = Stage<Policy>.requires(
      Precondition(
        "policy.publish.once", code: "PMS_POL_020", message: "Can not publish the published policy",
        summary: "The policy to publish is a draft.", failing: "PMS_PRT_437", path: "spec.publish",
        unreachable: "a publication already made is not a change, and nothing is done"
      ) { act in Verdict(act.object.status.publication == .drafted) })

    static let isPublished = Stage<Policy>.requires(
      Precondition(
        "policy.status.published", code: "PMS_POL_054", message: "Cannot activate unpublished policy.",
        summary: "The policy to activate is published.", failing: "PMS_PRT_483", path: "spec.status",
        unreachable: "the status of a draft waits for its publication"
      ) { act in Verdict(act.object.status.publication == .published) })
  }
}
