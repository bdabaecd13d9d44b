import Model
import Source

// What operations do to licence keys; at most one is active afterwards.

extension MISP {
  /// Issues the one key that is active from now on; older ones that could become active again are replaced for good.
  static func issueKey(_ act: inout Act<MISP>) {
    for index in act.object.status.licenseKeys.indices {
      let key = act.object.status.licenseKeys[index]
      if key.status == .active || key.offBy == .misp { act.object.status.licenseKeys[index].switchOff(.replacement) }
    }
    var key = LicenseKey()
    let registry = act.registry
    key.key = registry.run.ids.key(length: act.settings.licenseKeyLength) { candidate in
      registry.holder(of: ExactString(candidate.reveal()), in: keyIndex, of: MISP.self) != nil
    }
    key.issue = max(act.desired.licenseKey.issue, act.object.status.currentKey?.issue ?? 1)
    key.issuedAt = act.time
    key.expiresAt = act.time.adding(days: act.settings.licenseKeyValidityDays)
    act.object.status.licenseKeys.append(key)
    act.generated.append("status.licenseKeys")
  }

  /// A rejection is final even for keys that a de-activation had switched off.
  static func switchOffKeys(_ act: inout Act<MISP>, cause: Cause) {
    for index in act.object.status.licenseKeys.indices {
      let key = act.object.status.licenseKeys[index]
      if key.status == .active || (cause == .rejection && key.offBy == .misp) {
        act.object.status.licenseKeys[index].switchOff(cause)
      }
    }
  }

  static func reviveKeys(_ act: inout Act<MISP>) {
    for index in act.object.status.licenseKeys.indices {
      let key = act.object.status.licenseKeys[index]
      guard key.offBy == .misp, !key.isExpired(at: act.time) else { continue }
      act.object.status.licenseKeys[index].switchOn()
    }
  }

  static func keyDetails(_ key: LicenseKey?) -> Node {
    .object([
      "mispLicenseKey": key.map { .secret($0.key) } ?? .null,
      "mispLicenseKeyExpiry": .text(key?.expiresAt.date),
      "mispLicenseKeyStatus": .text(key?.status.rawValue),
    ])
  }
}
