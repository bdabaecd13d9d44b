import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Blank arguments of documented reads.
@Suite struct BlankArgumentTests {
  private static let queries = Catalog.standard.kinds.flatMap { $0.queries }

  @Test(arguments: ["", " \t", "\u{200B}"]) func `a blank argument is missing by its documented name`(
    _ blank: String
  ) throws {
    let registry = try TestRegistry().registry()
    var missing: [String] = []
    for read in Self.queries {
      for index in read.arguments.indices {
        var words = read.arguments.map { _ in "x" }
        words[index] = blank
        let answer = read.perform(words, in: registry)
        guard let error = answer.error, error.code == "PMS_COR_001" else { continue }
        #expect(answer.events.isEmpty && answer.errors.count == 1)
        missing.append("\(read.id) \(error.message.replacing("Missing Input Parameter - ", with: ""))")
      }
    }
    #expect(
      missing == [
        "policyGroup.find policyGroupId", "policy.find policyID", "policy.forKey PartnerAPIKey",
        "misp.validateLicenseKey mispId", "misp.validateLicenseKey mispLicenseKey", "misp.showLicenseKey mispId",
        "misp.find mispId", "partner.find partnerID", "partner.validate partnerID", "partner.validate PartnerAPIKey",
        "partner.validate mispLicenseKey", "partner.show partnerID", "partner.policy partnerID",
        "partner.policy PartnerAPIKey", "partner.request APIKeyReqID", "partner.keys partnerID",
        "partner.key partnerID",
        "partner.key APIKeyReqID", "partner.certificate partnerID", "partner.validateCertificate partnerID",
      ])
    // The documents' search for no text answers with all.
    #expect(Self.queries.flatMap { $0.arguments.filter { $0.missing == nil }.map(\.name) } == ["TEXT"])
  }

  @Test func `every member of a documented request that is blank is named`() throws {
    let registry = try TestRegistry().registry()
    for read in Self.queries where !read.members.isEmpty {
      for member in read.members where member.isRequired {
        let others = read.members.filter { $0.isRequired && $0.path != member.path }.map { ($0.path, "x") }
        for blank in [nil, "", " ", "\u{200B}"] {
          var members = Dictionary(uniqueKeysWithValues: others)
          members[member.path] = blank
          let answer = read.perform([], in: registry, members: members)
          #expect(
            answer.errors.map { "\($0.code) \($0.message)" } == [
              "KER-MSD-999 request.\(member.path): must not be blank"
            ])
        }
      }
    }
  }
}
