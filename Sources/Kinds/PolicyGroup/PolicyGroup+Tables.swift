package import Model

extension PolicyGroup {
  /// Policy groups as rows of `pms.policy_group`.
  ///
  /// Source: the columns of that table in MOSIP's `pms` database.
  package static let tables: TableMapping<PolicyGroup>? = TableMapping(
    Table("pms", name: "policy_group"), title: { stored, _ in stored.spec.name },
    columns: [
      .id("id"), .text("name", \.spec.name), .text("descr", \.spec.desc),
      .derived("user_id") { stored, _ in .text(stored.record.createdBy) },
      .isActive(),
    ] + TableColumn.audit())
}
