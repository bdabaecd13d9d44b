package import Model

/// A device service (MDS): the vendor's software through which devices of one make and model are used.
///
/// Documents: Device Management APIs, "mosipdeviceservice"; operations H1 and H2, life cycle §10.
package enum DeviceService: SwitchedKind {
  package typealias Settings = DeviceSettings

  package static let name = "DeviceService"
  package static let prefix = "deviceService"
  package static let folder = "deviceservices"
  package static let summary = "The software of a vendor through which devices of one make and model are used."
  package static let citation = "Device Management APIs, MOSIP device services"
  package static let eventModule = EventModule.device
  package static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(missing: .missingMandatory("ADM-DPM-020"), invalid: .invalidFormat)
  }

  package static let example = """
    apiVersion: partnerctl/v1
    kind: DeviceService
    metadata:
      name: test-service-1           # identity in git; never changes
    spec:
      swVersion: TestSwVersion1
      deviceProvider: test-vendor    # metadata.name of the DeviceProvider
      regDeviceTypeCode: Finger      # a type and one of its sub-types: devices.types in registry.yaml
      regDeviceSubCode: Single
      make: MC01A
      model: TVSFD                   # these six values together are unique
      swBinaryHash: Test Hash
      swCreateDateTime: 2026-02-10T06:12:52.994Z
      swExpiryDateTime: 2027-02-10T06:12:52.994Z
      isActive: true

    """

  package static let examplePrerequisites = DeviceProvider.example

  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: DeviceService
    metadata: {name: service-\(number)}
    spec:
      swVersion: Version \(number)
      deviceProvider: test-vendor
      regDeviceTypeCode: Finger
      regDeviceSubCode: Single
      make: MC01A
      model: TVSFD
      swBinaryHash: Test Hash
      swCreateDateTime: 2026-02-10T06:12:52.994Z
      swExpiryDateTime: 2027-02-10T06:12:52.994Z
      isActive: true

    """
  }

  package struct Spec: Switched {
    package var swVersion = ""
    /// Name of the provider's manifest; the documents' deviceProviderId follows from it.
    package var deviceProvider = ""
    package var regDeviceTypeCode = ""
    package var regDeviceSubCode = ""
    package var make = ""
    package var model = ""
    package var swBinaryHash = ""
    package var swCreateDateTime = Instant(milliseconds: 0)
    package var swExpiryDateTime = Instant(milliseconds: 0)
    package var isActive = true

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text("swVersion", \.swVersion, TextLimits(1...64), "Version of the software."),
      .text("deviceProvider", \.deviceProvider, TextLimits(1...128), "metadata.name of the vendor's DeviceProvider."),
      .text(
        "regDeviceTypeCode", \.regDeviceTypeCode, TextLimits(1...36),
        "Device type, one of devices.types in registry.yaml."),
      .text("regDeviceSubCode", \.regDeviceSubCode, TextLimits(1...36), "Sub-type, one of those of the device type."),
      .text("make", \.make, TextLimits(1...36), "Make of the devices."),
      .text("model", \.model, TextLimits(1...36), "Model of the devices."),
      .text("swBinaryHash", \.swBinaryHash, TextLimits(1...36), "Digest of the software; its form is not checked."),
      .time("swCreateDateTime", \.swCreateDateTime, "When the software was made."),
      .time("swExpiryDateTime", \.swExpiryDateTime, "When the software expires; this causes only a warning."),
      .requiredBoolean("isActive", \.isActive, "Whether devices may be used through it."),
    ]
  }

  package struct Status: Switched {
    /// False also after the manifest was removed.
    package var isActive = true
    package var deviceProviderId = ""

    package init() {}

    package static let fields: [Field<Status>] = [
      .boolean("isActive", \.isActive, default: true, "Whether devices may be used through it."),
      .anyText("deviceProviderId", \.deviceProviderId, "Id of the vendor's DeviceProvider."),
    ]
  }
}
