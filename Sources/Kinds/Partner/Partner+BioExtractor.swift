package import Model
import Source

// The fields of biometric extractors. Source: formats §10.

extension Partner {
  /// One entry of `spec.bioExtractors`: the extractor that makes the partner's template of one biometric.
  ///
  /// The limits are those of the columns of `partner_policy_bioextract`.
  package struct BioExtractor: Fielded, Equatable {
    /// The policy's name in its manifest.
    package var policy = ""
    package var attributeName = ""
    package var biometric = ""
    package var provider = ""
    package var version: String?

    package init() {}

    package static let fields: [Field<BioExtractor>] = [
      .text(
        "policy", \.policy, TextLimits(1...128, format: Metadata.nameFormat),
        "The metadata.name of a policy of an entry of apiKeys."),
      .text("attributeName", \.attributeName, TextLimits(1...128), "The attribute of the policy, such as photo."),
      .text("biometric", \.biometric, TextLimits(1...64), "The biometric it is taken from, such as face."),
      .text("provider", \.provider, TextLimits(1...128), "Who provides the extractor."),
      .optionalText("version", \.version, TextLimits(1...8), "Version of the extractor."),
    ]

    package static func == (left: BioExtractor, right: BioExtractor) -> Bool { left.node == right.node }
  }

  static let extractorsPath: NodePath = "spec.bioExtractors"
}
