import Model
import Source

/// The files of one folder of the state, listed and read on demand.
package struct StateFiles {
  /// An entry of a folder.
  package struct Entry: Sendable {
    /// The name in the folder.
    package let name: String
    /// Whether it is a folder; it is a file otherwise.
    package let isFolder: Bool

    /// Creates an entry.
    package init(name: String, isFolder: Bool) {
      self.name = name
      self.isFolder = isFolder
    }
  }

  /// Lists the entries of a folder whose names begin with a prefix; none if the folder does not exist. Its path is
  /// relative to the state folder.
  package let entries: (_ folder: String, _ prefix: String) throws(Mismatch) -> [Entry]
  /// Reads a file, whose path is relative to the state folder; nil if there is none.
  package let bytes: (_ file: String) throws(Mismatch) -> [UInt8]?

  /// Creates access to the files of a state folder.
  package init(
    entries: @escaping (_ folder: String, _ prefix: String) throws(Mismatch) -> [Entry],
    bytes: @escaping (_ file: String) throws(Mismatch) -> [UInt8]?
  ) {
    self.entries = entries
    self.bytes = bytes
  }
}

/// The shards of one folder, each of which is read when it is first needed.
final class LazyShards {
  private(set) var fault: Mismatch?
  private let folder: String
  private let form: ShardFile.Form
  private let instruments: Instruments
  private let source: StateFiles
  private var shards: Shards
  /// The groups whose entries were listed. A group is a prefix with an odd number of digits: the shard of that prefix,
  /// or the shards and folders of the prefixes that are one digit longer.
  private var listed: Set<String> = []
  /// The prefixes of shards and folders by their groups.
  private var entries: [String: [String]] = [:]
  /// The lines of shards that were read, by prefix.
  private var texts: [String: [ArraySlice<UInt8>]] = [:]
  /// The same as JSON, of shards of which all lines were needed.
  private var nodes: [String: [Node]] = [:]

  /// Creates shards of which none is listed or read yet.
  ///
  /// - Parameter folder: the path relative to the state folder.
  init(_ folder: String, form: ShardFile.Form, from source: StateFiles, by instruments: Instruments) {
    self.folder = folder
    self.form = form
    self.source = source
    self.instruments = instruments
    shards = Shards(folder)
  }

  /// The lines with an object's name or an index's value.
  ///
  /// The lines of a shard are searched by bisection, so that the others need neither be read as JSON nor digested.
  func lines(of key: ExactString) -> [Node] {
    let digits =
      form == .index
      ? Shards.valueDigits(key, by: instruments) : Shards.Place(key, object: key, by: instruments).digest
    list(towards: digits)
    if let prefix = shards.prefix(towards: digits) { return lines(of: key, in: prefix) }
    guard shards.isSplit(digits) else { return [] }
    var nodes: [Node] = []
    visit(below: digits, from: "") { prefix in
      nodes += lines(of: key, in: prefix)
      return true
    }
    return nodes
  }

  private func lines(of key: ExactString, in prefix: String) -> [Node] {
    if let known = nodes[prefix] { return known.filter { ShardFile.key(of: $0, form: form) == key } }
    do throws(Mismatch) {
      let lines = try texts(in: prefix)
      return try ShardFile.find(key, in: lines, of: file(prefix), form: form).map(\.node)
    } catch {
      fault = fault ?? error
      return []
    }
  }

  /// The lines of a shard.
  private func lines(in prefix: String) -> [Node] {
    if let known = nodes[prefix] { return known }
    nodes[prefix] = []
    guard fault == nil, shards.isUnread(prefix) else { return [] }
    do throws(Mismatch) {
      let texts = try texts(in: prefix)
      let parsed = try ShardFile.parse(
        texts, prefix: prefix, file: file(prefix), form: form, by: instruments)
      shards.fill(prefix, lines: parsed.lines)
      nodes[prefix] = parsed.nodes
    } catch {
      fault = fault ?? error
    }
    return nodes[prefix] ?? []
  }

