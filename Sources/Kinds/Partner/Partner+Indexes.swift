package import Model
import Source

extension Partner {
  package static let indexes: [Index<Partner>] = [
    Index(Indexes.name, tellsRenames: true, claims: { Indexes.nameKeys($0) }, values: { Indexes.nameKeys($0.spec) }),
    Index(
      Indexes.email, tellsRenames: true, claims: { [ExactString($0.emailId)] },
      values: { [ExactString($0.spec.emailId)] }),
    Index(Indexes.thumbprint) { stored in
      stored.status.certificate.thumbprint.map {
        [TrustAnchor.Indexes.key(stored.spec.partnerType.domain, certificate: $0)]
      }
        ?? []
    },
    Index(Indexes.apiKey, storesDigests: true, values: { $0.status.apiKeys.map { ExactString($0.key.reveal()) } }),
    Index("policies of API keys", following: .object(kind: Policy.name)) { stored in
      let named = stored.status.apiKeys.map(\.policy) + stored.status.apiKeyRequests.map(\.policy)
      return named.map { ExactString($0) }
    },
    similarNames.index,
  ]

  /// The names of the indexes by which partners are found, and the keys of their entries.
  enum Indexes {
    static let name = "organizationName and policyGroup"
    static let email = "emailId"
    static let thumbprint = "certificate's domain and thumbprint"
    static let apiKey = "apiKey"

    /// Returns name and group as one key, of which neither holds the separator; empty for a partner without a group.
    static func nameKeys(_ spec: Spec) -> [ExactString] {
      spec.policyGroup.map { [ExactString(spec.organizationName + "\u{0}" + $0)] } ?? []
    }
  }
}
