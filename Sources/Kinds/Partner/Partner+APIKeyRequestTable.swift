import Model
import Source

extension Partner {
  /// Requests for API keys as rows of `pms.partner_policy_request`.
  ///
  /// Source: the columns of that table in MOSIP's `pms` database.
  enum APIKeyRequestTable {
    static let rows = TablePartsOf<Partner, APIKeyRequest>(
      Table("pms", name: "partner_policy_request"), owner: "part_id", of: APIKeyRequest(),
      columns: [
        TableColumn("id") { request, _ in
          .text(request.part.id)
        } read: { cell, request, objectImport in
          guard let id = cell.text, Metadata.idFormat.accepts(id) else {
            return objectImport.refuse("id: \(Metadata.idFormat.explanation)")
          }
          request.part.id = id
        },
        .derived("part_id") { request, _ in .text(request.owner.id) },
        APIKeyTable.policy(\.part.policy, id: \.part.policyId), .pastTime("request_datetimes", \.part.requestedAt),
        .text("request_detail", \.part.useCaseDescription), .word("status_code", \.part.status),
        TableColumn("cr_by") { request, _ in
          .text(request.part.requestedBy ?? request.owner.record.createdBy)
        } read: { cell, request, _ in
          request.part.requestedBy = cell.text.map { Actor(name: "", email: $0).email }
        },
        .derived("cr_dtimes", form: .time) { request, _ in .time(request.part.requestedAt) },
        .optionalPerson("upd_by", \.part.decidedBy), .optionalTime("upd_dtimes", \.part.decidedAt),
      ] + TableColumn.deletion, parts: { $0.status.apiKeyRequests },
      check: { request, objectImport in
        APIKeyTable.checkGroup(request.part.policy, of: request.owner, importing: &objectImport)
      },
      adopt: adopt)

    @Sendable private static func adopt(
      _ requests: [(part: APIKeyRequest, row: TableRow)], into stored: inout Stored<Partner>,
      importing objectImport: inout ObjectImport
    ) {
      guard requests.count <= apiKeyLimit else {
        return objectImport.refuse(
          "it has \(requests.count) requests for API keys; a partner has at most \(apiKeyLimit)")
      }
      let inOrder = requests.sorted {
        ($0.part.requestedAt, ExactString($0.part.id)) < ($1.part.requestedAt, ExactString($1.part.id))
      }
      for (part, row) in inOrder {
        var request = part
        request.name = freeName(for: request.policy, status: stored.status)
        if request.status != .inProgress, request.decidedAt == nil {
          request.decidedAt = request.requestedAt
          objectImport.noteChange(
            "upd_dtimes is the time of the request, because no time of the decision is given", at: row)
        }
        stored.status.apiKeyRequests.append(request)
        stored.spec.apiKeys.append(entry(for: request))
      }
    }

    /// Returns the entry of the manifest for an imported request.
    private static func entry(for request: APIKeyRequest) -> APIKeySpec {
      var entry = APIKeySpec()
      (entry.name, entry.policy) = (request.name, request.policy)
      entry.useCaseDescription = request.useCaseDescription
      switch request.status {
      case .inProgress: entry.request = nil
      case .approved: entry.request = .approved
      case .rejected: entry.request = .rejected
      }
      return entry
    }

    /// Returns a name for an imported request, which has none in the tables: that of its policy, followed by a number
    /// if an earlier request has that name.
    private static func freeName(for policy: String, status: Status) -> String {
      var (name, number) = (policy, 1)
      while status.request(named: name) != nil {
        number += 1
        name = "\(policy.prefix(120))-\(number)"
      }
      return name
    }
  }
}
