import CommandSupport
import Crypto
import Foundation
import Git
import Model
import RegistrySupport
import Source
import Store
import TestSupport
import Testing

@testable import Engine
@testable import Workspace

/// A large kind in a real repository.
@Suite struct ShardStorageTests {
  /// Three hundred meters whose names all belong below the prefix `a`.
  private static let crowd = Array(
    (0...).lazy.filter { Instruments.test.sha256(Array("m-\($0)".utf8)).hasPrefix("a") }.prefix(300))

  private struct Registry {
    let sandbox: Sandbox

    init() throws {
      let registry =
        "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\nspec: {removals: {minimum: 9999}}\n"
      sandbox = try Sandbox.repository(["registry.yaml": registry])
    }

    /// A workspace that knows nothing of what was read before.
    func open() throws -> Workspace {
      try Workspace(sandbox.path("repo"), folder: nil, catalog: .withMeters, instruments: .system)
    }

    /// Commits the meters, and reconciles.
    @discardableResult
    func reconcile(_ manifests: String) throws -> Commit {
      try sandbox.commit(["meters.yaml": manifests])
      let run = Run(
        time: "2026-01-01T00:00:00.000Z", tool: "partnerctl test", actor: Actor(name: "Ops", email: "ops@example.org"),
        hostName: "host", hostAddress: "127.0.0.1", ids: SystemIDs())
      let workspace = try open()
      let keys = KeyStore(option: nil, variables: [:], repository: workspace.objects.repository.commonDirectory) { $0 }
      let session = Session(run: run, committer: Committer([:]), keys: keys, runners: try .test())
      let (result, _) = try RunRecorder(workspace).reconcileOnce(
        "refs/heads/main", session: session, isPublishing: true)
      #expect(result.plan.outcome.diagnostics == [])
      let id = try #require(result.commit)
      #expect(try sandbox.git("status", "--porcelain") == "")
      return try workspace.objects.repository.commit(id)
    }

    func folder(_ workspace: Workspace, _ commit: Commit) throws -> StateFolder {
      try StateReader(try workspace.revision(commit)).folder()
    }

    func files(_ folder: String, _ commit: String = "HEAD") throws -> [String] {
      try sandbox.git("ls-tree", "-r", "--name-only", commit, "State/\(folder)/").split(separator: "\n").map(
        String.init)
    }

    /// The shard of an object or a value.
    func shard(_ key: ExactString, in folder: String) throws -> String {
      let files = try files(folder)
      return try #require(
        ShardFile.files(for: key, by: .test).map { "State/\(folder)/\($0)" }.first(where: files.contains))
    }

    func verify(_ commit: String = "HEAD") throws -> String {
      let workspace = try open()
      switch try Verification(try workspace.revision(commit)).verify() {
      case .success(let found): return "\(found.runs) runs, \(found.objects) objects, \(found.commits) commits"
      case .failure(let mismatch):
        return "\(mismatch.file)\(mismatch.line.map { ":\($0)" } ?? ""): \(mismatch.message)"
      }
    }

    /// Commits a change of a stored file, and makes the last run's file of the ledger and its seal say that the run made
    /// it.
    func forge(_ changes: [String: String], run serial: Int) throws {
      let ledger = "State/audit/2026/01/\(serial).jsonl"
      func trees() throws -> [String] {
        try ["objects", "index"].map { try sandbox.git("rev-parse", "HEAD:State/\($0)") }
      }
      let before = try trees()
      try sandbox.commit(changes)
      var previous: String?
      var lines: [String] = []
      var heads: [String: String] = [:]
      for line in try sandbox.read(ledger).split(separator: "\n").map(String.init) {
        var forged = line
        for (old, new) in zip(before, try trees()) { forged = forged.replacing(old, with: new) }
        if let previous, let new = heads[previous] { forged = forged.replacing(previous, with: new) }
        let digest = Instruments.test.digest(Array(line.utf8))
        heads[digest] = Instruments.test.digest(Array(forged.utf8))
        previous = digest
        lines.append(forged + "\n")
      }
      let old = try #require(previous)
      let blob = try sandbox.git("rev-parse", "HEAD:\(ledger)")
      try sandbox.commit([ledger: lines.joined()])
      var header = try sandbox.read("State/state.json").replacing(old, with: heads[old] ?? "")
      header = header.replacing(blob, with: try sandbox.git("rev-parse", "HEAD:\(ledger)"))
      for (old, new) in zip(before, try trees()) { header = header.replacing(old, with: new) }
      try sandbox.commit(["State/state.json": header])
      try seal(serial, header: header, ledgerHead: heads[old] ?? "")
    }

