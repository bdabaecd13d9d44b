// The codes of the partner service.

extension ErrorCodeTable {
  /// The codes of the service for the partners themselves.
  static let partnerCodes: [Row] = [
    .code(
      "PMS_PRT_001", message: "A Partner is already registered with name %d in the policy Group %d", of: .partner,
      when:
        "create/update (and, wrongly, API key request): name taken in the group; example quotes name and group in single quotes and ends with a full stop",
      source: "doc"),
    .code(
      "PMS_PRT_001", message: "A Partner is already registered with the same Name", of: .partner,
      when: "v1.1.0 create/update: name taken anywhere; from v1.1.2 not on create", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PRT_001", message: "Partner is already registered with Same policy Group", of: .partner,
      when: "constant, not thrown", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PRT_002", message: "Policy Group does not exist", of: .partner,
      when: "create: group unknown; v1.1.0 API key request: policyName (looked up as a group) unknown",
      source: "doc; pms v1.1.0–v1.1.2"),
    .code(
      "PMS_PRT_002", message: "Policy does not exist", of: .partner,
      when: "v1.1.3+: same code for create (group unknown) and API key request (policy unknown in the group)",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PRT_003", message: "Mismatch of the Partner Credentials", of: .partner,
      when: "caller credentials wrong; never thrown", source: "doc"),
    .code(
      "PMS_PRT_004", message: "Your password has expired. Please reset your password", of: .partner,
      when: "caller password expired; never thrown", source: "doc"),
    .code(
      "PMS_PRT_005", message: "Partner does not exist", of: .partner,
      when:
        "partner unknown; API key request also when inactive; also a request of another partner, and an empty list of requests",
      source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PRT_005", message: "APIKeyReqID does not exist", of: .partner,
      when: "download API key, example (table says 006): 005 has two documented messages", source: "doc"),
    .code(
      "PMS_PRT_005", message: "Partner api key req does not exist", of: .partner, when: "code: request id unknown",
      source: "pms v1.1.0–v1.1.4"),
    .code(
      "PMS_PRT_005", message: "No api key req exist", of: .partner, when: "G3: request id unknown",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PRT_006", message: "APIKeyReqID does not exist", of: .partner, when: "request id unknown (document)",
      source: "doc"),
    .code(
      "PMS_PRT_007", message: "Partner digital certificate is not valid", of: .partner,
      when: "certificate upload/validation", source: "doc"),
    .code(
      "PMS_PRT_008", message: "No API Key Request found", of: .partner,
      when: "list of requests empty (document; code throws 005)", source: "doc"),
    .code(
      "PMS_PRT_010", message: "Partner Type does not exist", of: .partner, when: "create: partnerType unknown",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_011", message: "Email is already exists.", of: .partner, when: "create: e-mail taken",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_012", message: "Invalid emailId.", of: .partner, when: "create / contact: e-mail fails the regex",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_051", message: "A Partner is already registered with the same Id", of: .partner,
      when: "create: partnerId taken", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_052", message: "PartnerId max length should be", of: .partner,
      when: "create: partnerId too long; limit is appended", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_061", message: "Partner policy mapping not exists.", of: .partner,
      when: "extractors: no API key request for that policy", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PRT_062", message: "Partner api key request is approved already. Cann't add extractors now.", of: .partner,
      when: "extractors after approval", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PRT_063", message: "Biometric extractors can be added only for:", of: .partner,
      when: "extractors: wrong partner type; allowed types appended", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PRT_064", message: "No details found", of: .partner, when: "extractors / mapping read: none",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PRT_070", message: "Credential mapping allowed only for :", of: .partner,
      when: "credential mapping: wrong partner type", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PRT_071", message: "Error occured while parsing policy string to json object", of: .partner,
      when: "stored policy JSON unreadable", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PRT_072", message: "Given credential type is not allowed. Allowed credential types :", of: .partner,
      when: "credential mapping: type not in pmp.allowed.credential.types", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PRT_073", message: "Policy not exists.", of: .partner,
      when: "credential mapping / v1.2 API key request: policy unknown", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PRT_074", message: "User exists with same email(keycloak)", of: .partner,
      when: "create: identity provider knows the e-mail", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_PRT_098", message: "Given policy under partner's policy group not exists.", of: .partner,
      when: "G3 API key request", source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PRT_105", message: "Partner API KEY is not Created", of: .partner,
      when: "download API key: request exists but no key", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PRT_106", message: "APIKeyReqID status is In-progress", of: .partner,
      when: "read of one request that is not approved (also for Rejected)", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_PRT_107", message: "Responese from the api is null", of: .partner, when: "key manager gave no response",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_108", message: "Certficate is not uploaded for the selected partner.", of: .partner,
      when: "getPartnerCertificate: none", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_108", message: "Certficate is not uploaded for the given partner.Cannot activate the same.",
      of: .partner, when: "G3 activate partner without certificate", source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_PRT_500", message: "Unable to process the request.", of: .partner, when: "key manager failed",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_KKS_001", message: "API not accessible", of: .partner,
      when: "remote API not reachable (two trailing blanks)", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_KKS_001", message: "API not accessible", of: .partner, when: "same, v1.1.2–1.1.3",
      source: "pms v1.1.2–v1.1.3"),
    .code(
      "PMS_ATH_053", message: "IO Exception occured while passing paging request", of: .partner,
      when: "identity provider", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_ATH_054", message: "User not found", of: .partner, when: "identity provider", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_ATH_500", message: "Server error occured,Please check the logs", of: .partner,
      when: "identity provider (trailing blank)", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_PRT_053", message: "This policy is already pending for approval against your partner ID.", of: .partner,
      when: "v1.2: second request for the same policy while one is in progress", source: "pms v1.2.2.0"),
    .code(
      "PMS_PRT_066", message: "PartnerId should not have any spaces", of: .partner,
      when: "v1.2: partnerId with a blank", source: "pms v1.2.2.0"),
    .code(
      "PMS_AUT_512",
      message: "SBI details exists for given SBI Version. Multiple SBI with same SBI Version cannot be added.",
      of: .laterDevice, when: "v1.2: second SBI with the same version", source: "pms v1.2.2.0"),
  ]
}
