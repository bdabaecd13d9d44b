package import Model
import Source

// The documented questions about policy groups. Source: operation B7.

extension PolicyGroup {
  package static let queries = [list, find]

  private static let events = PolicyQueryEvents(
    asked: "PMS_PRT_116", failed: "PMS_PRT_416", answered: "PMS_PRT_216")

  private static let unknown = (code: "PMS_POL_016", message: "Policy Group ID does not exist")

  /// B7, `GET /policies/policyGroups`: lists all groups.
  static let list = Query.listing(
    "policyGroup.list", envelope: "mosip.partnermanagement.policygroup.retrieve", summary: "Lists all policy groups.",
    citation: "B7", events: events, orElse: unknown, where: { (_: Stored<PolicyGroup>) in true },
    response: { .list($0.map(details)) })

  /// B7, `GET /policies/policyGroupId/{id}`: shows one group.
  static let find = Query.finding(
    "policyGroup.find", what: "policy group", parameter: "policyGroupId",
    envelope: "mosip.partnermanagement.policygroup.retrieve", summary: "Shows one policy group.", citation: "B7",
    events: events, orElse: unknown, response: details)
}
