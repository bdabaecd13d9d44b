// The codes that several services have in common.

extension ErrorCodeTable {
  /// Codes that several services answer with.
  static let commonCodes: [Row] = [
    .code(
      "PMS_COR_001", message: "Missing Input Parameter - %d", of: .allPartnerManagement,
      when: "documented form: a mandatory field is absent; the placeholder stands for the field name", source: "doc"),
    .code(
      "PMS_COR_001", message: "Missing Input Parameter -", of: .mispAndPolicy,
      when:
        "first field that fails bean validation (null, blank or too long); the field path is appended, e.g. request.emailId; HTTP 400 in MISP, 200 in Policy",
      source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_COR_001", message: "Missing Input Parameter", of: .partnerAndManagement,
      when: "any field that fails bean validation; no field name", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_COR_002", message: "Invalid Input Parameter - %d", of: .allPartnerManagement,
      when: "documented form: a field breaks its data definition; never thrown by MISP or Policy code", source: "doc"),
    .code(
      "PMS_COR_002", message: "Invalid Input Parameter -", of: .mispAndPolicy, when: "constant only, never thrown",
      source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_COR_002", message: "Invalid Input Parameter", of: .partnerManagement,
      when:
        "v1.1.0–1.1.3: status is not Active/De-Active (partner, API key), or request already decided / status not Approved/Rejected",
      source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_COR_002", message: "Invalid Input Parameter - for all attributes not as per defined data definition",
      of: .partner, when: "constant only", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_COR_003", message: "Could not process the request", of: .allPartnerManagement,
      when: "any internal error (HTTP 500 for unexpected exceptions)", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "KER-ATH-401", message: "Authentication Failed", of: .all, when: "no or invalid token / role missing",
      source: "doc; pms v1.1.0–v1.1.4"),
    .code("KER-ATH-403", message: "Forbidden", of: .deviceMasterdata, when: "role not allowed", source: "doc"),
    .code(
      "PMS-ATH-401", message: "Authentication Failed", of: .laterPartnerManagement, when: "no or invalid token",
      source: "pms v1.1.5–v1.1.5.4"),
  ]
}
