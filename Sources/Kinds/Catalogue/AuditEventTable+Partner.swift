// The audit events of the partner services: that of the partners themselves, and that of those who manage them.

extension AuditEventTable {
  /// The documented events of the partner services.
  ///
  /// Source: Partner Management Audits, Partner.
  static let documentedPartnerEvents: [Row] = [
    .event(
      "PMS_PRT_101", type: .user, phase: .request, title: "Register Partner",
      meaning: "Registration of a partner was asked for"),
    .event(
      "PMS_PRT_112", type: .user, phase: .request, title: "Register Partner", about: .partnerID,
      meaning: "Creation of a partner key was asked for"),
    .event("PMS_PRT_200", type: .user, phase: .success, title: "Register Partner", meaning: "Partner was registered"),
    .event(
      "PMS_PRT_212", type: .user, phase: .success, title: "Create Partner Key", about: .partnerID,
      meaning: "Partner key was created"),
    .event("PMS_PRT_122", type: .system, phase: .request, title: "Create Partner", meaning: "An API key was asked for"),
    .event(
      "PMS_PRT_111", type: .system, phase: .request, title: "Create Partner",
      meaning: "Storing of biometric extractors was asked for"),
    .event(
      "PMS_PRT_121", type: .system, phase: .request, title: "Create Partner Policy Map",
      meaning: "Mapping of a partner to a policy was asked for"),
    .event(
      "PMS_PRT_144", type: .system, phase: .request, title: "Create Partner Policy Map",
      meaning: "Change of a partner's contact details was asked for"),
    .event(
      "PMS_PRT_149", type: .system, phase: .request, title: "Get Partner",
      meaning: "Details of a partner were asked for"),
    .event(
      "PMS_PRT_159", type: .system, phase: .request, title: "Get Partner",
      meaning: "API keys of a partner were asked for"),
    .event(
      "PMS_PRT_169", type: .system, phase: .request, title: "Get Partner",
      meaning: "Certificate of a partner was asked for"),
    .event(
      "PMS_PRT_222", type: .system, phase: .success, title: "Create Partner",
      meaning: "Request for an API key was approved"),
    .event(
      "PMS_PRT_211", type: .system, phase: .success, title: "Create Partner",
      meaning: "Biometric extractors were stored"),
    .event(
      "PMS_PRT_221", type: .system, phase: .success, title: "Create Partner Policy Mapping",
      meaning: "Mapping of a partner to a policy was stored"),
    .event(
      "PMS_PRT_244", type: .system, phase: .success, title: "Create Partner Policy Mapping",
      meaning: "Contact details of a partner were changed"),
    .event(
      "PMS_PRT_249", type: .system, phase: .success, title: "Get Partner", meaning: "Details of a partner were returned"
    ),
    .event(
      "PMS_PRT_259", type: .system, phase: .success, title: "Get Partner",
      meaning: "API keys of a partner were returned"),
    .event(
      "PMS_PRT_269", type: .system, phase: .success, title: "Get Partner",
      meaning: "Certificate of a partner was returned"),
    .event(
      "PMS_PRT_401", type: .system, phase: .failure, title: "Create Partner Request",
      meaning: "Create refused: e-mail address is malformed"),
    .event(
      "PMS_PRT_416", type: .system, phase: .failure, title: "Update Partner Request", about: .partnerID,
      meaning: "Update refused: e-mail address is malformed", note: "the Policy module has another event of this id"),
    .event(
      "PMS_PRT_402", type: .system, phase: .failure, title: "Update Partner Request", about: .partnerID,
      meaning: "Update refused: organization name belongs to another partner"),
    .event(
      "PMS_PRT_417", type: .system, phase: .failure, title: "Create Partner Request",
      meaning: "Create refused: organization name is already registered"),
    .event(
      "PMS_PRT_419", type: .system, phase: .failure, title: "Create Partner Request",
      meaning: "Create refused: policy group is unknown"),
    .event(
      "PMS_PRT_421", type: .system, phase: .failure, title: "Create Partner API Key request",
      meaning: "API key request refused: partner is unknown"),
    .event(
      "PMS_PRT_423", type: .system, phase: .failure, title: "Add Biometric Extractors Request",
      meaning: "Biometric extractors refused: partner is not mapped to the policy"),
    .event(
      "PMS_PRT_425", type: .system, phase: .failure, title: "Partner not allowed",
      meaning: "Create refused: partner type is unknown or may not register"),
    .event(
      "PMS_PRT_429", type: .system, phase: .failure, title: "Email not allowed",
      meaning: "Refused: e-mail address may not be used"),
    .event(
      "PMS_PRT_431", type: .system, phase: .failure, title: "Create Partner",
      meaning: "Upload of an authority's certificate failed",
      note: "the documents have two events of this meaning; PMS_PRT_452 stands for a partner's own certificate"),
    .event(
      "PMS_PRT_452", type: .system, phase: .failure, title: "Create Partner",
      meaning: "Upload of a partner's certificate failed",
      note: "the documents have two events of this meaning; PMS_PRT_431 stands for an authority's certificate"),
  ]

