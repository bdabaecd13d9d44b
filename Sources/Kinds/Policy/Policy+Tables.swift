package import Model
import Source

extension Policy {
  /// Policies as rows of `pms.auth_policy`.
  ///
  /// The column `policy_file_id` has the content itself. The column `policy_type` is `Auth` for the documented body
  /// too; the content shows which of the two it is. Source: the columns of that table in MOSIP's `pms` database.
  package static let tables: TableMapping<Policy>? = TableMapping(
    Table("pms", name: "auth_policy"), title: { stored, _ in stored.spec.name },
    columns: [
      .id("id"),
      .reference("policy_group_id", to: PolicyGroup.self, { $0.spec.policyGroup }) { stored, group in
        stored.spec.policyGroup = group.metadata.name
        stored.status.policyGroupId = group.id
      },
      .text("name", \.spec.name), .text("descr", \.spec.desc), Columns.body, Columns.type,
      TableColumn("version") { stored, _ in
        .text(stored.spec.version ?? "")
      } read: { cell, stored, _ in
        stored.spec.version = cell.statedText
      },
      .optionalText("policy_schema", \.status.schema), .pastTime("valid_from_date", \.status.validFrom),
      Columns.validTo,
      .flag("is_active", { $0.status.status == .active }, { $0.status.status = $1 ? .active : .inactive }),
    ] + TableColumn.audit(),
    complete: complete)

  @Sendable private static func complete(_ stored: inout Stored<Policy>, importing objectImport: inout ObjectImport) {
    // A policy that is not published yet has no schema, and was never active.
    let isPublished =
      stored.spec.policyType == nil || stored.status.schema != nil || stored.status.status == .active
    stored.status.publication = isPublished ? .published : .drafted
    stored.spec.publish = isPublished && stored.spec.policyType != nil
    if isPublished { stored.notePublished() }
    if stored.spec.policyType == nil, stored.status.validTo == Columns.neverEnds { stored.status.validTo = nil }
    guard isPublished, stored.status.status == .inactive else { return }
    let group = objectImport.registry.object(PolicyGroup.self, named: stored.spec.policyGroup)
    stored.status.offBy = group?.status.isActive == false ? .group : .policy
    stored.spec.status = stored.status.offBy == .policy ? .inactive : .active
  }

  /// The columns of a policy that need a conversion.
  private enum Columns {
    static let body = TableColumn<Stored<Policy>>("policy_file_id") { stored, _ in
      .text(String(decoding: JSONWriter.line(stored.spec.policies, secrets: .masked), as: UTF8.self))
    } read: { cell, stored, objectImport in
      do throws(JSONReader.Fault) {
        stored.spec.policies = try JSONReader.read(Array((cell.text ?? "").utf8))
      } catch {
        objectImport.refuse("policy_file_id is not valid JSON: \(error.message)")
      }
    }

    static let type = TableColumn<Stored<Policy>>("policy_type") { stored, _ in
      .text((stored.spec.policyType ?? .authentication).rawValue)
    } read: { cell, stored, objectImport in
      let word = PolicyType.allCases.first { ExactString.same($0.rawValue.lowercased(), cell.text?.lowercased() ?? "") }
      guard let word else {
        return objectImport.refuse(
          "policy_type is not one of \(PolicyType.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      let isDocumented = word == .authentication && stored.spec.policies["authPolicies"] != nil
      stored.spec.policyType = isDocumented ? nil : word
    }

    /// The value of `valid_to_date` for a policy with the documented body, which never ends: the column must have a
    /// value.
    static let neverEnds = Instant(milliseconds: 253_402_300_799_999)

    static let validTo = TableColumn<Stored<Policy>>("valid_to_date", form: .time) { stored, _ in
      .time(stored.status.validTo ?? neverEnds)
    } read: { cell, stored, objectImport in
      guard case .time(let time) = cell else { return objectImport.refuse("valid_to_date is null") }
      if time < stored.status.validFrom { objectImport.refuse("valid_to_date is before valid_from_date") }
      stored.status.validTo = time
    }
  }
}
