package import Model
import Source

// The rules about partners. Source: operation D7; formats §9.

extension Partner {
  /// The rules of this file, then those about certificates, extractors and API keys.
  package static let rules: [Rule<Partner>] =
    [
      Rule(
        "partner.policyGroup.needed", code: "PMS_COR_001", message: "Missing Input Parameter - policyGroup",
        summary: "A partner whose type works under a policy belongs to a policy group.", citation: "formats §9"
      ) { spec, _ in
        guard spec.partnerType.needsPolicy, spec.policyGroup == nil else { return nil }
        return .init(
          "spec.policyGroup",
          hint: "a partner of the type \(spec.partnerType.rawValue) needs one; write the metadata.name of a PolicyGroup"
        )
      },
      Rule(
        "partner.partnerType.fixed", code: "PMS_COR_002", message: "Invalid Input Parameter - partnerType",
        summary: "The type of a partner never changes: no documented request changes it.", citation: "D7"
      ) { spec, stored in
        guard let stored, stored.spec.partnerType != spec.partnerType else { return nil }
        return .init(
          "spec.partnerType",
          hint: "it was registered as \(stored.spec.partnerType.rawValue); write that, or register another partner")
      },
      Rule(
        "partner.policyGroup.fixed", code: "PMS_COR_002", message: "Invalid Input Parameter - policyGroup",
        summary: "The policy group of a partner never changes: no documented request changes it.", citation: "D7"
      ) { spec, stored in
        guard let stored, stored.spec.policyGroup.map({ ExactString($0) }) != spec.policyGroup.map({ ExactString($0) })
        else {
          return nil
        }
        let former = stored.spec.policyGroup.map { "write \($0)" } ?? "leave it out"
        return .init("spec.policyGroup", hint: "\(former) as it was registered, or register another partner")
      },
      .noBlanks(at: "organizationName", text: \.organizationName),
    ] + CertificateRules.all + BioExtractorRules.all + APIKeyRules.all
}
