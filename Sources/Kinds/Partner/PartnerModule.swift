package import Model

extension EventModule {
  /// The partner services: that of the partners themselves, and that of those who manage them.
  package static let partner = EventModule(
    name: "Partner", applicationID: "10002", applicationName: "Partner management portal", moduleID: "PMS_PRT",
    moduleName: "Partner Management Service")
}

/// The first partner id that is generated: twelve digits, as many as every release takes.
///
/// Source: formats §2. The services draw a random number and do not look whether it is taken; here they count up, which
/// makes them unique.
let firstPartnerNumber = 100_000_000_000
