package import Model
package import Source

/// The content of `state.json`, which describes the stored state as a whole.
package struct StateHeader: Sendable {
  /// The form of the state that this program writes.
  package static let formatVersion = 2
  /// The name of the file in the state folder.
  package static let file = "state.json"

  /// The last part of the ledger that the last recorded run wrote.
  package struct LedgerPart: Hashable, Sendable {
    /// The path relative to the state folder.
    package let file: String
    /// The id of the file's blob, in hexadecimal.
    package let blob: String

    /// Creates the name of a part.
    package init(file: String, blob: String) {
      self.file = file
      self.blob = blob
    }
  }

  /// The form of the state: 1 is only read, and is replaced by a migration.
  package var formatVersion = StateHeader.formatVersion
  /// The identity of this stored state from its first run on.
  package var lineage: String
  /// The number of recorded runs.
  package var serial: Int
  /// The registry folder, relative to the repository's root; empty for the root itself.
  package var registry: String
  /// The time of the last recorded run.
  package var runAt: Instant
  /// The time of the last reconciliation, from which a run looks for warnings that began; a recorded query keeps it.
  package var reconciledAt: Instant
  /// The commit that was reconciled: the parent of the commit that has this file.
  package var commit: String
  /// The id that the registry folder's tree would have without the state folder.
  package var manifestsTree: String
  /// The version of the catalogue whose rules were applied; nil in the first form.
  package var catalogueVersion: Int?
  /// The ids of the state folder's parts after the run; nil in the first form, where only the ledger has them.
  package var trees: StateTrees?
  /// The digest of the ledger's last line.
  package var ledgerHead: String?
  /// The last part of the ledger; nil in the first form.
  package var ledgerPart: LedgerPart?
  /// The next moment at which the time alone asks for an operation; nil for never.
  package var nextDeadline: Instant?
  /// The last number generated in each sequence, by the prefix of the kind.
  package var sequences: [ExactString: Int]
  /// The numbers of objects of each kind, by the kind's name.
  package var counts: [String: ObjectCounts]
  /// The number of faulty manifests in the last recorded run.
  package var faults: Int

  /// Creates a header; ledger and trees are nil until they are written.
  package init(
    lineage: String, serial: Int, registry: String, runAt: Instant, commit: String, manifestsTree: String,
    catalogueVersion: Int?, nextDeadline: Instant?, sequences: [ExactString: Int], counts: [String: ObjectCounts],
    faults: Int
  ) {
    self.lineage = lineage
    self.serial = serial
    self.registry = registry
    self.runAt = runAt
    reconciledAt = runAt
    self.commit = commit
    self.manifestsTree = manifestsTree
    self.catalogueVersion = catalogueVersion
    self.nextDeadline = nextDeadline
    self.sequences = sequences
    self.counts = counts
    self.faults = faults
  }

  /// The file's content in the present form.
  package var node: Node {
    let counts = counts.sorted { ExactString.precedes($0.key, $1.key) }.map { kind, counts in
      (kind, Node.object(["stored": .integer(counts.stored), "live": .integer(counts.live)]))
    }
    return .object([
      "formatVersion": .integer(StateHeader.formatVersion),
      "lineage": .text(lineage),
      "serial": .integer(serial),
      "registry": .text(registry),
      "runAt": .text(runAt.description),
      "reconciledAt": .text(reconciledAt.description),
      "commit": .text(commit),
      "manifestsTree": .text(manifestsTree),
      "catalogueVersion": catalogueVersion.map { .integer($0) } ?? .null,
      "trees": trees?.node ?? .null,
      "ledgerHead": .text(ledgerHead),
      "ledgerPart": ledgerPart.map { .object(["file": .text($0.file), "blob": .text($0.blob)]) } ?? .null,
      "nextDeadline": .text(nextDeadline?.description),
      "sequences": .object(sequences.sorted { $0.key < $1.key }.map { ($0.key.text, .integer($0.value)) }),
      "counts": .object(counts),
      "faults": .integer(faults),
    ])
  }

  /// Reads the file's tree, or returns the reason why it cannot be read.
  package static func read(_ node: Node) -> Result<StateHeader, StateDamage> {
    guard let version = node["formatVersion"]?.integer else { return .failure(.init("it has no formatVersion")) }
    guard version >= 1 else { return .failure(.init("\(version) is not a format version")) }
    guard version <= formatVersion else {
      return .failure(
        .init("its format version is \(version), but this program supports \(formatVersion); use a newer program"))
    }
    let tree = node[version == 1 ? "desiredTree" : "manifestsTree"]?.text
    guard let lineage = node["lineage"]?.text, let serial = node["serial"]?.integer,
      let registry = node["registry"]?.text ?? (node["registry"] == nil ? nil : ""),
      let runAt = node["runAt"]?.text.flatMap(Instant.init), let commit = node["commit"]?.text, let tree,
      let faults = node["faults"]?.integer, let sequences = node["sequences"]?.entries
    else { return .failure(.init("a member is missing or of the wrong type")) }
    guard sensible.contains(serial), sensible.contains(faults) else {
      return .failure(.init("serial or faults is not a valid number"))
    }
    var numbers: [ExactString: Int] = [:]
    for entry in sequences {
      guard let number = entry.value.integer, sensible.contains(number) else {
        return .failure(.init("the sequence \(entry.key) is not a valid number"))
      }
      numbers[entry.key] = number
    }
    if let deadline = node["nextDeadline"], !deadline.isNull, deadline.text.flatMap(Instant.init) == nil {
      return .failure(.init("nextDeadline is not a time"))
    }
    var header = StateHeader(
      lineage: lineage, serial: serial, registry: registry, runAt: runAt, commit: commit, manifestsTree: tree,
      catalogueVersion: node["catalogueVersion"]?.integer,
      nextDeadline: node["nextDeadline"]?.text.flatMap(Instant.init), sequences: numbers, counts: [:], faults: faults)
    header.formatVersion = version
    if let moment = node["reconciledAt"]?.text.flatMap(Instant.init) { header.reconciledAt = moment }
    header.ledgerHead = node["ledgerHead"]?.text
    if version == 1 { return .success(header) }
    guard let trees = node["trees"], let part = node["ledgerPart"], let file = part["file"]?.text,
      let blob = part["blob"]?.text, let counts = counts(reading: node["counts"])
    else { return .failure(.init("a member is missing or of the wrong type")) }
    header.trees = StateTrees(reading: trees)
    header.ledgerPart = LedgerPart(file: file, blob: blob)
    header.counts = counts
    return .success(header)
  }

  /// Above that, counting would end in an overflow, and other readers of JSON lose the last digits.
  private static let sensible = 0..<1 << 53

  private static func counts(reading node: Node?) -> [String: ObjectCounts]? {
    guard let entries = node?.entries else { return nil }
    var counts: [String: ObjectCounts] = [:]
    for entry in entries {
      guard let stored = entry.value["stored"]?.integer, let live = entry.value["live"]?.integer,
        sensible.contains(stored), (0...stored).contains(live)
      else { return nil }
      counts[entry.key.text] = ObjectCounts(stored: stored, live: live)
    }
    return counts
  }
}

