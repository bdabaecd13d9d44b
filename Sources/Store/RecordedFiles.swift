package import Model
import Source

/// Turns the changes of a run into files of the state folder.
package struct RecordedFiles {
  private let catalog: Catalog
  private let instruments: Instruments

  /// Creates the files of a catalogue's kinds.
  package init(catalog: Catalog, instruments: Instruments) {
    self.catalog = catalog
    self.instruments = instruments
  }

  /// The contents of the files that differ, nil for those to delete, by path relative to the state folder.
  func files(for changes: StateChanges, over folder: StateFolder) -> [ExactString: [UInt8]?] {
    let folders = Dictionary(uniqueKeysWithValues: catalog.kinds.map { kind in (kind.name, kind.folder) })
    func path(_ part: String, of id: ObjectID) -> ExactString {
      ExactString("\(part)/\(folders[id.kind] ?? id.kind.lowercased())/\(id.name).json")
    }
    var files = shardFiles(for: changes, over: folder)
    let large = Set(catalog.kinds.filter { $0.storage == .shards }.map { $0.name })
    for (id, node) in changes.objects where !large.contains(id.kind) {
      files[path("objects", of: id)] = JSONWriter.document(node, secrets: .revealed)
    }
    for (id, rejection) in changes.rejected {
      files[path("rejected", of: id)] = JSONWriter.document(rejection.node, secrets: .masked)
    }
    for id in changes.cleared { files[path("rejected", of: id)] = .some(nil) }
    if changes.live != folder.state.live {
      files[ExactString(LiveCounts.file)] = .some(LiveCounts.bytes(changes.live))
    }
    return files
  }

  /// The shards that must be read before changes can be recorded, for kinds whose objects are read on demand.
  package func shards(for changes: StateChanges, from large: [String: LargeObjects]) -> [String: Shards] {
    let edits = shardEdits(for: changes)
    return large.values.reduce(into: [:]) { shards, objects in
      shards.merge(objects.shards(editing: edits)) { first, _ in first }
    }
  }

  /// The shards that differ, both of objects of large kinds and of their indexes.
  private func shardFiles(for changes: StateChanges, over folder: StateFolder) -> [ExactString: [UInt8]?] {
    var files: [ExactString: [UInt8]?] = [:]
    for (name, edits) in shardEdits(for: changes) {
      var shards = folder.shards[name] ?? Shards(name)
      for prefix in shards.apply(edits) {
        files.updateValue(shards.bytes(prefix), forKey: ExactString(shards.path(prefix)))
      }
    }
    return files
  }

  private func shardEdits(for changes: StateChanges) -> [String: [Shards.Edit]] {
    var edits: [String: [Shards.Edit]] = [:]
    for kind in catalog.kinds where kind.storage == .shards {
      let objects = changes.objects.filter { $0.key.kind == kind.name }
      edits[kind.objectFolder] = instruments.map(Array(objects)) { [instruments] id, node in
        let line = Shards.Line(object: id.name, node: node, by: instruments)
        return Shards.Edit(place: line.place, text: line.text)
      }
    }
    let lookups = Array(changes.lookups)
    let written = instruments.map(lookups) { [instruments] lookup, isPresent in
      Shards.Edit(place: lookup.place(by: instruments), text: isPresent ? lookup.text : nil)
    }
    for ((lookup, _), edit) in zip(lookups, written) { edits["index/\(lookup.index)", default: []].append(edit) }
    return edits
  }
}
