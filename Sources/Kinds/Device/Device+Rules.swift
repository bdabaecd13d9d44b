package import Model
import Source

// The rules about devices, and the places of their data in manifests. Source: formats §6.

extension Device {
  package static let rules: [Rule<Device>] = [
    Rule(
      "device.deviceData.timeStamp", code: "ADM-DPM-025", message: "Mandatory input parameter is missing",
      summary: "deviceInfo holds its timeStamp unless it is written out.", citation: "formats §6.1"
    ) { spec, _ in
      guard spec.hasEncodedInfo, spec.data.deviceInfo.timeStamp == nil else { return nil }
      let isWhole = spec.deviceData != nil
      return Rule.Finding(
        spec.place(of: DeviceData.DeviceInfo.textName),
        hint: "in the decoded \(isWhole ? "deviceData, deviceInfo.timeStamp" : "deviceInfo, timeStamp"): it is missing")
    },
    Rule(
      "device.deviceId.code", code: "KER-MSD-999", message: "Invalid Format in field : deviceId",
      summary: "The deviceId of a device for registration, which becomes its code, has the form of an id.",
      citation: "decisions 6"
    ) { spec, _ in
      guard spec.data.purpose == .registration, !Metadata.idFormat.accepts(spec.data.deviceId) else { return nil }
      return Rule.Finding(spec.place(of: "deviceId"), hint: Metadata.idFormat.explanation)
    },
    Rule(
      "device.digitalId.unverified", severity: .warning, isForNewOnly: true, code: nil,
      message: "The signature of an L0 device's digital id is not verified",
      summary:
        "What a new L0 device signed is not a reason to trust it: only the signatures of L1 devices are verified.",
      citation: "decisions 6"
    ) { spec, _ in
      guard spec.data.deviceInfo.certification == .l0, spec.data.deviceInfo.digitalId.isSigned else { return nil }
      return Rule.Finding(
        spec.place(ofIdentity: nil),
        hint: "it does not prove who made the device; if that is needed, register an L1 device")
    },
    Rule(
      "device.data.fixed", code: nil, message: "The data of a registered device never changes",
      summary:
        "The data that a device was registered with never changes, and the values written beside it agree with it.",
      citation: "formats §6.6"
    ) { spec, stored in
      guard let stored, let (path, member) = spec.firstChange(from: stored) else { return nil }
      return Rule.Finding(
        path,
        hint:
          "\(member) differs from what was registered; go back to that, or retire this device and register it under "
          + "another name")
    },
  ]

  /// A retired device may be registered again as a new object with the code of the former one.
  package static func ownsID(_ stored: Stored<Device>) -> Bool { stored.status.status != .retired }
}

extension Device.Spec {
  /// Returns the place of a member of the data in the manifest.
  func place(of member: String) -> NodePath {
    deviceData == nil ? NodePath("spec").appending(member) : "spec.deviceData"
  }

  /// Whether the manifest has deviceInfo, or the whole data, as one encoded text.
  var hasEncodedInfo: Bool { deviceData != nil || data.deviceInfo.text != nil }

  /// Returns the place of a member of the digital id in the manifest, or that of the digital id itself.
  func place(ofIdentity member: String?) -> NodePath {
    if hasEncodedInfo { return place(of: DeviceData.DeviceInfo.textName) }
    let place: NodePath = "spec.deviceInfo.digitalId"
    guard let member, data.deviceInfo.digitalId.text == nil else { return place }
    return place.appending(member)
  }

  /// Returns the first member in which the manifest differs from the registered data, and its place in the manifest;
  /// the place of a member of an encoded text is that of the text.
  fileprivate func firstChange(from stored: Stored<Device>) -> (place: NodePath, member: String)? {
    let stamp = stored.status.timeStamp
    let changes = FieldChange.between(
      stored.spec.data.content(stampedAt: stamp), and: data.content(stampedAt: stamp))
    if let path = changes.first?.path, case .key(let key)? = path.steps.first {
      let isInfo = DeviceData.DeviceInfo.fields.contains { ExactString.same($0.name, key.text) }
      guard isInfo else { return (place(of: key.text), "\(path)") }
      let place = place(of: DeviceData.DeviceInfo.textName)
      return (hasEncodedInfo ? place : place.appending(key.text), "\(path)")
    }
    return statements.first { !$0.agrees }.map { ($0.path, $0.path.fieldName) }
  }

  /// The fields that repeat a member of the digital id, and whether they agree with it.
  var statements: [(path: NodePath, agrees: Bool)] {
    let id = data.deviceInfo.digitalId.members
    func agrees(_ given: String?, said: String) -> Bool { given.map { ExactString.same($0, said) } ?? true }
    return [
      ("spec.make", agrees(make, said: id.make)), ("spec.model", agrees(model, said: id.model)),
      ("spec.deviceProvider", agrees(deviceProvider, said: id.deviceProvider)),
      ("spec.deviceProviderId", agrees(deviceProviderId, said: id.deviceProviderId)),
    ]
  }
}
