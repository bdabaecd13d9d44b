package import Model
package import Source

/// Who a device is, as it says itself.
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

  /// In the order in which the documents write them.
  package static let fields: [Field<DigitalID>] = [
    .text("serialNo", \.serialNo, TextLimits(1...64), "Serial number, unique among the provider's devices."),
    .text("deviceProvider", \.deviceProvider, TextLimits(1...128), "Vendor name of the provider."),
    .text("deviceProviderId", \.deviceProviderId, TextLimits(1...36), "Id of the provider."),
    .text("make", \.make, TextLimits(1...36), "Make."),
    .text("model", \.model, TextLimits(1...36), "Model."),
    .time("dateTime", \.dateTime, "When the device made the digital id."),
    .text("type", \.type, TextLimits(1...36), "Device type, one of the registry's."),
    .text("deviceSubType", \.deviceSubType, TextLimits(1...36), "Sub-type, one of the type's."),
  ]
}

/// A digital id as it was given: written out, or as a text that holds it.
package struct GivenDigitalID: Sendable {
  package var members = DigitalID()
  /// The text as it was sent; nil when the members were written out.
  package var text: String?
  /// Whether the text is signed: a JWS.
  package var isSigned = false

  package static let limits = TextLimits(1...32768)

  /// The text that signed responses repeat: a JWS as it was sent, anything else in Base64url without padding.
  package var encoded: String {
    guard let text else { return Base64.encode(JSONWriter.line(members.node, secrets: .masked), .url, padded: false) }
    guard !isSigned, let bytes = Base64.decode(text) else { return text }
    return Base64.encode(bytes, .url, padded: false)
  }

  /// What two digital ids have in common when they say the same.
  package var content: Node { isSigned ? .text(text) : members.node }

  /// A digital id inside a record, in either form.
  static func field<Owner: Sendable>(
    _ name: String, _ member: Member<Owner, GivenDigitalID>, _ summary: String
  ) -> Field<Owner> {
    Field(
      name: name, summary: summary, shape: .encodable(DigitalID.descriptions, limits), presence: .required
    ) { node, owner, reading in
      guard let node, !node.isNull else { return reading.reject(.required, at: node?.mark) }
      if case .scalar = node.value {
        owner[keyPath: member] = read(text: node, &reading) ?? GivenDigitalID()
      } else {
        owner[keyPath: member] = GivenDigitalID(members: reading.record(node, DigitalID.self))
      }
    } write: { owner in
      owner[keyPath: member].text.map { .text($0) } ?? owner[keyPath: member].members.node
    }
  }

  private static func read(text node: Node, _ reading: inout FieldReading) -> GivenDigitalID? {
    guard let text = reading.text(node, limits, isRequired: true) else { return nil }
    switch EncodedJSON.decode(text) {
    case .failure(let fault):
      reading.reject(.format, at: node.mark, hint: fault.reason)
      return nil
    case .success(let decoded):
      var id = GivenDigitalID(text: text, isSigned: decoded.isSigned)
      reading.decoding("digitalId", at: node.mark) { reading in
        id.members = DigitalID.read(known(decoded.node), &reading)
      }
      return id
    }
  }

  /// The members that a digital id has. Vendors send others, which are ignored, and the sub-type under three names.
  private static func known(_ node: Node) -> Node {
    var known = node.keeping(DigitalID.fields.map(\.name))
    guard known["deviceSubType"] == nil, let subType = node["subType"] ?? node["subtype"] else { return known }
    known.value = .mapping((known.entries ?? []) + [Entry(key: Key("deviceSubType"), value: subType)])
    return known
  }
}

/// JSON in Base64, alone or as the payload of a JWS: how devices hand over what they say.
enum EncodedJSON {
  struct Fault: Error {
    let reason: String
  }

  struct Decoded {
    let node: Node
    /// Whether it came as a JWS. The signature is not looked at here.
    let isSigned: Bool
  }

  /// Decodes either alphabet, with or without padding; of a text with dots the second part, as the service does.
  static func decode(_ text: String) -> Result<Decoded, Fault> {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 3 else {
      return .failure(Fault(reason: "a JWS has three parts with dots between them; this text has \(parts.count)"))
    }
    guard let bytes = Base64.decode(String(parts.count == 3 ? parts[1] : parts[0])) else {
      let part = parts.count == 3 ? "its second part" : "it"
      // Lines that YAML folded into one have blanks between them.
      let isFolded = text.contains(" ")
      return .failure(
        Fault(
          reason: "\(part) is not Base64, in the standard or the URL alphabet"
            + (isFolded ? ": it holds a blank; write it on one line" : "")))
    }
    if parts.count == 3, let fault = faultOfSignature(parts) { return .failure(fault) }
    do {
      let node = try JSONReader.read(bytes)
      guard node.entries != nil else {
        return .failure(Fault(reason: "decoded, it is \(node.kindOfValue), not a mapping"))
      }
      return .success(Decoded(node: node, isSigned: parts.count == 3))
    } catch {
      return .failure(
        Fault(reason: "decoded, it is no JSON: \(error.message), line \(error.mark.line), column \(error.mark.column)"))
    }
  }

  private static func faultOfSignature(_ parts: [Substring]) -> Fault? {
    guard let header = Base64.decode(String(parts[0])).flatMap({ try? JSONReader.read($0) }), header.entries != nil,
      header["alg"]?.text != nil
    else { return Fault(reason: "the first part of a JWS is a header that names an algorithm") }
    guard let signature = Base64.decode(String(parts[2])), !signature.isEmpty else {
      return Fault(reason: "the third part of a JWS is a signature in Base64url")
    }
    return nil
  }
}

extension Node {
  /// A mapping without the members that have other names.
  func keeping(_ names: [String]) -> Node {
    guard let entries else { return self }
    return Node(.mapping(entries.filter { entry in names.contains { Key.same($0, entry.key.text) } }), mark: mark)
  }
}
