import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Store
import Testing

@Suite struct RecordingTests {
  @Test func `equal input is recorded in equal bytes`() throws {
    func record() throws -> [[UInt8]] {
      var registry = TestRegistry()
      var bytes: [[UInt8]] = []
      for email in ["a@b.co", "a@b", "new@b.co"] {
        registry.time = registry.time.adding(days: 1)
        try registry.reconcile([
          "b.yaml": misp("b", "approval: approved"), "a.yaml": misp("a", "approval: rejected", email: email),
          "c.yaml": misp("c", "", organization: "b", metadata: "labels: {z: 1, y: 2, x: 3}"),
        ])
      }
      for (recording, file) in zip(registry.recordings, registry.ledger) {
        bytes += [file.bytes, stateFile(recording, head: file.head), Array(recording.message(head: file.head).utf8)]
        bytes += recording.files.sorted { $0.key < $1.key }.map { Array($0.key.text.utf8) + ($0.value ?? []) }
      }
      return bytes
    }
    let first = try record()
    #expect(first.count > 3 * 3 + 3 + 1 + 2)
    for _ in 0..<10 { #expect(try record() == first) }
  }

  private static let part = StateHeader.LedgerPart(file: "audit/2026/01/1.jsonl", blob: "blob")

  private func stateFile(_ recording: Recording, head: String) -> [UInt8] {
    recording.stateFile(StateTrees(index: "i"), head: head, part: RecordingTests.part)
  }

  @Test func `a run writes what it changed and deletes what was cleared`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b", email: "b@b"), "c.yaml": misp("c", email: "c@c")])
    try registry.reconcile(["a.yaml": misp("a"), "b.yaml": misp("b")])
    #expect(
      files(registry.recordings[0]) == [
        "+.gitattributes", "+index/misps/id", "+index/misps/organizationname",
        "+index/misps/similar-organizationname", "+index/reported", "+objects/misps/a.json", "+rejected/misps/b.json",
        "+rejected/misps/c.json",
      ])
    #expect(
      files(registry.recordings[1]) == [
        "+index/misps/id", "+index/misps/organizationname", "+index/misps/similar-organizationname", "-index/reported",
        "+objects/misps/b.json", "-rejected/misps/b.json", "-rejected/misps/c.json",
      ])
  }

  /// The files of a recording; of indexes only the folders.
  private func files(_ recording: Recording) -> [String] {
    let files = recording.files.map { path, bytes in
      let folders = path.text.split(separator: "/").dropLast().joined(separator: "/")
      return (bytes == nil ? "-" : "+") + (path.text.hasPrefix("index/") ? folders : path.text)
    }
    return Set(files).sorted { $0.dropFirst() < $1.dropFirst() }
  }

  @Test func `the state's header is written whole and read back`() throws {
    var registry = TestRegistry(at: "2026-01-01T00:00:00.000Z")
    try registry.reconcile(["a.yaml": misp("a", "approval: approved"), "b.yaml": misp("b", email: "b@b")])
    let head = registry.ledger[0].head
    let bytes = stateFile(registry.recordings[0], head: head)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {
          "formatVersion": 2,
          "lineage": "00000000-0000-4000-8000-000000000002",
          "serial": 1,
          "registry": "",
          "runAt": "2026-01-01T00:00:00.000Z",
          "reconciledAt": "2026-01-01T00:00:00.000Z",
          "commit": "0",
          "manifestsTree": "tree",
          "catalogueVersion": \(Catalog.standard.version),
          "trees": {
            "objects": null,
            "index": "i",
            "rejected": null,
            "keys": null
          },
          "ledgerHead": "\(head)",
          "ledgerPart": {
            "file": "audit/2026/01/1.jsonl",
            "blob": "blob"
          },
          "nextDeadline": "2026-04-01T00:00:00.000Z",
          "sequences": {
            "misp": 100
          },
          "counts": {
            "MISP": {
              "stored": 1,
              "live": 1
            }
          },
          "faults": 1
        }

        """)
    let header = try StateHeader.read(JSONReader.read(bytes)).get()
    #expect(JSONWriter.document(header.node, secrets: .masked) == bytes)
  }

  @Test(arguments: [
    ("formatVersion", "\"1\"", "it has no formatVersion"),
    ("formatVersion", "3", "its format version is 3, but this program supports 2; use a newer program"),
    ("ledgerPart", "{}", "a member is missing or of the wrong type"),
    ("counts", "{\"MISP\": {\"stored\": 1, \"live\": 2}}", "a member is missing or of the wrong type"),
    ("serial", "-1", "serial or faults is not a valid number"),
    ("serial", "99999999999999999999", "a member is missing or of the wrong type"),
    ("lineage", "null", "a member is missing or of the wrong type"),
    ("runAt", "\"today\"", "a member is missing or of the wrong type"),
    ("faults", "\"0\"", "a member is missing or of the wrong type"),
    ("sequences", "[]", "a member is missing or of the wrong type"),
    ("sequences", "{\"misp\": 9007199254740992}", "the sequence misp is not a valid number"),
    ("sequences", "{\"misp\": -1}", "the sequence misp is not a valid number"),
  ])
  func `a damaged header says what is wrong with it`(_ member: String, _ value: String, _ reason: String) throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a")])
    let header = try #require(registry.folder.header)
    let node = try JSONReader.read(Array(value.utf8))
    let damaged = Node.object(
      (header.node.entries ?? []).map { ($0.key.text, $0.key.text == member ? node : $0.value) })
    #expect(throws: StateDamage(reason)) { try StateHeader.read(damaged).get() }
  }

  // MARK: The commit message

  @Test func `a commit says what was done, object by object`() throws {
    var registry = TestRegistry()
    try registry.reconcile([
      "1.yaml": misp("gone"), "2.yaml": misp("kept", "approval: approved"), "3.yaml": misp("mended", email: "m@m"),
      "4.yaml": misp("same"), "5.yaml": misp("labelled"),
    ])
    try registry.reconcile([
      "0.yaml": misp("new", "approval: approved"), "2.yaml": misp("kept", "approval: rejected", email: "new@b.co"),
      "3.yaml": misp("mended"), "4.yaml": misp("same"), "5.yaml": misp("labelled", metadata: "labels: {a: b}"),
      "6.yaml": misp("bad", organization: "kept"),
    ])
    let digest = try #require(registry.recordings[1].planDigest)
    #expect(
      registry.recordings[1].message(head: "sha256:head") == """
        reconcile: 2 created, 2 updated, 1 removed, 1 rejected, 1 cleared

        create MISP new: misp.create, misp.approve
        update MISP kept: misp.update, misp.reject
        create MISP mended: misp.create
        update MISP labelled
        remove MISP gone: misp.updateStatus
        reject MISP bad: PMS_MSP_003
        clear MISP mended

        Reconciled-Commit: 1
        Plan-Digest: \(digest)
        State-Serial: 2
        Audit-Head: sha256:head

        """)
  }

  @Test(arguments: [
    (1, "create MISP m001: misp.create"), (100, "create MISP m100: misp.create"), (101, "and 1 more"),
    (137, "and 37 more"),
  ])
  func `a commit lists a hundred objects`(_ count: Int, _ last: String) throws {
    var registry = TestRegistry()
    let names = (1...count).map { "m" + Instant.padded($0, 3) }
    try registry.reconcile(Dictionary(uniqueKeysWithValues: names.map { ("\($0).yaml", misp($0)) }))
    let recording = try #require(registry.recordings.last)
    #expect(recording.subject == "reconcile: \(count) created")
    #expect(
      recording.body.dropLast() == names.prefix(min(count - 1, 100)).map { "create MISP \($0): misp.create" }[...])
    #expect(recording.body.last == last)
  }

  @Test func `a recorded query adds its events and nothing else`() throws {
    var registry = TestRegistry()
    try registry.reconcile(["a.yaml": misp("a")])
    let before = try #require(registry.folder.header)
    registry.time = "2026-05-06T07:08:09.010Z"
    let recording = Recording(query: "misp.list", events: [], over: before, commit: "c", run: registry.run())
    #expect(recording.files.isEmpty)
    var expected = before
    expected.serial = 2
    expected.runAt = "2026-05-06T07:08:09.010Z"
    expected.commit = "c"
    expected.ledgerHead = "h"
    expected.ledgerPart = RecordingTests.part
    expected.trees = StateTrees(index: "i")
    #expect(
      String(decoding: stateFile(recording, head: "h"), as: UTF8.self) == expected.node.revealed)
    #expect(
      recording.message(head: "h") == "record: misp.list\n\nReconciled-Commit: c\nState-Serial: 2\nAudit-Head: h\n")
    #expect(recording.ledger(.init(), by: .test).parts.map(\.path) == ["audit/2026/05/2.jsonl"])
  }
}
