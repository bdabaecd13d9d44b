package import Model
import Source

// The operations on device services. Source: operations H1 and H2.

extension DeviceService {
  // MARK: H1

  package static let create = Operation<DeviceService>(
    "deviceService.create", envelope: "io.mosip.masterdata.mds.create", summary: "Registers a device service.",
    citation: "H1",
    stages: [
      .emits("ADM-707"), Preconditions.typeIsKnown, Preconditions.subTypeIsKnown,
      Preconditions.providerIsKnown(failing: "ADM-70314"), Preconditions.isUnique(failing: "ADM-70315"), canBeStored,
      .does { act in
        act.takeID { $0.run.ids.uuid() }
        act.object.record.createdBy = act.actor.email
        act.object.record.createdAt = act.time
        setStatus(&act, isActive: act.desired.isActive)
      },
      .takes(.all),
      .emits("ADM-708"),
    ]
  ) { details(of: $0.object, updated: nil) }

  private static let canBeStored = Stage<DeviceService>.storing(
    "deviceService.stored", code: "ADM-DPM-022", message: "Error occurred while storing MDS Details", failing: "ADM-715"
  )

  // MARK: H2

  package static let update = changing(
    "Changes a device service.",
    checks: [
      Preconditions.providerIsKnown(failing: "ADM-717"), Preconditions.typeIsKnown, Preconditions.subTypeIsKnown,
      Preconditions.isUnique(failing: "ADM-718"),
    ]
  ) { $0.isActive }

  /// De-activates a device service after its manifest was removed, by the request H2 with `isActive` false. It requires
  /// nothing of the objects that the service refers to, whose manifests may be removed before.
  package static let deactivate = changing("De-activates a device service whose manifest was removed.", checks: []) {
    _ in
    false
  }

  private static func changing(
    _ summary: String, checks: [Stage<DeviceService>], isActive: @escaping @Sendable (Spec) -> Bool
  ) -> Operation<DeviceService> {
    Operation(
      "deviceService.update", envelope: "io.mosip.masterdata.mds.update", summary: summary, citation: "H2",
      stages: [.emits("ADM-709"), isKnown] + checks + [
        canBeChanged,
        .takes(.all),
        .does { act in setStatus(&act, isActive: isActive(act.desired)) },
        .emits("ADM-710"),
      ]
    ) { details(of: $0.object, updated: ($0.actor.email, $0.time)) }
  }

  private static let isKnown = Stage<DeviceService>.known(
    "service", code: "ADM-DPM-023", message: "MDS ID %s does not exist", failing: nil, namesObject: true)

  private static let canBeChanged = Stage<DeviceService>.storing(
    "deviceService.changed", code: "ADM-DPM-024", message: "Error occurred while updating MDS Details",
    failing: "ADM-718")

  // MARK: Effects and answers

  private static func setStatus(_ act: inout Act<DeviceService>, isActive: Bool) {
    let provider = act.registry.object(DeviceProvider.self, named: act.desired.deviceProvider)
    act.object.status.isActive = isActive
    act.object.status.deviceProviderId = provider?.id ?? act.object.status.deviceProviderId
  }

  /// Returns a device service with its members in the order of the documents.
  private static func details(of object: Stored<DeviceService>, updated: (by: String, at: Instant)?) -> Node {
    .object([
      "isActive": .boolean(object.status.isActive),
      "createdBy": .text(object.record.createdBy),
      "createdDateTime": .text(object.record.createdAt.description),
      "updatedBy": .text(updated?.by),
      "updatedDateTime": .text(updated?.at.description),
      "isDeleted": .null,
      "deletedDateTime": .null,
      "id": .text(object.id),
      "swVersion": .text(object.spec.swVersion),
      "deviceProviderId": .text(object.status.deviceProviderId),
      "regDeviceTypeCode": .text(object.spec.regDeviceTypeCode),
      "regDeviceSubCode": .text(object.spec.regDeviceSubCode),
      "make": .text(object.spec.make),
      "model": .text(object.spec.model),
      "swCreateDateTime": .text(object.spec.swCreateDateTime.description),
      "swExpiryDateTime": .text(object.spec.swExpiryDateTime.description),
      "swBinaryHash": .text(object.spec.swBinaryHash),
    ])
  }
}
