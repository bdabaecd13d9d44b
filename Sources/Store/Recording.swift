package import Model
package import Source

/// The file edits and the commit message that make an outcome permanent.
///
/// Each part depends only on those before it: the folders, then the ledger's first line with the ids of their trees,
/// then the events, then `state.json` with the ledger's head, then the commit.
package struct Recording: Sendable {
  /// The part of the ledger that one run writes.
  package struct Ledger: Sendable {
    /// A file of the ledger.
    package struct Part: Sendable {
      /// The path relative to the state folder, such as `audit/2026/11/42.jsonl`.
      package let path: String
      /// The lines of the file, each ended by a line feed.
      package let bytes: [UInt8]
    }

    /// The files in order, at least one.
    package let parts: [Part]
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
  package var subject: String
  /// The lines of the commit message below the first; at most 101.
  package let body: [String]

  /// The inputs of a run that its header records.
  package struct Base: Sendable {
    /// The registry folder, relative to the repository's root.
    package let registry: String
    /// The commit that was reconciled.
    package let commit: String
    /// The id that the registry folder's tree would have without the state folder.
    package let manifestsTree: String

    /// Creates the inputs of a run.
    package init(registry: String, commit: String, manifestsTree: String) {
      self.registry = registry
      self.commit = commit
      self.manifestsTree = manifestsTree
    }
  }

  /// Records the changes of a run.
  ///
  /// - Parameters:
  ///   - folder: the state folder before the run, with every shard that the changes affect.
  ///   - keys: all public keys, if the run adds one.
  ///   - settings: the file of the settings, if they change.
  ///   - indexes: the edits of the files of indexes, in place of those that follow from the changes.
  ///   - subject: the first line of the commit message, in place of the counts of changes.
  package init(
    _ changes: StateChanges, of base: Base, over folder: StateFolder, run: Run, planDigest: String,
    keys: SigningKeys? = nil, settings: [UInt8]? = nil, indexes: [ExactString: [UInt8]?]? = nil, subject: String? = nil,
    catalog: Catalog,
    instruments: Instruments
  ) {
    let previous = folder.header
    header = StateHeader(
      lineage: previous?.lineage ?? run.ids.uuid(), serial: (previous?.serial ?? 0) + 1, registry: base.registry,
      runAt: run.time, commit: base.commit, manifestsTree: base.manifestsTree, catalogueVersion: catalog.version,
      nextDeadline: changes.nextDeadline, sequences: changes.sequences, counts: changes.counts, faults: changes.faults)
    previousHead = previous?.ledgerHead
    events = changes.events
    self.planDigest = planDigest
    self.run = run.record
    var files = RecordedFiles(catalog: catalog, instruments: instruments).files(for: changes, over: folder)
    if let indexes { files = files.filter { !$0.key.text.hasPrefix("index/") }.merging(indexes) { $1 } }
    if let keys { files[ExactString(SigningKeys.file)] = JSONWriter.document(keys.node, secrets: .masked) }
    if let settings { files[ExactString(StateFolder.settingsFile)] = settings }
    if previous == nil { files[ExactString(StateFolder.attributesFile)] = StateFolder.attributes }
    self.files = files
    self.subject = subject ?? CommitMessage.subject(changes, recordsSettings: settings != nil)
    body = CommitMessage.body(changes)
  }

  /// Records that a state was sealed for the first time, and rewritten if it was in the first form; nothing else
  /// changes.
  ///
  /// - Parameters:
  ///   - header: the header before, as far as it is to be kept, with the version of the rules by which the index of
  ///     reported files is complete: without one the next run reads everything.
  ///   - counts: the numbers of objects of each kind, by the kind's name.
  ///   - commit: the commit whose state is rewritten.
  ///   - files: all files of the new form, and nil for those of the old form that go.
  package init(
    sealing previous: StateHeader, counts: [String: ObjectCounts], commit: String, run: Run,
    files: [ExactString: [UInt8]?] = [:]
  ) {
    header = previous
    header.formatVersion = StateHeader.formatVersion
    header.serial += 1
    header.runAt = run.time
    header.commit = commit
    header.counts = counts
    previousHead = previous.ledgerHead
    events = []
    self.files = files
    planDigest = nil
    self.run = run.record
    subject = "seal: the stored state is sealed from here on"
    body = []
  }

  /// Records that the runs of one side are kept and those of others given up; no object changes.
  ///
  /// - Parameters:
  ///   - previous: the header of the side that is kept.
  ///   - sequences: the last numbers of all sides, so that none is generated again.
  package init(keeping previous: StateHeader, sequences: [ExactString: Int], commit: String, run: Run) {
    header = previous
    header.serial += 1
    header.runAt = run.time
    header.commit = commit
    header.sequences = sequences
    previousHead = previous.ledgerHead
    events = []
    files = [:]
    planDigest = nil
    self.run = run.record
    subject = "resolve: keep run \(previous.serial)"
    body = []
  }

  /// Records the settings, and nothing else: the manifests that were reconciled last stay so.
  package init(settings: [UInt8], events: [AuditEvent], over previous: StateHeader, commit: String, run: Run) {
    header = previous
    header.serial += 1
    header.runAt = run.time
    header.commit = commit
    previousHead = previous.ledgerHead
    self.events = events
    files = [ExactString(StateFolder.settingsFile): settings]
    planDigest = nil
    self.run = run.record
    subject = "reconcile: record the settings"
    body = []
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

  /// Writes the run's part of the ledger; the trees of the folders must be known.
  package func ledger(_ trees: StateTrees, by instruments: Instruments) -> Ledger {
    var parts: [Ledger.Part] = []
    var bytes: [UInt8] = []
    var previous = previousHead
    func endPart() {
      let path = LedgerFile(serial: header.serial, part: parts.count + 1).path(at: header.runAt)
      parts.append(Ledger.Part(path: path, bytes: bytes))
      bytes = []
    }
    func append(_ members: [(String, Node)], sequence: Int, isFirst: Bool) {
      let chain = [
        ("serial", Node.integer(header.serial)), ("sequence", .integer(sequence)), ("previous", .text(previous)),
      ]
      let line = JSONWriter.line(.object(isFirst ? chain + members : members + chain), secrets: .masked)
      previous = instruments.digest(line)
      if !bytes.isEmpty, bytes.count + line.count + 1 > LedgerFile.limit { endPart() }
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
    let run = Node.object([
      "at": .text(run.time.description), "actor": .text(run.actor), "tool": .text(run.tool),
      "commit": .text(header.commit), "planDigest": .text(planDigest), "trees": trees.node,
    ])
    append([("run", run)], sequence: 0, isFirst: true)
    for (index, event) in events.enumerated() { append(event.members, sequence: index + 1, isFirst: false) }
    endPart()
    return Ledger(parts: parts, head: previous ?? "")
  }

  /// Writes `state.json`; trees and ledger must be written.
  package func stateFile(_ trees: StateTrees, head: String, part: StateHeader.LedgerPart) -> [UInt8] {
    var header = header
    header.trees = trees
    header.ledgerHead = head
    header.ledgerPart = part
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

/// The text of a reconcile commit's message.
private enum CommitMessage {
  static func subject(_ changes: StateChanges, recordsSettings: Bool) -> String {
    func count(_ action: Change.Action) -> Int { changes.changes.count { $0.action == action } }
    let parts = [
      (count(.create), "created"), (count(.update), "updated"), (count(.remove), "removed"),
      (changes.rejected.count, "rejected"), (changes.cleared.count, "cleared"),
    ]
    let counts = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return "reconcile: " + (counts.isEmpty ? (recordsSettings ? "record the settings" : "update indexes") : counts)
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
