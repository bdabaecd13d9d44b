import CertificateSupport
import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The life of a trust anchor: what each operation tells, stores and answers.
@Suite struct TrustAnchorTests {
  private let root = TestCertificate("Root")
  private var middle: TestCertificate { TestCertificate("Middle", key: .rsa2, by: root) }
  private var lowest: TestCertificate { TestCertificate("Lowest", key: .p384, by: middle) }

  private func anchor(_ name: String, domain: String = "DEVICE", file: String? = nil) -> String {
    """
    apiVersion: partnerctl/v1
    kind: TrustAnchor
    metadata: {name: \(name)}
    spec: {domain: \(domain), certificateFile: \(file ?? name).pem}

    """
  }

  /// Manifests with their files, by the names of objects.
  private func files(_ certificates: [String: TestCertificate], domain: String = "DEVICE") -> [String: String] {
    var files: [String: String] = [:]
    for (name, certificate) in certificates {
      files["\(name).yaml"] = anchor(name, domain: domain)
      files["\(name).pem"] = certificate.pem
    }
    return files
  }

  private func events(_ outcome: Outcome) -> [String] {
    outcome.events.map { "\($0.definition.name.id) \($0.definition.phase)" + ($0.definition.isDocumented ? "" : " *") }
  }

  /// The code with which the one certificate among others is refused; nil if it is taken.
  private func refusal(
    _ certificate: TestCertificate, beside others: [String: TestCertificate] = [:],
    at time: Instant = "2026-01-01T00:00:00.000Z"
  ) throws -> String? {
    var registry = TestRegistry(at: time)
    let outcome = try registry.reconcile(files(others.merging(["it": certificate]) { $1 }))
    #expect(outcome.diagnostics.allSatisfy { $0.object?.name == "it" } && outcome.diagnostics.count < 2)
    return outcome.diagnostics.first?.code
  }

  // MARK: Upload

