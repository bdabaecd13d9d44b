// The audit events of the MISP management service.

extension AuditEventTable {
  /// The documented events of the MISP management service.
  ///
  /// Source: Partner Management Audits, MISP.
  static let documentedMISPEvents: [Row] = [
    .event(
      "PMS_MSP_101", type: .user, phase: .request, title: "Register MISP",
      meaning: "Registration of a MISP was asked for"),
    .event(
      "PMS_MSP_200", type: .user, phase: .success, title: "Register MISP",
      meaning: "Registration of a MISP finished successfully"),
    .event(
      "PMS_MSP_212", type: .user, phase: .success, title: "Register MISP", about: .mispID,
      meaning: "MISP with this id was created"),
    .event(
      "PMS_MSP_102", type: .system, phase: .request, title: "Register MISP",
      meaning: "The id generator is about to be called"),
    .event(
      "PMS_MSP_103", type: .system, phase: .request, title: "Register MISP", meaning: "MISP details have been stored"),
    .event(
      "PMS_MSP_104", type: .system, phase: .request, title: "Processing of MISP status request", about: .mispID,
      meaning: "Approval or rejection was asked for"),
    .event(
      "PMS_MSP_104", row: 2, type: .system, phase: .request, title: "Processing of MISP status request", about: .mispID,
      meaning: "The MISP id was looked up and exists"),
    .event(
      "PMS_MSP_105", type: .system, phase: .request, title: "Processing of MISP status request", about: .mispID,
      meaning: "No licence key is generated because the MISP was rejected"),
    .event(
      "PMS_MSP_106", type: .system, phase: .request, title: "Processing of MISP status request", about: .mispID,
      meaning: "Active flag of all licence keys of the MISP is being changed"),
    .event(
      "PMS_MSP_107", type: .system, phase: .request, title: "Update MISP request",
      meaning: "Update of MISP details was asked for"),
    .event(
      "PMS_MSP_108", type: .system, phase: .request, title: "Update MISP request",
      meaning: "Updated MISP status is returned"),
    .event(
      "PMS_MSP_109", type: .system, phase: .request, title: "Validate license key",
      meaning: "Validation of a licence key was asked for"),
    .event(
      "PMS_MSP_110", type: .system, phase: .request, title: "Validate license key", about: .mispID,
      meaning: "Licence key was found and belongs to this MISP"),
    .event(
      "PMS_MSP_111", type: .system, phase: .request, title: "Validate license key", about: .mispID,
      meaning: "Result of the licence key check"),
    .event(
      "PMS_MSP_112", type: .system, phase: .request, title: "Update MISP status request",
      meaning: "Activation or de-activation of a MISP was asked for"),
    .event(
      "PMS_MSP_113", type: .system, phase: .request, title: "Update MISP status request", about: .mispID,
      meaning: "New active state of the MISP"),
    .event(
      "PMS_MSP_114", type: .system, phase: .request, title: "Update MISP license key request",
      meaning: "Change of a licence key's status was asked for"),
    .event(
      "PMS_MSP_201", type: .system, phase: .success, title: "Processing MISP status request", about: .mispID,
      meaning: "Approval or rejection finished successfully"),
    .event(
      "PMS_MSP_202", type: .system, phase: .success, title: "Processing MISP status request", about: .mispID,
      meaning: "Approval status of the MISP was stored"),
    .event(
      "PMS_MSP_211", type: .system, phase: .success, title: "Update MISP status", about: .mispID,
      meaning: "Active flag of the MISP was stored"),
    .event(
      "PMS_MSP_203", type: .system, phase: .success, title: "Update MISP request",
      meaning: "Update of MISP details finished successfully"),
    .event(
      "PMS_MSP_204", type: .system, phase: .success, title: "Validate MISP license key",
      meaning: "Licence key validation finished successfully"),
    .event(
      "PMS_MSP_205", type: .system, phase: .success, title: "Update MISP status request",
      meaning: "Activation or de-activation finished successfully"),
    .event(
      "PMS_MSP_401", type: .system, phase: .failure, title: "Create MISP request",
      meaning: "Create refused: e-mail address is malformed"),
    .event(
      "PMS_MSP_416", type: .system, phase: .failure, title: "Update MISP request", about: .mispID,
      meaning: "Update refused: e-mail address is malformed"),
    .event(
      "PMS_MSP_402", type: .system, phase: .failure, title: "Update MISP request",
      meaning: "Update refused: organization name belongs to another MISP"),
    .event(
      "PMS_MSP_417", type: .system, phase: .failure, title: "Create MISP request",
      meaning: "Create refused: organization name is already registered"),
    .event(
      "PMS_MSP_403", type: .system, phase: .failure, title: "Processing MISP status request", about: .mispID,
      meaning: "Approval or rejection refused: requested status is neither approved nor rejected"),
    .event(
      "PMS_MSP_404", type: .system, phase: .failure, title: "Processing MISP status request",
      meaning: "Approval or rejection refused: MISP already has the requested status"),
    .event(
      "PMS_MSP_405", type: .system, phase: .failure, title: "Processing MISP status request", about: .mispID,
      meaning: "Approval refused: MISP is inactive"),
    .event(
      "PMS_MSP_406", type: .system, phase: .failure, title: "Validate license key", meaning: "Licence key is unknown"),
    .event(
      "PMS_MSP_418", type: .system, phase: .failure, title: "Update MISP license key request", about: .mispID,
      meaning: "Licence key status change refused: status is neither active nor de-active"),
    .event(
      "PMS_MSP_407", type: .system, phase: .failure, title: "Update MISP status request", about: .mispID,
      meaning: "MISP status change refused: status is neither active nor de-active"),
  ]

