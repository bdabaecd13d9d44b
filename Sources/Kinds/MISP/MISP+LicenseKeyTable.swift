import Model
import Source

extension MISP {
  /// Licence keys as rows of `pms.misp_license`.
  ///
  /// Source: the columns of that table in MOSIP's `pms` database.
  enum LicenseKeyTable {
    static let rows = TablePartsOf<MISP, LicenseKey>(
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

    /// Numbers the keys in the order of their issue, with the key that remains active last, and switches all others
    /// off.
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

    /// Returns the index of the key that remains active: of several active keys the newest that has not expired, else
    /// the newest; nil if none is active.
    private static func keptIndex(_ keys: [LicenseKey], at time: Instant) -> Int? {
      keys.lastIndex { $0.status == .active && !$0.isExpired(at: time) } ?? keys.lastIndex { $0.status == .active }
    }

    /// Returns why no licence key of a MISP may be active; nil if one may be.
    private static func reasonToSwitchOff(_ stored: Stored<MISP>) -> String? {
      if stored.status.approval == .rejected { return "its MISP is rejected" }
      return stored.status.status == .inactive ? "its MISP is not active" : nil
    }

    /// Returns the most likely cause why a key is inactive, which the tables do not have.
    private static func cause(_ stored: Stored<MISP>, isCurrent: Bool) -> Cause {
      if stored.status.approval == .rejected { return .rejection }
      if !isCurrent { return .replacement }
      return stored.status.status == .inactive ? .misp : .key
    }
  }
}
