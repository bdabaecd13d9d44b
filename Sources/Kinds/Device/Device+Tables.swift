package import Model
import Source

extension Device {
  /// Devices as rows of `master.registered_device_master`, where the digital id is both in columns and as JSON.
  ///
  /// Source: the columns of that table in MOSIP's `master` database.
  package static let tables: TableMapping<Device>? = TableMapping(
    Table("master", name: "registered_device_master", key: ["code"]),
    title: { stored, registry in
      "\(provider(of: stored, in: registry)) \(stored.status.digitalId.serialNo)"
    },
    file: { stored, registry in provider(of: stored, in: registry) },
    columns: [
      .id("code"), Columns.said("dtype_code", member: \.type), Columns.said("dstype_code", member: \.deviceSubType),
      .word("status_code", \.status.status), .text("device_id", \.spec.data.deviceId),
      Columns.info("device_sub_id", member: \.deviceSubId), Columns.digitalID,
      Columns.said("serial_number", member: \.serialNo),
      Columns.said("provider_id", member: \.deviceProviderId), Columns.said("provider_name", member: \.deviceProvider),
      TableColumn("purpose") { stored, _ in
        .text(stored.spec.data.purpose.rawValue)
      } read: { cell, stored, objectImport in
        let word = cell.text?.uppercased() ?? ""
        guard let purpose = DeviceData.Purpose(rawValue: word) else {
          return objectImport.refuse("purpose is \"\(cell.text ?? "")\", neither AUTH nor REGISTRATION")
        }
        stored.spec.data.purpose = purpose
      },
      Columns.info("firmware", member: \.firmware), Columns.said("make", member: \.make),
      Columns.said("model", member: \.model),
      .optionalTime("expiry_date", \.spec.data.deviceInfo.members.deviceExpiry),
      .word("certification_level", \.spec.data.deviceInfo.members.certification), Columns.trustProvider,
      TableColumn("is_active", form: .boolean) { _, _ in
        .boolean(true)
      } read: { cell, _, objectImport in
        if cell != .boolean(true) { objectImport.refuse("is_active is not true, as it must be for every device") }
      },
    ] + TableColumn.audit(),
    homeless: [("deviceData", { $0.deviceData != nil })],
    complete: complete)

  @Sendable private static func complete(_ stored: inout Stored<Device>, importing objectImport: inout ObjectImport) {
    let id = stored.spec.data.deviceInfo.digitalId.members
    stored.status.digitalId = id
    stored.status.timeStamp = stored.record.createdAt
    stored.spec.status = stored.status.status
    for (column, value) in Columns.agreements(id)
    where !(objectImport.row[column].map { ExactString.same($0, value) } ?? false) {
      objectImport.refuse("\(column) differs from digital_id")
    }
    if let fault = objectImport.settings[DeviceSettings.self].fault(ofType: id.type, id.deviceSubType) {
      objectImport.refuse(fault)
    }
    if stored.spec.data.purpose == .registration, !ExactString.same(stored.id, stored.spec.data.deviceId) {
      objectImport.refuse("code is not device_id, as it must be for every device for registration")
    }
    checkProvider(id, importing: &objectImport)
  }

  private static func provider(of stored: Stored<Device>, in registry: any Registry) -> String {
    registry.object(DeviceProvider.self, id: stored.status.digitalId.deviceProviderId)?.metadata.name ?? "unknown"
  }

  /// Checks that the provider is stored with its vendor name; it may have been de-activated since.
  private static func checkProvider(_ id: DigitalID, importing objectImport: inout ObjectImport) {
    guard let provider = objectImport.registry.object(DeviceProvider.self, id: id.deviceProviderId) else {
      return objectImport.refuse(
        "provider_id: there is no DeviceProvider \(id.deviceProviderId), or it is left out too")
    }
    if !ExactString.same(provider.spec.vendorName, id.deviceProvider) {
      objectImport.refuse("provider_name is not the vendor_name of its provider")
    }
  }

  /// The columns of a device that need a conversion.
  private enum Columns {
    /// Returns the columns that repeat a member of the digital id, with its value.
    static func agreements(_ id: DigitalID) -> [(column: String, value: String)] {
      [
        ("dtype_code", id.type), ("dstype_code", id.deviceSubType), ("serial_number", id.serialNo),
        ("provider_id", id.deviceProviderId), ("provider_name", id.deviceProvider), ("make", id.make),
        ("model", id.model),
      ]
    }

    /// Makes a column that repeats a member of the digital id.
    static func said(_ name: String, member: Member<DigitalID, String>) -> TableColumn<Stored<Device>> {
      .derived(name) { stored, _ in .text(stored.status.digitalId[keyPath: member]) }
    }

    /// Makes a column for a member of deviceInfo.
    static func info(
      _ name: String, member: Member<DeviceData.DeviceInfo, String>
    ) -> TableColumn<Stored<Device>> {
      TableColumn(name) { stored, _ in
        .text(stored.spec.data.deviceInfo.members[keyPath: member])
      } read: { cell, stored, objectImport in
        guard let text = cell.text else { return objectImport.refuse("\(name) is null") }
        stored.spec.data.deviceInfo.members[keyPath: member] = text
      }
    }

    /// The digital id as JSON. The services store it decoded, without the signature of the device.
    static let digitalID = TableColumn<Stored<Device>>("digital_id") { stored, _ in
      .text(String(decoding: JSONWriter.line(stored.status.digitalId.node, secrets: .masked), as: UTF8.self))
    } read: { cell, stored, objectImport in
      guard let node = try? JSONReader.read(Array((cell.text ?? "").utf8)), node.entries != nil else {
        return objectImport.refuse("digital_id is not a JSON object")
      }
      var reading = FieldReader(prefix: prefix, codes: .ours, root: "digital_id", mark: .none)
      stored.spec.data.deviceInfo = Given(members: stored.spec.data.deviceInfo.members)
      stored.spec.data.deviceInfo.members.digitalId = Given(
        members: DigitalID.read(DigitalID.known(node), reading: &reading))
      if let violation = reading.violations.first {
        objectImport.refuse("\(violation.path): \(violation.hint ?? violation.message)")
      }
    }

    static let trustProvider = TableColumn<Stored<Device>>("foundational_trust_provider_id") { stored, _ in
      stored.spec.data.foundationalTrustProviderId.map { .text($0) } ?? .null
    } read: { cell, stored, _ in
      stored.spec.data.foundationalTrustProviderId = cell.statedText
    }
  }
}
