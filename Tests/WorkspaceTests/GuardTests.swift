import Command
import CommandSupport
import Engine
import Foundation
import Kinds
import Model
import Source
import TestSupport
import Testing
import Workspace

/// Settings that limit what changes may do: a change is not judged by what it loosens itself.
struct GuardTests {
  /// A guard with a value, a looser one and a stricter one, as JSON.
  struct Guard: Sendable, CustomTestStringConvertible {
    let path: String
    let base: String
    let looser: String
    let stricter: String
    var testDescription: String { path }

    init(_ path: String, _ base: String, looser: String, stricter: String) {
      self.path = path
      self.base = base
      self.looser = looser
      self.stricter = stricter
    }

    /// The settings file with a value for the guard.
    func file(_ value: String) -> String {
      let names = path.split(separator: ".")
      return String.registry + "spec: " + names.map { "{\($0): " }.joined() + value
        + String(repeating: "}", count: names.count) + "\n"
    }
  }

  static let guards = [
    Guard("removals.limit", "\"10%\"", looser: "\"11%\"", stricter: "\"9%\""),
    Guard("removals.minimum", "5", looser: "6", stricter: "4"),
    Guard("misps.licenseKeyValidityDays", "90", looser: "91", stricter: "89"),
    Guard("devices.timestampWindowMinutes", "5", looser: "6", stricter: "4"),
    Guard("devices.clockSkewMinutes", "2", looser: "3", stricter: "1"),
    Guard("devices.receivedAt", "\"merge\"", looser: "\"commit\"", stricter: "\"run\""),
    Guard("devices.acceptUnverifiedDigitalIds", "true", looser: "true", stricter: "false"),
    Guard("policies.validityDays", "180", looser: "181", stricter: "179"),
    Guard("partners.apiKeyValidityDays", "90", looser: "91", stricter: "89"),
  ]

  @Test func `every guard is tried`() {
    func paths(_ fields: [FieldDescription], below path: String) -> [String] {
      fields.flatMap { field -> [String] in
        let own = field.strictness == nil ? [] : [path + field.name]
        guard case .group(let members) = field.shape else { return own }
        return own + paths(members, below: path + field.name + ".")
      }
    }
    func section<Section: SettingsSection>(_ type: Section.Type) -> [String] {
      paths(Section.descriptions, below: (Section.key ?? "") + ".")
    }
    let all = paths(RegistrySettings.descriptions, below: "") + Catalog.standard.sections.flatMap { section($0) }
    #expect(Set(all) == Set(Self.guards.map(\.path)))
  }

  /// When the settings and a new manifest reach the branch.
  enum Order: String, CaseIterable {
    case sameCommit, earlierCommit, laterCommit, sameMerge, octopus, foxtrot, squash, cherryPick, afterARun
  }

