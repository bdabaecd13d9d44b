package import Model
import Source

extension Device {
  package static let queries = [Validation.query]

  /// The validation of a device, its provider, its device service and its digital id.
  ///
  /// Source: operation R4.
  private enum Validation {
    /// R4: validates that the device is registered, that its provider and its device service are active, and that the
    /// members of its digital id are as registered.
    ///
    /// The texts are those of the documents, except for `ADM-DPM-008`: the documents' text is about a provider alone,
    /// while the service names every member that differs. `ADM-DPM-009`, for a store that cannot be read, is no answer
    /// here: the command fails.
    static let query = Query(
      "device.validate", form: .named("validate", in: "device"), members: parameters,
      envelope: "io.mosip.masterdata.device.validate",
      summary: "Validates a device, its digital id and its device service.", citation: "R4",
      module: eventModule,
      events: ["ADM-600", "ADM-606", "ADM-607", "ADM-609", "ADM-612", "ADM-613", "ADM-601"],
      failures: [
        "KER-MSD-999", "ADM-DPM-001", "ADM-DPM-002", "ADM-DPM-003", "ADM-DPM-004", "ADM-DPM-005", "ADM-DPM-006",
        "ADM-DPM-007", "ADM-DPM-008",
      ]
    ) { request, registry in
      var answer = Answer()
      let blank = parameters.filter { $0.isRequired && isBlank(request[$0.path]) }
      guard blank.isEmpty else {
        return answer.fail(blank.map { ("KER-MSD-999", "request.\($0.path): must not be blank") })
      }
      answer.emit("ADM-600")
      let device = device(request, in: registry)
      answer.object = device?.identity
      let checks =
        [fault(of: device), fault(ofProvider: request, in: registry)] + services(request, of: device, in: registry)
      if let failure = (checks + [differences(request, from: device)]).compactMap(\.self).first {
        answer.emit(failure.event)
        return answer.fail(failure.errors)
      }
      answer.emit("ADM-601")
      return answer.succeed(
        .list([.object(["status": .text("Valid"), "message": .text("Device details validated successfully")])]))
    }

    private static let parameters: [Query.Member] = [
      .init("deviceCode", name: "device-code", value: "CODE", summary: "The device's code."),
      .init("digitalId.serialNo", name: "serial", value: "NUMBER", summary: "Digital id: the serial number."),
      .init("digitalId.make", name: "make", value: "TEXT", summary: "Digital id: the make."),
      .init("digitalId.model", name: "model", value: "TEXT", summary: "Digital id: the model."),
      .init("digitalId.type", name: "type", value: "WORD", summary: "Digital id: the type, such as Finger."),
      .init(
        "digitalId.deviceSubType", name: "sub-type", value: "WORD",
        summary: "Digital id: the sub-type, such as Single."),
      .init("digitalId.dp", name: "provider", value: "NAME", summary: "Digital id: the provider's vendorName."),
      .init("digitalId.dpId", name: "provider-id", value: "ID", summary: "Digital id: the provider's id."),
      .init(
        "deviceServiceVersion", name: "service-version", value: "TEXT",
        summary: "The swVersion of the device service."),
      .init(
        "digitalId.dateTime", name: "date-time", value: "TIME",
        summary: "Digital id: when it was made; it is not compared with anything.",
        isRequired: false),
      .init(
        "purpose", name: "purpose", value: "WORD",
        summary: "The purpose that the device must have: AUTH or REGISTRATION.",
        isRequired: false),
      .init(
        "timeStamp", name: "timestamp", value: "TIME", summary: "Validate against what was stored at that time.",
        isRequired: false, isMoment: true),
    ]

    private static func isBlank(_ text: String?) -> Bool {
      text?.unicodeScalars.allSatisfy(\.isInvisible) ?? true
    }

    // MARK: Checks, in the documented order

    private struct Failure {
      let event: EventName
      let errors: [(code: String, message: String)]

