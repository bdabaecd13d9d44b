package import Model
import Source

extension FoundationalTrustProvider {
  // MARK: F1

  package static let create = Operation<FoundationalTrustProvider>(
    "foundationalTrustProvider.create", envelope: "io.mosip.masterdata.foundationaltrustprovider.create",
    summary: "Registers a foundational trust provider.", citation: "F1",
    stages: [
      .emits("ADM-701"),
      isUnique,
      .storing(
        "foundationalTrustProvider.create.stored", "ADM-DPM-017",
        "Error occurred while registering a Foundational Trust Provider", failing: nil),
      .does { act in
        act.takeID { $0.run.ids.uuid() }
        act.object.record.createdBy = act.actor.email
        act.object.record.createdAt = act.time
        apply(&act, isActive: act.desired.isActive)
      },
    ]
  ) { details(of: $0.object, updated: nil) }

  // MARK: F2

  package static let update = changing("Changes a foundational trust provider.") { $0.isActive }

  package static let deactivate = changing("De-activates a trust provider whose manifest is gone.") { _ in false }

  private static func changing(
    _ summary: String, isActive: @escaping @Sendable (Spec) -> Bool
  ) -> Operation<FoundationalTrustProvider> {
    Operation(
      "foundationalTrustProvider.update", envelope: "io.mosip.masterdata.foundationaltrustprovider.update",
      summary: summary, citation: "F2",
      stages: [
        .emits("ADM-703"),
        .requires(
          Precondition(
            "foundationalTrustProvider.id.known", code: "ADM-DPM-016", message: "FTP is not present for id",
            summary: "The trust provider exists.", failing: "ADM-706", path: "metadata.name",
            unreachable: "a manifest without a stored trust provider creates it"
          ) { act in Verdict(!act.object.id.isEmpty) }),
        .storing(
          "foundationalTrustProvider.update.stored", "ADM-DPM-019",
          "Error occurred while registering a Foundational Trust Provider", failing: nil),
        .does { act in apply(&act, isActive: isActive(act.desired)) },
        .emits("ADM-704"),
      ]
    ) { details(of: $0.object, updated: ($0.actor.email, $0.time)) }
  }

  // MARK: Effects and answers

  private static func apply(_ act: inout Act<FoundationalTrustProvider>, isActive: Bool) {
    act.object.spec = act.desired
    act.object.status.isActive = isActive
  }

  private static func details(
    of object: Stored<FoundationalTrustProvider>, updated: (by: String, at: Instant)?
  ) -> Node {
    .object([
      "id": .text(object.id),
      "name": .text(object.spec.name),
      "address": .text(object.spec.address),
      "email": .text(object.spec.email),
      "contactNo": .text(object.spec.contactNo),
      "certAlias": .text(object.spec.certAlias),
      "isActive": .boolean(object.status.isActive),
      "createdBy": .text(object.record.createdBy),
      "createdDateTime": .text(object.record.createdAt.description),
      "updatedBy": .text(updated?.by),
      "updatedDateTime": .text(updated?.at.description),
      "isDeleted": .null,
      "deletedDateTime": .null,
    ])
  }
}
