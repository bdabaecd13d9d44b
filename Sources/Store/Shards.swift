import Model
import Source

/// The lines of one folder of a large kind or of an index, and their division among files.
///
/// A file, a shard, has the lines whose keys' SHA-256 starts with the hexadecimal prefix that it is named after.
/// There are sixteen prefixes of one digit. A shard that would have more than `limit` lines is split into the sixteen
/// whose prefixes are one digit longer; these are joined again when no more than `limit` lines are left. No file is
/// empty. A prefix of more than two digits is divided into folders by two digits, so that no folder has more than 256
/// entries. So the division is a function of the lines alone, whatever changes led to them, and equal registries have
/// equal trees in git.
///
/// A change needs the shard of its line, found by trying prefixes from one digit on, and after a removal the number
/// of lines in the neighbouring shards; nothing else is read.
package struct Shards: Sendable {
  /// The most lines of a shard, unless all of them have one key.
  package static let limit = 256
  static let digits = "0123456789abcdef".map(String.init)

  /// The position of a line. Lines are sorted by key, then by object.
  struct Place: Hashable, Comparable, Sendable {
    /// The value by which the line is found: the name of an object, or a value of an index.
    let key: ExactString
    /// The name of the object that the line describes.
    let object: ExactString
    /// The longest prefix of the key; a short string, which needs no memory of its own.
    let digest: String

    init(_ key: ExactString, object: ExactString, by instruments: Instruments) {
      self.key = key
      self.object = object
      digest = String(instruments.sha256(Array(key.text.utf8)).prefix(ShardName.longestPrefix))
    }

    /// The position of an entry of an index: its prefix is that of the value and then that of the object, so that the
    /// entries of one value are divided among files if there are many.
    init(value: ExactString, object: ExactString, by instruments: Instruments) {
      key = value
      self.object = object
      let digits = Shards.valueDigits(value, by: instruments)
      digest = digits + instruments.sha256(Array(object.text.utf8)).prefix(ShardName.longestPrefix - digits.utf8.count)
    }

    /// The position of an entry of an index of moments: its prefix is the moment, so that files are sorted by time.
    init(moment: Instant, object: ExactString, by instruments: Instruments) {
      key = ExactString(moment.description)
      self.object = object
      let digits = Shards.momentDigits(moment)
      digest = digits + instruments.sha256(Array(object.text.utf8)).prefix(ShardName.longestPrefix - digits.utf8.count)
    }

    static func < (left: Place, right: Place) -> Bool {
      left.key == right.key ? left.object < right.object : left.key < right.key
    }
  }

  /// The part of an entry's prefix that its value gives: eight digits, in which few values agree.
  static func valueDigits(_ value: ExactString, by instruments: Instruments) -> String {
    String(instruments.sha256(Array(value.text.utf8)).prefix(8))
  }

  struct Line: Sendable {
    /// Canonical JSON with secrets revealed, without line feed; a part of its file's bytes if it was read.
    let text: ArraySlice<UInt8>
    private let known: Place?

    init(place: Place, text: ArraySlice<UInt8>) {
      self.text = text
      known = place
    }

    /// A line of a shard in which only the positions that `search` asks for are known.
    init(withoutPlace text: ArraySlice<UInt8>) {
      self.text = text
      known = nil
    }

    var place: Place {
      guard let known else { preconditionFailure("the line must be read before it is compared or moved") }
      return known
    }
  }

  /// A line to write in place of an existing one, or to delete.
  struct Edit: Sendable {
    let place: Place
    /// The new text; nil to delete the line, which need not exist.
    let text: ArraySlice<UInt8>?
  }

  /// The path relative to the state folder.
  package let folder: String
  /// Whether the files lie directly in the folder whatever their prefixes, as in the first form of the state.
  let isFlat: Bool
  /// The lines of each shard in order, by prefix.
  private(set) var files: [String: [Line]] = [:]
  /// The prefixes that have longer ones.
  private var splits: Set<String> = []
  /// The prefixes of shards that exist but were not read; no edit may change them.
  private var unread: Set<String> = []

  /// Creates shards without lines for a folder.
  package init(_ folder: String, isFlat: Bool = false) {
    self.folder = folder
    self.isFlat = isFlat
  }

  /// Creates shards from lines in any order.
  init(_ folder: String, lines: [Line]) {
    self.init(folder)
    apply(lines.map { Edit(place: $0.place, text: $0.text) })
  }

  /// The number of lines that were read or added.
  package var count: Int { files.values.reduce(0) { $0 + $1.count } }
  var prefixes: [String] { (Array(files.keys) + unread).sorted() }

  func isUnread(_ prefix: String) -> Bool { unread.contains(prefix) }

  /// Whether there are shards of longer prefixes.
  func isSplit(_ prefix: String) -> Bool { splits.contains(prefix) }

  /// Adds a shard without reading it.
  mutating func insertUnread(_ prefix: String) throws(StateDamage) {
    try insert(prefix, lines: [])
    files[prefix] = nil
    unread.insert(prefix)
  }

  /// Sets the lines of a shard that was not read before.
  mutating func fill(_ prefix: String, lines: [Line]) {
    unread.remove(prefix)
    files[prefix] = lines
  }

  /// Notes that a folder holds shards of longer prefixes than its own, which were not listed; no edit may change them.
  mutating func insertFolder(_ prefix: String) throws(StateDamage) {
    let above = prefix.indices.dropFirst().map { String(prefix[..<$0]) }
    if files[prefix] != nil || unread.contains(prefix) { throw StateDamage("there is the shard \(prefix) as well") }
    if let other = above.first(where: { files[$0] != nil || unread.contains($0) }) {
      throw StateDamage("there is the shard \(other) as well")
    }
    splits.formUnion(above + [prefix])
  }

  /// The digits of a moment: the milliseconds since 1970 in hexadecimal, in twelve digits.
  static func momentDigits(_ moment: Instant) -> String {
    let digits = String(max(0, moment.milliseconds), radix: 16)
    return String(repeating: "0", count: max(0, 12 - digits.utf8.count)) + digits
  }

  /// The path of a shard's file, relative to the state folder.
  func path(_ prefix: String) -> String { "\(folder)/\(isFlat ? prefix + ".jsonl" : ShardName.file(of: prefix))" }

  /// The content of a shard's file; nil if there is none.
  func bytes(_ prefix: String) -> [UInt8]? {
    guard let lines = files[prefix] else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.text.count + 1 })
    for line in lines {
      bytes += line.text
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// Adds the lines of a shard as it was read; throws the reason if it cannot belong to the same folder as the
  /// others.
  mutating func insert(_ prefix: String, lines: [Line]) throws(StateDamage) {
    let above = prefix.indices.dropFirst().map { String(prefix[..<$0]) }
    if files[prefix] != nil || unread.contains(prefix) || splits.contains(prefix) {
      throw StateDamage("there are shards of longer prefixes that start with \(prefix)")
    }
    if let other = above.first(where: { files[$0] != nil || unread.contains($0) }) {
      throw StateDamage("there is the shard \(other) as well")
    }
    files[prefix] = lines
    splits.formUnion(above)
  }
}

