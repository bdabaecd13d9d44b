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
    return try parse(try split(bytes, file: file), prefix: prefix, file: file, form: form, by: instruments)
  }

  /// Reads the lines of a file, as `parse(_:in:bytes:form:by:)` does.
  static func parse(
    _ texts: [ArraySlice<UInt8>], prefix: String, file: String, form: Form, by instruments: Instruments
  ) throws(Mismatch) -> Parsed {
    var lines: [Shards.Line] = []
    var nodes: [Node] = []
    for text in texts {
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

  /// Finds the lines with a key in a file's sorted lines by bisection; the other lines are not checked.
  ///
  /// - Parameter form: objects or index entries, whose keys are names or values.
  static func find(
    _ key: ExactString, in lines: [ArraySlice<UInt8>], of file: String, form: Form
  ) throws(Mismatch) -> [(text: ArraySlice<UInt8>, node: Node)] {
    var (first, end) = (lines.startIndex, lines.endIndex)
    while first < end {
      let middle = first + (end - first) / 2
      let node = try json(lines[middle], file: file, line: middle + 1)
      if try self.key(of: node, file: file, line: middle + 1, form: form) < key {
        first = middle + 1
      } else {
        end = middle
      }
    }
    var found: [(text: ArraySlice<UInt8>, node: Node)] = []
    for index in lines.indices[first...] {
      let node = try json(lines[index], file: file, line: index + 1)
      guard try self.key(of: node, file: file, line: index + 1, form: form) == key else { break }
      found.append((lines[index], node))
    }
    return found
  }

  /// Finds an object's line in a file's bytes by bisection; nil if it is not there.
  package static func find(
    _ name: String, in bytes: [UInt8], of file: String
  ) throws(Mismatch) -> ArraySlice<UInt8>? {
    try find(ExactString(name), in: try split(bytes, file: file), of: file, form: .objects).first?.text
  }

  /// The names of the files in which a key's line may be, those of the present form of the state first.
  package static func files(for key: ExactString, by instruments: Instruments) -> [String] {
    let digest = Shards.Place(key, object: key, by: instruments).digest
    let prefixes = (1...ShardName.longestPrefix).map { String(digest.prefix($0)) }
    return prefixes.map { ShardName.file(of: $0) } + prefixes.dropFirst(2).map { $0 + ".jsonl" }
  }

  static func split(_ bytes: [UInt8], file: String) throws(Mismatch) -> [ArraySlice<UInt8>] {
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

  /// Reads one line.
  static func read(
    _ text: ArraySlice<UInt8>, file: String, line number: Int, form: Form, by instruments: Instruments
  ) throws(Mismatch) -> (Shards.Place, Node) {
    let node = try json(text, file: file, line: number)
    let key = try key(of: node, file: file, line: number, form: form)
    guard form != .objects else { return (Shards.Place(key, object: key, by: instruments), node) }
    guard let object = node["object"]?.text.map({ ExactString($0) }) else {
      throw Mismatch(file, line: number, message: "it does not name its object")
    }
    guard form == .moments else { return (Shards.Place(value: key, object: object, by: instruments), node) }
    guard let moment = Instant(key.text) else {
      throw Mismatch(file, line: number, message: "its value is not a moment in time")
    }
    return (Shards.Place(moment: moment, object: object, by: instruments), node)
  }

  private static func key(of node: Node, file: String, line number: Int, form: Form) throws(Mismatch) -> ExactString {
    guard let key = key(of: node, form: form) else {
      throw Mismatch(file, line: number, message: form == .objects ? "it has no metadata.name" : "it has no value")
    }
    return key
  }

  /// The name of a line's object, or the value of an index entry; nil if there is none.
  static func key(of node: Node, form: Form) -> ExactString? {
    (form == .objects ? node["metadata"]?["name"]?.text : node["value"]?.text).map { ExactString($0) }
  }
}
