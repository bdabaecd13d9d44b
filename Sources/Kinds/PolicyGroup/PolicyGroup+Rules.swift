package import Model
import Source

// The rules, warnings, indexes and preconditions of policy groups. Source: operation B7.

extension PolicyGroup {
  package static let rules: [Rule<PolicyGroup>] = [.noBlanks(at: "name", text: \.name)]

  package static let warnings = [similarNames.warning]

  private static let similarNames = SimilarNames<PolicyGroup>(at: "name") { ($0.name, "") }

  package static let indexes: [Index<PolicyGroup>] = [
    Index(nameIndex, tellsRenames: true, claims: { [ExactString($0.name)] }, values: { [ExactString($0.spec.name)] }),
    similarNames.index,
  ]

  private static let nameIndex = "policy group name"

  /// Requires a name that no other group has, inactive ones included; names are compared byte by byte.
  static func hasUniqueName(failing event: EventName) -> Stage<PolicyGroup> {
    .requires(
      Precondition(
        "policyGroup.name.unique", code: "PMS_POL_014", message: "Policy group exists with name : ",
        summary: "No other policy group, inactive ones included, has the same name.", failing: event,
        path: "spec.name", hint: "choose another name, or change the group that has it"
      ) { act in
        let name = act.desired.name
        let holder = act.registry.holder(of: ExactString(name), in: nameIndex, of: PolicyGroup.self)
        guard let holder, holder != act.object.identity else { return .holds }
        return .fails(detail: name, other: holder)
      })
  }

  static let exists = Stage<PolicyGroup>.known(
    "policy group", code: "PMS_POL_016", message: "Policy Group ID does not exist", failing: "PMS_PRT_456")
}
