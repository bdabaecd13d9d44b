package import Model
import Source

// Partners in the databases: `pms.partner`, `pms.partner_policy_request` and `pms.partner_policy`.

extension Partner {
  package static let tables: TableMapping<Partner>? = TableMapping(
    Table("pms", "partner"), title: { stored, _ in stored.spec.organizationName },
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
    parts: [requestRows, keyRows],
    homeless: [("certificate", { $0.certificate != nil }), ("bioExtractors", { !$0.bioExtractors.isEmpty })],
    complete: complete)

  private static let approvalStatus = TableColumn<Stored<Partner>>("approval_status") { stored, _ in
    .text((stored.status.registration.approvalStatus ?? .activated).rawValue)
  } read: { cell, stored, intake in
    guard let status = ApprovalStatus(rawValue: cell.text ?? "") else {
      let words = ApprovalStatus.allCases.map(\.rawValue).joined(separator: ", ")
      return intake.refuse("approval_status is none of \(words)")
    }
    stored.status.registration.approvalStatus = status == .activated ? nil : status
  }

  @Sendable private static func complete(_ stored: inout Stored<Partner>, _: inout Intake) {
    stored.spec.status = stored.status.status
  }

  // MARK: Requests

  private static let requestRows = TablePartsOf<Partner, APIKeyRequest>(
    Table("pms", "partner_policy_request"), owner: "part_id", of: APIKeyRequest(),
    columns: [
      TableColumn("id") { request, _ in
        .text(request.part.id)
      } read: { cell, request, intake in
        guard let id = cell.text, Metadata.idFormat.accepts(id) else {
          return intake.refuse("id: \(Metadata.idFormat.explanation)")
        }
        request.part.id = id
      },
      .derived("part_id") { request, _ in .text(request.owner.id) },
      policy(\.part.policy, \.part.policyId), .time("request_datetimes", \.part.requestedAt),
      .text("request_detail", \.part.useCaseDescription), .word("status_code", \.part.status),
      TableColumn("cr_by") { request, _ in
        .text(request.part.requestedBy ?? request.owner.record.createdBy)
      } read: { cell, request, _ in
        request.part.requestedBy = cell.text.map { Actor(name: "", email: $0).email }
      },
      .derived("cr_dtimes", .time) { request, _ in .time(request.part.requestedAt) },
      .optionalPerson("upd_by", \.part.decidedBy), .optionalTime("upd_dtimes", \.part.decidedAt),
    ] + TableColumn.deletion, parts: { $0.status.apiKeyRequests },
    adopt: adoptRequests)

  @Sendable private static func adoptRequests(
    _ requests: [(part: APIKeyRequest, row: TableRow)], _ stored: inout Stored<Partner>, _: inout Intake
  ) {
    let inOrder = requests.map(\.part).sorted { ($0.requestedAt, Key($0.id)) < ($1.requestedAt, Key($1.id)) }
    for var request in inOrder {
      request.name = freeName(for: request.policy, stored.status)
      stored.status.apiKeyRequests.append(request)
      var entry = APIKeySpec()
      (entry.name, entry.policy) = (request.name, request.policy)
      entry.useCaseDescription = request.useCaseDescription
      switch request.status {
      case .inProgress: entry.request = nil
      case .approved: entry.request = .approved
      case .rejected: entry.request = .rejected
      }
      stored.spec.apiKeys.append(entry)
    }
  }

  /// The tables have no name for a request: it gets its policy's, with a number behind it from the second one on.
  private static func freeName(for policy: String, _ status: Status) -> String {
    var (name, number) = (policy, 1)
    while status.request(named: name) != nil {
      number += 1
      name = "\(policy.prefix(120))-\(number)"
    }
    return name
  }

