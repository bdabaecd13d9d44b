import Model
import Source

extension Partner {
  /// The preconditions of the operations on a partner itself.
  ///
  /// Source: operations C2, D1 and D7, with their codes.
  enum Preconditions {
    /// Requires a name that no other partner of the policy group has, inactive partners included; names are compared
    /// byte by byte.
    static func hasUniqueName(failing event: EventName) -> Stage<Partner> {
      .requires(
        Precondition(
          "partner.organizationName.unique", code: "PMS_PRT_001",
          message: "A Partner is already registered with name ",
          summary: "No other partner of the policy group, inactive ones included, has the same organization name.",
          failing: event, path: "spec.organizationName",
          hint: "choose another organizationName, or change the partner that has it"
        ) { act in
          guard let key = Indexes.nameKeys(act.desired).first, let group = act.desired.policyGroup,
            let holder = act.registry.holder(of: key, in: Indexes.name, of: Partner.self), holder != act.object.identity
          else { return .holds }
          let title = act.registry.object(PolicyGroup.self, named: group)?.spec.name ?? group
          return .fails(detail: "'\(act.desired.organizationName)' in the policy Group '\(title)'.", other: holder)
        })
    }

    /// Requires an e-mail address that no other partner has, inactive partners included; addresses are compared byte by
    /// byte.
    static let hasUniqueEmail = Stage<Partner>.requires(
      Precondition(
        "partner.emailId.unique", code: "PMS_PRT_011", message: "Email is already exists.",
        summary: "No other partner, inactive ones included, has the same e-mail address.", failing: "PMS_PRT_429",
        path: "spec.emailId", hint: "choose another emailId, or change the partner that has it"
      ) { act in
        let holder = act.registry.holder(of: ExactString(act.desired.emailId), in: Indexes.email, of: Partner.self)
        guard let holder, holder != act.object.identity else { return .holds }
        return .fails(other: holder)
      })

    static let hasKnownGroup = Stage<Partner>.requires(
      Precondition(
        "partner.policyGroup.known", code: "PMS_PRT_002", message: "Policy Group does not exist",
        summary: "The policy group of the partner exists.", failing: "PMS_PRT_419", path: "spec.policyGroup",
        hint: "write the metadata.name of a PolicyGroup of this registry"
      ) { act in
        guard let group = act.desired.policyGroup else { return .holds }
        return Verdict(act.registry.object(PolicyGroup.self, named: group)?.isDeclared ?? false)
      })

    /// Requires that the partner of the request's path exists, with the code of the partners' own service.
    static func exists(failing event: EventName?) -> Stage<Partner> {
      .requires(
        Precondition(
          "partner.id.known", code: "PMS_PRT_005", message: "Partner does not exist", summary: "The partner exists.",
          failing: event, path: "metadata.name", unreachable: "a manifest whose partner is not stored creates it"
        ) { act in Verdict(!act.object.id.isEmpty) })
    }

    /// Requires that the partner of the request's path exists, with the code of the service for those who manage
    /// partners.
    static func isManaged(failing event: EventName) -> Stage<Partner> {
      .requires(
        Precondition(
          "partner.id.managed", code: "PMS_PMP_005", message: "Partner ID %s does not exist",
          summary: "The partner exists.", failing: event, path: "metadata.name",
          unreachable: "a manifest whose partner is not stored creates it"
        ) { act in act.object.id.isEmpty ? .fails(detail: act.object.metadata.name) : .holds })
    }
  }
}
