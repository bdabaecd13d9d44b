package import Model
package import Source

/// The file edits and the commit message that make an outcome permanent.
///
/// Everything depends on what comes before it and on nothing else: folders, then the ledger's first line that names
/// their trees, then the events, then the ledger's head in `state.json`, then the commit. There is no circle.
package struct Recording: Sendable {
  /// Ids of the trees of the state folder's parts after the run; nil for what does not exist.
  package struct Trees: Hashable, Sendable {
    package var objects: String?
    package var index: String?
    package var rejected: String?
    package var keys: String?

    package init(objects: String? = nil, index: String? = nil, rejected: String? = nil, keys: String? = nil) {
      self.objects = objects
      self.index = index
      self.rejected = rejected
      self.keys = keys
    }

    package var node: Node {
      .object([
        "objects": .text(objects), "index": .text(index), "rejected": .text(rejected), "keys": .text(keys),
      ])
    }
  }

  /// One run's file of the ledger.
  package struct LedgerFile: Sendable {
    /// Relative to the state folder.
    package let path: String
    package let bytes: [UInt8]
    /// Digest of the last line.
    package let head: String
  }

  /// The header after the run; the ledger's head is still missing.
  package var header: StateHeader
  package let previousHead: String?
  package let events: [AuditEvent]
  /// Files to write, or to delete where nil, relative to the state folder.
  package let files: [ExactString: [UInt8]?]
  package let planDigest: String?
  package let run: Run.Record
  /// First line and paragraphs of the commit message.
  package let subject: String
  package let body: [String]

  /// Where a run was made, and of what.
  package struct Base: Sendable {
    /// The registry folder, relative to the repository's root.
    package let registry: String
    /// The commit that was reconciled.
    package let commit: String
    /// The id of the registry folder's tree without the state folder.
    package let desiredTree: String
    /// Digest of the settings and of the catalogue's version.
    package let settings: String

    package init(registry: String, commit: String, desiredTree: String, settings: String) {
      self.registry = registry
      self.commit = commit
      self.desiredTree = desiredTree
      self.settings = settings
    }
  }

  /// Records what a run changes.
  ///
  /// - Parameters:
  ///   - folder: the state folder before the run, with every shard that the changes touch.
  ///   - keys: all public keys, if the run adds one to them.
  ///   - subject: the commit's first line, if it is not to say what was reconciled.
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

  /// Records a query: nothing but its audit events.
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

  /// Writes the run's file of the ledger, once the trees of the folders are known.
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

  /// `state.json`, once the ledger's head is known.
  package func stateFile(head: String) -> [UInt8] {
    var header = header
    header.ledgerHead = head
    return JSONWriter.document(header.node, secrets: .masked)
  }

  /// The whole commit message.
  package func message(head: String) -> String {
    var trailers = ["Reconciled-Commit: \(header.commit)"]
    if let planDigest { trailers.append("Plan-Digest: \(planDigest)") }
    trailers += ["State-Serial: \(header.serial)", "Audit-Head: \(head)"]
    let paragraphs = [subject] + (body.isEmpty ? [] : [body.joined(separator: "\n")])
    return (paragraphs + [trailers.joined(separator: "\n")]).joined(separator: "\n\n") + "\n"
  }
}

extension Run {
  /// What the ledger keeps of a run.
  package struct Record: Sendable {
    package let time: Instant
    package let actor: String
    package let tool: String
  }

  var record: Record { Record(time: time, actor: "\(actor.name) <\(actor.email)>", tool: tool) }
}

extension Recording.Trees {
  package init(reading node: Node) {
    self.init(
      objects: node["objects"]?.text, index: node["index"]?.text, rejected: node["rejected"]?.text,
      keys: node["keys"]?.text)
  }

  /// The first part in which two sets of trees differ.
  package static func difference(_ left: Recording.Trees, from right: Recording.Trees) -> String? {
    if left.objects != right.objects { return "objects" }
    if left.index != right.index { return "index" }
    if left.rejected != right.rejected { return "rejected" }
    return left.keys != right.keys ? "keys" : nil
  }
}

/// The words of a reconcile commit.
private enum CommitMessage {
  static func subject(_ changes: StateChanges) -> String {
    func count(_ action: Change.Action) -> Int { changes.changes.count { $0.action == action } }
    let parts = [
      (count(.create), "created"), (count(.update), "updated"), (count(.remove), "removed"),
      (changes.rejected.count, "rejected"), (changes.cleared.count, "cleared"),
    ]
    return "reconcile: " + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  /// A line for each of the first hundred objects.
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
