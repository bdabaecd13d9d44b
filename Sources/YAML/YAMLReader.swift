package import Source

/// Reads manifests: turns YAML streams into located trees, strictly and in bounded time.
///
/// The bytes are checked first, because libyaml reports invalid ones at 1:1. Then every document is parsed
/// separately, because libyaml gives up the rest of a stream at the first syntax error. Anchors, aliases, tags, merge
/// keys and duplicate keys are faults. Nothing is thrown: all faults of a file are returned together.
package struct YAMLReader {
  /// The limits of one file; reading stops where one is exceeded.
  package struct Limits: Sendable {
    /// The most bytes of the file.
    package var bytes: Int
    /// The deepest nesting of mappings and lists.
    package var depth: Int
    /// The most nodes of the file: scalars (also keys), mappings, lists and aliases, and one for each document.
    package var nodes: Int

    /// Creates limits; the defaults are those of manifests: 4 MiB, 64 levels, 100,000 nodes.
    package init(bytes: Int = 4 << 20, depth: Int = 64, nodes: Int = 100_000) {
      self.bytes = bytes
      self.depth = depth
      self.nodes = nodes
    }
  }

  /// One document whose tree could be built.
  package struct Document: Sendable {
    /// The tree of the document.
    package let root: Node
    /// The position of the document in the file, counted from 0; unreadable documents count, empty ones do not.
    package let index: Int
    /// The place of the document's first content.
    package let mark: Mark
    /// The faults of the document in order of place. A document with faults is invalid, and its `root` only tells
    /// which object it declares: aliases became null, tags and anchors were dropped, and of duplicate keys the first
    /// was kept.
    package let faults: [Fault]
  }

  /// The documents and faults of one file.
  package struct Result: Sendable {
    /// The documents whose trees could be built, in the order of the file.
    package var documents: [Document] = []
    /// The reasons why other documents, or the whole file, cannot be read, in order of place.
    package var faults: [Fault] = []
  }

  /// Reads a whole file. A fault of one document does not affect the others, unless a limit of the whole file is
  /// exceeded: then reading stops there.
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

  /// Reads one document; returns false once the file's limit of nodes is exceeded.
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
    // At least one node for each document, so that a stream of a million broken documents ends too.
    remainingNodes = min(remainingNodes - 1, builder.remainingNodes)
    return true
  }
}
