import Model
import Source

extension Partner {
  /// The rules about the entries of `spec.bioExtractors`.
  ///
  /// Source: none in the documents.
  enum BioExtractorRules {
    static let all: [Rule<Partner>] = [
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
  }
}
