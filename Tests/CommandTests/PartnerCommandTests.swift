import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// The documented reads on partners, their keys and the policies of these, asked on the command line.
struct PartnerCommandTests {
  private static let manifests = """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata: {name: banking}
    spec: {name: Banking, desc: Banking sector}
    ---
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: insurance}
    spec: {policyGroup: banking, name: Insurance, desc: "For \\u202E insurers", policies: {
      authPolicies: [{authType: otp, mandatory: true}, {authType: bio, authSubType: FINGER, mandatory: false}],
      allowedKycAttributes: [{attributeName: fullName, required: true}]}}
    ---
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: cards}
    spec: {policyGroup: banking, name: Cards, desc: D, policyType: DataShare, version: "1", publish: true, policies: {
      dataSharePolicies: {typeOfShare: direct, validForInMinutes: "30", transactionsAllowed: "2",
        encryptionType: none, shareDomain: d, source: s, "x\\u202Ey": "\\u2066z"},
      shareableAttributes: [{attributeName: fullName, encrypted: true, source: [{attribute: name}]}]}}
    ---
    apiVersion: partnerctl/v1
    kind: Partner
    metadata: {name: acme}
    spec: {organizationName: Acme, contactNumber: "1", emailId: a@acme.example, address: X, partnerType: Auth_Partner,
      policyGroup: banking, apiKeys: [
        {name: payments, policy: insurance, useCaseDescription: U, request: Approved},
        {name: cards, policy: cards, useCaseDescription: U, request: Approved},
        {name: loans, policy: insurance, useCaseDescription: U}]}
    ---
    apiVersion: partnerctl/v1
    kind: Partner
    metadata: {name: vendor}
    spec: {organizationName: Vendor, contactNumber: "1", emailId: v@v.example, address: X, partnerType: Device_Provider}

    """

  private static let warning =
    "warning: others can see a secret on the command line; give - and the secret on standard input, or set "

  /// A partner with keys and a MISP with one.
  private func withKeys(_ body: (RegistrySandbox, _ payments: String, _ license: String) throws -> Void) throws {
    try withRegistry(["all.yaml": Self.manifests, "m.yaml": .misp("m", "approval: approved")]) { registry in
      #expect(registry.run("reconcile").code == .done)
      let keys = try registry.stored("objects/partners/acme.json").at("status", "apiKeys").items ?? []
      let licenses = try registry.misp("m").at("status", "licenseKeys").items ?? []
      try body(registry, try #require(keys[0].at("key").text), try #require(licenses[0].at("key").text))
    }
  }

  private func asked(_ registry: RegistrySandbox, _ input: [String?], _ words: String...) -> Ran {
    registry.input = input
    return registry.run(words)
  }

  // MARK: Answers

  @Test func `partners, requests and keys are shown in every format`() throws {
    try withKeys { registry, payments, _ in
      let request = try #require(
        try registry.stored("objects/partners/acme.json").at("status", "apiKeyRequests").items?[2].at("id").text)
      registry.input = [payments, nil, payments, nil, payments, nil, "unknown"]
      try expectSnapshot(
        registry.transcript(
          "partner show acme", "partner show 100000000001 -o json", "partner show nobody",
          "partner policy acme -", "partner policy acme - -o json", "partner policy vendor -", "partner policy acme -",
          "partner requests", "partner requests -o mosip", "partner requests --pending",
          "partner requests --pending -o json", "partner show acme --pending", "partner request \(request)",
          "partner request \(request) -o json", "partner request loans", "partner request loans -o mosip",
          "partner keys acme", "partner keys acme -o json", "partner keys vendor", "partner keys nobody -o json",
          "partner key acme loans", "partner key acme loans -o json", "partner key acme other", "partner key nobody x",
          "partner", "partner lock", "partner show", "partner key acme", "partner show acme -o yaml"),
        "queries/partner")
      #expect(!registry.printed.contains("LicenceKey"))
    }
  }

