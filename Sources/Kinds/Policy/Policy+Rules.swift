package import Model
import Source

extension Policy {
  package static let rules: [Rule<Policy>] = [
    notAllowed, missing, mismatching, documentedMissing, documentedInvalid, further,
    versionGiven, published, publishable, publishWithdrawn, typeFixed, groupFixed,
    .noBlanks(at: "name", text: \.name), .noBlanks(at: "version", text: \.version),
  ]

  package static let warnings: [Warning<Policy>] = [
    .similar(at: "name") { ($0.name, $0.policyGroup) }
  ]

  /// Rules whose breach an operation reports by its failure event.
  static func expectations(_ more: String..., failing event: EventName) -> [Stage<Policy>] {
    let content = [notAllowed, missing, mismatching, documentedMissing, documentedInvalid].map(\.id)
    return (more + content).map { .expects(rule: $0, failing: event) }
  }

  // MARK: Content of the later types

  private static let notAllowed = content(
    "policy.policies.allowed", isDocumented: false, sorts: [.notAllowed], code: "PMS-PV-005",
    message: "Invalid input parameter - %s",
    summary: "The content holds only what the schema of its type allows."
  ) { $0.pointer }

  private static let missing = content(
    "policy.policies.complete", isDocumented: false, sorts: [.missing], code: "PMS-PV-006",
    message: "Missing input parameter - %s", summary: "The content holds what the schema of its type requires."
  ) { $0.pointer }

  private static let mismatching = content(
    "policy.policies.matching", isDocumented: false, sorts: [.type], code: "PMS_POL_051",
    message: "Policy Schema and policy are not matching",
    summary: "The values of the content are of the JSON types that the schema of its type requires."
  ) { _ in nil }

  private static let further = content(
    "policy.policies.further", severity: .warning, isDocumented: false, sorts: [.further], code: nil,
    message: "The schema allows %s, but does not name it",
    summary: "dataSharePolicies holds only members that its schema names."
  ) { $0.pointer }

  // MARK: Content without a type

  private static let documentedMissing = content(
    "policy.policies.documented.complete", isDocumented: true, sorts: [.missing], code: "PMS_COR_001",
    message: "Missing Input Parameter - %s", summary: "The documented body holds what the documents require."
  ) { $0.path.fieldName }

  private static let documentedInvalid = content(
    "policy.policies.documented.matching", isDocumented: true, sorts: [.notAllowed, .type], code: "PMS_COR_002",
    message: "Invalid Input Parameter - %s",
    summary: "The documented body holds only what the documents name, in the types that they give."
  ) { $0.path.fieldName }

  /// A rule that the content obeys its schema, as far as faults of these sorts go.
  private static func content(
    _ id: String, severity: Diagnostic.Severity = .error, isDocumented: Bool, sorts: Set<SchemaFault.Sort>,
    code: String?, message: String, summary: String, detail: @escaping @Sendable (SchemaFault) -> String?
  ) -> Rule<Policy> {
    Rule(
      id, severity: severity, code: code, message: message, summary: summary,
      citation: isDocumented ? "formats §5.1" : "formats §5.2"
    ) { spec, _ -> [Rule<Policy>.Finding] in
      guard isDocumented == (spec.policyType == nil) else { return [] }
      return schema(of: spec.policyType).faults(in: spec.policies).filter { sorts.contains($0.sort) }.map { fault in
        Rule.Finding(
          NodePath(contentPath.steps + fault.path.steps), mark: fault.mark, detail: detail(fault),
          hint: "at \(fault.pointer): \(fault.hint)\(isDocumented ? hintOfType(spec) : "")")
      }
    }
  }

  private static let contentPath: NodePath = "spec.policies"

  /// What to do where a content has a member that only a later type has.
  private static func hintOfType(_ spec: Spec) -> String {
    let signs: KeyValuePairs = ["authTokenType": PolicyType.authentication, "dataSharePolicies": .dataShare]
    guard let sign = signs.first(where: { spec.policies[$0.key] != nil }) else { return "" }
    return "; or is this a policyType: \(sign.value.rawValue)?"
  }

