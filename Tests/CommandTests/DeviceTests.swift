import Command
import CommandSupport
import Crypto
import Foundation
import Model
import Source
import TestSupport
import Testing

/// Devices from the manifest that `new` prints to the answer that anyone can verify.
struct DeviceTests {
  private static let vendor = """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata: {name: acme, id: ACME.1}
    spec: {vendorName: Acme Biometrics, address: A, email: a@acme.example, contactNumber: "1", certificateAlias: A,
      isActive: true}

    """

  /// A registry whose provider is reconciled.
  private func withVendor(_ settings: String = "", _ body: (RegistrySandbox) throws -> Void) throws {
    try withRegistry { registry in
      try registry.commit(["registry.yaml": .registry + settings, "vendor.yaml": Self.vendor])
      #expect(registry.run("reconcile").code == .done)
      try body(registry)
    }
  }

  /// A text with another time, signed with the registry's own key.
  private static func signed(like text: String, with registry: RegistrySandbox) throws -> String {
    let parts = text.split(separator: ".").map(String.init)
    let payload = try #require(Base64.decode(parts[1]).map { String(decoding: $0, as: UTF8.self) })
    let other = payload.replacing(/"timeStamp":"20../, with: "\"timeStamp\":\"2030")
    let body = Base64.encode(Array(other.utf8), alphabet: .url, padded: false)
    let file = registry.sandbox.path("repo/.git/partnerctl/signing-key.pem")
    let key = try SigningKey(pem: Array(try Data(contentsOf: URL(fileURLWithPath: file))))
    let input = parts[0] + "." + body
    return input + "." + Base64.encode(try key.sign(Array(input.utf8)), alphabet: .url, padded: false)
  }

  private func answer(_ registry: RegistrySandbox, _ name: String) throws -> String {
    let item = try #require(try registry.run("get", "device", name, "-o", "json").json.at("items").items?.first)
    return try #require(item.at("status", "response", "response").text)
  }

