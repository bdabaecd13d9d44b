import CertificateSupport
import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The documented audit events, each brought about by manifests or reads as people write them.
@Suite struct DocumentedEventTests {
  /// What scenarios have told so far.
  private struct Witness {
    private(set) var told: Set<EventDefinition> = []

    /// Runs files one after the other.
    @discardableResult
    mutating func reconcile(_ steps: [String: String]..., in registry: TestRegistry = TestRegistry()) throws
      -> TestRegistry
    {
      var registry = registry
      for files in steps { told.formUnion(try registry.reconcile(files).events.map(\.definition)) }
      return registry
    }

    mutating func ask(_ id: String, _ words: String..., in registry: TestRegistry) throws {
      let read = try #require(registry.catalog.kinds.flatMap { $0.queries }.first { $0.id == id })
      let answer = read.perform(words, in: try registry.registry())
      told.formUnion(answer.auditEvents(of: read, run: registry.run(), catalog: registry.catalog).map(\.definition))
    }
  }

  @Test func `manifests and queries bring about every documented event but one`() throws {
    var witness = Witness()
    try misps(&witness)
    try policies(&witness)
    try partners(&witness)
    try certificates(&witness)
    let documented = Catalog.standard.events().filter(\.isDocumented)
    #expect(documented.count == 80)
    let missing = documented.filter { !witness.told.contains($0) }.map { "\($0.module) \($0.name.id) \($0.name.row)" }
    // A manifest that asks for the decision already made asks for nothing.
    #expect(missing == ["MISP PMS_MSP_404 1"])
  }

  private func misps(_ witness: inout Witness) throws {
    func files(_ more: String, organization: String = "a", email: String = "a@b.co") -> [String: String] {
      ["a.yaml": misp("a", more, organization: organization, email: email), "b.yaml": misp("b")]
    }
    // 101–103, 212, 200; 104, 202, 201; 403; 107, 108, 203; 402, 416; 112, 211, 106, 113, 205; 407; 114; 418
    let registry = try witness.reconcile(
      files(""), files("approval: maybe"), files("approval: approved"),
      files("approval: approved", email: "new@b.co"), files("approval: approved", organization: "b"),
      files("approval: approved", email: "a@b"), files("approval: approved, status: De-Active"),
      files("approval: approved, status: maybe"), files("approval: approved, licenseKey: {status: maybe}"))
    let key = try registry.licenseKey("a")
    // 109–111, 204; 406
    try witness.ask(
      "misp.validateLicenseKey", "a", key, in: try witness.reconcile(files("approval: approved"), in: registry))
    try witness.ask("misp.validateLicenseKey", "a", "unknown", in: registry)
    // 105; 405; 401, 417
    try witness.reconcile(files("approval: rejected"))
    try witness.reconcile(files("status: De-Active"), files("status: De-Active, approval: approved"))
    try witness.reconcile(files("", email: "a@b"))
    try witness.reconcile(["b.yaml": misp("b")], files("", organization: "b"))
  }

  private func policies(_ witness: inout Witness) throws {
    let second = PolicyGroup.sample(1)
    func files(_ policy: String, group: String = PolicyTests.group) -> [String: String] {
      ["g.yaml": group, "h.yaml": second, "a.yaml": policy]
    }
    let policy = PolicyTests.documented()
    // 115, 215, 137, 237; 183, 283; 483; 156, 256; 456
    let registry = try witness.reconcile(
      files(policy), files(policy.replacing("desc: X", with: "desc: Y")), files(policy + "  status: maybe\n"),
      files(policy, group: PolicyTests.group.replacing("Banking sector", with: "Banks")),
      files(policy, group: PolicyTests.group.replacing("name: Banking", with: "name: Group 1")))
    // 437; 475
    try witness.reconcile(files(policy.replacing("otp", with: "pin")))
    try witness.reconcile(
      ["h.yaml": second],
      ["h.yaml": second, "g.yaml": PolicyTests.group.replacing("name: Banking", with: "name: Group 1")])
    // 187, 287; 487; 116, 216; 416
    try witness.ask("policy.find", "a", in: registry)
    try witness.ask("policy.find", "unknown", in: registry)
    try witness.ask("policyGroup.find", "banking", in: registry)
    try witness.ask("policyGroup.find", "unknown", in: registry)
  }

  private func partners(_ witness: inout Witness) throws {
    func files(_ partner: String) -> [String: String] {
      ["0.yaml": partnerSurroundings, "a.yaml": partner, "z.yaml": KindsTests.partner("z")]
    }
    func receiver(_ more: String) -> [String: String] {
      files(partner("a", more).replacing("Auth_Partner", with: "Credential_Partner"))
    }
    let extractor = "{policy: insurance, attributeName: photo, biometric: face, provider: mock}"
    let request = "apiKeys: [{name: k, policy: insurance, useCaseDescription: U"
    // 101, 200; 144, 244; 416, 402; 421
    try witness.reconcile(
      files(partner("a")), files(partner("a", email: "new@b.co")), files(partner("a", email: "a@b")),
      files(partner("a", organization: "z")), files(partner("a", "status: De-Active")),
      files(partner("a", "status: De-Active, \(request)}]")))
    // 401, 417, 419, 425, 429
    try witness.reconcile(files(partner("a", email: "a@b")))
    for refused in [
      partner("a", organization: "z"), partner("a").replacing("policyGroup: banking", with: "policyGroup: unknown"),
      partner("a").replacing("Auth_Partner", with: "Bank"), partner("a", email: "z@b.co"),
    ] {
      try witness.reconcile(["0.yaml": partnerSurroundings, "z.yaml": partner("z")], files(refused))
    }
    // 423; 122, 111, 211, 112, 212, 121, 221, 222
    try witness.reconcile(receiver("bioExtractors: [\(extractor)]"))
    let registry = try witness.reconcile(receiver("\(request), request: Approved}], bioExtractors: [\(extractor)]"))
    // 149, 249; 159, 259
    try witness.ask("partner.find", "a", in: registry)
    try witness.ask("partner.keys", "a", in: registry)
  }

  private func certificates(_ witness: inout Witness) throws {
    let root = TestCertificate("Root")
    let own = TestCertificate("a", key: .rsa2, by: root).with { certificate in
      certificate.subject = [("O", "a"), ("CN", "a")]
      certificate.isAuthority = false
    }
    let anchor = """
      apiVersion: partnerctl/v1
      kind: TrustAnchor
      metadata: {name: root}
      spec: {domain: AUTH, certificateFile: root.pem}

      """
    let files = [
      "0.yaml": partnerSurroundings, "a.yaml": partner("a", "certificateFile: a.pem"), "a.pem": own.pem,
    ]
    // 452; 431; 169, 269
    try witness.reconcile(files)
    try witness.reconcile(["root.yaml": anchor, "root.pem": "none"])
    let registry = try witness.reconcile(files.merging(["root.yaml": anchor, "root.pem": root.pem]) { $1 })
    try witness.ask("partner.certificate", "a", in: registry)
  }
}
