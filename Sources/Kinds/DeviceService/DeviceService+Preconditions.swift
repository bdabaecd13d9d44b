import Model
import Source

extension DeviceService {
  /// The preconditions of the operations on device services.
  ///
  /// Source: operations H1 and H2, with their codes.
  enum Preconditions {
    static let typeIsKnown = Stage<DeviceService>.requires(
      Precondition(
        "deviceService.regDeviceTypeCode.known", code: "ADM-DPM-040",
        message: "Device Type Code not found in the list of Device Types",
        summary: "The device type is one of the device types of the registry.", failing: "ADM-712",
        path: "spec.regDeviceTypeCode",
        hint: "the types are listed in devices.types of registry.yaml"
      ) { act in Verdict(act.settings.types[ExactString(act.desired.regDeviceTypeCode)] != nil) })

    static let subTypeIsKnown = Stage<DeviceService>.requires(
      Precondition(
        "deviceService.regDeviceSubCode.known", code: "ADM-DPM-041",
        message: "Device Sub Type Code not found in the list of Device Sub Types",
        summary: "The sub-type is a sub-type of the device type.", failing: "ADM-713", path: "spec.regDeviceSubCode",
        hint: "the sub-types are listed in devices.types of registry.yaml"
      ) { act in
        guard let subTypes = act.settings.types[ExactString(act.desired.regDeviceTypeCode)] else { return .holds }
        return Verdict(subTypes.contains { ExactString.same($0, act.desired.regDeviceSubCode) })
      })

    /// Requires that the device provider exists and that it is active, unless the service is not. Each operation has
    /// its own failure event.
    static func providerIsKnown(failing event: EventName) -> Stage<DeviceService> {
      .requires(
        Precondition(
          "deviceService.deviceProvider.active", code: "ADM-DPM-039",
          message: "Device Provider ID not found in the list of Device Providers",
          summary: "The device provider exists, and is active if the service is active.", failing: event,
          path: "spec.deviceProvider",
          hint: "it must be the metadata.name of an active DeviceProvider: partnerctl get deviceproviders"
        ) { act in
          // A provider and its services can be de-activated in one run, although the provider is first.
          let provider = act.registry.object(DeviceProvider.self, named: act.desired.deviceProvider)
          return Verdict(provider.map { $0.status.isActive || !act.desired.isActive } ?? false)
        })
    }

    /// Requires that no other device service, inactive ones included, has these values. The services have a unique key
    /// in their table for it. Each operation has its own failure event.
    static func isUnique(failing event: EventName) -> Stage<DeviceService> {
      .requires(
        Precondition(
          "deviceService.swVersion.unique", code: "ADM-DPM-021", message: "MDS Details already exist",
          summary: "No other service has the same swVersion, deviceProvider, type, sub-type, make and model.",
          failing: event, path: "spec.swVersion", hint: "change the service that has them, or remove this manifest"
        ) { act in
          let holder = act.registry.holder(of: Indexes.key(act.desired), in: Indexes.identity, of: DeviceService.self)
          guard let holder, holder != act.object.identity else { return .holds }
          return .fails(other: holder)
        })
    }
  }
}
