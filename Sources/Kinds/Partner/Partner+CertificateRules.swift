import Model
import Source

extension Partner {
  /// The rules about a partner's certificate.
  ///
  /// Source: none in the documents.
  enum CertificateRules {
    static let all: [Rule<Partner>] = [
      Rule(
        "partner.certificate.withdrawn", code: nil, message: "The certificate of a partner cannot be removed",
        summary: "An uploaded certificate stays until another one replaces it.",
        citation: "partnerctl's own rule"
      ) { spec, stored in
        guard stored?.spec.certificate != nil, spec.certificate == nil, spec.certificateFile == nil else { return nil }
        return .init("spec.certificate", hint: "restore it, or give another one; to stop the partner, de-activate it")
      }
    ]
  }
}
