package import Model
import Source

// How biometrics are extracted for partners that receive them.

extension Partner {
  /// One entry of `spec.bioExtractors`: what turns one biometric into the template that the partner gets.
  ///
  /// Limits are those of the columns of `partner_policy_bioextract`.
  package struct BioExtractor: Fielded, Equatable {
    /// The policy's name in its manifest.
    package var policy = ""
    package var attributeName = ""
    package var biometric = ""
    package var provider = ""
    package var version: String?

    package init() {}

    package static let fields: [Field<BioExtractor>] = [
      .text(
        "policy", \.policy, TextLimits(1...128, format: Metadata.nameFormat),
        "The metadata.name of a policy of an entry of apiKeys."),
      .text("attributeName", \.attributeName, TextLimits(1...128), "The attribute of the policy, such as photo."),
      .text("biometric", \.biometric, TextLimits(1...64), "The biometric it is taken from, such as face."),
      .text("provider", \.provider, TextLimits(1...128), "Who provides the extractor."),
      .optionalText("version", \.version, TextLimits(1...8), "Version of the extractor."),
    ]

    package static func == (left: BioExtractor, right: BioExtractor) -> Bool { left.node == right.node }
  }

  /// The storing of the manifest's extractors, behind the requests that they belong to; nil if they are stored.
  static func extractorRoute(from stored: Stored<Partner>, to desired: Spec) -> Operation<Partner>? {
    guard desired.bioExtractors != stored.spec.bioExtractors else { return nil }
    let missing = desired.apiKeys.first { stored.status.request(named: $0.name) == nil }
    return missing.map { requestKey($0.name) } ?? updateBioExtractors
  }

  static let extractorRules: [Rule<Partner>] = [
    Rule(
      "partner.bioExtractors.many", code: "PMS_COR_002", message: "Invalid Input Parameter - bioExtractors",
      summary: "A partner has at most \(apiKeyLimit) entries of bioExtractors.", citation: "partnerctl's own rule"
    ) { spec, _ in
      guard spec.bioExtractors.count > apiKeyLimit else { return nil }
      return .init(extractorsPath, hint: "at most \(apiKeyLimit) entries; there are \(spec.bioExtractors.count)")
    },
    Rule(
      "partner.bioExtractors.unique", code: "PMS_COR_002", message: "Invalid Input Parameter - bioExtractors",
      summary: "There is one extractor for each policy, attribute and biometric.", citation: "partnerctl's own rule"
    ) { spec, _ in
      var known: Set<ExactString> = []
      return spec.bioExtractors.indices.compactMap { index in
        let entry = spec.bioExtractors[index]
        let key = ExactString([entry.policy, entry.attributeName, entry.biometric].joined(separator: "\u{0}"))
        guard !known.insert(key).inserted else { return nil }
        return .init(
          extractorsPath.appending(index),
          hint: "another entry has the same policy, attributeName and biometric; leave one of them out")
      }
    },
  ]

  // MARK: Operation

  package static let updateBioExtractors = Operation<Partner>(
    "partner.updateBioExtractors", envelope: "mosip.partnermanagement.partners.bioextractors.update",
    summary: "Stores how biometrics are extracted for a partner.", citation: "Partner Management Audits, Partner",
    stages: [
      .emits("PMS_PRT_111"),
      exists(failing: "PMS_PRT_423"),
      .requires(receivesBiometrics), .requires(isMapped), .requires(isUndecided),
      .takes(["bioExtractors"]),
      .emits("PMS_PRT_211"),
    ]
  ) { _ in .object(["message": .text("Extractors added successfully.")]) }

  private static let receivesBiometrics = Precondition<Partner>(
    "partner.bioExtractors.allowed", code: "PMS_PRT_063", message: "Biometric extractors can be added only for:",
    summary: "Only partners of types that receive biometrics have extractors.", failing: "PMS_PRT_423",
    path: extractorsPath, hint: "leave bioExtractors out"
  ) { act in
    if act.object.spec.partnerType.needsBioExtractors { return .holds }
    let types = PartnerType.allCases.filter(\.needsBioExtractors).map(\.rawValue)
    return .fails(detail: types.joined(separator: ","))
  }

  private static let isMapped = Precondition<Partner>(
    "partner.bioExtractors.policy.mapped", code: "PMS_PRT_061", message: "Partner policy mapping not exists.",
    summary: "Extractors are for policies for which the partner requested a key.", failing: "PMS_PRT_423",
    path: extractorsPath, hint: "write the policy of an entry of apiKeys"
  ) { act in
    let index = act.desired.bioExtractors.firstIndex { entry in
      !act.object.status.apiKeyRequests.contains { ExactString.same($0.policy, entry.policy) }
    }
    return index.map { .fails(place: extractorsPath.appending($0).appending("policy")) } ?? .holds
  }

  private static let isUndecided = Precondition<Partner>(
    "partner.bioExtractors.policy.undecided", code: "PMS_PRT_062",
    message: "Partner api key request is approved already. Cann't add extractors now.",
    summary: "Extractors never change once a request for their policy is approved.", failing: "PMS_PRT_423",
    path: extractorsPath, hint: "restore the extractors of that policy"
  ) { act in
    let (former, wanted) = (act.object.spec.bioExtractors, act.desired.bioExtractors)
    let decided = act.object.status.apiKeyRequests.first { request in
      func own(_ entries: [BioExtractor]) -> [BioExtractor] {
        entries.filter { ExactString.same($0.policy, request.policy) }
      }
      return request.status == .approved && own(former) != own(wanted)
    }
    guard let decided else { return .holds }
    let index = wanted.firstIndex { ExactString.same($0.policy, decided.policy) && !former.contains($0) }
    return .fails(
      place: index.map { extractorsPath.appending($0) },
      hint: "the request \(decided.name) for \(decided.policy) is approved; restore its extractors")
  }

  /// What an approval needs of partners that receive biometrics.
  static func hasExtractors(_ name: String) -> Stage<Partner> {
    .requires(
      Precondition(
        "partner.apiKeys.extractors", code: "PMS_PM_051", message: "Extractors are not present. Please add extractors.",
        summary: "A partner that receives biometrics has extractors for the policy before its request is approved.",
        failing: "PMS_PRT_781", path: extractorsPath, hint: "add an entry to bioExtractors for the policy"
      ) { act in
        guard act.object.spec.partnerType.needsBioExtractors, let request = act.object.status.request(named: name),
          !act.object.spec.bioExtractors.contains(where: { ExactString.same($0.policy, request.policy) })
        else { return .holds }
        return .fails(place: act.place(name, "request"), hint: "add an entry to bioExtractors for \(request.policy)")
      })
  }

  private static let extractorsPath: NodePath = "spec.bioExtractors"
}
