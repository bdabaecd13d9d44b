import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// The documented check of a device, asked on the command line.
struct DeviceValidateTests {
  private static let manifests = """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata: {name: acme, id: ACME.1}
    spec: {vendorName: Acme, address: A, email: a@acme.example, contactNumber: "1", certificateAlias: A, isActive: true}
    ---
    apiVersion: partnerctl/v1
    kind: DeviceService
    metadata: {name: acme-mds}
    spec: {swVersion: v1, deviceProvider: acme, regDeviceTypeCode: Finger, regDeviceSubCode: Single, make: M, model: N,
      swBinaryHash: H, swCreateDateTime: 2023-01-01, swExpiryDateTime: 2033-01-01, isActive: true}
    ---
    apiVersion: partnerctl/v1
    kind: Device
    metadata: {name: reader, id: CODE-1}
    spec: {purpose: AUTH, deviceId: D, deviceInfo: {deviceSubId: "1", certification: L0, firmware: F, digitalId: {
      serialNo: "70", deviceProvider: Acme, deviceProviderId: ACME.1, make: M, model: N, dateTime: 2023-01-01,
      type: Finger, deviceSubType: Single}}, status: REGISTERED}

    """

  private static let options = """
    --device-code CODE-1 --serial 70 --make M --model N --type Finger --sub-type Single --provider Acme \
    --provider-id ACME.1 --service-version v1
    """

  /// As the documents' example has it, `timestamp` included.
  private static func request(_ more: String = "") -> String {
    """
    {"id": "io.mosip.masterdata.device.validate", "metadata": null, "request": {"deviceCode": "CODE-1",
    "deviceServiceVersion": "v1", \(more)
    "digitalId": {"serialNo": "70", "make": "M", "model": "N", "type": "Finger", "deviceSubType": "Single",
    "dp": "Acme", "dpId": "ACME.1", "dateTime": "2020-02-16T07:20:42.195Z"}}, "version": "1.0"}
    """
  }

  /// A device that is registered in the first run and revoked in the second, a day later.
  private func withDevice(_ body: (RegistrySandbox, _ registered: Instant) throws -> Void) throws {
    try withRegistry { registry in
      registry.now = registry.now.adding(days: 1)
      try registry.commit(["all.yaml": Self.manifests])
      #expect(registry.run("reconcile").code == .done)
      let registered = registry.now
      registry.now = registry.now.adding(days: 1)
      try registry.commit(["all.yaml": Self.manifests.replacing("status: REGISTERED", with: "status: REVOKED")])
      #expect(registry.run("reconcile").code == .done)
      try body(registry, registered)
    }
  }

  private func asked(_ registry: RegistrySandbox, _ request: String, _ more: String...) -> Ran {
    registry.input = request.split(separator: "\n").map(String.init)
    return registry.run(["device", "validate", "-"] + more)
  }

  @Test func `a device is validated by options, now and as it was`() throws {
    try withDevice { registry, registered in
      let then = "device validate \(Self.options) --timestamp \(registered)"
      try expectSnapshot(
        registry.transcript(
          "device validate \(Self.options)", then, then + " -o json", then + " --purpose registration -o mosip",
          then.replacing("--make M --model N", with: "--make X --model Y"),
          then.replacing("--make M --model N", with: "--make X --model Y") + " -o json",
          then.replacing("--make M", with: "--make="),
          then.replacing("--service-version v1", with: "--service-version v2"),
          "device validate \(Self.options) --timestamp 2020-01-01",
          "device validate \(Self.options) --timestamp \(registered.adding(days: -1))",
          "device validate \(Self.options) --timestamp soon", "device validate --make M --model N", "device validate",
          "device", "device verify --make M x", "device verify --record x", "device verify x -o mosip"),
        "queries/device")
    }
  }

