package import Model
import Source

/// A biometric device that partners may use.
///
/// Documents: Device Management APIs, "registereddevices"; operations R1 to R3, life cycle §9.
package enum Device: ResourceKind {
  package typealias Settings = DeviceSettings

  package static let name = "Device"
  package static let prefix = "device"
  package static let folder = "devices"
  package static let storage = Storage.shards
  package static let summary = "A biometric device that partners may use."
  package static let citation = "Device Management APIs, registered devices"
  package static let eventModule = EventModule.device
  package static func codes(isNew: Bool) -> FieldCodes {
    let invalidStatus = FieldCodes.Answer(
      isNew ? "ADM-DPM-028" : "ADM-DPM-037", message: "Invalid Status received", separator: nil)
    return FieldCodes(
      missing: .missingMandatory("ADM-DPM-025"), invalid: .invalidFormat,
      words: [
        "purpose": FieldCodes.Answer("ADM-DPM-034", message: "Invalid Purpose received", separator: nil),
        "certification": FieldCodes.Answer(
          "KER-MSD-999", message: "Invalid Certification level received", separator: nil),
        "status": invalidStatus,
      ])
  }

  package struct Spec: Fielded {
    /// The text that a vendor sent; nil if its content is written out.
    package var deviceData: String?
    /// The data with which the device is registered, decoded from the text or written out.
    package var data = DeviceData()
    /// A repetition of the digital id's make, like the three that follow, to be compared with the digital id.
    package var make: String?
    package var model: String?
    package var deviceProvider: String?
    package var deviceProviderId: String?
    package var status = State.registered

    package init() {}

    package static let fields: [Field<Spec>] =
      [encodedData] + DeviceData.fields.map { $0.lifted(to: \.data, unless: "deviceData") { $0.deviceData != nil } } + [
        .optionalText("make", \.make, TextLimits(1...36), "If given, it must be that of the digital id."),
        .optionalText("model", \.model, TextLimits(1...36), "If given, it must be that of the digital id."),
        .optionalText(
          "deviceProvider", \.deviceProvider, TextLimits(1...128), "If given, it must be that of the digital id."),
        .optionalText(
          "deviceProviderId", \.deviceProviderId, TextLimits(1...36), "If given, it must be that of the digital id."),
        .word("status", \.status, default: .registered, "Whether the device may be used."),
      ]

    /// Copies the text with its decoded content.
    @Sendable private static func copyEncodedData(from source: Spec, to target: inout Spec) {
      target.deviceData = source.deviceData
      if source.deviceData != nil { target.data = source.data }
    }

    private static let encodedData = Field<Spec>(
      name: "deviceData", summary: "The text that the vendor sent, instead of the members below.",
      shape: .text(
        TextLimits(
          DeviceData.textLimits.length,
          format: TextFormat(
            name: "deviceData", pattern: "^[-A-Za-z0-9+/_=.]+$",
            explanation: "give JSON in Base64, or a JWS with such a payload"
          ) { _ in true })),
      presence: .optional,
      copy: copyEncodedData
    ) { node, spec, reading in
      guard let node, !node.isNull else { return }
      // An unreadable text counts as given, so that the members beside it are not reported as missing.
      spec.deviceData = node.text ?? ""
      if let data = DeviceData.read(text: node, reading: &reading) { spec.data = data }
    } write: {
      .text($0.deviceData)
    }
  }

  /// The documented words; `RETIRED` is final.
  package enum State: String, Word {
    case registered = "REGISTERED"
    case revoked = "REVOKED"
    case retired = "RETIRED"
  }

  package struct Status: Fielded {
    package var status = State.registered
    /// The time stamp of the data, or the time of registration if the data has none.
    package var timeStamp: Instant?
    package var digitalId = DigitalID()

    package init() {}

    package static let fields: [Field<Status>] = [
      .word("status", \.status, default: .registered, "Whether the device may be used."),
      .optionalTime("timeStamp", \.timeStamp, "When the data was made, or the device was registered."),
      .group("digitalId", \.digitalId, "The digital id of the device, decoded."),
    ]
  }
}