  /// The events of the MISP management service that only the services' source code has.
  static let furtherMISPEvents: [Row] = [
    .event(
      "PMS_MSP_121", type: .system, phase: .request, title: "Request for downloading license key", about: .mispID,
      meaning: "A licence key is about to be generated for the MISP"),
    .event(
      "PMS_MSP_415", type: .system, phase: .failure, title: "Validating license key", about: .mispID,
      meaning: "Licence key check refused: the key belongs to another MISP"),
    .event(
      "PMS_MSP_408", type: .system, phase: .failure, title: "Update MISP license key request", about: .mispID,
      meaning: "Licence key status change refused: the key belongs to another MISP"),
    .event(
      "PMS_MSP_419", type: .system, phase: .failure, title: "Update MISP license key request", about: .mispID,
      meaning: "Activation refused: the licence key is expired"),
    .event(
      "PMS_MSP_115", type: .system, phase: .request, title: "Update MISP license key request", about: .mispID,
      meaning: "Status of the licence key was stored"),
    .event(
      "PMS_MSP_206", type: .system, phase: .success, title: "Update MISP license key request",
      meaning: "Change of a licence key's status finished successfully"),
    .event(
      "PMS_MSP_116", type: .system, phase: .request, title: "Get all MISP reqest",
      meaning: "List of all MISPs was asked for"),
    .event(
      "PMS_MSP_409", type: .system, phase: .failure, title: "Get all MISP request", meaning: "There is no MISP to list"),
    .event(
      "PMS_MSP_207", type: .system, phase: .success, title: "Get all MISP request",
      meaning: "List of all MISPs was returned"),
    .event(
      "PMS_MSP_117", type: .system, phase: .request, title: "Get MISP by id request",
      meaning: "Details of a MISP were asked for by id"),
    .event(
      "PMS_MSP_118", type: .system, phase: .request, title: "Get MISP by id request", about: .mispID,
      meaning: "The MISP id was looked up and exists"),
    .event(
      "PMS_MSP_208", type: .system, phase: .success, title: "Get MISP by id request",
      meaning: "Details of the MISP were returned"),
    .event(
      "PMS_MSP_414", type: .system, phase: .failure, title: "Finding MISP by id", about: .mispID,
      meaning: "No MISP has the id that was asked for"),
    .event(
      "PMS_MSP_119", type: .system, phase: .request, title: "Get MISP by organization name",
      meaning: "MISPs were asked for by organization name"),
    .event(
      "PMS_MSP_410", type: .system, phase: .failure, title: "Get MISP by organization name",
      meaning: "No MISP has that organization name"),
    .event(
      "PMS_MSP_209", type: .system, phase: .success, title: "Get MISP by organization name",
      meaning: "MISPs of that organization name were returned"),
    .event(
      "PMS_MSP_120", type: .system, phase: .request, title: "Request for downloading license key",
      meaning: "The licence key of a MISP, or a new one in its place, was asked for"),
    .event(
      "PMS_MSP_410", row: 2, type: .system, phase: .failure, title: "Request for downloading license key",
      about: .mispID, meaning: "No licence key: the MISP is not approved"),
    .event(
      "PMS_MSP_411", type: .system, phase: .failure, title: "Request for downloading license key", about: .mispID,
      meaning: "No licence key: the MISP is inactive"),
    .event(
      "PMS_MSP_412", type: .system, phase: .failure, title: "Request for downloading license key", about: .mispID,
      meaning: "No licence key: none was ever issued to the MISP"),
    .event(
      "PMS_MSP_413", type: .system, phase: .failure, title: "Request for downloading license key", about: .mispID,
      meaning: "No licence key: all of them are inactive"),
    .event(
      "PMS_MSP_210", type: .system, phase: .success, title: "Request for downloading license key",
      meaning: "The licence key was returned"),
  ]
}
