package import Model
import Source

extension Partner {
  package static let rules: [Rule<Partner>] =
    [
      Rule(
        "partner.policyGroup.needed", code: "PMS_COR_001", message: "Missing Input Parameter - policyGroup",
        summary: "A partner whose type works under a policy belongs to a policy group.", citation: "formats §9"
      ) { spec, _ in
        guard spec.partnerType.needsPolicy, spec.policyGroup == nil else { return nil }
        return .init(
          "spec.policyGroup",
          hint: "a partner of the type \(spec.partnerType.rawValue) needs one; write the metadata.name of a PolicyGroup"
        )
      },
      Rule(
        "partner.partnerType.fixed", code: "PMS_COR_002", message: "Invalid Input Parameter - partnerType",
        summary: "The type of a partner never changes: no documented request changes it.", citation: "D7"
      ) { spec, stored in
        guard let stored, stored.spec.partnerType != spec.partnerType else { return nil }
        return .init(
          "spec.partnerType",
          hint: "it was registered as \(stored.spec.partnerType.rawValue); write that, or register another partner")
      },
      Rule(
        "partner.policyGroup.fixed", code: "PMS_COR_002", message: "Invalid Input Parameter - policyGroup",
        summary: "The policy group of a partner never changes: no documented request changes it.", citation: "D7"
      ) { spec, stored in
        guard let stored, stored.spec.policyGroup.map({ ExactString($0) }) != spec.policyGroup.map({ ExactString($0) })
        else {
          return nil
        }
        let former = stored.spec.policyGroup.map { "write \($0)" } ?? "leave it out"
        return .init("spec.policyGroup", hint: "\(former) as it was registered, or register another partner")
      },
      .noBlanks(at: "organizationName", text: \.organizationName),
    ] + certificateRules + extractorRules + keyRules

  package static let indexes: [Index<Partner>] = [
    Index(nameIndex, tellsRenames: true, claims: { nameKeys($0) }, values: { nameKeys($0.spec) }),
    Index(
      emailIndex, tellsRenames: true, claims: { [ExactString($0.emailId)] }, values: { [ExactString($0.spec.emailId)] }),
    certificateIndex,
    Index(keyIndex, values: { $0.status.apiKeys.map { ExactString($0.key.reveal()) } }),
  ]

  private static let nameIndex = "organizationName and policyGroup"
  private static let emailIndex = "emailId"
  static let keyIndex = "apiKey"

  /// Name and group as one key, of which neither holds the separator; none for a partner without a group.
  private static func nameKeys(_ spec: Spec) -> [ExactString] {
    spec.policyGroup.map { [ExactString(spec.organizationName + "\u{0}" + $0)] } ?? []
  }

  /// Names are unique within their policy group, those of inactive partners included; compared exactly.
  static func hasUniqueName(failing event: EventName) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.organizationName.unique", code: "PMS_PRT_001",
        message: "A Partner is already registered with name ",
        summary: "No other partner of the policy group, inactive ones included, has the same organization name.",
        failing: event, path: "spec.organizationName",
        hint: "choose another organizationName, or change the partner that has it"
      ) { act in
        guard let key = nameKeys(act.desired).first, let group = act.desired.policyGroup,
          let holder = act.registry.holder(of: key, in: nameIndex, of: Partner.self), holder != act.object.identity
        else { return .holds }
        let title = act.registry.object(PolicyGroup.self, named: group)?.spec.name ?? group
        return .fails(detail: "'\(act.desired.organizationName)' in the policy Group '\(title)'.", other: holder)
      })
  }

  /// An e-mail address belongs to one partner, also while that one is inactive; compared exactly.
  static let hasUniqueEmail = Stage<Partner>.requires(
    Precondition(
      "partner.emailId.unique", code: "PMS_PRT_011", message: "Email is already exists.",
      summary: "No other partner, inactive ones included, has the same e-mail address.", failing: "PMS_PRT_429",
      path: "spec.emailId", hint: "choose another emailId, or change the partner that has it"
    ) { act in
      let holder = act.registry.holder(of: ExactString(act.desired.emailId), in: emailIndex, of: Partner.self)
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

  /// The partner of the request's path is known to the partners' own service.
  static func exists(failing event: EventName?) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.id.known", code: "PMS_PRT_005", message: "Partner does not exist", summary: "The partner exists.",
        failing: event, path: "metadata.name", unreachable: "a manifest whose partner is not stored creates it"
      ) { act in Verdict(!act.object.id.isEmpty) })
  }

  /// The partner of the request's path is known to those who manage partners.
  static func isManaged(failing event: EventName) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.id.managed", code: "PMS_PMP_005", message: "Partner ID %s does not exist",
        summary: "The partner exists.", failing: event, path: "metadata.name",
        unreachable: "a manifest whose partner is not stored creates it"
      ) { act in act.object.id.isEmpty ? .fails(detail: act.object.metadata.name) : .holds })
  }
}
