package import Model

/// A sector of a country whose partners share policies.
///
/// Documents: Partner Management Audits, Policy; operation B7, life cycle §3.
package enum PolicyGroup: SwitchedKind {
  package typealias Settings = NoSettings

  package static let name = "PolicyGroup"
  package static let prefix = "policyGroup"
  package static let folder = "policygroups"
  package static let summary = "A sector whose partners share policies."
  package static let citation = "Partner Management Audits, Policy"
  package static let eventModule = EventModule.policy
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(missing: .missingParameter, invalid: .invalidParameter)
  }

  package static let example = """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata:
      name: banking          # identity in git; never changes
    spec:
      name: Banking          # unique among all policy groups
      desc: Banking sector
      isActive: true         # false de-activates its policies too

    """

  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata: {name: group-\(number)}
    spec: {name: Group \(number), desc: Sector \(number)}

    """
  }

  package struct Spec: Switched {
    package var name = ""
    package var desc = ""
    package var isActive = true

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text("name", \.name, TextLimits(1...128), "Name of the group; unique among all policy groups."),
      .text("desc", \.desc, TextLimits(1...128), "What the group is for."),
      .boolean("isActive", \.isActive, default: true, "Whether the group's policies may be used."),
    ]
  }

  package struct Status: Switched {
    /// False also after the manifest was removed.
    package var isActive = true

    package init() {}

    package static let fields: [Field<Status>] = [
      .boolean("isActive", \.isActive, default: true, "Whether the group's policies may be used.")
    ]
  }
}
