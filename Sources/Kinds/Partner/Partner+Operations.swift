package import Model
import Source

// The operations on partners themselves. Source: operations C2, D1 and D7; state-machines §4.

extension Partner {
  /// Activates before any operation that requires an active partner, and de-activates after all others.
  package static func route(from stored: Stored<Partner>?, to desired: Spec?) -> Operation<Partner>? {
    guard let stored else { return create }
    let status = stored.status
    guard let desired else { return status.status == .active ? updateStatus("De-Active") : nil }
    if update.isWanted(by: desired, over: stored.spec) { return update }
    if desired.status == .active, status.status == .inactive { return updateStatus("Active") }
    if let operation = CertificateOperations.next(from: stored, to: desired) { return operation }
    if let operation = BioExtractorOperations.next(from: stored, to: desired) { return operation }
    if let operation = APIKeyOperations.next(from: status, to: desired) { return operation }
    if desired.status == .inactive, status.status == .active { return updateStatus("De-Active") }
    return nil
  }

  package static let creation = create
  package static let amendment = update
  package static let operations =
    [
      create, update, updateStatus("Active"), updateStatus("De-Active"), CertificateOperations.upload,
      BioExtractorOperations.update,
    ] + APIKeyOperations.all

  /// The fields with which a partner registers and which it may change.
  private static let detailFields: SpecFields<Spec> = ["organizationName", "contactNumber", "emailId", "address"]

  // MARK: D1

  package static let create = Operation<Partner>(
    "partner.create", envelope: "mosip.partnermanagement.partners.create", summary: "Registers a partner.",
    citation: "D1",
    stages: [
      .emits("PMS_PRT_101"),
      .expects(rule: "partner.emailId.format", failing: "PMS_PRT_401"),
      .expects(rule: "partner.partnerType.word", failing: "PMS_PRT_425"),
      Preconditions.hasUniqueName(failing: "PMS_PRT_417"),
      Preconditions.hasKnownGroup,
      Preconditions.hasUniqueEmail,
      .takes(detailFields), .takes(["partnerType", "policyGroup"]),
      .does { act in
        act.takeID { String($0.takeNumber(for: Partner.self, from: firstPartnerNumber)) }
        // No documented request for a new partner carries certificate and extractors: other operations store them.
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
      Preconditions.exists(failing: nil),
      Preconditions.hasUniqueName(failing: "PMS_PRT_402"),
      Preconditions.hasUniqueEmail,
      CertificatePreconditions.fitsNewName,
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
        Preconditions.isManaged(failing: "PMS_PRT_789"),
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
          // The registration of an active partner is no longer in progress.
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
