import Command
import CommandSupport
import Foundation
import Model
import RegistrySupport
import TestSupport
import Testing

/// Warnings on the command line: of files that are not read, and of what cannot work as it is written.
struct WarningTests {
  private static let names = [
    "a.YAML", "b.Yml", "c.yaml.txt", "d.yaml~", "e/f.YML.bak", "e/g.y\u{430}ml", "registry.Yaml",
  ]
  private static let plain = ["notes.txt", "yaml", "a.yamllint", "policy.pem", ".h.yaml.swp", "z.yaml/x.json"]

  private func warning(_ file: String, line: String = "") -> String {
    """
    warning: "\(file.split(separator: "/").last ?? "")" is not read as a manifest file
      --> \(file)
       = file.ignored
       = hint: to have it read, end its name in .yaml; otherwise remove .yaml from its name


    """
  }

  @Test func `files whose names almost say that they are manifests are named`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let files = Dictionary(uniqueKeysWithValues: (Self.names + Self.plain).map { ($0, "kind: [\n") })
      for (path, text) in files { try registry.sandbox.write(text, to: path) }
      let said = Self.names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { warning($0) }
      let validated = registry.run("validate")
      #expect(validated.output == said.joined() + "1 object: 0 errors, \(said.count) warnings\n")
      #expect(validated.code == .done)
      try registry.commit([:])
      #expect(registry.run("validate", "--rev", "HEAD") == validated)
      let plan = registry.run("plan")
      #expect(plan.code == .done && plan.output.contains(said.joined()))
      #expect(registry.run("plan", "--worktree").output.contains(said.joined()))
      let run = registry.run("reconcile")
      #expect(run.code == .done && run.output.contains(said.joined()))
      // Nothing has changed since.
      #expect(registry.run("reconcile").output == "nothing to do: the registry is unchanged since serial 1\n")
      #expect(registry.run("plan") == registry.run("plan", "--full"))
      #expect(registry.run("plan").output.hasPrefix(said.joined()))
      #expect(registry.run("validate") == validated)
    }
  }

  @Test func `a MISP that is renamed away is removed with a word about its file`() throws {
    try withRegistry(["a.yaml": .misp("a"), "b.yaml": .misp("b")]) { registry in
      registry.run("reconcile")
      _ = try registry.git("mv", "a.yaml", "a.YAML")
      try registry.commit([:])
      let run = registry.run("reconcile")
      #expect(run.output.contains(warning("a.YAML")) && run.output.contains("1 removed"))
      #expect(run.failure == Failure(.done, ""))
    }
  }

  private static let service = """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata: {name: vendor}
    spec: {vendorName: Vendor, address: X, email: v@b.co, contactNumber: "1", certificateAlias: v, isActive: true}
    ---
    apiVersion: partnerctl/v1
    kind: DeviceService
    metadata: {name: service}
    spec:
      {swVersion: V, deviceProvider: vendor, regDeviceTypeCode: Finger, regDeviceSubCode: Single, make: M, model: N,
      swBinaryHash: H, swCreateDateTime: 2023-01-01T00:00:00Z, swExpiryDateTime: 2023-12-01T00:00:00Z, isActive: true}

    """

  @Test func `a service that expires between two runs is reported in each format, whatever was read`() throws {
    try withRegistry(["a.yaml": .misp("a"), "s.yaml": Self.service]) { registry in
      #expect(registry.run("reconcile").output.contains("3 created"))
      registry.now = "2023-12-02T00:00:00.000Z"
      #expect(registry.run("reconcile").output == "nothing to do: the registry is unchanged since serial 1\n")
      let text = """
        warning: The software of this active device service expired on 2023-12-01
          --> s.yaml:11:78
            |
         11 |   swBinaryHash: H, swCreateDateTime: 2023-01-01T00:00:00Z, swExpiryDateTime: 2023-12-01T00:00:00Z, isActive: true}
            |                                                                              ^
           = deviceService.swExpiryDateTime.past (DeviceService service)
           = hint: declare the service of the new software, and write isActive: false for this one


        """
      #expect(registry.run("validate").output == text + "3 objects: 0 errors, 1 warning\n")
      try registry.commit(["b.yaml": .misp("b")])
      let plan = registry.run("plan")
      #expect(plan.output.contains(text) && plan.code == .done)
      #expect(plan == registry.run("plan", "--full"))
      #expect(registry.run("plan", "--detailed-exitcode").code == .changes)
      for format in ["json", "markdown"] {
        let plan = registry.run("plan", "-o", format)
        #expect(plan.output.contains("deviceService.swExpiryDateTime.past") && plan.code == .done, "\(format)")
        #expect(plan == registry.run("plan", "--full", "-o", format))
        #expect(registry.run("validate", "-o", format).output.contains("deviceService.swExpiryDateTime.past"))
      }
      let explained = registry.run("explain", "deviceService.swExpiryDateTime.past").output
      #expect(explained.contains("warning; nothing is rejected"))
      let run = registry.run("reconcile", "--atomic")
      #expect(run.output.contains(text) && run.output.contains("1 created") && run.code == .done)
      let trace = try? registry.git("grep", "-l", "swExpiryDateTime.past", "HEAD", "--", "State")
      #expect(trace == nil, "nothing of it is recorded")
    }
  }

  @Test func `a policy that another run switches off is reported at the key's manifest`() throws {
    func policy(_ status: String) -> String {
      """
      apiVersion: partnerctl/v1
      kind: Policy
      metadata: {name: p}
      spec: {policyGroup: g, name: P, desc: D, status: \(status), policies: {authPolicies: [{authType: otp,
        mandatory: true}], allowedKycAttributes: [{attributeName: fullName, required: true}]}}

      """
    }
    let group = "apiVersion: partnerctl/v1\nkind: PolicyGroup\nmetadata: {name: g}\nspec: {name: G, desc: D}\n"
    let partner = """
      apiVersion: partnerctl/v1
      kind: Partner
      metadata: {name: bank}
      spec:
        organizationName: Bank
        contactNumber: "1"
        emailId: a@b.co
        address: X
        partnerType: Auth_Partner
        policyGroup: g
        apiKeys: [{name: k, policy: p, useCaseDescription: U, request: Approved}]

      """
    try withRegistry(["g.yaml": group, "p.yaml": policy("Active"), "bank.yaml": partner]) { registry in
      #expect(registry.run("reconcile").failure == Failure(.done, ""))
      try registry.commit(["p.yaml": policy("De-Active")])
      let plan = registry.run("plan")
      #expect(
        plan.output.contains(
          """
          warning: This API key cannot be used: its policy is de-activated
            --> bank.yaml:11:31
          """))
      #expect(plan.output.contains("note: the policy is declared here, p.yaml:3:18"))
      #expect(plan == registry.run("plan", "--full") && plan.code == .done)
      #expect(registry.run("reconcile").output.contains("partner.apiKeys.policy.unusable"))
    }
  }
}
