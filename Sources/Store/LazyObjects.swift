package import Model
package import Source

/// The stored objects of one kind and their index entries, each file of which is read when it is first needed.
///
/// What cannot be read counts as absent, and `fault` reports it: a caller must check `fault` before it relies on an
/// answer.
package final class LazyObjects: ObjectSource {
  private let folder: String
  private let instruments: Instruments
  private let source: StateFiles
  /// The shards of a large kind; nil for a kind with a file for each object.
  private let shards: LazyShards?
  private let indexes: [String: LazyShards]
  private var unreadable: Mismatch?

  /// Creates a reader for one kind.
  package init<K: ResourceKind>(_ kind: K.Type, from source: StateFiles, by instruments: Instruments) {
    folder = K.objectFolder
    self.source = source
    self.instruments = instruments
    shards =
      K.storage == .shards ? LazyShards(K.objectFolder, form: .objects, from: source, by: instruments) : nil
    let indexes = K.indexFolders.map { folder, holdsMoments in
      (folder, LazyShards("index/\(folder)", form: holdsMoments ? .moments : .index, from: source, by: instruments))
    }
    self.indexes = Dictionary(uniqueKeysWithValues: indexes)
  }

  /// The first file or line that could not be read.
  package var fault: Mismatch? { unreadable ?? shards?.fault ?? indexes.values.lazy.compactMap(\.fault).first }

  /// The stored object with a name; nil if there is none.
  package func object(named name: String) -> Node? {
    if let shards {
      return shards.lines(of: ExactString(name)).first {
        ExactString.same($0["metadata"]?["name"]?.text ?? "", name)
      }
    }
    // No object has such a name, but a manifest may refer to one.
    if name.utf8.contains(UInt8(ascii: "/")) { return nil }
    for path in ObjectFiles.paths(of: name, by: instruments) {
      if let node = read("\(folder)/\(path)", name: name) { return node }
    }
    return nil
  }

  private func read(_ file: String, name: String) -> Node? {
    do {
      guard let bytes = try source.bytes(file) else { return nil }
      return try LazyObjects.parse(bytes, file: file, name: name)
    } catch {
      unreadable = unreadable ?? error
      return nil
    }
  }

  /// Reads the text of an object's file; throws if it is about another object.
  package static func parse(_ bytes: [UInt8], file: String, name: String) throws(Mismatch) -> Node {
    let node: Node
    do {
      node = try JSONReader.read(bytes)
    } catch {
      throw Mismatch(file, line: Int(error.mark.line), message: error.message)
    }
    guard let stored = node["metadata"]?["name"]?.text, ExactString.same(stored, name) else {
      throw Mismatch(file, message: "its metadata.name is not the file's name")
    }
    return node
  }

  /// The names of the objects with an entry in an index, whose value is given as the entries hold it.
  package func names(under key: ExactString, in index: String) -> [String] {
    (indexes[index]?.lines(of: key) ?? []).compactMap { line in
      guard line["value"]?.text.map({ ExactString.same($0, key.text) }) == true else { return nil }
      return line["object"]?.text
    }
    .sorted { ExactString.precedes($0, $1) }
  }

  /// The names of the objects with a moment of an index in a range.
  package func names(from start: Instant?, before end: Instant, in index: String) -> [String] {
    (indexes[index]?.lines(from: start, before: end) ?? []).map(\.object)
  }

  /// The earliest moment in an index of moments, of all objects but some.
  package func earliestMoment(in index: String, except names: Set<String>) -> Instant? {
    indexes[index]?.earliestMoment(except: names)
  }

  /// Every stored object, sorted by name.
  package func all() -> [Node] {
    let nodes: [Node]
    if let shards {
      nodes = shards.all()
    } else {
      do {
        nodes = try files()
      } catch {
        unreadable = unreadable ?? error
        return []
      }
    }
    let names = nodes.map { ExactString($0["metadata"]?["name"]?.text ?? "") }
    // The names are sorted and not the objects, which are large.
    return names.indices.sorted { names[$0] < names[$1] }.map { nodes[$0] }
  }

  /// The objects of all files, each of which must be where an object of its name is stored.
  private func files() throws(Mismatch) -> [Node] {
    var nodes: [Node] = []
    var names: Set<ExactString> = []
    func add(_ name: String, in inner: String) throws(Mismatch) {
      let path = "\(folder)/\(inner)\(name)"
      let object = String(name.dropLast(5))
      guard name.hasSuffix(".json"), ObjectFiles.paths(of: object, by: instruments).contains(inner + name) else {
        throw Mismatch(path, message: "no object is stored in a file with this path")
      }
      guard names.insert(ExactString(object)).inserted else {
        throw Mismatch(path, message: "there is another file of the same object")
      }
      if let bytes = try source.bytes(path) { nodes.append(try LazyObjects.parse(bytes, file: path, name: object)) }
    }
    for entry in try source.entries(folder, "") {
      if !entry.isFolder {
        try add(entry.name, in: "")
        continue
      }
      for inner in try source.entries("\(folder)/\(entry.name)", "") {
        guard !inner.isFolder else {
          throw Mismatch("\(folder)/\(entry.name)/\(inner.name)", message: "it is not a regular file")
        }
        try add(inner.name, in: entry.name + "/")
      }
    }
    return nodes
  }

  /// The shards that edits change, by folder, after those were read that are needed to apply the edits.
  func shards(editing edits: [String: [Shards.Edit]]) -> [String: Shards] {
    var shards: [String: Shards] = [:]
    for (name, edits) in edits {
      let part = name == folder ? self.shards : indexes[String(name.dropFirst("index/".utf8.count))]
      if let part { shards[name] = part.shards(editing: edits) }
    }
    return shards
  }
}

/// An index that belongs to no kind, each file of which is read when it is first needed.
package final class LazyIndex {
  private let shards: LazyShards

  /// Creates a reader of an index.
  ///
  /// - Parameter folder: the path below `index`, as in `Lookup.index`.
  package init(_ folder: String, from source: StateFiles, by instruments: Instruments) {
    shards = LazyShards("index/\(folder)", form: .index, from: source, by: instruments)
  }

  /// The first file or line that could not be read.
  package var fault: Mismatch? { shards.fault }

  /// Returns what is stored under a value.
  package func objects(under value: ExactString) -> [String] {
    shards.lines(of: value).compactMap { line in
      guard line["value"]?.text.map({ ExactString.same($0, value.text) }) == true else { return nil }
      return line["object"]?.text
    }
  }

  func shards(editing edits: [Shards.Edit]) -> Shards { shards.shards(editing: edits) }
}
