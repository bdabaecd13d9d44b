package import Model
import Source

// The invariants of partners, their API keys and their extractors. Source: state-machines §5 and §6.

extension Partner {
  package static let invariants: [Invariant<Partner>] = [
    Invariant("partner.apiKeyRequests.single", summary: "An entry of apiKeys has one request.") { partner in
      Invariants.repeated(partner.status.apiKeyRequests.map(\.name), in: Invariants.requestsPath)
    },
    Invariant("partner.apiKeys.single", summary: "A request for an API key has at most one key.") { partner in
      Invariants.repeated(partner.status.apiKeys.map(\.name), in: Invariants.keysPath)
    },
    Invariant("partner.apiKeys.approved", summary: "Every API key has an approved request of its name.") { partner in
      let approved = Set(partner.status.apiKeyRequests.filter { $0.status == .approved }.map { ExactString($0.name) })
      let index = partner.status.apiKeys.firstIndex { !approved.contains(ExactString($0.name)) }
      return index.map { Invariants.keysPath.appending($0) }
    },
    Invariant(
      "partner.apiKeyRequests.decided", summary: "A decided request records when it was decided.",
      each: Invariants.requestsPath, items: { $0.status.apiKeyRequests },
      holds: { request, _, _ in request.status == .inProgress || request.decidedAt != nil }),
    Invariant(
      "partner.apiKeys.validity", summary: "An API key does not expire before it is issued.", each: Invariants.keysPath,
      items: { $0.status.apiKeys }, holds: { key, _, _ in key.expiresAt >= key.issuedAt }),
    Invariant(
      "partner.bioExtractors.receiver", summary: "Only partners of types that receive biometrics have extractors.",
      each: extractorsPath, items: { $0.spec.bioExtractors },
      holds: { _, _, partner in partner.spec.partnerType.needsBioExtractors }),
    Invariant(
      "partner.bioExtractors.requested", summary: "Extractors are for policies for which the partner requested a key."
    ) {
      partner in
      let requested = Set(partner.status.apiKeyRequests.map { ExactString($0.policy) })
      let index = partner.spec.bioExtractors.firstIndex { !requested.contains(ExactString($0.policy)) }
      return index.map { extractorsPath.appending($0) }
    },
  ]

  /// The places that invariants name.
  private enum Invariants {
    static let requestsPath: NodePath = "status.apiKeyRequests"
    static let keysPath: NodePath = "status.apiKeys"

    /// Returns the place of the first item whose name an earlier item has; nil if there is none.
    static func repeated(_ names: [String], in path: NodePath) -> NodePath? {
      var known: Set<ExactString> = []
      return names.firstIndex { !known.insert(ExactString($0)).inserted }.map { path.appending($0) }
    }
  }
}
