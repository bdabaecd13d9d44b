package import Model
import Source

// The operations on MISPs and their licence keys. Source: operations A1 to A3, A5, A6 and A10; state-machines §1 and
// §2.

extension MISP {
  /// Activates before approving, approves or rejects before de-activating, and changes keys in between, while the MISP
  /// is active.
  package static func route(from stored: Stored<MISP>?, to desired: Spec?) -> Operation<MISP>? {
    guard let stored else { return create }
    let status = stored.status
    guard let desired else { return status.status == .active ? updateStatus("De-Active") : nil }
    if update.isWanted(by: desired, over: stored.spec) { return update }
    if desired.status == .active, status.status == .inactive { return updateStatus("Active") }
    if desired.approval == .approved, status.approval != .approved { return decide("approved") }
    if desired.approval == .rejected, status.approval != .rejected { return decide("rejected") }
    if status.approval == .approved, let key = status.currentKey {
      if desired.licenseKey.issue > key.issue { return issueLicenseKey }
      if desired.licenseKey.status == .inactive, key.isSwitchedOn { return updateLicenseKey("De-Active") }
      if desired.licenseKey.status == .active, !key.isSwitchedOn { return updateLicenseKey("Active") }
    }
    if desired.status == .inactive, status.status == .active { return updateStatus("De-Active") }
    return nil
  }

  /// Issues a new key to an approved, active MISP whose key has expired. The documents have this as an effect of the
  /// download of a key; here the passing of time is enough.
  package static func due(_ stored: Stored<MISP>, at time: Instant, in registry: any Registry) -> Operation<MISP>? {
    guard let deadline = deadline(of: stored), deadline < time else { return nil }
    return issueLicenseKey
  }

  /// Returns the last moment at which the MISP has a valid key, after which it gets a new one; nil if it gets none.
  ///
  /// A key whose own switch is off, or that a rejection switched off, is not replaced. A state that another program
  /// wrote may have several active keys: as long as one of them is valid, none is replaced.
  package static func deadline(of stored: Stored<MISP>) -> Instant? {
    guard stored.status.approval == .approved, stored.status.status == .active, let current = stored.status.currentKey,
      current.offBy == nil || current.offBy == .misp
    else { return nil }
    let active = stored.status.licenseKeys.filter { $0.status == .active }
    return (active + [current]).map(\.expiresAt).max()
  }

  package static let creation = create
  package static let amendment = update
  package static let operations = [
    create, decide("approved"), decide("rejected"), update, updateStatus("Active"), updateStatus("De-Active"),
    updateLicenseKey("Active"), updateLicenseKey("De-Active"), issueLicenseKey,
  ]

  /// The fields with which a MISP registers and which it may change.
  private static let detailFields: SpecFields<Spec> = ["organizationName", "contactNumber", "emailId", "address"]

  // MARK: A1

  package static let create = Operation<MISP>(
    "misp.create", envelope: "mosip.partnermanagement.misp.create", summary: "Registers a MISP.", citation: "A1",
    stages: [
      .emits("PMS_MSP_101"),
      .expects(rule: "misp.emailId.format", failing: "PMS_MSP_401"),
      Preconditions.hasUniqueName(failing: "PMS_MSP_417"),
      .emits("PMS_MSP_102"),
      .does { act in
        let first = (1..<act.settings.idLength).reduce(1) { number, _ in number * 10 }
        act.takeID { String($0.takeNumber(for: MISP.self, from: first)) }
      },
      .takes(detailFields),
      .emits("PMS_MSP_103"),
      .emits("PMS_MSP_212"),
      .emits("PMS_MSP_200"),
    ]
  ) { act in
    .object(["mispStatus": .text(act.object.status.status.rawValue), "mispID": .text(act.object.id)])
  }

  // MARK: A2

