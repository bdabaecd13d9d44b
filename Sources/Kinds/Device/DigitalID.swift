package import Model
package import Source

/// The identity that a device states: the documents' digital id.
///
/// Documents: Device Management APIs, "registereddevices", digital id.
package struct DigitalID: Fielded {
  package var serialNo = ""
  package var deviceProvider = ""
  package var deviceProviderId = ""
  package var make = ""
  package var model = ""
  package var dateTime = Instant(milliseconds: 0)
  package var type = ""
  package var deviceSubType = ""

  package init() {}

  /// The members, in the order of the documents.
  package static let fields: [Field<DigitalID>] = [
    .text("serialNo", \.serialNo, TextLimits(1...64), "Serial number, unique among the provider's devices."),
    .text("deviceProvider", \.deviceProvider, TextLimits(1...128), "Vendor name of the provider."),
    .text("deviceProviderId", \.deviceProviderId, TextLimits(1...36), "Id of the provider."),
    .text("make", \.make, TextLimits(1...36), "Make."),
    .text("model", \.model, TextLimits(1...36), "Model."),
    .time("dateTime", \.dateTime, "When the device made the digital id."),
    .text("type", \.type, TextLimits(1...36), "Device type, one of devices.types in registry.yaml."),
    .text("deviceSubType", \.deviceSubType, TextLimits(1...36), "Sub-type, one of those of the device type."),
  ]
}

extension DigitalID: EncodableRecord {
  package static let textName = "digitalId"
  package static let textLimits = TextLimits(1...32768)

  /// Returns the documented members. Vendors also send others, which are ignored, and the sub-type under three names.
  package static func known(_ node: Node) -> Node {
    node.taking("deviceSubType", from: "subType", "subtype").keeping(fields.map(\.name))
  }
}

extension Given<DigitalID> {
  /// The digital id in signed responses: a JWS as it was sent, anything else in Base64url without padding.
  package var encoded: String {
    guard let text else {
      return Base64.encode(JSONWriter.line(members.node, secrets: .masked), alphabet: .url, padded: false)
    }
    guard !isSigned, let bytes = Base64.decode(text) else { return text }
    return Base64.encode(bytes, alphabet: .url, padded: false)
  }

  /// The value by which two digital ids are compared: the text if it is signed, else the members.
  package var content: Node { isSigned ? .text(text) : members.node }
}
