package import Model

extension EventModule {
  /// The policy management service, which keeps policies and their groups.
  package static let policy = EventModule(
    name: "Policy", applicationID: "10002", applicationName: "Partner management portal", moduleID: "PMS_PRT",
    moduleName: "Partner Management Service")
}

extension FieldCodes.Answer {
  /// What the partner management services say of a mandatory value that is missing or blank.
  static let missingParameter = FieldCodes.Answer("PMS_COR_001", message: "Missing Input Parameter")

  /// What they say of a value that is there but of the wrong shape.
  static let invalidParameter = FieldCodes.Answer("PMS_COR_002", message: "Invalid Input Parameter")
}

extension Query.Argument {
  /// A parameter of a request to the partner management services, which answer a blank one by its documented name.
  static func parameter(
    _ parameter: String, as name: String, summary: String, secret: Query.SecretKind? = nil
  ) -> Query.Argument {
    let missing = FieldCodes.Answer.missingParameter
    return Query.Argument(
      name, summary: summary, secret: secret,
      missing: missing.code.map { (code: $0, message: missing.message(for: parameter)) })
  }
}

/// The first id of a policy or a policy group that is generated: twelve digits, as in the documents' examples.
///
/// Source: formats §2. The services draw a random number and do not look whether it is taken; here they count up, which
/// makes them unique.
let firstPolicyNumber = 100_000_000_000