  /// Approves or rejects; `word` is the request's `mispStatus`, in any case.
  package static func decide(_ word: String) -> Operation<MISP> {
    let decision = Decision(rawValue: word.lowercased())
    let isRejection = decision == .rejected
    let target: Approval = isRejection ? .rejected : .approved
    let consequences: [Stage<MISP>] =
      isRejection ? [.emits("PMS_MSP_106"), .emits("PMS_MSP_105")] : [.emits("PMS_MSP_121")]
    let isActive = Stage<MISP>.requires(
      Precondition(
        "misp.approval.whileActive", code: "PMS_MSP_405", message: "Misp is not active.",
        summary: "A MISP can be approved only while it is active.", failing: "PMS_MSP_405", path: "spec.approval",
        hint: "set status: Active in the same change, or approve it once it is active"
      ) { act in Verdict(act.object.status.status == .active) })
    return Operation<MISP>(
      isRejection ? "misp.reject" : "misp.approve", envelope: "mosip.partnermanagement.misp.status",
      summary: isRejection
        ? "Rejects a MISP and de-activates its licence keys." : "Approves a MISP and issues its licence key.",
      citation: "A2",
      stages: [
        .emits("PMS_MSP_104"),
        .expects(rule: "misp.approval.word", failing: "PMS_MSP_403"),
        .requires(
          Precondition(
            "misp.approval.known", code: "PMS_MSP_403", message: "mispStatus either approved or rejected.",
            summary: "The decision is one of the two documented words.", failing: "PMS_MSP_403", path: "spec.approval",
            unreachable: "another word violates misp.approval.word: the code is PMS_COR_002, the event PMS_MSP_403"
          ) { _ in Verdict(decision != nil) }),
        Preconditions.exists(),
        .emits(EventName("PMS_MSP_104", row: 2)),
        .requires(
          Precondition(
            "misp.approval.changes", code: "PMS_MSP_404", message: "Misp already ",
            summary: "The decision differs from the one already made.", failing: "PMS_MSP_404", path: "spec.approval",
            unreachable: "a decision already made is not a change, and nothing is done"
          ) { act in act.object.status.approval == target ? .fails(detail: target.rawValue) : .holds }),
      ] + (isRejection ? [] : [isActive]) + [
        .takes(["approval"]),
        .does { act in
          act.object.status.approval = target
          if isRejection { LicenseKeys.switchOff(&act, cause: .rejection) } else { LicenseKeys.issue(&act) }
        },
        .emits("PMS_MSP_202"),
      ] + consequences + [.emits("PMS_MSP_201")]
    ) { act in
      let key = isRejection ? nil : act.object.status.currentKey
      return .object([
        "mispStatus": .text(act.object.status.status.rawValue),
        "mispLicenseKey": key.map { .secret($0.key) } ?? .null,
        "mispLicenseKeyExpiry": .text(key?.expiresAt.description),
        "mispLicenseKeyStatus": .text(key == nil ? nil : "active"),
        "mispID": .text(act.object.id),
        "mispStatusCode": .text(target.rawValue),
        "message": .text("MISP \(target.rawValue) successfully"),
      ])
    }
  }

  // MARK: A3

  package static let update = Operation<MISP>(
    "misp.update", envelope: "mosip.partnermanagement.misp.update", summary: "Changes a MISP's details.",
    citation: "A3",
    stages: [
      .emits("PMS_MSP_107"),
      .expects(rule: "misp.emailId.format", failing: "PMS_MSP_416"),
      .requires(
        Precondition(
          "misp.update.given", code: "PMS_MSP_004", message: "No information provided for update",
          summary: "The request changes something.", failing: nil, path: "spec",
          unreachable: "without a change there is no update"
        ) { act in Verdict(!detailFields.areSame(act.desired, and: act.object.spec)) }),
      Preconditions.exists(),
      Preconditions.hasUniqueName(failing: "PMS_MSP_402"),
      .takes(detailFields),
      .emits("PMS_MSP_108"),
      .emits("PMS_MSP_203"),
    ]
  ) { act in details(of: act.object) }

  // MARK: A5

  /// Activates or de-activates; `word` is the request's `mispStatus`, in any case.
  package static func updateStatus(_ word: String) -> Operation<MISP> {
    let target = Activity.allCases.first { $0.rawValue.lowercased() == word.lowercased() }
    return Operation<MISP>(
      "misp.updateStatus", envelope: "mosip.partnermanagement.misp.status.update",
      summary: target == .active
        ? "Activates a MISP and the licence keys that its de-activation switched off."
        : "De-activates a MISP and its licence keys.",
      citation: "A5",
      stages: [
        .emits("PMS_MSP_112"),
        .expects(rule: "misp.status.word", failing: "PMS_MSP_407"),
        .requires(
          Precondition(
            "misp.status.known", code: "PMS_MSP_407", message: "mispStatus either Active or De-active.",
            summary: "The status is one of the two documented words.", failing: "PMS_MSP_407", path: "spec.status",
            unreachable: "another word violates misp.status.word: the code is PMS_COR_002, the event PMS_MSP_407"
          ) { _ in Verdict(target != nil) }),
        Preconditions.exists(),
        .requires(
          Precondition(
            "misp.status.changes", code: "PMS_MSP_010", message: "MISP status already in the requested status",
            summary: "The status differs from the present one.", failing: nil, path: "spec.status",
            unreachable: "the present status is not a change, and nothing is done"
          ) { act in Verdict(act.object.status.status != target) }),
        .takes(["status"]),
        .does { act in
          act.object.status.status = target ?? .inactive
          if target == .active { LicenseKeys.revive(&act) } else { LicenseKeys.switchOff(&act, cause: .misp) }
        },
        .emits("PMS_MSP_211"),
        .emits("PMS_MSP_106"),
        .emits("PMS_MSP_113"),
        .emits("PMS_MSP_205"),
      ]
    ) { _ in .object(["message": .text("MISP \(target == .active ? "activated" : "deactivated") successfully")]) }
  }

  // MARK: A6

