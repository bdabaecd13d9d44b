import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Store
import Testing

/// What holds of every stored object. That operations keep to it is checked by `TestRegistry`, after every run of every
/// test; here, that a state which does not is found.
@Suite struct InvariantTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let file: String
    let path: String
    let summary: String
    let edit: @Sendable (inout TestRegistry) throws -> Void
    var testDescription: String { id }
  }

  private static func edited<K: ResourceKind>(
    _ kind: K.Type, _ name: String, _ id: String, at path: String, _ summary: String,
    _ change: @escaping @Sendable (inout Stored<K>) -> Void
  ) -> Case {
    Case(id: id, file: "objects/\(K.folder)/\(name).json", path: path, summary: summary) {
      $0.edit(kind, name, change)
    }
  }

  private static let misps = [
    edited(
      MISP.self, "m", "misp.licenseKeys.oneActive", at: "status.licenseKeys[1]",
      "At most one licence key of a MISP is active."
    ) { $0.status.licenseKeys.append($0.status.licenseKeys[0]) },
    edited(
      MISP.self, "m", "misp.licenseKeys.whileActive", at: "status.licenseKeys[0]",
      "A licence key is active only while its MISP is approved and active."
    ) { $0.status.approval = .rejected },
    edited(
      MISP.self, "m", "misp.licenseKeys.whileDecided", at: "status.licenseKeys[0]",
      "A MISP has no licence key before its registration is decided."
    ) { misp in
      misp.status.approval = .inProgress
      misp.status.licenseKeys[0].status = .inactive
    },
    edited(
      MISP.self, "m", "misp.licenseKeys.offBy", at: "status.licenseKeys[0]",
      "A licence key records what switched it off if and only if it is off."
    ) { $0.status.licenseKeys[0].status = .inactive },
    edited(
      MISP.self, "m", "misp.licenseKeys.issue", at: "status.licenseKeys[1]",
      "The issue numbers of licence keys never decrease."
    ) { misp in
      var key = misp.status.licenseKeys[0]
      (key.status, key.offBy, key.issue) = (.inactive, .replacement, 2)
      misp.status.licenseKeys.insert(key, at: 0)
    },
    edited(
      MISP.self, "m", "misp.licenseKeys.validity", at: "status.licenseKeys[0]",
      "A licence key does not expire before it is issued."
    ) { $0.status.licenseKeys[0].expiresAt = "2025-12-31T23:59:59.999Z" },
    edited(
      MISP.self, "m", "misp.ended", at: "status", "The removal of an object without a manifest is complete."
    ) { $0.record.source = nil },
  ]

  private static let partners = [
    edited(
      Partner.self, "a", "partner.apiKeyRequests.single", at: "status.apiKeyRequests[1]",
      "An entry of apiKeys has one request."
    ) { $0.status.apiKeyRequests.append($0.status.apiKeyRequests[0]) },
    edited(
      Partner.self, "a", "partner.apiKeys.single", at: "status.apiKeys[1]",
      "A request for an API key has at most one key."
    ) { $0.status.apiKeys.append($0.status.apiKeys[0]) },
    edited(
      Partner.self, "a", "partner.apiKeys.approved", at: "status.apiKeys[0]",
      "Every API key has an approved request of its name."
    ) { $0.status.apiKeyRequests[0].status = .rejected },
    edited(
      Partner.self, "a", "partner.apiKeyRequests.decided", at: "status.apiKeyRequests[0]",
      "A decided request records when it was decided."
    ) { $0.status.apiKeyRequests[0].decidedAt = nil },
    edited(
      Partner.self, "a", "partner.apiKeys.validity", at: "status.apiKeys[0]",
      "An API key does not expire before it is issued."
    ) { $0.status.apiKeys[0].expiresAt = "2025-12-31T23:59:59.999Z" },
    edited(
      Partner.self, "a", "partner.bioExtractors.receiver", at: "spec.bioExtractors[0]",
      "Only partners of types that receive biometrics have extractors."
    ) { $0.spec.partnerType = .authentication },
    edited(
      Partner.self, "a", "partner.bioExtractors.requested", at: "spec.bioExtractors[0]",
      "Extractors are for policies for which the partner requested a key."
    ) { $0.spec.bioExtractors[0].policy = "other" },
  ]

  private static let policies = [
    edited(
      Policy.self, "insurance", "policy.active.published", at: "status.status", "Only a published policy is active."
    ) { $0.status.publication = .drafted },
    edited(
      Policy.self, "insurance", "policy.offBy", at: "status.offBy",
      "A published policy records what switched it off if and only if it is off."
    ) { $0.status.status = .inactive },
    edited(
      Policy.self, "insurance", "policy.publication.documented", at: "status.publication",
      "A policy with the documented body is never a draft."
    ) { ($0.status.publication, $0.status.status) = (.drafted, .inactive) },
    edited(
      Policy.self, "insurance", "policy.validity", at: "status.validTo",
      "The validity of a policy does not end before it begins."
    ) { $0.status.validTo = "2025-12-31T23:59:59.999Z" },
    edited(
      Policy.self, "insurance", "policy.publishedVersions.single", at: "status.publishedVersions[1]",
      "A version has only one published content."
    ) { policy in
      var version = Policy.PublishedVersion()
      version.version = "1"
      policy.status.publishedVersions = [version, version]
    },
  ]

  private static let switched = [
    switchedOff(PolicyGroup.self, "banking"), switchedOff(DeviceProvider.self, "test-vendor"),
    switchedOff(DeviceService.self, "test-service-1"), switchedOff(FoundationalTrustProvider.self, "ftm"),
  ]

  private static func switchedOff<K: SwitchedKind>(_ kind: K.Type, _ name: String) -> Case {
    edited(
      kind, name, "\(K.prefix).isActive", at: "status.isActive", "An object is active only if its manifest says so."
    ) { $0.spec.isActive = false }
  }

  private static let devices = [
    device("device.code", at: "metadata.id", "The code of a device for registration is its own id.") {
      $0.spec.data.purpose = .registration
    },
    device(
      "device.digitalId", at: "status.digitalId", "The digital id is the one that the device was registered with."
    ) { $0.status.digitalId.serialNo = "another" },
  ]

  /// Devices are lines of shards.
  private static func device(
    _ id: String, at path: String, _ summary: String, _ change: @escaping @Sendable (inout Stored<Device>) -> Void
  ) -> Case {
    Case(id: id, file: "objects/devices/", path: path, summary: summary) { registry in
      let device = try #require(registry.state.objects["Device"]?.first)
      let file = try #require(registry.files.keys.first { $0.hasPrefix("objects/devices/") })
      var object = Stored<Device>.read(device).object
      change(&object)
      var shards = Shards("objects/devices")
      let line = JSONWriter.line(object.node, secrets: .revealed) + "\n".utf8
      _ = try shards.read(
        String(file.split(separator: "/")[2]), bytes: line, form: .objects, by: .test)
      registry.folder.shards["objects/devices"] = shards
    }
  }

  private static func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    let extractor = "{policy: insurance, attributeName: photo, biometric: face, provider: mock}"
    let key = "{name: k, policy: insurance, useCaseDescription: U, request: Approved}"
    let trust = FoundationalTrustProvider.sample(1).replacing(/metadata: {name: [^}]*}/, with: "metadata: {name: ftm}")
    let outcome = try registry.reconcile([
      "partners.yaml": partnerSurroundings + "---\n"
        + partner("a", "apiKeys: [\(key)], bioExtractors: [\(extractor)]")
        .replacing("Auth_Partner", with: "Credential_Partner"),
      "misp.yaml": misp("m", "approval: approved"),
      "devices.yaml": [Device.examplePrerequisites, Device.example].joined(separator: "---\n"),
      "service.yaml": DeviceService.example, "trust.yaml": trust,
    ])
    #expect(outcome.diagnostics.map(\.brief) == [])
    return registry
  }

  static let cases = misps + partners + policies + switched + devices

  @Test(arguments: cases) func `a stored object that breaks an invariant is named`(_ example: Case) throws {
    var registry = try InvariantTests.registry()
    #expect(try registry.check() > 6)
    try example.edit(&registry)
    let mismatch = #expect(throws: Mismatch.self) { try registry.check() }
    #expect(mismatch?.message == "\(example.path): \(example.summary.dropLast()) (\(example.id))")
    #expect(mismatch?.file.hasPrefix(example.file) == true && mismatch?.line == (example.file.hasSuffix("/") ? 1 : nil))
  }

  @Test func `every invariant of every kind has a case`() {
    func ids<K: ResourceKind>(_ kind: K.Type) -> [String] { K.invariants.map(\.id) }
    let all = Catalog.standard.kinds.flatMap { ids($0) } + ["misp.ended"]
    #expect(all.sorted() == InvariantTests.cases.map(\.id).sorted())
  }

  @Test(arguments: kinds) func `invariants have dotted ids of their own, under the kind's prefix`(_ kind: Kind) {
    func check<K: ResourceKind>(_ kind: K.Type) {
      let ids = K.allInvariants.map(\.id)
      #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.hasPrefix(K.prefix + ".") }, "\(ids)")
      #expect(Set(ids).isDisjoint(with: K.ruleDescriptions.map(\.id)))
      #expect(K.allInvariants.allSatisfy { $0.summary.hasSuffix(".") && $0.summary.count > 20 })
    }
    check(kind.type)
  }
}
