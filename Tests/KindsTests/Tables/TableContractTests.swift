import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing
import Transfer

/// What must hold of every kind that has tables.
@Suite struct TableContractTests {
  static let tabled = kinds.filter { kind in
    func hasTables<K: ResourceKind>(_ kind: K.Type) -> Bool { K.tables != nil }
    return hasTables(kind.type)
  }

  // MARK: Columns

  /// The tables of MOSIP 1.1, with the columns of their keys, and all columns in order; behind a colon stands `t` for a
  /// timestamp, `b` for a boolean and `x` for bytes. Source: db-schema.
  private static let documented = """
    pms.policy_group (id) id name descr user_id is_active:b +
    pms.auth_policy (id) id policy_group_id name descr policy_file_id policy_type version policy_schema \
    valid_from_date:t valid_to_date:t is_active:b +
    pms.partner_type (code) code partner_description is_policy_required:b is_active:b +
    pms.partner (id) id policy_group_id name address contact_no email_id certificate_alias user_id partner_type_code \
    approval_status is_active:b +
    pms.partner_policy_request (id) id part_id policy_id request_datetimes:t request_detail status_code +
    pms.partner_policy (policy_api_key) policy_api_key part_id policy_id valid_from_datetime:t valid_to_datetime:t \
    is_active:b +
    pms.partner_policy_bioextract (part_id policy_id attribute_name biometric_modality) id part_id policy_id \
    attribute_name extractor_provider extractor_provider_version biometric_modality biometric_sub_types +
    pms.misp (id) id name address contact_no email_id user_id status_code is_active:b +
    pms.misp_license (misp_id license_key) misp_id license_key valid_from_date:t valid_to_date:t is_active:b +
    master.reg_device_type (code) code name descr is_active:b +
    master.reg_device_sub_type (code) code dtyp_code name descr is_active:b +
    master.device_provider (id) id vendor_name address email contact_number certificate_alias is_active:b +
    master.foundational_trust_provider (id) id name address email contact_number certificate_alias is_active:b +
    master.mosip_device_service (id) id sw_binary_hash:x sw_version dprovider_id dtype_code dstype_code make model \
    sw_cr_dtimes:t sw_expiry_dtimes:t is_active:b +
    master.registered_device_master (code) code dtype_code dstype_code status_code device_id device_sub_id digital_id \
    serial_number provider_id provider_name purpose firmware make model expiry_date:t certification_level \
    foundational_trust_provider_id is_active:b +
    """.split(separator: "\n").map {
      String($0).replacing("+", with: "cr_by cr_dtimes:t upd_by upd_dtimes:t is_deleted:b del_dtimes:t")
    }

  @Test func `tables have the documented columns in their order`() {
    let found = Deployment.tables.map { table, columns in
      let cells = columns.map { name, form in
        switch form {
        case .text, .secret: name
        case .time: name + ":t"
        case .boolean: name + ":b"
        case .bytes: name + ":x"
        }
      }
      return "\(table.qualifiedName) (\(table.key.joined(separator: " "))) \(cells.joined(separator: " "))"
    }
    #expect(found.sorted() == TableContractTests.documented.sorted())
    #expect(Set(Deployment.tables.map(\.table.file)).count == found.count)
  }

