// The codes of the master data services on the validation and the types of devices.

extension ErrorCodeTable {
  /// The codes of the validation of devices, and of device types and specifications.
  static let deviceValidationCodes: [Row] = [
    .code(
      "KER-MSD-999", message: "<field>: <text>", of: .allMasterdata,
      when: "bean validation of the request body; one entry per field; HTTP 200", source: "commons v1.1.0"),
    .code(
      "KER-MSD-999", message: "Invalid Format in field :", of: .allMasterdata,
      when: "JSON value of the wrong type/format; joined field names appended", source: "commons v1.1.0"),
    .code(
      "KER-MSD-500", message: "Internal Server Error", of: .allMasterdata,
      when: "system error (code: exception text; HTTP 500)", source: "doc; commons v1.1.0"),
    .code("ADM-DPM-001", message: "Device does not exist", of: .deviceValidation, when: "document", source: "doc"),
    .code(
      "ADM-DPM-001", message: "Device is marked Inactive or not found", of: .deviceValidation, when: "code",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code("ADM-DPM-002", message: "Device is Revoked/Retired", of: .deviceValidation, when: "document", source: "doc"),
    .code(
      "ADM-DPM-002", message: "Device is revoked/retired", of: .deviceValidation,
      when: "code: status is not Registered (without case)", source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-003", message: "Device Provider does not exist", of: .deviceValidation,
      when: "document; code never throws it here", source: "doc; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-004", message: "Device Provider is marked Inactive", of: .deviceValidation, when: "document",
      source: "doc"),
    .code(
      "ADM-DPM-004", message: "Device Provider is marked Inactive or not found", of: .deviceValidation, when: "code",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code("ADM-DPM-005", message: "MDS does not exist", of: .deviceValidation, when: "document", source: "doc"),
    .code(
      "ADM-DPM-005", message: "MDS is marked Inactive or not found", of: .deviceValidation,
      when: "code constant v1.1.0", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-005", message: "deviceServiceVersion not found", of: .deviceValidation,
      when: "code from commons v1.1.1 / pms v1.1.2", source: "commons v1.1.1+; pms v1.1.2–v1.1.5.4"),
    .code("ADM-DPM-006", message: "MDS is marked Inactive", of: .deviceValidation, when: "document", source: "doc"),
    .code(
      "ADM-DPM-006", message: "MDS in inactive state", of: .deviceValidation,
      when: "code: no active MDS has that swVersion", source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-007", message: "Software version does not match against the Service ID", of: .deviceValidation,
      when: "document", source: "doc"),
    .code(
      "ADM-DPM-007", message: "Software version does not match against the Device Details", of: .deviceValidation,
      when: "code: no MDS row fits version, type, sub-type, make, model and provider of the device",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-008", message: "Device Provider ID does not match against the Service ID", of: .deviceValidation,
      when: "document", source: "doc"),
    .code(
      "ADM-DPM-008", message: "Device code does not match against - %s", of: .deviceValidation,
      when: "code, one entry per differing field: make, model, dpId, dp, serialNo",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-008", message: "Device code does not match against - type", of: .deviceValidation, when: "code",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-008", message: "Device code does not match against - subType", of: .deviceValidation, when: "code",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-009", message: "Error occurred while checking a Device Details", of: .deviceValidation,
      when: "document: database error", source: "doc"),
    .code(
      "ADM-DPM-009", message: "Error occurred while checking a Device Details %s", of: .deviceValidation,
      when: #"code; %s = "Regsitered device table", "Device provider table" or "MDS table"; HTTP 500"#,
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-015", message: "Device code not mapped against device provider", of: .deviceValidation,
      when: "code constant", source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-016", message: "No such field present", of: .deviceValidation, when: "code constant",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "KER-MSD-002", message: "Error occurred while mapping Device Type details", of: .deviceTypes,
      when: "device types", source: "doc"),
    .code(
      "KER-MSD-003", message: "Required Device Type detail Not Found", of: .deviceTypes, when: "device types: unknown",
      source: "doc"),
    .code(
      "KER-MSD-053", message: "Error occurred while inserting Device Type details", of: .deviceTypes,
      when: "device types: insert", source: "doc"),
    .code(
      "KER-MSD-054", message: "Error occurred while fetching Device Type details", of: .deviceTypes,
      when: "device types: read (054 has three messages)", source: "doc"),
    .code(
      "KER-MSD-054", message: "Error occurred while updating Device Type details", of: .deviceTypes,
      when: "device types: update", source: "doc"),
    .code(
      "KER-MSD-054", message: "Error occurred while inserting Device Specification details", of: .deviceTypes,
      when: "device specifications: insert", source: "doc"),
    .code(
      "KER-MSD-011", message: "Error occurred while fetching Device Specifications", of: .deviceTypes,
      when: "device specifications: read", source: "doc"),
    .code(
      "KER-MSD-012", message: "Device Specification not found", of: .deviceTypes,
      when: "device specifications: unknown", source: "doc"),
    .code(
      "KER-MSD-081", message: "Error occurred while updating Device Specification", of: .deviceTypes,
      when: "device specifications: update", source: "doc"),
    .code(
      "KER-MSD-082", message: "Error occurred while deleting Device Specification", of: .deviceTypes,
      when: "device specifications: delete", source: "doc"),
    .code(
      "KER-MSD-121", message: "Cannot delete dependency found", of: .deviceTypes, when: "device specifications: in use",
      source: "doc"),
    .code(
      "KER-MSD-009", message: "Error occurred while fetching Devices", of: .deviceTypes, when: "devices: read",
      source: "doc"),
    .code("KER-MSD-010", message: "Device not Found", of: .deviceTypes, when: "devices: unknown", source: "doc"),
    .code(
      "KER-MSD-069", message: "Error occurred while inserting Device details", of: .deviceTypes,
      when: "devices: insert", source: "doc"),
    .code(
      "KER-MSD-083", message: "Error occurred while updating Device details", of: .deviceTypes, when: "devices: update",
      source: "doc"),
    .code(
      "KER-MSD-083", message: "Error while updating", of: .deviceTypes, when: "devices: delete page of the document",
      source: "doc"),
    .code("KER-MSD-084", message: "Error while deleting", of: .deviceTypes, when: "devices: delete", source: "doc"),
    .code(
      "KER-MSD-147", message: "Cannot delete as dependency found", of: .deviceTypes, when: "devices: in use",
      source: "doc"),
    .code(
      "KER-MSD-439", message: "Admin not authorized to access this Device for this Zone", of: .deviceTypes,
      when: "devices: zone of the caller", source: "doc"),
    .code(
      "KER-MDS-003", message: "Requiered Device Type details Not Found", of: .deviceTypes,
      when: "device types/sub-types (sic: MDS, Requiered): code unknown", source: "doc"),
  ]
}
