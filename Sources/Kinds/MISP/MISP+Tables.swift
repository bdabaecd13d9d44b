package import Model
import Source

// MISPs in the databases: `pms.misp` and `pms.misp_license`.

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
    parts: [licenses],
    complete: complete)

  @Sendable private static func complete(_ stored: inout Stored<MISP>, _: inout ObjectImport) {
    switch stored.status.approval {
    case .inProgress: stored.spec.approval = nil
    case .approved: stored.spec.approval = .approved
    case .rejected: stored.spec.approval = .rejected
    }
    stored.spec.status = stored.status.status
  }

  private static let licenses = TablePartsOf<MISP, LicenseKey>(
    Table("pms", name: "misp_license", key: ["misp_id", "license_key"]), owner: "misp_id", of: LicenseKey(),
    columns: [
      .derived("misp_id") { key, _ in .text(key.owner.id) },
      .key("license_key", \.part.key, least: keyMinimum, usual: keyMinimum, isRandom: true),
      .pastTime("valid_from_date", \.part.issuedAt), .time("valid_to_date", \.part.expiresAt),
      .flag("is_active", { $0.part.status == .active }, { $0.part.status = $1 ? .active : .inactive }),
      TableColumn("cr_by") { key, _ in
        .text(key.part.issuedBy ?? key.owner.record.createdBy)
      } read: { cell, key, _ in
        key.part.issuedBy = cell.text.map { Actor(name: "", email: $0).email }
      },
      .derived("cr_dtimes", form: .time) { key, _ in .time(key.part.issuedAt) },
      .optionalPerson("upd_by", \.part.updatedBy), .optionalTime("upd_dtimes", \.part.updatedAt),
    ] + TableColumn.deletion, parts: { $0.status.licenseKeys },
    check: { key, objectImport in
      if key.owner.status.approval == .inProgress {
        objectImport.refuse("its MISP is in progress, and has no licence before it is approved")
      }
      if key.part.expiresAt < key.part.issuedAt { objectImport.refuse("valid_to_date is before valid_from_date") }
    },
    adopt: adopt)

  /// The fewest characters of a licence key. Source: formats §2.
  static let keyMinimum = 8

  /// Numbers the keys as they were issued, the one that stays active last, and switches all others off.
  @Sendable private static func adopt(
    _ licenses: [(part: LicenseKey, row: TableRow)], into stored: inout Stored<MISP>,
    importing objectImport: inout ObjectImport
  ) {
    var inOrder = licenses.sorted { left, right in
      (left.part.issuedAt, ExactString(left.part.key.reveal())) < (
        right.part.issuedAt, ExactString(right.part.key.reveal())
      )
    }
    if let index = keptIndex(inOrder.map(\.part), at: objectImport.registry.run.time) {
      inOrder.append(inOrder.remove(at: index))
    }
    for (index, license) in inOrder.enumerated() {
      var key = license.part
      let isCurrent = index == inOrder.count - 1
      key.issue = index + 1
      let reason = reasonToSwitchOff(stored) ?? (isCurrent ? nil : "another licence of its MISP stays active")
      if key.status == .active, let reason {
        key.status = .inactive
        objectImport.noteChange("is_active is false, because \(reason)", at: license.row)
      }
      if key.status == .inactive { key.offBy = cause(stored, isCurrent: isCurrent) }
      stored.status.licenseKeys.append(key)
    }
    stored.spec.licenseKey.issue = max(1, inOrder.count)
    stored.spec.licenseKey.status = stored.status.currentKey?.offBy == .key ? .inactive : .active
  }

  /// The active key that stays so, of several the newest that is not expired; nil if none is active.
  private static func keptIndex(_ keys: [LicenseKey], at time: Instant) -> Int? {
    keys.lastIndex { $0.status == .active && !$0.isExpired(at: time) } ?? keys.lastIndex { $0.status == .active }
  }

  /// Why no licence of a MISP may be active; nil if one may.
  private static func reasonToSwitchOff(_ stored: Stored<MISP>) -> String? {
    if stored.status.approval == .rejected { return "its MISP is rejected" }
    return stored.status.status == .inactive ? "its MISP is not active" : nil
  }

  /// What must have switched a key off, which the tables do not say.
  private static func cause(_ stored: Stored<MISP>, isCurrent: Bool) -> Cause {
    if stored.status.approval == .rejected { return .rejection }
    if !isCurrent { return .replacement }
    return stored.status.status == .inactive ? .misp : .key
  }
}