  @Test func `tables come after those that they refer to`() throws {
    let names = try TestRegistry().contents().map(\.table.name)
    func position(_ name: String) throws -> Int { try #require(names.firstIndex(of: name)) }
    for (first, second) in [
      ("policy_group", "auth_policy"), ("partner_type", "partner"), ("policy_group", "partner"),
      ("auth_policy", "partner_policy_request"), ("partner", "partner_policy_request"), ("partner", "partner_policy"),
      ("auth_policy", "partner_policy"), ("partner_policy_request", "partner_policy_bioextract"),
      ("misp", "misp_license"), ("reg_device_type", "reg_device_sub_type"),
      ("reg_device_sub_type", "mosip_device_service"), ("device_provider", "mosip_device_service"),
      ("reg_device_sub_type", "registered_device_master"), ("device_provider", "registered_device_master"),
    ] {
      #expect(try position(first) < position(second), "\(first) before \(second)")
    }
  }

  @Test func `what names a row is not a secret`() {
    for (table, columns) in Deployment.tables {
      let label = columns.first { $0.name == table.label }
      #expect(label?.form == .text, "\(table.name)")
    }
  }

  // MARK: There and back

  /// What no table holds. A name is made of what the object is called, and with it those by which others refer to it.
  private static let notHeld: Set = [
    "metadata.name", "status.source", "status.response",
    // A request for a key is named after its policy.
    "spec.apiKeys.name", "spec.apiKeys.policy", "status.apiKeyRequests.name", "status.apiKeyRequests.policy",
    "status.apiKeys.name", "status.apiKeys.policy",
    // Of a key that was issued here, the ledger tells by whom.
    "status.licenseKeys.issuedBy",
  ]

  @Test func `objects are exported and imported again unchanged`() throws {
    var changed: Set<String> = []
    for kind in TableContractTests.tabled {
      var examples = TestRegistry()
      try examples.reconcile(["example.yaml": kind.type.example, "before.yaml": kind.type.examplePrerequisites])
      changed.formUnion(try membersChanged(in: examples, kind))
      var samples = TestRegistry()
      var files = ["before.yaml": kind.type.examplePrerequisites]
      for number in [0, 1, 2, 10, 999_999] { files["\(number).yaml"] = kind.type.sample(number) }
      try samples.reconcile(files)
      changed.formUnion(try membersChanged(in: samples, kind))
      // Changed by somebody else later on.
      samples.author = Actor(name: "Bea", email: "bea@example.org")
      samples.time = samples.time.adding(days: 1)
      try samples.reconcile(files.mapValues { $0.replacing("address: ", with: "address: Now ") })
      changed.formUnion(try membersChanged(in: samples, kind))
    }
    #expect(changed == TableContractTests.notHeld)
  }

  /// Exports a registry and imports it again, twice; the members that differ after the first time.
  private func membersChanged(in registry: TestRegistry, _ kind: Kind) throws -> Set<String> {
    let contents = try registry.contents()
    let taken = try ImportedDeployment(contents.sheets, at: registry.time)
    #expect(taken.isSound && taken.losses.isEmpty, "\(kind): \(taken.refusals + taken.due + taken.faults)")
    #expect(Set(taken.nodes.keys) == Set(registry.nodes.keys) && !taken.nodes.isEmpty, "\(kind)")
    #expect(try taken.contents().lines == contents.lines, "\(kind)")
    let again = try ImportedDeployment(try taken.contents().sheets, at: registry.time)
    #expect(again.nodes == taken.nodes, "\(kind)")
    return Set(registry.nodes.flatMap { id, node in differences(node, taken.nodes[id] ?? .null) })
  }

  // MARK: Absent values and times

  /// Columns of text that may be absent, of which every blank value says that they are.
  private static let optional = [
    "partner": ["certificate_alias"], "auth_policy": ["policy_schema", "version"],
    "partner_policy_bioextract": ["extractor_provider_version"], "misp": ["contact_no"],
    "registered_device_master": ["foundational_trust_provider_id"],
  ]

  @Test func `text that may be absent is, when it is blank`() throws {
    for table in TableContractTests.complete {
      for column in (TableContractTests.optional[table] ?? []) + ["upd_by"] where column != "version" {
        let absent = try taken(over: table, [column: nil])
        for blank in ["", " ", "\u{200B}\t"] {
          let taken = try taken(over: table, [column: blank])
          #expect(taken.isSound && taken.nodes == absent.nodes, "\(table).\(column): \(taken.refusals)")
          #expect(taken.losses["\(table).\(column)"] == 1, "\(table).\(column)")
        }
      }
    }
    let partner: [String: String?] = ["policy_group_id": "", "partner_type_code": "Device_Provider"]
    let alone = try ImportedDeployment(Deployment(("partner", partner)))
    #expect(alone.isSound && alone.stored(Partner.self, "bank")?.spec.policyGroup == nil)
  }

  @Test(arguments: complete) func `rows are neither of the future nor changed before they were made`(_ table: String)
    throws
  {
    let run = "2026-06-01 00:0"
    for (cells, reason) in [
      (["cr_dtimes": run + "5:00", "upd_dtimes": run + "5:00"], nil),
      (["cr_dtimes": "9999-01-01 00:00:00"], "cr_dtimes is in the future; times are read as UTC"),
      (["upd_dtimes": run + "5:00.001"], "upd_dtimes is in the future; times are read as UTC"),
      (["cr_dtimes": "2026-05-01 00:05:00", "upd_dtimes": "2026-05-01 00:00:00"], nil),
      (
        ["cr_dtimes": "2026-05-01 00:05:00.001", "upd_dtimes": "2026-05-01 00:00:00"], "upd_dtimes is before cr_dtimes"
      ),
    ] as [([String: String?], String?)] {
      let taken = try taken(over: table, cells)
      let own = taken.tableImport.refusals.filter { $0.row.table.name == table }.map(\.reason)
      #expect(own == (reason.map { [$0] } ?? []), "\(cells)")
    }
  }

  @Test(arguments: [
    ("misp_license", "valid_from_date", "valid_to_date"), ("auth_policy", "valid_from_date", "valid_to_date"),
    ("partner_policy", "valid_from_datetime", "valid_to_datetime"),
  ])
  func `a validity has begun, and does not end before that`(_ table: String, _ first: String, _ last: String) throws {
    for (cells, reason) in [
      (
        [first: "9999-01-01 00:00:00", last: "9999-02-01 00:00:00"],
        "\(first) is in the future; times are read as UTC"
      ),
      ([first: "2026-01-02 00:00:00", last: "2026-01-01 23:59:59.999"], "\(last) is before \(first)"),
      ([first: "2026-01-02 00:00:00", last: "2026-01-02 00:00:00"], nil),
    ] as [([String: String?], String?)] {
      let taken = try taken(over: table, cells)
      let own = taken.tableImport.refusals.filter { $0.row.table.name == table }.map(\.reason)
      #expect(own == (reason.map { [$0] } ?? []), "\(cells)")
    }
  }

  @Test func `a request is not of the future`() throws {
    let taken = try taken(over: "partner_policy_request", ["request_datetimes": "2026-06-02 00:00:00"])
    #expect(
      taken.refusals.first == "partner_policy_request 1: request_datetimes is in the future; times are read as UTC")
  }