    /// Makes the seal of the last run anew, with the key that made it.
    private func seal(_ serial: Int, header: String, ledgerHead: String) throws {
      let file = Store.Seal.path(serial: serial)
      let path = sandbox.path("repo/State/\(file)")
      var seal = try Store.Seal.read(
        Array(try Data(contentsOf: URL(fileURLWithPath: path))), serial: serial, by: .system
      ).seal
      seal.ledgerHead = ledgerHead
      seal.stateDigest = Instruments.test.digest(Array(header.utf8))
      try sandbox.git("rm", "-q", "--cached", "State/\(file)")
      seal.tree = try sandbox.git("write-tree", "--prefix=State/")
      let key = try SSHPrivateKey.read(Array(RegistrySandbox.runnerKey().utf8))
      let signature = try SSHSignature(of: seal.message, namespace: Store.Seal.purpose, by: key)
      let text = String(decoding: seal.file(signature: signature.text), as: UTF8.self)
      try sandbox.commit(["State/\(file)": text])
    }
  }

  @Test func `what is stored is read back, before and after a split and at each time`() throws {
    let registry = try Registry()
    let first = try registry.reconcile(meters(Self.crowd.prefix(256)))
    #expect(try registry.files("objects/meters") == ["State/objects/meters/a.jsonl"])
    let second = try registry.reconcile(meters(Self.crowd))
    let files = try registry.files("objects/meters")
    #expect(files == "0123456789abcdef".map { "State/objects/meters/a\($0).jsonl" })
    let workspace = try registry.open()
    let (before, after) = (try registry.folder(workspace, first), try registry.folder(workspace, second))
    let reader = StateReader(try workspace.revision(second))
    #expect(before.state.objects["Meter"]?.count == 256)
    let names = (after.state.objects["Meter"] ?? []).compactMap { $0["metadata"]?["name"]?.text }
    #expect(names == Self.crowd.map { "m-\($0)" }.sorted())
    #expect(try reader.shards(in: "index/meters/serial-number", form: .index, isFlat: false).shards.count == 300)
    #expect(try reader.shards(in: "index/meters/district", form: .index, isFlat: false).shards.count == 300)
    #expect(try registry.verify() == "2 runs, 300 objects, 2 commits")
    #expect(try registry.verify(first.id.hex) == "1 runs, 256 objects, 1 commits")
    let trees = try registry.sandbox.read("State/audit/2026/01/2.jsonl").prefix { $0 != "\n" }
    #expect(trees.contains(try registry.sandbox.git("rev-parse", "HEAD:State/index")))
    #expect(try registry.sandbox.fsck() == "")
  }

  @Test func `shards of an index are joined when values go`() throws {
    let registry = try Registry()
    let numbers = 0..<600
    try registry.reconcile(meters(numbers) { $0 % 2 })
    let split = try registry.files("index/meters/district")
    // Of each value, 300 entries are divided by their objects.
    #expect(split.count == 32)
    try registry.reconcile(meters(numbers, district: { $0 % 2 }, lost: Set(0..<200)))
    let joined = try registry.files("index/meters/district")
    #expect(joined.count == 2 && Set(joined).isDisjoint(with: split))
    #expect(joined.allSatisfy { $0.utf8.count == "State/index/meters/district/0.jsonl".utf8.count })
    try registry.reconcile(meters(numbers, district: { $0 % 2 }, lost: Set(numbers)))
    #expect(try registry.files("index").allSatisfy { $0.hasPrefix("State/index/meters/id/") })
    #expect(try registry.verify() == "3 runs, 600 objects, 3 commits")
  }

  @Test func `the history of an object tells its changes, not those of its shard`() throws {
    let registry = try Registry()
    let (own, late) = (Self.crowd[7], Self.crowd[299])
    try registry.reconcile(meters(Self.crowd.prefix(200)) { $0 == own ? 0 : 1 })
    // Others come and split its shard, then it changes, then others change.
    try registry.reconcile(meters(Self.crowd) { $0 == own || $0 == late ? 0 : 1 })
    try registry.reconcile(meters(Self.crowd) { $0 == own ? 99 : $0 == late ? 0 : 1 })
    let tip = try registry.reconcile(meters(Self.crowd) { $0 == own ? 99 : 2 })
    let workspace = try registry.open()
    func versions(_ number: Int) throws -> [StoredVersion] {
      try History(workspace, from: tip).versions(of: ObjectID(kind: "Meter", name: "m-\(number)"))
    }
    #expect(try versions(own).map(\.serial) == [3, 1])
    #expect(try versions(own).map { $0.node?["spec"]?["district"]?.text } == ["d99", "d0"])
    #expect(try versions(late).map(\.serial) == [4, 2])
    #expect(try History(workspace, from: tip).versions(of: ObjectID(kind: "Meter", name: "absent")).isEmpty)
  }

  @Test func `an edited shard is noticed by whoever reads it`() throws {
    let registry = try Registry()
    try registry.reconcile(meters(0..<40))
    let shard = try registry.shard("s7", in: "index/meters/serial-number")
    let text = try registry.sandbox.read(shard)
    try registry.sandbox.commit([shard: text.replacing("\"m-7\"", with: "\"m-8\"")])
    let number = 1 + (text.split(separator: "\n").firstIndex { $0.contains("\"m-7\"") } ?? 0)
    #expect(try registry.verify() == "\(shard.dropFirst(6)):\(number): it does not match the stored objects")
    let workspace = try registry.open()
    let error = #expect(throws: WorkspaceError.self) { try registry.folder(workspace, try workspace.commit("HEAD")) }
    guard case .refused(let refusal) = error else { throw try #require(error) }
    #expect(
      refusal.message == "The stored state is damaged: State/index: it was changed by something other than partnerctl")
    #expect(refusal.hint.contains("partnerctl reconcile --full"))
  }

  @Test func `an index that does not fit the objects is noticed although the ledger fits`() throws {
    let registry = try Registry()
    try registry.reconcile(meters(0..<40))
    let shard = try registry.shard("s7", in: "index/meters/serial-number")
    let text = try registry.sandbox.read(shard)
    let lines = text.split(separator: "\n")
    let line = 1 + (lines.firstIndex { $0.contains("\"m-7\"") } ?? 0)
    try registry.forge([shard: text.replacing("\"m-7\"", with: "\"m-8\"")], run: 1)
    #expect(
      try registry.verify() == "\(shard.dropFirst(6)):\(line): it does not match the stored objects")
    try registry.forge([shard: text, "State/index/meters/other/0.jsonl": "{}\n"], run: 1)
    #expect(try registry.verify() == "index/meters/other: no kind of this program has this index")
  }

  @Test func `a damaged shard is refused at its line although the ledger fits`() throws {
    let registry = try Registry()
    try registry.reconcile(meters(0..<40))
    let shard = try registry.shard("m-7", in: "objects/meters")
    let text = try registry.sandbox.read(shard)
    func refusal(_ file: String, _ text: String) throws -> String {
      try registry.forge([file: text], run: 1)
      let workspace = try registry.open()
      let error = #expect(throws: WorkspaceError.self) { try registry.folder(workspace, try workspace.commit("HEAD")) }
      guard case .refused(let refusal) = error else { return "\(error.map { "\($0)" } ?? "")" }
      return refusal.message
    }
    let number = text.split(separator: "\n").count + 1
    let damaged = "The stored state is damaged: \(shard): "
    #expect(
      try refusal(shard, text + "[]\n") == damaged + "line \(number): it is not an object")
    #expect(try refusal(shard, text + "{\n").hasPrefix(damaged + "line \(number): it is not valid JSON: "))
    #expect(try refusal(shard, String(text.dropLast())) == damaged + "its last line is not complete")
    try registry.forge([shard: text], run: 1)
    let other = "State/objects/meters/other.json"
    #expect(try refusal(other, "{}\n").hasPrefix("The stored state is damaged: \(other): it is not named after"))
  }
}
