package import Model
package import Source

/// One file of a folder of a large kind: its name and the reading of its lines.
package enum ShardFile {
  /// The content of the lines of a folder, which decides to which shard a line belongs.
  package enum Form: Sendable {
    /// Stored objects, divided by their names.
    case objects
    /// Index entries, `{"value": …, "object": name}`, divided by their values.
    case index
    /// Index entries whose values are moments, divided by these.
    case moments
  }

  /// A file that was read, but not yet compared with the others of its folder.
  package struct Parsed: Sendable {
    let prefix: String
    let lines: [Shards.Line]
    let nodes: [Node]
  }

  /// Reads a file of a folder. Several may be read at once, on several threads.
  ///
  /// Whether lines are written as this program writes them, and whether shards are divided as they must be, is
  /// checked by `verify`.
  ///
  /// - Throws: The first place that no run can have written.
  package static func parse(
    _ name: String, in folder: String, bytes: [UInt8], form: Form, by instruments: Instruments
  ) throws(Mismatch) -> Parsed {
    let file = "\(folder)/\(name)"
    guard let prefix = ShardName.prefix(ofFile: name) else {
      throw Mismatch(
        file,
        message:
          "it is not named after 1 to \(ShardName.longestPrefix) hexadecimal digits in lower case, as in 0f.jsonl or 0f/3.jsonl"
      )
    }
    var lines: [Shards.Line] = []
    var nodes: [Node] = []
    for text in try split(bytes, file: file) {
      let number = lines.count + 1
      let (place, node) = try read(text, file: file, line: number, form: form, by: instruments)
      guard place.digest.utf8.starts(with: prefix.utf8) else {
        throw Mismatch(
          file, line: number, message: "\(place.key) belongs in the shard \(place.digest) or one above it")
      }
      if let last = lines.last, last.place >= place {
        throw Mismatch(file, line: number, message: "\(place.key) does not come after the line before it")
      }
      lines.append(Shards.Line(place: place, text: text))
      nodes.append(node)
    }
    return Parsed(prefix: prefix, lines: lines, nodes: nodes)
  }

  /// Finds an object in a file's bytes by bisection.
  ///
  /// - Returns: The object's line; nil if it is not there.
  package static func find(
    _ name: String, in bytes: [UInt8], of file: String
  ) throws(Mismatch) -> ArraySlice<UInt8>? {
    let lines = try split(bytes, file: file)
    var range = lines.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let node = try json(lines[middle], file: file, line: middle + 1)
      guard let found = node["metadata"]?["name"]?.text else {
        throw Mismatch(file, line: middle + 1, message: "it has no metadata.name")
      }
      if ExactString.same(found, name) { return lines[middle] }
      range = ExactString.precedes(found, name) ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The names of the files in which a key's line may be, those of the present form of the state first.
  package static func files(for key: ExactString, by instruments: Instruments) -> [String] {
    let digest = Shards.Place(key, object: key, by: instruments).digest
    let prefixes = (1...ShardName.longestPrefix).map { String(digest.prefix($0)) }
    return prefixes.map { ShardName.file(of: $0) } + prefixes.dropFirst(2).map { $0 + ".jsonl" }
  }

  private static func split(_ bytes: [UInt8], file: String) throws(Mismatch) -> [ArraySlice<UInt8>] {
    guard !bytes.isEmpty else { throw Mismatch(file, message: "it is empty") }
    guard bytes.last == UInt8(ascii: "\n") else { throw Mismatch(file, message: "its last line is not complete") }
    return bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private static func json(_ text: ArraySlice<UInt8>, file: String, line number: Int) throws(Mismatch) -> Node {
    let node: Node
    do {
      node = try JSONReader.read(Array(text))
    } catch {
      throw Mismatch(file, line: number, message: "it is not valid JSON: \(error.message)")
    }
    guard node.entries != nil else { throw Mismatch(file, line: number, message: "it is not an object") }
    return node
  }

  private static func read(
    _ text: ArraySlice<UInt8>, file: String, line number: Int, form: Form, by instruments: Instruments
  ) throws(Mismatch) -> (Shards.Place, Node) {
    let node = try json(text, file: file, line: number)
    switch form {
    case .objects:
      guard let name = node["metadata"]?["name"]?.text else {
        throw Mismatch(file, line: number, message: "it has no metadata.name")
      }
      return (Shards.Place(ExactString(name), object: ExactString(name), by: instruments), node)
    case .index:
      guard let value = node["value"]?.text, let object = node["object"]?.text else {
        throw Mismatch(file, line: number, message: "it does not say which object has which value")
      }
      return (Shards.Place(value: ExactString(value), object: ExactString(object), by: instruments), node)
    case .moments:
      guard let moment = node["value"]?.text.flatMap(Instant.init), let object = node["object"]?.text else {
        throw Mismatch(file, line: number, message: "it does not say which object has which moment")
      }
      return (Shards.Place(moment: moment, object: ExactString(object), by: instruments), node)
    }
  }
}
