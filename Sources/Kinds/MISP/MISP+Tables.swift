package import Model
import Source

// MISPs as rows of `pms.misp`. Source: the columns of that table in MOSIP's `pms` database.

extension MISP {
  package static let tables: TableMapping<MISP>? = TableMapping(
    Table("pms", name: "misp"), title: { stored, _ in stored.spec.organizationName },
    columns: [
      .id("id"), .text("name", \.spec.organizationName), .text("address", \.spec.address),
      .optionalText("contact_no", \.spec.contactNumber), .text("email_id", \.spec.emailId),
      .derived("user_id") { stored, _ in .text(stored.record.createdBy) },
      .word("status_code", \.status.approval),
      .flag("is_active", { $0.status.status == .active }, { $0.status.status = $1 ? .active : .inactive }),
    ] + TableColumn.audit(),
    parts: [LicenseKeyTable.rows],
    complete: complete)

  @Sendable private static func complete(_ stored: inout Stored<MISP>, _: inout ObjectImport) {
    switch stored.status.approval {
    case .inProgress: stored.spec.approval = nil
    case .approved: stored.spec.approval = .approved
    case .rejected: stored.spec.approval = .rejected
    }
    stored.spec.status = stored.status.status
  }
}
