import Command
import CommandSupport
import Kinds
import Model
import RegistrySupport
import Source
import Store
import TestSupport
import Testing

/// Stored files that cannot be read on demand are reported, and nothing is recorded over them.
@Suite struct LazyFaultTests {
  @Test func `a name with a slash refers to no stored object`() {
    let text = Array("{\"metadata\":{\"name\":\"foo\"}}".utf8)
    let files = StateFiles { _, _ in
      []
    } bytes: {
      $0 == "objects/misps/3f/foo.json" ? text : nil
    }
    let objects = LazyObjects(MISP.self, from: files, by: .test)
    #expect(objects.object(named: "3f/foo") == nil && objects.fault == nil)
    #expect(objects.object(named: "3f/") == nil && objects.object(named: "") == nil && objects.fault == nil)
  }

  @Test func `a recorded query does not hide a warning that begins before it`() throws {
    let service = DeviceService.sample(2).replacing("swExpiryDateTime: 2027-02", with: "swExpiryDateTime: 2024-02")
      .replacing("swCreateDateTime: 2026", with: "swCreateDateTime: 2023")
    let registry = try RegistrySandbox(
      ["a.yaml": .misp("a"), "service.yaml": service, "vendor.yaml": Device.examplePrerequisites], isBare: true)
    #expect(registry.run("reconcile").code == .done)
    registry.now = registry.now.adding(days: 200)
    #expect(registry.run("get", "misp", "a", "--record").code == .done)
    registry.now = registry.now.adding(days: 1)
    let plan = registry.run("plan", "-o", "json")
    #expect(plan.output.contains("deviceService.swExpiryDateTime.past"))
    #expect(plan == registry.run("plan", "--full", "-o", "json"))
  }

  @Test func `a certificate's manifest whose name is encoded anew is still read when the certificate changes`() throws {
    let certificates = [3, 0].map { number in
      TrustAnchor.sample(number).split(separator: "\n").drop { !$0.contains("BEGIN") }
        .map { $0.drop { $0 == " " } + "\n" }.joined()
    }
    let manifest = """
      apiVersion: partnerctl/v1
      kind: TrustAnchor
      metadata: {name: root}
      spec: {domain: AUTH, certificateFile: root.pem}

      """
    let registry = try RegistrySandbox(["e\u{301}.yaml": manifest, "root.pem": certificates[0]], isBare: true)
    #expect(registry.run("reconcile").code == .done)
    try registry.commit(objects: ["e\u{301}.yaml": nil, "x.yaml": .misp("x")], "gone")
    try registry.commit(objects: ["\u{E9}.yaml": manifest], "encoded anew")
    #expect(registry.run("reconcile").code == .done)
    try registry.commit(objects: ["root.pem": certificates[1]], "another certificate")
    #expect(registry.run("plan", "-o", "json") == registry.run("plan", "--full", "-o", "json"))
  }

  @Test func `a file name that is not allowed is reported by every run`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a"), "-x.yaml": .misp("x")], isBare: true)
    #expect(registry.run("reconcile").output.contains("1 created"))
    try registry.commit(objects: ["b.yaml": .misp("b")], "another")
    let plan = registry.run("plan", "-o", "json")
    #expect(plan.output.contains("\"tree.name\""))
    #expect(plan == registry.run("plan", "--full", "-o", "json"))
  }

  @Test(arguments: ["\"nextDeadline\": \"soon\"", "\"nextDeadline\": 7"])
  func `a deadline that is not a time is refused`(_ member: String) throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      let text = try registry.sandbox.read("State/state.json")
      try registry.commit(["State/state.json": text.replacing("\"nextDeadline\": null", with: member)])
      #expect(registry.run("plan").errors.contains("state.json: nextDeadline is not a time"))
    }
  }

  @Test func `an index entry that is a file in place of a folder is refused`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      try registry.sandbox.remove("State/index/misps/id")
      try registry.commit(["State/index/misps/id": "x", "b.yaml": .misp("b")])
      #expect(registry.run("reconcile").code == .refused)
      #expect(registry.run("verify").code == .refused)
    }
  }
}