  /// The events of the partner services that only the services' source code has.
  static let furtherPartnerEvents: [Row] = [
    .event(
      "PMS_PRT_179", type: .system, phase: .request, title: "GET API KEY MAPPING",
      meaning: "Mapping of an API key to another policy was asked for"),
    .event(
      "PMS_PRT_279", type: .system, phase: .success, title: "GET API KEY MAPPING",
      meaning: "API key was mapped to another policy"),
    .event(
      "PMS_PRT_779", type: .system, phase: .failure, title: "GET API KEY MAPPING",
      meaning: "Mapping of an API key to another policy refused"),
    .event(
      "PMS_PRT_189", type: .system, phase: .request, title: "AUTH KYC Partners",
      meaning: "Activation or de-activation of a partner was asked for",
      note: "the Policy module has another event of this id"),
    .event(
      "PMS_PRT_289", type: .system, phase: .success, title: "AUTH KYC Partners",
      meaning: "Activation or de-activation of a partner finished successfully"),
    .event(
      "PMS_PRT_789", type: .system, phase: .failure, title: "AUTH KYC Partners",
      meaning: "Activation or de-activation of a partner refused"),
    .event(
      "PMS_PRT_199", type: .system, phase: .request, title: "API KYC Partners",
      meaning: "Activation or de-activation of an API key was asked for"),
    .event(
      "PMS_PRT_299", type: .system, phase: .success, title: "API KYC Partners",
      meaning: "Activation or de-activation of an API key finished successfully"),
    .event(
      "PMS_PRT_799", type: .system, phase: .failure, title: "API KYC Partners",
      meaning: "Activation or de-activation of an API key refused"),
    .event(
      "PMS_PRT_191", type: .system, phase: .request, title: "GET Partners Policy Mapping",
      meaning: "Validation of a MISP, a partner and an API key was asked for",
      note: "the Policy module has another event of this id"),
    .event(
      "PMS_PRT_291", type: .system, phase: .success, title: "GET Partners Policy Mapping",
      meaning: "Validation of a MISP, a partner and an API key finished successfully"),
    .event(
      "PMS_PRT_791", type: .system, phase: .failure, title: "GET Partners Policy Mapping",
      meaning: "Validation of a MISP, a partner and an API key failed"),
    .event(
      "PMS_PRT_181", type: .system, phase: .request, title: "Approve Reject Partner",
      meaning: "Approval or rejection of a request for an API key was asked for"),
    .event(
      "PMS_PRT_281", type: .system, phase: .success, title: "Approve Reject Partner",
      meaning: "Approval or rejection of a request for an API key finished successfully"),
    .event(
      "PMS_PRT_781", type: .system, phase: .failure, title: "Approve Reject Partner",
      meaning: "Approval or rejection of a request for an API key refused"),
    .event(
      "PMS_PRT_171", type: .system, phase: .request, title: "Get Partner", meaning: "List of all partners was asked for"
    ),
    .event(
      "PMS_PRT_271", type: .system, phase: .success, title: "Get Partner", meaning: "List of all partners was returned"),
    .event("PMS_PRT_771", type: .system, phase: .failure, title: "Get Partner", meaning: "There is no partner to list"),
    .event(
      "PMS_PRT_161", type: .system, phase: .request, title: "Get Partner",
      meaning: "Details of a partner were asked for by those who manage partners"),
    .event(
      "PMS_PRT_261", type: .system, phase: .success, title: "Get Partner",
      meaning: "Details of a partner were returned to those who manage partners"),
    .event(
      "PMS_PRT_761", type: .system, phase: .failure, title: "Get Partner",
      meaning: "No partner has the id that was asked for"),
    .event(
      "PMS_PRT_151", type: .system, phase: .request, title: "Get Partner",
      meaning: "Policy of an API key or requests for API keys were asked for"),
    .event(
      "PMS_PRT_251", type: .system, phase: .success, title: "Get Partner",
      meaning: "Policy of an API key or requests for API keys were returned"),
    .event(
      "PMS_PRT_751", type: .system, phase: .failure, title: "Get Partner",
      meaning: "Policy of an API key or requests for API keys could not be returned"),
  ]
}
