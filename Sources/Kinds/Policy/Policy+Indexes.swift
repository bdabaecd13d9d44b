package import Model
import Source

extension Policy {
  package static let indexes: [Index<Policy>] = [
    Index(
      Indexes.name, tellsRenames: true, claims: { [Indexes.key($0.name, inGroup: $0.policyGroup)] },
      values: { [Indexes.key($0.spec.name, inGroup: $0.spec.policyGroup)] }),
    Index("policyGroup", following: .object(kind: PolicyGroup.name)) { [ExactString($0.spec.policyGroup)] },
    similarNames.index,
  ]

  /// The name of the index by which policies are found, and the keys of its entries.
  enum Indexes {
    static let name = "policy name in its group"

    /// Returns a policy's name and the name of its group's manifest as one key; that of a manifest has no blank.
    static func key(_ name: String, inGroup group: String) -> ExactString { ExactString(group + " " + name) }
  }
}