  /// The lines of a shard before anything is checked; none after a fault.
  private func texts(in prefix: String) throws(Mismatch) -> [ArraySlice<UInt8>] {
    if let known = texts[prefix] { return known }
    guard fault == nil, shards.isUnread(prefix) else { return [] }
    guard let bytes = try source.bytes(file(prefix)) else { throw Mismatch(file(prefix), message: "it is missing") }
    let lines = try ShardFile.split(bytes, file: file(prefix))
    texts[prefix] = lines
    return lines
  }

  private func file(_ prefix: String) -> String { "\(folder)/\(ShardName.file(of: prefix))" }

  /// Lists the groups to which the shard of a digest may belong, or whole folders of groups.
  private func list(towards digest: String, wholeFolders: Bool = false) {
    var depth = 0
    while depth < digest.utf8.count {
      let prefix = String(digest.prefix(depth))
      guard depth == 0 || shards.isSplit(prefix) else { return }
      if wholeFolders { list(folder: prefix) } else { list(group: String(digest.prefix(depth + 1))) }
      depth += 2
    }
  }

  /// Lists one group.
  private func list(group: String) {
    guard fault == nil, listed.insert(group).inserted else { return }
    insert(String(group.suffix(1)), under: String(group.dropLast()))
  }

  /// Lists the groups of one folder, and finds entries that belong to none.
  private func list(folder prefix: String) {
    guard fault == nil, listed.insert(prefix).inserted else { return }
    insert("", under: prefix)
    listed.formUnion(Shards.digits.map { prefix + $0 })
  }

  /// Inserts the entries of a folder whose names begin with some digits, unless their groups were listed before.
  private func insert(_ digits: String, under prefix: String) {
    let path = folder + ShardName.folder(of: prefix)
    do throws(Mismatch) {
      for entry in try source.entries(path, digits) {
        if digits.isEmpty, listed.contains(prefix + entry.name.prefix(1)) { continue }
        try insert(entry, under: prefix, path: path)
      }
    } catch {
      fault = fault ?? error
    }
  }

  private func insert(_ entry: StateFiles.Entry, under prefix: String, path: String) throws(Mismatch) {
    let file = "\(path)/\(entry.name)"
    let digits = entry.isFolder ? entry.name : String(entry.name.dropLast(entry.name.hasSuffix(".jsonl") ? 6 : 0))
    let isHexadecimal = digits.utf8.allSatisfy { $0.isLowercaseHexadecimal }
    let lengths = entry.isFolder ? 2...2 : 1...2
    guard isHexadecimal, lengths.contains(digits.utf8.count), entry.isFolder || entry.name.hasSuffix(".jsonl"),
      (prefix + digits).utf8.count <= ShardName.longestPrefix
    else { throw Mismatch(file, message: "it is not named after one or two hexadecimal digits, as in 0f.jsonl") }
    do throws(StateDamage) {
      if entry.isFolder { try shards.insertFolder(prefix + digits) } else { try shards.insertUnread(prefix + digits) }
    } catch {
      throw Mismatch(file, message: error.reason)
    }
    entries[prefix + digits.prefix(1), default: []].append(prefix + digits)
  }

  /// The lines of all shards, by their prefixes.
  func all() -> [Node] {
    var nodes: [Node] = []
    visit(below: "", from: "", wholeFolders: true) { prefix in
      nodes += lines(in: prefix)
      return true
    }
    return nodes
  }

  /// The lines with moments before `end`, but not before `start`, in the order of time.
  func lines(from start: Instant?, before end: Instant) -> [(moment: Instant, object: String)] {
    var found: [(moment: Instant, object: String)] = []
    visitMoments(from: start) { moment, object in
      if moment >= end { return false }
      found.append((moment, object))
      return true
    }
    return found
  }

  /// The earliest moment of any object but some.
  func earliestMoment(except names: Set<String>) -> Instant? {
    var earliest: Instant?
    visitMoments(from: nil) { moment, object in
      if names.contains(object) { return true }
      earliest = moment
      return false
    }
    return earliest
  }

