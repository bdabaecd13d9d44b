package import Model
import Source

extension Partner {
  /// Activate before anything that needs an active partner, de-activate after it.
  package static func route(from stored: Stored<Partner>?, to desired: Spec?) -> Operation<Partner>? {
    guard let stored else { return create }
    let status = stored.status
    guard let desired else { return status.status == .active ? updateStatus("De-Active") : nil }
    if update.isWanted(by: desired, over: stored.spec) { return update }
    if desired.status == .active, status.status == .inactive { return updateStatus("Active") }
    if let operation = certificateRoute(from: stored, to: desired) { return operation }
    if let operation = extractorRoute(from: stored, to: desired) { return operation }
    if let operation = keyRoute(from: status, to: desired) { return operation }
    if desired.status == .inactive, status.status == .active { return updateStatus("De-Active") }
    return nil
  }

  package static let creation = create
  package static let amendment = update
  package static let operations =
    [create, update, updateStatus("Active"), updateStatus("De-Active"), uploadCertificate, updateBioExtractors]
    + keyOperations

  /// What a partner registers with and may change.
  private static let detailFields: SpecFields<Spec> = ["organizationName", "contactNumber", "emailId", "address"]

  // MARK: D1

  package static let create = Operation<Partner>(
    "partner.create", envelope: "mosip.partnermanagement.partners.create", summary: "Registers a partner.",
    citation: "D1",
    stages: [
      .emits("PMS_PRT_101"),
      .expects(rule: "partner.emailId.format", failing: "PMS_PRT_401"),
      .expects(rule: "partner.partnerType.word", failing: "PMS_PRT_425"),
      hasUniqueName(failing: "PMS_PRT_417"),
      hasKnownGroup,
      hasUniqueEmail,
      .takes(detailFields), .takes(["partnerType", "policyGroup"]),
      .does { act in
        act.takeID { String($0.takeNumber(for: Partner.self, from: firstPartnerNumber)) }
        // No documented request for a new partner carries these: they come by operations of their own.
        act.object.spec.certificate = nil
        act.object.spec.bioExtractors = []
      },
      .emits("PMS_PRT_200"),
    ]
  ) { answer($0.object) }

  // MARK: D7

  package static let update = Operation<Partner>(
    "partner.update", envelope: "mosip.partnermanagement.partners.update", summary: "Changes a partner's details.",
    citation: "D7",
    stages: [
      .emits("PMS_PRT_144"),
      .expects(rule: "partner.emailId.format", failing: "PMS_PRT_416"),
      exists(failing: nil),
      hasUniqueName(failing: "PMS_PRT_402"),
      hasUniqueEmail,
      certificateStillFits,
      .takes(detailFields),
      .emits("PMS_PRT_244"),
    ]
  ) { answer($0.object) }

  // MARK: C2

  /// Activates or de-activates; `word` is the request's `status`, in any case. API keys and requests stay as they are.
  package static func updateStatus(_ word: String) -> Operation<Partner> {
    let target = Activity.allCases.first { $0.rawValue.lowercased() == word.lowercased() }
    return Operation<Partner>(
      "partner.updateStatus", envelope: "mosip.partnermanagement.partners.status.update",
      summary: target == .active ? "Activates a partner." : "De-activates a partner; its API keys stay as they are.",
      citation: "C2",
      stages: [
        .emits("PMS_PRT_189"),
        isManaged(failing: "PMS_PRT_789"),
        .expects(rule: "partner.status.word", failing: "PMS_PRT_789"),
        .requires(
          Precondition(
            "partner.status.known", code: "PMS_COR_002", message: "Invalid Input Parameter - status",
            summary: "The status is one of the two documented words.", failing: "PMS_PRT_789", path: "spec.status",
            unreachable: "another word violates partner.status.word, which has the same code and event"
          ) { _ in Verdict(target != nil) }),
        .takes(["status"]),
        .does { act in
          act.object.status.status = target ?? .inactive
          // Who is active is no longer waiting for it.
          if target == .active { act.object.status.registration.approvalStatus = nil }
        },
        .emits("PMS_PRT_289"),
      ]
    ) { _ in .object(["message": .text("Partner status updated successfully")]) }
  }

  // MARK: Effects and answers

  private static func answer(_ partner: Stored<Partner>) -> Node {
    .object(["partnerID": .text(partner.id), "status": .text(partner.status.status.rawValue)])
  }
}
