package import Model
import Source

extension DeviceService {
  package static let rules: [Rule<DeviceService>] = [
    .noBlanks(at: "swVersion", text: \.swVersion), .noBlanks(at: "make", text: \.make),
    .noBlanks(at: "model", text: \.model),
  ]

  package static let warnings: [Warning<DeviceService>] = [
    Warning(
      "deviceService.swExpiryDateTime.past", message: "The software of this active device service expired on %s",
      summary: "The software of an active device service has not expired.", citation: "H1"
    ) { service, registry in
      guard service.status.isActive, service.spec.swExpiryDateTime < registry.run.time else { return [] }
      return [
        .init(
          "spec.swExpiryDateTime", detail: service.spec.swExpiryDateTime.date,
          hint: "declare the service of the new software, and write isActive: false for this one")
      ]
    },
    Warning(
      "deviceService.deviceProvider.inactive", message: "The provider of this active device service is not active",
      summary: "The provider of an active device service is active: without it no device is valid.", citation: "R4"
    ) { service, registry in
      let provider = registry.object(DeviceProvider.self, named: service.spec.deviceProvider)
      guard service.status.isActive, let provider, !provider.status.isActive else { return [] }
      return [
        .init(
          "spec.deviceProvider", hint: "activate the provider, or write isActive: false for the service",
          others: provider.isDeclared ? [(provider.identity, "the provider is declared here")] : [])
      ]
    },
  ]

  package static let indexes: [Index<DeviceService>] = [
    Index(identityIndex, tellsRenames: true, claims: { [identity($0)] }, values: { [identity($0.spec)] })
  ]

  private static let identityIndex = "version, provider, type, make and model"

  /// What makes two services the same, as one key; none of the texts holds the separator.
  private static func identity(_ spec: Spec) -> ExactString {
    let members = [
      spec.swVersion, spec.deviceProvider, spec.regDeviceTypeCode, spec.regDeviceSubCode, spec.make, spec.model,
    ]
    return ExactString(members.joined(separator: "\u{0}"))
  }

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

  /// The failure event is the operation's own.
  static func providerIsKnown(failing event: EventName) -> Stage<DeviceService> {
    .requires(
      Precondition(
        "deviceService.deviceProvider.active", code: "ADM-DPM-039",
        message: "Device Provider ID not found in the list of Device Providers",
        summary: "The device provider exists, and is active if the service is active.", failing: event,
        path: "spec.deviceProvider",
        hint: "it must be the metadata.name of an active DeviceProvider: partnerctl get deviceproviders"
      ) { act in
        // A provider and its services can be de-activated together, although the provider goes first.
        let provider = act.registry.object(DeviceProvider.self, named: act.desired.deviceProvider)
        return Verdict(provider.map { $0.status.isActive || !act.desired.isActive } ?? false)
      })
  }

  /// The service leaves this to a unique key of its table, inactive rows included; the failure event is the operation's.
  static func isUnique(failing event: EventName) -> Stage<DeviceService> {
    .requires(
      Precondition(
        "deviceService.swVersion.unique", code: "ADM-DPM-021", message: "MDS Details already exist",
        summary: "No other service has the same swVersion, deviceProvider, type, sub-type, make and model.",
        failing: event, path: "spec.swVersion", hint: "change the service that has them, or remove this manifest"
      ) { act in
        let holder = act.registry.holder(of: identity(act.desired), in: identityIndex, of: DeviceService.self)
        guard let holder, holder != act.object.identity else { return .holds }
        return .fails(other: holder)
      })
  }
}
