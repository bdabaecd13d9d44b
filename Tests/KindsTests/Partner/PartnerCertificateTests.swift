import CertificateSupport
import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The upload of partners' certificates, each made here: what is kept, told and answered, and every refusal.
@Suite struct PartnerCertificateTests {
  private static let root = TestCertificate("Root")
  private static let middle = TestCertificate("Middle", key: .p384, by: root)
  private static let uploading = [
    "partner.uploadCertificate Partner ID 100000000000 *", "partner.uploadCertificate/2 Partner ID 100000000000 *",
  ]

  /// One that fits the partner `a`, but for what `change` makes of it.
  private static func own(
    by issuer: TestCertificate = root, _ change: (inout TestCertificate) -> Void = { _ in }
  ) -> TestCertificate {
    TestCertificate("a", key: .rsa2, by: issuer).with { certificate in
      certificate.subject = [("O", "a"), ("CN", "a")]
      certificate.isAuthority = false
      change(&certificate)
    }
  }

  private func files(
    _ pem: String?, type: String = "Auth_Partner", anchors: [String: TestCertificate] = ["root": root],
    domain: String = "AUTH"
  ) -> [String: String] {
    var files = ["0.yaml": partnerSurroundings]
    for (name, certificate) in anchors {
      files["\(name).pem"] = certificate.pem
      files["\(name).yaml"] = """
        apiVersion: partnerctl/v1
        kind: TrustAnchor
        metadata: {name: \(name)}
        spec: {domain: \(domain), certificateFile: \(name).pem}
        """
    }
    files["a.pem"] = pem
    files["a.yaml"] = partner("a", pem == nil ? "" : "certificateFile: a.pem").replacing("Auth_Partner", with: type)
    if type == "Device_Provider" || type == "FTM_Provider" {
      files["a.yaml"] = files["a.yaml"]?.replacing(", policyGroup: banking", with: "")
    }
    return files
  }

  private func events(_ outcome: Outcome) -> [String] {
    outcome.events.filter { $0.object?.kind == "Partner" }.map(\.brief)
  }

  // MARK: Success

