import Model
package import Source

extension Recording {
  /// The files that an outcome changes, with their contents, nil for those to delete.
  static func files(_ outcome: Outcome, over state: State, _ request: ReconcileRequest) -> [ExactString: [UInt8]?] {
    let kinds = request.catalog.kinds
    let folders = Dictionary(uniqueKeysWithValues: kinds.map { kind in (kind.name, kind.folder) })
    func path(_ part: String, _ id: ObjectID) -> ExactString {
      ExactString("\(part)/\(folders[id.kind] ?? id.kind.lowercased())/\(id.name).json")
    }
    var files = shardFiles(outcome, over: state, request)
    let large = Set(kinds.filter { $0.storage == .shards }.map { $0.name })
    for (id, node) in outcome.objects where !large.contains(id.kind) {
      files[path("objects", id)] = JSONWriter.document(node, secrets: .revealed)
    }
    for (id, rejection) in outcome.rejected {
      files[path("rejected", id)] = JSONWriter.document(rejection.node, secrets: .masked)
    }
    for id in outcome.cleared { files[path("rejected", id)] = .some(nil) }
    if outcome.live != state.live { files[ExactString(LiveCounts.file)] = .some(LiveCounts.bytes(outcome.live)) }
    return files
  }

  /// The shards that must have been read before an outcome can be recorded, of kinds whose objects are read when they are
  /// asked for.
  package static func shards(
    for outcome: Outcome, _ large: [String: LargeObjects], _ request: ReconcileRequest
  ) -> [String: Shards] {
    let edits = shardEdits(outcome, request)
    return large.values.reduce(into: [:]) { shards, objects in
      shards.merge(objects.shards(editing: edits)) { first, _ in first }
    }
  }

  /// The shards that an outcome changes: of objects of large kinds, and of their indexes.
  private static func shardFiles(
    _ outcome: Outcome, over state: State, _ request: ReconcileRequest
  ) -> [ExactString: [UInt8]?] {
    var files: [ExactString: [UInt8]?] = [:]
    for (folder, edits) in shardEdits(outcome, request) {
      var shards = state.shards[folder] ?? Shards(folder)
      for prefix in shards.apply(edits) {
        files.updateValue(shards.bytes(prefix), forKey: ExactString(shards.path(prefix)))
      }
    }
    return files
  }

  private static func shardEdits(_ outcome: Outcome, _ request: ReconcileRequest) -> [String: [Shards.Edit]] {
    let instruments = request.instruments
    var edits: [String: [Shards.Edit]] = [:]
    for kind in request.catalog.kinds where kind.storage == .shards {
      let objects = outcome.objects.filter { $0.key.kind == kind.name }
      edits[kind.objectFolder] = instruments.map(Array(objects)) { id, node in
        let line = Shards.Line(id.name, node, instruments)
        return Shards.Edit(place: line.place, text: line.text)
      }
    }
    let lookups = Array(outcome.lookups)
    let written = instruments.map(lookups) { lookup, isPresent in
      Shards.Edit(place: lookup.place(instruments), text: isPresent ? lookup.text : nil)
    }
    for ((lookup, _), edit) in zip(lookups, written) { edits["index/\(lookup.index)", default: []].append(edit) }
    return edits
  }
}

/// How many objects of each large kind have a manifest: what a run must know that does not read them all.
package enum LiveCounts {
  /// Relative to the state folder; it is derived, as all that lies beside it.
  package static let file = "index/live.json"

  static func bytes(_ counts: [String: Int]) -> [UInt8] {
    let members = counts.sorted { ExactString.precedes($0.key, $1.key) }.map { ($0.key, Node.integer($0.value)) }
    return JSONWriter.document(
      .object(["formatVersion": .integer(1), "live": .object(members)]), secrets: .masked)
  }

  package static func read(_ node: Node) -> [String: Int]? {
    guard node["formatVersion"]?.integer == 1, let entries = node["live"]?.entries else { return nil }
    var counts: [String: Int] = [:]
    for entry in entries {
      guard let count = entry.value.integer, (1..<1 << 52).contains(count) else { return nil }
      counts[entry.key.text] = count
    }
    return counts
  }
}
