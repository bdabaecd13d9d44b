// The audit events that this program defines itself, where the services have none.

extension AuditEventTable {
  /// The events of operations on devices, whose ids are those of the operations: the services have no such events.
  static let deviceOperationEvents: [Row] = [
    .event(
      "device.register", type: .user, phase: .request, title: "Register Device", about: .deviceCode,
      meaning: "The registration of a device was asked for"),
    .event(
      "device.register", row: 2, type: .user, phase: .success, title: "Register Device", about: .deviceCode,
      meaning: "The registration of a device was carried out"),
    .event(
      "device.register", row: 3, type: .user, phase: .failure, title: "Register Device", about: .deviceCode,
      meaning: "The registration of a device was refused"),
    .event(
      "device.deregister", type: .user, phase: .request, title: "De-register Device", about: .deviceCode,
      meaning: "The de-registration of a device was asked for"),
    .event(
      "device.deregister", row: 2, type: .user, phase: .success, title: "De-register Device", about: .deviceCode,
      meaning: "The de-registration of a device was carried out"),
    .event(
      "device.deregister", row: 3, type: .user, phase: .failure, title: "De-register Device", about: .deviceCode,
      meaning: "The de-registration of a device was refused"),
    .event(
      "device.updateStatus", type: .user, phase: .request, title: "Update Device Status", about: .deviceCode,
      meaning: "The change of status of a device was asked for"),
    .event(
      "device.updateStatus", row: 2, type: .user, phase: .success, title: "Update Device Status", about: .deviceCode,
      meaning: "The change of status of a device was carried out"),
    .event(
      "device.updateStatus", row: 3, type: .user, phase: .failure, title: "Update Device Status", about: .deviceCode,
      meaning: "The change of status of a device was refused"),
  ]

  /// The events of operations on certificates, whose ids are those of the operations: the services have no such events.
  static let certificateOperationEvents: [Row] = [
    .event(
      "trustAnchor.upload", type: .user, phase: .request, title: "Upload CA Certificate",
      meaning: "The upload of an authority's certificate was asked for"),
    .event(
      "trustAnchor.upload", row: 2, type: .user, phase: .success, title: "Upload CA Certificate",
      meaning: "The upload of an authority's certificate was carried out"),
    .event(
      "partner.uploadCertificate", type: .user, phase: .request, title: "Upload Partner Certificate", about: .partnerID,
      meaning: "The upload of a partner's certificate was asked for"),
    .event(
      "partner.uploadCertificate", row: 2, type: .user, phase: .success, title: "Upload Partner Certificate",
      about: .partnerID, meaning: "The upload of a partner's certificate was carried out"),
    .event(
      "trustAnchor.remove", type: .user, phase: .request, title: "Remove CA Certificate",
      meaning: "The removal of an authority's certificate was asked for"),
    .event(
      "trustAnchor.remove", row: 2, type: .user, phase: .success, title: "Remove CA Certificate",
      meaning: "The removal of an authority's certificate was carried out"),
  ]

  /// The event of an object that a table import adds to the registry; one for each module.
  static func importEvent(about id: ReferenceID) -> Row {
    .event(
      "object.import", type: .user, phase: .success, title: "Import", about: id,
      meaning: "An object was taken over from a deployment that kept it in a database")
  }
}