  @Test func `the documented request comes in on standard input`() throws {
    try withDevice { registry, registered in
      let revoked = asked(registry, Self.request("\"purpose\": \"AUTH\","))
      #expect(revoked == Ran(code: .faults, output: "", errors: "error: Device is Revoked/Retired (ADM-DPM-002)\n"))
      let valid = Ran(code: .done, output: "Device details validated successfully\n", errors: "")
      for name in ["timestamp", "timeStamp"] {
        #expect(asked(registry, Self.request("\"\(name)\": \"\(registered)\",")) == valid)
      }
      let whole = try JSONReader.read(Array(Self.request("\"timeStamp\": \"\(registered)\",").utf8))
      let bare = String(decoding: JSONWriter.line(try #require(whole["request"]), secrets: .masked), as: UTF8.self)
      #expect(asked(registry, bare) == valid)
      let without = asked(registry, bare.replacing("\"dp\":\"Acme\",", with: "\"dp\":null,"))
      #expect(
        without.failure == Failure(.faults, "error: request.digitalId.dp: must not be blank (KER-MSD-999)\n"))
    }
  }

  @Test(arguments: [
    ("{", "standard input is not valid JSON: "), ("[]", "the request's content is a list, not a mapping"),
    (#"{"digitalId": "text"}"#, "the request's digitalId is text, not a mapping"),
    (#"{"deviceCode": ["A"]}"#, "the request's deviceCode is a list, not text"),
    (#"{"digitalId.make": "M"}"#, "unknown member \"digitalId.make\" in the request"),
    (#"{"digitalId": {"color": "red"}}"#, "unknown member \"digitalId.color\" in the request"),
    (#"{"timestamp": "2023-01-01", "timeStamp": "2023-01-01"}"#, "timeStamp appears twice in the request"),
    (#"{"timestamp": "soon"}"#, "timeStamp needs a time such as 2026-11-22T12:50:42.208Z, not \"soon\""),
  ])
  func `other texts are not accepted as requests`(_ request: String, _ message: String) throws {
    try withRegistry { registry in
      let refused = asked(registry, request)
      #expect(refused.code == .usage && refused.output == "")
      #expect(refused.errors.hasPrefix("partnerctl: error: \(message)"), "\(refused.errors)")
    }
  }

  @Test func `a request on standard input excludes options`() throws {
    try withRegistry { registry in
      #expect(
        asked(registry, Self.request(), "--make", "M").failure
          == .usage("--make cannot be used with a request on standard input", hint: "give either options or a request"))
      #expect(asked(registry, Self.request(), ".").failure.errors.contains("Device does not exist"))
      #expect(asked(registry, Self.request(), ".", "other").code == .usage)
    }
  }

  @Test func `a recorded check is a run of its own, also of what was stored before`() throws {
    try withDevice { registry, registered in
      let head = try registry.head
      #expect(asked(registry, Self.request(), "--record", "-q").code == .faults)
      #expect(asked(registry, Self.request("\"timestamp\": \"\(registered)\","), "--record", "-q").code == .done)
      #expect(try registry.git("rev-parse", "HEAD~2") == head)
      let events = try registry.run("audit", "-o", "json").json.at("events").items?.suffix(4)
      #expect(events?.map { $0.at("eventId").text } == ["ADM-600", "ADM-607", "ADM-600", "ADM-601"])
      #expect(events?.map { $0.at("operation").text } == Array(repeating: "device.validate", count: 4))
      #expect(events?.map { $0.at("object", "name").text } == Array(repeating: "reader", count: 4))
      #expect(events?.map { $0.at("documented") } == Array(repeating: .boolean(false), count: 4))
      #expect(registry.run("verify").code == .done)
      #expect(registry.run("reconcile").output.hasPrefix("nothing to do"))
      // Nothing was asked of the registry that could be told.
      #expect(asked(registry, #"{"deviceCode": "CODE-1"}"#, "--record").errors.contains("must not be blank"))
      #expect(try registry.git("rev-parse", "HEAD~2") == head)
    }
  }

  @Test func `what was stored before the history was cut off is not taken for nothing`() throws {
    try withDevice { registry, registered in
      let remote = "file://" + registry.sandbox.path("repo")
      _ = try registry.git("clone", "-q", "--depth", "1", remote, "shallow", in: "")
      registry.input = Self.request("\"timestamp\": \"\(registered)\",").split(separator: "\n").map(String.init)
      let unknown = registry.run(["device", "validate", "-"], in: "shallow")
      #expect(unknown.code == .environment && unknown.output == "")
      #expect(
        unknown.errors.contains("the history is cut off after \(registered); fetch all of it"), "\(unknown.errors)")
    }
  }
}
