import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

@testable import Command

/// Words, options, help, and what needs no repository.
struct CommandLineTests {
  private let registry: RegistrySandbox

  init() throws {
    registry = try RegistrySandbox(["a.yaml": .misp("a", email: "nobody")])
  }

  @Test func `every command has a help page`() throws {
    var text = registry.transcript("--help") + registry.transcript("help get", "--version", "version")
    for command in Program.commands { text += registry.transcript("\(command.name) --help") }
    try expectSnapshot(text, "commandline/help")
    #expect(registry.run().code == .usage)
    #expect(registry.run() == Ran(code: .usage, output: "", errors: registry.run("--help").output))
    #expect(registry.run("-h").output == registry.run("help").output)
  }

  @Test func `wrong usage is told with what was meant`() throws {
    try expectSnapshot(
      registry.transcript(
        "reconcil", "frobnicate", "plan --detailed-exitcod", "plan --out", "plan -x", "plan a b",
        "plan --rev=a --rev b",
        "plan --atomic", "verify --quiet=yes", "reconcile --allow-removals many", "reconcile --allow-removals -1",
        "plan --now soon", "plan -o yaml", "plan --color sometimes", "help nothing", "new", "new thing", "new misp a",
        "schema a b",
        "explain", "license validate a", "get misp --labels x"),
      "commandline/usage")
  }

  @Test func `options may stand anywhere and be written in any way`() throws {
    let json = registry.run("plan", "-o", "json").output
    for words in [
      ["plan", "-ojson"], ["plan", "--output=json"], ["--output=json", "plan"], ["plan", "-o", "json", "."],
    ] {
      #expect(registry.run(words, in: "repo") == Ran(code: .faults, output: json, errors: ""))
    }
    #expect(registry.run("plan", "--", "-o").code == .environment)
  }

  @Test func `colour is for terminals that want it`() throws {
    func isColored(_ words: String...) -> Bool { registry.run(["plan"] + words, in: "repo").output.contains("\u{1B}[") }
    #expect(!isColored())
    #expect(isColored("--color", "always"))
    registry.isTerminal = true
    #expect(isColored())
    #expect(!isColored("--color", "never"))
    registry.variables["NO_COLOR"] = ""
    #expect(isColored())
    registry.variables["NO_COLOR"] = "1"
    #expect(!isColored())
    #expect(isColored("--color=always"))
    registry.variables["NO_COLOR"] = nil
    registry.variables["TERM"] = "dumb"
    #expect(!isColored())
  }

  @Test func `everything can be explained`() throws {
    try expectSnapshot(
      registry.transcript(
        "explain PMS_MSP_003", "explain PMS_MSP_401", "explain PMS_MSP_404", "explain KER-PCM-002",
        "explain PMS_PRT_431",
        "explain misp.organizationName.unique",
        "explain misp.emailId.format", "explain misp.create", "explain misp.validateLicenseKey", "explain misp",
        "explain yaml.anchor", "explain run.removals.limit", "explain PMS_MSP_03", "explain misp.emailID.format",
        "explain xyzzy-nothing-like-it", "explain misp.create -o json"),
      "commandline/explain")
  }

  @Test func `new manifests are valid as they are`() throws {
    try withRegistry { registry in
      let misp = registry.run("new", "misp")
      let settings = registry.run("new", "registry")
      #expect([misp.failure, settings.failure] == [Failure(.done, ""), Failure(.done, "")])
      try registry.commit(["misp.yaml": misp.output, "registry.yaml": settings.output])
      #expect(
        registry.run("validate") == Ran(code: .done, output: "1 object: 0 errors, 0 warnings\n", errors: ""))
      #expect(registry.run("reconcile").failure == Failure(.done, ""))
      #expect(try registry.misp("telecom").at("status", "approval") == .text("approved"))
    }
  }

  @Test func `the working tree is validated before it is committed`() throws {
    #expect(registry.run("validate").output.hasSuffix("1 object: 1 error, 0 warnings\n"))
    try registry.sandbox.write(.misp("a"), to: "a.yaml")
    #expect(
      registry.run("validate") == Ran(code: .done, output: "1 object: 0 errors, 0 warnings\n", errors: ""))
    #expect(registry.run("validate", "--rev", "HEAD").code == .faults)
    try registry.sandbox.write("kind: MISP\n", to: "registry.yaml")
    let ran = registry.run("validate", "-o", "json")
    #expect(ran.failure == Failure(.faults, ""))
    #expect(
      try ran.json.at("diagnostics").items?.map { $0.at("rule").text }
        == ["manifest.apiVersion", "metadata.name.required", "registry.kind"])
  }
}

/// The schemas, judged by Python's `jsonschema`.
struct SchemaTests {
  private static let hasValidator: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore", "-c", "import jsonschema, yaml"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test func `schemas are as reviewed`() throws {
    let registry = try RegistrySandbox()
    try expectSnapshot(registry.run("schema", "misp").output, "schema/misp.json")
    try expectSnapshot(registry.run("schema", "registry").output, "schema/registry.json")
    try expectSnapshot(registry.run("schema").output, "schema/all.json")
  }

  @Test(
    .enabled(
      if: hasValidator, "Python's jsonschema and yaml judge the schemas; install python3-jsonschema python3-yaml"))
  func `schemas accept what the program accepts`() throws {
    let registry = try RegistrySandbox()
    let sandbox = registry.sandbox
    for kind in ["misp", "registry"] {
      try sandbox.write(registry.run("schema", kind).output, to: "\(kind).json")
    }
    try sandbox.write(registry.run("schema").output, to: "all.json")
    // Each line: whether it is valid, the schema, and the manifest.
    var cases: [(Bool, String, String)] = [
      (true, "misp", registry.run("new", "misp").output), (true, "all", registry.run("new", "misp").output),
      (true, "registry", registry.run("new", "registry").output), (true, "registry", .registry),
      (false, "registry", .registry + "spec: {stat: x}\n"), (false, "misp", .registry),
      (true, "misp", .misp("a", "contactNumber: 9876998888", "status: de-active")),
      (true, "misp", .misp("a", "contactNumber: null")),
      (true, "misp", .misp("a", metadata: "id: \"7\", protected: true, labels: {a: b}")),
      (false, "misp", .misp("a", "colour: red")), (false, "misp", .misp("a", "approval: perhaps")),
      (false, "misp", .misp("a", "licenseKey: {issue: 0}")), (false, "misp", .misp("-a")),
    ]
    cases += Golden.manifests.filter { $0.key != "misps/several.yml" }.sorted { $0.key < $1.key }.map {
      file, text in
      (!["misps/delta.yaml", "misps/foxtrot.yaml"].contains(file), "misp", text)
    }
    for (index, (_, _, text)) in cases.enumerated() { try sandbox.write(text, to: "case\(index)") }
    let script = """
      import json, sys, warnings
      warnings.simplefilter("ignore")
      import jsonschema, yaml
      class Loader(yaml.SafeLoader): pass
      for index, schema in enumerate(sys.argv[1:]):
          validator = jsonschema.validators.validator_for(json.load(open(schema + ".json")))
          validator.check_schema(json.load(open(schema + ".json")))
          data = yaml.load(open("case%d" % index), Loader=Loader)
          print(validator(json.load(open(schema + ".json"))).is_valid(data))
      """
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + cases.map(\.1)
    process.currentDirectoryURL = URL(fileURLWithPath: sandbox.path("repo"))
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(said.split(separator: "\n").map { $0 == "True" } == cases.map(\.0))
  }
}
