import CertificateSupport
import Command
import Foundation
import Model
import TestSupport
import Testing

/// A run that reads only what changed does what a run does that reads everything, byte for byte.
@Suite struct NarrowTests {
  /// The manifests of a registry, by their files, and random changes of them.
  private struct Desk {
    var files: [String: [String: String]] = [:]
    var others: [String: String] = [:]
    private var random: SplitMix
    private var count = 0

    init(seed: UInt64) {
      random = SplitMix(state: seed)
      files["base.yaml"] = [
        "vendor": """
        apiVersion: partnerctl/v1
        kind: DeviceProvider
        metadata: {name: vendor, id: VENDOR-1}
        spec: {vendorName: Vendor, address: X, email: v@b.co, contactNumber: "1", certificateAlias: v, isActive: true}
        """,
        "group": """
        apiVersion: partnerctl/v1
        kind: PolicyGroup
        metadata: {name: group}
        spec: {name: Group, desc: D}
        """,
      ]
    }

    private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    private mutating func file() -> String { ["a.yaml", "b.yaml", "c/d.yaml", "c/e.yaml", "f.yml"][pick(5)] }

    /// Something that a person may do to a registry.
    mutating func change() {
      count += 1
      switch pick(16) {
      case 0, 1, 2, 3: files[file(), default: [:]]["device-\(count)"] = device("device-\(count)", serial: pick(40))
      case 4, 5: files[file(), default: [:]]["misp-\(count)"] = misp("misp-\(count)", name: pick(20))
      case 6: edit { $0.replacingOccurrences(of: "status: REGISTERED", with: "status: REVOKED") }
      case 7: edit { $0.replacingOccurrences(of: "address: India", with: "address: Bharat") }
      case 8: edit { $0.replacingOccurrences(of: "@b.co", with: "@b") }
      case 9: edit { $0.replacingOccurrences(of: "@b}", with: "@b.co}") }
      case 10: edit { _ in nil }
      case 11: move(isCopy: false)
      case 12: move(isCopy: pick(3) == 0)
      case 13: rename()
      case 14: policy()
      default: others["note-\(pick(2)).txt"] = "\(count)"
      }
    }

    /// Something of which a warning tells, or no longer does: a name that looks like another's, a file that is not
    /// read, a service that expires a few steps later.
    mutating func mischief() {
      count += 1
      switch pick(6) {
      case 0:
        let name = "misp-\(count)"
        files[file(), default: [:]][name] = misp(name, name: pick(20), prefix: "\u{41E}")
      case 1: edit { $0.replacingOccurrences(of: "organizationName: \u{41E}", with: "organizationName: New\u{41E}") }
      case 2: others["c/lost.YAML"] = others["c/lost.YAML"] == nil ? misp("lost", name: 1) : nil
      case 3: files["services.yaml"] = ["service": service(expiry: "2024-0\(pick(8) + 1)-01")]
      case 4: files["services.yaml"] = nil
      default: files["base.yaml", default: [:]]["group-2"] = group(pick(2) == 0 ? "GROUP" : "Sector")
      }
    }

    private func service(expiry: String) -> String {
      """
      apiVersion: partnerctl/v1
      kind: DeviceService
      metadata: {name: service}
      spec: {swVersion: V, deviceProvider: vendor, regDeviceTypeCode: Finger, regDeviceSubCode: Single, make: M,
        model: N, swBinaryHash: H, swCreateDateTime: 2023-01-01T00:00:00Z, swExpiryDateTime: \(expiry)T00:00:00Z,
        isActive: true}
      """
    }

    private func group(_ name: String) -> String {
      "apiVersion: partnerctl/v1\nkind: PolicyGroup\nmetadata: {name: group-2}\nspec: {name: \(name), desc: D}"
    }

    private func device(_ name: String, serial: Int) -> String {
      let purpose = serial % 7 == 0 ? "REGISTRATION" : "AUTH"
      return """
        apiVersion: partnerctl/v1
        kind: Device
        metadata: {name: \(name)}
        spec:
          purpose: \(purpose)
          deviceId: D-\(serial % 14)
          deviceInfo:
            deviceSubId: "1"
            certification: L0
            firmware: F
            digitalId: {serialNo: "\(serial)", deviceProvider: Vendor, deviceProviderId: VENDOR-1, make: M, model: N,
              dateTime: 2026-01-01T00:00:00Z, type: Finger, deviceSubType: Single}
          status: REGISTERED
        """
    }