  private static func policy<Part>(
    _ name: Member<OwnedPart<Partner, Part>, String>, _ id: Member<OwnedPart<Partner, Part>, String>
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
    Table("pms", "partner_policy", key: ["policy_api_key"], label: "part_id"), owner: "part_id", of: APIKey(),
    columns: [
      .secret("policy_api_key", \.part.key), .derived("part_id") { key, _ in .text(key.owner.id) },
      policy(\.part.policy, \.part.policyId), .time("valid_from_datetime", \.part.issuedAt),
      .time("valid_to_datetime", \.part.expiresAt),
      .flag("is_active", { $0.part.status == .active }, { $0.part.status = $1 ? .active : .inactive }),
      TableColumn("cr_by") { key, _ in
        .text(key.part.issuedBy ?? key.owner.record.createdBy)
      } read: { cell, key, _ in
        key.part.issuedBy = cell.text.map { Actor(name: "", email: $0).email }
      },
      .derived("cr_dtimes", .time) { key, _ in .time(key.part.issuedAt) },
      .optionalPerson("upd_by", \.part.updatedBy), .optionalTime("upd_dtimes", \.part.updatedAt),
    ] + TableColumn.deletion, parts: { $0.status.apiKeys },
    adopt: adoptKeys)

  @Sendable private static func adoptKeys(
    _ keys: [(part: APIKey, row: TableRow)], _ stored: inout Stored<Partner>, _ intake: inout Intake
  ) {
    let inOrder = keys.sorted { left, right in
      (left.part.issuedAt, Key(left.part.key.reveal())) < (right.part.issuedAt, Key(right.part.key.reveal()))
    }
    // The tables do not say which request a key came from: first those of the same policy find each other, in the order
    // in which they were made; a key that was moved since takes what is left.
    var rest: [(part: APIKey, row: TableRow)] = []
    for key in inOrder where !adopt(key.part, &stored, isSamePolicy: true) { rest.append(key) }
    for key in rest where !adopt(key.part, &stored, isSamePolicy: false) {
      intake.refuse("its partner has no approved request that it could have come from", key.row)
    }
    stored.status.apiKeys.sort { ($0.issuedAt, Key($0.key.reveal())) < ($1.issuedAt, Key($1.key.reveal())) }
  }

  /// Gives a key to the first approved request that has none yet; false if there is no such request.
  private static func adopt(_ key: APIKey, _ stored: inout Stored<Partner>, isSamePolicy: Bool) -> Bool {
    let request = stored.status.apiKeyRequests.first { request in
      request.status == .approved && stored.status.apiKey(named: request.name) == nil
        && (!isSamePolicy || Key.same(request.policy, key.policy))
    }
    guard let request, let entry = stored.spec.apiKeys.firstIndex(where: { Key.same($0.name, request.name) }) else {
      return false
    }
    var key = key
    key.name = request.name
    stored.status.apiKeys.append(key)
    stored.spec.apiKeys[entry].policy = key.policy
    stored.spec.apiKeys[entry].status = key.status
    return true
  }

  // MARK: Types

  package static let referenceTables = [
    ReferenceTable(
      Table("pms", "partner_type", key: ["code"]),
      [("code", .text), ("partner_description", .text), ("is_policy_required", .boolean), ("is_active", .boolean)]
        + ReferenceTable.auditHeader,
      rows: { _ in
        PartnerType.allCases.sorted { Key.precedes($0.rawValue, $1.rawValue) }.map { type in
          let description = type.rawValue.map { $0 == "_" ? " " : $0 }
          return [.text(type.rawValue), .text(String(description)), .boolean(type.needsPolicy), .boolean(true)]
            + ReferenceTable.auditCells
        }
      },
      fault: { row, _ in
        guard let type = PartnerType.allCases.first(where: { Key.same($0.rawValue, row["code"] ?? "") }) else {
          return "there is no such type of partner"
        }
        let needsPolicy = Cell(row["is_policy_required"], .boolean)
        return needsPolicy == .boolean(type.needsPolicy)
          ? nil : "is_policy_required is \(type.needsPolicy) for every partner of that type"
      })
  ]
}
