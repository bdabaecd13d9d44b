import Model
import Source

extension MISP {
  /// The effects of operations on licence keys, after which at most one key is active.
  ///
  /// Source: state-machines §2.
  enum LicenseKeys {
    /// Issues a key, which is the only active one from now on; older keys that could become active again are replaced.
    static func issue(_ act: inout Act<MISP>) {
      for index in act.object.status.licenseKeys.indices {
        let key = act.object.status.licenseKeys[index]
        if key.status == .active || key.offBy == .misp { act.object.status.licenseKeys[index].switchOff(.replacement) }
      }
      var key = LicenseKey()
      let registry = act.registry
      key.key = registry.run.ids.key(length: act.settings.licenseKeyLength) { candidate in
        registry.holder(of: ExactString(candidate.reveal()), in: Indexes.licenseKey, of: MISP.self) != nil
      }
      key.issue = max(act.desired.licenseKey.issue, act.object.status.currentKey?.issue ?? 1)
      key.issuedAt = act.time
      key.expiresAt = act.time.adding(days: act.settings.licenseKeyValidityDays)
      act.object.status.licenseKeys.append(key)
      act.generated.append("status.licenseKeys")
    }

    /// Switches the active key off; a rejection also switches off keys that the MISP's re-activation would revive.
    static func switchOff(_ act: inout Act<MISP>, cause: Cause) {
      for index in act.object.status.licenseKeys.indices {
        let key = act.object.status.licenseKeys[index]
        if key.status == .active || (cause == .rejection && key.offBy == .misp) {
          act.object.status.licenseKeys[index].switchOff(cause)
        }
      }
    }

    /// Switches those keys on that the MISP's de-activation switched off and that have not expired.
    static func revive(_ act: inout Act<MISP>) {
      for index in act.object.status.licenseKeys.indices {
        let key = act.object.status.licenseKeys[index]
        guard key.offBy == .misp, !key.isExpired(at: act.time) else { continue }
        act.object.status.licenseKeys[index].switchOn()
      }
    }

    /// Returns a key as the documents' answers have it.
    static func details(of key: LicenseKey?) -> Node {
      .object([
        "mispLicenseKey": key.map { .secret($0.key) } ?? .null,
        "mispLicenseKeyExpiry": .text(key?.expiresAt.date),
        "mispLicenseKeyStatus": .text(key?.status.rawValue),
      ])
    }
  }
}
