import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Extractors of biometrics, which some partners need before they get a key.
@Suite struct BioExtractorTests {
  private static let face =
    "{policy: insurance, attributeName: photo, biometric: face, provider: mock, version: \"1.1\"}"
  private static let adding = ["PMS_PRT_111", "PMS_PRT_211"]
  private static let refusing = ["PMS_PRT_111", "PMS_PRT_423"]

  private func files(
    _ extractors: [String], _ decision: String? = nil, type: String = "Credential_Partner"
  ) -> [String: String] {
    let key = "{name: k, policy: insurance, useCaseDescription: U\(decision.map { ", request: \($0)" } ?? "")}"
    let more = "apiKeys: [\(key)], bioExtractors: [\(extractors.joined(separator: ", "))]"
    return ["0.yaml": partnerSurroundings, "a.yaml": partner("a", more).replacing("Auth_Partner", with: type)]
  }

  private func started(_ extractors: [String], _ decision: String? = nil) throws -> TestRegistry {
    var registry = TestRegistry()
    #expect(try registry.reconcile(files(extractors, decision)).diagnostics.map(\.brief) == [])
    return registry
  }

  @Test func `one commit asks, adds the extractors and approves, in this order`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile(files([Self.face], "Approved"))
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(
      outcome.changes.first { $0.object.kind == "Partner" }?.operations
        == ["partner.create", "apiKey.request", "partner.updateBioExtractors", "apiKey.approve"])
    let stored = try #require(registry.stored(Partner.self, "a"))
    #expect(stored.spec.bioExtractors.map(\.provider) == ["mock"])
    #expect(stored.status.apiKeys.count == 1)
    #expect(try registry.reconcile(files([Self.face], "Approved")).changesNothing)
  }

  @Test func `extractors are added, changed and taken away while nothing is decided`() throws {
    var registry = try started([])
    let other = Self.face.replacing("mock", with: "other")
    for extractors in [[Self.face], [other], [Self.face, other.replacing("photo", with: "finger")], []] {
      #expect(try registry.reconcile(files(extractors)).events.map(\.brief) == Self.adding)
      #expect(registry.stored(Partner.self, "a")?.spec.bioExtractors.count == extractors.count)
      #expect(try registry.reconcile(files(extractors)).changesNothing)
    }
    #expect(
      registry.stored(Partner.self, "a")?.record.response?.revealedLine
        == envelope(
          "partners.bioextractors.update", registry.time, "{\"message\":\"Extractors added successfully.\"}"))
  }

  @Test func `only types that receive biometrics have extractors`() throws {
    for type in ["Credential_Partner", "Online_Verification_Partner"] {
      var registry = TestRegistry()
      #expect(try registry.reconcile(files([Self.face], type: type)).diagnostics.map(\.code) == [])
    }
    var registry = TestRegistry()
    try registry.reconcile(files([], type: "Auth_Partner"))
    let outcome = try registry.reconcile(files([Self.face], type: "Auth_Partner"))
    #expect(
      outcome.diagnostics.map { "\($0.code ?? "") \($0.message)" } == [
        "PMS_PRT_063 Biometric extractors can be added only for:Credential_Partner,Online_Verification_Partner"
      ])
    #expect(outcome.events.map(\.brief) == Self.refusing)
  }

  @Test func `extractors are for a policy that was asked for`() throws {
    var registry = try started([])
    let outcome = try registry.reconcile(files([Self.face.replacing("insurance", with: "banking")]))
    #expect(
      outcome.diagnostics.map { "\($0.code ?? "") \($0.message)" } == [
        "PMS_PRT_061 Partner policy mapping not exists."
      ])
    #expect(outcome.events.map(\.brief) == Self.refusing)
  }

  @Test func `after the approval they stay as they are`() throws {
    var registry = try started([Self.face], "Approved")
    for extractors in [[], [Self.face.replacing("mock", with: "other")]] {
      let outcome = try registry.reconcile(files(extractors, "Approved"))
      #expect(outcome.diagnostics.map(\.code) == ["PMS_PRT_062"])
      #expect(outcome.events.map(\.brief) == Self.refusing)
    }
  }

  @Test func `without them nothing is approved`() throws {
    var registry = try started([])
    let outcome = try registry.reconcile(files([], "Approved"))
    #expect(
      outcome.diagnostics.map { "\($0.code ?? "") \($0.message)" } == [
        "PMS_PM_051 Extractors are not present. Please add extractors."
      ])
    #expect(outcome.events.map(\.brief) == ["PMS_PRT_181 *", "PMS_PRT_781 *"])
    #expect(try registry.reconcile(files([], "Rejected")).diagnostics.isEmpty)
  }
}
