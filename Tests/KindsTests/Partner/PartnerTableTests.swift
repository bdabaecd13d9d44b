import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing
import Transfer

/// Partners as rows of tables.
@Suite struct PartnerTableTests {
  private typealias Cells = [String: String?]

  /// A partner in a group with two policies; of requests and keys what differs from one to the next.
  private func partner(
    _ cells: [String: String?] = [:], requests: [[String: String?]] = [], keys: [[String: String?]] = [],
    extractors: [[String: String?]] = []
  ) throws -> ImportedDeployment {
    var deployment = Deployment(
      ("policy_group", [:]), ("auth_policy", [:]), ("auth_policy", ["id": "2", "name": "Web"]), ("partner", cells))
    for (index, request) in requests.enumerated() {
      deployment.add("partner_policy_request", ["id": "r\(index + 1)"].merging(request) { $1 })
    }
    for (index, key) in keys.enumerated() {
      deployment.add("partner_policy", ["policy_api_key": "s3cret-\(index + 1)"].merging(key) { $1 })
    }
    for extractor in extractors { deployment.add("partner_policy_bioextract", extractor) }
    return try ImportedDeployment(deployment)
  }

  /// `r1 login login Approved`: id, name, policy and state of each request.
  private func requests(_ taken: ImportedDeployment) throws -> [String] {
    try #require(taken.stored(Partner.self, "bank")).status.apiKeyRequests.map {
      "\($0.id) \($0.name) \($0.policy) \($0.status.rawValue)"
    }
  }

  /// `s3cret-1 login login Active`: text, name, policy and switch of each key.
  private func keys(_ taken: ImportedDeployment) throws -> [String] {
    try #require(taken.stored(Partner.self, "bank")).status.apiKeys.map {
      "\($0.key.reveal()) \($0.name) \($0.policy) \($0.status.rawValue)"
    }
  }

  @Test func `requests are named after their policies, with numbers`() throws {
    let taken = try partner(requests: [
      ["request_datetimes": "2026-01-03 00:00:00", "status_code": "In-Progress"],
      ["request_datetimes": "2026-01-01 00:00:00", "status_code": "rejected"],
      ["request_datetimes": "2026-01-02 00:00:00", "policy_id": "2", "status_code": "APPROVED"],
      ["request_datetimes": "2026-01-02 00:00:00", "status_code": "In-Progress"],
    ])
    #expect(taken.isSound && taken.losses["partner_policy_request.status_code"] == 2)
    #expect(
      try requests(taken) == [
        "r2 login login Rejected", "r3 web web Approved", "r4 login-2 login In-Progress",
        "r1 login-3 login In-Progress",
      ])
    let spec = try #require(taken.stored(Partner.self, "bank")).spec.apiKeys
    #expect(
      spec.map { "\($0.name) \($0.policy) \($0.request?.rawValue ?? "-") \($0.status.rawValue)" } == [
        "login login Rejected Active", "web web Approved Active", "login-2 login - Active", "login-3 login - Active",
      ])
  }

  @Test func `a policy whose name ends in a number keeps its requests apart`() throws {
    var deployment = Deployment(
      ("policy_group", [:]), ("auth_policy", [:]), ("auth_policy", ["id": "2", "name": "Login 2"]), ("partner", [:]))
    for (index, policy) in ["1", "1", "2", "2", "1"].enumerated() {
      deployment.add("partner_policy_request", ["id": "r\(index)", "policy_id": policy, "status_code": "In-Progress"])
    }
    let taken = try ImportedDeployment(deployment)
    #expect(taken.isSound)
    #expect(
      try requests(taken) == [
        "r0 login login In-Progress", "r1 login-2 login In-Progress", "r2 login-2-2 login-2 In-Progress",
        "r3 login-2-3 login-2 In-Progress", "r4 login-3 login In-Progress",
      ])
  }

  @Test func `long policy names leave room for numbers`() throws {
    let name = String(repeating: "x", count: 128)
    var deployment = Deployment(("policy_group", [:]), ("auth_policy", ["name": name]), ("partner", [:]))
    for index in 0..<12 {
      deployment.add("partner_policy_request", ["id": "r\(index)", "status_code": "In-Progress"])
    }
    let taken = try ImportedDeployment(deployment)
    #expect(taken.isSound)
    #expect(try Set(#require(taken.stored(Partner.self, "bank")).status.apiKeyRequests.map(\.name)).count == 12)
  }

  @Test func `keys find the requests of their policies, and moved ones what is left`() throws {
    let one: [String: String?] = ["request_datetimes": "2026-01-01 00:00:00"]
    let taken = try partner(
      requests: [
        one, one.merging(["policy_id": "2"]) { $1 }, one, one.merging(["status_code": "Rejected"]) { $1 },
        one.merging(["status_code": "In-Progress"]) { $1 },
      ],
      keys: [
        ["policy_id": "2", "valid_from_datetime": "2026-01-02 00:00:00", "is_active": "f"],
        ["policy_id": "2", "valid_from_datetime": "2026-01-03 00:00:00"],
        ["policy_id": "1", "valid_from_datetime": "2026-01-04 00:00:00"],
        ["policy_id": "1", "valid_from_datetime": "2026-01-05 00:00:00"],
      ])
    #expect(taken.refusals == ["partner_policy 1: its partner has no approved request that it could belong to"])
    #expect(taken.due == [] && taken.faults == [])
    #expect(
      try keys(taken) == ["s3cret-1 web web De-Active", "s3cret-3 login login Active", "s3cret-4 login-2 login Active"])
    let moved = try partner(
      requests: [one, one], keys: [["policy_id": "2", "upd_by": "bea", "upd_dtimes": "2026-02-01 00:00:00"], [:]])
    #expect(moved.isSound && moved.losses == [:])
    #expect(try keys(moved) == ["s3cret-1 login-2 web Active", "s3cret-2 login login Active"])
    #expect(try requests(moved) == ["r1 login login Approved", "r2 login-2 login Approved"])
    #expect(try #require(moved.stored(Partner.self, "bank")).spec.apiKeys.map(\.policy) == ["login", "web"])
  }

  @Test(
    arguments: [
      ("Activated", nil), ("InProgress", "InProgress"), ("approved", "approved"), ("activated", "-"), ("Approved", "-"),
      ("rejected", "-"), ("", "-"),
    ] as [(String, String?)])
  func `the services' word is kept as it is`(_ word: String, _ expected: String?) throws {
    let taken = try partner(["approval_status": word])
    guard expected != "-" else {
      let reason = "partner 1: approval_status is not one of Activated, InProgress, approved"
      #expect(taken.refusals == [reason])
      return
    }
    #expect(taken.isSound)
    #expect(taken.stored(Partner.self, "bank")?.status.registration.approvalStatus?.rawValue == expected)
    #expect(try taken.contents()["partner"]?.rows.map { $0[9] } == [.text(word)])
  }

  @Test func `rows that make no partner, request or key are refused, and no reason tells a key`() throws {
    var deployment = Deployment(
      ("policy_group", [:]), ("auth_policy", [:]), ("partner", [:]),
      ("partner", ["id": "2", "email_id": "b@example.org"]),
      ("partner", ["id": "3", "name": "C"]), ("partner", ["id": "4", "name": "D", "policy_group_id": "9"]),
      ("partner", ["id": "5", "name": "E", "email_id": "e@example.org", "partner_type_code": "Lottery"]),
      ("partner", ["id": "6", "name": "F", "email_id": "f@example.org"]),
      ("partner", ["id": "7", "name": "G", "email_id": "g@example.org", "is_deleted": "t"]))
    for (index, cells)
      in ([
        [:], ["part_id": "6"], ["part_id": "7"], ["part_id": "99"], ["id": "../../x"], ["policy_id": "9"],
        ["status_code": "Issued"], ["is_deleted": "t"],
      ] as [[String: String?]]).enumerated()
    {
      deployment.add("partner_policy_request", ["id": "r\(index)"].merging(cells) { $1 })
    }
    for (index, cells)
      in ([
        [:], ["part_id": "6", "policy_api_key": "s3cret-0"], ["part_id": "7"], ["part_id": "99"], ["policy_id": "9"],
        ["policy_api_key": ""], ["valid_to_datetime": "infinity"],
      ] as [[String: String?]]).enumerated()
    {
      deployment.add("partner_policy", ["policy_api_key": "s3cret-\(index)"].merging(cells) { $1 })
    }
    let taken = try ImportedDeployment(deployment)
    let belongs = "the row that it belongs to is left out"
    #expect(
      taken.refusals.sorted()
        == [
          "partner 2: Partner bank (1) has the same organizationName and policyGroup",
          "partner 3: Partner bank (1) has the same emailId",
          "partner 4: policy_group_id: there is no PolicyGroup 9, or it is left out too",
          "partner 5: partner_type_code is \"Lottery\", not Auth_Partner, Credential_Partner, "
            + "Online_Verification_Partner, ABIS_Partner, Manual_Adjudication, Device_Provider, FTM_Provider, "
            + "MISP_Partner, Partner_Admin",
          "partner 7: it is deleted",
          "partner_policy 1: policy_api_key does not have 1 to 128 characters",
          "partner_policy 1: policy_id: there is no Policy 9, or it is left out too",
          "partner_policy 1: valid_to_datetime is not a time", "partner_policy 6: the row on line 2 has the same key",
          "partner_policy 7: \(belongs)", "partner_policy 99: part_id does not name a Partner of these tables",
          "partner_policy_request ../../x: id: \(Metadata.idFormat.explanation)",
          "partner_policy_request r2: \(belongs)",
          "partner_policy_request r3: part_id does not name a Partner of these tables",
          "partner_policy_request r5: policy_id: there is no Policy 9, or it is left out too",
          "partner_policy_request r6: status_code is \"Issued\", not In-Progress, Approved, Rejected",
          "partner_policy_request r7: it is deleted",
        ].sorted())
    #expect(try keys(taken) == ["s3cret-0 login login Active"])
    #expect(!taken.refusals.contains { $0.contains("s3cret") })
  }

  @Test func `ids of requests and keys appear once`() throws {
    let requests = try partner(requests: [["id": "r1"], ["id": "r1", "policy_id": "2"]])
    #expect(requests.refusals == ["partner_policy_request r1: the row on line 2 has the same key"])
    #expect(try self.requests(requests) == ["r1 login login Approved"])
    let keys = try partner(
      requests: [[:], [:]], keys: [["policy_api_key": "s3cret-1"], ["policy_api_key": "s3cret-1"]])
    #expect(keys.refusals == ["partner_policy 1: the row on line 2 has the same key"])
    #expect(try self.keys(keys) == ["s3cret-1 login login Active"])
    #expect(requests.due + requests.faults + keys.due + keys.faults == [])
  }

  @Test func `a decided request that does not say when is decided when it was made`() throws {
    let undated: Cells = ["upd_dtimes": nil, "upd_by": nil]
    let taken = try partner(
      requests: [
        undated, undated.merging(["status_code": "Rejected"]) { $1 },
        undated.merging(["status_code": "In-Progress"]) { $1 },
      ],
      keys: [["policy_api_key": "s3cret-key-of-twenty-characters"]])
    #expect(taken.isSound)
    let text = "upd_dtimes is the time of the request, because no time of the decision is given"
    #expect(taken.remarks == ["partner_policy_request r1: \(text)", "partner_policy_request r2: \(text)"])
    #expect(taken.losses == ["partner_policy_request.upd_dtimes": 2])
    let status = try #require(taken.stored(Partner.self, "bank")).status
    let day: Instant = "2026-01-01T00:00:00.000Z"
    #expect(status.apiKeyRequests.map(\.decidedAt) == [day, day, nil] && status.apiKeys.count == 1)
  }

  @Test func `requests and keys for policies of another group are refused`() throws {
    var deployment = Deployment(
      ("policy_group", [:]), ("policy_group", ["id": "2", "name": "Trade"]), ("auth_policy", [:]),
      ("auth_policy", ["id": "2", "name": "Web", "policy_group_id": "2"]), ("partner", [:]),
      (
        "partner",
        [
          "id": "2", "name": "B", "email_id": "b@example.org", "policy_group_id": nil,
          "partner_type_code": "Device_Provider",
        ]
      ))
    for (id, cells) in [("r1", [:]), ("r2", ["policy_id": "2"]), ("r3", ["part_id": "2"])] as [(String, Cells)] {
      deployment.add("partner_policy_request", ["id": id].merging(cells) { $1 })
    }
    deployment.add("partner_policy", ["policy_id": "2"])
    let taken = try ImportedDeployment(deployment)
    let reason = "policy_id: the policy is not of its partner's policy group"
    #expect(
      taken.refusals == [
        "partner_policy_request r2: \(reason)", "partner_policy 1: \(reason)", "partner_policy_request r3: \(reason)",
      ])
    #expect(try requests(taken) == ["r1 login login Approved"] && taken.due + taken.faults == [])
  }

  @Test func `nothing is remarked of a row that is not taken`() throws {
    let taken = try partner(keys: [[:]])
    #expect(taken.refusals == ["partner_policy 1: its partner has no approved request that it could belong to"])
    #expect(taken.remarks == [])
  }

  // MARK: Extractors

  @Test func `extractors are imported and exported`() throws {
    let taken = try partner(
      ["partner_type_code": "Credential_Partner"], requests: [[:], ["policy_id": "2"]],
      extractors: [
        ["policy_id": "2"], ["attribute_name": "iris", "extractor_provider_version": nil],
        ["biometric_sub_types": "Left,Right", "cr_by": "bea", "upd_by": "bea", "upd_dtimes": "2026-02-01 00:00:00"],
      ])
    #expect(taken.isSound && taken.remarks == [])
    #expect(
      try #require(taken.stored(Partner.self, "bank")).spec.bioExtractors.map {
        "\($0.policy) \($0.attributeName) \($0.biometric) \($0.provider) \($0.version ?? "-")"
      } == ["login iris face mock -", "login photo face mock 1.1", "web photo face mock 1.1"])
    #expect(
      taken.losses == [
        "partner_policy_bioextract.id": 3, "partner_policy_bioextract.biometric_sub_types": 1,
        "partner_policy_bioextract.cr_by": 1, "partner_policy_bioextract.upd_by": 1,
        "partner_policy_bioextract.upd_dtimes": 1,
      ])
    let contents = try taken.contents()
    let ids = contents["partner_policy_bioextract"]?.rows.map { $0[0].text ?? "" } ?? []
    #expect(Set(ids).count == 3 && ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    let again = try ImportedDeployment(try contents.sheets)
    #expect(again.isSound && again.losses == [:] && again.nodes == taken.nodes)
    #expect(try again.contents().lines == contents.lines)
  }

  @Test func `extractors that no operation could have stored are refused`() throws {
    let taken = try partner(
      ["partner_type_code": "Credential_Partner"], requests: [[:]],
      extractors: [
        [:], ["id": "x2"], ["id": "x3", "policy_id": "2"], ["id": "x4", "policy_id": "9"],
        ["id": "x5", "attribute_name": "a", "is_deleted": "t"], ["id": "x6", "attribute_name": "a"],
        ["id": "x7", "part_id": "9"],
      ])
    #expect(
      taken.refusals.sorted() == [
        "partner_policy_bioextract x2: the row on line 2 has the same key",
        "partner_policy_bioextract x3: policy_id: its partner has not requested a key for that policy",
        "partner_policy_bioextract x4: policy_id: there is no Policy 9, or it is left out too",
        "partner_policy_bioextract x5: it is deleted",
        "partner_policy_bioextract x7: part_id does not name a Partner of these tables",
      ])
    #expect(taken.stored(Partner.self, "bank")?.spec.bioExtractors.map(\.attributeName) == ["a", "photo"])
    let other = try partner(requests: [[:]], extractors: [[:]])
    #expect(
      other.refusals == ["partner_policy_bioextract 1: partners of the type Auth_Partner have no extractors"])
  }

  // MARK: Many

  @Test func `more requests and extractors than a partner may have are refused before they are compared`() throws {
    var requests = Array(repeating: Cells(), count: 101)
    let many = try partner(requests: requests, keys: [[:]])
    #expect(
      many.refusals.first == "partner 1: it has 101 requests for API keys; a partner has at most 100"
        && many.refusals.count == 103)
    requests.removeLast()
    #expect(try partner(requests: requests).isSound)
    let extractors = (0..<101).map { ["attribute_name": "a\($0)"] as Cells }
    let receiver = try partner(
      ["partner_type_code": "Credential_Partner"], requests: [[:]], extractors: extractors)
    #expect(receiver.refusals.first == "partner 1: it has 101 extractors; a partner has at most 100")
  }

  @Test func `one pass finds what is wrong with each of many rows that want the same name`() throws {
    var deployment = Deployment(("policy_group", [:]))
    for number in 0..<50 {
      // Of a type that needs a group, with none: every one alike.
      deployment.add("partner", ["id": "\(number)", "policy_group_id": nil])
      deployment.add("auth_policy", ["id": "\(number)", "policy_file_id": #"{"authPolicies":[{"authType":"otp"}]}"#])
    }
    let taken = try ImportedDeployment(deployment)
    #expect(taken.refusals.count == 100 && taken.due == [] && taken.faults == [])
    #expect(taken.refusals.allSatisfy { $0.contains(" (PMS_COR_001); ") }, "\(taken.refusals)")
  }

  @Test func `a row of a type that the program does not know is told`() throws {
    let sheets = [
      "partner_type": Sheet(
        file: "", columns: ["code", "is_policy_required"],
        records: [
          CSV.Record(["Auth_Partner", "t"], line: 2), CSV.Record(["ABIS_Partner", "f"], line: 3),
          CSV.Record(["Lottery", "f"], line: 4), CSV.Record([nil, nil], line: 5),
        ])
    ]
    #expect(
      try ImportedDeployment(sheets).refusals == [
        "partner_type (null): the type of partner is unknown",
        "partner_type ABIS_Partner: is_policy_required is true for every partner of that type",
        "partner_type Lottery: the type of partner is unknown",
      ])
  }
}
