package import Model
package import Source

/// The file edits and the commit message that make an outcome permanent.
///
/// Each part depends only on those before it: the folders, then the ledger's first line with the ids of their trees,
/// then the events, then `state.json` with the ledger's head, then the commit.
package struct Recording: Sendable {
  /// The ids of the trees of the state folder's parts after the run; nil for a part that does not exist.
  package struct Trees: Hashable, Sendable {
    /// The id of the tree of `objects`.
    package var objects: String?
    /// The id of the tree of `index`.
    package var index: String?
    /// The id of the tree of `rejected`.
    package var rejected: String?
    /// The id of the tree of `keys`.
    package var keys: String?

    /// Creates the trees of a state folder, by default of an empty one.
    package init(objects: String? = nil, index: String? = nil, rejected: String? = nil, keys: String? = nil) {
      self.objects = objects
      self.index = index
      self.rejected = rejected
      self.keys = keys
    }

    /// The trees as the ledger's first line has them.
    package var node: Node {
      .object([
        "objects": .text(objects), "index": .text(index), "rejected": .text(rejected), "keys": .text(keys),
      ])
    }
  }

  /// The file of the ledger for one run.
  package struct LedgerFile: Sendable {
    /// The path relative to the state folder, such as `audit/2026/11/42.jsonl`.
    package let path: String
    /// The lines of the file, each ended by a line feed.
    package let bytes: [UInt8]
    /// The digest of the last line.
    package let head: String
  }

  /// The header after the run, still without the ledger's head.
  package var header: StateHeader
  package let previousHead: String?
  /// The audit events of the run.
  package let events: [AuditEvent]
  /// The files to write, or to delete if nil, relative to the state folder; without ledger and header.
  package let files: [ExactString: [UInt8]?]
  /// The digest of the plan that was carried out; nil for a recorded query.
  package let planDigest: String?
  /// The time, actor and program of the run.
  package let run: Run.Record
  /// The first line of the commit message.
  package let subject: String
  /// The lines of the commit message below the first; at most 101.
  package let body: [String]

  /// The inputs of a run that its header records.
  package struct Base: Sendable {
    /// The registry folder, relative to the repository's root.
    package let registry: String
    /// The commit that was reconciled.
    package let commit: String
    /// The id that the registry folder's tree would have without the state folder.
    package let desiredTree: String
    /// The digest of the settings and of the catalogue's version.
    package let settings: String

    /// Creates the inputs of a run.
    package init(registry: String, commit: String, desiredTree: String, settings: String) {
      self.registry = registry
      self.commit = commit
      self.desiredTree = desiredTree
      self.settings = settings
    }
  }

  /// Records the changes of a run.
  ///
  /// - Parameters:
  ///   - folder: the state folder before the run, with every shard that the changes affect.
  ///   - keys: all public keys, if the run adds one.
  ///   - subject: the first line of the commit message, in place of the counts of changes.
  package init(
    _ changes: StateChanges, of base: Base, over folder: StateFolder, run: Run, planDigest: String,
    keys: SigningKeys? = nil, subject: String? = nil, catalog: Catalog, instruments: Instruments
  ) {
    let previous = folder.header
    header = StateHeader(
      lineage: previous?.lineage ?? run.ids.uuid(), serial: (previous?.serial ?? 0) + 1, registry: base.registry,
      runAt: run.time, commit: base.commit, desiredTree: base.desiredTree, settings: base.settings, ledgerHead: nil,
      nextDeadline: changes.nextDeadline, sequences: changes.sequences, faults: changes.faults)
    previousHead = previous?.ledgerHead
    events = changes.events
    self.planDigest = planDigest
    self.run = run.record
    var files = RecordedFiles(catalog: catalog, instruments: instruments).files(for: changes, over: folder)
    if let keys { files[ExactString(SigningKeys.file)] = JSONWriter.document(keys.node, secrets: .masked) }
    self.files = files
    self.subject = subject ?? CommitMessage.subject(changes)
    body = CommitMessage.body(changes)
  }

  /// Records the audit events of a query, and nothing else.
  package init(query id: String, events: [AuditEvent], over previous: StateHeader, commit: String, run: Run) {
    header = previous
    header.serial += 1
    header.runAt = run.time
    header.commit = commit
    previousHead = previous.ledgerHead
    self.events = events
    files = [:]
    planDigest = nil
    self.run = run.record
    subject = "record: \(id)"
    body = []
  }

  /// Writes the run's file of the ledger; the trees of the folders must be known.
  package func ledger(_ trees: Trees, by instruments: Instruments) -> LedgerFile {
    var bytes: [UInt8] = []
    var previous = previousHead
    func append(_ members: [(String, Node)], sequence: Int, isFirst: Bool) {
      let chain = [
        ("serial", Node.integer(header.serial)), ("sequence", .integer(sequence)), ("previous", .text(previous)),
      ]
      let line = JSONWriter.line(.object(isFirst ? chain + members : members + chain), secrets: .masked)
      previous = instruments.digest(line)
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
    let run = Node.object([
      "at": .text(run.time.description), "actor": .text(run.actor), "tool": .text(run.tool),
      "commit": .text(header.commit), "planDigest": .text(planDigest), "trees": trees.node,
    ])
    append([("run", run)], sequence: 0, isFirst: true)
    for (index, event) in events.enumerated() { append(event.members, sequence: index + 1, isFirst: false) }
    let folder = "audit/\(Instant.padded(header.runAt.year, 4))/\(Instant.padded(header.runAt.month, 2))"
    return LedgerFile(path: "\(folder)/\(header.serial).jsonl", bytes: bytes, head: previous ?? "")
  }

  /// Writes `state.json`; the ledger's head must be known.
  package func stateFile(head: String) -> [UInt8] {
    var header = header
    header.ledgerHead = head
    return JSONWriter.document(header.node, secrets: .masked)
  }

  /// The whole commit message with its trailers.
  package func message(head: String) -> String {
    var trailers = ["Reconciled-Commit: \(header.commit)"]
    if let planDigest { trailers.append("Plan-Digest: \(planDigest)") }
    trailers += ["State-Serial: \(header.serial)", "Audit-Head: \(head)"]
    let paragraphs = [subject] + (body.isEmpty ? [] : [body.joined(separator: "\n")])
    return (paragraphs + [trailers.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
  }
}

extension Run {
  /// The facts about a run that the ledger keeps.
  package struct Record: Sendable {
    /// The time of the run.
    package let time: Instant
    /// The actor who started the run, as `name <email>`.
    package let actor: String
    /// The name and version of the program.
    package let tool: String
  }

  var record: Record { Record(time: time, actor: "\(actor.name) <\(actor.email)>", tool: tool) }
}

extension Recording.Trees {
  /// Reads the trees of a ledger's first line; parts that are not named there do not exist.
  package init(reading node: Node) {
    self.init(
      objects: node["objects"]?.text, index: node["index"]?.text, rejected: node["rejected"]?.text,
      keys: node["keys"]?.text)
  }

  /// The name of the first part in which two sets of trees differ; nil if they are equal.
  package static func difference(_ left: Recording.Trees, from right: Recording.Trees) -> String? {
    if left.objects != right.objects { return "objects" }
    if left.index != right.index { return "index" }
    if left.rejected != right.rejected { return "rejected" }
    return left.keys != right.keys ? "keys" : nil
  }
}

/// The text of a reconcile commit's message.
private enum CommitMessage {
  static func subject(_ changes: StateChanges) -> String {
    func count(_ action: Change.Action) -> Int { changes.changes.count { $0.action == action } }
    let parts = [
      (count(.create), "created"), (count(.update), "updated"), (count(.remove), "removed"),
      (changes.rejected.count, "rejected"), (changes.cleared.count, "cleared"),
    ]
    return "reconcile: " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// One line for each of the first hundred objects, and the number of the others.
  static func body(_ changes: StateChanges) -> [String] {
    let applied = changes.changes.map { change in
      let operations = change.operations.joined(separator: ", ")
      return "\(change.action.rawValue) \(change.object)" + (operations.isEmpty ? "" : ": \(operations)")
    }
    let rejected = changes.rejected.values
      .sorted { ExactString.precedes($0.object.description, $1.object.description) }
      .map { "reject \($0.object): \($0.codes.joined(separator: ", "))" }
    let lines = applied + rejected + changes.cleared.map { "clear \($0)" }
    return lines.count > 100 ? lines.prefix(100) + ["and \(lines.count - 100) more"] : lines
  }
}
