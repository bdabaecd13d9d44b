import Model
import Source

extension Partner {
  /// The rules about a partner's certificate.
  ///
  /// Source: none in the documents.
  enum CertificateRules {
    static let all: [Rule<Partner>] = [
      Rule(
        "partner.certificate.withdrawn", code: nil, message: "A partner's certificate is not taken away",
        summary: "A certificate that was uploaded stays until another one takes its place.",
        citation: "partnerctl's own rule"
      ) { spec, stored in
        guard stored?.spec.certificate != nil, spec.certificate == nil, spec.certificateFile == nil else { return nil }
        return .init("spec.certificate", hint: "put it back, or give another one; to stop the partner, de-activate it")
      }
    ]
  }
}
