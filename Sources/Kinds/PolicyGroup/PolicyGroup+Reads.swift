package import Model
import Source

extension PolicyGroup {
  package static let reads = [list, find]

  /// B7, `GET /policies/policyGroups`.
  static let list = Read(
    "policyGroup.list", .list, envelope: "mosip.partnermanagement.policygroup.retrieve",
    summary: "Lists all policy groups.", citation: "B7", module: eventModule,
    events: ["PMS_PRT_116", "PMS_PRT_416", "PMS_PRT_216"]
  ) { _, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_116")
    let groups = registry.objects(PolicyGroup.self)
    guard !groups.isEmpty else {
      answer.emit("PMS_PRT_416")
      return answer.fail("PMS_POL_016", "Policy Group ID does not exist")
    }
    answer.objects = groups.map(\.identity)
    answer.emit("PMS_PRT_216")
    return answer.succeed(.list(groups.map(details(of:))))
  }

  /// B7, `GET /policies/policyGroupId/{id}`.
  static let find = Read(
    "policyGroup.find", .one, arguments: [.init("NAME", "name or id of the policy group")],
    envelope: "mosip.partnermanagement.policygroup.retrieve", summary: "Shows one policy group.", citation: "B7",
    module: eventModule, events: ["PMS_PRT_116", "PMS_PRT_416", "PMS_PRT_216"]
  ) { arguments, registry in
    var answer = Answer()
    answer.emit("PMS_PRT_116")
    let name = arguments[0]
    guard let group = registry.object(PolicyGroup.self, meant: name) else {
      // The text may be anything; only what could be an id is recorded as one.
      answer.emit("PMS_PRT_416", Metadata.idFormat.accepts(name) ? name : nil)
      return answer.fail("PMS_POL_016", "Policy Group ID does not exist")
    }
    answer.object = group.identity
    answer.objects = [group.identity]
    answer.emit("PMS_PRT_216", group.id)
    return answer.succeed(details(of: group))
  }
}
