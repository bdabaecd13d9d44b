import Model
import Source

extension Device {
  /// The operations that change the status of a device.
  ///
  /// Source: operation R3.
  enum StatusOperations {
    static let update = changing("Changes the status of a device.") { $0.status }

    /// Retires a revoked device after its manifest was removed.
    static let retire = changing("Retires a revoked device whose manifest was removed.") { _ in .retired }

    private static func changing(
      _ summary: String, to word: @escaping @Sendable (Spec) -> State
    ) -> Operation<Device> {
      Operation(
        "device.updateStatus", envelope: "io.mosip.masterdata.device.update", summary: summary, citation: "R3",
        stages: [
          .emits(.changingStatus), .expects(rule: "device.status.word", failing: .notChangedStatus),
        ] + preconditions(word) + [
          .takes(["status"]),
          .does { $0.object.status.status = word($0.desired) },
          .emits(.changedStatus),
        ]
      ) { _ in answer("Device status updated successfully") }
    }

    private static func preconditions(_ word: @escaping @Sendable (Spec) -> State) -> [Stage<Device>] {
      [
        .requires(
          Precondition(
            "device.known", code: "ADM-DPM-038", message: "Data not found for provided device code",
            summary: "The device whose status changes exists.", failing: .notChangedStatus, path: "metadata.name",
            unreachable: "a manifest whose device is not stored registers it"
          ) { Verdict(!$0.object.id.isEmpty) }),
        .requires(
          Precondition(
            "device.status.different", code: "KER-DPM-039", message: "Device already is in %s status",
            summary: "The requested status differs from the present one.", failing: .notChangedStatus,
            path: "spec.status",
            unreachable: "the present status is not a change, and nothing is done"
          ) { act in
            act.object.status.status == word(act.desired) ? .fails(detail: word(act.desired).rawValue) : .holds
          }),
        .requires(
          Precondition(
            "device.status.notRetired", code: "KER-DPM-002", message: "Device already de-registered",
            summary: "A retired device stays retired.", failing: .notChangedStatus, path: "spec.status",
            hint: "register the device again under another name"
          ) { Verdict($0.object.status.status != .retired) }),
      ]
    }
  }
}

/// The audit events of these operations. The documents have none; the operation's id serves as the id of the events.
extension EventName {
  fileprivate static let changingStatus = EventName("device.updateStatus", row: 1)
  fileprivate static let changedStatus = EventName("device.updateStatus", row: 2)
  fileprivate static let notChangedStatus = EventName("device.updateStatus", row: 3)
}
