/// Reads strict JSON into nodes that know their place in the text.
///
/// Stored files are read by this and not by the YAML reader: libyaml rejects surrogate escapes, turns U+0085 into a
/// blank and fails on long keys. Faults are: nesting deeper than 64, duplicate keys, invalid UTF-8, raw control
/// characters, lone surrogates and text after the value.
package struct JSONReader {
  /// The first fault in a text, and its place.
  package struct Fault: Error, Hashable, Sendable {
    /// The fault without its place, such as `a string is not closed`.
    package let message: String
    /// The place of the fault.
    package let mark: Mark
  }

  /// The deepest nesting of mappings and lists that is read, which bounds the depth of recursion.
  package static let depthLimit = 64

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var line = 1
  private var column = 1
  private var counted = 0
  private var depth = 0

  /// Reads a text that holds one JSON value.
  package static func read(_ bytes: [UInt8]) throws(Fault) -> Node {
    let result: Result<Node, Fault> = bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(bytes: buffer)
      return Result { () throws(Fault) in try reader.document() }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private mutating func document() throws(Fault) -> Node {
    let node = try value()
    skipBlanks()
    guard index == bytes.count else { throw fault("text after the end of the document") }
    return node
  }

  private mutating func value() throws(Fault) -> Node {
    skipBlanks()
    let mark = takeMark()
    switch peek {
    case UInt8(ascii: "{"):
      return try nested { reader throws(Fault) in Node(.mapping(try reader.members()), mark: mark) }
    case UInt8(ascii: "["):
      return try nested { reader throws(Fault) in Node(.sequence(try reader.items()), mark: mark) }
    case UInt8(ascii: "\""): return Node(.scalar(Scalar(text: try string(), isPlain: false)), mark: mark)
    case nil: throw fault("the document ends where a value is expected")
    default: return Node(.scalar(Scalar(text: try literal(), isPlain: true)), mark: mark)
    }
  }

  private mutating func nested(_ read: (inout JSONReader) throws(Fault) -> Node) throws(Fault) -> Node {
    guard depth < JSONReader.depthLimit else { throw fault("nested deeper than \(JSONReader.depthLimit) levels") }
    depth += 1
    defer { depth -= 1 }
    index += 1
    return try read(&self)
  }

  private mutating func members() throws(Fault) -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<ExactString> = []
    skipBlanks()
    if accept("}") { return [] }
    repeat {
      skipBlanks()
      let keyMark = takeMark()
      guard peek == UInt8(ascii: "\"") else { throw fault("a key in quotes is expected") }
      let key = ExactString(try string())
      guard seen.insert(key).inserted else { throw Fault(message: "the key \"\(key)\" appears twice", mark: keyMark) }
      skipBlanks()
      guard accept(":") else { throw fault("a colon is expected after a key") }
      entries.append(Entry(key: key, keyMark: keyMark, value: try value()))
      skipBlanks()
    } while accept(",")
    guard accept("}") else { throw fault("a comma or a closing brace is expected") }
    return entries
  }

  private mutating func items() throws(Fault) -> [Node] {
    var items: [Node] = []
    skipBlanks()
    if accept("]") { return [] }
    repeat {
      items.append(try value())
      skipBlanks()
    } while accept(",")
    guard accept("]") else { throw fault("a comma or a closing bracket is expected") }
    return items
  }

  private mutating func literal() throws(Fault) -> String {
    let start = index
    while let byte = peek, byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}")
    {
      index += 1
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard text == "null" || text == "true" || text == "false" || JSONWriter.isNumber(text) else {
      index = start
      throw fault("a value is expected")
    }
    return text
  }

  private mutating func string() throws(Fault) -> String {
    index += 1
    let start = index
    while let byte = peek, byte != UInt8(ascii: "\""), byte != 0x5C, byte >= 0x20 { index += 1 }
    if peek == UInt8(ascii: "\"") {
      defer { index += 1 }
      return try decoded(bytes[start..<index])
    }
    return try escapedString(from: start)
  }

  /// Reads on from the first escape of a string: the slow path of `string()`.
  private mutating func escapedString(from start: Int) throws(Fault) -> String {
    var unescaped = Array(bytes[start..<index])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return try unescaped.withUnsafeBufferPointer { buffer throws(Fault) in try decoded(buffer[...]) }
      case 0x5C:
        index += 1
        try escape(into: &unescaped)
      case 0..<0x20: throw fault("a control character in a string must be escaped")
      default:
        unescaped.append(byte)
        index += 1
      }
    }
    throw fault("a string is not closed")
  }

  private mutating func escape(into unescaped: inout [UInt8]) throws(Fault) {
    guard let byte = peek else { throw fault("a string is not closed") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), 0x5C, UInt8(ascii: "/"): unescaped.append(byte)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"): unescaped.append(contentsOf: Array(String(try unicodeEscape()).utf8))
    default: throw fault("unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(Fault) -> Unicode.Scalar {
    let high = try hexQuad()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, accept("\\"), accept("u") else { throw fault("an unpaired surrogate") }
    let low = try hexQuad()
    guard low >= 0xDC00, low <= 0xDFFF, let scalar = Unicode.Scalar(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw fault("an unpaired surrogate") }
    return scalar
  }

  private mutating func hexQuad() throws(Fault) -> UInt32 {
    guard index + 4 <= bytes.count else { throw fault("an escape is not complete") }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault("four hexadecimal digits are expected")
      }
      value = value << 4 + UInt32(digit)
    }
    index += 4
    return value
  }

  private mutating func decoded(_ slice: Slice<UnsafeBufferPointer<UInt8>>) throws(Fault) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault("the text is not valid UTF-8") }
    return text
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek {
      switch byte {
      case 0x0A:
        line += 1
        column = 1
        counted = index + 1
        fallthrough
      case 0x20, 0x09, 0x0D: index += 1
      default: return
      }
    }
  }

  /// The place of the current byte; counting resumes at the last mark, so that one long line costs one pass.
  private mutating func takeMark() -> Mark {
    for byte in bytes[counted..<index] where byte & 0xC0 != 0x80 { column += 1 }
    counted = max(counted, index)
    return Mark(line: line, column: column)
  }

  private mutating func fault(_ message: String) -> Fault { Fault(message: message, mark: takeMark()) }
}
