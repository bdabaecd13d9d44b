package import Model
import Source

// The operations on foundational trust providers. Source: operations F1 and F2.

extension FoundationalTrustProvider {
  // MARK: F1

  package static let create = Operation<FoundationalTrustProvider>(
    "foundationalTrustProvider.create", envelope: "io.mosip.masterdata.foundationaltrustprovider.create",
    summary: "Registers a foundational trust provider.", citation: "F1",
    stages: [
      .emits("ADM-701"),
      isUnique,
      .storing(
        "foundationalTrustProvider.create.stored", code: "ADM-DPM-017",
        message: "Error occurred while registering a Foundational Trust Provider", failing: nil),
      .does { act in
        act.takeID { $0.run.ids.uuid() }
        act.object.record.createdBy = act.actor.email
        act.object.record.createdAt = act.time
        act.object.status.isActive = act.desired.isActive
      },
      .takes(.all),
    ]
  ) { details(of: $0.object, updated: nil) }

  // MARK: F2

  package static let update = changing("Changes a foundational trust provider.") { $0.isActive }

  package static let deactivate = changing("De-activates a trust provider whose manifest was removed.") { _ in false }

  private static func changing(
    _ summary: String, isActive: @escaping @Sendable (Spec) -> Bool
  ) -> Operation<FoundationalTrustProvider> {
    Operation(
      "foundationalTrustProvider.update", envelope: "io.mosip.masterdata.foundationaltrustprovider.update",
      summary: summary, citation: "F2",
      stages: [
        .emits("ADM-703"),
        .known("trust provider", code: "ADM-DPM-016", message: "FTP is not present for id", failing: "ADM-706"),
        .storing(
          "foundationalTrustProvider.update.stored", code: "ADM-DPM-019",
          message: "Error occurred while registering a Foundational Trust Provider", failing: nil),
        .takes(.all),
        .does { act in act.object.status.isActive = isActive(act.desired) },
        .emits("ADM-704"),
      ]
    ) { details(of: $0.object, updated: ($0.actor.email, $0.time)) }
  }

  // MARK: Answers

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
