package import Model
import Source

// The operations on policies. Source: operations B1 to B3 and B7; state-machines §3.

extension Policy {
  /// Changes details first, publishes next, and changes the status last, once the policy is published.
  package static func route(from stored: Stored<Policy>?, to desired: Spec?) -> Operation<Policy>? {
    guard let stored else { return create }
    let isPublished = stored.status.publication == .published
    let isSwitchedOn = stored.status.offBy != .policy
    guard let desired else { return isPublished && isSwitchedOn ? updateStatus(.inactive) : nil }
    if update.isWanted(by: desired, over: stored.spec) { return update }
    guard isPublished else { return desired.publish ? publish : nil }
    if desired.status == .active, !isSwitchedOn { return updateStatus(.active) }
    if desired.status == .inactive, isSwitchedOn { return updateStatus(.inactive) }
    return nil
  }

  /// Returns the operation by which a policy follows its group: it is de-activated with its group, and activated again
  /// with it unless it has expired.
  package static func due(_ stored: Stored<Policy>, at time: Instant, in registry: any Registry) -> Operation<Policy>? {
    guard stored.status.publication == .published,
      let group = registry.object(PolicyGroup.self, named: stored.spec.policyGroup)
    else { return nil }
    if !group.status.isActive, stored.status.status == .active { return followGroup(.inactive) }
    if group.status.isActive, stored.status.offBy == .group, !stored.status.isExpired(at: time) {
      return followGroup(.active)
    }
    return nil
  }

  package static let creation = create
  package static let amendment = update
  package static let operations = [
    create, update, publish, updateStatus(.active), updateStatus(.inactive), followGroup(.active),
    followGroup(.inactive),
  ]

  // MARK: B1

  /// Creates a policy: with the documented body it is active at once, with a type it is a draft.
  package static let create = Operation<Policy>(
    "policy.create", envelope: "mosip.partnermanagement.policy.create", summary: "Creates a policy in a group.",
    citation: "B1",
    stages: [.emits("PMS_PRT_137")]
      + ContentRules.expectations("policy.policyType.word", failing: "PMS_PRT_437")
      + Preconditions.ofContent(failing: "PMS_PRT_437") + [
        .takes(.all),
        .does { act in
          act.takeID { String($0.takeNumber(for: Policy.self, from: firstPolicyNumber)) }
          act.object.record.createdBy = act.actor.email
          act.object.record.createdAt = act.time
          act.object.status.policyGroupId = Preconditions.group(of: act)?.id ?? ""
          if act.desired.policyType == nil {
            Effects.setPublished(&act, validTo: nil, schema: nil)
          } else {
            Effects.setDrafted(&act)
          }
        },
        .emits("PMS_PRT_237"),
      ]
  ) { act in
    guard act.desired.policyType == nil else {
      return .object(details(of: act.object) + [("policyGroupName", .text(Preconditions.group(of: act)?.spec.name))])
    }
    return .object(["policies": .list([.object(details(of: act.object))])])
  }

  // MARK: B2

  /// The fields that an update changes.
  static let detailFields: SpecFields<Spec> = ["name", "desc", "version", "policies"]

  /// Changes a policy's details. A new version of a published policy is a draft until it is published; any other change
  /// leaves publication and status as they are.
  package static let update = Operation<Policy>(
    "policy.update", envelope: "mosip.partnermanagement.policy.update", summary: "Changes a policy.", citation: "B2",
    stages: [.emits("PMS_PRT_183")]
      + ContentRules.expectations(PublicationRules.published.id, PublicationRules.groupFixed.id, failing: "PMS_PRT_483")
      + [Preconditions.isGiven, Preconditions.exists("PMS_PRT_483")] + Preconditions.ofContent(failing: "PMS_PRT_483")
      + [
        .does { act in
          let isNewVersion = !act.desired.isSameVersion(as: act.object.spec)
          if act.desired.policyType != nil, isNewVersion, act.object.status.publication == .published {
            Effects.setDrafted(&act)
          }
          Effects.setUpdated(&act)
        },
        .takes(detailFields),
        .emits("PMS_PRT_283"),
      ]
  ) { act in .object(details(of: act.object)) }

