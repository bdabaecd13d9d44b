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
    var files = shardFiles(for: changes, over: folder)
    for kind in catalog.kinds {
      if kind.storage == .files { files.merge(objectFiles(kind, changes: changes, over: folder)) { $1 } }
      files.merge(rejectionFiles(kind, changes: changes, over: folder.state)) { $1 }
    }
    return files
  }

  private func objectFiles<K: ResourceKind>(
    _ kind: K.Type, changes: StateChanges, over folder: StateFolder
  ) -> [ExactString: [UInt8]?] {
    let edits = changes.objects.filter { $0.key.kind == K.name }
      .map { ($0.key.name, Optional(JSONWriter.document($0.value, secrets: .revealed))) }
    if edits.isEmpty { return [:] }
    return ObjectFiles.edits(
      Dictionary(uniqueKeysWithValues: edits), in: K.objectFolder, before: folder.state.counts[K.name]?.stored ?? 0,
      after: changes.counts[K.name]?.stored ?? 0, by: instruments
    ) {
      let nodes = folder.sources[K.name]?.all() ?? folder.state.objects[K.name] ?? []
      let texts = nodes.map { ($0["metadata"]?["name"]?.text ?? "", JSONWriter.document($0, secrets: .revealed)) }
      return Dictionary(texts) { first, _ in first }
    }
  }

  private func rejectionFiles<K: ResourceKind>(
    _ kind: K.Type, changes: StateChanges, over state: State
  ) -> [ExactString: [UInt8]?] {
    let before = state.rejected.filter { $0.key.kind == K.name }
    var after = before.merging(changes.rejected.filter { $0.key.kind == K.name }) { $1 }
    var edits: [String: [UInt8]?] = [:]
    for id in changes.cleared where id.kind == K.name {
      after[id] = nil
      edits.updateValue(nil, forKey: id.name)
    }
    for (id, rejection) in changes.rejected where id.kind == K.name {
      edits[id.name] = JSONWriter.document(rejection.node, secrets: .masked)
    }
    if edits.isEmpty { return [:] }
    // A rejection that is deleted is deleted where it was, also if the others move.
    var files = ObjectFiles.edits(
      edits, in: "rejected/\(K.folder)", before: before.count, after: after.count, by: instruments
    ) {
      let kept = before.filter { after[$0.key] != nil }
      return Dictionary(
        uniqueKeysWithValues: kept.map { ($0.key.name, JSONWriter.document($0.value.node, secrets: .masked)) })
    }
    for id in changes.cleared where id.kind == K.name {
      let path = ObjectFiles.path(of: id.name, among: before.count, by: instruments)
      files.updateValue(nil, forKey: ExactString("rejected/\(K.folder)/\(path)"))
    }
    return files
  }

  /// The shards that must be read before changes can be recorded, for kinds whose objects are read on demand.
  ///
  /// - Parameter common: the indexes that belong to no kind, by their folders.
  package func shards(
    for changes: StateChanges, from sources: [String: LazyObjects], common: [String: LazyIndex]
  ) -> [String: Shards] {
    let edits = shardEdits(for: changes)
    var shards: [String: Shards] = [:]
    for objects in sources.values { shards.merge(objects.shards(editing: edits)) { first, _ in first } }
    for (folder, index) in common {
      if let edits = edits["index/\(folder)"] { shards["index/\(folder)"] = index.shards(editing: edits) }
    }
    return shards
  }

  /// The shards that differ, both of objects of large kinds and of indexes.
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
      if objects.isEmpty { continue }
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
