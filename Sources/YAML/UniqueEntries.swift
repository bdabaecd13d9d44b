import Source

/// The entries of one mapping, whose keys must be text and unique.
struct UniqueEntries {
  /// The number of entries up to which comparing all keys is faster than hashing.
  private static let fewEntries = 24

  private(set) var entries: [Entry] = []
  /// One bit for each length and first byte of the keys so far, so that most new keys need not be compared with the
  /// others.
  private var traits: UInt64 = 0
  /// The keys and their places, once there are too many to compare.
  private var marks: [ExactString: Mark] = [:]

  init() {
    entries.reserveCapacity(8)
  }

  /// Adds an entry, or returns the fault of its key.
  mutating func add(_ key: Node, value: consuming Node) -> YAMLReader.Fault? {
    guard case .scalar(let scalar) = key.value, !key.isNull else { return .key(key.kindOfValue, at: key.mark) }
    if scalar.isPlain, scalar.text.utf8.count == 2, scalar.text == "<<" { return .mergeKey(at: key.mark) }
    let text = ExactString(scalar.text)
    let trait = UniqueEntries.trait(of: scalar.text)
    defer { traits |= trait }
    if traits & trait != 0, let first = firstMark(of: text) { return .duplicateKey(text, at: key.mark, first: first) }
    entries.append(Entry(key: text, keyMark: key.mark, value: value))
    if !marks.isEmpty { marks[text] = key.mark }
    return nil
  }

  private static func trait(of text: String) -> UInt64 {
    UInt64(1) &<< UInt64(text.utf8.count &* 7 &+ Int(text.utf8.first ?? 0))
  }

  private mutating func firstMark(of key: ExactString) -> Mark? {
    guard entries.count >= UniqueEntries.fewEntries else {
      let count = key.text.utf8.count
      for index in entries.indices where entries[index].key.text.utf8.count == count && entries[index].key == key {
        return entries[index].keyMark
      }
      return nil
    }
    if marks.isEmpty {
      for entry in entries { marks[entry.key] = entry.keyMark }
    }
    return marks[key]
  }
}
