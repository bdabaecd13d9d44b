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

/// Indexes that were altered or deleted: a run refuses them, `verify` names them, and `--full` rebuilds them.
@Suite struct IndexRepairTests {
  /// The example of a country, with a fault, a deadline and a software that expired.
  private func registry(file: String = #filePath) throws -> RegistrySandbox {
    let registry = try RegistrySandbox(isBare: true)
    registry.now = "2026-11-25T15:00:00.000Z"
    registry.variables["PARTNERCTL_SIGNING_KEY"] = String(decoding: TestKey.rsa.pem, as: UTF8.self)
    var folder = URL(filePath: file)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    folder.append(path: "Examples/Country")
    var texts = ["faulty.yaml": String.misp("faulty", email: "nobody"), "expiring.yaml": DeviceService.sample(2)]
    texts["device.yaml"] = Device.sample(1)
    texts["vendor.yaml"] = Device.examplePrerequisites
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      guard path.hasSuffix(".yaml") || path.hasSuffix(".pem"), path != "registry.yaml",
        !path.hasPrefix("devices/") || path.hasSuffix("services.yaml")
      else { continue }
      texts[path] = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
    try registry.commit(objects: texts.mapValues { $0 }, "every kind")
    _ = registry.run("reconcile")
    return registry
  }

  @Test(arguments: [Damage.altered, .deleted])
  func `every index that was altered or deleted is named and rebuilt`(_ damage: Damage) throws {
    let registry = try registry()
    let sound = (head: try registry.head, index: try registry.git("rev-parse", "HEAD:State/index"))
    let folders = try folders(of: registry)
    for (folder, files) in folders.sorted(by: { $0.key < $1.key }) {
      try registry.sandbox.git("update-ref", "refs/heads/main", sound.head)
      let file = try #require(files.first)
      let text = try registry.git("show", "HEAD:\(file)") + "\n"
      let altered = [file: text.replacing("\"object\":\"", with: "\"object\":\"x") as String?]
      let deleted = Dictionary(uniqueKeysWithValues: files.map { ($0, nil as String?) })
      try registry.commit(objects: damage == .altered ? altered : deleted, "damage")
      let run = registry.run("reconcile")
      #expect(run.code == .refused && run.errors.contains("The stored state is damaged: State/index"), "\(folder)")
      let verify = registry.run("verify")
      #expect(verify.code == .refused && verify.errors.contains("index/\(folder)/"), "\(folder) \(verify.errors)")
      let repair = registry.run("reconcile", "--full")
      #expect(repair.code == .faults && repair.output.contains("\ncommit "), "\(folder) \(repair.output)")
      #expect(try registry.git("rev-parse", "HEAD:State/index") == sound.index, "\(folder)")
    }
    #expect(registry.run("verify").code == .done)
  }

  @Test func `an index that is not valid JSON is named and rebuilt`() throws {
    let registry = try registry()
    for folder in ["reported", "misps/id"] {
      let file = try #require(try folders(of: registry)[folder]?.first)
      try registry.commit(objects: [file: "{\n"], "damage")
      #expect(registry.run("verify").errors.contains(file.dropFirst("State/".count)))
      #expect(registry.run("reconcile", "--full").output.contains("\ncommit "))
      #expect(registry.run("verify").code == .done)
    }
  }

  enum Damage { case altered, deleted }

  /// The files of each index. Most kinds have no deadlines; every other index has entries.
  private func folders(of registry: RegistrySandbox) throws -> [String: [String]] {
    let declared = Set(Catalog.standard.kinds.flatMap { $0.indexFolders.map(\.folder) })
    let files = try registry.git("ls-tree", "-r", "--name-only", "HEAD", "State/index").split(separator: "\n")
    let folders = Dictionary(grouping: files.map(String.init)) { file in
      let parts = file.split(separator: "/").dropFirst(2)
      let folder = parts.prefix(2).joined(separator: "/")
      return declared.contains(folder) ? folder : String(parts.first ?? "")
    }
    let absent = declared.union(["reported", "attached"]).subtracting(folders.keys)
    #expect(absent.filter { !$0.hasSuffix("/deadline") && !$0.hasSuffix("/reminder") } == [])
    #expect(!absent.contains("misps/deadline") && !absent.contains("deviceservices/reminder"))
    return folders
  }
}
