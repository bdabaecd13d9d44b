package import Model
import Source

extension EventModule {
  /// The master data services that keep providers, trust providers, device services and devices. None of their events
  /// is documented.
  package static let device = EventModule(
    name: "Device", applicationID: "10009", applicationName: "Admin_Portal", moduleID: "KER-MSD",
    moduleName: "Kernel masterdata")
}

extension FieldCodes.Answer {
  /// The answer of the master data services to a value of the wrong shape.
  static let invalidFormat = FieldCodes.Answer("KER-MSD-999", message: "Invalid Format in field :", separator: " ")

  /// Makes the answer of the master data services to a missing mandatory value; every request has its own code for it.
  static func missingMandatory(_ code: String) -> FieldCodes.Answer {
    FieldCodes.Answer(code, message: "Mandatory input parameter is missing", separator: nil)
  }
}

extension Stage {
  /// Makes the stage for a failure of the services' database. It always holds: a run has no such failure.
  static func storing(_ id: String, code: String, message: String, failing event: EventName?) -> Stage {
    .requires(
      Precondition(
        id, code: code, message: message, summary: "The request can be stored.", failing: event,
        path: "metadata.name", unreachable: "what a run stores becomes visible with its commit, or not at all"
      ) { _ in .holds })
  }
}
