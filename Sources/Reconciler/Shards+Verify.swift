import Model
import Source

extension Shards {
  /// Reads every stored object of a large kind as the kind does, and compares its files and those of its indexes with
  /// what this program would write for these objects.
  ///
  /// - Returns: The number of objects.
  static func check<K: ResourceKind>(
    _ kind: K.Type, _ state: State, _ instruments: Instruments
  ) throws(Mismatch) -> Int {
    let stored = state.shards[K.objectFolder] ?? Shards(K.objectFolder)
    var lines: [Line] = []
    var expected: [String: [Line]] = [:]
    let checked = instruments.map(stored.prefixes, grain: 1) { prefix in
      Result { () throws(Mismatch) in try stored.lookups(of: kind, in: prefix, instruments) }
    }
    for (prefix, lookups) in zip(stored.prefixes, checked) {
      for (index, line) in try lookups.get() { expected[index, default: []].append(line) }
      lines += stored.files[prefix] ?? []
    }
    try stored.checkLayout(Shards(K.objectFolder, lines))
    for index in K.indexes {
      let folder = "index/\(index.folder)"
      try (state.shards[folder] ?? Shards(folder)).checkContent(Shards(folder, expected[index.folder] ?? []))
    }
    return lines.count
  }

  /// The lines that the indexes have for the objects of a shard, with the folders they belong in.
  private func lookups<K: ResourceKind>(
    of kind: K.Type, in prefix: String, _ instruments: Instruments
  ) throws(Mismatch) -> [(index: String, line: Line)] {
    var lookups: [(index: String, line: Line)] = []
    for (index, line) in (files[prefix] ?? []).enumerated() {
      let object: Stored<K> = try object(line, prefix, index)
      for lookup in K.lookups(object) {
        lookups.append((lookup.index, Line(place: lookup.place(instruments), text: lookup.text)))
      }
    }
    return lookups
  }

  private func object<K: ResourceKind>(_ line: Line, _ prefix: String, _ index: Int) throws(Mismatch) -> Stored<K> {
    guard let node = try? JSONReader.read(Array(line.text)) else {
      throw Mismatch(path(prefix), line: index + 1, "it is no JSON")
    }
    let (object, violations) = Stored<K>.read(node)
    if let violation = violations.first { throw Mismatch(path(prefix), line: index + 1, violation.message) }
    guard Reconciler.isWritten(node, of: object, line.text[...]) else {
      throw Mismatch(path(prefix), line: index + 1, "it is not as this program writes it")
    }
    if let breach = Reconciler.breach(of: object, path(prefix), line: index + 1) { throw breach }
    return object
  }

  /// Compares how the same lines are divided among files.
  private func checkLayout(_ expected: Shards) throws(Mismatch) {
    guard let prefix = prefixes.first(where: { expected.files[$0] == nil }) else { return }
    let count = files[prefix]?.count ?? 0
    throw Mismatch(
      path(prefix),
      count > Shards.limit
        ? "it holds \(count) lines and must be split, as a shard holds \(Shards.limit)"
        : "it must be joined with those beside it, as a shard may hold \(Shards.limit) lines")
  }

  private func checkContent(_ expected: Shards) throws(Mismatch) {
    for prefix in Set(prefixes).union(expected.prefixes).sorted() {
      guard let lines = files[prefix] else { throw Mismatch(path(prefix), "it is missing") }
      guard let right = expected.files[prefix] else {
        throw Mismatch(path(prefix), "the stored objects give no such file")
      }
      for index in 0..<max(lines.count, right.count) {
        guard index < lines.count, index < right.count, lines[index].text == right[index].text else {
          throw Mismatch(path(prefix), line: index + 1, "it is not what the stored objects give")
        }
      }
    }
  }
}