  @Test func `a root is uploaded, and what its certificate says is kept`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile(files(["root": root]))
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(events(outcome) == ["trustAnchor.upload request *", "trustAnchor.upload success *"])
    let stored = try #require(registry.stored(TrustAnchor.self, "root"))
    #expect(stored.id == "00000000-0000-4000-8000-000000000001")
    #expect(stored.spec.certificate == root.pem && stored.spec.certificateFile == nil)
    #expect(stored.status.subject == "CN=Root,O=Test" && stored.status.issuer == "CN=Root,O=Test")
    #expect(stored.status.notBefore == "2020-01-01T00:00:00.000Z")
    #expect(stored.status.notAfter == "2099-12-31T23:59:59.000Z")
    #expect(stored.status.thumbprint.count == 40 && stored.status.isActive)
    let answer = stored.record.response
    #expect(answer?["id"]?.text == "mosip.partnermanagement.cacertificate.upload")
    #expect(
      answer?["response"]?.line == #"{"status":"Upload Success.","timestamp":"2026-01-01T00:00:00.000Z"}"#)
    // The manifest may hold the text as well: nothing changes.
    let text = root.pem.split(separator: "\n").map { "    \($0)\n" }.joined()
    let inline = "\(anchor("root").split(separator: "spec:")[0])spec:\n  domain: DEVICE\n  certificate: |\n\(text)"
    #expect(try registry.reconcile(["root.yaml": inline]).changesNothing)
  }

  @Test func `the order of manifests in one commit does not matter`() throws {
    for names in [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]] {
      var registry = TestRegistry()
      let certificates = Dictionary(uniqueKeysWithValues: zip(names, [root, middle, lowest]))
      let outcome = try registry.reconcile(files(certificates))
      #expect(outcome.diagnostics.map(\.brief) == [] && outcome.rejected.isEmpty)
      #expect(outcome.changes.map(\.object.name) == ["a", "b", "c"])
      #expect(events(outcome).allSatisfy { $0.hasSuffix("request *") || $0.hasSuffix("success *") })
      #expect(try registry.reconcile(files(certificates)).changesNothing)
    }
  }

  @Test func `a path must lead to a root of the domain`() throws {
    #expect(try refusal(middle) == "KER-PCM-005")
    #expect(try refusal(middle, beside: ["root": root]) == nil)
    #expect(try refusal(lowest, beside: ["root": root]) == "KER-PCM-005")
    #expect(try refusal(lowest, beside: ["root": root, "middle": middle]) == nil)
    #expect(try refusal(middle, beside: ["root": TestCertificate("Root", key: .p384)]) == "KER-PCM-005")
    let commoner = root.with { $0.isAuthority = false }
    #expect(
      try refusal(TestCertificate("Middle", key: .rsa2, by: commoner), beside: ["root": commoner]) == "KER-PCM-005")
    #expect(try refusal(middle.with { $0.digest = "SHA1" }, beside: ["root": root]) == "KER-PCM-005")
    #expect(try refusal(TestCertificate("A").with { $0.issuerName = [("CN", "B")] }) == "KER-PCM-005")
    var registry = TestRegistry()
    try registry.reconcile(files(["root": root], domain: "AUTH"))
    let others = files(["root": root], domain: "AUTH").merging(files(["middle": middle])) { $1 }
    #expect(try registry.reconcile(others).diagnostics.map(\.code) == ["KER-PCM-005"])
  }

  @Test func `dates are judged at the time of receipt, both ends belonging to them`() throws {
    let brief = root.with {
      $0.notBefore = "20260101000000Z"
      $0.notAfter = "20260102000000Z"
    }
    #expect(try refusal(brief, at: "2025-12-31T23:59:59.999Z") == "KER-PCM-004")
    #expect(try refusal(brief, at: "2026-01-01T00:00:00.000Z") == nil)
    #expect(try refusal(brief, at: "2026-01-02T00:00:00.000Z") == nil)
    #expect(try refusal(brief, at: "2026-01-02T00:00:00.001Z") == "KER-PCM-004")
    let late = TestCertificate("Middle", key: .rsa2, by: brief)
    #expect(try refusal(late, beside: ["root": brief], at: "2026-01-01T12:00:00.000Z") == nil)
    var registry = TestRegistry()
    try registry.reconcile(files(["root": brief]))
    registry.time = registry.time.adding(days: 3)
    let outcome = try registry.reconcile(files(["root": brief, "late": late]))
    #expect(outcome.diagnostics.map(\.code) == ["KER-PCM-005"], "the root has expired")
  }

  @Test func `keys and algorithms of roots are free`() throws {
    for certificate in [
      TestCertificate("A", key: .rsa), TestCertificate("A", key: .ed25519), root.with { $0.digest = "SHA1" },
      root.with { $0.version = 1 },
    ] {
      #expect(try refusal(certificate) == nil)
    }
    #expect(try refusal(root.with { $0.serial = -1 }) == "KER-KMS-013")
    #expect(try refusal(TestCertificate("A\u{0}B")) == "KER-KMS-013")
  }

  @Test func `a refused upload is audited once and told with its reason`() throws {
    var registry = TestRegistry()
    let stranger = files(["a": middle])
    let outcome = try registry.reconcile(stranger)
    #expect(events(outcome) == ["trustAnchor.upload request *", "PMS_PRT_431 failure"])
    #expect(
      outcome.diagnostics.map(\.hint) == [
        "no valid path leads to a root of DEVICE; add the certificate of CN=Root,O=Test"
      ])
    #expect(try registry.reconcile(stranger).events.isEmpty)
    // The file alone makes other content.
    var mended = stranger
    mended["a.pem"] = root.pem
    #expect(try registry.reconcile(mended).diagnostics.map(\.brief) == [])
  }

  @Test(arguments: [
    ("certificateFile: root.pem", "KER-PCM-011 Invalid Partner Domain."),
    ("domain: MISP, certificateFile: root.pem", "KER-PCM-011 Invalid Partner Domain."),
    ("domain: DEVICE", "KER-PCM-001 Invalid Certificate uploaded."),
    ("domain: DEVICE, certificateFile: \"\"", "KER-PCM-001 Invalid Certificate uploaded."),
    ("domain: DEVICE, certificate: \" \"", "KER-PCM-001 Invalid Certificate uploaded."),
  ])
  func `an upload without certificate or domain tells its request and its failure`(
    _ spec: String, _ error: String
  ) throws {
    var registry = TestRegistry()
    let manifest = anchor("a").replacing("domain: DEVICE, certificateFile: a.pem", with: spec)
    let outcome = try registry.reconcile(["a.yaml": manifest, "root.pem": root.pem])
    #expect(try Refused(outcome) == Refused(error, ["trustAnchor.upload *", "PMS_PRT_431"]))
  }

  // MARK: Removal

  @Test func `a trust anchor whose manifest is gone is trusted no longer, until it comes back`() throws {
    var registry = TestRegistry()
    let (both, other) = (
      files(["root": root, "other": TestCertificate("Other")]), files(["other": TestCertificate("Other")])
    )
    try registry.reconcile(both)
    let id = try #require(registry.stored(TrustAnchor.self, "root")).id
    let outcome = try registry.reconcile(other)
    #expect(events(outcome) == ["trustAnchor.remove request *", "trustAnchor.remove success *"])
    #expect(registry.stored(TrustAnchor.self, "root")?.status.isActive == false)
    #expect(try registry.reconcile(other).changesNothing)
    #expect(
      try registry.reconcile(other.merging(files(["middle": middle])) { $1 }).diagnostics.map(\.code) == ["KER-PCM-005"]
    )
    let back = try registry.reconcile(both.merging(files(["middle": middle])) { $1 })
    #expect(back.diagnostics.map(\.brief) == [])
    #expect(back.changes.map(\.operations) == [["trustAnchor.upload"], ["trustAnchor.upload"]])
    #expect(registry.stored(TrustAnchor.self, "root")?.id == id)
  }

  @Test func `a manifest without a certificate renames nothing`() throws {
    var registry = TestRegistry()
    try registry.reconcile(files(["a": root]))
    let outcome = try registry.reconcile(["b.yaml": anchor("b", file: "absent")])
    #expect(outcome.diagnostics.map(\.rule) == ["trustAnchor.certificateFile.file"])
    #expect(registry.stored(TrustAnchor.self, "a")?.status.isActive == false)
  }

  @Test func `a new name for the certificate of a vanished manifest is a rename`() throws {
    var registry = TestRegistry()
    try registry.reconcile(files(["a": root]))
    let renamed = try registry.reconcile(files(["b": root]))
    #expect(renamed.changes.isEmpty && !renamed.diagnostics.isEmpty)
    #expect(registry.stored(TrustAnchor.self, "a")?.status.isActive == true)
  }
}