    private func misp(_ name: String, name organization: Int, prefix: String = "O") -> String {
      """
      apiVersion: partnerctl/v1
      kind: MISP
      metadata: {name: \(name)}
      spec: {organizationName: \(prefix)\(organization), address: India, approval: approved, emailId: m@b.co}
      """
    }

    /// One whose content has a member that its schema does not know, of which a warning tells.
    private mutating func policy() {
      let more = pick(2) == 0 ? ", further: x" : ""
      files["base.yaml", default: [:]]["policy"] = """
        apiVersion: partnerctl/v1
        kind: Policy
        metadata: {name: policy}
        spec:
          policyGroup: group
          name: P
          desc: D
          policyType: DataShare
          version: "1"
          policies:
            dataSharePolicies: {typeOfShare: direct, validForInMinutes: "1", transactionsAllowed: "1",
              encryptionType: none, shareDomain: x, source: y\(more)}
            shareableAttributes: []
        """
    }

    private mutating func place() -> (file: String, name: String)? {
      let places = files.keys.sorted().filter { $0 != "base.yaml" }.flatMap { file in
        (files[file] ?? [:]).keys.sorted().map { (file, $0) }
      }
      return places.isEmpty ? nil : places[pick(places.count)]
    }

    private mutating func edit(_ change: (String) -> String?) {
      guard let (file, name) = place(), let text = files[file]?[name] else { return }
      files[file]?[name] = change(text)
    }

    private mutating func move(isCopy: Bool) {
      guard let (from, name) = place(), let text = files[from]?[name] else { return }
      if !isCopy { files[from]?[name] = nil }
      files[file(), default: [:]][name] = text
    }

    private mutating func rename() {
      guard let (from, _) = place(), let all = files.removeValue(forKey: from) else { return }
      files[file(), default: [:]].merge(all) { $1 }
    }

    var texts: [String: String] {
      others.merging(
        files.filter { !$0.value.isEmpty }.mapValues { manifests in
          manifests.sorted { $0.key < $1.key }.map { $0.value + "\n" }.joined(separator: "---\n")
        }
      ) { $1 }
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: 1...8) func `random histories end with the same bytes, read in part or whole`(_ seed: Int) throws {
    let (narrow, whole) = (try RegistrySandbox(), try RegistrySandbox())
    var desk = Desk(seed: UInt64(seed))
    var known: [String: String] = [:]
    for step in 0..<24 {
      for _ in 0...(step % 3) { desk.change() }
      if seed > 5, step % 2 == 1 { desk.mischief() }
      let texts = desk.texts
      for registry in [narrow, whole] {
        registry.variables["PARTNERCTL_SIGNING_KEY"] = String(decoding: TestKey.rsa.pem, as: UTF8.self)
        for gone in known.keys.sorted() where texts[gone] == nil { try registry.sandbox.remove(gone) }
        try registry.commit(texts.filter { known[$0.key] != $0.value }, "step \(step)")
        // Licence keys expire now and then.
        if step % 9 == 8 { registry.now = registry.now.adding(days: 91) }
      }
      known = texts
      let plans = (narrow.run("plan", "-o", "json"), whole.run("plan", "--full", "-o", "json"))
      #expect(plans.0 == plans.1, "seed \(seed), step \(step)")
      let runs = (
        narrow.run("reconcile", "--allow-removals", "99"), whole.run("reconcile", "--full", "--allow-removals", "99")
      )
      #expect(runs.0.errors == runs.1.errors && runs.0.code == runs.1.code, "seed \(seed), step \(step)")
      #expect(
        runs.0.output == runs.1.output || runs.0.output.hasPrefix("nothing to do"), "seed \(seed), step \(step)")
      try #require(try narrow.head == whole.head, "seed \(seed), step \(step)")
    }
    #expect(narrow.run("verify") == whole.run("verify"))
    #expect(narrow.run("verify").code == .done)
  }
}
