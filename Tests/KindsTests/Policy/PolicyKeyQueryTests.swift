import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The policy of an API key.
@Suite struct PolicyKeyReadTests {
  private static let envelope = "mosip.partnermanagement.policies.retrieve.partnerAPIKey"
  private static let failure = Told(
    envelope, failing: "PMS_POL_013", "No policy available for given PartnerAPIKey", "PMS_PRT_187", "PMS_PRT_487")

  private func told(_ key: String, _ registry: TestRegistry) throws -> Told {
    try Told("policy.forKey", [key], registry)
  }

  @Test func `the policy of a key is shown whole`() throws {
    let registry = try registryWithKeys()
    #expect(
      try told(try registry.key("b", "k"), registry)
        == Told(
          Self.envelope,
          "{\"id\":\"100000000000\",\"name\":\"Insurance Policy\",\"desc\":\"Desc about policy\",\"is_Active\":true,"
            + "\"cr_by\":\"ada@example.org\",\"cr_dtimes\":\"2026-01-01T00:00:00.000Z\",\"up_by\":null,"
            + "\"upd_dtimes\":null,\"policies\":{\"authPolicies\":[{\"authType\":\"otp\",\"mandatory\":true}],"
            + "\"allowedKycAttributes\":[{\"attributeName\":\"fullName\",\"required\":true}]}}",
          "PMS_PRT_187", "PMS_PRT_287 Policy ID 100000000000"))
  }

  @Test func `it makes no difference whether the key is in force`() throws {
    var registry = try registryWithKeys()
    registry.time = "2027-01-01T00:00:00.000Z"
    registry.edit(Partner.self, "a") { $0.status.apiKeys[0].status = .inactive }
    let events = try told(try registry.key("a", "k"), registry).events
    #expect(events == ["PMS_PRT_187", "PMS_PRT_287 Policy ID 100000000000"])
  }

  @Test func `an unknown key has no policy`() throws {
    #expect(try told("mystery", try registryWithKeys()) == Self.failure)
  }

  @Test func `a key whose policy is gone has none`() throws {
    var registry = try registryWithKeys()
    registry.remove(Policy.self, "insurance")
    #expect(try told(try registry.key("a", "k"), registry) == Self.failure)
  }
}
