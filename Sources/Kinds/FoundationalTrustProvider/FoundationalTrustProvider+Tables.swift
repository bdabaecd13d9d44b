package import Model

extension FoundationalTrustProvider {
  /// Foundational trust providers as rows of `master.foundational_trust_provider`.
  ///
  /// Source: the columns of that table in MOSIP's `master` database.
  package static let tables: TableMapping<FoundationalTrustProvider>? = TableMapping(
    Table("master", name: "foundational_trust_provider"), title: { stored, _ in stored.spec.name },
    columns: [
      .id("id"), .text("name", \.spec.name), .text("address", \.spec.address), .text("email", \.spec.email),
      .text("contact_number", \.spec.contactNo), .text("certificate_alias", \.spec.certAlias),
      .isActive(),
    ] + TableColumn.audit())
}
