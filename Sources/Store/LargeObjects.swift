package import Model
package import Source

/// The stored objects of a large kind, which are read on demand: a run that changes a few objects must not cost as
/// much as reading all.
///
/// What cannot be read counts as absent, and `fault` reports it: a caller must check `fault` before it relies on an
/// answer.
package final class LargeObjects: ObjectSource {
  private let folder: LazyShards
  private let indexes: [String: LazyShards]

  /// Creates a reader for one kind.
  ///
  /// - Parameter indexes: the index folders of the kind, by their names.
  package init(_ folder: LazyShards, indexes: [String: LazyShards]) {
    self.folder = folder
    self.indexes = indexes
  }

  /// The first file or line that could not be read.
  package var fault: Mismatch? { folder.fault ?? indexes.values.lazy.compactMap(\.fault).first }

  /// Returns the stored object with a name; reads one shard.
  package func object(named name: String) -> Node? {
    folder.lines(of: ExactString(name)).first { ExactString.same($0["metadata"]?["name"]?.text ?? "", name) }
  }

  /// Returns the names of the objects with a value in an index; reads one shard of it.
  package func names(under value: ExactString, in index: String) -> [String] {
    (indexes[index]?.lines(of: value) ?? []).compactMap { line in
      guard line["value"]?.text.map({ ExactString.same($0, value.text) }) == true else { return nil }
      return line["object"]?.text
    }
  }

  /// Returns every stored object of the kind; reads all shards.
  package func all() -> [Node] { folder.all() }

  /// The shards that edits change, by folder, with the neighbours with which they may have to be joined.
  func shards(editing edits: [String: [Shards.Edit]]) -> [String: Shards] {
    var shards: [String: Shards] = [:]
    for (name, edits) in edits {
      let part = name == folder.name ? folder : indexes[String(name.dropFirst("index/".count))]
      if let part { shards[name] = part.shards(editing: edits) }
    }
    return shards
  }
}

/// The shards of one folder, each of which is read when it is first needed.
package final class LazyShards {
  /// Reads the bytes of a file of the folder, named without the folder.
  package typealias Reader = (_ file: String) throws(Mismatch) -> [UInt8]

  let name: String
  private(set) var fault: Mismatch?
  private let form: ShardFile.Form
  private let instruments: Instruments
  private let read: Reader
  private var shards: Shards
  private var nodes: [String: [Node]] = [:]

  /// Creates shards of which none is read yet; throws if the names of the files cannot belong together.
  ///
  /// - Parameters:
  ///   - name: the folder, relative to the state folder.
  ///   - files: the names of all its files.
  ///   - read: reads the bytes of one of them.
  package init(
    _ name: String, files: [String], form: ShardFile.Form, by instruments: Instruments, read: @escaping Reader
  ) throws(Mismatch) {
    self.name = name
    self.form = form
    self.instruments = instruments
    self.read = read
    shards = try Shards(name, unread: files)
  }

  /// The lines of the shard to which a key belongs.
  fileprivate func lines(of key: ExactString) -> [Node] {
    guard let prefix = shards.prefix(for: Shards.Place(key, object: key, by: instruments)) else { return [] }
    return lines(in: prefix)
  }

  private func lines(in prefix: String) -> [Node] {
    if let known = nodes[prefix] { return known }
    nodes[prefix] = []
    guard fault == nil, shards.isUnread(prefix) else { return [] }
    do {
      let file = prefix + ".jsonl"
      let parsed = try ShardFile.parse(file, in: name, bytes: try read(file), form: form, by: instruments)
      shards.fill(prefix, lines: parsed.lines)
      nodes[prefix] = parsed.nodes
    } catch {
      fault = error
    }
    return nodes[prefix] ?? []
  }

  fileprivate func all() -> [Node] { shards.prefixes.flatMap { lines(in: $0) } }

  /// The shards of the folder after those that the edits change were read; if a line is removed, its neighbours too,
  /// with which the rest may have to be joined.
  fileprivate func shards(editing edits: [Shards.Edit]) -> Shards {
    for edit in edits {
      for prefix in shards.prefixes(touchedBy: edit) { _ = lines(in: prefix) }
    }
    return shards
  }
}

extension Shards {
  /// Creates shards of which only the names are known.
  init(_ folder: String, unread files: [String]) throws(Mismatch) {
    self.init(folder)
    for file in files.sorted() {
      guard let prefix = ShardFile.prefix(ofFile: file) else {
        throw Mismatch("\(folder)/\(file)", message: "it is not named after hexadecimal digits")
      }
      do throws(StateDamage) {
        try insertUnread(prefix)
      } catch {
        throw Mismatch("\(folder)/\(file)", message: error.reason)
      }
    }
  }

  /// The prefix of the shard to which a place belongs; nil if there is none yet.
  fileprivate func prefix(for place: Place) -> String? {
    (1...Shards.longestPrefix).lazy.map { String(place.digest.prefix($0)) }.first { files[$0] != nil || isUnread($0) }
  }

  /// The prefixes of the shards that must be read before an edit is applied.
  fileprivate func prefixes(touchedBy edit: Edit) -> [String] {
    guard let prefix = prefix(for: edit.place) else { return [] }
    guard edit.text == nil, prefix.count > 1 else { return [prefix] }
    return Shards.digits.map { prefix.dropLast() + $0 }.filter { isUnread($0) || files[$0] != nil }
  }
}