  /// Activates or de-activates the current licence key; `word` is the request's `mispLicenseKeyStatus`, in any case.
  package static func updateLicenseKey(_ word: String) -> Operation<MISP> {
    let target = Activity.allCases.first { $0.rawValue.lowercased() == word.lowercased() }
    let isUnexpired = Stage<MISP>.requires(
      Precondition(
        "misp.licenseKey.unexpired", code: "PMS_MSP_419", message: "misp license is expired.Cannot activate the same.",
        summary: "An expired key cannot be activated.", failing: "PMS_MSP_419", path: "spec.licenseKey.status",
        hint: "raise licenseKey.issue by one to have a new key issued"
      ) { act in Verdict(!(act.object.status.currentKey?.isExpired(at: act.time) ?? false)) })
    return Operation<MISP>(
      "misp.updateLicenseKey", envelope: "mosip.partnermanagement.misp.license.update",
      summary: target == .active ? "Activates the current licence key." : "De-activates the current licence key.",
      citation: "A6",
      stages: [
        .emits("PMS_MSP_114"),
        .expects(rule: "misp.licenseKey.status.word", failing: "PMS_MSP_418"),
        .requires(
          Precondition(
            "misp.licenseKey.status.known", code: "PMS_MSP_418",
            message: "mispLicenseKeyStatus either Active or De-active.",
            summary: "The status is one of the two documented words.", failing: "PMS_MSP_418",
            path: "spec.licenseKey.status",
            unreachable:
              "another word violates misp.licenseKey.status.word: the code is PMS_COR_002, the event PMS_MSP_418"
          ) { _ in Verdict(target != nil) }),
        .requires(
          Precondition(
            "misp.licenseKey.known", code: "PMS_MSP_006", message: "MISP ID/MISP License Key does not exist",
            summary: "The MISP has a licence key.", failing: "PMS_MSP_406", path: "spec.licenseKey",
            unreachable: "the status of a key that was never issued waits for the approval"
          ) { act in Verdict(act.object.status.currentKey != nil) }),
        .requires(
          Precondition(
            "misp.licenseKey.own", code: "PMS_MSP_007", message: "MISP License key not associated to MISP ID",
            summary: "The licence key belongs to the MISP.", failing: "PMS_MSP_408", path: "spec.licenseKey",
            unreachable: "a manifest can refer only to its own key"
          ) { act in
            guard let key = act.object.status.currentKey?.key.reveal() else { return .holds }
            let holder = act.registry.holder(of: ExactString(key), in: Indexes.licenseKey, of: MISP.self)
            return Verdict(holder == nil || holder == act.object.identity)
          }),
      ] + (target == .active ? [isUnexpired] : []) + [
        .takes(["licenseKey"]),
        .does { act in
          guard let last = act.object.status.licenseKeys.indices.last else { return }
          if target == .inactive {
            act.object.status.licenseKeys[last].switchOff(.key)
          } else if act.object.status.status == .inactive {
            // The key's own switch is on, but the MISP is inactive; its re-activation revives the key.
            act.object.status.licenseKeys[last].switchOff(.misp)
          } else {
            act.object.status.licenseKeys[last].switchOn()
          }
        },
        .emits("PMS_MSP_115"),
        .emits("PMS_MSP_206"),
      ]
    ) { _ in .object(["status": .text(target?.rawValue)]) }
  }

  // MARK: A10

  package static let issueLicenseKey = Operation<MISP>(
    "misp.issueLicenseKey", envelope: "mosip.partnermanagement.misp.license.retrieve",
    summary: "Issues a new licence key in place of the present one.", citation: "A10",
    stages: [
      .emits("PMS_MSP_120"),
      Preconditions.exists(),
      .requires(
        Precondition(
          "misp.licenseKey.approved", code: "PMS_MSP_419", message: "misp is not yet approved.",
          summary: "Keys are issued to approved MISPs.", failing: EventName("PMS_MSP_410", row: 2),
          path: "spec.licenseKey.issue", unreachable: "a raised issue waits for the approval, which issues the key"
        ) { act in Verdict(act.object.status.approval == .approved) }),
      .requires(
        Precondition(
          "misp.licenseKey.whileActive", code: "PMS_MSP_405", message: "Misp is not active.",
          summary: "Keys are issued to active MISPs.", failing: "PMS_MSP_411", path: "spec.licenseKey.issue",
          hint: "set status: Active in the same change, or raise the issue once the MISP is active"
        ) { act in Verdict(act.object.status.status == .active) }),
      .takes(["licenseKey"]),
      .does { LicenseKeys.issue(&$0) },
      .emits("PMS_MSP_121"),
      .emits("PMS_MSP_210"),
    ]
  ) { act in LicenseKeys.details(of: act.object.status.currentKey) }

  // MARK: Effects and answers

  /// Returns a MISP as the documents' answers have it.
  static func details(of object: Stored<MISP>) -> Node {
    .object([
      "id": .text(object.id),
      "organizationName": .text(object.spec.organizationName),
      "contactNumber": .text(object.spec.contactNumber),
      "emailID": .text(object.spec.emailId),
      "address": .text(object.spec.address),
    ])
  }
}
