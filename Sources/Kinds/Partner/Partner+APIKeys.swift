package import Model
package import Source

// The fields of requests for API keys and of the keys themselves. Source: state-machines §5 and §6.

extension Partner {
  /// The decision on a request as a manifest states it; absent while none was made.
  package enum Decision: String, Word {
    case approved = "Approved"
    case rejected = "Rejected"
  }

  /// The decision on a request, as stored. A decided request is final.
  package enum RequestState: String, Word {
    case inProgress = "In-Progress"
    case approved = "Approved"
    case rejected = "Rejected"
  }

  /// One entry of `spec.apiKeys`: a request for a key, the decision on it, and the key's switch.
  package struct APIKeySpec: Fielded {
    package var name = ""
    /// The policy's name in its manifest.
    package var policy = ""
    package var useCaseDescription = ""
    package var request: Decision?
    package var status = Activity.active

    package init() {}

    package static let fields: [Field<APIKeySpec>] = [
      .text(
        "name", \.name, TextLimits(1...128, format: Metadata.nameFormat),
        "Name of the entry, unique within the partner; never changes."),
      .text(
        "policy", \.policy, TextLimits(1...128, format: Metadata.nameFormat),
        "The metadata.name of a policy of the partner's group; a change moves the key to another policy."),
      .text(
        "useCaseDescription", \.useCaseDescription, TextLimits(1...4000, isMultiline: true),
        "What the partner wants the key for."),
      .optionalWord(
        "request", \.request, "The decision on the request; absent while it is in progress, final once it is made."),
      .word("status", \.status, default: .active, "Whether the key may be used, once there is one."),
    ]
  }

  /// A request for an API key, kept for ever.
  package struct APIKeyRequest: Fielded {
    /// The name of the entry that made it.
    package var name = ""
    package var id = ""
    package var policy = ""
    package var policyId = ""
    package var useCaseDescription = ""
    package var status = RequestState.inProgress
    package var requestedAt = Instant(milliseconds: 0)
    package var decidedAt: Instant?
    package var requestedBy: String?
    package var decidedBy: String?

    package init() {}

    package static let fields: [Field<APIKeyRequest>] = [
      .text("name", \.name, TextLimits(1...128), "The entry of the manifest that made it."),
      .text("id", \.id, TextLimits(1...36), "Id of the request."),
      .text("policy", \.policy, TextLimits(1...128), "The requested policy."),
      .text("policyId", \.policyId, TextLimits(1...36), "The id of that policy."),
      .text(
        "useCaseDescription", \.useCaseDescription, TextLimits(1...4000, isMultiline: true),
        "What the partner wants the key for."),
      .word("status", \.status, default: .inProgress, anyCase: false, "The decision on the request."),
      .time("requestedAt", \.requestedAt, "When it was made."),
      .optionalTime("decidedAt", \.decidedAt, "When it was decided."),
      .optionalAnyText("requestedBy", \.requestedBy, "Who made the request."),
      .optionalAnyText("decidedBy", \.decidedBy, "Who decided on it."),
    ]
  }

  /// An API key, kept for ever.
  package struct APIKey: Fielded {
    /// The name of the entry that asked for it.
    package var name = ""
    package var key = Secret("")
    package var policy = ""
    package var policyId = ""
    package var status = Activity.active
    package var issuedAt = Instant(milliseconds: 0)
    /// The last moment of its validity. It is never replaced: an expired key needs a new request.
    package var expiresAt = Instant(milliseconds: 0)
    package var issuedBy: String?
    /// Who switched or moved it last, and when.
    package var updatedBy: String?
    package var updatedAt: Instant?

    package init() {}

    package static let fields: [Field<APIKey>] = [
      .text("name", \.name, TextLimits(1...128), "The entry of the manifest that requested it."),
      .secret("key", \.key, "The API key itself."),
      .text("policy", \.policy, TextLimits(1...128), "The policy that it is mapped to."),
      .text("policyId", \.policyId, TextLimits(1...36), "The id of that policy."),
      .word("status", \.status, default: .active, anyCase: false, "Whether it may be used."),
      .time("issuedAt", \.issuedAt, "First moment of its validity."),
      .time("expiresAt", \.expiresAt, "Last moment of its validity."),
      .optionalAnyText("issuedBy", \.issuedBy, "Who approved the request for it."),
      .optionalAnyText("updatedBy", \.updatedBy, "Who switched or moved it last."),
      .optionalTime("updatedAt", \.updatedAt, "When it was switched or moved last."),
    ]

    package func isExpired(at time: Instant) -> Bool { expiresAt < time }
  }

  /// The fewest characters of an API key that a registry issues. The services issued shorter ones. Source: formats §2.
  static let keyMinimum = 20

  /// The most entries of `spec.apiKeys` and of `spec.bioExtractors` of one partner: each adds several steps to a run.
  static let apiKeyLimit = 100

  /// The place of the entries in a manifest.
  static let keysPath: NodePath = "spec.apiKeys"
}

extension Partner.Status {
  func requestIndex(of name: String) -> Int? { apiKeyRequests.firstIndex { ExactString.same($0.name, name) } }
  func keyIndex(of name: String) -> Int? { apiKeys.firstIndex { ExactString.same($0.name, name) } }

  package func request(named name: String) -> Partner.APIKeyRequest? {
    requestIndex(of: name).map { apiKeyRequests[$0] }
  }
  package func apiKey(named name: String) -> Partner.APIKey? { keyIndex(of: name).map { apiKeys[$0] } }
}

extension Act<Partner> {
  /// Returns the entry with a name; nil if the manifest has none.
  func entry(_ name: String) -> Partner.APIKeySpec? { desired.apiKeys.first { ExactString.same($0.name, name) } }

  /// Returns the place of a member of the entry in the manifest, or that of the whole entry.
  func place(_ name: String, _ member: String? = nil) -> NodePath {
    let index = desired.apiKeys.firstIndex { ExactString.same($0.name, name) }
    guard let index else { return Partner.keysPath }
    let path = Partner.keysPath.appending(index)
    return member.map { path.appending($0) } ?? path
  }

  /// Returns the policy of the entry with a name, of any group.
  func policy(_ name: String) -> Stored<Policy>? {
    entry(name).flatMap { registry.object(Policy.self, named: $0.policy) }
  }

  func isOfPartnersGroup(_ policy: Stored<Policy>) -> Bool {
    object.spec.policyGroup.map { ExactString.same($0, policy.spec.policyGroup) } ?? false
  }

  /// Whether the partner's group was never stored; its registration is then rejected.
  var hasUnknownGroup: Bool {
    object.spec.policyGroup.map { registry.object(PolicyGroup.self, named: $0) == nil } ?? false
  }
}
