import Engine
import Model
import RegistrySupport
import Source
import Store
import Testing

/// The ledger's chain, and how a check reports each kind of damage.
@Suite struct LedgerTests {
  /// Two runs: a MISP is registered (lines 1 to 6), then its details change (lines 1 to 4).
  private static func registry() throws -> TestRegistry {
    var registry = TestRegistry(at: "2026-01-31T23:59:59.999Z")
    try registry.reconcile(["a.yaml": misp("a")])
    registry.time = "2026-02-01T00:00:00.000Z"
    try registry.reconcile(["a.yaml": misp("a", email: "new@b.co")])
    return registry
  }

  private static func lines(_ file: WrittenFile) -> [String] {
    String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  @Test func `every line names the digest of the line before it, over all files`() throws {
    let registry = try LedgerTests.registry()
    #expect(registry.ledger.map(\.path) == ["audit/2026/01/1.jsonl", "audit/2026/02/2.jsonl"])
    var previous: String?
    var seen: [[Int?]] = []
    for file in registry.ledger {
      for line in LedgerTests.lines(file) {
        let node = try JSONReader.read(Array(line.utf8))
        #expect(node["previous"]?.text == previous)
        seen.append([node["serial"]?.integer, node["sequence"]?.integer])
        previous = "sha256:" + Instruments.test.sha256(Array(line.utf8))
      }
      #expect(file.head == previous)
    }
    #expect(registry.folder.header?.ledgerHead == previous)
    #expect(
      seen == [[1, 0], [1, 1], [1, 2], [1, 3], [1, 4], [1, 5], [2, 0], [2, 1], [2, 2], [2, 3]])
  }

