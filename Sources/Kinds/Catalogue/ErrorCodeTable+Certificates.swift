// The codes of the key manager.

extension ErrorCodeTable {
  /// The codes of the key manager's uploads of certificates.
  static let certificateCodes: [Row] = [
    .code(
      "KER-KMS-013", message: "Certificate Parsing Error.", of: .keyManager,
      when: "certificateData is not a PEM/X.509 certificate", source: "commons v1.1.3"),
    .code(
      "KER-PCM-001", message: "Invalid Certificate uploaded.", of: .keyManager, when: "certificateData null or blank",
      source: "commons v1.1.3"),
    .code(
      "KER-PCM-002", message: "Error in generating Certificate Thumbprint.", of: .keyManager,
      when: "SHA-1 thumbprint cannot be computed", source: "commons v1.1.3"),
    .code(
      "KER-PCM-003", message: "Certificate already exists in store.", of: .keyManager,
      when: "same thumbprint already stored in that domain (CA and partner certificates)", source: "commons v1.1.3"),
    .code(
      "KER-PCM-004", message: "Certificate Dates are not valid.", of: .keyManager, when: "not yet valid or expired",
      source: "commons v1.1.3"),
    .code(
      "KER-PCM-005", message: "Root CA Certificate not found.", of: .keyManager,
      when: "sub-CA whose chain does not reach a stored root of that domain", source: "commons v1.1.3"),
    .code(
      "KER-PCM-006", message: "Root CA/Intermediate CA Certificates not found.", of: .keyManager,
      when: "partner certificate whose chain does not reach a stored root of that domain", source: "commons v1.1.3"),
    .code(
      "KER-PCM-007", message: "Certificate version not supported.", of: .keyManager,
      when: "partner certificate is not X.509 version 3", source: "commons v1.1.3"),
    .code(
      "KER-PCM-008", message: "Partner Organization Name not Matched.", of: .keyManager,
      when: "subject O differs from organizationName (case-sensitive)", source: "commons v1.1.3"),
    .code(
      "KER-PCM-009", message: "No Unique Alias found.", of: .keyManager,
      when: "MOSIP signing key missing or not unique", source: "commons v1.1.3"),
    .code(
      "KER-PCM-010", message: "Invalid Partner Certificate ID.", of: .keyManager, when: "download: id blank",
      source: "commons v1.1.3"),
    .code(
      "KER-PCM-011", message: "Invalid Partner Domain.", of: .keyManager,
      when: "partnerDomain not in mosip.kernel.partner.allowed.domains (compared without case)",
      source: "commons v1.1.3"),
    .code(
      "KER-PCM-012", message: "Partner Certificate not found for the given ID.", of: .keyManager,
      when: "download: id unknown", source: "commons v1.1.3"),
    .code(
      "KER-PCM-013", message: "Partner Certificate Key Size is less than allowed size.", of: .keyManager,
      when: "RSA key below 2048 bit", source: "commons v1.1.3"),
    .code(
      "KER-PCM-014", message: "Partner Certificate Signature algorithm not supported.", of: .keyManager,
      when: "signature algorithm name does not start with SHA2 (so SHA384/SHA512 are refused too)",
      source: "commons v1.1.3"),
    .code(
      "KER-CRY-003", message: "or not base64 encoded", of: .keyManager,
      when: "key manager: data invalid (prefix is added by the caller)", source: "commons v1.1.3"),
  ]
}
