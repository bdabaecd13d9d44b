// The audit events of the policy management service.

extension AuditEventTable {
  /// The documented events of the policy management service.
  ///
  /// Source: Partner Management Audits, Policy.
  static let documentedPolicyEvents: [Row] = [
    .event(
      "PMS_PRT_115", type: .system, phase: .request, title: "Create Policy Group",
      meaning: "Creation of a policy group was asked for"),
    .event(
      "PMS_PRT_116", type: .system, phase: .request, title: "Create Policy Group",
      meaning: "Details of a policy group were asked for", note: "the documents name it like the creation"),
    .event(
      "PMS_PRT_156", type: .system, phase: .request, title: "Update Policy Group",
      meaning: "Update of a policy group was asked for"),
    .event(
      "PMS_PRT_137", type: .system, phase: .request, title: "Create Policy",
      meaning: "Creation or publication of a policy was asked for"),
    .event(
      "PMS_PRT_187", type: .system, phase: .request, title: "Create Policy",
      meaning: "Details of a policy were asked for", note: "the documents name it like the creation"),
    .event(
      "PMS_PRT_183", type: .system, phase: .request, title: "Update Policy", meaning: "Update of a policy was asked for"
    ),
    .event(
      "PMS_PRT_215", type: .system, phase: .success, title: "Create Policy Group", meaning: "Policy group was created"),
    .event(
      "PMS_PRT_216", type: .system, phase: .success, title: "Create Policy Group", about: .policyGroupID,
      meaning: "Details of a policy group were returned", note: "the documents name it like the creation"),
    .event(
      "PMS_PRT_256", type: .system, phase: .success, title: "Update Policy Group", about: .policyGroupID,
      meaning: "Policy group was updated"),
    .event(
      "PMS_PRT_237", type: .system, phase: .success, title: "Create Policy", meaning: "Policy was created or published"),
    .event(
      "PMS_PRT_287", type: .system, phase: .success, title: "Create Policy", about: .policyID,
      meaning: "Details of a policy were returned", note: "the documents name it like the creation"),
    .event(
      "PMS_PRT_283", type: .system, phase: .success, title: "Update Policy", about: .policyID,
      meaning: "Policy was updated"),
    .event(
      "PMS_PRT_475", type: .system, phase: .failure, title: "Create Policy Group",
      meaning: "Creation of a policy group failed"),
    .event(
      "PMS_PRT_416", type: .system, phase: .failure, title: "Create Policy Group", about: .policyGroupID,
      meaning: "Reading of a policy group failed", note: "the Partner module has another event of this id"),
    .event(
      "PMS_PRT_456", type: .system, phase: .failure, title: "Update Policy Group", about: .policyGroupID,
      meaning: "Update of a policy group failed"),
    .event(
      "PMS_PRT_437", type: .system, phase: .failure, title: "Create Policy",
      meaning: "Creation or publication of a policy failed"),
    .event(
      "PMS_PRT_487", type: .system, phase: .failure, title: "Create Policy", about: .policyID,
      meaning: "Reading of a policy failed", note: "the documents name it like the creation"),
    .event(
      "PMS_PRT_483", type: .system, phase: .failure, title: "Update Policy", about: .policyID,
      meaning: "Update of a policy failed"),
  ]

  /// The events of the policy management service that only the services' source code has.
  static let furtherPolicyEvents: [Row] = [
    .event(
      "PMS_PRT_188", type: .system, phase: .request, title: "GET POLICY FOR APIKEY",
      meaning: "Policy of an API key was asked for"),
    .event(
      "PMS_PRT_189", type: .system, phase: .request, title: "GET PARTNER MAPPED POLICY",
      meaning: "Policy that a partner is mapped to was asked for",
      note: "the Partner module has another event of this id"),
    .event(
      "PMS_PRT_190", type: .system, phase: .request, title: "SEARCH POLICY",
      meaning: "Search for policies was asked for"),
    .event(
      "PMS_PRT_191", type: .system, phase: .request, title: "GET CONFIG VALUE",
      meaning: "Value of a setting was asked for", note: "the Partner module has another event of this id"),
    .event(
      "PMS_PRT_192", type: .system, phase: .request, title: "FILTERVALUES POLICY GROUP",
      meaning: "Filter values for policy groups were asked for"),
    .event(
      "PMS_PRT_193", type: .system, phase: .request, title: "FILTERVALUES POLICY GROUP",
      meaning: "Filter values for policies were asked for"),
    .event(
      "PMS_PRT_194", type: .system, phase: .request, title: "SEARCH POLICY GROUP",
      meaning: "Search for policy groups was asked for"),
    .event(
      "PMS_PRT_184", type: .system, phase: .request, title: "UPDATE POLICY STATUS",
      meaning: "Change of a policy's status was asked for"),
    .event(
      "PMS_PRT_157", type: .system, phase: .request, title: "PUBLISH POLICY",
      meaning: "Publication of a policy was asked for"),
  ]
}
