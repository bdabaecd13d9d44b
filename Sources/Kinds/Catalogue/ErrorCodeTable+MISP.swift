// The codes of the MISP management service.

extension ErrorCodeTable {
  /// The codes of MISPs, of their licence keys, and of the kernel's id and key generators.
  static let mispCodes: [Row] = [
    .code(
      "PMS_MSP_001", message: "MOSIP Admin does not exist", of: .misp,
      when: "caller is unknown (documented on every MISP operation; never thrown)", source: "doc"),
    .code(
      "PMS_MSP_002", message: "Mismatch of the MOSIP Admin Credentials", of: .misp,
      when: "caller credentials wrong (documented on every MISP operation; never thrown)", source: "doc"),
    .code(
      "PMS_MSP_003", message: "A MISP is already registered with name - organizationName", of: .misp,
      when: "create: name taken; table form", source: "doc"),
    .code(
      "PMS_MSP_003", message: "A MISP is already registered with name - name", of: .misp,
      when: "create: name taken; example form (literal word name)", source: "doc"),
    .code(
      "PMS_MSP_003", message: "MISP already registred with name :", of: .misp,
      when: "create or update: name taken; two blanks and the name are appended", source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_402", message: "MISP already registred with name :", of: .misp,
      when: "same, renumbered in v1.1.4 (two blanks and the name are appended)", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_004", message: "No information provided for update", of: .misp,
      when: "update operations: nothing to change in the request", source: "doc"),
    .code(
      "PMS_MSP_004", message: "Invalid email id.", of: .misp,
      when: "e-mail does not match the regex (clashes with the documented meaning of 004)", source: "pms v1.1.2–v1.1.3"),
    .code(
      "PMS_MSP_401", message: "Invalid email id.", of: .misp, when: "same, renumbered in v1.1.4",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_005", message: "MISP ID does not exist", of: .misp,
      when:
        "path id unknown; code appends two blanks and the id (example in the document: MISP ID does not exist  110)",
      source: "doc; pms v1.1.0–v1.1.4"),
    .code(
      "PMS_MSP_005", message: "MISP Partner does not exist", of: .misp,
      when: "G3 licence operations: no partner with that id or it is not of type MISP_Partner",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_006", message: "MISP ID/MISP License Key does not exist", of: .misp,
      when: "licence operations: id or key unknown", source: "doc"),
    .code(
      "PMS_MSP_006", message: "MISP License Key does not exists", of: .misp,
      when: "key unknown (one blank and the key appended) or MISP has no licence row (nothing appended)",
      source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_406", message: "MISP License Key does not exists", of: .misp, when: "same, renumbered in v1.1.4",
      source: "pms v1.1.4"),
    .code(
      "PMS_MSP_406", message: "MISP Partner License Key does not exists", of: .misp,
      when: "G3 download/regenerate: no licence row", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_007", message: "MISP License key not associated to MISP ID", of: .misp,
      when: #"key belongs to another MISP; code appends "  MISPID: <id>, LicenseKey: <key>""#,
      source: "doc; pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_408", message: "MISP License key not associated to MISP ID", of: .misp,
      when: "same, renumbered in v1.1.4", source: "pms v1.1.4"),
    .code(
      "PMS_MSP_408", message: "MISP Partner and License key combintaion not exists.", of: .misp,
      when: "G3 PUT /misps: provider and key do not belong together", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_008", message: "MISP License key not valid", of: .misp,
      when: "documented for validation of a key; code answers 200 with isValid=false instead", source: "doc"),
    .code(
      "PMS_MSP_009", message: "Failed to update MISP status", of: .misp, when: "PATCH /misps/{mispId}; never thrown",
      source: "doc"),
    .code(
      "PMS_MSP_009", message: "No MISP found for the organization", of: .misp,
      when: "GET by name, example only (table of the same operation says 011): one code, two messages", source: "doc"),
    .code(
      "PMS_MSP_010", message: "MISP status already in the requested status", of: .misp,
      when: "PATCH /misps/{mispId}; code does not check this there", source: "doc"),
    .code(
      "PMS_MSP_011", message: "No MISP found for the organization", of: .misp, when: "GET by name, table", source: "doc"
    ),
    .code(
      "PMS_MSP_012", message: "No MISP details found", of: .misp,
      when: "GET /misps empty; code also uses it for GET by name", source: "doc; pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_409", message: "No MISP details found", of: .misp, when: "same, renumbered in v1.1.4",
      source: "pms v1.1.4"),
    .code(
      "PMS_MSP_409", message: "No MISP Partner details found", of: .misp, when: "G3 list", source: "pms v1.1.4–v1.1.5.4"
    ),
    .code(
      "PMS_MSP_1013", message: "Misp is not active.", of: .misp,
      when: "approve or download while deactivated (number is a typo for 013)", source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_405", message: "Misp is not active.", of: .misp, when: "same, renumbered in v1.1.4", source: "pms v1.1.4"
    ),
    .code(
      "PMS_MSP_405", message: "MISP partner is not active.", of: .misp,
      when: "G3 licence operations on an inactive partner", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_014", message: "Misp already", of: .misp,
      when: "approve/reject: already in that status; lower-case status is appended", source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_404", message: "Misp already", of: .misp, when: "same, renumbered in v1.1.4",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_015", message: "mispStatus either approved or rejected.", of: .misp,
      when: "PATCH status with another value", source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_403", message: "mispStatus either approved or rejected.", of: .misp, when: "same, renumbered in v1.1.4",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_016", message: "mispStatus either Active or De-active.", of: .misp,
      when: "PATCH /misps/{mispId} with another value (v1.1.0 also for the licence key status)",
      source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_407", message: "mispStatus either Active or De-active.", of: .misp,
      when: "same, renumbered in v1.1.4; G3: licenseKeyStatus of PUT /misps", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSPL_016", message: "mispLicenseKeyStatus either Active or De-active.", of: .misp,
      when: "PUT licenseKey with another status (note the MSPL prefix)", source: "pms v1.1.2–v1.1.3"),
    .code(
      "PMS_MSP_418", message: "mispLicenseKeyStatus either Active or De-active.", of: .misp,
      when: "same, renumbered in v1.1.4", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_017", message: "misp license is expired.Cannot activate the same.", of: .misp,
      when: "PUT licenseKey: activating an expired key", source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_419", message: "misp license is expired.Cannot activate the same.", of: .misp,
      when: "same, renumbered in v1.1.4 (419 has two messages)", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_018", message: "misp is not yet approved.", of: .misp, when: "download: MISP not approved",
      source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_419", message: "misp is not yet approved.", of: .misp,
      when: "same, renumbered in v1.1.4 (419 has two messages)", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_019", message: "misp license all are inactive.", of: .misp, when: "download: no active licence",
      source: "pms v1.1.0–v1.1.3"),
    .code(
      "PMS_MSP_413", message: "misp license all are inactive.", of: .misp, when: "same, renumbered in v1.1.4",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_MSP_416", message: "License key exists for the given provider.", of: .misp,
      when: "G3 POST /misps: an active, unexpired licence already exists", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMP-MSP-001", message: "Error Occur While Fetching Id", of: .misp, when: "id sequence cannot be read",
      source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMP-MSP-002", message: "Error Occur While Inserting Id", of: .misp, when: "id sequence cannot be advanced",
      source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "KER-MSP-001", message: "Error Occur While Fetching Id", of: .mispIDGenerator, when: "id sequence cannot be read",
      source: "commons v1.1.0"),
    .code(
      "KER-MSP-002", message: "Error Occur While Inserting Id", of: .mispIDGenerator,
      when: "id sequence cannot be advanced", source: "commons v1.1.0"),
    .code(
      "KER-PTG-001", message: "Error Occur While Fetching Id", of: .partnerIDGenerator,
      when: "id sequence cannot be read (generator is not used by PMS)", source: "commons v1.1.0"),
    .code(
      "KER-PTG-002", message: "Error Occur While Inserting Id", of: .partnerIDGenerator,
      when: "id sequence cannot be advanced (generator is not used by PMS)", source: "commons v1.1.0"),
    .code(
      "KER-IDV-401", message: "Mispid Length Must Be", of: .idValidator,
      when: "MISP id has the wrong length; the length is appended", source: "commons v1.1.0"),
    .code(
      "KER-IDV-402", message: "Mispid cannot be null or empty", of: .idValidator, when: "MISP id missing",
      source: "commons v1.1.0"),
    .code(
      "KER-MLK-001", message: "Length of generated key is not same as the length specified in the configuration",
      of: .licenceKeyGenerator, when: "defensive check after generation", source: "commons v1.1.0"),
  ]
}
