import Clibyaml
import Source

/// Builds the tree of one document directly from its events.
///
/// Faults that leave the tree readable are collected in `faults`; a fault that ends the document is thrown. The
/// limits are checked at every event, because libyaml does not limit the depth.
struct TreeBuilder: ~Copyable {
  private(set) var faults: [YAMLReader.Fault] = []
  private(set) var remainingNodes: Int

  private let parser: EventParser
  private let limits: YAMLReader.Limits
  private var depth = 0

  /// Creates a builder for one document.
  ///
  /// - Parameters:
  ///   - bytes: the text of at most one document, with valid bytes only; it must outlive the builder.
  ///   - remainingNodes: the number of the file's nodes that this document may use.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, limits: YAMLReader.Limits, remainingNodes: Int
  ) {
    parser = EventParser(bytes, firstLine: firstLine)
    self.limits = limits
    self.remainingNodes = remainingNodes
  }

  /// Returns the root of the document; nil if there is no document or it is empty.
  mutating func document() throws(YAMLReader.Fault) -> Node? {
    try parser.advance()  // The start of the stream.
    try parser.advance()
    guard parser.type == YAML_DOCUMENT_START_EVENT else { return nil }
    try parser.advance()
    let isEmpty = isAtNothing
    let root = try node()
    try parser.advance()  // The end of the document.
    try parser.advance()
    guard parser.type == YAML_STREAM_END_EVENT else {
      throw syntaxFault("did not find expected <document start>", context: nil, at: parser.mark, from: nil)
    }
    return isEmpty ? nil : root
  }

  /// Tells whether the current event is a node that is not written at all.
  private var isAtNothing: Bool {
    guard parser.type == YAML_SCALAR_EVENT else { return false }
    let (content, properties) = parser.scalar
    return content.isPlain && content.text.isEmpty && properties.isEmpty
  }

  /// Reads the node whose first event is the current one.
  private mutating func node() throws(YAMLReader.Fault) -> Node {
    let mark = parser.mark
    guard remainingNodes > 0 else { throw .nodes(limit: limits.nodes, at: mark) }
    remainingNodes -= 1
    switch parser.type {
    case YAML_SCALAR_EVENT: return Node(.scalar(scalar(at: mark)), mark: mark)
    case YAML_ALIAS_EVENT:
      faults.append(.alias(parser.aliasName, at: mark))
      return Node(Node.null.value, mark: mark)
    default: return try collection(at: mark)
    }
  }

  private mutating func scalar(at mark: Mark) -> Scalar {
    let (content, properties) = parser.scalar
    refuse(properties, at: mark)
    return content
  }

  private mutating func collection(at mark: Mark) throws(YAMLReader.Fault) -> Node {
    guard depth < limits.depth else { throw .depth(limit: limits.depth, at: mark) }
    depth += 1
    defer { depth -= 1 }
    refuse(parser.properties, at: mark)
    if parser.type == YAML_MAPPING_START_EVENT { return Node(.mapping(try entries()), mark: mark) }
    var items: [Node] = []
    try parser.advance()
    while parser.type != YAML_SEQUENCE_END_EVENT {
      items.append(try node())
      try parser.advance()
    }
    return Node(.sequence(items), mark: mark)
  }

  private mutating func entries() throws(YAMLReader.Fault) -> [Entry] {
    var entries = UniqueEntries()
    try parser.advance()
    while parser.type != YAML_MAPPING_END_EVENT {
      let isAlias = parser.type == YAML_ALIAS_EVENT
      let key = try node()
      try parser.advance()
      let place = faults.count
      let value = try node()
      try parser.advance()
      // An alias has been reported already.
      if let fault = isAlias ? nil : entries.add(key, value: value) { faults.insert(fault, at: place) }
    }
    return entries.entries
  }

  private mutating func refuse(_ properties: EventProperties, at mark: Mark) {
    if properties.isEmpty { return }
    if let name = properties.anchorName { faults.append(.anchor(name, at: mark)) }
    if let name = properties.tagName { faults.append(.tag(name, at: mark)) }
  }
}
