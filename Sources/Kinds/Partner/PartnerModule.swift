package import Model

extension EventModule {
  /// The partner services: the service for the partners themselves, and the service for those who manage them.
  package static let partner = EventModule(
    name: "Partner", applicationID: "10002", applicationName: "Partner management portal", moduleID: "PMS_PRT",
    moduleName: "Partner Management Service")
}

/// The first partner id that is generated: twelve digits, a length that every release accepts. Later ids count up from
/// it, which makes them unique.
///
/// Source: formats §2. The services draw a random number and do not check whether it is in use.
let firstPartnerNumber = 100_000_000_000
