package import Model
import Source

extension MISP {
  package static let indexes: [Index<MISP>] = [
    Index(
      Indexes.name, tellsRenames: true, claims: { [ExactString($0.organizationName)] },
      values: { [ExactString($0.spec.organizationName)] }),
    Index(
      Indexes.licenseKey, storesDigests: true, values: { $0.status.licenseKeys.map { ExactString($0.key.reveal()) } }),
    similarNames.index,
  ]

  /// The names of the indexes by which MISPs are found.
  enum Indexes {
    static let name = "organizationName"
    static let licenseKey = "licenseKey"
  }
}
