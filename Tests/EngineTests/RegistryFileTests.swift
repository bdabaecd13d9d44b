import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

@Suite struct RegistryFileTests {
  private func read(_ text: String) -> RegistryFile {
    RegistryFile(ManifestFile("registry.yaml", text), catalog: .standard)
  }

  private func spec(_ spec: String) -> RegistryFile {
    read("apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\nspec: \(spec)\n")
  }

  @Test(arguments: ["", "spec:\n", "spec: {}\n", "spec: {misps: , devices: {}, policies: ~, removals: }\n"])
  func `everything has a default`(_ end: String) {
    let registry = read("apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\n" + end)
    #expect(registry.diagnostics.map(\.brief) == [])
    #expect(
      registry.settings.registry.node.line
        == "{\"state\":\"State\",\"environment\":\"Developer\",\"removals\":{\"limit\":\"10%\",\"minimum\":5},"
        + "\"trust\":{\"runners\":{}}}")
    #expect(
      registry.settings[MISP.Settings.self].node.line
        == "{\"idLength\":3,\"licenseKeyLength\":50,\"licenseKeyValidityDays\":90}")
    #expect(
      registry.settings[DeviceSettings.self].node.line
        == "{\"timestampWindowMinutes\":5,\"clockSkewMinutes\":2,\"receivedAt\":\"merge\","
        + "\"responseFormat\":\"rfc7515\",\"acceptUnverifiedDigitalIds\":false,\"types\":{\"Face\":[\"Full face\"],"
        + "\"Finger\":[\"Slab\",\"Slap\",\"Single\",\"Touchless\"],\"Iris\":[\"Single\",\"Double\"]}}")
    #expect(registry.settings[PolicySettings.self].validityDays == 180)
    #expect(registry.settings[PolicySettings.self].authTypes == ["otp", "demo", "bio", "kyc"])
  }

  @Test func `every field is read`() {
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    let registry = spec(
      """
      {state: a/b-c_d.e, environment: Staging, removals: {limit: 0%, minimum: 0},
        trust: {runners: {ci: \(key)}},
        misps: {idLength: 15, licenseKeyLength: 8, licenseKeyValidityDays: 36500},
        devices: {timestampWindowMinutes: 0, clockSkewMinutes: 1440, receivedAt: run, responseFormat: mosip,
          types: {Vein: [Palm]}},
        policies: {validityDays: 1, authTypes: [otp], kycAttributes: []}}
      """)
    #expect(registry.diagnostics.map(\.brief) == [])
    #expect(
      registry.settings.registry.node.line
        == "{\"state\":\"a/b-c_d.e\",\"environment\":\"Staging\",\"removals\":{\"limit\":\"0%\",\"minimum\":0},"
        + "\"trust\":{\"runners\":{\"ci\":\"\(key)\"}}}")
    #expect(
      registry.settings[MISP.Settings.self].node.line
        == "{\"idLength\":15,\"licenseKeyLength\":8,\"licenseKeyValidityDays\":36500}")
    #expect(
      registry.settings[DeviceSettings.self].node.line
        == "{\"timestampWindowMinutes\":0,\"clockSkewMinutes\":1440,\"receivedAt\":\"run\","
        + "\"responseFormat\":\"mosip\",\"acceptUnverifiedDigitalIds\":false,\"types\":{\"Vein\":[\"Palm\"]}}")
    #expect(
      registry.settings[PolicySettings.self].node.line
        == "{\"validityDays\":1,\"authTypes\":[\"otp\"],\"kycAttributes\":[]}")
  }

  @Test(arguments: [
    ("[]", "4:7 registry.type - Invalid value - spec"),
    ("{State: x}", "4:8 registry.unknown - Unknown field \"State\""),
    ("{misp: {}}", "4:8 registry.unknown - Unknown field \"misp\""),
    ("{state: \"\"}", "4:15 registry.state.required - Missing value - state"),
    ("{state: /State}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: ../State}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: a/../b}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: a//b}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: a/}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: .git}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: a/.git/b}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: -rf}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: \"a\\\\b\"}", "4:15 registry.state.format - Invalid value - state"),
    ("{state: Ä}", "4:15 registry.state.format - Invalid value - state"),
    ("{environment: []}", "4:21 registry.environment.type - Invalid value - environment"),
    ("{removals: 10%}", "4:18 registry.removals.type - Invalid value - removals"),
    ("{removals: {limit: 10}}", "4:26 registry.removals.limit.format - Invalid value - limit"),
    ("{removals: {limit: 101%}}", "4:26 registry.removals.limit.format - Invalid value - limit"),
    ("{removals: {limit: -1%}}", "4:26 registry.removals.limit.format - Invalid value - limit"),
    ("{removals: {minimum: -1}}", "4:28 registry.removals.minimum.range - Invalid value - minimum"),
    ("{removals: {minimum: five}}", "4:28 registry.removals.minimum.type - Invalid value - minimum"),
    ("{misps: []}", "4:15 registry.misps.type - Invalid value - misps"),
    ("{misps: {length: 1}}", "4:16 registry.misps.unknown - Unknown field \"length\""),
    ("{misps: {idLength: 0}}", "4:26 registry.misps.idLength.range - Invalid value - idLength"),
    ("{misps: {idLength: 16}}", "4:26 registry.misps.idLength.range - Invalid value - idLength"),
    ("{misps: {licenseKeyLength: 7}}", "4:34 registry.misps.licenseKeyLength.range - Invalid value - licenseKeyLength"),
    (
      "{misps: {licenseKeyLength: 129}}",
      "4:34 registry.misps.licenseKeyLength.range - Invalid value - licenseKeyLength"
    ),
    (
      "{misps: {licenseKeyValidityDays: 0}}",
      "4:40 registry.misps.licenseKeyValidityDays.range - Invalid value - licenseKeyValidityDays"
    ),
    (
      "{devices: {timestampWindowMinutes: -1}}",
      "4:42 registry.devices.timestampWindowMinutes.range - Invalid value - timestampWindowMinutes"
    ),
    (
      "{devices: {clockSkewMinutes: 1441}}",
      "4:36 registry.devices.clockSkewMinutes.range - Invalid value - clockSkewMinutes"
    ),
    ("{devices: {receivedAt: Commit}}", "4:30 registry.devices.receivedAt.word - Invalid value - receivedAt"),
    ("{devices: {responseFormat: jws}}", "4:34 registry.devices.responseFormat.word - Invalid value - responseFormat"),
    ("{devices: {types: [Finger]}}", "4:25 registry.devices.types.type - Invalid value - types"),
    ("{devices: {types: {Finger: Slab}}}", "4:34 registry.devices.types.type - Invalid value - Finger"),
    ("{devices: {types: {Finger: [\"\"]}}}", "4:35 registry.devices.types.required - Missing value - Finger"),
    ("{policies: {validityDays: 36501}}", "4:33 registry.policies.validityDays.range - Invalid value - validityDays"),
    ("{policies: {authTypes: otp}}", "4:30 registry.policies.authTypes.type - Invalid value - authTypes"),
  ])
  func `an invalid field is reported at its place`(_ text: String, _ expected: String) {
    #expect(spec(text).diagnostics.map(\.brief) == ["registry.yaml:" + expected])
  }

  @Test(
    arguments: [
      ("", ["1:1 registry.document - registry.yaml must hold one document of kind Registry"]),
      ("- a\n", ["1:1 registry.document - registry.yaml must hold one document of kind Registry"]),
      (
        "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: a}\n---\nkind: MISP\n",
        ["1:1 registry.document - registry.yaml must hold one document of kind Registry"]
      ),
      (
        "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: a}\n",
        ["2:7 registry.kind - registry.yaml must be of kind Registry"]
      ),
      (
        "apiVersion: 1\nkind: Registry\nmetadata: {name: a}\n",
        ["1:13 manifest.apiVersion - The apiVersion of the manifest is not partnerctl/v1"]
      ),
      (
        "kind: Registry\nmetadata: {name: A b}\n",
        [
          "1:1 manifest.apiVersion - The apiVersion of the manifest is not partnerctl/v1",
          "2:18 metadata.name.format - Invalid value - name",
        ]
      ),
      ("apiVersion: partnerctl/v1\nkind: Registry\n", ["1:1 metadata.name.required - Missing value - name"]),
      (
        "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: a, nom: b}\n",
        ["3:21 metadata.unknown - Unknown field \"nom\""]
      ),
    ] as [(String, [String])])
  func `an invalid frame is reported at its place`(_ text: String, _ expected: [String]) {
    #expect(read(text).diagnostics.sorted().map(\.brief) == expected.map { "registry.yaml:" + $0 })
  }

  @Test func `what the frame does not know is refused`() {
    let registry = read("apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: a}\nsettings: {}\n")
    #expect(registry.diagnostics.map(\.brief) == ["registry.yaml:4:1 manifest.unknown - Unknown field \"settings\""])
  }
}