  @Test(arguments: [("misp_license", "license_key"), ("partner_policy", "policy_api_key")])
  func `keys that can be guessed or not be named are refused`(_ table: String, _ column: String) throws {
    // The services issue random licence keys; API keys are numbers in some deployments.
    let isRandom = table == "misp_license"
    let guessed = isRandom ? "\(column) is weak: it is a word or a number, or has few different characters" : nil
    for (key, reason) in [
      ("password", guessed), ("Registry2", guessed), ("aaAAaaAA", guessed), ("k7Gq2zRt", nil),
      ("a", "\(column) is weak: it has fewer than 8 characters"),
      ("1234567", "\(column) is weak: it has fewer than 8 characters"),
      ("s3cret key", "\(column) has characters other than letters, digits and hyphens"),
      ("        ", "\(column) has characters other than letters, digits and hyphens"),
      ("клавиши-клавиши", "\(column) has characters other than letters, digits and hyphens"), ("12345678", guessed),
    ] as [(String, String?)] {
      let taken = try taken(over: table, [column: key])
      let own = taken.tableImport.refusals.filter { $0.row.table.name == table }.map(\.reason)
      #expect(own == (reason.map { [$0] } ?? []), "\(key)")
      let warnings = taken.remarks.map { $0.replacing("\(table) 1: \(column) ", with: "") }
      let isShort = table == "partner_policy" && reason == nil
      #expect(warnings == (isShort ? ["is weak: it has fewer than 20 characters"] : []))
    }
  }

  // MARK: Hostile values

  /// A good row of each table of objects.
  private static let complete = [
    "policy_group", "auth_policy", "partner", "partner_policy_request", "partner_policy", "partner_policy_bioextract",
    "misp", "misp_license", "device_provider", "foundational_trust_provider", "mosip_device_service",
    "registered_device_master",
  ]

  @Test func `a complete deployment is imported`() throws {
    let taken = try taken(over: "", [:])
    #expect(taken.isSound && taken.losses == ["partner_policy_bioextract.id": 1] && taken.remarks == [])
    #expect(taken.nodes.count == 8)
    #expect(
      try taken.contents().filter { !$0.isReference }.map(\.rows.count) == TableContractTests.complete.map { _ in 1 })
  }

  @Test(arguments: complete) func `whatever a column holds, it is kept, refused or counted`(_ table: String) throws {
    var deployment = Deployment()
    deployment.add(table, [:])
    let columns = try #require(deployment.rows[table]?.first).keys.sorted()
    for column in columns {
      for value in [nil, "", "\u{1B}[31m\u{202E}", "../../x", "s3cret\r\n\u{FFFF}'\u{301}", longest] {
        let taken = try taken(over: table, [column: value])
        let what = "\(column) \(value.debugDescription.prefix(40))"
        #expect(taken.due == [], "\(what)")
        #expect(taken.refusals.allSatisfy { !$0.contains("s3cret-") && !$0.hasSuffix(".") }, "\(what)")
        let rows = try taken.contents()[table]?.rows ?? []
        let isRefused = taken.tableImport.refusals.contains { $0.row.table.name == table }
        #expect(rows.count == (isRefused ? 0 : 1), "\(what)")
        guard let row = rows.first, let index = Deployment.columns(of: table).firstIndex(of: column) else { continue }
        let isSame = row[index] == Cell(value, form: Deployment.forms(of: table)[index])
        #expect(isSame == (taken.losses["\(table).\(column)"] == nil), "\(what)")
      }
    }
  }

  private let longest = String(repeating: "x", count: 6000)

  private func taken(over table: String, _ cells: [String: String?]) throws -> ImportedDeployment {
    var deployment = Deployment()
    for name in TableContractTests.complete {
      // One that has extractors.
      let type: [String: String?] = name == "partner" ? ["partner_type_code": "Credential_Partner"] : [:]
      deployment.add(name, type.merging(name == table ? cells : [:]) { $1 })
    }
    return try ImportedDeployment(deployment)
  }
}

/// The members in which two trees differ; the places of lists do not count.
func differences(_ left: Node, _ right: Node, at path: String = "") -> [String] {
  if let left = left.entries, let right = right.entries {
    let keys = left.map(\.key.text) + right.map(\.key.text).filter { name in !left.contains { $0.key.text == name } }
    return keys.flatMap { name in
      differences(
        left.first { $0.key.text == name }?.value ?? .text("absent"),
        right.first { $0.key.text == name }?.value ?? .text("absent"), at: path.isEmpty ? name : path + "." + name)
    }
  }
  if let left = left.items, let right = right.items, left.count == right.count {
    return zip(left, right).flatMap { differences($0, $1, at: path) }
  }
  return left == right ? [] : [path]
}
