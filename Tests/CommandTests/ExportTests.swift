import CertificateSupport
import Command
import CommandSupport
import Foundation
import Kinds
import Model
import RegistrySupport
import Source
import TestSupport
import Testing

/// Registries that are written as tables.
struct ExportTests {
  private static let tables = [
    "auth_policy", "device_provider", "foundational_trust_provider", "misp", "misp_license", "mosip_device_service",
    "partner", "partner_policy", "partner_policy_bioextract", "partner_policy_request", "partner_type", "policy_group",
    "reg_device_sub_type",
    "reg_device_type", "registered_device_master",
  ]

  /// The samples of every kind, and with them what they refer to.
  private static let everything: [String: String] = {
    var files: [String: String] = [:]
    for kind in Catalog.standard.kinds where kind.name != "TrustAnchor" {
      for number in 0..<3 { files["\(kind.folder)/\(number).yaml"] = kind.sample(number) }
    }
    files["before.yaml"] = [Partner.examplePrerequisites, Device.examplePrerequisites].joined(separator: "---\n")
    return files
  }()

  private func folder(_ path: String, _ registry: RegistrySandbox) throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: registry.sandbox.path(path))
    return Dictionary(uniqueKeysWithValues: try names.map { ($0, try registry.get("\(path)/\($0)")) })
  }

  private func lines(_ file: String, _ registry: RegistrySandbox) throws -> Int {
    try registry.get(file).split(separator: "\n").count
  }

  private func mode(_ path: String, _ registry: RegistrySandbox) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: registry.sandbox.path(path))
    return (attributes[.posixPermissions] as? Int) ?? 0
  }

  // MARK: What is written

  @Test func `a file for each table, for the eyes of one alone`() throws {
    try withRegistry(["a.yaml": .misp("a", of: "A, \"B\"", "approval: approved"), "b.yaml": .misp("b")]) { registry in
      registry.run("reconcile")
      let head = try registry.head
      #expect(
        registry.run("export", "--out", "../out/tables")
          == Ran(code: .done, output: "3 rows of 12 tables written to ../out/tables\n", errors: ""))
      let files = try folder("out/tables", registry)
      #expect(files.keys.sorted() == ExportTests.tables.map { $0 + ".csv" })
      for file in files.keys { #expect(try mode("out/tables/\(file)", registry) == 0o600) }
      #expect(try mode("out/tables", registry) == 0o700 && mode("out", registry) == 0o700)
      for table in ExportTests.tables {
        let lines = files[table + ".csv"]?.split(separator: "\n") ?? []
        #expect(lines.first.map(String.init) == Deployment.columns(of: table).joined(separator: ","))
      }
      #expect(
        files["misp.csv"]?.split(separator: "\n").dropFirst().map(String.init) == [
          "100,\"A, \"\"B\"\"\",India,,prm@telecom.example,ada@example.org,approved,t,ada@example.org,"
            + "2023-11-15 08:00:00,,,f,",
          "101,b,India,,prm@telecom.example,ada@example.org,Inprogress,t,ada@example.org,2023-11-15 08:00:00,,,f,",
        ])
      let key = try #require(registry.misp("a").at("status", "licenseKeys").items?.first).at("key").text ?? ""
      #expect(files["misp_license.csv"]?.contains("\n100,\(key),") == true)
      #expect(!registry.printed.contains(key))
      #expect(try registry.head == head && registry.sandbox.status() == "")
    }
  }

  @Test func `SQL says the same in one transaction`() throws {
    try withRegistry([
      "a.yaml": .misp("a", of: "\"O'Neil \\\\ '\u{301}, x'); DROP TABLE pms.misp; --\"", "approval: approved")
    ]) { registry in
      registry.run("reconcile")
      #expect(registry.run("export", "--format", "sql", "--out", "../out.sql").failure == Failure(.done, ""))
      #expect(try mode("out.sql", registry) == 0o600)
      let text = try registry.get("out.sql")
      #expect(
        text.hasPrefix("SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\nBEGIN;\n")
          && text.hasSuffix("\nCOMMIT;\n"))
      let literal = "'O''Neil \\ ''\u{301}, x''); DROP TABLE pms.misp; --'"
      #expect(text.utf8.firstRange(of: literal.utf8) != nil)
      #expect(quoted(text) == [true])
      let inserts = text.split(separator: "\n").filter { $0.hasPrefix("INSERT") }.map {
        String($0.prefix { $0 != "(" })
      }
      #expect(
        inserts == [
          "INSERT INTO pms.misp ", "INSERT INTO pms.misp_license ", "INSERT INTO pms.partner_type ",
          "INSERT INTO master.reg_device_type ", "INSERT INTO master.reg_device_sub_type ",
        ])
      #expect(text.components(separatedBy: "ON CONFLICT DO NOTHING").count == 4)
    }
  }

  /// Whether every quote of a text of SQL is closed and nothing but what a program writes is outside of them.
  private func quoted(_ text: String) -> Set<Bool> {
    var isInside = false
    var outside: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "'") { isInside.toggle() } else if !isInside { outside.append(byte) }
    }
    let words = String(decoding: outside, as: UTF8.self)
    return [!isInside && !words.contains("DROP") && !words.contains("--")]
  }

  @Test func `what was stored earlier is written as it was`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      let then = try registry.head
      try registry.commit(["b.yaml": .misp("b")])
      registry.run("reconcile")
      #expect(registry.run("export", "--out", "../now").output.hasPrefix("2 rows "))
      for revision in [then, "HEAD~2"] {
        #expect(registry.run("export", "--out", "../then", "--at", revision).output.hasPrefix("1 row "))
      }
      #expect(try lines("then/misp.csv", registry) == 2)
      let ran = registry.run("export", "--out", "../x", "--at", "nowhere")
      #expect(ran.code != .done && !FileManager.default.fileExists(atPath: registry.sandbox.path("x")))
    }
  }

  @Test func `nothing stored is headers and what the program knows itself`() throws {
    try withRegistry { registry in
      #expect(registry.run("export", "--out", "../out").output == "0 rows of 12 tables written to ../out\n")
      let counts = try (lines("out/misp.csv", registry), lines("out/partner_type.csv", registry))
      #expect(counts == (1, 10))
      #expect(registry.run("import", "../out").output.hasPrefix("0 objects imported, 0 rows left out\n"))
    }
  }

  // MARK: Where to

  @Test func `words that are missing or unknown are asked for`() throws {
    try withRegistry { registry in
      let place = "partnerctl export --format csv --out tables"
      for words in [["export"], ["export", "--out", ""]] {
        #expect(
          registry.run(words, in: "repo").failure == .usage("export needs --out PATH", hint: place), "\(words)"
        )
      }
      #expect(
        registry.run("export", "--out", "x", "--format", "xml").failure
          == .usage("unknown format \"xml\"", hint: "the formats are csv and sql"))
      #expect(registry.run("export", "a", "b", "--out", "x").code == .usage)
      #expect(!registry.exists("x"))
    }
  }

  @Test func `files that are there are written anew, and others are left alone`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      try registry.put("mine", "out/other.csv")
      try registry.put("old", "out/misp.csv")
      try registry.put("secret", "elsewhere")
      #expect(symlink("../elsewhere", registry.sandbox.path("out/partner.csv")) == 0)
      #expect(chmod(registry.sandbox.path("out/misp.csv"), 0o644) == 0)
      #expect(registry.run("export", "--out", "../out").code == .done)
      let files = try folder("out", registry)
      #expect(files.count == 16 && files["other.csv"] == "mine" && files["misp.csv"]?.hasPrefix("id,name,") == true)
      #expect(try mode("out/misp.csv", registry) == 0o600)
      #expect(try registry.get("elsewhere") == files["partner.csv"], "a link leads to the file that is written")
      #expect(try mode("elsewhere", registry) == 0o600)
    }
  }

  @Test func `a place that cannot be written to is said`() throws {
    try withRegistry { registry in
      try registry.put("x", "file")
      #expect(registry.run("export", "--out", "../file/tables").code == .environment)
      #expect(registry.run("export", "--out", "/proc/nothing/tables").code == .environment)
      #expect(registry.run("export", "--format", "sql", "--out", "..").code == .environment)
      #expect(try registry.get("file") == "x")
    }
  }

  // MARK: There and back

  @Test func `an export of every kind is imported as it was, again and again`() throws {
    try withRegistry(ExportTests.everything) { registry in
      registry.now = "2026-12-01T00:00:00.000Z"
      let ran = registry.run("reconcile")
      #expect(ran.code == .done, "\(ran.errors)")
      #expect(registry.run("export", "--out", "../0").failure == Failure(.done, ""))
      for number in 0..<2 {
        let other = try RegistrySandbox()
        other.now = registry.now
        for (file, text) in try folder("\(number)", registry) { try other.put(text, "tables/\(file)") }
        let taken = other.run("import", "../tables")
        #expect(taken.failure == Failure(.done, ""), "\(taken.errors)")
        #expect(other.run("plan", "--detailed-exitcode").code == .done)
        #expect(other.run("verify").code == .done)
        #expect(other.run("export", "--out", "../again").code == .done)
        for (file, text) in try folder("again", other) { try registry.put(text, "\(number + 1)/\(file)") }
        #expect(try folder("again", other) == folder("\(number)", registry))
      }
    }
  }

  @Test func `what no table has a place for is told`() throws {
    let (root, partner) = (
      TestCertificate("Root"),
      TestCertificate("Bank", key: .rsa2, by: TestCertificate("Root"))
        .with { $0.subject = [("O", "airtelInd"), ("CN", "Bank")] }
    )
    let anchor = """
      apiVersion: partnerctl/v1
      kind: TrustAnchor
      metadata: {name: root}
      spec: {domain: AUTH, certificateFile: root.pem}

      """
    let bank = Partner.example + "  certificateFile: bank.pem\n"
    let files = [
      "root.yaml": anchor, "root.pem": root.pem, "bank.pem": partner.pem, "bank.yaml": bank,
      "before.yaml": Partner.examplePrerequisites,
      "a.yaml": .misp("a", metadata: "labels: {region: south}, protected: true"),
    ]
    try withRegistry { registry in
      registry.now = "2026-06-01T00:00:00.000Z"
      try registry.commit(files)
      let run = registry.run("reconcile")
      #expect(run.code == .done, "\(run.output)")
      let ran = registry.run("export", "--out", "../out")
      #expect(ran.code == .done)
      #expect(
        ran.errors == """
          not written, because the tables have no column for it:
            MISP metadata.labels of 1 object
            MISP metadata.protected of 1 object
            TrustAnchor of 1 object
            Partner spec.certificate of 1 object

          """)
      #expect(registry.run("export", "--out", "../out", "-q").errors == "")
      let alias = try #require(
        registry.stored("objects/partners/airtel-india.json").at("status", "certificate", "id").text)
      let other = try RegistrySandbox()
      other.now = registry.now
      for (file, text) in try folder("out", registry) { try other.put(text, "tables/\(file)") }
      let taken = other.run("import", "../tables")
      #expect(taken.failure == Failure(.done, ""))
      let stored = try other.stored("objects/partners/airtelind.json")
      #expect(stored.at("status", "certificate", "id").text == alias && stored.at("spec", "certificate").isNull)
      #expect(other.run("plan", "--detailed-exitcode").code == .done)
      #expect(other.run("verify").code == .done)
    }
  }
}
