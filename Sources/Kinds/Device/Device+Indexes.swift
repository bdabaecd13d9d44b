package import Model
import Source

extension Device {
  /// The index of serial numbers; it has none of retired devices, whose numbers are free again.
  package static let indexes: [Index<Device>] = [
    Index(
      Indexes.serialNo, tellsRenames: true, claims: { [Indexes.serialKey($0.data.deviceInfo.digitalId.members)] },
      values: { $0.status.status == .retired ? [] : [Indexes.serialKey($0.status.digitalId)] }),
    Index(
      Indexes.serialNoAlone, isUnique: false, tellsObjects: true,
      values: { [ExactString($0.status.digitalId.serialNo)] }),
  ]

  /// The names of the indexes by which devices are found, and the keys of their entries.
  enum Indexes {
    static let serialNo = "device serial numbers"
    static let serialNoAlone = "serialNo"

    /// Returns provider and serial number as one key; the id of a provider has no blank.
    static func serialKey(_ id: DigitalID) -> ExactString { ExactString(id.deviceProviderId + " " + id.serialNo) }
  }
}
