package import Model
package import Source

/// The data with which a device is registered: the documents' deviceData.
///
/// Source: Device Management APIs, "registereddevices"; formats §6.
package struct DeviceData: Fielded {
  package var purpose = Purpose.authentication
  package var deviceId = ""
  package var foundationalTrustProviderId: String?
  package var deviceInfo = Given<DeviceInfo>()

  package init() {}

  /// The purpose of a device, which never changes.
  package enum Purpose: String, Word {
    case authentication = "AUTH"
    case registration = "REGISTRATION"
  }

  /// The protection of a device's digital id: none for `L0`, a signature made inside the device for `L1`.
  package enum Certification: String, Word {
    case l0 = "L0"
    case l1 = "L1"
  }

  package static let fields: [Field<DeviceData>] = [
    .requiredWord("purpose", \.purpose, "What the device is for; it never changes."),
    .text("deviceId", \.deviceId, TextLimits(1...36), "The device's own id; its code, if it is for registration."),
    .optionalText(
      "foundationalTrustProviderId", \.foundationalTrustProviderId, TextLimits(0...36),
      "Id of the trust provider; an L1 device must have one."),
    Given.field(\.deviceInfo, summary: "What the device states about itself; if signed, the text that it gave."),
  ]

  /// Returns the members that never change after the registration; `stamp` replaces a time stamp that was left out.
  func content(stampedAt stamp: Instant?) -> Node {
    let signed = deviceInfo.isSigned ? [("deviceInfo", Node.text(deviceInfo.text))] : []
    return .object(members(stampedAt: stamp) + signed)
  }

  private func members(stampedAt stamp: Instant?) -> [(String, Node)] {
    [
      ("purpose", .text(purpose.rawValue)),
      ("deviceId", .text(deviceId)),
      ("foundationalTrustProviderId", .text(foundationalTrustProviderId)),
      ("deviceSubId", .text(deviceInfo.deviceSubId)),
      ("certification", .text(deviceInfo.certification.rawValue)),
      ("firmware", .text(deviceInfo.firmware)),
      ("deviceExpiry", .text(deviceInfo.deviceExpiry?.description)),
      ("timeStamp", .text((deviceInfo.timeStamp ?? stamp)?.description)),
      ("digitalId", deviceInfo.digitalId.content),
    ]
  }
}

extension DeviceData {
  /// The documents' deviceInfo: the description that a device gives of itself.
  package struct DeviceInfo: EncodableRecord {
    package var deviceSubId = ""
    package var certification = Certification.l0
    package var firmware = ""
    package var deviceExpiry: Instant?
    package var timeStamp: Instant?
    package var digitalId = Given<DigitalID>()

    package init() {}

    package static let fields: [Field<DeviceInfo>] = [
      .text("deviceSubId", \.deviceSubId, TextLimits(1...256), "Which sensor of the device this is."),
      .requiredWord("certification", \.certification, anyCase: false, "Level of certification."),
      .text("firmware", \.firmware, TextLimits(1...128), "Version of the firmware."),
      .optionalTime("deviceExpiry", \.deviceExpiry, "When the device must be replaced."),
      .optionalTime(
        "timeStamp", \.timeStamp,
        "When the data was made; it must be received soon after. By default, it is the time of the run."),
      Given.field(\.digitalId, summary: "The digital id of the device; for an L1 device the signed text that it gave."),
    ]

    package static let textName = "deviceInfo"
    package static let textLimits = DeviceData.textLimits

    /// Returns the documented members. Devices also write `timestamp` for `timeStamp`, and the only sensor as a list.
    package static func known(_ node: Node) -> Node {
      node.taking("timeStamp", from: "timestamp").keeping(fields.map(\.name))
        .replacing("deviceSubId") { $0.items?.count == 1 ? $0.items?.first : nil }
        .replacing(DigitalID.textName, by: DigitalID.known)
    }
  }
}

extension DeviceData {
  static let textLimits = TextLimits(1...65536)

  /// Decodes the data that a vendor sent as one text; faults are reported to `reading`, and the result is then nil or
  /// incomplete.
  static func read(text node: Node, reading: inout FieldReader) -> DeviceData? {
    guard let text = reading.text(node, limits: textLimits, isRequired: false) else { return nil }
    switch EncodedJSON.decode(text) {
    case .failure(let fault):
      reading.reject(.format, at: node.mark, hint: fault.reason)
      return nil
    case .success(let decoded):
      var data = DeviceData()
      reading.decoding("deviceData", at: node.mark, asNeighbours: true) { reading in
        data = DeviceData.read(known(decoded.node), reading: &reading)
      }
      return data
    }
  }

  /// Returns the documented members; the services ignore others.
  private static func known(_ node: Node) -> Node {
    node.keeping(fields.map(\.name)).replacing(DeviceInfo.textName, by: DeviceInfo.known)
  }
}
