import Clibyaml
import Source

/// One libyaml parser over a buffer, and its current event.
///
/// The buffer must outlive the parser; it is read in place.
struct EventParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let current: UnsafeMutablePointer<yaml_event_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private let lineOffset: Int

  /// Creates a parser before its first event.
  ///
  /// - Parameter firstLine: the line of the file at which the buffer starts, counted from 1.
  init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    current = .allocate(capacity: 1)
    current.initialize(to: yaml_event_t())
    self.bytes = bytes
    lineOffset = firstLine
    // Without memory this leaves a cleared parser, whose first event is an error.
    guard yaml_parser_initialize(parser) == 1 else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(current)
    yaml_parser_delete(parser)
    current.deallocate()
    parser.deallocate()
  }

  /// Moves to the next event. It must not be called after the end of the stream or after an error.
  func advance() throws(YAMLReader.Fault) {
    yaml_event_delete(current)
    guard parser.pointee.read_handler != nil, yaml_parser_parse(parser, current) == 1 else { throw fault() }
  }

  var type: yaml_event_type_t { current.pointee.type }

  /// The place at which the current event starts.
  var mark: Mark { mark(current.pointee.start_mark) }

  /// The text and properties of a scalar event, read together: reading the event's union field by field is slow.
  var scalar: (content: Scalar, properties: EventProperties) {
    let event = current.pointee.data.scalar
    let bytes = UnsafeBufferPointer(start: event.value, count: event.length)
    let content = Scalar(
      text: String(decoding: bytes, as: UTF8.self), isPlain: event.style == YAML_PLAIN_SCALAR_STYLE)
    var properties = EventProperties(anchor: event.anchor, tag: event.tag)
    if properties.isEmpty {
      properties.hasBareTag = content.isPlain ? isWider(than: content) : event.plain_implicit != 0
    }
    return (content, properties)
  }

  /// The anchor and the tag of an event that starts a mapping or a list.
  var properties: EventProperties {
    if type == YAML_MAPPING_START_EVENT {
      let mapping = current.pointee.data.mapping_start
      return EventProperties(anchor: mapping.anchor, tag: mapping.tag)
    }
    let sequence = current.pointee.data.sequence_start
    return EventProperties(anchor: sequence.anchor, tag: sequence.tag)
  }

  /// Tells whether a plain scalar on one line has more columns than its text.
  private func isWider(than scalar: Scalar) -> Bool {
    let (start, end) = (current.pointee.start_mark, current.pointee.end_mark)
    guard start.line == end.line, end.column - start.column != scalar.text.utf8.count else { return false }
    return end.column - start.column > scalar.text.unicodeScalars.count
  }

  /// The name of an alias event.
  var aliasName: String { current.pointee.data.alias.anchor.map { String(cString: $0) } ?? "" }

  private func mark(_ mark: yaml_mark_t) -> Mark { Mark(line: lineOffset + mark.line, column: mark.column + 1) }

  /// The place of a problem within the text: if the last line is not ended, libyaml gives the end of the text a line
  /// of its own.
  private func problemMark(_ mark: yaml_mark_t) -> Mark {
    guard mark.column == 0, mark.line > 0, let last = bytes.last, last != 0x0A, last != 0x0D,
      mark.index == scalarCount(bytes[...])
    else { return self.mark(mark) }
    let start = bytes.lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    return Mark(line: lineOffset + mark.line - 1, column: scalarCount(bytes[start...]) + 1)
  }

  private func scalarCount(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  private func fault() -> YAMLReader.Fault {
    let parser = parser.pointee
    guard parser.error == YAML_SCANNER_ERROR || parser.error == YAML_PARSER_ERROR, let problem = parser.problem
    else {
      return syntaxFault(
        parser.problem.map { String(cString: $0) } ?? "there is not enough memory to read the document", context: nil,
        at: problemMark(parser.mark), from: nil)
    }
    return syntaxFault(
      String(cString: problem), context: parser.context.map { String(cString: $0) },
      at: problemMark(parser.problem_mark),
      from: parser.context == nil ? nil : mark(parser.context_mark))
  }
}

/// The anchor and tag before a node; valid until the parser advances.
struct EventProperties {
  let anchor: UnsafeMutablePointer<UInt8>?
  let tag: UnsafeMutablePointer<UInt8>?
  /// Whether a scalar has the tag `!`, which libyaml does not report: a quoted scalar is then marked as plain text
  /// may be, and a plain one has more columns than its text.
  var hasBareTag = false

  var isEmpty: Bool { anchor == nil && tag == nil && !hasBareTag }
  var anchorName: String? { anchor.map { String(cString: $0) } }
  var tagName: String? { hasBareTag ? "!" : tag.map { String(cString: $0) } }
}
