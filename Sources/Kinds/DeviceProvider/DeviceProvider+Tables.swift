package import Model

extension DeviceProvider {
  /// Device providers as rows of `master.device_provider`.
  ///
  /// Source: the columns of that table in MOSIP's `master` database.
  package static let tables: TableMapping<DeviceProvider>? = TableMapping(
    Table("master", name: "device_provider"), title: { stored, _ in stored.spec.vendorName },
    columns: [
      .id("id"), .text("vendor_name", \.spec.vendorName), .text("address", \.spec.address),
      .text("email", \.spec.email), .text("contact_number", \.spec.contactNumber),
      .text("certificate_alias", \.spec.certificateAlias),
      .isActive(),
    ] + TableColumn.audit())
}