// MARK: Changing

extension Shards {
  /// Applies edits, at most one for each place.
  ///
  /// - Parameter read: reads a shard that may have to be joined with others; without it, such shards must be read.
  /// - Returns: The sorted prefixes of the shards whose contents changed, or that are new or gone.
  @discardableResult
  mutating func apply(_ edits: [Edit], reading read: (_ prefix: String) -> [Line] = { _ in [] }) -> [String] {
    let before = files
    var touched: Set<String> = []
    // The positions are sorted and not the edits, which are large.
    let order = edits.indices.sorted { edits[$0].place < edits[$1].place }
    let groups = Shards.grouped(order.lazy.map { edits[$0] }, at: 0) { $0.place }
    for (digit, group) in zip(Shards.digits, groups) where !group.isEmpty {
      edit(digit, edits: group[...], reading: read, touched: &touched)
    }
    return touched.filter { !Shards.same(before[$0], as: files[$0]) }.sorted()
  }

  /// Applies edits below a prefix.
  ///
  /// - Returns: The number of lines below the prefix, and how much it grew; any number above `limit` may be returned for
  ///   one above it.
  @discardableResult
  private mutating func edit(
    _ prefix: String, edits: ArraySlice<Edit>, reading read: (_ prefix: String) -> [Line], touched: inout Set<String>
  ) -> (count: Int, growth: Int) {
    guard splits.contains(prefix) else {
      precondition(edits.isEmpty || !unread.contains(prefix), "a shard must be read before it is edited")
      let before = files[prefix]?.count ?? 0
      if edits.isEmpty { return (before, 0) }
      let lines = Shards.merged(files[prefix] ?? [], with: edits)
      place(lines[...], at: prefix, touched: &touched)
      return (lines.count, lines.count - before)
    }
    // A split prefix has more than `limit` lines, or it would have been joined.
    if edits.isEmpty { return (Shards.limit + 1, 0) }
    var (count, growth) = (0, 0)
    let groups = Shards.grouped(edits, at: prefix.utf8.count) { $0.place }
    for (digit, group) in zip(Shards.digits, groups) where !unread.contains(prefix + digit) {
      let child = edit(prefix + digit, edits: group[...], reading: read, touched: &touched)
      count += child.count
      growth += child.growth
    }
    // It still has more than `limit` lines if it did not shrink.
    if growth >= 0 { return (max(count, Shards.limit + 1), growth) }
    // Shards that were not read are read only if all might have to be joined.
    for child in Shards.digits.map({ prefix + $0 }) where count <= Shards.limit && unread.contains(child) {
      fill(child, lines: read(child))
      count += files[child]?.count ?? 0
    }
    if count <= Shards.limit { place(takeAll(below: prefix, touched: &touched)[...], at: prefix, touched: &touched) }
    return (count, growth)
  }

