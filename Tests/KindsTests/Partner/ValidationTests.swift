import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The check of MISP, partner and API key together: what it answers, and which of several faults it names.
@Suite struct ValidationTests {
  /// The registry, and what is asked of it.
  struct Question {
    var registry: TestRegistry
    var partner = "a"
    var key: String
    var license: String

    init() throws {
      registry = try registryWithKeys()
      key = try registry.key("a", "k")
      license = try registry.licenseKey("m")
    }

    var told: Told { get throws { try Told("partner.validate", [partner, key, license], registry) } }
  }

  /// One thing that is wrong, and the documented answer to it.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    let message: String
    let apply: @Sendable (inout Question) throws -> Void

    init(
      _ name: String, _ code: String, _ message: String, _ apply: @escaping @Sendable (inout Question) throws -> Void
    ) {
      testDescription = name
      self.code = code
      self.message = message
      self.apply = apply
    }

    var told: Told {
      Told("mosip.partnermanagement.partners.retrieve", failing: code, message, "PMS_PRT_191 *", "PMS_PRT_791 *")
    }
  }

  private static let past: Instant = "2025-12-31T23:59:59.999Z"

  /// In the order in which they are looked for.
  static let faults: [Fault] = [
    Fault("unknown licence key", "PMS_PMP_020", "MISP license key not exists.") { $0.license = "mystery" },
    Fault("licence key switched off", "PMS_PMP_025", "License key of MISP is blocked") { asked in
      asked.registry.edit(MISP.self, "m") { $0.status.licenseKeys[0].status = .inactive }
    },
    Fault("licence key expired", "PMS_PMP_021", "MISP license key is expired.") { asked in
      asked.registry.edit(MISP.self, "m") { $0.status.licenseKeys[0].expiresAt = past }
    },
    Fault("MISP inactive", "PMS_PMP_025", "License key of MISP is blocked") { asked in
      asked.registry.edit(MISP.self, "m") { $0.status.status = .inactive }
    },
    Fault("unknown partner", "PMS_PMP_013", "Partner does not exist") { $0.partner = "nobody" },
    Fault("partner inactive", "PMS_PMP_016", "Partner is not active.") { asked in
      asked.registry.edit(Partner.self, "a") { $0.status.status = .inactive }
    },
    Fault("unknown API key", "PMS_PMP_017", "Partner is not mapped to any policy.") { $0.key = "mystery" },
    Fault("another partner's API key", "PMS_PMP_017", "Partner is not mapped to any policy.") { asked in
      asked.key = try asked.registry.key("b", "k")
    },
    Fault("API key switched off", "PMS_PMP_019", "Partner policy is not active.") { asked in
      asked.registry.edit(Partner.self, "a") { $0.status.apiKeys[0].status = .inactive }
    },
    Fault("API key expired", "PMS_PMP_018", "Partner policy got expired.") { asked in
      asked.registry.edit(Partner.self, "a") { $0.status.apiKeys[0].expiresAt = past }
    },
    Fault("policy missing", "PMS_PMP_017", "Partner is not mapped to any policy.") { asked in
      asked.registry.remove(Policy.self, "insurance")
    },
    Fault("policy inactive", "PMS_PMP_019", "Partner policy is not active.") { asked in
      asked.registry.edit(Policy.self, "insurance") { $0.status.status = .inactive }
    },
    Fault("policy group missing", "PMS_PMP_022", "Policy not exists.") { asked in
      asked.registry.remove(PolicyGroup.self, "banking")
    },
    Fault("policy group inactive", "PMS_PMP_023", "Policy is not active.") { asked in
      asked.registry.edit(PolicyGroup.self, "banking") { $0.status.isActive = false }
    },
    Fault("policy expired", "PMS_PMP_018", "Partner policy got expired.") { asked in
      asked.registry.edit(Policy.self, "insurance") { $0.status.validTo = past }
    },
  ]

  private static func response(_ policyExpiry: String = "null") -> String {
    let body =
      "{\"authPolicies\":[{\"authType\":\"otp\",\"mandatory\":true}],"
      + "\"allowedKycAttributes\":[{\"attributeName\":\"fullName\",\"required\":true}]}"
    return "{\"policyId\":\"100000000000\",\"policyName\":\"Insurance Policy\","
      + "\"policyDescription\":\"Desc about policy\",\"policyStatus\":true,"
      + "\"policy\":{\"policyId\":\"100000000000\",\"policies\":\(body)},"
      + "\"partnerId\":\"100000000000\",\"partnerName\":\"a\",\"mispExpiresOn\":\"2026-04-01T00:00:00.000Z\","
      + "\"policyExpiresOn\":\(policyExpiry),\"apiKeyExpiresOn\":\"2026-04-01T00:00:00.000Z\"}"
  }

  @Test(arguments: ["a", "100000000000"]) func `all is well, in an envelope without an id`(_ word: String) throws {
    var asked = try Question()
    asked.partner = word
    #expect(try asked.told == Told(nil, Self.response(), "PMS_PRT_191 *", "PMS_PRT_291 *"))
  }

  @Test func `the last moment of each validity is within it`() throws {
    var asked = try Question()
    asked.registry.time = "2026-04-01T00:00:00.000Z"
    asked.registry.edit(Policy.self, "insurance") { $0.status.validTo = "2026-04-01T00:00:00.000Z" }
    let response = Self.response("\"2026-04-01T00:00:00.000Z\"")
    #expect(try asked.told == Told(nil, response, "PMS_PRT_191 *", "PMS_PRT_291 *"))
    asked.registry.time = "2026-04-01T00:00:00.001Z"
    #expect(try asked.told == Self.faults[2].told)
  }

  @Test(arguments: faults) func `each fault has its answer`(_ fault: Fault) throws {
    var asked = try Question()
    try fault.apply(&asked)
    #expect(try asked.told == fault.told)
  }

  @Test(arguments: faults.indices) func `of two faults the first is named`(_ index: Int) throws {
    for later in Self.faults.indices where later > index {
      var asked = try Question()
      try Self.faults[index].apply(&asked)
      try Self.faults[later].apply(&asked)
      #expect(
        try asked.told == Self.faults[index].told,
        "\(Self.faults[index].testDescription), \(Self.faults[later].testDescription)")
    }
  }

  @Test func `a licence that went with its MISP is blocked`() throws {
    var asked = try Question()
    try asked.registry.reconcile(["m.yaml": misp("m", "approval: approved, status: De-Active")])
    #expect(try asked.told == Self.faults[1].told)
  }

  @Test func `the events name the partner, known from the request`() throws {
    let asked = try Question()
    let read = try #require(Partner.queries.first { $0.id == "partner.validate" })
    let registry = try asked.registry.registry()
    #expect(read.perform(["a", asked.key, "mystery"], in: registry).object == ObjectID(kind: "Partner", name: "a"))
    #expect(read.perform(["nobody", asked.key, asked.license], in: registry).object == nil)
  }
}
