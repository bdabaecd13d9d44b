package import Model
import Source

// The operations on device providers. Source: operations E1 and E2.

extension DeviceProvider {
  // MARK: E1

  package static let create = Operation<DeviceProvider>(
    "deviceProvider.create", envelope: "io.mosip.masterdata.deviceprovider.create",
    summary: "Registers a device provider.", citation: "E1",
    stages: [
      .emits("ADM-719"),
      isUnique,
      .storing(
        "deviceProvider.create.stored", code: "ADM-DPM-012",
        message: "Error occurred while registering a Device Provider",
        failing: "ADM-724"),
      .does { act in
        act.takeID { $0.run.ids.uuid() }
        act.object.record.createdBy = act.actor.email
        act.object.status.isActive = act.desired.isActive
      },
      .takes(.all),
      .emits("ADM-720"),
    ]
  ) { details(of: $0.object, updatedBy: nil) }

  // MARK: E2

  package static let update = changing("Changes a device provider.", uniqueness: isUnique) { $0.isActive }

  package static let deactivate = changing(
    "De-activates a device provider whose manifest was removed.", uniqueness: nil
  ) {
    _ in false
  }

  private static func changing(
    _ summary: String, uniqueness: Stage<DeviceProvider>?, isActive: @escaping @Sendable (Spec) -> Bool
  ) -> Operation<DeviceProvider> {
    Operation(
      "deviceProvider.update", envelope: "io.mosip.masterdata.deviceprovider.update", summary: summary, citation: "E2",
      stages: [
        .emits("ADM-721"),
        .known(
          "device provider", code: "ADM-DPM-003", message: "Device Provider does not exist", failing: "ADM-725"),
      ] + (uniqueness.map { [$0] } ?? []) + [
        .storing(
          "deviceProvider.update.stored", code: "ADM-DPM-014",
          message: "Error occurred while updating a Device Provider",
          failing: "ADM-726"),
        .takes(.all),
        .does { act in act.object.status.isActive = isActive(act.desired) },
        .emits("ADM-722"),
      ]
    ) { details(of: $0.object, updatedBy: $0.actor.email) }
  }

  // MARK: Answers

  private static func details(of object: Stored<DeviceProvider>, updatedBy: String?) -> Node {
    .object([
      "id": .text(object.id),
      "vendorName": .text(object.spec.vendorName),
      "address": .text(object.spec.address),
      "email": .text(object.spec.email),
      "contactNumber": .text(object.spec.contactNumber),
      "certificateAlias": .text(object.spec.certificateAlias),
      "isActive": .boolean(object.status.isActive),
      "createdBy": .text(object.record.createdBy),
      "updatedBy": .text(updatedBy),
      "isDeleted": .null,
    ])
  }
}
