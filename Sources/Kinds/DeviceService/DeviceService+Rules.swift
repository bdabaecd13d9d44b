package import Model
import Source

// The rules and warnings about device services. Source: operations H1 and R4.

extension DeviceService {
  package static let rules: [Rule<DeviceService>] = [
    .noBlanks(at: "swVersion", text: \.swVersion), .noBlanks(at: "make", text: \.make),
    .noBlanks(at: "model", text: \.model),
  ]

  /// The end of the life of the software.
  package static func reminders(of stored: Stored<DeviceService>) -> [Instant] {
    stored.status.isActive ? [stored.spec.swExpiryDateTime] : []
  }

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
}