  /// Visits lines of moments in the order of time until the function returns false.
  private func visitMoments(from start: Instant?, _ take: (_ moment: Instant, _ object: String) -> Bool) {
    visit(below: "", from: start.map { Shards.momentDigits($0) } ?? "") { prefix in
      for node in lines(in: prefix) {
        guard let moment = node["value"]?.text.flatMap(Instant.init), let object = node["object"]?.text,
          start.map({ moment >= $0 }) ?? true
        else { continue }
        if !take(moment, object) { return false }
      }
      return true
    }
  }

  /// Visits shards below a prefix, in the order of their own prefixes, until the function returns false; without those
  /// of which every digest comes before `first`.
  private func visit(
    below top: String, from first: String, wholeFolders: Bool = false, _ take: (_ prefix: String) -> Bool
  ) {
    var pending = [top]
    while let prefix = pending.popLast() {
      let length = min(prefix.utf8.count, first.utf8.count)
      if prefix.prefix(length) < first.prefix(length) { continue }
      if prefix.utf8.count.isMultiple(of: 2), prefix.isEmpty || shards.isSplit(prefix) {
        if wholeFolders { list(folder: prefix) }
        pending += Shards.digits.reversed().map { prefix + $0 }
        continue
      }
      if !prefix.utf8.count.isMultiple(of: 2) { list(group: prefix) }
      if shards.isUnread(prefix) || shards.files[prefix] != nil {
        if !take(prefix) { return }
      } else if shards.isSplit(prefix) {
        pending += (entries[prefix] ?? []).sorted().reversed()
      }
    }
  }

  /// The shards of the folder after so much was read as is needed to apply the edits.
  func shards(editing edits: [Shards.Edit]) -> Shards {
    var edited: [String: [Shards.Edit]] = [:]
    // Removals may join a shard with its neighbours.
    let mayJoin = edits.contains { $0.text == nil }
    for edit in edits {
      list(towards: edit.place.digest, wholeFolders: edit.text == nil)
      if let prefix = shards.prefix(towards: edit.place.digest) { edited[prefix, default: []].append(edit) }
    }
    var partial: [String: [Shards.Line]] = [:]
    for (prefix, edits) in edited.sorted(by: { $0.key < $1.key }) {
      if !mayJoin, let lines = lines(in: prefix, searchedFor: edits) {
        partial[prefix] = lines
      } else {
        _ = lines(in: prefix)
      }
    }
    guard fault == nil else { return shards }
    if mayJoin {
      // Finds which shards a join would read; its result is not used.
      var trial = shards
      trial.apply(edits) { prefix in
        _ = lines(in: prefix)
        return shards.files[prefix] ?? []
      }
    }
    var result = shards
    for (prefix, lines) in partial { result.fill(prefix, lines: lines) }
    return result
  }

  /// The lines of a shard, of which only those are read that decide where the edits belong.
  ///
  /// - Returns: nil if all lines were read before, or if the shard may have to be split.
  private func lines(in prefix: String, searchedFor edits: [Shards.Edit]) -> [Shards.Line]? {
    guard nodes[prefix] == nil else { return nil }
    do throws(Mismatch) {
      let texts = try texts(in: prefix)
      guard texts.count + edits.count <= Shards.limit else { return nil }
      var lines = texts.map { Shards.Line(withoutPlace: $0) }
      var places: [Int: Shards.Place] = [:]
      for edit in edits {
        _ = try Shards.search(edit.place, among: lines.count) { (index) throws(Mismatch) in
          if let known = places[index] { return known }
          let place = try ShardFile.read(
            texts[index], file: file(prefix), line: index + 1, form: form, by: instruments
          ).0
          places[index] = place
          lines[index] = Shards.Line(place: place, text: texts[index])
          return place
        }
      }
      return lines
    } catch {
      fault = fault ?? error
      return nil
    }
  }
}

extension Shards {
  /// The prefix of the shard to which a digest belongs; nil if there is none yet.
  fileprivate func prefix(towards digest: String) -> String? {
    (1...digest.utf8.count).lazy.map { String(digest.prefix($0)) }.first {
      files[$0] != nil || isUnread($0)
    }
  }
}
