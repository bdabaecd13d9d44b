package import Model
import Source

extension DeviceService {
  /// Device services as rows of `master.mosip_device_service`, whose column of the digest has the bytes of its text.
  ///
  /// Source: the columns of that table in MOSIP's `master` database.
  package static let tables: TableMapping<DeviceService>? = TableMapping(
    Table("master", name: "mosip_device_service"),
    title: { stored, _ in "\(stored.spec.deviceProvider) \(stored.spec.model) \(stored.spec.swVersion)" },
    columns: [
      .id("id"), digest, .text("sw_version", \.spec.swVersion),
      .reference("dprovider_id", to: DeviceProvider.self, { $0.spec.deviceProvider }) { stored, provider in
        stored.spec.deviceProvider = provider.metadata.name
        stored.status.deviceProviderId = provider.id
      },
      .text("dtype_code", \.spec.regDeviceTypeCode), .text("dstype_code", \.spec.regDeviceSubCode),
      .text("make", \.spec.make), .text("model", \.spec.model), .time("sw_cr_dtimes", \.spec.swCreateDateTime),
      .time("sw_expiry_dtimes", \.spec.swExpiryDateTime), .isActive(),
    ] + TableColumn.audit(),
    complete: complete)

  @Sendable private static func complete(
    _ stored: inout Stored<DeviceService>, importing objectImport: inout ObjectImport
  ) {
    let settings = objectImport.settings[DeviceSettings.self]
    if let fault = settings.fault(ofType: stored.spec.regDeviceTypeCode, stored.spec.regDeviceSubCode) {
      objectImport.refuse(fault)
    }
  }

  private static let digest = TableColumn<Stored<DeviceService>>("sw_binary_hash", form: .bytes) { stored, _ in
    .bytes(Array(stored.spec.swBinaryHash.utf8))
  } read: { cell, stored, objectImport in
    guard case .bytes(let bytes) = cell, let text = String(validating: bytes, as: UTF8.self) else {
      return objectImport.refuse("sw_binary_hash holds bytes that are not UTF-8 text")
    }
    stored.spec.swBinaryHash = text
  }

  /// The tables of device types and sub-types, which a registry has in its settings.
  package static let referenceTables = [
    ReferenceTable(
      Table("master", name: "reg_device_type", key: ["code"]), header: typeHeader,
      rows: { settings in
        settings[DeviceSettings.self].types.keys.sorted().map { [.text($0.text)] + described($0.text) }
      }),
    ReferenceTable(
      Table("master", name: "reg_device_sub_type", key: ["code"]),
      header: [typeHeader[0], ("dtyp_code", .text)] + typeHeader.dropFirst(),
      rows: { settings in subTypes(settings[DeviceSettings.self]) }),
  ]

  private static let typeHeader: [(name: String, form: Cell.Form)] =
    [("code", .text), ("name", .text), ("descr", .text), ("is_active", .boolean)] + ReferenceTable.auditHeader

  private static func described(_ name: String) -> [Cell] {
    [.text(name), .null, .boolean(true)] + ReferenceTable.auditCells
  }

  /// Returns the rows of sub-types. The table's key is the code alone, so that a code of two types has one row.
  private static func subTypes(_ settings: DeviceSettings) -> [[Cell]] {
    var owners: [ExactString: String] = [:]
    for (type, subTypes) in settings.types.sorted(by: { $0.key < $1.key }) {
      for subType in subTypes where owners[ExactString(subType)] == nil { owners[ExactString(subType)] = type.text }
    }
    return owners.sorted { $0.key < $1.key }.map { subType, type in
      [.text(subType.text), .text(type)] + described(subType.text)
    }
  }
}
