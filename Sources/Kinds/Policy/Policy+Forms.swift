import Model

// The forms of a policy's content, as the documents describe them (formats §5.1) and as the published schemas do (§5.2).

extension Policy {
  static let forms = [
    DocumentForm("without policyType", schema: documentedSchema),
    DocumentForm("policyType Auth", schema: authenticationSchema),
    DocumentForm("policyType DataShare or CredentialIssuance", schema: dataShareSchema),
  ]

  /// The schema that a content of the type obeys; nil stands for the documented body.
  static func schema(of type: PolicyType?) -> JSONSchema {
    switch type {
    case nil: documentedSchema
    case .authentication: authenticationSchema
    case .dataShare, .credentialIssuance: dataShareSchema
    }
  }

  /// The address that every published policy names, whatever its type, as the services do.
  static let schemaAddress = "https://schemas.mosip.io/v1/auth-policy"

  /// That there is a KYC attribute at all is asked later, with a code of its own.
  private static let documentedSchema = JSONSchema.object([
    .required(
      "authPolicies",
      .list(
        .object([
          .required("authType", .text()), .optional("authSubType", .nullable(.text())),
          .required("mandatory", .boolean),
        ]))),
    .optional(
      "allowedKycAttributes",
      .list(.object([.required("attributeName", .text()), .required("required", .boolean)]))),
  ])

  private static let authenticationSchema = JSONSchema.object([
    .required("authTokenType", .text(["random", "partner", "policy"])),
    .required(
      "allowedAuthTypes",
      .list(
        .object([
          .required("authType", .text()), .optional("authSubType", .text()), .required("mandatory", .boolean),
        ]))),
    .required("allowedKycAttributes", .list(.object([.required("attributeName", .text())]))),
  ])

  private static let dataShareSchema = JSONSchema.object([
    .required(
      "dataSharePolicies",
      .object(
        [
          .required("typeOfShare", .text(["Data Share", "direct"])),
          .required("validForInMinutes", .text()),
          .required("transactionsAllowed", .text()),
          .required("encryptionType", .text(["Partner Based", "none"])),
          .required("shareDomain", .text()),
          .required("source", .text()),
        ], further: .remarked)),
    .required(
      "shareableAttributes",
      .list(
        .object([
          .required("attributeName", .text()),
          .required("source", .list(sourceSchema)),
          .required("encrypted", .boolean),
          .optional("group", .text()),
          .optional("format", .text()),
        ]))),
  ])

  private static let sourceSchema = JSONSchema.object([
    .required("attribute", .text()),
    .optional(
      "filter",
      .tuple([
        .object([.optional("type", .text())], further: .allowed),
        .object([.optional("type", .text()), .optional("subType", .list(.text()))], further: .allowed),
        .object([.optional("language", .text())], further: .allowed),
      ])),
  ])
}
