package import Model
import Source

extension MISP {
  package static let rules: [Rule<MISP>] = [
    Rule(
      "misp.approval.withdrawn", code: "PMS_COR_002", message: "Invalid Input Parameter - approval",
      summary: "A decision can be changed, but not withdrawn.", citation: "state-machines §1"
    ) { spec, stored in
      guard let stored, stored.status.approval != .inProgress, spec.approval == nil else { return nil }
      return .init(
        "spec.approval",
        hint: "the MISP is already \(stored.status.approval.rawValue); write approved or rejected")
    },
    Rule(
      "misp.licenseKey.issue.lowered", code: "PMS_COR_002", message: "Invalid Input Parameter - issue",
      summary: "The counter of issued keys never decreases.", citation: "state-machines §2"
    ) { spec, stored in
      guard let stored, spec.licenseKey.issue < stored.spec.licenseKey.issue else { return nil }
      return .init(
        "spec.licenseKey.issue",
        hint: "issue \(stored.spec.licenseKey.issue) was requested before; keep it, or raise it for a new key")
    },
    .noBlanks(at: "organizationName", text: \.organizationName),
  ]

  package static let warnings: [Warning<MISP>] = [.similar(at: "organizationName") { ($0.organizationName, "") }]

  package static let indexes: [Index<MISP>] = [
    Index(
      nameIndex, tellsRenames: true, claims: { [ExactString($0.organizationName)] },
      values: { [ExactString($0.spec.organizationName)] }),
    Index(keyIndex, values: { $0.status.licenseKeys.map { ExactString($0.key.reveal()) } }),
  ]

  static let nameIndex = "organizationName"
  static let keyIndex = "licenseKey"

  /// Names are unique over all MISPs, rejected and inactive ones included; compared exactly.
  static func hasUniqueName(failing event: EventName) -> Stage<MISP> {
    .requires(
      Precondition(
        "misp.organizationName.unique", code: "PMS_MSP_003", message: "A MISP is already registered with name - ",
        summary: "No other MISP, rejected and inactive ones included, has the same organization name.",
        failing: event, path: "spec.organizationName",
        hint: "choose another organizationName, or change the MISP that has it"
      ) { act in
        let name = act.desired.organizationName
        let holder = act.registry.holder(of: ExactString(name), in: nameIndex, of: MISP.self)
        guard let holder, holder != act.object.identity else { return .holds }
        return .fails(detail: name, other: holder)
      })
  }

  /// The id of the request's path is known.
  static func exists() -> Stage<MISP> {
    .requires(
      Precondition(
        "misp.id.known", code: "PMS_MSP_005", message: "MISP ID does not exist", summary: "The MISP exists.",
        failing: nil, path: "metadata.name",
        unreachable: "a manifest whose MISP is not stored creates it"
      ) { act in
        act.object.id.isEmpty ? .fails(detail: "  \(act.object.metadata.name)") : .holds
      })
  }
}
