package import Model
import Source

extension Partner {
  package static let queryGroups = [
    QueryGroup(
      "partner", summary: "Run the documented queries on partners, their API keys and the requests for them.",
      notes: """
        key prints the bare API key once there is one; no other command prints one.
        get partner shows partners by name, with everything that is stored.
        """)
  ]

  package static let queries =
    [Queries.list, Queries.find, Validation.query, Queries.show] + APIKeyQueries.all + CertificateQueries.all

  /// The documented questions about partners themselves.
  ///
  /// Source: operations C6, C7 and D8.
  enum Queries {
    /// C6, `GET /pmpartners`: lists all partners.
    static let list = Query(
      "partner.list", form: .list, envelope: "mosip.partnermanagement.partners.retrieve",
      summary: "Lists all partners.",
      citation: "C6", module: eventModule, events: ["PMS_PRT_171", "PMS_PRT_771", "PMS_PRT_271"],
      failures: ["PMS_PMP_004"]
    ) { _, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_171")
      let partners = registry.objects(Partner.self)
      guard !partners.isEmpty else {
        answer.emit("PMS_PRT_771")
        return answer.fail("PMS_PMP_004", message: "No Partners are registered in the Policy Group")
      }
      answer.objects = partners.map(\.identity)
      answer.emit("PMS_PRT_271")
      return answer.succeed(.object(["partners": .list(partners.map { .object(details(of: $0)) })]))
    }

    /// D8, `GET /partners/{partnerID}`: answers with what C7 answers with, and the name of the policy group.
    static let find = Query(
      "partner.find", form: .one,
      arguments: [.parameter("partnerID", as: "NAME", summary: "name or id of the partner")],
      envelope: "mosip.partnermanagement.partners.retrieve", summary: "Shows one partner.", citation: "D8",
      module: eventModule, events: ["PMS_PRT_149", "PMS_PRT_249"], failures: ["PMS_PRT_005"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_149")
      guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
        return answer.fail("PMS_PRT_005", message: "Partner does not exist")
      }
      answer.object = partner.identity
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_249")
      let group = partner.spec.policyGroup.map { registry.object(PolicyGroup.self, named: $0)?.spec.name ?? $0 }
      return answer.succeed(.object(details(of: partner) + [("policyGroup", .text(group))]))
    }

    /// C7, `GET /pmpartners/{partnerID}`: answers with one of the partners that C6 lists.
    static let show = Query(
      "partner.show", form: .named("show", in: "partner"), arguments: [partnerArgument],
      envelope: "mosip.partnermanagement.partners.retrieve", summary: "Shows a partner as its managers see it.",
      citation: "C7", module: eventModule, events: ["PMS_PRT_161", "PMS_PRT_761", "PMS_PRT_261"],
      failures: ["PMS_PMP_013"]
    ) { arguments, registry in
      var answer = Answer()
      answer.emit("PMS_PRT_161")
      guard let partner = registry.object(Partner.self, meant: arguments[0]) else {
        answer.emit("PMS_PRT_761")
        return answer.fail("PMS_PMP_013", message: "Partner does not exist")
      }
      answer.object = partner.identity
      answer.objects = [partner.identity]
      answer.emit("PMS_PRT_261")
      return answer.succeed(.object(details(of: partner)))
    }

    /// The partner that a query is about.
    static let partnerArgument = Query.Argument.parameter(
      "partnerID", as: "PARTNER", summary: "name or id of the partner")

    private static func details(of partner: Stored<Partner>) -> [(String, Node)] {
      [
        ("partnerID", .text(partner.id)),
        ("status", .text(partner.status.status.rawValue)),
        ("organizationName", .text(partner.spec.organizationName)),
        ("contactNumber", .text(partner.spec.contactNumber)),
        ("emailID", .text(partner.spec.emailId)),
        ("address", .text(partner.spec.address)),
      ]
    }
  }
}
