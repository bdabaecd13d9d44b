// The codes of the policy management service.

extension ErrorCodeTable {
  /// The codes of policies, of their groups, and of the check of a policy against its schema.
  static let policyCodes: [Row] = [
    .code(
      "PMS_POL_001", message: "Policy Manager does not exist", of: .policy,
      when: "caller unknown (every operation); never thrown", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_002", message: "Mismatch of Policy Manager Credentials", of: .policy,
      when: "caller credentials wrong (every operation); never thrown", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_003", message: "No Active policy available in the Policy Group", of: .policy,
      when: "GET /policies: nothing active; v1.1.0 code throws PMS_POL_008 instead, v1.1.4 returns an empty list",
      source: "doc"),
    .code(
      "PMS_POL_004", message: "Policy Name already exists in the policy Group", of: .policy,
      when: "create/update: name taken in the group", source: "doc"),
    .code(
      "PMS_POL_004", message: "Policy Name already exists in the policy Group.Name :", of: .policy,
      when: "v1.1.0 create/update: name taken (one more blank and the name are appended)", source: "pms v1.1.0–v1.1.5.4"
    ),
    .code(
      "PMS_POL_005", message: "Unsupported KYC attribute in the Policy File", of: .policy,
      when: "create/update: KYC attribute not in the allowed set; constant exists, never thrown",
      source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_006", message: "Unsupported Authentication Type in the Policy File", of: .policy,
      when: "create/update: auth type not supported; constant exists, never thrown", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_007", message: "eKYC attribute missing in the policy file", of: .policy,
      when: "create/update: no KYC attribute; constant exists, never thrown", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_008", message: "Policy ID does not exist", of: .policy,
      when: "policy id (or, in v1.1.0, group id) unknown; PUT policyGroup with an unknown group id uses it too",
      source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_009", message: "No information provided for update", of: .policy, when: "update without content",
      source: "doc"),
    .code(
      "PMS_POL_009", message: "Auth Policies are not defined against to policy", of: .policy,
      when: "v1.1.0 create: policies missing", source: "pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_009", message: "Auth policy Name already exists in the auth policy Group.Name :", of: .policy,
      when: "constant of v1.1.0 only", source: "pms v1.1.0"),
    .code(
      "PMS_POL_009", message: "Auth policy exists with name :", of: .policy,
      when: "v1.1.2+: policy name taken in the group; name is appended (009 has four messages in all)",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_010", message: "Policy Manager is denied permission to update the policy", of: .policy,
      when: "update: caller of another group; never thrown", source: "doc"),
    .code(
      "PMS_POL_011", message: "Policy Manager is denied permission to retrieve the policy", of: .policy,
      when: "read: caller of another group; never thrown", source: "doc"),
    .code(
      "PMS_POL_012", message: "Policy Manager is denied permission to update the policy status", of: .policy,
      when: "status: caller of another group; never thrown", source: "doc"),
    .code(
      "PMS_POL_013", message: "No policy available for given PartnerAPIKey", of: .policy,
      when: "API key unknown or its policy is gone", source: "doc; pms v1.1.0–v1.1.5.4"),
    .code(
      "PMS_POL_014", message: "Policy group exists with name :", of: .policy,
      when: "create/update group: name taken; name is appended", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_015", message: "Policy group and policy not mapped.", of: .policy,
      when: "policy belongs to another group", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_016", message: "Policy Group ID does not exist", of: .policy, when: "group id unknown",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_017", message: "No policy available for given partner", of: .policy,
      when: "GET partnerId/policyId: no mapping", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_018", message: "Given partner and policy are not mapped.", of: .policy,
      when: "GET partnerId/policyId: mapping points elsewhere", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_019", message: "Policy group name does not exist", of: .policy,
      when: "create/update policy: group name unknown", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_020", message: "Can not publish the published policy", of: .policy, when: "publish: already active",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_021", message: "allowed auth types are not required for policyType", of: .policy, when: "constant only",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_022", message: "Given auth token type is not allowed", of: .policy, when: "constant only",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_023", message: "Given policy type is not allowed", of: .policy,
      when: "create: policyType not in pmp.allowed.policy.types (compared without case)", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_045", message: "Policy Status either Active or De-active.", of: .policy,
      when: "PATCH status with another value", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_046", message: "Datashare attributes are not required for given policyType", of: .policy,
      when: "constant only", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_047", message: "Shareable attributes are not required for given policyType", of: .policy,
      when: "constant only", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_POL_047", message: "AllowedKYC attributes are not required for given policyType", of: .policy,
      when: "constant only; v1.1.2 (047 had two messages)", source: "pms v1.1.2"),
    .code(
      "PMS_POL_048", message: "AllowedKYC attributes are not required for given policyType", of: .policy,
      when: "constant only", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_POL_050", message: "The given version is not available.Allowed versions are :", of: .policy,
      when: "constant only", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_POL_051", message: "Policy Schema and policy are not matching", of: .policy,
      when:
        #"schema check failed without a list of errors (e.g. wrong JSON type); with an I/O error "/<text>" is appended"#,
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_POL_052", message: "Error occured while parsing policy string to json object", of: .policy,
      when: "stored policy JSON unreadable; parser text appended", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS-PV-005", message: "Invalid input parameter - %s", of: .policyValidator,
      when: "schema: enum violated (%s = pointer) or property not allowed (%s = pointer/name), leading slash stripped",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS-PV-006", message: "Missing input parameter - %s", of: .policyValidator,
      when: "schema: required property absent (%s = pointer/name, leading slash stripped)",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PV_001", message: "Failed to read schema", of: .policyValidator,
      when: "schema unreadable, or without $schema or type", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PV_002", message: "Policy Object validation failed", of: .policyValidator,
      when: "carrier of the list of schema errors; also a schema that cannot be processed",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PV_003", message: "Failed to parse/convert policy Object", of: .policyValidator, when: "policy is not JSON",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_PV_004", message: "Invalid policy schema", of: .policyValidator, when: "schema is null",
      source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_POL_053", message: "Policy group is not active.", of: .policy, when: "v1.2: policy under an inactive group",
      source: "pms v1.2.2.0"),
    .code(
      "PMS_POL_054", message: "Cannot activate unpublished policy.", of: .policy,
      when: "v1.2: activating a policy that was never published", source: "pms v1.2.2.0"),
    .code(
      "PMS_PV_005", message: "Invalid input parameter - %s in policy data", of: .policyValidator,
      when: "v1.2 form of PMS-PV-005", source: "pms v1.2.2.0"),
    .code(
      "PMS_PV_006", message: "Missing input parameter - %s in policy data", of: .policyValidator,
      when: "v1.2 form of PMS-PV-006", source: "pms v1.2.2.0"),
  ]
}
