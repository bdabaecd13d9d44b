import Model
import Source

extension Recording {
  /// The files that an outcome changes, with their contents, nil for those to delete.
  static func files(_ outcome: Outcome, over state: State, _ request: ReconcileRequest) -> [Key: [UInt8]?] {
    let kinds = request.catalog.kinds
    let folders = Dictionary(uniqueKeysWithValues: kinds.map { kind in (kind.name, kind.folder) })
    func path(_ part: String, _ id: ObjectID) -> Key {
      Key("\(part)/\(folders[id.kind] ?? id.kind.lowercased())/\(id.name).json")
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
    return files
  }

  /// The shards that an outcome changes: of objects of large kinds, and of their indexes.
  private static func shardFiles(
    _ outcome: Outcome, over state: State, _ request: ReconcileRequest
  ) -> [Key: [UInt8]?] {
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
    var files: [Key: [UInt8]?] = [:]
    for (folder, edits) in edits {
      var shards = state.shards[folder] ?? Shards(folder)
      for prefix in shards.apply(edits) { files.updateValue(shards.bytes(prefix), forKey: Key(shards.path(prefix))) }
    }
    return files
  }
}
