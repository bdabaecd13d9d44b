package import Model
import Source

// The invariants of MISPs and their licence keys. Source: state-machines §1 and §2.

extension MISP {
  package static let invariants: [Invariant<MISP>] = [
    Invariant("misp.licenseKeys.oneActive", summary: "At most one licence key of a MISP is active.") { misp in
      let active = misp.status.licenseKeys.indices.filter { misp.status.licenseKeys[$0].status == .active }
      return active.dropFirst().first.map { keysPath.appending($0) }
    },
    ofKeys("whileActive", summary: "A licence key is active only while its MISP is approved and active.") {
      key, _, misp in
      key.status == .inactive || (misp.status.approval == .approved && misp.status.status == .active)
    },
    ofKeys("whileDecided", summary: "A MISP has no licence key before its registration is decided.") { _, _, misp in
      misp.status.approval != .inProgress
    },
    ofKeys("offBy", summary: "A licence key records what switched it off if and only if it is off.") { key, _, _ in
      (key.status == .active) == (key.offBy == nil)
    },
    ofKeys("issue", summary: "The issue numbers of licence keys never decrease.") { key, index, misp in
      index == 0 || key.issue >= misp.status.licenseKeys[index - 1].issue
    },
    ofKeys("validity", summary: "A licence key does not expire before it is issued.") { key, _, _ in
      key.expiresAt >= key.issuedAt
    },
  ]

  private static let keysPath: NodePath = "status.licenseKeys"

  private static func ofKeys(
    _ id: String, summary: String,
    holds: @escaping @Sendable (_ key: LicenseKey, _ position: Int, _ misp: Stored<MISP>) -> Bool
  ) -> Invariant<MISP> {
    Invariant(
      "misp.licenseKeys.\(id)", summary: summary, each: keysPath, items: { $0.status.licenseKeys }, holds: holds)
  }
}
