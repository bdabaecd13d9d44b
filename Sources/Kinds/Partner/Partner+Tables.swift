package import Model
import Source

// Partners in the databases: `pms.partner`, `pms.partner_policy_request` and `pms.partner_policy`; their extractors are in
// Partner+ExtractorTable.swift.

extension Partner {
  package static let tables: TableMapping<Partner>? = TableMapping(
    Table("pms", name: "partner"), title: { stored, _ in stored.spec.organizationName },
    columns: [
      .id("id"),
      .reference(
        "policy_group_id", to: PolicyGroup.self, { $0.spec.policyGroup }, { $0.spec.policyGroup = $1.metadata.name },
        isOptional: true),
      .text("name", \.spec.organizationName), .text("address", \.spec.address),
      .text("contact_no", \.spec.contactNumber), .text("email_id", \.spec.emailId),
      .optionalText("certificate_alias", \.status.certificate.id),
      .derived("user_id") { stored, _ in .text(stored.record.createdBy) },
      .word("partner_type_code", \.spec.partnerType), approvalStatus,
      .flag("is_active", { $0.status.status == .active }, { $0.status.status = $1 ? .active : .inactive }),
    ] + TableColumn.audit(),
    parts: [requestRows, keyRows, extractorRows],
    homeless: [("certificate", { $0.certificate != nil })],
    foreign: [
      ForeignTable(
        Table("pms", name: "partner_contact"), reason: "a registry keeps only the contact in the partner's own row"),
      ForeignTable(
        Table("pms", name: "partner_policy_credential_type", key: ["part_id", "policy_id", "credential_type"]),
        reason: "a registry keeps no types of credentials"),
    ],
    complete: complete)

  private static let approvalStatus = TableColumn<Stored<Partner>>("approval_status") { stored, _ in
    .text((stored.status.registration.approvalStatus ?? .activated).rawValue)
  } read: { cell, stored, objectImport in
    guard let status = ApprovalStatus(rawValue: cell.text ?? "") else {
      let words = ApprovalStatus.allCases.map(\.rawValue).joined(separator: ", ")
      return objectImport.refuse("approval_status is not one of \(words)")
    }
    stored.status.registration.approvalStatus = status == .activated ? nil : status
  }

  @Sendable private static func complete(_ stored: inout Stored<Partner>, _: inout ObjectImport) {
    stored.spec.status = stored.status.status
  }

  // MARK: Requests