      init(_ event: EventName, errors: [(code: String, message: String)]) {
        self.event = event
        self.errors = errors
      }

      init(_ event: EventName, code: String, message: String) { self.init(event, errors: [(code, message)]) }
    }

    /// Returns the device with the code of the request; nil also if it has another purpose than the request.
    private static func device(_ request: Query.Request, in registry: any Registry) -> Stored<Device>? {
      guard let device = registry.object(Device.self, id: request["deviceCode"] ?? "") else { return nil }
      guard let purpose = request["purpose"], !isBlank(purpose) else { return device }
      return ExactString.same(device.spec.data.purpose.rawValue, purpose.uppercased()) ? device : nil
    }

    private static func fault(of device: Stored<Device>?) -> Failure? {
      guard let device else { return Failure("ADM-606", code: "ADM-DPM-001", message: "Device does not exist") }
      guard device.status.status == .registered else {
        return Failure("ADM-607", code: "ADM-DPM-002", message: "Device is Revoked/Retired")
      }
      return nil
    }

    /// Checks the provider that the request names, as the service does; `differences` compares it with the device's.
    private static func fault(ofProvider request: Query.Request, in registry: any Registry) -> Failure? {
      guard let provider = registry.object(DeviceProvider.self, id: request["digitalId.dpId"] ?? "") else {
        return Failure("ADM-607", code: "ADM-DPM-003", message: "Device Provider does not exist")
      }
      return provider.status.isActive
        ? nil : Failure("ADM-607", code: "ADM-DPM-004", message: "Device Provider is marked Inactive")
    }

    /// Checks that an active device service has the version, and that a service with the version, active or not, is for
    /// such devices.
    private static func services(
      _ request: Query.Request, of device: Stored<Device>?, in registry: any Registry
    ) -> [Failure?] {
      let version = request["deviceServiceVersion"] ?? ""
      let services = registry.objects(DeviceService.self).filter { ExactString.same($0.spec.swVersion, version) }
      let isFit = services.contains { service in device.map { service.serves($0.status.digitalId) } ?? false }
      return [
        services.isEmpty ? Failure("ADM-609", code: "ADM-DPM-005", message: "MDS does not exist") : nil,
        services.contains { $0.status.isActive }
          ? nil : Failure("ADM-609", code: "ADM-DPM-006", message: "MDS is marked Inactive"),
        isFit
          ? nil
          : Failure("ADM-612", code: "ADM-DPM-007", message: "Software version does not match against the Service ID"),
      ]
    }

    private static func differences(_ request: Query.Request, from device: Stored<Device>?) -> Failure? {
      guard let id = device?.status.digitalId else { return nil }
      let members: [(path: NodePath, name: String, registered: String)] = [
        ("digitalId.make", "make", id.make), ("digitalId.model", "model", id.model),
        ("digitalId.dpId", "dpId", id.deviceProviderId), ("digitalId.dp", "dp", id.deviceProvider),
        ("digitalId.serialNo", "serialNo", id.serialNo), ("digitalId.type", "type", id.type),
        ("digitalId.deviceSubType", "subType", id.deviceSubType),
      ]
      let differing = members.filter { !ExactString.same(request[$0.path] ?? "", $0.registered) }
      guard !differing.isEmpty else { return nil }
      return Failure(
        "ADM-613", errors: differing.map { ("ADM-DPM-008", "Device code does not match against - \($0.name)") })
    }
  }
}

extension Stored<DeviceService> {
  /// Returns whether the service is for devices with such a digital id.
  fileprivate func serves(_ id: DigitalID) -> Bool {
    let pairs = [
      (spec.regDeviceTypeCode, id.type), (spec.regDeviceSubCode, id.deviceSubType), (spec.make, id.make),
      (spec.model, id.model), (status.deviceProviderId, id.deviceProviderId),
    ]
    return pairs.allSatisfy { ExactString.same($0, $1) }
  }
}
