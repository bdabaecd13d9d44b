package import Model
import Source

extension DeviceService {
  package static let indexes: [Index<DeviceService>] = [
    Index(
      Indexes.identity, tellsRenames: true, claims: { [Indexes.key($0)] }, values: { [Indexes.key($0.spec)] }),
    Index("deviceProvider", following: .object(kind: DeviceProvider.name)) { [ExactString($0.spec.deviceProvider)] },
  ]

  /// The name of the index by which device services are found, and the keys of its entries.
  enum Indexes {
    static let identity = "version, provider, type, make and model"

    /// Returns the values that together are unique as one key; none of them holds the separator.
    static func key(_ spec: Spec) -> ExactString {
      let members = [
        spec.swVersion, spec.deviceProvider, spec.regDeviceTypeCode, spec.regDeviceSubCode, spec.make, spec.model,
      ]
      return ExactString(members.joined(separator: "\u{0}"))
    }
  }
}
