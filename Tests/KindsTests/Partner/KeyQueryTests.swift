import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The documented reads on API keys and the requests for them: every answer, every failure, every event.
@Suite struct KeyQueryTests {
  private let registry: TestRegistry

  init() throws {
    registry = try registryWithKeys()
  }

  private func told(_ id: String, _ words: String...) throws -> Told { try Told(id, words, registry) }

  private static let partnerEnvelope = "mosip.partnermanagement.partners.retrieve"

  // MARK: C7

  @Test(arguments: ["a", "100000000000"]) func `a partner is shown to its managers`(_ word: String) throws {
    let details =
      "{\"partnerID\":\"100000000000\",\"status\":\"Active\",\"organizationName\":\"a\",\"contactNumber\":\"1\","
      + "\"emailID\":\"a@b.co\",\"address\":\"X\"}"
    #expect(
      try told("partner.show", word) == Told(Self.partnerEnvelope, details, "PMS_PRT_161 *", "PMS_PRT_261 *"))
  }

  @Test func `an unknown partner is not shown`() throws {
    #expect(
      try told("partner.show", "d")
        == Told(
          Self.partnerEnvelope, failing: "PMS_PMP_013", "Partner does not exist", "PMS_PRT_161 *", "PMS_PRT_761 *"))
  }

  // MARK: C8

  private static let policyEnvelope = "mosip.partnermanagement.partners.retrieve.policy"

  @Test(arguments: ["b", "100000000001"]) func `the policy of a key is told by its id`(_ word: String) throws {
    let policy = try #require(registry.stored(Policy.self, "insurance")).id
    #expect(
      try told("partner.policy", word, registry.key("b", "k"))
        == Told(
          Self.policyEnvelope, "{\"partnerID\":\"100000000001\",\"policyId\":\"\(policy)\"}", "PMS_PRT_151 *",
          "PMS_PRT_251 *"))
  }

  @Test(arguments: ["a", "nobody"]) func `an unknown key comes before an unknown partner`(_ word: String) throws {
    #expect(
      try told("partner.policy", word, "mystery")
        == Told(
          Self.policyEnvelope, failing: "PMS_PMP_007", "Partner API Key does not exist", "PMS_PRT_151 *",
          "PMS_PRT_751 *"))
  }

  @Test func `a key of nobody's partner tells that there is none`() throws {
    #expect(
      try told("partner.policy", "nobody", registry.key("a", "k"))
        == Told(
          Self.policyEnvelope, failing: "PMS_PMP_005", "Partner ID nobody does not exist", "PMS_PRT_151 *",
          "PMS_PRT_751 *"))
  }

  @Test func `another partner's key is refused`() throws {
    #expect(
      try told("partner.policy", "b", registry.key("a", "k"))
        == Told(
          Self.policyEnvelope, failing: "PMS_PMP_009",
          "Partner api key does not belong to the Policy Group of the Partner Manger", "PMS_PRT_151 *",
          "PMS_PRT_751 *"))
  }

  // MARK: C9 and C10

  private static let requestEnvelope = "mosip.partnermanagement.partners.apikey.request.retrieve"
  private static let noRequests = "No Partner api key requests for the Policy Group"

  private func request(_ partner: String, _ entry: String, _ status: String) throws -> String {
    let id = partner == "a" ? "100000000000" : "100000000001"
    return "{\"partnerID\":\"\(id)\",\"status\":\"\(status)\",\"organizationName\":\"\(partner)\","
      + "\"policyName\":\"Insurance Policy\",\"policyDesc\":\"Desc about policy\","
      + "\"apiKeyReqNo\":\"\(try registry.request(partner, entry))\"}"
  }

  @Test func `the requests of all partners are listed, decided ones too`() throws {
    let requests = [
      try request("a", "k", "Approved"), try request("a", "l", "In-Progress"), try request("a", "m", "Rejected"),
      try request("b", "k", "Approved"),
    ]
    #expect(
      try told("partner.requests")
        == Told(
          Self.requestEnvelope, "{\"apikeyRequests\":[\(requests.joined(separator: ","))]}", "PMS_PRT_151 *",
          "PMS_PRT_251 *"))
  }

  @Test func `no request at all is told`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["0.yaml": partnerSurroundings, "c.yaml": partner("c")])
    #expect(
      try Told("partner.requests", [], registry)
        == Told(Self.requestEnvelope, failing: "PMS_PMP_015", Self.noRequests, "PMS_PRT_151 *", "PMS_PRT_751 *"))
  }

  @Test func `one request is shown, in an envelope of another id`() throws {
    #expect(
      try told("partner.request", registry.request("a", "l"))
        == Told(
          "mosip.partnermanagement.partners.apikey.requests.retrieve", try request("a", "l", "In-Progress"),
          "PMS_PRT_151 *", "PMS_PRT_251 *"))
  }

  @Test(arguments: ["l", "a", "00000000-0000-4000-8000-999999999999"])
  func `a word that is not the id of a request finds none`(_ word: String) throws {
    #expect(
      try told("partner.request", word)
        == Told(Self.requestEnvelope, failing: "PMS_PMP_015", Self.noRequests, "PMS_PRT_151 *", "PMS_PRT_751 *"))
  }

  @Test func `a request whose policy is gone is shown without its name`() throws {
    var registry = registry
    registry.remove(Policy.self, "insurance")
    #expect(try Told("partner.requests", [], registry).answer.contains("\"policyName\":null,\"policyDesc\":null,"))
  }

  // MARK: D9

  private static let keysEnvelope = "mosip.partnermanagement.partners.retrieve.apiKeyRequests"

  @Test func `a partner's requests are listed, with keys that nobody sees`() throws {
    let ids = try ["k", "l", "m"].map { entry in
      "{\"apiKeyReqID\":\"\(try registry.request("a", entry))\",\"apiKeyRequestStatus\":"
    }
    #expect(
      try told("partner.keys", "a")
        == Told(
          Self.keysEnvelope,
          "{\"APIkeyRequests\":[\(ids[0])\"Approved\",\"partnerApiKey\":\"(secret)\",\"validityTill\":\"2026-04-01\"},"
            + "\(ids[1])\"In-Progress\"},\(ids[2])\"Rejected\"}]}", "PMS_PRT_159", "PMS_PRT_259"))
  }

  @Test func `a partner without requests says so`() throws {
    #expect(
      try told("partner.keys", "c")
        == Told(Self.keysEnvelope, failing: "PMS_PRT_008", "No API Key Request found", "PMS_PRT_159"))
  }

  @Test func `the keys of an unknown partner are not listed`() throws {
    #expect(
      try told("partner.keys", "d")
        == Told(Self.keysEnvelope, failing: "PMS_PRT_005", "Partner does not exist", "PMS_PRT_159"))
  }

  // MARK: D3

  private static let keyEnvelope = "mosip.partnermanagement.partners.apikey.status"

  @Test func `the key of an approved request is there to be shown, and its validity with it`() throws {
    for word in ["k", try registry.request("a", "k")] {
      #expect(
        try told("partner.key", "a", word)
          == Told(
            Self.keyEnvelope,
            "{\"apiKeyRequestStatus\":\"Approved\",\"partnerApiKey\":\"(secret)\",\"validityTill\":\"2026-04-01\"}",
            "PMS_PRT_159", "PMS_PRT_259"))
    }
    let read = try #require(Partner.queries.first { $0.id == "partner.key" })
    let answer = read.perform(["a", "k"], in: try registry.registry())
    #expect(answer.response?.revealedLine.contains(try registry.key("a", "k")) == true)
  }

  @Test(arguments: [("l", "In-Progress"), ("m", "Rejected")])
  func `of a request that is not approved the status alone is told`(_ entry: String, _ status: String) throws {
    #expect(
      try told("partner.key", "a", entry)
        == Told(Self.keyEnvelope, "{\"apiKeyRequestStatus\":\"\(status)\"}", "PMS_PRT_159", "PMS_PRT_259"))
  }

  @Test func `an unknown partner comes before an unknown request`() throws {
    #expect(
      try told("partner.key", "d", "x")
        == Told(Self.keyEnvelope, failing: "PMS_PRT_005", "Partner does not exist", "PMS_PRT_159"))
  }

  @Test func `a request that is unknown, or another partner's, is told`() throws {
    for word in ["x", try registry.request("b", "k")] {
      #expect(
        try told("partner.key", "a", word)
          == Told(Self.keyEnvelope, failing: "PMS_PRT_006", "APIKeyReqID does not exist", "PMS_PRT_159"))
    }
  }

  // MARK: Secrets

  @Test func `a read reveals one member at most, and that is a secret`() {
    let revealing = Partner.queries.filter { $0.reveals != nil }
    #expect(revealing.map(\.id) == ["partner.key"])
    #expect(revealing.allSatisfy { $0.reveals.map { Partner.secretResponseMembers.contains(ExactString($0)) } == true })
  }
}