  @Test func `a policy is found by an API key`() throws {
    try withKeys { registry, payments, _ in
      let cards = try registry.stored("objects/partners/acme.json").at("status", "apiKeys").items?[1].at("key").text
      registry.input = [payments, nil, payments, nil, cards, nil, "unknown", nil, "unknown"]
      try expectSnapshot(
        registry.transcript(
          "policy for-key -", "policy for-key - -o mosip", "policy for-key -", "policy for-key -",
          "policy for-key - -o json", "policy for-key -", "policy for-key", "policy", "policy show"),
        "queries/policy")
      #expect(!registry.printed.contains("LicenceKey"))
      #expect(!registry.printed.unicodeScalars.contains { $0.properties.generalCategory == .format })
    }
  }

  @Test func `MISP, partner and key are validated together`() throws {
    try withKeys { registry, payments, license in
      registry.input = [
        payments, license, nil, payments, license, nil, payments, "unknown", nil, payments, license, nil, "unknown",
        license, nil, payments, license, nil, payments,
      ]
      try expectSnapshot(
        registry.transcript(
          "partner validate acme - -", "partner validate acme - - -o json", "partner validate acme - -",
          "partner validate nobody - -", "partner validate acme - - -o mosip",
          "partner validate acme - - --now 2024-06-01", "partner validate acme - -", "partner validate acme",
          "partner validate"),
        "queries/partner.validate")
      #expect(!registry.printed.contains("LicenceKey"))
    }
  }

