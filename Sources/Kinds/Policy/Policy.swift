package import Model
package import Source

/// The authentication of people, or the sharing of their data, that partners of a group may ask for.
///
/// Documents: Partner Management Service APIs, "Policy Management Service"; operations B1 to B5 and, for later types,
/// B7; life cycle §3.
package enum Policy: ResourceKind {
  package typealias Settings = PolicySettings

  package static let name = "Policy"
  package static let prefix = "policy"
  package static let folder = "policies"
  package static let summary = "What the partners of a policy group may ask for."
  package static let citation = "Partner Management Service APIs, Policy Management Service"
  package static let eventModule = EventModule.policy
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(
      missing: .missingParameter, invalid: .invalidParameter,
      words: [
        "policyType": FieldCodes.Answer("PMS_POL_023", message: "Given policy type is not allowed", separator: nil),
        "status": FieldCodes.Answer(
          "PMS_POL_045", message: "Policy Status either Active or De-active.", separator: nil),
      ])
  }

  // MARK: Words

  /// The types of the later releases, each with a published schema; a policy without a type has the documented body.
  package enum PolicyType: String, Word {
    case authentication = "Auth"
    case dataShare = "DataShare"
    case credentialIssuance = "CredentialIssuance"
  }

  package enum Activity: String, Word {
    case active = "Active"
    case inactive = "De-Active"
  }

  /// Whether the policy's content is still being worked on. A published content is final.
  package enum Publication: String, Word {
    case drafted = "DRAFTED"
    case published = "PUBLISHED"
  }

  /// What switched a published policy off.
  package enum Cause: String, Word {
    /// Its own status.
    case policy
    /// Its group was de-activated; the group's re-activation activates the policy again.
    case group
  }

  // MARK: Spec

  package struct Spec: Fielded {
    /// The group's name in its manifest.
    package var policyGroup = ""
    package var name = ""
    package var desc = ""
    package var status = Activity.active
    package var policyType: PolicyType?
    package var version: String?
    package var publish = false
    package var policies = Node.object([:])

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text(
        "policyGroup", \.policyGroup, TextLimits(1...128, format: Metadata.nameFormat),
        "The group's metadata.name; never changes."),
      .text("name", \.name, TextLimits(1...128), "Name of the policy; unique within its group."),
      .text("desc", \.desc, TextLimits(1...128), "What the policy is for."),
      .word("status", \.status, default: .active, "Whether the policy may be used once it is published."),
      .optionalWord(
        "policyType", \.policyType,
        "Absent for the documented body, which is active at once; the later types are drafts until published. It never "
          + "changes."),
      .optionalText(
        "version", \.version, TextLimits(1...8),
        "The version of the content; the later types need it, and another one for each change of published content."),
      .boolean("publish", \.publish, default: false, "Publishes a policy of a later type; it cannot be withdrawn."),
      .document(
        "policies", \.policies, maximalLength: 5120, forms: ContentSchemas.forms,
        "The content, in the form for the policyType."),
    ]

    func isSameVersion(as other: Spec) -> Bool { Node.text(version) == Node.text(other.version) }
  }

  // MARK: Status

  package struct Status: Fielded {
    package var publication = Publication.drafted
    /// Whether the policy may be used now: it is published, and neither itself nor its group is switched off.
    package var status = Activity.inactive
    package var offBy: Cause?
    package var policyGroupId = ""
    package var validFrom = Instant(milliseconds: 0)
    /// The last moment of its validity; nil for the documented body, for which the documents know no end.
    package var validTo: Instant?
    /// The address of the schema of a published policy.
    package var schema: String?
    /// Every content of a later type that was ever published, oldest first: a version has one content for ever.
    package var publishedVersions: [PublishedVersion] = []

    package init() {}

    package static let fields: [Field<Status>] = [
      .word("publication", \.publication, default: .drafted, anyCase: false, "Whether the content is final."),
      .word("status", \.status, default: .inactive, anyCase: false, "Whether the policy may be used now."),
      .optionalWord("offBy", \.offBy, anyCase: false, "What switched a published policy off."),
      .text("policyGroupId", \.policyGroupId, TextLimits(1...36), "The group's id."),
      .time("validFrom", \.validFrom, "First moment of its validity."),
      .optionalTime("validTo", \.validTo, "Last moment of its validity; none for the documented body."),
      .optionalAnyText("schema", \.schema, "Location of the schema of a published policy."),
      .list("publishedVersions", \.publishedVersions, "Every content that was ever published, oldest first."),
    ]

    /// Returns the content of a version; nil for a version that was never published.
    func content(ofVersion version: String?) -> Node? {
      publishedVersions.last { ExactString.same($0.version, version ?? "") }?.policies
    }

    package func isExpired(at time: Instant) -> Bool { validTo.map { $0 < time } ?? false }
  }

  /// A content of a later type that was published.
  package struct PublishedVersion: Fielded {
    package var version = ""
    package var policies: Node?

    package init() {}

    package static let fields: [Field<PublishedVersion>] = [
      .text("version", \.version, TextLimits(1...8), "The version."),
      .tree("policies", \.policies, "Its content."),
    ]
  }
}
