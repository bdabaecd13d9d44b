import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Settings of a registry.
@Suite struct SettingsTests {
  @Test func `a section that was not set has its defaults`() {
    #expect(Settings()[Lamp.Settings.self].limit == 3)
    #expect(Settings()[NoSettings.self].node == .object([:]))
  }

  @Test func `a section is kept under its key, the last one set`() {
    var (settings, section) = (Settings(), Lamp.Settings())
    section.limit = 5
    settings.set(section)
    section.limit = 7
    settings.set(section)
    settings.set(NoSettings())
    var misps = MISP.Settings()
    misps.licenseKeyLength = 9
    settings.set(misps)
    #expect(settings[Lamp.Settings.self].limit == 7 && settings[MISP.Settings.self].licenseKeyLength == 9)
  }

  @Test func `a section of another type under the same key is not taken for it`() {
    var settings = Settings()
    settings.set(Impostor())
    #expect(settings[Lamp.Settings.self].limit == 3)
  }

  @Test(arguments: [
    (0, 5), (49, 5), (50, 5), (59, 5), (60, 6), (69, 6), (1000, 100), (1_000_000_000_000, 100_000_000_000),
  ])
  func `one run may remove a tenth of the live objects, rounded down, or five`(_ live: Int, _ allowance: Int) {
    #expect(RegistrySettings().removals.allowance(live: live) == allowance)
  }

  @Test(arguments: [(0, 0, 1000, 0), (100, 0, 7, 7), (0, 9, 7, 9), (1, 0, 99, 0), (1, 0, 100, 1)])
  func `the limit is a share, the minimum a number`(_ limit: Int, _ minimum: Int, _ live: Int, _ allowance: Int) {
    var removals = RegistrySettings.RemovalLimit()
    (removals.limit, removals.minimum) = (limit, minimum)
    #expect(removals.allowance(live: live) == allowance)
  }

  @Test func `settings are read from their table`() {
    let reading = Reading(
      RegistrySettings.self, yaml: "{state: a/b, environment: Staging, removals: {limit: 25%, minimum: 0}}")
    #expect(reading.violations == [])
    #expect(
      reading.stored
        == #"{"state":"a/b","environment":"Staging","removals":{"limit":"25%","minimum":0},"trust":{"runners":{}}}"#)
    #expect(
      Reading(RegistrySettings.self, yaml: "{}").stored
        == #"{"state":"State","environment":"Developer","removals":{"limit":"10%","minimum":5},"trust":{"runners":{}}}"#
    )
  }

  @Test(arguments: [
    "", "/", "/State", "State/", "a//b", "..", "a/..", ".git", "a/.git/b", "-a", "a/-b", "a b", "a\\b", "é", "a\n",
    "a/" * 256 + "a", "~",
  ])
  func `the state folder is inside the repository, and not git's own`(_ path: String) {
    let reading = Reading(RegistrySettings.self, .object(["state": .text(path)]))
    #expect(reading.violations.count == 1 && reading.violations.allSatisfy { $0.hasPrefix("lamp.state.") })
    #expect(reading.record.state == "State")
  }

  @Test(arguments: [
    ("{limit: 101%}", "limit.format"), ("{minimum: -1}", "minimum.range"), ("{minimum: 1000001}", "minimum.range"),
    ("{limits: 5%}", "unknown"),
  ])
  func `a limit of removals beyond its range is a violation`(_ written: String, _ rule: String) {
    let reading = Reading(RegistrySettings.self, yaml: "{removals: \(written)}")
    #expect(reading.violations.map { $0.split(separator: " ")[0] } == ["lamp.removals.\(rule)"])
  }
}

private struct Impostor: SettingsSection {
  static let key: String? = "lamps"
  static let fields: [Field<Impostor>] = []
}
