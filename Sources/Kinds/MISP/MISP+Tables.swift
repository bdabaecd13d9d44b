package import Model
import Source

// MISPs in the databases: `pms.misp` and `pms.misp_license`.

extension MISP {
  package static let tables: TableMapping<MISP>? = TableMapping(
    Table("pms", "misp"), title: { stored, _ in stored.spec.organizationName },
    columns: [
      .id("id"), .text("name", \.spec.organizationName), .text("address", \.spec.address),
      .optionalText("contact_no", \.spec.contactNumber), .text("email_id", \.spec.emailId),
      .derived("user_id") { stored, _ in .text(stored.record.createdBy) },
      .word("status_code", \.status.approval),
      .flag("is_active", { $0.status.status == .active }, { $0.status.status = $1 ? .active : .inactive }),
    ] + TableColumn.audit(),
    parts: [licenses],
    complete: complete)

  @Sendable private static func complete(_ stored: inout Stored<MISP>, _: inout Intake) {
    switch stored.status.approval {
    case .inProgress: stored.spec.approval = nil
    case .approved: stored.spec.approval = .approved
    case .rejected: stored.spec.approval = .rejected
    }
    stored.spec.status = stored.status.status
  }

  private static let licenses = TablePartsOf<MISP, LicenseKey>(
    Table("pms", "misp_license", key: ["misp_id", "license_key"]), owner: "misp_id", of: LicenseKey(),
    columns: [
      .derived("misp_id") { key, _ in .text(key.owner.id) },
      .secret("license_key", \.part.key), .time("valid_from_date", \.part.issuedAt),
      .time("valid_to_date", \.part.expiresAt),
      .flag("is_active", { $0.part.status == .active }, { $0.part.status = $1 ? .active : .inactive }),
      TableColumn("cr_by") { key, _ in
        .text(key.part.issuedBy ?? key.owner.record.createdBy)
      } read: { cell, key, _ in
        key.part.issuedBy = cell.text.map { Actor(name: "", email: $0).email }
      },
      .derived("cr_dtimes", .time) { key, _ in .time(key.part.issuedAt) },
      .optionalPerson("upd_by", \.part.updatedBy), .optionalTime("upd_dtimes", \.part.updatedAt),
    ] + TableColumn.deletion, parts: { $0.status.licenseKeys },
    adopt: adopt)

  @Sendable private static func adopt(
    _ licenses: [(part: LicenseKey, row: TableRow)], _ stored: inout Stored<MISP>, _: inout Intake
  ) {
    let inOrder = licenses.map(\.part).sorted { left, right in
      (left.issuedAt, Key(left.key.reveal())) < (right.issuedAt, Key(right.key.reveal()))
    }
    stored.status.licenseKeys = inOrder.enumerated().map { index, key in
      var key = key
      key.issue = index + 1
      if key.status == .inactive { key.offBy = cause(stored, isCurrent: index == inOrder.count - 1) }
      return key
    }
    stored.spec.licenseKey.issue = max(1, inOrder.count)
    stored.spec.licenseKey.status = stored.status.currentKey?.offBy == .key ? .inactive : .active
  }

  /// What must have switched a key off, which the tables do not say.
  private static func cause(_ stored: Stored<MISP>, isCurrent: Bool) -> Cause {
    if stored.status.approval == .rejected { return .rejection }
    if !isCurrent { return .replacement }
    return stored.status.status == .inactive ? .misp : .key
  }
}
