package import Source

/// Reads manifests: YAML streams into located trees, strictly and in bounded time.
///
/// The bytes are checked first, because libyaml reports bad ones at 1:1; then every document is parsed by itself, because
/// libyaml gives up the rest of a stream at the first syntax error. Anchors, aliases, tags, merge keys and duplicate keys
/// are refused where they stand. Nothing is thrown: every fault of a file comes back in one go.
package struct YAMLReader {
  /// What one file may hold; beyond it the file is not read on.
  package struct Limits: Sendable {
    /// Of the whole file.
    package var bytes: Int
    /// Mappings and lists within one another.
    package var depth: Int
    /// Scalars (keys too), mappings, lists and aliases of the whole file, and one for each document.
    package var nodes: Int

    package init(bytes: Int = 4 << 20, depth: Int = 64, nodes: Int = 100_000) {
      self.bytes = bytes
      self.depth = depth
      self.nodes = nodes
    }
  }

  /// One document whose tree could be built.
  package struct Document: Sendable {
    package let root: Node
    /// Which document of the file it is, from 0; unreadable ones count, empty ones do not.
    package let index: Int
    /// The place of its first content.
    package let mark: Mark
    /// What was refused in it, in order of place: a document with faults is invalid, and `root` serves only to say which
    /// object it stands for. Aliases became null, tags and anchors were dropped, of duplicate keys the first was kept.
    package let faults: [Fault]
  }

  /// What a file says.
  package struct Result: Sendable {
    package var documents: [Document] = []
    /// Why the other documents, or the whole file, cannot be read; in order of place.
    package var faults: [Fault] = []
  }

  /// Reads a whole file. A bad document never costs its neighbours, except that reading ends where a limit of the whole
  /// file is passed.
  package static func read(_ bytes: [UInt8], limits: Limits = Limits()) -> Result {
    guard bytes.count <= limits.bytes else { return Result(faults: [.size(bytes.count, limit: limits.bytes)]) }
    return bytes.withUnsafeBufferPointer { buffer in
      if let fault = Fault.otherEncoding(of: buffer) { return Result(faults: [fault]) }
      var reader = YAMLReader(limits: limits)
      var stream = StreamSplitter(buffer)
      while let piece = stream.next(), reader.accept(piece, of: buffer) {}
      return reader.result
    }
  }

  private let limits: Limits
  private var remainingNodes: Int
  private var index = 0
  private var result = Result()

  private init(limits: Limits) {
    self.limits = limits
    remainingNodes = limits.nodes
  }

  /// Takes one document in; false once the file's limit of nodes is passed.
  private mutating func accept(_ piece: StreamSplitter.Piece, of buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    guard remainingNodes > 0 else {
      result.faults.append(.nodes(limit: limits.nodes, at: Mark(line: piece.firstLine, column: 1)))
      return false
    }
    guard piece.faults.isEmpty else {
      result.faults += piece.faults
      index += piece.hasContent ? 1 : 0
      remainingNodes -= 1
      return true
    }
    var builder = TreeBuilder(
      UnsafeBufferPointer(rebasing: buffer[piece.range]), firstLine: piece.firstLine, limits: limits,
      remainingNodes: remainingNodes)
    do {
      if let root = try builder.document() {
        result.documents.append(Document(root: root, index: index, mark: root.mark, faults: builder.faults))
        index += 1
      }
    } catch {
      result.faults += builder.faults
      result.faults.append(error)
      index += 1
      if error.rule == "yaml.nodes" { return false }
    }
    // At least one, so that a stream of a million broken documents ends too.
    remainingNodes = min(remainingNodes - 1, builder.remainingNodes)
    return true
  }
}
