package import Model
import Source

extension Device {
  package static let queries = [validate]

  /// R4: the device is registered, its provider and the service active, and everything it says of itself registered.
  ///
  /// The texts are the documents', their one text for 008 apart: it speaks of a provider alone, while the service tells
  /// every member that differs. ADM-DPM-009, that the store cannot be read, is no answer here: the command fails then.
  static let validate = Query(
    "device.validate", form: .command(["device", "validate"]), members: validationMembers,
    envelope: "io.mosip.masterdata.device.validate",
    summary: "Validates a device, its digital id and its device service.", citation: "R4", module: eventModule,
    events: ["ADM-600", "ADM-606", "ADM-607", "ADM-609", "ADM-612", "ADM-613", "ADM-601"],
    failures: [
      "KER-MSD-999", "ADM-DPM-001", "ADM-DPM-002", "ADM-DPM-003", "ADM-DPM-004", "ADM-DPM-005", "ADM-DPM-006",
      "ADM-DPM-007", "ADM-DPM-008",
    ]
  ) { request, registry in
    var answer = Answer()
    let blank = validationMembers.filter { $0.isRequired && isBlank(request[$0.path]) }
    guard blank.isEmpty else {
      return answer.fail(blank.map { ("KER-MSD-999", "request.\($0.path): must not be blank") })
    }
    answer.emit("ADM-600")
    let device = device(request, in: registry)
    answer.object = device?.identity
    let checks =
      [standing(of: device), standing(ofProvider: request, in: registry)] + services(request, of: device, in: registry)
    if let refusal = (checks + [differences(request, from: device)]).compactMap(\.self).first {
      answer.emit(refusal.event)
      return answer.fail(refusal.errors)
    }
    answer.emit("ADM-601")
    return answer.succeed(
      .list([.object(["status": .text("Valid"), "message": .text("Device details validated successfully")])]))
  }

  private static let validationMembers: [Query.Member] = [
    .init("deviceCode", option: "device-code", placeholder: "CODE", summary: "The device's code."),
    .init("digitalId.serialNo", option: "serial", placeholder: "NUMBER", summary: "Digital id: the serial number."),
    .init("digitalId.make", option: "make", placeholder: "TEXT", summary: "Digital id: the make."),
    .init("digitalId.model", option: "model", placeholder: "TEXT", summary: "Digital id: the model."),
    .init("digitalId.type", option: "type", placeholder: "WORD", summary: "Digital id: the type, such as Finger."),
    .init(
      "digitalId.deviceSubType", option: "sub-type", placeholder: "WORD",
      summary: "Digital id: the sub-type, such as Single."),
    .init("digitalId.dp", option: "provider", placeholder: "NAME", summary: "Digital id: the provider's vendorName."),
    .init("digitalId.dpId", option: "provider-id", placeholder: "ID", summary: "Digital id: the provider's id."),
    .init(
      "deviceServiceVersion", option: "service-version", placeholder: "TEXT",
      summary: "The swVersion of the device service."),
    .init(
      "digitalId.dateTime", option: "date-time", placeholder: "TIME",
      summary: "Digital id: when it was made; it is not compared with anything.",
      isRequired: false),
    .init(
      "purpose", option: "purpose", placeholder: "WORD",
      summary: "The purpose that the device must have: AUTH or REGISTRATION.",
      isRequired: false),
    .init(
      "timeStamp", option: "timestamp", placeholder: "TIME", summary: "Validate against what was stored at that time.",
      isRequired: false, isMoment: true),
  ]

  private static func isBlank(_ text: String?) -> Bool {
    text?.unicodeScalars.allSatisfy(\.isInvisible) ?? true
  }

  // MARK: Checks, in the documented order

  private struct Refusal {
    let event: EventName
    let errors: [(code: String, message: String)]

    init(_ event: EventName, errors: [(code: String, message: String)]) {
      self.event = event
      self.errors = errors
    }

    init(_ event: EventName, code: String, message: String) { self.init(event, errors: [(code, message)]) }
  }

  /// The device with the code; for another purpose than the one asked about there is none.
  private static func device(_ request: Query.Request, in registry: any Registry) -> Stored<Device>? {
    guard let device = registry.object(Device.self, id: request["deviceCode"] ?? "") else { return nil }
    guard let purpose = request["purpose"], !isBlank(purpose) else { return device }
    return ExactString.same(device.spec.data.purpose.rawValue, purpose.uppercased()) ? device : nil
  }

  private static func standing(of device: Stored<Device>?) -> Refusal? {
    guard let device else { return Refusal("ADM-606", code: "ADM-DPM-001", message: "Device does not exist") }
    guard device.status.status == .registered else {
      return Refusal("ADM-607", code: "ADM-DPM-002", message: "Device is Revoked/Retired")
    }
    return nil
  }

  /// It is the provider that the request names, as in the service; whether it is the device's is told at the end.
  private static func standing(ofProvider request: Query.Request, in registry: any Registry) -> Refusal? {
    guard let provider = registry.object(DeviceProvider.self, id: request["digitalId.dpId"] ?? "") else {
      return Refusal("ADM-607", code: "ADM-DPM-003", message: "Device Provider does not exist")
    }
    return provider.status.isActive
      ? nil : Refusal("ADM-607", code: "ADM-DPM-004", message: "Device Provider is marked Inactive")
  }

  /// An active service has the version; one with the version, active or not, is for such devices.
  private static func services(
    _ request: Query.Request, of device: Stored<Device>?, in registry: any Registry
  ) -> [Refusal?] {
    let version = request["deviceServiceVersion"] ?? ""
    let services = registry.objects(DeviceService.self).filter { ExactString.same($0.spec.swVersion, version) }
    let isFit = services.contains { service in device.map { service.serves($0.status.digitalId) } ?? false }
    return [
      services.isEmpty ? Refusal("ADM-609", code: "ADM-DPM-005", message: "MDS does not exist") : nil,
      services.contains { $0.status.isActive }
        ? nil : Refusal("ADM-609", code: "ADM-DPM-006", message: "MDS is marked Inactive"),
      isFit
        ? nil
        : Refusal("ADM-612", code: "ADM-DPM-007", message: "Software version does not match against the Service ID"),
    ]
  }

  private static func differences(_ request: Query.Request, from device: Stored<Device>?) -> Refusal? {
    guard let id = device?.status.digitalId else { return nil }
    let members: [(path: NodePath, name: String, registered: String)] = [
      ("digitalId.make", "make", id.make), ("digitalId.model", "model", id.model),
      ("digitalId.dpId", "dpId", id.deviceProviderId), ("digitalId.dp", "dp", id.deviceProvider),
      ("digitalId.serialNo", "serialNo", id.serialNo), ("digitalId.type", "type", id.type),
      ("digitalId.deviceSubType", "subType", id.deviceSubType),
    ]
    let differing = members.filter { !ExactString.same(request[$0.path] ?? "", $0.registered) }
    guard !differing.isEmpty else { return nil }
    return Refusal(
      "ADM-613", errors: differing.map { ("ADM-DPM-008", "Device code does not match against - \($0.name)") })
  }
}

extension Stored<DeviceService> {
  /// Tells whether the service is for devices such as this one.
  fileprivate func serves(_ id: DigitalID) -> Bool {
    let pairs = [
      (spec.regDeviceTypeCode, id.type), (spec.regDeviceSubCode, id.deviceSubType), (spec.make, id.make),
      (spec.model, id.model), (status.deviceProviderId, id.deviceProviderId),
    ]
    return pairs.allSatisfy { ExactString.same($0, $1) }
  }
}
