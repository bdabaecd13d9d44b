import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The documented reads of partners: what they answer, what they tell.
@Suite struct PartnerReadTests {
  private func performed(_ id: String, _ arguments: [String], in registry: TestRegistry) throws -> (Answer, [String]) {
    let read = try #require(Partner.queries.first { $0.id == id })
    let answer = read.perform(arguments, in: try registry.registry())
    return (answer, answer.auditEvents(of: read, run: registry.run(), catalog: registry.catalog).map(\.brief))
  }

  private func registry() throws -> TestRegistry {
    var registry = TestRegistry()
    let provider = partner("b", "status: De-Active").replacing("policyGroup: banking", with: "policyGroup: ~")
      .replacing("Auth_Partner", with: "Device_Provider")
    try registry.reconcile(["0.yaml": partnerSurroundings, "a.yaml": partner("a"), "b.yaml": provider])
    return registry
  }

  private func details(_ name: String, _ id: String, _ status: String) -> String {
    "\"partnerID\":\"\(id)\",\"status\":\"\(status)\",\"organizationName\":\"\(name)\",\"contactNumber\":\"1\","
      + "\"emailID\":\"\(name)@b.co\",\"address\":\"X\""
  }

  @Test func `all partners are listed, inactive ones too`() throws {
    let (answer, events) = try performed("partner.list", [], in: try registry())
    let a = details("a", "100000000000", "Active")
    let b = details("b", "100000000001", "De-Active")
    #expect(answer.response?.line == "{\"partners\":[{\(a)},{\(b)}]}")
    #expect(events == ["PMS_PRT_171 *", "PMS_PRT_271 *"])
    #expect(answer.objects.map(\.name) == ["a", "b"])
  }

  @Test func `a registry without partners says so`() throws {
    let (answer, events) = try performed("partner.list", [], in: TestRegistry())
    #expect(answer.error?.code == "PMS_PMP_004")
    #expect(answer.error?.message == "No Partners are registered in the Policy Group")
    #expect(events == ["PMS_PRT_171 *", "PMS_PRT_771 *"])
  }

  @Test(arguments: ["a", "100000000000"]) func `a partner is found by name and by id`(_ word: String) throws {
    let (answer, events) = try performed("partner.find", [word], in: try registry())
    #expect(answer.response?.line == "{\(details("a", "100000000000", "Active")),\"policyGroup\":\"Banking\"}")
    #expect(events == ["PMS_PRT_149", "PMS_PRT_249"])
  }

  @Test func `a partner of no group has none`() throws {
    let (answer, _) = try performed("partner.find", ["b"], in: try registry())
    #expect(answer.response?.line == "{\(details("b", "100000000001", "De-Active")),\"policyGroup\":null}")
  }

  @Test func `an unknown partner is told`() throws {
    let (answer, events) = try performed("partner.find", ["c"], in: try registry())
    #expect(answer.error?.code == "PMS_PRT_005" && answer.error?.message == "Partner does not exist")
    #expect(events == ["PMS_PRT_149"])
  }
}
