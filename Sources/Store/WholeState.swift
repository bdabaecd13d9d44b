package import Model
package import Source

/// Writes every file of a whole state anew, in the present form.
package struct WholeState {
  private let catalog: Catalog
  private let instruments: Instruments

  /// Creates a writer for a catalogue's kinds.
  package init(catalog: Catalog, instruments: Instruments) {
    self.catalog = catalog
    self.instruments = instruments
  }

  /// The files of all indexes, by path relative to the state folder.
  ///
  /// - Parameter state: all objects, and all entries of the indexes that belong to no kind.
  package func indexes(of state: State) -> [ExactString: [UInt8]] {
    var lines: [String: [Shards.Line]] = [:]
    for kind in catalog.kinds { add(kind, of: state, to: &lines) }
    for lookup in state.reported.union(state.attached) {
      lines[lookup.index, default: []].append(Shards.Line(place: lookup.place(by: instruments), text: lookup.text))
    }
    return lines.reduce(into: [:]) { files, index in
      files.merge(WholeState.files(of: Shards("index/\(index.key)", lines: index.value))) { $1 }
    }
  }

  /// The files of all objects, by path relative to the state folder.
  package func objects(of state: State) -> [ExactString: [UInt8]] {
    var files: [ExactString: [UInt8]] = [:]
    for kind in catalog.kinds {
      let nodes = state.objects[kind.name] ?? []
      if kind.storage == .shards {
        let lines = nodes.map { Shards.Line(object: $0.objectName, node: $0, by: instruments) }
        files.merge(WholeState.files(of: Shards(kind.objectFolder, lines: lines))) { $1 }
        continue
      }
      for node in nodes {
        let path = ObjectFiles.path(of: node.objectName, among: nodes.count, by: instruments)
        files[ExactString("\(kind.objectFolder)/\(path)")] = JSONWriter.document(node, secrets: .revealed)
      }
    }
    return files
  }

  /// The files of all rejections, by path relative to the state folder.
  package func rejections(of state: State) -> [ExactString: [UInt8]] {
    var files: [ExactString: [UInt8]] = [:]
    for kind in catalog.kinds {
      let rejected = state.rejected.filter { $0.key.kind == kind.name }
      for (id, rejection) in rejected {
        let path = ObjectFiles.path(of: id.name, among: rejected.count, by: instruments)
        files[ExactString("rejected/\(kind.folder)/\(path)")] = JSONWriter.document(rejection.node, secrets: .masked)
      }
    }
    return files
  }

  private func add<K: ResourceKind>(_ kind: K.Type, of state: State, to lines: inout [String: [Shards.Line]]) {
    let entries = instruments.map(state.objects[K.name] ?? []) { [instruments] node in
      K.lookups(Stored<K>.read(node).object, by: instruments).map { lookup in
        (lookup.index, Shards.Line(place: lookup.place(by: instruments), text: lookup.text))
      }
    }
    for (index, line) in entries.joined() { lines[index, default: []].append(line) }
  }

  private static func files(of shards: Shards) -> [ExactString: [UInt8]] {
    let pairs = shards.prefixes.map { (ExactString(shards.path($0)), shards.bytes($0) ?? []) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}

extension Node {
  /// The `metadata.name` of a stored object.
  fileprivate var objectName: String { self["metadata"]?["name"]?.text ?? "" }
}

extension State {
  /// The state after changes, as far as indexes are derived from it: its objects, and the entries of the indexes that
  /// belong to no kind.
  ///
  /// - Parameters:
  ///   - objects: the new stored forms of changed objects.
  ///   - lookups: index entries that were added (true) or removed (false).
  package func after(objects: [ObjectID: Node] = [:], lookups: [Lookup: Bool]) -> State {
    var state = self
    let changed = Dictionary(grouping: objects, by: \.key.kind)
    for (kind, objects) in changed {
      let nodes = Dictionary(objects.map { (ExactString($0.key.name), $0.value) }) { first, _ in first }
      let kept = (state.objects[kind] ?? []).filter { nodes[ExactString($0.objectName)] == nil }
      state.objects[kind] = kept + nodes.values
    }
    for (lookup, isPresent) in lookups {
      if lookup.index == Lookup.reportedFiles { state.reported.set(lookup, isPresent: isPresent) }
      if lookup.index == Lookup.attachedFiles { state.attached.set(lookup, isPresent: isPresent) }
    }
    return state
  }
}

extension Set {
  fileprivate mutating func set(_ element: Element, isPresent: Bool) {
    if isPresent { insert(element) } else { remove(element) }
  }
}