  private static let requestRows = TablePartsOf<Partner, APIKeyRequest>(
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
      policy(\.part.policy, id: \.part.policyId), .pastTime("request_datetimes", \.part.requestedAt),
      .text("request_detail", \.part.useCaseDescription), .word("status_code", \.part.status),
      TableColumn("cr_by") { request, _ in
        .text(request.part.requestedBy ?? request.owner.record.createdBy)
      } read: { cell, request, _ in
        request.part.requestedBy = cell.text.map { Actor(name: "", email: $0).email }
      },
      .derived("cr_dtimes", form: .time) { request, _ in .time(request.part.requestedAt) },
      .optionalPerson("upd_by", \.part.decidedBy), .optionalTime("upd_dtimes", \.part.decidedAt),
    ] + TableColumn.deletion, parts: { $0.status.apiKeyRequests },
    check: { request, objectImport in checkGroup(request.part.policy, of: request.owner, importing: &objectImport) },
    adopt: adoptRequests)

  /// A partner asks for policies of its own group only.
  private static func checkGroup(
    _ policy: String, of partner: Stored<Partner>, importing objectImport: inout ObjectImport
  ) {
    let group = objectImport.registry.object(Policy.self, named: policy)?.spec.policyGroup ?? ""
    if let own = partner.spec.policyGroup, ExactString.same(own, group) { return }
    objectImport.refuse("policy_id: the policy is not of its partner's policy group")
  }

  @Sendable private static func adoptRequests(
    _ requests: [(part: APIKeyRequest, row: TableRow)], into stored: inout Stored<Partner>,
    importing objectImport: inout ObjectImport
  ) {
    guard requests.count <= apiKeyLimit else {
      return objectImport.refuse("it has \(requests.count) requests for API keys; a partner has at most \(apiKeyLimit)")
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

  /// What a manifest says of a request that was taken over.
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

  /// The tables have no name for a request: it gets its policy's, with a number behind it from the second one on.
  private static func freeName(for policy: String, status: Status) -> String {
    var (name, number) = (policy, 1)
    while status.request(named: name) != nil {
      number += 1
      name = "\(policy.prefix(120))-\(number)"
    }
    return name
  }

  private static func policy<Part>(
    _ name: Member<OwnedPart<Partner, Part>, String>, id: Member<OwnedPart<Partner, Part>, String>
  ) -> TableColumn<OwnedPart<Partner, Part>> {
    .reference(
      "policy_id", to: Policy.self, { $0[keyPath: name] },
      { part, policy in
        part[keyPath: name] = policy.metadata.name
        part[keyPath: id] = policy.id
      })
  }

  // MARK: Keys

  private static let keyRows = TablePartsOf<Partner, APIKey>(
    Table("pms", name: "partner_policy", key: ["policy_api_key"], label: "part_id"), owner: "part_id", of: APIKey(),
    columns: [
      .key("policy_api_key", \.part.key, least: MISP.keyMinimum, usual: keyMinimum, isRandom: false),
      .derived("part_id") { key, _ in .text(key.owner.id) },
      policy(\.part.policy, id: \.part.policyId), .pastTime("valid_from_datetime", \.part.issuedAt),
      .time("valid_to_datetime", \.part.expiresAt),
      .flag("is_active", { $0.part.status == .active }, { $0.part.status = $1 ? .active : .inactive }),
      TableColumn("cr_by") { key, _ in
        .text(key.part.issuedBy ?? key.owner.record.createdBy)
      } read: { cell, key, _ in
        key.part.issuedBy = cell.text.map { Actor(name: "", email: $0).email }
      },
      .derived("cr_dtimes", form: .time) { key, _ in .time(key.part.issuedAt) },
      .optionalPerson("upd_by", \.part.updatedBy), .optionalTime("upd_dtimes", \.part.updatedAt),
    ] + TableColumn.deletion, parts: { $0.status.apiKeys },
    check: { key, objectImport in
      checkGroup(key.part.policy, of: key.owner, importing: &objectImport)
      if key.part.expiresAt < key.part.issuedAt {
        objectImport.refuse("valid_to_datetime is before valid_from_datetime")
      }
    },
    adopt: adoptKeys)

  @Sendable private static func adoptKeys(
    _ keys: [(part: APIKey, row: TableRow)], into stored: inout Stored<Partner>,
    importing objectImport: inout ObjectImport
  ) {
    let inOrder = keys.sorted { left, right in
      (left.part.issuedAt, ExactString(left.part.key.reveal())) < (
        right.part.issuedAt, ExactString(right.part.key.reveal())
      )
    }
    // The tables do not say which request a key came from: first those of the same policy find each other, in the order
    // in which they were made; a key that was moved since takes what is left.
    var free = stored.status.apiKeyRequests.filter { $0.status == .approved }
    var rest: [(part: APIKey, row: TableRow)] = []
    for key in inOrder where !adopt(key.part, into: &stored, free: &free, isSamePolicy: true) { rest.append(key) }
    for key in rest where !adopt(key.part, into: &stored, free: &free, isSamePolicy: false) {
      objectImport.refuse("its partner has no approved request that it could belong to", at: key.row)
    }
    stored.status.apiKeys.sort {
      ($0.issuedAt, ExactString($0.key.reveal())) < ($1.issuedAt, ExactString($1.key.reveal()))
    }
  }

  /// Gives a key to the first approved request that has none yet; false if there is no such request.
  private static func adopt(
    _ key: APIKey, into stored: inout Stored<Partner>, free: inout [APIKeyRequest], isSamePolicy: Bool
  ) -> Bool {
    guard let index = free.firstIndex(where: { !isSamePolicy || ExactString.same($0.policy, key.policy) }),
      let entry = stored.spec.apiKeys.firstIndex(where: { ExactString.same($0.name, free[index].name) })
    else { return false }
    var key = key
    key.name = free.remove(at: index).name
    stored.status.apiKeys.append(key)
    stored.spec.apiKeys[entry].policy = key.policy
    stored.spec.apiKeys[entry].status = key.status
    return true
  }

  // MARK: Types

  package static let referenceTables = [
    ReferenceTable(
      Table("pms", name: "partner_type", key: ["code"]),
      header: [
        ("code", .text), ("partner_description", .text), ("is_policy_required", .boolean), ("is_active", .boolean),
      ]
        + ReferenceTable.auditHeader,
      rows: { _ in
        PartnerType.allCases.sorted { ExactString.precedes($0.rawValue, $1.rawValue) }.map { type in
          let description = type.rawValue.map { $0 == "_" ? " " : $0 }
          return [.text(type.rawValue), .text(String(description)), .boolean(type.needsPolicy), .boolean(true)]
            + ReferenceTable.auditCells
        }
      },
      fault: { row, _ in
        guard let type = PartnerType.allCases.first(where: { ExactString.same($0.rawValue, row["code"] ?? "") }) else {
          return "the type of partner is unknown"
        }
        let needsPolicy = Cell(row["is_policy_required"], form: .boolean)
        return needsPolicy == .boolean(type.needsPolicy)
          ? nil : "is_policy_required is \(type.needsPolicy) for every partner of that type"
      })
  ]
}
