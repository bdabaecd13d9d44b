package import Model
package import Source

/// The content of `state.json`, which describes the stored state as a whole.
package struct StateHeader: Sendable {
  package static let formatVersion = 1
  /// The name of the file in the state folder.
  package static let file = "state.json"

  /// The identity of this stored state from its first run on.
  package var lineage: String
  /// The number of recorded runs.
  package var serial: Int
  /// The registry folder, relative to the repository's root; empty for the root itself.
  package var registry: String
  /// The time of the last recorded run.
  package var runAt: Instant
  /// The commit that was reconciled: the parent of the commit that has this file.
  package var commit: String
  /// The id that the registry folder's tree would have without the state folder.
  package var desiredTree: String
  /// The digest of the settings and of the catalogue's version.
  package var settings: String
  /// The digest of the ledger's last line.
  package var ledgerHead: String?
  /// The next moment at which the time alone asks for an operation; nil for never.
  package var nextDeadline: Instant?
  /// The last number generated in each sequence, by the prefix of the kind.
  package var sequences: [ExactString: Int]
  /// The number of faulty manifests in the last recorded run.
  package var faults: Int

  /// Creates a header; `ledgerHead` is nil until the ledger is written.
  package init(
    lineage: String, serial: Int, registry: String, runAt: Instant, commit: String, desiredTree: String,
    settings: String, ledgerHead: String?, nextDeadline: Instant?, sequences: [ExactString: Int], faults: Int
  ) {
    self.lineage = lineage
    self.serial = serial
    self.registry = registry
    self.runAt = runAt
    self.commit = commit
    self.desiredTree = desiredTree
    self.settings = settings
    self.ledgerHead = ledgerHead
    self.nextDeadline = nextDeadline
    self.sequences = sequences
    self.faults = faults
  }

  /// The file's content.
  package var node: Node {
    .object([
      "formatVersion": .integer(StateHeader.formatVersion),
      "lineage": .text(lineage),
      "serial": .integer(serial),
      "registry": .text(registry),
      "runAt": .text(runAt.description),
      "commit": .text(commit),
      "desiredTree": .text(desiredTree),
      "settings": .text(settings),
      "ledgerHead": .text(ledgerHead),
      "nextDeadline": .text(nextDeadline?.description),
      "sequences": .object(sequences.sorted { $0.key < $1.key }.map { ($0.key.text, .integer($0.value)) }),
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
    guard let lineage = node["lineage"]?.text, let serial = node["serial"]?.integer,
      let registry = node["registry"]?.text ?? (node["registry"] == nil ? nil : ""),
      let runAt = node["runAt"]?.text.flatMap(Instant.init), let commit = node["commit"]?.text,
      let desiredTree = node["desiredTree"]?.text, let settings = node["settings"]?.text,
      let faults = node["faults"]?.integer, let sequences = node["sequences"]?.entries
    else { return .failure(.init("a member is missing or of the wrong type")) }
    // Above that, counting would end in an overflow, and other readers of JSON lose the last digits.
    let sensible = 0..<1 << 53
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
    return .success(
      StateHeader(
        lineage: lineage, serial: serial, registry: registry, runAt: runAt, commit: commit, desiredTree: desiredTree,
        settings: settings, ledgerHead: node["ledgerHead"]?.text,
        nextDeadline: node["nextDeadline"]?.text.flatMap(Instant.init), sequences: numbers, faults: faults))
  }
}

/// The content of the state folder of one commit.
package struct StateFolder: Sendable {
  /// The header; nil before the first recorded run.
  package let header: StateHeader?
  /// The objects, rejections and counts.
  package var state: State
  /// The files of large kinds and of their indexes, by folder: `objects/devices`, `index/device-code`. Their objects
  /// are in `state` too.
  package var shards: [String: Shards] = [:]

  /// Creates a folder, by default that before the first run; the header sets serial and sequences of the state.
  package init(header: StateHeader? = nil, state: State = State()) {
    self.header = header
    self.state = state
    self.state.serial = header?.serial ?? 0
    self.state.sequences = header?.sequences ?? [:]
  }
}
