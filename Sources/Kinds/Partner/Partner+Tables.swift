package import Model
import Source

// Partners as rows of `pms.partner`. Their requests, keys and extractors are parts of them, in other tables. Source:
// the columns of these tables in MOSIP's `pms` database.

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
    parts: [APIKeyRequestTable.rows, APIKeyTable.rows, BioExtractorTable.rows],
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