  @Test(arguments: guards, Order.allCases)
  func `a change is judged by the strictest guard`(_ guarded: Guard, _ order: Order) throws {
    for (value, isLooser) in [(guarded.looser, true), (guarded.stricter, false)] {
      try withRegistry(["registry.yaml": guarded.file(guarded.base), "a.yaml": .misp("a")]) { registry in
        #expect(registry.run("reconcile").code == .done)
        let settings = ["registry.yaml": guarded.file(value)]
        let manifest = ["b.yaml": String.misp("b")]
        switch order {
        case .sameCommit: try registry.commit(settings.merging(manifest) { $1 })
        case .earlierCommit:
          try registry.commit(settings)
          try registry.commit(manifest)
        case .laterCommit:
          try registry.commit(manifest)
          try registry.commit(settings)
        case .sameMerge, .octopus, .foxtrot, .squash, .cherryPick:
          _ = try registry.git("checkout", "-q", "-b", "side")
          try registry.commit(settings)
          try registry.commit(manifest)
          _ = try registry.git("checkout", "-q", "-b", "other", "main")
          try registry.commit(["note.txt": "a note\n"])
          _ = try registry.git("checkout", "-q", "main")
          switch order {
          case .octopus: _ = try registry.git("merge", "-q", "-m", "a merge", "side", "other")
          case .foxtrot:
            // The branch becomes the first parent of what was the mainline.
            try registry.commit(["main.txt": "a note\n"])
            _ = try registry.git("checkout", "-q", "side")
            _ = try registry.git("merge", "-q", "-m", "a merge", "main")
            _ = try registry.git("checkout", "-q", "-B", "main")
          case .squash:
            _ = try registry.git("merge", "-q", "--squash", "side")
            try registry.commit([:])
          case .cherryPick: _ = try registry.git("cherry-pick", "--keep-redundant-commits", "side^", "side")
          default: _ = try registry.git("merge", "-q", "--no-ff", "-m", "a merge", "side")
          }
        case .afterARun:
          try registry.commit(settings)
          #expect(registry.run("reconcile").code == .done)
          try registry.commit(manifest)
        }
        let isTrusted = !isLooser || order == .afterARun
        #expect(
          try judged(ObjectID(kind: "MISP", name: "b"), by: guarded, in: registry)
            == (isTrusted ? value : guarded.base))
        let report = registry.run("plan").errors
        #expect(
          report.contains("Changes are judged by spec.\(guarded.path) = ") == (!isTrusted && value != guarded.base))
      }
    }
  }

  /// The value of a guard by which a change is judged that a plan finds.
  private func judged(_ object: ObjectID, by guarded: Guard, in registry: RegistrySandbox) throws -> String {
    let workspace = try Workspace(
      registry.sandbox.path("repo"), folder: nil, catalog: .standard, instruments: .system)
    let run = Run(
      time: registry.now, tool: "partnerctl test", actor: .system, hostName: "host", hostAddress: "",
      ids: PlaceholderIDs())
    let planned = try Planner(workspace, run: run).plan(try workspace.commit("HEAD"), isFull: false)
    #expect(planned.request.provenance[object] != nil)
    var node = planned.request.settings(for: object).node(sections: Catalog.standard.sections)
    for name in guarded.path.split(separator: ".") { node = try #require(node[String(name)]) }
    return String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self)
  }

  // MARK: Removals

  private static func misps(_ numbers: ClosedRange<Int>) -> [String: String] {
    Dictionary(uniqueKeysWithValues: numbers.map { ("m\($0).yaml", String.misp("m\($0)")) })
  }

  private static let loosened = String.registry + "spec: {removals: {limit: 100%}}\n"

  @Test func `a loosened limit is recorded, and the removals that came with it are refused`() throws {
    try withRegistry(Self.misps(1...9)) { registry in
      #expect(registry.run("reconcile").code == .done)
      for number in 2...9 { try registry.sandbox.remove("m\(number).yaml") }
      try registry.commit(["registry.yaml": Self.loosened])
      let before = try registry.head
      for option in ["--dry-run", "--atomic"] {
        #expect(registry.run("reconcile", option).code == .refused)
      }
      #expect(try registry.head == before)
      #expect(registry.run("plan", "--out", "../plan.json").code == .refused)
      #expect(registry.run("reconcile", "--plan", "../plan.json").code == .refused)
      #expect(try registry.head == before)
      let ran = registry.run("reconcile")
      try expectSnapshot("\(ran.code)\n\(ran.errors)\n\(ran.output)", "guard/refused")
      #expect(ran.code == .refused)
      #expect(try registry.git("log", "-1", "--format=%s") == "reconcile: record the settings")
      #expect(try registry.stored("settings.json").at("removals", "limit") == .text("100%"))
      #expect(registry.run("verify").code == .done)
      // The removals came with the loosened limit, whenever they are carried out.
      let again = registry.run("reconcile")
      #expect(again.code == .refused && again.output.hasSuffix("nothing was done\n"))
      #expect(registry.run("reconcile", "--allow-removals", "8").code == .done)
      #expect(registry.run("verify").code == .done)
      #expect(registry.run("audit", "--event", "settings.record", "-o", "json").output.contains("Ada"))
    }
  }

  @Test func `removals that follow a run which recorded the limit are made`() throws {
    try withRegistry(Self.misps(1...9)) { registry in
      registry.run("reconcile")
      try registry.commit(["registry.yaml": Self.loosened])
      let ran = registry.run("reconcile")
      try expectSnapshot("\(ran.code)\n\(ran.errors)\n\(ran.output)", "guard/recorded")
      for number in 2...9 { try registry.sandbox.remove("m\(number).yaml") }
      try registry.commit([:])
      #expect(registry.run("reconcile").code == .done)
    }
  }

  /// A commit whose state was forged chooses no guards: it is passed over, and the one before it decides.
  @Test func `a base whose state no run made is passed over`() throws {
    try withRegistry(Self.misps(1...9)) { registry in
      registry.run("reconcile")
      let stored = try registry.sandbox.read("State/settings.json")
      try registry.commit([
        "State/settings.json": stored.replacing("\"10%\"", with: "\"100%\""), "registry.yaml": Self.loosened,
      ])
      #expect(registry.run("plan").code == .refused)
      for number in 2...9 { try registry.sandbox.remove("m\(number).yaml") }
      try registry.commit(["State/settings.json": stored])
      #expect(registry.run("reconcile").code == .refused)
      #expect(registry.run("reconcile").code == .refused)
    }
  }
}
