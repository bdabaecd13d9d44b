package import Model
import Source

extension MISP {
  package static let queryGroups = [
    QueryGroup(
      "license", summary: "Run the documented queries on licence keys.",
      notes: "show prints the active licence key of a MISP; no other command prints one.")
  ]

  package static let queries = [
    Queries.validateLicenseKey, Queries.showLicenseKey, Queries.list, Queries.find, Queries.search,
  ]

  /// The documented questions about MISPs and their licence keys.
  ///
  /// Source: operations A4 and A7 to A10.
  enum Queries {
    /// A4: validates that a key is well formed, known, one of this MISP, active and not expired.
    static let validateLicenseKey = Query(
      "misp.validateLicenseKey", form: .named("validate", in: "license"),
      arguments: [
        .parameter("mispId", as: "MISP_ID", summary: "id or name of the MISP"),
        .parameter(
          "mispLicenseKey", as: "KEY", summary: "the licence key",
          secret: .licenseKey),
      ],
      envelope: "mosip.partnermanagement.misp.license.validate", summary: "Validates a licence key.", citation: "A4",
      module: eventModule,
      events: ["PMS_MSP_109", "PMS_MSP_406", "PMS_MSP_110", "PMS_MSP_111", "PMS_MSP_415", "PMS_MSP_204"],
      failures: ["PMS_COR_002", "PMS_MSP_006", "PMS_MSP_007", "PMS_MSP_008"]
    ) { arguments, registry in
      var answer = Answer()
      let key = arguments[1]
      let isWellFormed = (1...128).contains(key.utf16.count) && key.utf8.allSatisfy(isKeyCharacter)
      guard isWellFormed else { return answer.fail("PMS_COR_002", message: "Invalid Input Parameter - mispLicenseKey") }
      answer.emit("PMS_MSP_109")
      guard let (owner, found) = licenseKey(key, in: registry),
        let misp = registry.object(MISP.self, meant: arguments[0])
      else {
        answer.emit("PMS_MSP_406")
        return answer.fail("PMS_MSP_006", message: "MISP ID/MISP License Key does not exist")
      }
      answer.object = misp.identity
      answer.emit("PMS_MSP_110", about: owner.id)
      answer.emit("PMS_MSP_111", about: owner.id)
      guard owner.identity == misp.identity else {
        answer.emit("PMS_MSP_415", about: misp.id)
        return answer.fail("PMS_MSP_007", message: "MISP License key not associated to MISP ID")
      }
      guard found.status == .active, !found.isExpired(at: registry.run.time) else {
        return answer.fail("PMS_MSP_008", message: "MISP License key not valid")
      }
      answer.emit("PMS_MSP_204")
      return answer.succeed(
        .object([
          "message": .text("MISP License key is valid"), "misp_id": .text(misp.id), "isActive": .boolean(true),
          "isValid": .boolean(true), "validFrom": .text(found.issuedAt.description),
          "validTo": .text(found.expiresAt.description),
        ]))
    }

    /// A10, without issuing a key: the only query that shows a licence key.
    static let showLicenseKey = Query(
      "misp.showLicenseKey", form: .named("show", in: "license"),
      arguments: [.parameter("mispId", as: "MISP", summary: "id or name of the MISP")],
      envelope: "mosip.partnermanagement.misp.license.retrieve", summary: "Shows the active licence key of a MISP.",
      citation: "A10", module: eventModule,
      events: [
        "PMS_MSP_120", EventName("PMS_MSP_410", row: 2), "PMS_MSP_411", "PMS_MSP_412", "PMS_MSP_413", "PMS_MSP_210",
      ],
      failures: [
        "PMS_MSP_005", "PMS_MSP_419", "PMS_MSP_405", "PMS_MSP_006", "PMS_MSP_413", "PMS_MSP_008",
      ],
      reveals: "mispLicenseKey"
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_MSP_120")
      guard let misp = registry.object(MISP.self, meant: arguments[0]) else {
        return answer.fail("PMS_MSP_005", message: "MISP ID does not exist  \(arguments[0])")
      }
      answer.object = misp.identity
      guard misp.status.approval == .approved else {
        answer.emit(EventName("PMS_MSP_410", row: 2), about: misp.id)
        return answer.fail("PMS_MSP_419", message: "misp is not yet approved.")
      }
      guard misp.status.status == .active else {
        answer.emit("PMS_MSP_411", about: misp.id)
        return answer.fail("PMS_MSP_405", message: "Misp is not active.")
      }
      guard !misp.status.licenseKeys.isEmpty else {
        answer.emit("PMS_MSP_412", about: misp.id)
        return answer.fail("PMS_MSP_006", message: "MISP ID/MISP License Key does not exist")
      }
      guard let key = misp.status.activeKey(at: registry.run.time) else {
        answer.emit("PMS_MSP_413", about: misp.id)
        return answer.fail("PMS_MSP_413", message: "misp license all are inactive.")
      }
      guard !key.isExpired(at: registry.run.time) else {
        return answer.fail("PMS_MSP_008", message: "MISP License key not valid")
      }
      answer.emit("PMS_MSP_210")
      return answer.succeed(LicenseKeys.details(of: key))
    }

