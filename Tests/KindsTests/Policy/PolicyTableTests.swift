import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing
import Transfer

/// Policies as rows of a table.
@Suite struct PolicyTableTests {
  private static let later: [String: String?] = [
    "policy_file_id":
      #"{"authTokenType":"policy","allowedAuthTypes":[{"authType":"otp","mandatory":true}],"allowedKycAttributes":[]}"#,
    "version": "1.0", "policy_schema": "https://schemas.mosip.io/v1/auth-policy",
    "valid_to_date": "2026-06-30 00:00:00",
  ]

  private func policy(_ cells: [String: String?], group: [String: String?] = [:]) throws -> ImportedDeployment {
    try ImportedDeployment(Deployment(("policy_group", group), ("auth_policy", cells)))
  }

  /// What a row means: type, publish and status of the spec, then publication, status, cause and end.
  private func meaning(_ taken: ImportedDeployment) throws -> String {
    #expect(taken.isSound, "\(taken.refusals + taken.due + taken.faults)")
    let policy = try #require(taken.stored(Policy.self, "login"))
    let end = policy.status.validTo.map { $0.date } ?? "-"
    return "\(policy.spec.policyType?.rawValue ?? "-") \(policy.spec.publish) \(policy.spec.status.rawValue) "
      + "\(policy.status.publication.rawValue) \(policy.status.status.rawValue) \(policy.status.offBy?.rawValue ?? "-") \(end)"
  }

