package import Model

extension EventModule {
  /// The policy management service, which keeps policies and their groups.
  package static let policy = EventModule(
    name: "Policy", applicationID: "10002", applicationName: "Partner management portal", moduleID: "PMS_PRT",
    moduleName: "Partner Management Service")
}

extension FieldCodes.Answer {
  /// The answer of the partner management services to a mandatory value that is missing or blank.
  static let missingParameter = FieldCodes.Answer("PMS_COR_001", message: "Missing Input Parameter")

  /// The answer of the partner management services to a value of the wrong shape.
  static let invalidParameter = FieldCodes.Answer("PMS_COR_002", message: "Invalid Input Parameter")
}

extension Query.Argument {
  /// Makes the argument for a parameter of the partner management services, whose answer to a blank one has the
  /// documented name of the parameter.
  static func parameter(
    _ parameter: String, as name: String, summary: String, secret: Query.SecretKind? = nil
  ) -> Query.Argument {
    let missing = FieldCodes.Answer.missingParameter
    return Query.Argument(
      name, summary: summary, secret: secret,
      missing: missing.code.map { (code: $0, message: missing.message(for: parameter)) })
  }
}

/// The first id of a policy or a policy group that is generated: twelve digits, as in the documents' examples. Later
/// ids count up from it, which makes them unique.
///
/// Source: formats §2. The services draw a random number and do not check whether it is in use.
let firstPolicyNumber = 100_000_000_000
