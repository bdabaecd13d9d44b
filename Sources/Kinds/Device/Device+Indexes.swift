package import Model
import Source

extension Device {
  /// The index of serial numbers; it has none of retired devices, whose numbers are free again.
  package static let indexes: [Index<Device>] = [
    Index(
      Indexes.serialNo, tellsRenames: true, claims: { [Indexes.serialKey($0.data.deviceInfo.digitalId.members)] },
      values: { $0.status.status == .retired ? [] : [Indexes.serialKey($0.status.digitalId)] })
  ]

  /// The name of the index by which devices are found, and the keys of its entries.
  enum Indexes {
    static let serialNo = "device serial numbers"

    /// Returns provider and serial number as one key; the id of a provider has no blank.
    static func serialKey(_ id: DigitalID) -> ExactString { ExactString(id.deviceProviderId + " " + id.serialNo) }
  }
}
