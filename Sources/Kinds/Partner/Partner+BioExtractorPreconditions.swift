import Model
import Source

extension Partner {
  /// The preconditions about biometric extractors.
  ///
  /// Source: the services' `PMS_PRT_061` to `PMS_PRT_063` and `PMS_PM_051`; formats §10.
  enum BioExtractorPreconditions {
    static let receivesBiometrics = Precondition<Partner>(
      "partner.bioExtractors.allowed", code: "PMS_PRT_063", message: "Biometric extractors can be added only for:",
      summary: "Only partners of types that receive biometrics have extractors.", failing: "PMS_PRT_423",
      path: extractorsPath, hint: "leave bioExtractors out"
    ) { act in
      if act.object.spec.partnerType.needsBioExtractors { return .holds }
      let types = PartnerType.allCases.filter(\.needsBioExtractors).map(\.rawValue)
      return .fails(detail: types.joined(separator: ","))
    }

    static let isMapped = Precondition<Partner>(
      "partner.bioExtractors.policy.mapped", code: "PMS_PRT_061", message: "Partner policy mapping not exists.",
      summary: "Extractors are for policies for which the partner requested a key.", failing: "PMS_PRT_423",
      path: extractorsPath, hint: "write the policy of an entry of apiKeys"
    ) { act in
      let index = act.desired.bioExtractors.firstIndex { entry in
        !act.object.status.apiKeyRequests.contains { ExactString.same($0.policy, entry.policy) }
      }
      return index.map { .fails(place: extractorsPath.appending($0).appending("policy")) } ?? .holds
    }

    static let isUndecided = Precondition<Partner>(
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

    /// Requires an extractor for the policy of the request of a partner that receives biometrics.
    static func hasExtractors(_ name: String) -> Stage<Partner> {
      .requires(
        Precondition(
          "partner.apiKeys.extractors", code: "PMS_PM_051",
          message: "Extractors are not present. Please add extractors.",
          summary: "A partner that receives biometrics has extractors for the policy before its request is approved.",
          failing: "PMS_PRT_781", path: extractorsPath, hint: "add an entry to bioExtractors for the policy"
        ) { act in
          guard act.object.spec.partnerType.needsBioExtractors, let request = act.object.status.request(named: name),
            !act.object.spec.bioExtractors.contains(where: { ExactString.same($0.policy, request.policy) })
          else { return .holds }
          return .fails(place: act.place(name, "request"), hint: "add an entry to bioExtractors for \(request.policy)")
        })
    }
  }
}
