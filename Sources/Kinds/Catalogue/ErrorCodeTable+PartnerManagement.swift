// The codes of the partner management service.

extension ErrorCodeTable {
  /// The codes of the service for those who manage partners.
  static let partnerManagementCodes: [Row] = [
    .code(
      "PMS_PMP_001", message: "Partner Manager does not exist", of: .partnerManagement,
      when: "caller unknown (every operation); never thrown", source: "doc"),
    .code(
      "PMS_PMP_002", message: "Mismatch of the Partner Manager Credentials", of: .partnerManagement,
      when: "caller credentials wrong; never thrown", source: "doc"),
    .code(
      "PMS_PMP_003", message: "Your password has expired. Please reset your password", of: .partnerManagement,
      when: "caller password expired; never thrown", source: "doc"),
    .code(
      "PMS_PMP_004", message: "No partner Registered in the policy Group", of: .partnerManagement,
      when: "GET /pmpartners empty, example; code throws PMS_PMP_013", source: "doc"),
    .code(
      "PMS_PMP_004", message: "No Partners are registered in the Policy Group", of: .partnerManagement,
      when: "same operation, table: two messages", source: "doc"),
    .code(
      "PMS_PMP_005", message: "Partner ID %d does not exist", of: .partnerManagement,
      when: "partner of the path unknown (document form)", source: "doc"),
    .code(
      "PMS_PMP_005", message: "Partner ID does not exist", of: .partnerManagement,
      when: "PATCH partner: unknown; PATCH API key: key belongs to another partner", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_006", message: "Partner Manager is denied permission to activate/deactivate Partner",
      of: .partnerManagement, when: "caller of another group; never thrown", source: "doc"),
    .code(
      "PMS_PMP_007", message: "Partner API Key does not exist", of: .partnerManagement,
      when: "API key of the path unknown (document form)", source: "doc"),
    .code(
      "PMS_PMP_007", message: "Partner api key Request ID does not exist", of: .partnerManagement,
      when: "approve/reject: request unknown, example (table says 011): 007 has two documented messages", source: "doc"),
    .code(
      "PMS_PMP_007", message: "Partner api key does not exist", of: .partnerManagement,
      when: "code: approve/reject with an unknown request id", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_008",
      message: "Partner api key is not assigned to” + old policy ID+ “ hence cannot be updated with new policy",
      of: .partnerManagement,
      when: "remap: key is not mapped to oldPolicyID (document prints string concatenation with curly quotes)",
      source: "doc"),
    .code(
      "PMS_PMP_009", message: "Partner api key does not belong to the Policy Group of the Partner Manger",
      of: .partnerManagement, when: "key of another group; v1.1.0 read of a mapping whose partner differs",
      source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_009", message: "For given partner and apikey mapping not exists.", of: .partnerManagement,
      when: "GET /pmpartners/{partner}/{key}: no such pair", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PMP_010", message: "Policy does not belong to the Policy Group of the Partner Manger",
      of: .partnerManagement, when: "remap: new policy of another group; v1.1.0 code: new policy unknown",
      source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_011", message: "Partner api key Request ID does not exist", of: .partnerManagement,
      when: "document: remap and approve/reject tables", source: "doc"),
    .code(
      "PMS_PMP_011", message: "Partner api key does not exist", of: .partnerManagement,
      when: "code: API key of the path unknown", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_012", message: "Partner Manager is denied permission to approve or reject the request",
      of: .partnerManagement, when: "caller of another group; never thrown", source: "doc"),
    .code(
      "PMS_PMP_013", message: "Partner does not exist", of: .partnerManagement,
      when: "GET partner(s); validatePartnerMisp; v1.1.0 remap: key belongs to another partner",
      source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_014", message: "Policy %d does not exist", of: .partnerManagement,
      when: "remap: old or new policy unknown (document form)", source: "doc"),
    .code(
      "PMS_PMP_014", message: "Policy does not exist", of: .partnerManagement,
      when: "v1.1.0 remap: key is not mapped to oldPolicyID", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_015", message: "No Partner api key requests for the Policy Group", of: .partnerManagement,
      when: "no request at all, or request id unknown", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_016", message: "Partner is not active.", of: .partnerManagement, when: "validatePartnerMisp",
      source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_017", message: "Partner is not mapped to any policy.", of: .partnerManagement,
      when: "validatePartnerMisp: key unknown, of another partner, or its policy is gone", source: "pms v1.1.0–v1.1.5.4"
    ),
    .code(
      "PMS_PMP_018", message: "Partner policy got expired.", of: .partnerManagement,
      when: "validatePartnerMisp: API key expired (v1.1.4: or policy expired)", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_018", message: "Policy expired.", of: .partnerManagement, when: "G3 validatePartnerMisp: policy expired",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PMP_019", message: "Partner policy is not active.", of: .partnerManagement,
      when: "validatePartnerMisp: API key or policy inactive", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_019", message: "Policy is not active.", of: .partnerManagement, when: "G3: policy inactive",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PMP_020", message: "MISP license key not exists.", of: .partnerManagement,
      when: "validatePartnerMisp: licence key unknown (one blank and the key appended)", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_022", message: "Policy not exists.", of: .partnerManagement,
      when: "validatePartnerMisp: policy without group", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_023", message: "Policy is not active.", of: .partnerManagement,
      when: "validatePartnerMisp: policy group inactive", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_023", message: "Policy group is not active.", of: .partnerManagement, when: "same in later G3",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PMP_024", message: "Policy file is corrupted.", of: .partnerManagement,
      when: "constant; stored JSON unreadable", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_025", message: "License key of MISP is blocked", of: .partnerManagement,
      when: "validatePartnerMisp: licence inactive, or its MISP inactive", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_052", message: "Partner Certificate not available", of: .partnerManagement,
      when: "validatePartnerMisp with needPartnerCert and no certificate", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PMP_50", message: "Given apikey,partner and policy mapping not exists.", of: .partnerManagement,
      when: "remap: key, partner and old policy do not fit together (number without leading zero)",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PMP_51", message: "Given policy is not belongs to partner's policy group", of: .partnerManagement,
      when: "remap: new policy unknown or of another group (number without leading zero)", source: "pms v1.1.2–v1.1.5.4"
    ),
    .code(
      "PMS_PM_034", message: "Policy request already approved.", of: .partnerManagement,
      when: "approve/reject: already approved", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PM_034", message: "Policy request already rejected.", of: .partnerManagement,
      when: "v1.1.2 only: already rejected (034 had two messages)", source: "pms v1.1.2"),
    .code(
      "PMS_PM_035", message: "Policy request already rejected.", of: .partnerManagement,
      when: "approve/reject: already rejected", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PM_045", message: "Status should be either Approved or Rejected", of: .partnerManagement,
      when: "approve/reject with another value", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PM_051", message: "Extractors are not present. Please add extractors.", of: .partnerManagement,
      when: "approve: partner type needs biometric extractors and has none", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PM_058", message: "Status should be either Active or De-Active", of: .partnerManagement,
      when: "partner / API key status with another value", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PMS_022", message: "Given Partner api key is not active.", of: .partnerManagement,
      when: "G3: API key inactive", source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PMP_021", message: "MISP license key is expired.", of: .partnerManagement,
      when: "validatePartnerMisp: licence expired (example and code)", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PMP_021", message: "MISP license key is expired", of: .partnerManagement,
      when: "same, table (without full stop)", source: "doc"),
  ]
}
