import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// What the registry answers to those who only ask.
struct QueryTests {
  /// Four MISPs after two runs, a day apart.
  private func withStored(_ body: (RegistrySandbox) throws -> Void) throws {
    try withRegistry([
      "misps/airtel.yaml": .misp("airtel", of: "Airtel India", "contactNumber: 9876998888", "approval: approved"),
      "misps/bharat.yaml": .misp("bharat", of: "Bharat Gas", metadata: "labels: {region: south, tier: gold}"),
      "misps/canara.yaml": .misp("canara", of: "Canara", "approval: approved"),
      "misps/delta.yaml": .misp("delta", of: "Delta of India", "approval: rejected"),
    ]) { registry in
      registry.run("reconcile")
      registry.now = registry.now.adding(days: 1)
      registry.sandbox.author = ("Bea", "bea@example.org")
      try registry.sandbox.remove("misps/canara.yaml")
      try registry.commit([
        "misps/airtel.yaml": .misp(
          "airtel", of: "Airtel India", email: "new@airtel.example", "approval: approved", "licenseKey: {issue: 2}")
      ])
      registry.run("reconcile")
      try body(registry)
    }
  }

  @Test func `objects without a documented query are still shown`() throws {
    let vendor = """
      apiVersion: partnerctl/v1
      kind: DeviceProvider
      metadata: {name: vendor, id: 0e90bb45-cc9b-4521-9644-72755f6aa1e9}
      spec: {vendorName: V, address: A, email: E, contactNumber: 1, certificateAlias: C, isActive: true}

      """
    try withRegistry(["vendor.yaml": vendor]) { registry in
      let none = Ran(code: .done, output: "", errors: "no DeviceProvider is stored\n")
      #expect(registry.run("get", "deviceprovider") == none)
      registry.run("reconcile")
      let table = """
        NAME    ID                                    ISACTIVE  MANIFEST
        vendor  0e90bb45-cc9b-4521-9644-72755f6aa1e9  true      vendor.yaml

        """
      #expect(registry.run("get", "deviceproviders") == Ran(code: .done, output: table, errors: ""))
      for name in ["vendor", "0e90bb45-cc9b-4521-9644-72755f6aa1e9"] {
        let items = try registry.run("get", "deviceprovider", name, "-o", "json").json.at("items").items
        #expect(items?.map { $0.at("spec", "vendorName").text } == ["V"])
      }
      let missing = registry.run("get", "deviceprovider", "other", "-o", "json")
      #expect(missing.failure == Failure(.faults, "error: no DeviceProvider \"other\" is stored\n"))
      #expect(try missing.json.at("items") == .list([]))
      #expect(registry.run("get", "deviceprovider", "-o", "mosip").code == .usage)
      #expect(registry.run("get", "deviceprovider", "--record").code == .usage)
      #expect(registry.run("history", "deviceprovider", "vendor").code == .done)
      let unheard = Failure(.faults, "error: no DeviceProvider other was ever stored\n")
      #expect(registry.run("history", "deviceprovider", "other").failure == unheard)
    }
  }

  @Test func `objects are listed and shown in every format`() throws {
    try withStored { registry in
      try expectSnapshot(
        registry.transcript(
          "get misp", "get MISPs -o yaml", "get misp -o mosip", "get misp airtel", "get misp 100",
          "get misp bharat -o json",
          "get misp airtel -o mosip", "get misp nobody", "get misp nobody -o json", "get misp nobody -o mosip",
          "get misp --organization India", "get misp --organization India -o mosip", "get misp --organization Nobody",
          "get misp airtel --at HEAD~2 -o yaml", "get misp --at 2023-11-15T23:00:00Z", "get misp --at 2020-01-01",
          "get misp --at nowhere", "get mips", "get", "get misp a b", "get misp -o xml"),
        "queries/get")
    }
  }

  @Test func `an empty list is not an error`() throws {
    try withRegistry { registry in
      try expectSnapshot(
        registry.transcript(
          "get misp", "get misp -o json", "get misp -o mosip", "get misp a", "history misp a", "audit", "audit -o json",
          "license show a", "license show a --record", "verify", "validate", "plan", "reconcile"),
        "queries/empty")
      #expect(try registry.git("rev-list", "--count", "HEAD") == "1")
    }
  }