  /// Puts sorted lines below a prefix that has no shards except its own.
  private mutating func place(_ lines: ArraySlice<Line>, at prefix: String, touched: inout Set<String>) {
    touched.insert(prefix)
    guard lines.count > Shards.limit, prefix.utf8.count < ShardName.longestPrefix else {
      files[prefix] = lines.isEmpty ? nil : Array(lines)
      return
    }
    files[prefix] = nil
    splits.insert(prefix)
    let groups = Shards.grouped(lines, at: prefix.utf8.count) { $0.place }
    for (digit, group) in zip(Shards.digits, groups) where !group.isEmpty {
      place(group[...], at: prefix + digit, touched: &touched)
    }
  }

  /// Removes the shards below a split prefix.
  ///
  /// - Returns: Their lines, sorted.
  private mutating func takeAll(below prefix: String, touched: inout Set<String>) -> [Line] {
    splits.remove(prefix)
    var lines: [Line] = []
    for digit in Shards.digits {
      let prefix = prefix + digit
      if let taken = files.removeValue(forKey: prefix) {
        touched.insert(prefix)
        lines += taken
      }
    }
    return lines.sorted { $0.place < $1.place }
  }

  /// Divides items by a digit of the digest, and keeps their order.
  private static func grouped<Item>(
    _ items: some Sequence<Item>, at index: Int, place: (Item) -> Place
  ) -> [[Item]] {
    var groups = [[Item]](repeating: [], count: 16)
    for item in items {
      guard let digit = place(item).digest.utf8.dropFirst(index).first else {
        preconditionFailure("a digest must be longer than any prefix")
      }
      groups[Int(digit < 0x3A ? digit - 0x30 : digit - 0x57)].append(item)
    }
    return groups
  }

  /// Merges sorted edits into sorted lines.
  private static func merged(_ lines: [Line], with edits: ArraySlice<Edit>) -> [Line] {
    var merged: [Line] = []
    merged.reserveCapacity(lines.count + edits.count)
    var first = 0
    for edit in edits {
      let found = search(edit.place, among: lines.count) { lines[$0].place }
      merged += lines[first..<found.index]
      first = found.isPresent ? found.index + 1 : found.index
      if let text = edit.text { merged.append(Line(place: edit.place, text: text)) }
    }
    return merged + lines[first...]
  }

  /// Finds a position among sorted lines by bisection.
  ///
  /// - Parameter place: the position of a line; it is asked for the same lines whenever a position is searched.
  /// - Returns: The line with the position, or the one before which it belongs.
  static func search<Failure: Error>(
    _ wanted: Place, among count: Int, place: (_ index: Int) throws(Failure) -> Place
  ) throws(Failure) -> (index: Int, isPresent: Bool) {
    var (first, end) = (0, count)
    while first < end {
      let middle = first + (end - first) / 2
      let found = try place(middle)
      if found == wanted { return (middle, true) }
      if found < wanted { first = middle + 1 } else { end = middle }
    }
    return (first, false)
  }

  private static func same(_ left: [Line]?, as right: [Line]?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.count == right.count && zip(left, right).allSatisfy { $0.text == $1.text }
  }
}