    /// A7: lists all MISPs.
    static let list = Query(
      "misp.list", form: .list, envelope: "mosip.partnermanagement.misp.retrieve", summary: "Lists all MISPs.",
      citation: "A7",
      module: eventModule, events: ["PMS_MSP_116", "PMS_MSP_409", "PMS_MSP_207"], failures: ["PMS_MSP_012"]
    ) { _, registry in
      var answer = Answer()
      answer.emit("PMS_MSP_116")
      let misps = registry.objects(MISP.self)
      guard !misps.isEmpty else {
        answer.emit("PMS_MSP_409")
        return answer.fail("PMS_MSP_012", message: "No MISP details found")
      }
      answer.objects = misps.map(\.identity)
      answer.emit("PMS_MSP_207")
      return answer.succeed(.object(["mispDetails": .list(misps.map(details(of:)))]))
    }

    /// A8: shows one MISP.
    static let find = Query(
      "misp.find", form: .one, arguments: [.parameter("mispId", as: "NAME", summary: "name or id of the MISP")],
      envelope: "mosip.partnermanagement.misp.retrieve", summary: "Shows one MISP.", citation: "A8",
      module: eventModule,
      events: ["PMS_MSP_117", "PMS_MSP_118", "PMS_MSP_208"], failures: ["PMS_MSP_005"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_MSP_117")
      guard let misp = registry.object(MISP.self, meant: arguments[0]) else {
        return answer.fail("PMS_MSP_005", message: "MISP ID does not exist  \(arguments[0])")
      }
      answer.object = misp.identity
      answer.objects = [misp.identity]
      answer.emit("PMS_MSP_118", about: misp.id)
      answer.emit("PMS_MSP_208")
      return answer.succeed(details(of: misp))
    }

    /// A9: answers with the MISPs whose organization name contains the text, by their name; an empty text finds all
    /// MISPs.
    static let search = Query(
      "misp.search", form: .search("organization"),
      arguments: [.init("TEXT", summary: "part of the organization's name")],
      envelope: "mosip.partnermanagement.misp.retrieve", summary: "Finds MISPs by organization name.", citation: "A9",
      module: eventModule, events: ["PMS_MSP_119", "PMS_MSP_410", "PMS_MSP_209"], failures: ["PMS_MSP_011"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_MSP_119")
      let misps = registry.objects(MISP.self)
        .filter { contains($0.spec.organizationName, part: arguments[0]) }
        .sorted { ExactString.precedes($0.spec.organizationName, $1.spec.organizationName) }
      guard !misps.isEmpty else {
        answer.emit("PMS_MSP_410")
        return answer.fail("PMS_MSP_011", message: "No MISP found for the organization")
      }
      answer.objects = misps.map(\.identity)
      answer.emit("PMS_MSP_209")
      return answer.succeed(
        .object(
          misps.map { misp in
            let key = LicenseKeys.details(of: misp.status.activeKey(at: registry.run.time))
            let members = [
              ("status", Node.text(misp.status.status.rawValue)), ("licenseKey", key["mispLicenseKey"] ?? .null),
              ("licenseKeyExpiry", key["mispLicenseKeyExpiry"] ?? .null),
              ("licenseKeyStatus", key["mispLicenseKeyStatus"] ?? .null),
            ]
            let entries = (details(of: misp).entries ?? []) + members.map { Entry(key: ExactString($0.0), value: $0.1) }
            return (misp.spec.organizationName, Node(.mapping(entries)))
          }))
    }

    /// Returns the licence key with that text and the MISP that has it; nil if there is none.
    static func licenseKey(_ text: String, in registry: any Registry) -> (misp: Stored<MISP>, key: LicenseKey)? {
      guard let holder = registry.holder(of: ExactString(text), in: Indexes.licenseKey, of: MISP.self),
        let misp = registry.object(MISP.self, named: holder.name),
        let key = misp.status.licenseKeys.first(where: { ExactString.same($0.key.reveal(), text) })
      else { return nil }
      return (misp, key)
    }

    private static func isKeyCharacter(_ byte: UInt8) -> Bool {
      byte.isASCIIAlphanumeric || byte == 0x2D
    }

    /// Returns whether `text` contains `part`, compared byte by byte.
    private static func contains(_ text: String, part: String) -> Bool {
      let text = Array(text.utf8)
      let part = Array(part.utf8)
      guard part.count <= text.count else { return false }
      return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }
  }
}