  // MARK: Publication

  private static let versionGiven = Rule<Policy>(
    "policy.version.given", code: "PMS_COR_001", message: "Missing Input Parameter - version",
    summary: "A policy of a later type has a version.", citation: "operations B1"
  ) { spec, _ in
    guard spec.policyType != nil, spec.version == nil else { return nil }
    return Rule.Finding("spec.version", hint: "add a version, such as \"1.0\"")
  }

  static let published = Rule<Policy>(
    "policy.policies.published", code: "PMS_POL_010",
    message: "Policy Manager is denied permission to update the policy",
    summary: "Once published, the content of a version of a later type never changes.",
    citation: "decisions 8"
  ) { spec, stored in
    guard let stored, spec.policyType != nil, let published = publishedContent(of: spec.version, stored: stored),
      spec.policies != published
    else { return nil }
    let change = FieldChange.between(published, and: spec.policies).first
    return Rule.Finding(
      NodePath(contentPath.steps + (change?.path.steps ?? [])),
      hint:
        "version \(spec.version ?? "") is published: give the new content another version, or restore the old content"
    )
  }

  private static func publishedContent(of version: String?, stored: Stored<Policy>) -> Node? {
    if isFinal(stored), Node.text(version) == Node.text(stored.spec.version) { return stored.spec.policies }
    return stored.status.content(ofVersion: version)
  }

  private static let publishable = Rule<Policy>(
    "policy.publish.typed", code: "PMS_COR_002", message: "Invalid Input Parameter - publish",
    summary: "Only a policy of a later type is published: the documented body is active at once.",
    citation: "operations B1"
  ) { spec, _ in
    guard spec.publish, spec.policyType == nil else { return nil }
    return Rule.Finding(
      "spec.publish", hint: "leave publish out, or add the policyType of the content")
  }

  private static let publishWithdrawn = Rule<Policy>(
    "policy.publish.withdrawn", code: "PMS_COR_002", message: "Invalid Input Parameter - publish",
    summary: "A publication cannot be withdrawn, except by the draft of another version.",
    citation: "state-machines §3"
  ) { spec, stored in
    guard let stored, isFinal(stored), spec.isSameVersion(as: stored.spec), !spec.publish else { return nil }
    return Rule.Finding(
      "spec.publish", hint: "keep publish: true; to switch the policy off, write status: De-Active")
  }

  private static func isFinal(_ stored: Stored<Policy>) -> Bool {
    stored.status.publication == .published && stored.spec.policyType != nil
  }

  // MARK: What never changes

  private static let typeFixed = Rule<Policy>(
    "policy.policyType.fixed", code: nil, message: "The type of a policy never changes",
    summary: "A policy keeps the type with which it was created, or stays without one.", citation: "operations B2"
  ) { spec, stored in
    guard let stored, spec.policyType != stored.spec.policyType else { return nil }
    let former = stored.spec.policyType.map { "go back to policyType: \($0.rawValue)" } ?? "leave policyType out"
    return Rule.Finding("spec.policyType", hint: "\(former), or create another policy")
  }

  static let groupFixed = Rule<Policy>(
    "policy.policyGroup.fixed", code: "PMS_POL_015", message: "Policy group and policy not mapped.",
    summary: "A policy stays in the group in which it was created.", citation: "operations B2"
  ) { spec, stored in
    guard let stored, !ExactString.same(spec.policyGroup, stored.spec.policyGroup) else { return nil }
    return Rule.Finding(
      "spec.policyGroup", hint: "go back to \(stored.spec.policyGroup), or create another policy in the other group")
  }

  // MARK: Finding policies

  package static let indexes: [Index<Policy>] = [
    Index(
      nameIndex, tellsRenames: true, claims: { [key($0.name, inGroup: $0.policyGroup)] },
      values: { [key($0.spec.name, inGroup: $0.spec.policyGroup)] })
  ]

  static let nameIndex = "policy name in its group"

  /// The value under which `nameIndex` has a policy's name in a group, which is named as manifests name it.
  static func key(_ name: String, inGroup group: String) -> ExactString { ExactString(group + " " + name) }
}