  @Test func `history and audit tell what happened`() throws {
    try withStored { registry in
      try expectSnapshot(
        registry.transcript(
          "history misp airtel", "history misp canara -o json", "history misp 101", "history misp nobody",
          "history misp", "history misp ../x", "audit --name canara", "audit --event PMS_MSP_200",
          "audit --since 2023-11-16 --name 100 -q", "audit --until 2023-11-15T08:00:00.000Z",
          "audit --actor bea@example.org --kind misps --event PMS_MSP_203", "audit --actor Bea --event PMS_MSP_203",
          "audit --kind thing", "audit --since yesterday"),
        "queries/history")
    }
  }

  @Test func `licence keys are validated as documented`() throws {
    try withStored { registry in
      let keys = ["airtel", "canara"].map { name in
        (try? registry.misp(name).at("status", "licenseKeys").items?.compactMap { $0.at("key").text }) ?? []
      }
      func validate(_ misp: String, _ key: String, _ more: String...) -> String {
        registry.input = [key]
        return registry.transcript((["license validate \(misp) -"] + more).joined(separator: " "))
      }
      try expectSnapshot(
        validate("airtel", keys[0][1]) + validate("100", keys[0][1], "-o json") + validate("airtel", keys[0][0])
          + validate("airtel", keys[0][1], "--now 2024-06-01") + validate("bharat", keys[0][1])
          + validate("canara", keys[1][0], "-o mosip") + validate("airtel", "unknown") + validate("nobody", keys[0][1])
          + validate("airtel", "what?") + validate("airtel", "")
          + registry.transcript(
            "license show bharat", "license show canara", "license show delta -o json", "license show nobody",
            "license show airtel --now 2024-06-01", "license", "license revoke airtel", "license show"),
        "queries/license")
    }
  }

  @Test func `a recorded read is a run of its own`() throws {
    try withStored { registry in
      let head = try registry.head
      registry.input = [try registry.misp("airtel").at("status", "licenseKeys").items?.last?.at("key").text ?? ""]
      let ran = registry.run("license", "validate", "airtel", "-", "--record")
      let commit = try registry.head.prefix(12)
      #expect(
        ran == Ran(code: .done, output: "MISP License key is valid\n", errors: "recorded in commit \(commit)\n"))
      #expect(try registry.git("rev-parse", "HEAD^") == head)
      #expect(
        try registry.changedFiles("HEAD^") == ["State/audit/2023/11/3.jsonl", "State/seals/0/3", "State/state.json"])
      #expect(
        try registry.git("log", "-1", "--format=%s%n%b").hasPrefix(
          "record: misp.validateLicenseKey\nReconciled-Commit: \(head)\nState-Serial: 3\nAudit-Head: sha256:"))
      let events = try registry.run("audit", "-o", "json").json.at("events").items?.filter {
        $0.at("serial") == .integer(3)
      }
      #expect(events?.map { $0.at("eventId").text } == ["PMS_MSP_109", "PMS_MSP_110", "PMS_MSP_111", "PMS_MSP_204"])
      #expect(events?.map { $0.at("sessionUserId").text } == Array(repeating: "cara@example.org", count: 4))
      #expect(events?.map { $0.at("operation").text } == Array(repeating: "misp.validateLicenseKey", count: 4))
      #expect(registry.run("get", "misp", "nobody", "--record").code == .faults)
      #expect(registry.run("get", "misp", "--record", "-q").errors == "")
      #expect(try registry.stored("state.json").at("serial") == .integer(5))
      #expect(registry.run("verify").code == .done)
      #expect(try registry.sandbox.status() == "")
      // A run that follows finds nothing to do, and goes on in the same ledger.
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.stored("state.json").at("serial") == .integer(5))
      try registry.commit(["misps/echo.yaml": .misp("echo")])
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.run("verify").code == .done)
    }
  }
}
