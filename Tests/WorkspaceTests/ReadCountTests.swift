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

/// The number of files that a run reads: it depends on what changed and not on the size of the registry.
@Suite struct ReadCountTests {
  /// A change of a registry of 270 MISPs and 20 policies, each in a file of its own, and the number of objects that it
  /// concerns.
  struct Case {
    let name: String
    let changes: Int
    let prepare: (RegistrySandbox) throws -> Void
    let change: (RegistrySandbox) throws -> Void

    init(
      _ name: String, changes: Int = 1, prepare: @escaping (RegistrySandbox) throws -> Void = { _ in },
      _ change: @escaping (RegistrySandbox) throws -> Void
    ) {
      self.name = name
      self.changes = changes
      self.prepare = prepare
      self.change = change
    }
  }

  private static func files() -> [String: String] {
    var files = ["group.yaml": group]
    for number in 0..<270 { files["misps/\(number).yaml"] = String.misp("misp-\(number)", of: "MISP \(number)") }
    for number in 0..<20 { files["policies/\(number).yaml"] = Policy.sample(number) }
    return files
  }

  private static let group = """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata: {name: banking}
    spec: {name: Banking, desc: D}

    """

  private static func misp(_ number: Int, address: String = "India", _ more: String...) -> String {
    String.misp("misp-\(number)", of: "MISP \(number)").replacing("India", with: address)
      + more.map { "  \($0)\n" }.joined()
  }

  private static var cases: [Case] {
    [
      Case("nothing", changes: 0) { _ in },
      Case("one change") { try $0.commit(objects: ["misps/7.yaml": misp(7, address: "Bharat")], "a change") },
      Case("a new object") { try $0.commit(objects: ["new.yaml": .misp("new")], "a new object") },
      Case("a new object of another kind") {
        try $0.commit(objects: ["new.yaml": Policy.sample(1000)], "a new policy")
      },
      Case("three changes", changes: 3) { registry in
        let files = [3, 33, 133].map { ("misps/\($0).yaml", misp($0, address: "Bharat") as String?) }
        try registry.commit(objects: Dictionary(uniqueKeysWithValues: files), "three changes")
      },
      Case("one change beside a standing fault", changes: 2) { registry in
        try registry.commit(objects: ["bad.yaml": .misp("bad", email: "nobody")], "a fault")
        #expect(registry.run("reconcile").code == .faults)
      } _: {
        try $0.commit(objects: ["misps/7.yaml": misp(7, address: "Bharat")], "a change")
      },
      Case("a standing fault and nothing else") { registry in
        try registry.commit(objects: ["bad.yaml": .misp("bad", email: "nobody")], "a fault")
        #expect(registry.run("reconcile").code == .faults)
      } _: { _ in
      },
      Case("a fault that another change mends", changes: 2) { registry in
        try registry.commit(objects: ["bad.yaml": .misp("bad", of: "MISP 7")], "a name that is taken")
        #expect(registry.run("reconcile").code == .faults)
      } _: {
        try $0.commit(objects: ["misps/7.yaml": misp(7).replacing("MISP 7", with: "Other")], "the name becomes free")
      },
      Case("a deadline") { registry in
        try registry.commit(
          objects: ["misps/7.yaml": misp(7, "approval: approved", "licenseKey: {issue: 1}")], "a key")
        #expect(registry.run("reconcile").code == .done)
      } _: {
        $0.now = $0.now.adding(days: 91)
      },
      Case("a setting") {
        let spec = "spec: {misps: {licenseKeyValidityDays: 3}, policies: {authTypes: [otp]}}\n"
        try $0.commit(objects: ["registry.yaml": .registry + spec], "a setting")
      },
      Case("a removal") { try $0.commit(objects: ["misps/7.yaml": nil], "a removal") },
      Case("an object under another name") {
        try $0.commit(objects: ["misps/7.yaml": misp(7).replacing("misp-7", with: "renamed")], "a rename")
      },
      Case("a file under another name") {
        try $0.commit(objects: ["misps/7.yaml": nil, "misps/seven.yaml": misp(7)], "a renamed file")
      },
      Case("a moved file") { try $0.commit(objects: ["misps/7.yaml": nil, "moved/7.yaml": misp(7)], "a moved file") },
      Case("an adopted id") {
        try $0.commit(objects: ["new.yaml": .misp("new", metadata: "id: \"999\"")], "an adopted id")
      },
      Case("an id that is taken", changes: 2) {
        try $0.commit(objects: ["new.yaml": .misp("new", metadata: "id: \"107\"")], "an id that is taken")
      },
    ]
  }

  @Test func `a run reads at most ten files and four for each change`() throws {
    let base = try RegistrySandbox(isBare: true)
    try base.commit(objects: ReadCountTests.files(), "many objects")
    #expect(base.run("reconcile", "-q").code == .done)
    for change in ReadCountTests.cases {
      let registry = try RegistrySandbox(isBare: true)
      try FileManager.default.removeItem(atPath: registry.sandbox.path("repo"))
      try FileManager.default.copyItem(atPath: base.sandbox.path("repo"), toPath: registry.sandbox.path("repo"))
      registry.now = base.now
      try change.prepare(registry)
      try change.change(registry)
      let plan = registry.run("plan", "-v")
      let run = registry.run("reconcile", "-v")
      let line = try #require(run.errors.split(separator: "\n").last { $0.hasPrefix("read ") })
      let count = try #require(Int(line.split(separator: " ")[1]))
      #expect(count <= 10 + 4 * change.changes, "\(change.name): \(line)")
      #expect(!line.contains("everything") && !plan.errors.contains("everything"), "\(change.name): \(line)")
    }
  }
}
