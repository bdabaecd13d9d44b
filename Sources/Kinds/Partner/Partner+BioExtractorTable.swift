import Model
import Source

extension Partner {
  /// Biometric extractors as rows of `pms.partner_policy_bioextract`.
  ///
  /// Source: the columns of that table in MOSIP's `pms` database.
  enum BioExtractorTable {
    /// The rows, identified by partner, policy, attribute and biometric: a registry does not keep the ids of
    /// extractors, nor who stored them and when.
    static let rows = TablePartsOf<Partner, BioExtractor>(
      Table(
        "pms", name: "partner_policy_bioextract",
        key: ["part_id", "policy_id", "attribute_name", "biometric_modality"],
        label: "id"),
      owner: "part_id", of: BioExtractor(),
      columns: [
        .derived("id") { extractor, registry in
          let policy = registry.object(Policy.self, named: extractor.part.policy)?.id ?? ""
          return .text(id(of: extractor.part, policy: policy, partner: extractor.owner.id))
        },
        .derived("part_id") { extractor, _ in .text(extractor.owner.id) },
        .reference("policy_id", to: Policy.self, { $0.part.policy }) { $0.part.policy = $1.metadata.name },
        .text("attribute_name", \.part.attributeName), .text("extractor_provider", \.part.provider),
        .optionalText("extractor_provider_version", \.part.version), .text("biometric_modality", \.part.biometric),
        .derived("biometric_sub_types") { _, _ in .null },
        .derived("cr_by") { extractor, _ in .text(extractor.owner.record.createdBy) },
        .derived("cr_dtimes", form: .time) { extractor, _ in .time(extractor.owner.record.createdAt) },
        .derived("upd_by") { _, _ in .null }, .derived("upd_dtimes", form: .time) { _, _ in .null },
      ] + TableColumn.deletion, parts: { $0.spec.bioExtractors },
      check: { extractor, objectImport in
        guard extractor.owner.spec.partnerType.needsBioExtractors else {
          return objectImport.refuse(
            "partners of the type \(extractor.owner.spec.partnerType.rawValue) have no extractors")
        }
        let requests = extractor.owner.status.apiKeyRequests
        if !requests.contains(where: { ExactString.same($0.policy, extractor.part.policy) }) {
          objectImport.refuse("policy_id: its partner has not requested a key for that policy")
        }
      },
      adopt: adopt)

    @Sendable private static func adopt(
      _ extractors: [(part: BioExtractor, row: TableRow)], into stored: inout Stored<Partner>,
      importing objectImport: inout ObjectImport
    ) {
      guard extractors.count <= apiKeyLimit else {
        return objectImport.refuse("it has \(extractors.count) extractors; a partner has at most \(apiKeyLimit)")
      }
      stored.spec.bioExtractors = extractors.map(\.part)
    }

    /// Returns an id that is computed from partner, policy, attribute and biometric, so that every export writes the
    /// same one: a 128-bit FNV-1a hash in hexadecimal digits.
    private static func id(of extractor: BioExtractor, policy: String, partner: String) -> String {
      var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
      let names = [partner, policy, extractor.attributeName, extractor.biometric]
      for byte in names.joined(separator: "\u{0}").utf8 {
        hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
      }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }
  }
}
