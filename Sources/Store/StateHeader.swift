package import Model
package import Source

/// What `state.json` says of the stored state as a whole.
package struct StateHeader: Sendable {
  package static let formatVersion = 1
  /// The file's name in the state folder.
  package static let file = "state.json"

  /// Identity of this stored state over its life.
  package var lineage: String
  /// Count of recorded runs.
  package var serial: Int
  /// The registry folder, relative to the repository's root; empty for the root itself.
  package var registry: String
  package var runAt: Instant
  /// The commit that was reconciled: the parent of the commit that holds this file.
  package var commit: String
  /// The id the registry folder's tree would have without the state folder.
  package var desiredTree: String
  /// Digest of the settings and of the catalogue's version.
  package var settings: String
  /// Digest of the last line of the ledger.
  package var ledgerHead: String?
  /// The moment after which time alone asks for something.
  package var nextDeadline: Instant?
  /// The last number generated, by the prefix of the kind.
  package var sequences: [ExactString: Int]
  /// How many manifests were faulty in the last recorded run.
  package var faults: Int

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

  /// Reads the file's tree; says in words why it cannot.
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
    // Beyond that counting on would end in an overflow, and other readers of JSON lose the last digits.
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

/// Everything that the state folder of one commit holds, read.
package struct StateFolder: Sendable {
  /// Nil before the first recorded run.
  package let header: StateHeader?
  /// What it says of objects.
  package var state: State
  /// The files of large kinds and of their indexes, by folder: `objects/devices`, `index/device-code`. What they say of
  /// objects is in `state` too.
  package var shards: [String: Shards] = [:]

  package init(header: StateHeader? = nil, state: State = State()) {
    self.header = header
    self.state = state
    self.state.serial = header?.serial ?? 0
    self.state.sequences = header?.sequences ?? [:]
  }
}