  @Test func `the first line describes the run, the others the events`() throws {
    let registry = try LedgerTests.registry()
    let head = registry.ledger[0].head
    let lines = LedgerTests.lines(registry.ledger[1])
    let digest = try #require(registry.recordings[1].planDigest)
    #expect(
      lines[0] == "{\"serial\":2,\"sequence\":0,\"previous\":\"\(head)\",\"run\":{\"at\":\"2026-02-01T00:00:00.000Z\","
        + "\"actor\":\"Ops <ops@example.org>\",\"tool\":\"partnerctl test\",\"commit\":\"1\","
        + "\"planDigest\":\"\(digest)\","
        + "\"trees\":{\"objects\":null,\"index\":null,\"rejected\":null,\"keys\":null}}}")
    #expect(
      lines[1] == "{\"eventId\":\"PMS_MSP_107\",\"eventName\":\"Update MISP request\",\"eventType\":\"SYSTEM\","
        + "\"actionTimeStamp\":\"2026-02-01T00:00:00.000Z\",\"hostName\":\"host\",\"hostIp\":\"127.0.0.1\","
        + "\"applicationId\":\"10002\",\"applicationName\":\"Partner management portal\","
        + "\"sessionUserId\":\"ada@example.org\",\"sessionUserName\":\"Ada\",\"id\":\"NO_ID\","
        + "\"idType\":\"NO_ID_TYPE\",\"createdBy\":\"Ada\",\"moduleName\":\"MISP Management Service\","
        + "\"moduleId\":\"PMS_MSP\",\"description\":\"Update of MISP details was asked for\","
        + "\"operation\":\"misp.update\",\"object\":{\"kind\":\"MISP\",\"name\":\"a\"},\"documented\":true,"
        + "\"commit\":\"1\",\"serial\":2,\"sequence\":1,\"previous\":\"sha256:"
        + "\(Instruments.test.sha256(Array(lines[0].utf8)))\"}")
  }

  @Test func `an undamaged ledger is followed to its end`() throws {
    let registry = try LedgerTests.registry()
    var check = LedgerCheck(.test)
    for file in registry.ledger { try check.follow(file.path, bytes: file.bytes) }
    try check.finish(at: try #require(registry.folder.header), trees: StateTrees())
    #expect(check.lineCount == 10)
    #expect(
      check.runs.map { "\($0.serial) \($0.at) \($0.commit) \($0.events.count)" } == [
        "1 2026-01-31T23:59:59.999Z 0 5", "2 2026-02-01T00:00:00.000Z 1 3",
      ])
    #expect(check.runs.map(\.head) == registry.ledger.map(\.head))
  }

  typealias Damage = @Sendable (_ lines: inout [[String]]) -> Void

  /// Lines count from 0 here, from 1 in what is said.
  static let damages: [(name: String, damage: Damage, expected: Mismatch)] = [
    ("edited", { $0[0][2] = $0[0][2].replacing("Ada", with: "Eve") }, chain(1, 4)),
    ("edited without a change of meaning", { $0[0][2] = $0[0][2].replacing("\":", with: "\": ") }, chain(1, 4)),
    ("run edited", { $0[0][0] = $0[0][0].replacing("Ops", with: "Eve") }, chain(1, 2)),
    ("last line of a file edited", { $0[0][5] = $0[0][5].replacing("Ada", with: "Eve") }, chain(2, 1)),
    (
      "last line of all edited", { $0[1][3] = $0[1][3].replacing("Ada", with: "Eve") },
      Mismatch("state.json", message: "ledgerHead is not the digest of the ledger's last line")
    ),
    ("deleted", { $0[0].remove(at: 2) }, Mismatch(file(1), line: 3, message: "sequence must be 2")),
    ("run deleted", { $0[1].remove(at: 0) }, Mismatch(file(2), line: 1, message: "sequence must be 0")),
    ("last line of a file deleted", { $0[0].removeLast() }, chain(2, 1)),
    (
      "last line of all deleted", { $0[1].removeLast() },
      Mismatch("state.json", message: "ledgerHead is not the digest of the ledger's last line")
    ),
    ("swapped", { $0[0].swapAt(2, 3) }, Mismatch(file(1), line: 3, message: "sequence must be 2")),
    (
      "swapped and renumbered",
      {
        $0[0].swapAt(2, 3)
        $0[0][2] = $0[0][2].replacing("\"sequence\":3", with: "\"sequence\":2")
        $0[0][3] = $0[0][3].replacing("\"sequence\":2", with: "\"sequence\":3")
      }, chain(1, 3)
    ),
    ("doubled", { $0[0].insert($0[0][2], at: 2) }, Mismatch(file(1), line: 4, message: "sequence must be 3")),
    ("added", { $0[1].append($0[1][3]) }, Mismatch(file(2), line: 5, message: "sequence must be 4")),
    (
      "cut within", { $0[0][3] = String($0[0][3].dropLast(5)) },
      Mismatch(
        file(1), line: 4, message: "the line is not valid JSON: a string is not closed")
    ),
    (
      "emptied line", { $0[0][3] = "" },
      Mismatch(
        file(1), line: 4, message: "the line is not valid JSON: the document ends where a value is expected")
    ),
    ("carriage return", { $0[0][3] += "\r" }, chain(1, 5)),
    (
      "serial changed", { $0[1][1] = $0[1][1].replacing("\"serial\":2", with: "\"serial\":1") },
      Mismatch(
        file(2), line: 2, message: "serial must be 2")
    ),
    (
      "huge number", { $0[1][1] = $0[1][1].replacing("\"serial\":2", with: "\"serial\":99999999999999999999") },
      Mismatch(
        file(2), line: 2, message: "serial must be 2")
    ),
    ("chain cut off", { $0[1][0] = $0[1][0].replacing(/"previous":"[^"]*"/, with: "\"previous\":null") }, chain(2, 1)),
    (
      "run without its trees", { $0[0][0] = $0[0][0].replacing("\"trees\"", with: "\"wood\"") },
      Mismatch(file(1), line: 1, message: "the first line does not describe the run")
    ),
    (
      "run moved to another month", { $0[0][0] = $0[0][0].replacing("\"at\":\"2026-01", with: "\"at\":\"2025-12") },
      Mismatch(file(1), line: 1, message: "a run of that time belongs in audit/2025/12/1.jsonl")
    ),
  ]

  private static func file(_ serial: Int) -> String { "audit/2026/0\(serial)/\(serial).jsonl" }
  private static func chain(_ serial: Int, _ line: Int) -> Mismatch {
    Mismatch(file(serial), line: line, message: "previous is not the digest of the line before")
  }

  @Test(arguments: damages.indices)
  func `a check names the first line that does not fit`(_ index: Int) throws {
    let (name, damage, expected) = LedgerTests.damages[index]
    let registry = try LedgerTests.registry()
    var lines = registry.ledger.map(LedgerTests.lines)
    damage(&lines)
    let files = zip(registry.ledger, lines).map { ($0.path, Array(($1.joined(separator: "\n") + "\n").utf8)) }
    #expect(mismatch(files, registry.folder.header) == expected, "\(name)")
  }

  @Test func `whole files are missed, found twice, out of order, cut off or misplaced`() throws {
    let registry = try LedgerTests.registry()
    let (first, second) = (registry.ledger[0], registry.ledger[1])
    let header = registry.folder.header
    #expect(
      mismatch([(second.path, second.bytes)], header) == Mismatch(second.path, line: 1, message: "serial must be 1"))
    #expect(
      mismatch([(first.path, first.bytes)], header)
        == Mismatch("state.json", message: "serial is 2, but the ledger ends with run 1"))
    #expect(mismatch([], header) == Mismatch("state.json", message: "serial is 2, but the ledger ends with run 0"))
    #expect(
      mismatch([(second.path, second.bytes), (first.path, first.bytes)], header)
        == Mismatch(second.path, line: 1, message: "serial must be 1"))
    #expect(
      mismatch([(first.path, first.bytes), (first.path, first.bytes)], header)
        == Mismatch(first.path, line: 1, message: "serial must be 2"))
    #expect(
      mismatch([(first.path, first.bytes.dropLast())], header)
        == Mismatch(first.path, message: "the last line is not complete"))
    #expect(mismatch([(first.path, [])], header) == Mismatch(first.path, message: "the last line is not complete"))
    #expect(
      mismatch([("audit/2026/02/1.jsonl", first.bytes)], header)
        == Mismatch(
          "audit/2026/02/1.jsonl", line: 1, message: "a run of that time belongs in audit/2026/01/1.jsonl"))
  }

  @Test(arguments: [
    ("objects", StateTrees(objects: "1")), ("index", StateTrees(index: "1")),
    ("rejected", StateTrees(rejected: "1")), ("keys", StateTrees(keys: "1")),
    ("objects", StateTrees(objects: "1", index: "1", rejected: "1", keys: "1")),
  ])
  func `a folder that is not as the last run left it is named`(_ part: String, _ trees: StateTrees) throws {
    let registry = try LedgerTests.registry()
    let files = registry.ledger.map { ($0.path, $0.bytes) }
    #expect(
      mismatch(files, registry.folder.header, trees)
        == Mismatch("audit/2026/02/2.jsonl", line: 1, message: "the folder \(part) differs from what this run left"))
  }

  private func mismatch(
    _ files: [(String, [UInt8])], _ header: StateHeader?, _ trees: StateTrees = .init()
  ) -> Mismatch? {
    var check = LedgerCheck(.test)
    do throws(Mismatch) {
      for (path, bytes) in files { try check.follow(path, bytes: bytes) }
      if let header { try check.finish(at: header, trees: trees) }
      return nil
    } catch {
      return error
    }
  }
}
