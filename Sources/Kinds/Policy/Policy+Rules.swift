package import Model
import Source

// The rules and warnings about policies.

extension Policy {
  package static let rules: [Rule<Policy>] = [
    ContentRules.notAllowed, ContentRules.missing, ContentRules.mismatching, ContentRules.documentedMissing,
    ContentRules.documentedInvalid, ContentRules.further,
    PublicationRules.versionGiven, PublicationRules.published, PublicationRules.publishable,
    PublicationRules.publishWithdrawn, PublicationRules.typeFixed, PublicationRules.groupFixed,
    .noBlanks(at: "name", text: \.name), .noBlanks(at: "version", text: \.version),
  ]

  package static let warnings = [similarNames.warning]

  static let similarNames = SimilarNames<Policy>(at: "name") { ($0.name, $0.policyGroup) }

  /// The end of the validity, from which API keys for the policy cannot be used.
  package static func reminders(of stored: Stored<Policy>) -> [Instant] { stored.status.validTo.map { [$0] } ?? [] }
}