  @Test func `the documented body is told from the later type of the same name`() throws {
    #expect(try meaning(policy([:])) == "- false Active PUBLISHED Active - -")
    #expect(try meaning(policy(["policy_type": "AUTH"])) == "- false Active PUBLISHED Active - -")
    #expect(
      try meaning(policy(["valid_to_date": "2026-07-01 00:00:00"])) == "- false Active PUBLISHED Active - 2026-07-01")
    #expect(try meaning(policy(PolicyTableTests.later)) == "Auth true Active PUBLISHED Active - 2026-06-30")
  }

  @Test func `drafted, published, off by itself and off with its group`() throws {
    let off: [String: String?] = ["is_active": "f"]
    let draft = PolicyTableTests.later.merging(off) { $1 }.merging(["policy_schema": nil]) { $1 }
    #expect(try meaning(policy(draft)) == "Auth false Active DRAFTED De-Active - 2026-06-30")
    #expect(try meaning(policy(draft, group: off)) == "Auth false Active DRAFTED De-Active - 2026-06-30")
    let later = PolicyTableTests.later.merging(off) { $1 }
    #expect(try meaning(policy(later)) == "Auth true De-Active PUBLISHED De-Active policy 2026-06-30")
    #expect(try meaning(policy(later, group: off)) == "Auth true Active PUBLISHED De-Active group 2026-06-30")
    #expect(try meaning(policy(off)) == "- false De-Active PUBLISHED De-Active policy -")
    #expect(try meaning(policy(off, group: off)) == "- false Active PUBLISHED De-Active group -")
    // Published before there were schemas.
    let schemaless = PolicyTableTests.later.merging(["policy_schema": nil]) { $1 }
    #expect(try meaning(policy(schemaless)) == "Auth true Active PUBLISHED Active - 2026-06-30")
  }

  @Test func `an active policy of an inactive group asks for what its group would do`() throws {
    let taken = try policy([:], group: ["is_active": "f"])
    #expect(taken.refusals == [] && taken.faults == [])
    #expect(taken.due == ["Policy login: policy.updateStatus"])
  }

  @Test func `the content keeps its members and their order`() throws {
    let body =
      #"{"allowedKycAttributes":[{"required":false,"attributeName":"fullName"}],"authPolicies":[{"mandatory":true,"authType":"otp"}]}"#
    let taken = try policy(["policy_file_id": body])
    #expect(taken.isSound && taken.losses == [:])
    #expect(try taken.contents()["auth_policy"]?.rows.map { $0[4] } == [.text(body)])
    let spaced = try policy(["policy_file_id": " " + body.replacing(":", with: ": ") + "\n"])
    #expect(spaced.isSound && spaced.losses == ["auth_policy.policy_file_id": 1])
  }

  @Test(arguments: [
    ("", "policy_file_id is not valid JSON: the document ends where a value is expected"),
    ("{", "policy_file_id is not valid JSON: a key in quotes is expected"),
    ("{\"a\":1,\"a\":2}", "policy_file_id is not valid JSON: the key \"a\" appears twice"),
    ("[]", "Invalid Input Parameter - policies (PMS_COR_002)"),
    ("1", "Invalid Input Parameter - policies (PMS_COR_002)"),
    ("null", "Missing Input Parameter - policies (PMS_COR_001)"),
  ])
  func `a content that is none is refused`(_ body: String, _ reason: String) throws {
    let taken = try policy(["policy_file_id": body])
    #expect(taken.refusals.map { $0.hasPrefix("auth_policy 1: \(reason)") } == [true], "\(taken.refusals)")
  }

  @Test func `hostile contents are refused or rest`() throws {
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    let long = String(repeating: "k", count: 3000)
    for body in [
      #"{"authPolicies":[],"allowedKycAttributes":[],"\#(long)":1}"#,
      #"{"authPolicies":\#(deep),"allowedKycAttributes":[]}"#,
      #"{"authPolicies":[],"allowedKycAttributes":[],"x":\#(deep)}"#, #"{"a":"\u0000\ud800"}"#,
      #"{"authPolicies":[{"authType":"\u001b[31m"}],"allowedKycAttributes":[]}"#, String(repeating: "[", count: 5000),
      #"{"authPolicies":[{"authType":1e999,"mandatory":"yes"}],"allowedKycAttributes":{}}"#,
      "{}", #"{"x":"\#(String(repeating: "x", count: 6000))"}"#,
    ] {
      let taken = try policy(["policy_file_id": body])
      #expect(taken.refusals.count == 1 || !taken.faults.isEmpty, "\(body.prefix(80)) \(taken.refusals) \(taken.due)")
    }
  }

  @Test func `rows that make no policy are refused`() throws {
    let taken = try ImportedDeployment(
      Deployment(
        ("policy_group", [:]), ("policy_group", ["id": "2", "name": "Trade", "is_deleted": "t"]),
        ("policy_group", ["id": "3"]), ("auth_policy", [:]), ("auth_policy", ["id": "2"]),
        ("auth_policy", ["id": "3", "name": "C", "policy_group_id": "2"]),
        ("auth_policy", ["id": "4", "name": "D", "policy_group_id": "9"]),
        ("auth_policy", ["id": "5", "name": "E", "policy_group_id": nil]),
        ("auth_policy", ["id": "6", "name": "F", "policy_type": "Lottery"]),
        ("auth_policy", ["id": "7", "name": "G", "is_deleted": "t"]),
        ("auth_policy", ["id": "8", "name": "H", "version": "123456789"])))
    #expect(
      taken.refusals == [
        "policy_group 2: it is deleted", "policy_group 3: PolicyGroup banking (1) has the same policy group name",
        "auth_policy 2: Policy login (1) has the same policy name in its group",
        "auth_policy 3: policy_group_id: there is no PolicyGroup 2, or it is left out too",
        "auth_policy 4: policy_group_id: there is no PolicyGroup 9, or it is left out too",
        "auth_policy 5: policy_group_id is null",
        "auth_policy 6: policy_type is not one of Auth, DataShare, CredentialIssuance", "auth_policy 7: it is deleted",
        "auth_policy 8: Invalid Input Parameter - version (PMS_COR_002); must have 1 to 8 characters; this has 9",
      ])
    #expect(taken.faults == [] && taken.due == [])
  }
}