  // MARK: B3

  /// Activates or de-activates a policy by its own status.
  package static func updateStatus(_ target: Activity) -> Operation<Policy> {
    switching(target == .active ? "Activates a policy." : "De-activates a policy.", to: target, by: .policy)
  }

  /// Activates or de-activates a policy because its group was. The documents have only the group's own events for it;
  /// here every policy has its events as well, since the ledger must record every change.
  static func followGroup(_ target: Activity) -> Operation<Policy> {
    let summary =
      target == .active ? "Activates a policy with its group." : "De-activates a policy with its group."
    return switching(summary, to: target, by: .group)
  }

  private static func switching(_ summary: String, to target: Activity, by cause: Cause) -> Operation<Policy> {
    let words: [Stage<Policy>] =
      cause == .policy ? [.expects(rule: "policy.status.word", failing: "PMS_PRT_483")] : []
    let taken: [Stage<Policy>] = cause == .policy ? [.takes(["status"])] : []
    let conditions: [Stage<Policy>] =
      target == .active ? [Preconditions.isPublished, .requires(Preconditions.groupIsActive("PMS_PRT_483"))] : []
    return Operation(
      "policy.updateStatus", envelope: "mosip.partnermanagement.policy.update.status", summary: summary,
      citation: cause == .group ? "B7" : "B3",
      stages: [.emits("PMS_PRT_183")] + words + [Preconditions.exists("PMS_PRT_483")] + conditions + taken + [
        .does { act in
          act.object.status.status = target
          act.object.status.offBy = target == .active ? nil : cause
          Effects.setUpdated(&act)
        },
        .emits("PMS_PRT_283"),
      ]
    ) { _ in .object(["message": .text("status updated successfully")]) }
  }

  // MARK: B7

  package static let publish = Operation<Policy>(
    "policy.publish", envelope: "mosip.partnermanagement.policy.publish", summary: "Publishes a draft.", citation: "B7",
    stages: [
      .emits("PMS_PRT_137"),
      Preconditions.exists("PMS_PRT_437"),
      .requires(Preconditions.groupIsActive("PMS_PRT_437")),
      Preconditions.isDraft,
      .takes(["publish"]),
      .does { act in
        Effects.setPublished(
          &act, validTo: act.time.adding(days: act.settings.validityDays), schema: ContentSchemas.address)
        Effects.setUpdated(&act)
      },
      .emits("PMS_PRT_237"),
    ]
  ) { act in
    .object(
      details(of: act.object) + [
        ("policyGroupId", .text(act.object.status.policyGroupId)),
        ("policyGroupName", .text(Preconditions.group(of: act)?.spec.name)),
        ("policyType", .text(act.object.spec.policyType?.rawValue)),
        ("version", .text(act.object.spec.version)),
        ("policies", act.object.spec.policies),
        ("status", .text(act.object.status.publication.rawValue)),
        ("publishDate", .text(act.object.status.validFrom.description)),
        ("validTill", .text(act.object.status.validTo?.description)),
        ("schema", .text(act.object.status.schema)),
      ])
  }

  // MARK: Answers

  /// Returns a policy as the documents' answers have it, without its content.
  static func details(of policy: Stored<Policy>) -> [(String, Node)] {
    [
      ("id", .text(policy.id)),
      ("name", .text(policy.spec.name)),
      ("desc", .text(policy.spec.desc)),
      ("is_Active", .boolean(policy.status.status == .active)),
      ("cr_by", .text(policy.record.createdBy)),
      ("cr_dtimes", .text(policy.record.createdAt.description)),
      ("up_by", .text(policy.record.updatedBy)),
      ("upd_dtimes", .text(policy.record.updatedAt?.description)),
    ]
  }
}
