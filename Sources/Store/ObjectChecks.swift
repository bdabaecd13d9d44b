package import Model
import Source

/// Checks the stored objects: that each is written as this program writes it, that its invariants hold, and that
/// shards and indexes are divided as they must be.
package struct ObjectChecks {
  private let catalog: Catalog
  private let instruments: Instruments

  /// Creates checks for the objects of a catalogue's kinds.
  package init(catalog: Catalog, instruments: Instruments) {
    self.catalog = catalog
    self.instruments = instruments
  }

  /// Checks every stored object, and compares the files of large kinds and of indexes with those that this program would
  /// write for the objects. Indexes of the first form of the state are not compared.
  ///
  /// - Parameter folder: the whole state, with the shards of large kinds and of all indexes.
  /// - Returns: The number of objects.
  /// - Throws: The first mismatch.
  package func check(_ folder: StateFolder) throws(Mismatch) -> Int {
    var count = 0
    for kind in catalog.kinds { count += try check(kind, in: folder) }
    return count
  }

  private func check<K: ResourceKind>(_ kind: K.Type, in folder: StateFolder) throws(Mismatch) -> Int {
    let nodes = folder.state.objects[K.name] ?? []
    let isFirstForm = folder.header?.formatVersion == 1
    let found =
      K.storage == .shards
      ? try checkShards(of: kind, in: folder)
      : try checkFiles(nodes, kind: kind)
    if isFirstForm { return found.count }
    let live = nodes.count { $0["status"]?["source"]?.isNull == false }
    guard
      folder.header == nil
        || folder.state.counts[K.name] ?? ObjectCounts() == ObjectCounts(stored: found.count, live: live)
    else {
      throw Mismatch(StateHeader.file, message: "counts of \(K.name) differ from the numbers of stored objects")
    }
    for (index, _) in K.indexFolders {
      let name = "index/\(index)"
      try ObjectChecks.compareContent(
        of: folder.shards[name] ?? Shards(name), with: Shards(name, lines: found.lookups[index] ?? []))
    }
    return found.count
  }

  /// The number of objects that were checked, and the lines of their index entries by folder.
  private typealias Checked = (count: Int, lookups: [String: [Shards.Line]])

  // MARK: Kinds with a file for each object

  private func checkFiles<K: ResourceKind>(_ nodes: [Node], kind: K.Type) throws(Mismatch) -> Checked {
    var lookups: [String: [Shards.Line]] = [:]
    for node in nodes {
      let (object, violations) = Stored<K>.read(node)
      let path = ObjectFiles.path(of: object.metadata.name, among: nodes.count, by: instruments)
      let file = "\(K.objectFolder)/\(path)"
      if let violation = violations.first { throw Mismatch(file, message: violation.message) }
      guard ObjectChecks.isWritten(node, of: object, as: JSONWriter.line(node, secrets: .revealed)[...]) else {
        throw Mismatch(file, message: "it differs from what this program would write")
      }
      if let broken = ObjectChecks.brokenInvariant(of: object, file: file) { throw broken }
      for lookup in K.lookups(object, by: instruments) {
        lookups[lookup.index, default: []].append(
          Shards.Line(place: lookup.place(by: instruments), text: lookup.text))
      }
    }
    return (nodes.count, lookups)
  }

  /// The first invariant that a stored object breaks, with the member that breaks it; nil if all hold.
  private static func brokenInvariant<K: ResourceKind>(of object: Stored<K>, file: String, line: Int? = nil)
    -> Mismatch?
  {
    object.brokenInvariant.map { path, reason in
      Mismatch(
        file, line: line, message: "\(path): \(reason)",
        hint:
          "git log -p on that file shows who changed it; what an older import stored is repaired by a change of its "
          + "manifest, such as a raised licenseKey.issue")
    }
  }

  /// Tells whether a stored text is what this program writes, or what an earlier release wrote, which did not have
  /// all members: a member that is null may be absent.
  private static func isWritten<K: ResourceKind>(
    _ node: Node, of object: Stored<K>, as text: ArraySlice<UInt8>
  ) -> Bool {
    let present = object.node
    if JSONWriter.line(present, secrets: .revealed)[...] == text { return true }
    guard JSONWriter.line(node, secrets: .revealed)[...] == text else { return false }
    func essence(_ node: Node) -> [UInt8] { JSONWriter.line(node.withoutNothing, secrets: .revealed) }
    return essence(present) == essence(node)
  }

  // MARK: Large kinds

  private func checkShards<K: ResourceKind>(of kind: K.Type, in folder: StateFolder) throws(Mismatch) -> Checked {
    let stored = folder.shards[K.objectFolder] ?? Shards(K.objectFolder)
    var lines: [Shards.Line] = []
    var expected: [String: [Shards.Line]] = [:]
    let checked = instruments.map(stored.prefixes, grain: 1) { [instruments] prefix in
      Result { () throws(Mismatch) in try ObjectChecks.lookups(of: kind, in: prefix, of: stored, by: instruments) }
    }
    for (prefix, lookups) in zip(stored.prefixes, checked) {
      for (index, line) in try lookups.get() { expected[index, default: []].append(line) }
      lines += stored.files[prefix] ?? []
    }
    try ObjectChecks.compareLayout(of: stored, with: Shards(K.objectFolder, lines: lines))
    return (lines.count, expected)
  }

  /// The index entries of the objects of a shard, with the index folders to which they belong.
  private static func lookups<K: ResourceKind>(
    of kind: K.Type, in prefix: String, of shards: Shards, by instruments: Instruments
  ) throws(Mismatch) -> [(index: String, line: Shards.Line)] {
    var lookups: [(index: String, line: Shards.Line)] = []
    for (index, line) in (shards.files[prefix] ?? []).enumerated() {
      let object: Stored<K> = try object(of: line, file: shards.path(prefix), number: index + 1)
      for lookup in K.lookups(object, by: instruments) {
        lookups.append((lookup.index, Shards.Line(place: lookup.place(by: instruments), text: lookup.text)))
      }
    }
    return lookups
  }

  private static func object<K: ResourceKind>(
    of line: Shards.Line, file: String, number: Int
  ) throws(Mismatch) -> Stored<K> {
    guard let node = try? JSONReader.read(Array(line.text)) else {
      throw Mismatch(file, line: number, message: "it is not valid JSON")
    }
    let (object, violations) = Stored<K>.read(node)
    if let violation = violations.first { throw Mismatch(file, line: number, message: violation.message) }
    guard isWritten(node, of: object, as: line.text[...]) else {
      throw Mismatch(file, line: number, message: "it differs from what this program would write")
    }
    if let broken = brokenInvariant(of: object, file: file, line: number) { throw broken }
    return object
  }

  /// Compares how equal lines are divided among files.
  private static func compareLayout(of shards: Shards, with expected: Shards) throws(Mismatch) {
    guard let prefix = shards.prefixes.first(where: { expected.files[$0] == nil }) else { return }
    let count = shards.files[prefix]?.count ?? 0
    throw Mismatch(
      shards.path(prefix),
      message: count > Shards.limit
        ? "it holds \(count) lines and must be split; a shard holds at most \(Shards.limit)"
        : "it must be merged with the shards beside it; a shard may hold \(Shards.limit) lines")
  }

  /// Compares the entries of an index with those of the stored objects.
  private static func compareContent(of shards: Shards, with expected: Shards) throws(Mismatch) {
    let rebuild = "partnerctl reconcile --full rebuilds the indexes from the objects"
    for prefix in Set(shards.prefixes).union(expected.prefixes).sorted() {
      guard let lines = shards.files[prefix] else {
        throw Mismatch(shards.path(prefix), message: "it is missing", hint: rebuild)
      }
      guard let right = expected.files[prefix] else {
        throw Mismatch(shards.path(prefix), message: "no stored object belongs in it", hint: rebuild)
      }
      for index in 0..<max(lines.count, right.count) {
        guard index < lines.count, index < right.count, lines[index].text == right[index].text else {
          throw Mismatch(
            shards.path(prefix), line: index + 1, message: "it does not match the stored objects", hint: rebuild)
        }
      }
    }
  }
}
