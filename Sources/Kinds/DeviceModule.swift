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
  /// What the master data services say of a value that is there but of the wrong shape.
  static let invalidFormat = FieldCodes.Answer("KER-MSD-999", message: "Invalid Format in field :", separator: " ")

  /// What they say of a mandatory value that is missing; every request has a code of its own for it.
  static func missingMandatory(_ code: String) -> FieldCodes.Answer {
    FieldCodes.Answer(code, message: "Mandatory input parameter is missing", separator: nil)
  }
}

extension Stage {
  /// What the services answer when their database fails, which has no likeness here.
  static func storing(_ id: String, code: String, message: String, failing event: EventName?) -> Stage {
    .requires(
      Precondition(
        id, code: code, message: message, summary: "The request can be stored.", failing: event,
        path: "metadata.name", unreachable: "what a run stores becomes visible with its commit, or not at all"
      ) { _ in .holds })
  }
}
