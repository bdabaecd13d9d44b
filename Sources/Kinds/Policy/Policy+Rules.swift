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

  package static let warnings: [Warning<Policy>] = [
    .similar(at: "name") { ($0.name, $0.policyGroup) }
  ]
}
