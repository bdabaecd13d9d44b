import Command
import CommandSupport
import Kinds
import Model
import Source
import TestSupport
import Testing

/// Lists of stored objects: live and removed ones alike.
struct GetTests {
  private static let group = """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata: {name: banking}
    spec: {name: Banking, desc: Banks}

    """

  private static func policy(_ name: String, _ more: String) -> String {
    """
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: \(name)}
    spec: {policyGroup: banking, name: \(name), desc: D, \(more)}

    """
  }

  private static let documented =
    "policies: {authPolicies: [{authType: otp, mandatory: true}], "
    + "allowedKycAttributes: [{attributeName: fullName, required: true}]}"
  private static let draft =
    "policyType: Auth, version: \"1\", policies: {authTokenType: policy, allowedAuthTypes: [], allowedKycAttributes: []}"

  @Test func `policies are listed with their states, drafts and inactive ones too`() throws {
    try withRegistry([
      "g.yaml": Self.group, "a.yaml": Self.policy("active", Self.documented),
      "b.yaml": Self.policy("draft", Self.draft),
      "c.yaml": Self.policy("inactive", "status: De-Active, " + Self.documented),
    ]) { registry in
      #expect(registry.run("reconcile").code == .done)
      let rows = registry.run("get", "policies").output.split(separator: "\n").map { line in
        line.split(separator: " ").filter { !$0.isEmpty }.map(String.init)
      }
      #expect(
        rows.map { Array($0.prefix(4)) }.dropFirst() == [
          ["active", "100000000000", "PUBLISHED", "Active"], ["draft", "100000000001", "DRAFTED", "De-Active"],
          ["inactive", "100000000002", "PUBLISHED", "De-Active"],
        ])
      #expect(rows.first?.prefix(4) == ["NAME", "ID", "PUBLICATION", "STATUS"])
      for format in ["json", "yaml"] {
        let output = registry.run("get", "policies", "-o", format).output
        #expect(["active", "draft", "inactive"].allSatisfy { output.contains("\($0)") })
      }
      let items = try registry.run("get", "policies", "-o", "json").json.at("items").items
      #expect(items?.map { $0.at("metadata", "name").text } == ["active", "draft", "inactive"])
      // The documented read lists what the documents list.
      let answered = try registry.run("get", "policies", "-o", "mosip").json.at("response", "policies").items
      #expect(answered?.map { $0.at("name").text } == ["active"])
    }
  }

  @Test func `without an active policy the others are still listed`() throws {
    try withRegistry(["g.yaml": Self.group, "b.yaml": Self.policy("draft", Self.draft)]) { registry in
      registry.run("reconcile")
      let ran = registry.run("get", "policies")
      #expect(ran.failure == Failure(.done, "") && ran.output.contains("draft"))
      #expect(registry.run("get", "policies", "-o", "mosip").code == .faults)
    }
  }

  @Test(arguments: Catalog.standard.kinds.map { $0.name })
  func `an object whose life has ended is listed`(_ name: String) throws {
    let kind = try #require(Catalog.standard.kind(named: name))
    try withRegistry(["before.yaml": kind.examplePrerequisites + "\n", "it.yaml": kind.sample(1)]) { registry in
      #expect(registry.run("reconcile").code == .done)
      let before = try registry.run("get", kind.folder, "-o", "json").json.at("items").items?.count
      try registry.sandbox.remove("it.yaml")
      try registry.commit(["other.yaml": .misp("other")])
      #expect(registry.run("reconcile").code == .done)
      let items = try registry.run("get", kind.folder, "-o", "json").json.at("items").items ?? []
      #expect(items.count == (before ?? 0) + (name == "MISP" ? 1 : 0))
      #expect(items.contains { $0.at("status", "source").isNull })
      #expect(registry.run("get", kind.folder).output.contains("(removed)"))
    }
  }

  @Test func `a device is found by its serial number, and all are listed that share it`() throws {
    try withRegistry([
      "a.yaml": Device.examplePrerequisites, "1.yaml": Device.sample(70), "2.yaml": Device.sample(71),
    ]) { registry in
      #expect(registry.run("reconcile").code == .done)
      func names(_ word: String) throws -> [String?]? {
        try registry.run("get", "device", word, "-o", "json").json.at("items").items?.map {
          $0.at("metadata", "name").text
        }
      }
      #expect(try names("71") == ["device-71"])
      #expect(registry.run("get", "device", "71").output.contains("serialNo: \"71\""))
      #expect(registry.run("get", "device", "72").code == .faults)
      // A device of another provider may have the same number.
      let others = Device.examplePrerequisites.replacing("Test Vendor", with: "Other Vendor")
        .replacing("0e90bb45-cc9b-4521-9644-72755f6aa1e9", with: "OTHER")
        .replacing("name: test-vendor", with: "name: other-vendor")
      let other = Device.sample(71).replacing("device-71", with: "device-other")
        .replacing("Test Vendor", with: "Other Vendor").replacing("0e90bb45-cc9b-4521-9644-72755f6aa1e9", with: "OTHER")
      try registry.commit(["b.yaml": others, "3.yaml": other])
      #expect(registry.run("reconcile").code == .done)
      #expect(try names("71") == ["device-71", "device-other"])
      #expect(registry.run("get", "device", "71").output.hasPrefix("NAME "))
    }
  }
}
