package import Model
import Source

// The operations on devices, except for changes of status. Source: operations R1 and R2.

extension Device {
  package static func route(from stored: Stored<Device>?, to desired: Spec?) -> Operation<Device>? {
    guard let stored else { return register }
    guard let desired else {
      switch stored.status.status {
      case .registered: return deregister
      // Only devices in use are de-registered.
      case .revoked: return StatusOperations.retire
      case .retired: return nil
      }
    }
    return desired.status == stored.status.status ? nil : StatusOperations.update
  }

  package static let creation = register
  package static let amendment = StatusOperations.update
  package static let operations = [register, deregister, StatusOperations.update, StatusOperations.retire]

  // MARK: R1

  package static let register = Operation<Device>(
    "device.register", envelope: "io.mosip.masterdata.device.create", summary: "Registers a device.", citation: "R1",
    stages: [.emits(.registering)] + registrationWords + RegistrationPreconditions.all + [
      .storing(
        "device.register.stored", code: "ADM-DPM-036", message: "Error occurred while storing MDS Details",
        failing: .notRegistered),
      .takes(.all),
      .does { act in
        let data = act.desired.data
        act.object.status.timeStamp = data.deviceInfo.timeStamp ?? act.time
        act.object.status.digitalId = data.deviceInfo.digitalId.members
        switch data.purpose {
        case .authentication: act.takeID { $0.run.ids.uuid() }
        case .registration: act.object.metadata.id = data.deviceId
        }
      },
      .emits(.registered),
    ],
    signature: registration, answer: { _ in .text(SigningRequest.placeholder) })

  /// The stages by which the registration reports invalid words.
  private static let registrationWords: [Stage<Device>] = [
    "device.purpose.word", "device.deviceInfo.certification.word", "device.status.word",
  ].map { .expects(rule: $0, failing: .notRegistered) }

  /// Returns the request for the signed response, with the members of its payload in the documented order.
  @Sendable private static func registration(_ act: Act<Device>) -> SigningRequest {
    let digitalID = act.desired.data.deviceInfo.digitalId
    let (code, environment, time) = (act.object.id, act.environment, act.time)
    return SignedResponse.request(act.settings.responseFormat) {
      let payload = Node.object([
        "status": .text(State.registered.rawValue),
        "digitalId": .text(digitalID.encoded),
        "deviceCode": .text(code),
        "env": .text(environment),
        "timeStamp": .text(time.description),
      ])
      return JSONWriter.line(payload, secrets: .masked)
    }
  }

  // MARK: R2

  package static let deregister = Operation<Device>(
    "device.deregister", envelope: "io.mosip.masterdata.device.delete",
    summary: "Retires a device whose manifest was removed.", citation: "R2",
    stages: [
      .emits(.deregistering),
      .requires(
        Precondition(
          "device.deregister.known", code: "KER-DPM-001", message: "No register device found",
          summary: "The device to de-register exists.", failing: .notDeregistered, path: "metadata.name",
          unreachable: "only stored devices are de-registered"
        ) { Verdict(!$0.object.id.isEmpty) }),
      .requires(
        Precondition(
          "device.deregister.inUse", code: "KER-DPM-002", message: "Device already de-registered",
          summary: "The device to de-register is in use.", failing: .notDeregistered, path: "metadata.name",
          unreachable:
            "removing the manifest retires a revoked device by a change of status, and leaves a retired one unchanged"
        ) { Verdict($0.object.status.status == .registered) }),
      .does { $0.object.status.status = .retired },
      .emits(.deregistered),
    ]
  ) { _ in answer("Device de-register successfully") }

  /// Returns the answer of an operation that succeeded.
  static func answer(_ message: String) -> Node {
    .object(["status": .text("success"), "message": .text(message)])
  }
}

/// The audit events of devices. The documents have none; the operation's id serves as the id of the events.
extension EventName {
  fileprivate static let registering = EventName("device.register", row: 1)
  fileprivate static let registered = EventName("device.register", row: 2)
  static let notRegistered = EventName("device.register", row: 3)
  fileprivate static let deregistering = EventName("device.deregister", row: 1)
  fileprivate static let deregistered = EventName("device.deregister", row: 2)
  fileprivate static let notDeregistered = EventName("device.deregister", row: 3)
}