  @Test func `a certificate is uploaded behind the creation, and its id and thumbprint are kept`() throws {
    var registry = TestRegistry()
    let certificate = Self.own()
    let outcome = try registry.reconcile(files(certificate.pem))
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(events(outcome) == ["PMS_PRT_101", "PMS_PRT_200"] + Self.uploading)
    #expect(
      outcome.changes.first { $0.object.kind == "Partner" }?.generated == ["metadata.id", "status.certificate.id"])
    let stored = try #require(registry.stored(Partner.self, "a"))
    #expect(stored.spec.certificate == certificate.pem && stored.spec.certificateFile == nil)
    let id = try #require(stored.status.certificate.id)
    #expect(id.count == 36 && stored.status.certificate.thumbprint?.count == 40)
    #expect(stored.status.certificate.expiresAt == "2099-12-31T23:59:59.000Z")
    #expect(
      stored.record.response?.revealedLine
        == envelope(
          "partners.certificate.upload", registry.time,
          "{\"message\":\"successfully uploaded partner's digital certificate\",\"certificateId\":\"\(id)\","
            + "\"timestamp\":\"\(registry.time)\"}"))
    #expect(try registry.reconcile(files(certificate.pem)).changesNothing)
    #expect(try registry.reconcile(files("\n" + certificate.pem + "\n\n")).events.isEmpty)
  }

  @Test func `a certificate is judged with the anchors of its own commit, in whatever order they come`() throws {
    var registry = TestRegistry()
    let certificate = Self.own(by: Self.middle) { $0.subject = [("O", "a Holdings"), ("CN", "a")] }
    // The intermediate's file comes before the root's.
    let all = files(certificate.pem, anchors: ["z-root": Self.root, "intermediate": Self.middle])
    let outcome = try registry.reconcile(all)
    #expect(outcome.answeredCodes == ["KER-PCM-008"])
    #expect(outcome.diagnostics.map(\.rule) == ["partner.certificate.organization"])
    #expect(registry.stored(TrustAnchor.self, "intermediate") != nil)
    #expect(try registry.reconcile(all).changesNothing, "nothing is audited twice")
  }

  @Test(arguments: [5, 7]) func `a chain of authorities is built from any order of their files`(_ count: Int) throws {
    var registry = TestRegistry()
    var chain = [Self.root]
    for number in 1..<count { chain.append(TestCertificate("CA \(number)", by: chain[number - 1])) }
    let anchors = chain.enumerated().map { number, certificate in ("\(count - number)", certificate) }
    let certificate = Self.own(by: chain[count - 1])
    let all = files(certificate.pem, anchors: Dictionary(uniqueKeysWithValues: anchors))
    #expect(try registry.reconcile(all).diagnostics.map(\.brief) == [])
    #expect(registry.stored(Partner.self, "a")?.spec.certificate == certificate.pem)
    #expect(try registry.reconcile(all).changesNothing)
  }

  @Test func `everything that is wrong with a new partner is told at once, and the first answer is recorded`() throws {
    var registry = TestRegistry()
    var all = files("no certificate")
    all["a.yaml"] = partner(
      "a",
      "certificateFile: a.pem, apiKeys: [{name: k, policy: unknown, useCaseDescription: U}, "
        + "{name: l, policy: insurance, useCaseDescription: U}, {name: m, policy: none, useCaseDescription: U}]"
    ).replacing("policyGroup: banking", with: "policyGroup: insurers")
    let outcome = try registry.reconcile(all)
    #expect(
      outcome.diagnostics.map { "\($0.code ?? "-") \($0.path?.description ?? "-")" } == [
        "PMS_PRT_002 spec.policyGroup", "KER-KMS-013 spec.certificateFile", "PMS_PRT_002 spec.apiKeys[0].policy",
        "PMS_PRT_002 spec.apiKeys[2].policy",
      ])
    #expect(outcome.answeredCodes == ["PMS_PRT_002"])
    #expect(events(outcome) == ["PMS_PRT_101", "PMS_PRT_419"])
    #expect(try registry.reconcile(all).changesNothing)
  }

  @Test func `another certificate takes the place of the first, and frees it for another partner`() throws {
    var registry = TestRegistry()
    let (first, second) = (Self.own(), Self.own { $0.serial = 2 })
    try registry.reconcile(files(first.pem))
    let id = registry.stored(Partner.self, "a")?.status.certificate.id
    #expect(events(try registry.reconcile(files(second.pem))) == Self.uploading)
    let stored = try #require(registry.stored(Partner.self, "a"))
    #expect(stored.status.certificate.id != id && stored.spec.certificate == second.pem)
    let others = ["b.pem": first.pem, "b.yaml": partner("b", "certificateFile: b.pem", organization: "b")]
    let outcome = try registry.reconcile(files(second.pem).merging(others) { $1 })
    // It may be had again, but it names another organization.
    #expect(outcome.diagnostics.map(\.code) == ["KER-PCM-008"])
  }

  @Test func `text around the same certificate brings no other id`() throws {
    var registry = TestRegistry()
    let certificate = Self.own().pem
    try registry.reconcile(files(certificate))
    let id = registry.stored(Partner.self, "a")?.status.certificate.id
    #expect(events(try registry.reconcile(files("issued for a\n" + certificate))) == Self.uploading)
    #expect(registry.stored(Partner.self, "a")?.status.certificate.id == id)
  }

  @Test func `another organization is told at once if the anchors come in the same change`() throws {
    let certificate = Self.own(by: Self.middle) { $0.subject = [("O", "Acme Holdings"), ("CN", "a")] }
    var registry = TestRegistry()
    let all = files(certificate.pem, anchors: ["root": Self.root, "middle": Self.middle])
    let outcome = try registry.reconcile(all)
    #expect(outcome.diagnostics.map(\.code) == ["KER-PCM-008"])
    #expect(events(outcome).filter { $0 == "PMS_PRT_419" }.count <= 1)
    #expect(try registry.reconcile(all).changesNothing)
  }

  @Test(arguments: [("Auth_Partner", "AUTH"), ("Device_Provider", "DEVICE"), ("FTM_Provider", "FTM")])
  func `the partner's type decides on the domain of the root`(_ type: String, _ domain: String) throws {
    for anchored in ["AUTH", "DEVICE", "FTM"] {
      var registry = TestRegistry()
      let outcome = try registry.reconcile(files(Self.own().pem, type: type, domain: anchored))
      #expect(outcome.diagnostics.map(\.code) == (anchored == domain ? [] : ["KER-PCM-006"]))
    }
  }

  @Test func `a path may lead over certificates in between`() throws {
    let certificate = Self.own(by: Self.middle)
    var registry = TestRegistry()
    #expect(try registry.reconcile(files(certificate.pem)).diagnostics.map(\.code) == ["KER-PCM-006"])
    let both = ["root": Self.root, "middle": Self.middle]
    #expect(try registry.reconcile(files(certificate.pem, anchors: both)).diagnostics.map(\.code) == [])
  }

  // MARK: Failures

  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let pem: String
    var time: Instant = "2026-01-01T00:00:00.000Z"
    let answer: String
  }

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "no certificate", pem: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
      answer: "KER-KMS-013 Certificate Parsing Error."),
    Refusal(
      testDescription: "the root's own", pem: root.pem, answer: "KER-PCM-003 Certificate already exists in store."),
    Refusal(
      testDescription: "one millisecond before it is valid", pem: own { $0.notBefore = "20260101000001Z" }.pem,
      time: "2026-01-01T00:00:00.999Z", answer: "KER-PCM-004 Certificate Dates are not valid."),
    Refusal(
      testDescription: "one millisecond after its end", pem: own { $0.notAfter = "20260101000000Z" }.pem,
      time: "2026-01-01T00:00:00.001Z", answer: "KER-PCM-004 Certificate Dates are not valid."),
    Refusal(
      testDescription: "issued by nobody known",
      pem: TestCertificate("a", key: .p256).with { $0.subject = [("O", "a")] }.pem,
      answer: "KER-PCM-006 Root CA/Intermediate CA Certificates not found."),
    Refusal(
      testDescription: "version 1", pem: own { $0.version = 1 }.pem,
      answer: "KER-PCM-007 Certificate version not supported."),
    Refusal(
      testDescription: "another organization", pem: own { $0.subject = [("O", "A"), ("CN", "a")] }.pem,
      answer: "KER-PCM-008 Partner Organization Name not Matched."),
    Refusal(
      testDescription: "no organization", pem: own { $0.subject = [("CN", "a")] }.pem,
      answer: "KER-PCM-008 Partner Organization Name not Matched."),
    Refusal(
      testDescription: "a key of 1024 bits", pem: own { $0.key = TestKey(rsa: 1024) }.pem,
      answer: "KER-PCM-013 Partner Certificate Key Size is less than allowed size."),
    Refusal(
      testDescription: "signed over SHA-384", pem: own { $0.digest = "SHA384" }.pem,
      answer: "KER-PCM-014 Partner Certificate Signature algorithm not supported."),
    // The first of two faults is the one that is told.
    Refusal(
      testDescription: "dates before the path",
      pem: TestCertificate("a").with { $0.notAfter = "20250101000000Z" }.pem,
      answer: "KER-PCM-004 Certificate Dates are not valid."),
    Refusal(
      testDescription: "the version before the organization",
      pem: own {
        $0.version = 1
        $0.subject = [("O", "x")]
      }.pem, answer: "KER-PCM-007 Certificate version not supported."),
    Refusal(
      testDescription: "the organization before the key",
      pem: own {
        $0.key = TestKey(rsa: 1024)
        $0.subject = [("O", "x")]
      }.pem, answer: "KER-PCM-008 Partner Organization Name not Matched."),
    Refusal(
      testDescription: "the key before the signature",
      pem: own {
        $0.key = TestKey(rsa: 1024)
        $0.digest = "SHA512"
      }.pem, answer: "KER-PCM-013 Partner Certificate Key Size is less than allowed size."),
  ]

  @Test(arguments: refusals) func `what is wrong with a certificate refuses the whole change`(_ refusal: Refusal) throws
  {
    var registry = TestRegistry(at: refusal.time)
    try registry.reconcile(files(nil))
    let outcome = try registry.reconcile(files(refusal.pem))
    #expect(outcome.diagnostics.map { "\($0.code ?? "") \($0.message)" } == [refusal.answer])
    #expect(outcome.diagnostics.map(\.path) == ["spec.certificateFile"])
    #expect(events(outcome) == [Self.uploading[0], "PMS_PRT_452"])
    #expect(
      outcome.rejected.values.map { $0.node["response"]?["id"]?.text }
        == ["mosip.partnermanagement.partners.certificate.upload"])
    #expect(registry.stored(Partner.self, "a")?.status.certificate.id == nil)
    // The same fault is not audited again; mended, it is gone.
    #expect(try registry.reconcile(files(refusal.pem)).events.isEmpty)
    registry.time = "2026-01-01T00:00:00.000Z"
    #expect(events(try registry.reconcile(files(Self.own().pem))) == Self.uploading)
    #expect(registry.state.rejected.isEmpty)
  }

  @Test(arguments: ["", " \n \n"]) func `a certificate that says nothing is refused as one, in a file or not`(
    _ text: String
  ) throws {
    var registry = TestRegistry()
    try registry.reconcile(files(nil))
    var inline = files(nil)
    inline["a.yaml"] = partner("a", "certificate: \"\(text.replacing("\n", with: "\\n"))\"")
    for manifests in [files(text), inline] {
      let outcome = try registry.outcome(manifests)
      #expect(
        outcome.diagnostics.map { "\($0.code ?? "") \($0.message)" } == ["KER-PCM-001 Invalid Certificate uploaded."])
      #expect(events(outcome) == [Self.uploading[0], "PMS_PRT_452"])
      #expect(
        outcome.rejected.values.map { $0.node["response"]?["id"]?.text } == [
          "mosip.partnermanagement.partners.certificate.upload"
        ])
    }
    let new = try TestRegistry().outcome(files(text))
    #expect(events(new) == ["partner.uploadCertificate *", "PMS_PRT_452"])
  }

  @Test func `a partner that is renamed needs a certificate for its new name`() throws {
    var registry = TestRegistry()
    let first = Self.own().pem
    try registry.reconcile(files(first))
    var renamed = files(first)
    renamed["a.yaml"] = renamed["a.yaml"]?.replacing("organizationName: a,", with: "organizationName: z,")
    let outcome = try registry.reconcile(renamed)
    #expect(outcome.diagnostics.map(\.code) == ["KER-PCM-008"])
    #expect(outcome.diagnostics.map(\.path) == ["spec.organizationName"])
    #expect(events(outcome) == ["PMS_PRT_144", "PMS_PRT_452"])
    renamed["a.pem"] = Self.own { $0.subject = [("O", "z"), ("CN", "z")] }.pem
    #expect(events(try registry.reconcile(renamed)) == ["PMS_PRT_144", "PMS_PRT_244"] + Self.uploading)
  }

  // MARK: Reads

  @Test func `a certificate is shown`() throws {
    var registry = TestRegistry()
    let failing = "mosip.partnermanagement.partners.mosip.certificate.download"
    let asked = "PMS_PRT_169"
    #expect(
      try Told("partner.certificate", ["a"], registry)
        == Told(failing, failing: "PMS_PRT_005", "Partner does not exist", asked))
    try registry.reconcile(files(nil))
    #expect(
      try Told("partner.certificate", ["a"], registry)
        == Told(failing, failing: "PMS_PRT_108", "Certficate is not uploaded for the selected partner.", asked))
    let pem = Self.own().pem
    try registry.reconcile(files(pem))
    let text = String(decoding: JSONWriter.line(.text(pem), secrets: .masked), as: UTF8.self)
    #expect(
      try Told("partner.certificate", ["a"], registry)
        == Told(nil, "{\"certificateData\":\(text)}", asked, "PMS_PRT_269"))
  }

  @Test func `a certificate is validated as of now`() throws {
    var registry = TestRegistry()
    let id = "mosip.partnermanagement.partners.certificate.validate"
    let asked = "PMS_PRT_169"
    let invalid = Told(id, failing: "PMS_PRT_007", "Partner digital certificate is not valid", asked)
    #expect(
      try Told("partner.validateCertificate", ["a"], registry)
        == Told(id, failing: "PMS_PRT_005", "Partner does not exist", asked))
    try registry.reconcile(files(nil))
    #expect(try Told("partner.validateCertificate", ["a"], registry) == invalid)
    try registry.reconcile(files(Self.own { $0.notAfter = "20270101000000Z" }.pem))
    #expect(
      try Told("partner.validateCertificate", ["a"], registry)
        == Told(
          id, "{\"message\":\"successfully validated partner's digital certificate\"}", asked, "PMS_PRT_269"))
    // Expired, and without its root.
    let time = registry.time
    registry.time = "2027-01-01T00:00:00.001Z"
    #expect(try Told("partner.validateCertificate", ["a"], registry) == invalid)
    registry.time = time
    var rootless = files(Self.own { $0.notAfter = "20270101000000Z" }.pem)
    rootless["root.yaml"] = nil
    try registry.reconcile(rootless)
    #expect(try Told("partner.validateCertificate", ["a"], registry) == invalid)
  }

  @Test func `a new partner with a bad certificate is not registered`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile(files(Self.root.pem))
    #expect(outcome.diagnostics.map(\.code) == ["KER-PCM-003"])
    #expect(events(outcome) == ["partner.uploadCertificate *", "PMS_PRT_452"])
    #expect(registry.stored(Partner.self, "a") == nil)
  }
}
