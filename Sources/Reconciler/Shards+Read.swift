package import Model
package import Source

extension Shards {
  /// What the lines of a folder say, and with it where they belong.
  package enum Form: Sendable {
    /// Stored objects, found by their names.
    case objects
    /// `{"value": …, "object": name}`: the objects that an index finds under a value.
    case index
  }

  /// A file that was read, but not yet looked at beside the others.
  package struct Parsed: Sendable {
    let prefix: String
    let lines: [Line]
    let nodes: [Node]
  }

  /// Takes up a file of the folder as it is stored.
  @discardableResult
  package mutating func read(
    _ name: String, _ bytes: [UInt8], _ form: Form, _ instruments: Instruments
  ) throws(Mismatch) -> [Node] {
    try insert(try Shards.parse(folder, name, bytes, form, instruments))
  }

  /// Reads a file as it is stored in a folder. Several may be read at once, on several threads.
  ///
  /// Whether lines are written as this program writes them, and as many to a shard as belong there, is for `verify`.
  ///
  /// - Throws: The first place that no run can have left so.
  package static func parse(
    _ folder: String, _ name: String, _ bytes: [UInt8], _ form: Form, _ instruments: Instruments
  ) throws(Mismatch) -> Parsed {
    let file = "\(folder)/\(name)"
    guard let prefix = Shards.prefix(ofFile: name) else {
      throw Mismatch(
        file, "it is not named after 1 to \(Shards.longestPrefix) hexadecimal digits in lower case, as in 0f.jsonl")
    }
    var lines: [Line] = []
    var nodes: [Node] = []
    for text in try Shards.split(bytes, file) {
      let number = lines.count + 1
      let (place, node) = try Shards.read(text, file, number, form, instruments)
      guard place.digest.utf8.starts(with: prefix.utf8) else {
        throw Mismatch(file, line: number, "\(place.key) belongs into the shard \(place.digest) or one above it")
      }
      if let last = lines.last, last.place >= place {
        throw Mismatch(file, line: number, "\(place.key) does not come after the line before it")
      }
      lines.append(Line(place: place, text: text))
      nodes.append(node)
    }
    return Parsed(prefix: prefix, lines: lines, nodes: nodes)
  }

  /// Takes up a file that was read.
  ///
  /// - Returns: The trees of its lines, in order.
  /// - Throws: Why it cannot lie beside those that are here.
  @discardableResult
  package mutating func insert(_ parsed: Parsed) throws(Mismatch) -> [Node] {
    do {
      try insert(parsed.prefix, parsed.lines)
    } catch {
      throw Mismatch(path(parsed.prefix), error.reason)
    }
    return parsed.nodes
  }

  /// Finds an object in a file's bytes, reading no more lines than it must.
  ///
  /// - Returns: Its line; nil if it is not there.
  package static func find(
    _ name: String, in bytes: [UInt8], of file: String
  ) throws(Mismatch) -> ArraySlice<UInt8>? {
    let lines = try split(bytes, file)
    var range = lines.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let node = try json(lines[middle], file, middle + 1)
      guard let found = node["metadata"]?["name"]?.text else {
        throw Mismatch(file, line: middle + 1, "it has no metadata.name")
      }
      if ExactString.same(found, name) { return lines[middle] }
      range = ExactString.precedes(found, name) ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The names of the files in which a key's line may be, the most likely first.
  package static func files(for key: ExactString, _ instruments: Instruments) -> [String] {
    let digest = Place(key, object: key, instruments).digest
    return (1...longestPrefix).map { "\(digest.prefix($0)).jsonl" }
  }

  static func prefix(ofFile name: String) -> String? {
    guard name.hasSuffix(".jsonl") else { return nil }
    let prefix = name.utf8.dropLast(6)
    let isHexadecimal = prefix.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isHexadecimal && (1...longestPrefix).contains(prefix.count) ? String(prefix) : nil
  }

  private static func split(_ bytes: [UInt8], _ file: String) throws(Mismatch) -> [ArraySlice<UInt8>] {
    guard !bytes.isEmpty else { throw Mismatch(file, "it is empty") }
    guard bytes.last == UInt8(ascii: "\n") else { throw Mismatch(file, "its last line is not complete") }
    return bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  private static func json(_ text: ArraySlice<UInt8>, _ file: String, _ number: Int) throws(Mismatch) -> Node {
    let node: Node
    do {
      node = try JSONReader.read(Array(text))
    } catch {
      throw Mismatch(file, line: number, "it is no JSON: \(error.message)")
    }
    guard node.entries != nil else { throw Mismatch(file, line: number, "it is no object") }
    return node
  }

  private static func read(
    _ text: ArraySlice<UInt8>, _ file: String, _ number: Int, _ form: Form, _ instruments: Instruments
  ) throws(Mismatch) -> (Place, Node) {
    let node = try json(text, file, number)
    switch form {
    case .objects:
      guard let name = node["metadata"]?["name"]?.text else {
        throw Mismatch(file, line: number, "it has no metadata.name")
      }
      return (Place(ExactString(name), object: ExactString(name), instruments), node)
    case .index:
      guard let value = node["value"]?.text, let object = node["object"]?.text else {
        throw Mismatch(file, line: number, "it does not say which object has which value")
      }
      return (Place(ExactString(value), object: ExactString(object), instruments), node)
    }
  }
}

// MARK: What is written

extension Shards.Line {
  /// An object's line.
  init(_ name: String, _ node: Node, _ instruments: Instruments) {
    place = Shards.Place(ExactString(name), object: ExactString(name), instruments)
    text = JSONWriter.line(node, secrets: .revealed)[...]
  }
}

/// An object under a value, in an index of a large kind.
struct Lookup: Hashable, Sendable {
  /// The index's folder.
  let index: String
  let value: ExactString
  let object: String

  func place(_ instruments: Instruments) -> Shards.Place {
    Shards.Place(value, object: ExactString(object), instruments)
  }

  var text: ArraySlice<UInt8> {
    let node = Node.object(["value": .text(value.text), "object": .text(object)])
    return JSONWriter.line(node, secrets: .revealed)[...]
  }
}

extension ResourceKind {
  /// The folder of its objects, relative to the state folder.
  static var objectFolder: String { "objects/\(folder)" }

  /// The values under which its indexes find an object.
  static func lookups(_ object: Stored<Self>) -> Set<Lookup> {
    var lookups: Set<Lookup> = []
    for index in indexes {
      for value in index.values(object) {
        lookups.insert(Lookup(index: index.folder, value: value, object: object.metadata.name))
      }
    }
    return lookups
  }
}
