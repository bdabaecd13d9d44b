import Kinds
package import Model
import Source
package import Transfer

/// The rows of a deployment's tables, each by its columns. A row that is added is a good one but for what is said.
package struct Deployment {
  package private(set) var rows: [String: [[String: String?]]] = [:]

  package init(_ rows: (table: String, cells: [String: String?])...) {
    for row in rows { add(row.table, row.cells) }
  }

  package mutating func add(_ table: String, _ cells: [String: String?]) {
    rows[table, default: []].append((Deployment.good[table] ?? [:]).merging(cells) { $1 })
  }

  /// As files of values hold them, the header on the first line and each row on one more.
  package var sheets: [String: Sheet] {
    rows.mapValues { rows in
      let columns = Set(rows.flatMap(\.keys)).sorted()
      let records = rows.enumerated().map { index, row in CSV.Record(columns.map { row[$0] ?? nil }, line: index + 2) }
      return Sheet(file: "", columns: columns, records: records)
    }
  }

  /// The files that PostgreSQL would write of it, by their names.
  package var files: [String: String] {
    var files: [String: String] = [:]
    for (table, rows) in rows {
      let columns = Deployment.columns(of: table)
      var bytes: [UInt8] = []
      CSV.append(columns, to: &bytes)
      for row in rows { CSV.append(columns.map { row[$0] ?? nil }, to: &bytes) }
      files[table + ".csv"] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  /// Every table of the catalogue with its columns.
  package static let tables = Catalog.standard.kinds.flatMap { tables(of: $0) }

  private static func tables<K: ResourceKind>(
    of kind: K.Type
  ) -> [(table: Table, columns: [(name: String, form: Cell.Form)])] {
    var tables = K.referenceTables.map { (table: $0.table, columns: $0.header) }
    if let mapping = K.tables {
      tables.append((mapping.table, mapping.columns.map { ($0.name, $0.form) }))
      tables += mapping.parts.map { ($0.table, $0.header) }
    }
    return tables
  }

  package static func columns(of table: String) -> [String] {
    tables.first { $0.table.name == table }?.columns.map(\.name) ?? []
  }

  package static func forms(of table: String) -> [Cell.Form] {
    tables.first { $0.table.name == table }?.columns.map(\.form) ?? []
  }

  private static let audit: [String: String?] = [
    "cr_by": "root", "cr_dtimes": "2026-01-01 00:00:00", "upd_by": nil, "upd_dtimes": nil, "is_deleted": "f",
    "del_dtimes": nil,
  ]

  private static func row(_ cells: [String: String?]) -> [String: String?] { audit.merging(cells) { $1 } }

  /// A good row of each table, in which what must differ from row to row says `1`.
  private static let good: [String: [String: String?]] = [
    "policy_group": row(["id": "1", "name": "Banking", "descr": "Banks", "user_id": "root", "is_active": "t"]),
    "auth_policy": row([
      "id": "1", "policy_group_id": "1", "name": "Login", "descr": "Customers", "policy_type": "Auth",
      "policy_file_id":
        #"{"authPolicies":[{"authType":"otp","mandatory":true}],"allowedKycAttributes":[{"attributeName":"fullName","required":true}]}"#,
      "version": "", "policy_schema": nil, "valid_from_date": "2026-01-01 00:00:00",
      "valid_to_date": "9999-12-31 23:59:59.999", "is_active": "t",
    ]),
    "partner": row([
      "id": "1", "policy_group_id": "1", "name": "Bank", "address": "Here", "contact_no": "1",
      "email_id": "bank@example.org", "certificate_alias": nil, "user_id": "root", "partner_type_code": "Auth_Partner",
      "approval_status": "Activated", "is_active": "t",
    ]),
    "partner_policy_request": row([
      "id": "1", "part_id": "1", "policy_id": "1", "request_datetimes": "2026-01-01 00:00:00",
      "request_detail": "Accounts", "status_code": "Approved", "upd_by": "root", "upd_dtimes": "2026-01-01 00:00:00",
    ]),
    "partner_policy": row([
      "policy_api_key": "s3cret-api-key-of-bank-1", "part_id": "1", "policy_id": "1",
      "valid_from_datetime": "2026-01-01 00:00:00",
      "valid_to_datetime": "2049-12-31 00:00:00", "is_active": "t",
    ]),
    "partner_policy_bioextract": row([
      "id": "1", "part_id": "1", "policy_id": "1", "attribute_name": "photo", "extractor_provider": "mock",
      "extractor_provider_version": "1.1", "biometric_modality": "face", "biometric_sub_types": nil,
    ]),
    "misp": row([
      "id": "1", "name": "Telecom", "address": "Here", "contact_no": "1", "email_id": "misp@example.org",
      "user_id": "root", "status_code": "approved", "is_active": "t",
    ]),
    "misp_license": row([
      "misp_id": "1", "license_key": "s3cret-key-1", "valid_from_date": "2026-01-01 00:00:00",
      "valid_to_date": "2049-12-31 00:00:00", "is_active": "t",
    ]),
    "device_provider": row([
      "id": "1", "vendor_name": "Lenses", "address": "Here", "email": "lenses@example.org", "contact_number": "1",
      "certificate_alias": "x", "is_active": "t",
    ]),
    "foundational_trust_provider": row([
      "id": "1", "name": "Chips", "address": "Here", "email": "chips@example.org", "contact_number": "1",
      "certificate_alias": "x", "is_active": "t",
    ]),
    "mosip_device_service": row([
      "id": "1", "sw_binary_hash": "\\x616263", "sw_version": "1.0", "dprovider_id": "1", "dtype_code": "Finger",
      "dstype_code": "Slab", "make": "M", "model": "N", "sw_cr_dtimes": "2026-01-01 00:00:00",
      "sw_expiry_dtimes": "2036-01-01 00:00:00", "is_active": "t",
    ]),
    "registered_device_master": row([
      "code": "1", "dtype_code": "Finger", "dstype_code": "Slab", "status_code": "REGISTERED", "device_id": "D1",
      "device_sub_id": "1", "digital_id": digitalID(), "serial_number": "S1", "provider_id": "1",
      "provider_name": "Lenses", "purpose": "AUTH", "firmware": "1.0", "make": "M", "model": "N", "expiry_date": nil,
      "certification_level": "L0", "foundational_trust_provider_id": nil, "is_active": "t",
    ]),
  ]

  package static func digitalID(
    serial: String = "S1", provider: String = "Lenses", providerID: String = "1", make: String = "M",
    model: String = "N", type: String = "Finger", subType: String = "Slab"
  ) -> String {
    #"{"serialNo":"\#(serial)","deviceProvider":"\#(provider)","deviceProviderId":"\#(providerID)","make":"\#(make)","#
      + #""model":"\#(model)","dateTime":"2026-01-01T00:00:00.000Z","type":"\#(type)","deviceSubType":"\#(subType)"}"#
  }
}
