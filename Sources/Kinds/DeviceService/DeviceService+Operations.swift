package import Model
import Source

extension DeviceService {
  // MARK: H1

  package static let create = Operation<DeviceService>(
    "deviceService.create", envelope: "io.mosip.masterdata.mds.create", summary: "Registers a device service.",
    citation: "H1",
    stages: [
      .emits("ADM-707"), typeIsKnown, subTypeIsKnown, providerIsKnown(failing: "ADM-70314"),
      isUnique(failing: "ADM-70315"), canBeStored,
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
    checks: [providerIsKnown(failing: "ADM-717"), typeIsKnown, subTypeIsKnown, isUnique(failing: "ADM-718")]
  ) { $0.isActive }

  /// The end of life: the same request, with `isActive` false. What it refers to may be gone before it.
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

  /// In the order in which the documents write them.
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
