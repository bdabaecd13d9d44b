import Model
import Source

extension Policy {
  /// The rules about a policy's content: that it obeys the schema of its type.
  ///
  /// Source: formats §5.1 for the documented body, formats §5.2 for the types with a published schema.
  enum ContentRules {
    // MARK: Content of a type

    static let notAllowed = content(
      "policy.policies.allowed", isDocumented: false, sorts: [.notAllowed], code: "PMS-PV-005",
      message: "Invalid input parameter - %s",
      summary: "The content holds only what the schema of its type allows."
    ) { $0.pointer }

    static let missing = content(
      "policy.policies.complete", isDocumented: false, sorts: [.missing], code: "PMS-PV-006",
      message: "Missing input parameter - %s", summary: "The content holds what the schema of its type requires."
    ) { $0.pointer }

    static let mismatching = content(
      "policy.policies.matching", isDocumented: false, sorts: [.type], code: "PMS_POL_051",
      message: "Policy Schema and policy are not matching",
      summary: "The values of the content are of the JSON types that the schema of its type requires."
    ) { _ in nil }

    static let further = content(
      "policy.policies.further", severity: .warning, isDocumented: false, sorts: [.further], code: nil,
      message: "The schema allows %s, but does not name it",
      summary: "dataSharePolicies holds only members that its schema names."
    ) { $0.pointer }

    // MARK: Content without a type

    static let documentedMissing = content(
      "policy.policies.documented.complete", isDocumented: true, sorts: [.missing], code: "PMS_COR_001",
      message: "Missing Input Parameter - %s", summary: "The documented body holds what the documents require."
    ) { $0.path.fieldName }

    static let documentedInvalid = content(
      "policy.policies.documented.matching", isDocumented: true, sorts: [.notAllowed, .type], code: "PMS_COR_002",
      message: "Invalid Input Parameter - %s",
      summary: "The documented body holds only what the documents name, in the types that they give."
    ) { $0.path.fieldName }

    /// Makes a rule that the content has no faults of these sorts by its schema.
    private static func content(
      _ id: String, severity: Diagnostic.Severity = .error, isDocumented: Bool, sorts: Set<SchemaFault.Sort>,
      code: String?, message: String, summary: String, detail: @escaping @Sendable (SchemaFault) -> String?
    ) -> Rule<Policy> {
      Rule(
        id, severity: severity, code: code, message: message, summary: summary,
        citation: isDocumented ? "formats §5.1" : "formats §5.2"
      ) { spec, _ -> [Rule<Policy>.Finding] in
        guard isDocumented == (spec.policyType == nil) else { return [] }
        return ContentSchemas.schema(of: spec.policyType).faults(in: spec.policies).filter { sorts.contains($0.sort) }
          .map { fault in
            Rule.Finding(
              NodePath(path.steps + fault.path.steps), mark: fault.mark, detail: detail(fault),
              hint: "at \(fault.pointer): \(fault.hint)\(isDocumented ? hintOfType(spec) : "")")
          }
      }
    }

    static let path: NodePath = "spec.policies"

    /// Returns a further hint for a content without a type that has a member of one; empty if it has none.
    private static func hintOfType(_ spec: Spec) -> String {
      let signs: KeyValuePairs = ["authTokenType": PolicyType.authentication, "dataSharePolicies": .dataShare]
      guard let sign = signs.first(where: { spec.policies[$0.key] != nil }) else { return "" }
      return "; or is this a policyType: \(sign.value.rawValue)?"
    }

    // MARK: Operations

    /// Returns the stages by which an operation reports a fault in the content, or by one of the other rules, with its
    /// failure event.
    static func expectations(_ more: String..., failing event: EventName) -> [Stage<Policy>] {
      let content = [notAllowed, missing, mismatching, documentedMissing, documentedInvalid].map(\.id)
      return (more + content).map { .expects(rule: $0, failing: event) }
    }
  }
}
