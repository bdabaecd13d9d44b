package import Model
import Source

// The rules, warnings, indexes and preconditions of foundational trust providers. Source: operations F1 and F2.

extension FoundationalTrustProvider {
  package static let rules: [Rule<FoundationalTrustProvider>] = [.noBlanks(at: "name", text: \.name)]

  package static let warnings = [similarNames.warning]

  private static let similarNames = SimilarNames<FoundationalTrustProvider>(at: "name") { ($0.name, "") }

  package static let indexes: [Index<FoundationalTrustProvider>] = [
    Index(identityIndex, tellsRenames: true, claims: { [identity($0)] }, values: { [identity($0.spec)] }),
    similarNames.index,
  ]

  private static let identityIndex = "name, address and email"

  /// Returns the values that together are unique as one key; none of them holds the separator.
  private static func identity(_ spec: Spec) -> ExactString {
    ExactString([spec.name, spec.address, spec.email].joined(separator: "\u{0}"))
  }

  /// Requires that no other trust provider has these values. The services check it at the creation only.
  static let isUnique = Stage<FoundationalTrustProvider>.requires(
    Precondition(
      "foundationalTrustProvider.name.unique", code: "ADM-DPM-016",
      message: "Foundational Trust Provider already exist",
      summary: "No other trust provider has the same name, address and e-mail.", failing: "ADM-705", path: "spec.name",
      hint: "change the trust provider that has them, or remove this manifest"
    ) { act in
      let holder = act.registry.holder(of: identity(act.desired), in: identityIndex, of: FoundationalTrustProvider.self)
      return holder.map { .fails(other: $0) } ?? .holds
    })
}
