package import Model
import Source

// The rules and warnings about MISPs. Source: state-machines §1 and §2.

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

  package static let warnings = [similarNames.warning]

  static let similarNames = SimilarNames<MISP>(at: "organizationName") { ($0.organizationName, "") }
}