/// The content of the state folder of one commit.
package struct StateFolder {
  /// The name of the file with the settings that the last run recorded.
  package static let settingsFile = "settings.json"
  /// The name of the file that tells git how to treat the files of the folder.
  package static let attributesFile = ".gitattributes"
  /// The content of that file: no line endings are changed, and two versions of a file are never merged.
  package static let attributes = Array("* -text -merge linguist-generated\n".utf8)

  /// The header; nil before the first recorded run.
  package let header: StateHeader?
  /// The objects, rejections and counts.
  package var state: State
  /// The files of large kinds and of indexes, by folder, such as `objects/devices` or `index/devices/id`: all of them,
  /// or those that are to be edited. The objects of large kinds are in `state` too if all were read.
  package var shards: [String: Shards] = [:]
  /// The objects that are read on demand, by their kind's name; empty if all are in `state`.
  package var sources: [String: LazyObjects] = [:]
  /// The indexes that belong to no kind, by their folders; empty in the first form.
  package var common: [String: LazyIndex] = [:]

  /// Creates a folder, by default that before the first run; the header sets serial, time, sequences and counts of the
  /// state.
  package init(header: StateHeader? = nil, state: State = State()) {
    self.header = header
    self.state = state
    self.state.serial = header?.serial ?? 0
    self.state.sequences = header?.sequences ?? [:]
    self.state.reconciledAt = header?.reconciledAt
    if let header, header.formatVersion > 1 { self.state.counts = header.counts }
  }
}
