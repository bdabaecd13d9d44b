package import Model
import Source

// The operations on policy groups. Source: operation B7.

extension PolicyGroup {
  // MARK: B7

  /// Creates a group, which is active at first even if its manifest is not; an update then de-activates it.
  package static let create = Operation<PolicyGroup>(
    "policyGroup.create", envelope: "mosip.partnermanagement.policygroup.create", summary: "Creates a policy group.",
    citation: "B7",
    stages: [
      .emits("PMS_PRT_115"),
      hasUniqueName(failing: "PMS_PRT_475"),
      .does { act in
        act.takeID { String($0.takeNumber(for: PolicyGroup.self, from: firstPolicyNumber)) }
        act.object.record.createdBy = act.actor.email
        act.object.record.createdAt = act.time
      },
      .takes(.all),
      .does { $0.object.spec.isActive = true },
      .emits("PMS_PRT_215"),
    ]
  ) { details(of: $0.object) }

  package static let update = changing(
    "Changes a policy group; its policies are activated and de-activated with it.",
    uniqueness: hasUniqueName(failing: "PMS_PRT_456")
  ) { $0.isActive }

  package static let deactivate = changing("De-activates a policy group whose manifest was removed.", uniqueness: nil) {
    _ in false
  }

  private static func changing(
    _ summary: String, uniqueness: Stage<PolicyGroup>?, isActive: @escaping @Sendable (Spec) -> Bool
  ) -> Operation<PolicyGroup> {
    Operation(
      "policyGroup.update", envelope: "mosip.partnermanagement.policygroup.update", summary: summary, citation: "B7",
      stages: [.emits("PMS_PRT_156"), exists] + (uniqueness.map { [$0] } ?? []) + [
        .takes(.all),
        .does { act in
          act.object.status.isActive = isActive(act.desired)
          act.object.record.updatedBy = act.actor.email
          act.object.record.updatedAt = act.time
        },
        .emits("PMS_PRT_256"),
      ]
    ) { details(of: $0.object) }
  }

  /// Returns a group as the documents' answers have it.
  @Sendable static func details(of group: Stored<PolicyGroup>) -> Node {
    .object([
      "id": .text(group.id),
      "name": .text(group.spec.name),
      "desc": .text(group.spec.desc),
      "is_Active": .boolean(group.status.isActive),
      "cr_by": .text(group.record.createdBy),
      "cr_dtimes": .text(group.record.createdAt.description),
      "up_by": .text(group.record.updatedBy),
      "upd_dtimes": .text(group.record.updatedAt?.description),
    ])
  }
}
