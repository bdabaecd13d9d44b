import Model

extension Policy {
  /// The schemas of a policy's content.
  ///
  /// Source: formats §5.1 for the documented body, formats §5.2 for the types with a published schema.
  enum ContentSchemas {
    /// The forms of the content, as the reference page lists them.
    static let forms = [
      DocumentForm("without policyType", schema: documentedSchema),
      DocumentForm("policyType Auth", schema: authenticationSchema),
      DocumentForm("policyType DataShare or CredentialIssuance", schema: dataShareSchema),
    ]

    /// Returns the schema for the content of a type; nil is the documented body.
    static func schema(of type: PolicyType?) -> JSONSchema {
      switch type {
      case nil: documentedSchema
      case .authentication: authenticationSchema
      case .dataShare, .credentialIssuance: dataShareSchema
      }
    }

    /// The address of the schema in every published policy. The services have the same one for all types.
    static let address = "https://schemas.mosip.io/v1/auth-policy"

    /// The documented body. A precondition with a code of its own requires at least one KYC attribute.
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
}
