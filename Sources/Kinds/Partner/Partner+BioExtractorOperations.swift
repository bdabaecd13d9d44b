package import Model
import Source

extension Partner {
  /// The operation on biometric extractors.
  ///
  /// Source: Partner Management Audits, Partner; formats §10.
  package enum BioExtractorOperations {
    /// Returns the operation that stores the manifest's extractors; nil if they are stored.
    ///
    /// Extractors belong to requests for API keys: while one of the manifest's requests is not made, the operation that
    /// makes it comes first.
    static func next(from stored: Stored<Partner>, to desired: Spec) -> Operation<Partner>? {
      guard desired.bioExtractors != stored.spec.bioExtractors else { return nil }
      let missing = desired.apiKeys.first { stored.status.request(named: $0.name) == nil }
      return missing.map { APIKeyOperations.requestKey($0.name) } ?? update
    }

    package static let update = Operation<Partner>(
      "partner.updateBioExtractors", envelope: "mosip.partnermanagement.partners.bioextractors.update",
      summary: "Stores how biometrics are extracted for a partner.", citation: "Partner Management Audits, Partner",
      stages: [
        .emits("PMS_PRT_111"),
        Preconditions.exists(failing: "PMS_PRT_423"),
        .requires(BioExtractorPreconditions.receivesBiometrics), .requires(BioExtractorPreconditions.isMapped),
        .requires(BioExtractorPreconditions.isUndecided),
        .takes(["bioExtractors"]),
        .emits("PMS_PRT_211"),
      ]
    ) { _ in .object(["message": .text("Extractors added successfully.")]) }
  }
}