  @Test func `a new device is filled in, registered, shown, verified and told`() throws {
    try withVendor { registry in
      let made = registry.run(
        "new", "device", "--provider", "acme", "--serial", "0070/a", "--make", "yes", "--model", "M: 1", "--type",
        "Iris",
        "--sub-type", "Double", "--purpose", "Registration")
      #expect(made.code == .done)
      #expect(made.output.contains("  name: acme-0070-a "))
      #expect(made.output.contains("timeStamp: \(registry.now)\n"))
      #expect(made.output.contains("serialNo: \"0070/a\"") && made.output.contains("make: \"yes\""))
      try registry.commit(["d.yaml": made.output])
      #expect(registry.run("validate").failure == Failure(.done, ""))
      #expect(registry.run("reconcile").code == .done)
      let text = try answer(registry, "acme-0070-a")
      let verified = registry.run("device", "verify", text)
      #expect(verified.code == .done)
      #expect(verified.output.hasPrefix("valid: this registry signed it, and it is the present answer\n  key "))
      #expect(verified.output.contains("  digitalId.deviceProviderId  ACME.1\n"))
      let json = try registry.run("device", "verify", text, "-o", "json").json
      #expect(
        json.keys == ["formatVersion", "valid", "layout", "keyID", "payload", "digitalID", "recorded", "problem"])
      #expect(
        json.at("recorded")
          == .object([
            "name": .text("acme-0070-a"), "present": .boolean(true), "until": .null, "status": .text("REGISTERED"),
          ]))
      #expect(registry.run("device", "verify", text.dropLast(3) + "AAA").code == .faults)
      let code =
        try #require(
          try registry.run("get", "device", "acme-0070-a", "-o", "json").json.at("items").items?.first
        )
        .at("metadata", "id").text ?? ""
      #expect(made.output.contains("deviceId: \"\(code)\""))
      #expect(registry.run("get", "device", code).output.contains("  name: acme-0070-a\n"))
      #expect(registry.run("history", "device", "acme-0070-a").output.contains("device.register"))
      #expect(registry.run("verify").code == .done)
      // An answer that a key of the registry signed and no run recorded, and one that is history.
      let forged = try Self.signed(like: text, with: registry)
      let unrecorded = registry.run("device", "verify", forged)
      #expect(unrecorded.code == .faults && unrecorded.errors.contains("but no run recorded it"))
      try registry.commit(["d.yaml": made.output.replacing("status: REGISTERED", with: "status: RETIRED")])
      #expect(registry.run("reconcile").code == .done)
      let former = registry.run("device", "verify", text)
      #expect(former.code == .done, "\(former.errors)")
      #expect(former.errors.contains("is RETIRED now"), "\(former)")
      #expect(registry.run("reconcile").output.hasPrefix("nothing to do"))
    }
  }

  @Test func `a code that two devices had means the one in use`() throws {
    try withVendor { registry in
      let made = registry.run("new", "device", "--provider", "acme", "--serial", "1", "--purpose", "REGISTRATION")
      let old = made.output.replacing("acme-1", with: "a")
      try registry.commit(["a.yaml": old])
      #expect(registry.run("reconcile").code == .done)
      let code =
        try #require(try registry.run("get", "device", "a", "-o", "json").json.at("items").items?.first)
        .at("metadata", "id").text ?? ""
      let retired = old.replacing("status: REGISTERED", with: "status: RETIRED")
      try registry.commit(["a.yaml": retired, "b.yaml": made.output.replacing("acme-1", with: "b")])
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("get", "device", code).output.contains("  name: b\n"))
      #expect(registry.run("history", "device", code).output == registry.run("history", "device", "b").output)
    }
  }

  @Test func `what cannot be filled in is told`() throws {
    try withVendor { registry in
      #expect(
        registry.run("new", "device", "--provider", "acne").failure
          == Failure(
            .faults,
            """
            error: no device provider "acne" is stored here
              hint: did you mean "acme"? reconcile its manifest first; partnerctl get deviceproviders lists those that are stored

            """))
      #expect(
        registry.run("new", "misp", "--serial", "1").failure == .usage("a new MISP has no --serial"))
      #expect(
        registry.run("new", "device", "--serial", " ").failure
          == .usage("serialNo has an invalid value", hint: "the value is blank"))
      #expect(registry.run("new", "device", "--purpose", "BOTH").code == .usage)
    }
  }

  // MARK: Time of receipt

  /// A manifest stamped at the sandbox's present.
  private func device(_ registry: RegistrySandbox, _ serial: String) -> String {
    registry.run("new", "device", "--provider", "acme", "--serial", serial).output
  }

  @Test func `a device counts as received when it was committed, however late the run is`() throws {
    try withVendor { registry in
      try registry.commit(["d.yaml": device(registry, "1")])
      registry.now = Instant(milliseconds: registry.now.milliseconds + 86_400_000)
      #expect(registry.run("reconcile").code == .done)
      let late = device(registry, "2")
      registry.now = Instant(milliseconds: registry.now.milliseconds + 600_000)
      try registry.commit(["e.yaml": late])
      let refused = registry.run("reconcile")
      #expect(refused.code == .faults)
      #expect(
        refused.output.contains("error: Time Stamp input is 5 min before the current timestamp\n  --> e.yaml:12:16"))
      #expect(registry.run("audit", "-o", "json").output.contains("device.register"))
      // What was refused stays refused, and is told once.
      let events = try registry.run("audit", "-o", "json").json.at("events").items?.count
      #expect(registry.run("reconcile").code == .faults)
      #expect(try registry.run("audit", "-o", "json").json.at("events").items?.count == events)
    }
  }

  @Test func `with receipt by merge the branch's own line counts`() throws {
    for (receipt, isAccepted) in [("commit", true), ("merge", false)] {
      try withVendor("spec: {devices: {receivedAt: \(receipt)}}\n") { registry in
        _ = try registry.git("checkout", "-q", "-b", "side")
        try registry.commit(["d.yaml": device(registry, "1")])
        _ = try registry.git("checkout", "-q", "main")
        registry.now = Instant(milliseconds: registry.now.milliseconds + 86_400_000)
        try registry.commit(["note.txt": "x"])
        registry.sandbox.committedAt = Int(registry.now.seconds)
        _ = try registry.git("merge", "-q", "--no-ff", "-m", "a device", "side")
        #expect(registry.run("reconcile").code == (isAccepted ? .done : .faults))
      }
    }
  }

  @Test func `a window does not judge the device that it came with`() throws {
    try withVendor { registry in
      let late = device(registry, "1")
      registry.now = Instant(milliseconds: registry.now.milliseconds + 10 * 86_400_000)
      try registry.commit([
        "d.yaml": late, "registry.yaml": .registry + "spec: {devices: {timestampWindowMinutes: 99999}}\n",
      ])
      let plan = registry.run("plan")
      #expect(plan.code == .faults)
      #expect(plan.output.contains("spec.devices.timestampWindowMinutes 5 → 99999"))
      #expect(plan.errors.contains("judged by spec.devices.timestampWindowMinutes = 5, not 99999"))
      // Neither does it after the run that recorded it, until the device is made anew.
      for _ in 0..<2 {
        let ran = registry.run("reconcile")
        #expect(ran.code == .faults && ran.output.contains("MSD-RDS-001") || ran.output.contains("Time Stamp input"))
      }
      try registry.commit(["d.yaml": late + "# again\n"])
      #expect(registry.run("reconcile").code == .faults, "the same content has not arrived anew")
      try registry.commit(["d.yaml": late.replacing("\"1\"", with: "\"2\"")])
      #expect(registry.run("reconcile").code == .done)
    }
  }

  @Test(arguments: ["commit", "merge"])
  func `nothing is received before the last run that the branch had`(_ receipt: String) throws {
    try withVendor("spec: {devices: {receivedAt: \(receipt)}}\n") { registry in
      _ = try registry.git("checkout", "-q", "-b", "side")
      try registry.commit(["d.yaml": device(registry, "1")])
      let day = Int(registry.now.seconds)
      _ = try registry.git("checkout", "-q", "main")
      registry.now = Instant(milliseconds: registry.now.milliseconds + 10 * 86_400_000)
      try registry.commit(["m.yaml": .misp("m")])
      #expect(registry.run("reconcile").code == .done)
      registry.sandbox.committedAt = day
      _ = try registry.git("merge", "-q", "--no-ff", "-m", "a device", "side")
      let ran = registry.run("reconcile")
      #expect(ran.code == .faults && ran.output.contains("Time Stamp input is 5 min before"))
    }
  }

  @Test func `a commit dated after the run, or before its parent, is named`() throws {
    try withVendor { registry in
      try registry.commit(["d.yaml": device(registry, "1")])
      registry.now = Instant(milliseconds: registry.now.milliseconds - 120_000)
      let early = registry.run("reconcile")
      #expect(early.code == .done, "the run's clock stands in for the commit's, and that is within the skew")
      #expect((early.output + early.errors).contains("is dated after this run"))
      registry.now = Instant(milliseconds: registry.now.milliseconds + 60_000)
      let next = device(registry, "2")
      registry.sandbox.committedAt = Int(registry.now.seconds) - 86_400
      try registry.sandbox.commit(["e.yaml": next], message: "an old date")
      let backdated = registry.run("reconcile")
      #expect(backdated.code == .done, "the parent's time stands in for an earlier one")
      #expect((backdated.output + backdated.errors).contains("is dated before its parent"))
    }
  }
}