  @Test func `the key of a request is shown by one command alone, bare`() throws {
    try withKeys { registry, payments, _ in
      let bare = Ran(code: .done, output: payments + "\n", errors: "")
      #expect(registry.run("partner", "key", "acme", "payments") == bare)
      for format in ["json", "mosip"] {
        let response = try registry.run("partner", "key", "100000000000", "payments", "-o", format).json.at("response")
        #expect(
          response
            == .object([
              "apiKeyRequestStatus": .text("Approved"), "partnerApiKey": .text(payments),
              "validityTill": .text("2024-02-13"),
            ]))
      }
    }
  }

  // MARK: Secrets

  @Test func `who types keys is asked for each, and not for the end of the input`() throws {
    try withKeys { registry, payments, license in
      registry.isInputTerminal = true
      registry.input = [payments, license, "the next command"]
      let typed = registry.run("partner", "validate", "acme", "-", "-")
      #expect(typed.code == .done && typed.errors == "KEY: LICENSE_KEY: ")
      #expect(registry.input == ["the next command"])
    }
  }

  @Test func `two keys come from standard input, the environment, or with a warning`() throws {
    try withKeys { registry, payments, license in
      let valid = asked(registry, [payments, license], "partner", "validate", "acme", "-", "-")
      #expect(valid.code == .done && valid.errors == "")
      #expect(asked(registry, [payments, license], "partner", "validate", "acme", "-") == valid, "one - brings both")
      #expect(asked(registry, [payments, license], "partner", "validate", "acme", "-", "./") == valid)
      #expect(asked(registry, [payments, license, " ", ""], "partner", "validate", "acme", "-", "-") == valid)
      #expect(
        asked(registry, [payments, license, "", "x"], "partner", "validate", "acme", "-", "-").failure
          == .usage("standard input holds more than KEY and LICENSE_KEY", hint: "give one line for each"))
      #expect(
        asked(registry, [payments, license], "partner", "policy", "acme", "-").failure
          == .usage("standard input holds more than KEY", hint: "give one line for each"))
      #expect(
        asked(registry, [payments], "partner", "validate", "acme", "-").failure
          == .usage("standard input holds no LICENSE_KEY"))
      #expect(asked(registry, [], "partner", "validate", "acme", "-").failure == .usage("standard input holds no KEY"))
      let both = "PARTNERCTL_API_KEY and PARTNERCTL_LICENSE_KEY\n"
      #expect(
        registry.run("partner", "validate", "acme", payments, license)
          == Ran(code: .done, output: valid.output, errors: Self.warning + both))
      #expect(
        asked(registry, [license], "partner", "validate", "acme", payments, "-").errors
          == Self.warning + "PARTNERCTL_API_KEY\n")
      registry.variables["PARTNERCTL_LICENSE_KEY"] = license
      #expect(asked(registry, [payments], "partner", "validate", "acme", "-") == valid)
      #expect(registry.run("partner", "validate", "acme").code == .usage)
      registry.variables["PARTNERCTL_API_KEY"] = payments
      #expect(registry.run("partner", "validate", "acme") == valid)
      #expect(registry.run("partner", "validate", "acme", "./") == valid)
      #expect(registry.run("policy", "for-key").code == .done)
      #expect(registry.run("partner", "policy", "acme").code == .done)
      registry.variables["PARTNERCTL_API_KEY"] = ""
      #expect(registry.run("policy", "for-key").code == .usage)
    }
  }

  @Test func `no key is printed, whatever the answer and wherever the key appears`() throws {
    try withKeys { registry, payments, license in
      let partner = [
        ["validate", "acme", payments, license], ["validate", "acme", license, payments],
        ["validate", "acme", payments + "x", license], ["validate", "acme", payments, license + "x"],
        ["validate", payments, payments, license], ["validate", "acme", payments, license, license, "x"],
        ["policy", "vendor", payments], ["policy", payments, payments], ["policy", "acme", license],
        ["show", payments], ["keys", payments], ["key", payments, "payments"], ["key", "acme", payments],
        ["request", payments], ["requests"], ["keys", "acme"], [payments],
      ]
      let policy = [["for-key", payments], ["for-key", license], [payments]]
      for line in partner.map({ ["partner"] + $0 }) + policy.map({ ["policy"] + $0 }) {
        for format in ["text", "json", "mosip"] { _ = registry.run(line + ["-o", format, "--record"]) }
      }
      #expect(!registry.printed.contains("LicenceKey"))
      let files = try registry.git("grep", "-l", "LicenceKey", "HEAD")
      #expect(files == "HEAD:State/objects/misps/m.json\nHEAD:State/objects/partners/acme.json")
      #expect(try !registry.git("log", "--format=%B").contains("LicenceKey"))
    }
  }

  // MARK: Records

  @Test func `each read is recorded as a run of its own`() throws {
    try withKeys { registry, payments, license in
      registry.variables["PARTNERCTL_API_KEY"] = payments
      registry.variables["PARTNERCTL_LICENSE_KEY"] = license
      let queries: [(words: [String], operation: String, object: String?, events: [String], code: ExitCode)] = [
        (["partner", "validate", "acme"], "partner.validate", "acme", ["191", "291"], .done),
        (["partner", "validate", "vendor"], "partner.validate", "vendor", ["191", "791"], .faults),
        (["partner", "show", "acme"], "partner.show", "acme", ["161", "261"], .done),
        (["partner", "policy", "acme"], "partner.policy", "acme", ["151", "251"], .done),
        (["partner", "requests"], "partner.requests", nil, ["151", "251"], .done),
        (["partner", "request", "x"], "partner.request", nil, ["151", "751"], .faults),
        (["partner", "keys", "acme"], "partner.keys", "acme", ["159", "259"], .done),
        (["partner", "keys", "vendor"], "partner.keys", "vendor", ["159"], .faults),
        (["partner", "key", "acme", "payments"], "partner.key", "acme", ["159", "259"], .done),
        (["policy", "for-key"], "policy.forKey", "insurance", ["187", "287"], .done),
      ]
      for read in queries {
        let head = try registry.head
        #expect(registry.run(read.words + ["--record", "-q"]).code == read.code)
        #expect(try registry.git("rev-parse", "HEAD^") == head)
        let serial = try registry.stored("state.json").at("serial")
        let events = try registry.run("audit", "-o", "json").json.at("events").items?.filter {
          $0.at("serial") == serial
        }
        #expect(events?.map { $0.at("eventId").text } == read.events.map { "PMS_PRT_" + $0 })
        #expect(Set(events?.map { $0.at("operation").text } ?? []) == [read.operation])
        #expect(Set(events?.map { $0.at("object", "name").text } ?? []) == [read.object])
      }
      #expect(registry.run("verify").code == .done)
      #expect(registry.run("reconcile").output.hasPrefix("nothing to do"))
    }
  }
}
