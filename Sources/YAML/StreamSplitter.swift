import Source

/// Divides a stream into documents and checks its bytes, in one pass.
///
/// Lines are enough for that: a line that starts with `---` begins a document even in a block scalar or within
/// brackets, and `...` ends one. Lines end as in libyaml, at LF, CR or both. The three further line breaks of YAML
/// 1.1 (U+0085, U+2028, U+2029) are faults, because they are text in YAML 1.2.
struct StreamSplitter {
  /// One document with the directives before it.
  struct Piece {
    var range: Range<Int>
    /// The line at which the range starts, counted from 1.
    let firstLine: Int
    /// Whether there is more than blanks, comments and markers.
    var hasContent = false
    /// The reasons why the piece must not be parsed.
    var faults: [YAMLReader.Fault] = []
  }

  /// The most faults of one document that are reported; more invalid bytes add no information.
  private static let faultLimit = 10

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private var lineStart: Int
  private var line = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = index
  }

  /// Returns the next piece with content or faults; nil at the end.
  mutating func next() -> Piece? {
    while index < bytes.count {
      let piece = scanPiece()
      if piece.hasContent || !piece.faults.isEmpty { return piece }
    }
    return nil
  }

  private mutating func scanPiece() -> Piece {
    var piece = Piece(range: index..<index, firstLine: line)
    var isStarted = false
    while index < bytes.count {
      let first = bytes[index]
      if first == UInt8(ascii: "-"), isMarker(first) {
        // Only directives and comments may precede the marker of a document.
        if isStarted { break }
        isStarted = true
        if !isBlank(from: index + 3) { piece.hasContent = true }
      } else if first == UInt8(ascii: "."), isMarker(first) {
        if !isBlank(from: index + 3) { piece.hasContent = true }
        scanLine(&piece)
        break
      } else if first == UInt8(ascii: "%") {
        piece.hasContent = true
        if isTagDirective { report(.tagDirective(at: Mark(line: line, column: 1)), in: &piece) }
      } else if !isStarted || !piece.hasContent, !isBlank(from: index) {
        isStarted = true
        piece.hasContent = true
      }
      scanLine(&piece)
    }
    piece.range = piece.range.lowerBound..<index
    return piece
  }

  /// Tells whether the current line starts with `---` or `...`, followed by a blank or the line's end.
  private func isMarker(_ byte: UInt8) -> Bool {
    guard index + 3 <= bytes.count, bytes[index + 1] == byte, bytes[index + 2] == byte else { return false }
    guard index + 3 < bytes.count else { return true }
    switch bytes[index + 3] {
    case 0x20, 0x09, 0x0A, 0x0D: return true
    default: return false
    }
  }

  /// Tells whether the rest of the line is blank or a comment.
  private func isBlank(from start: Int) -> Bool {
    for byte in bytes[start...] {
      switch byte {
      case 0x20, 0x09: continue
      case 0x0A, 0x0D, UInt8(ascii: "#"): return true
      default: return false
      }
    }
    return true
  }

  /// Whether the line is a `%TAG` directive. libyaml must not see one: many of them cost it quadratic time, and a
  /// long one a copy for each tag.
  private var isTagDirective: Bool {
    bytes[index...].starts(with: [UInt8(ascii: "%"), UInt8(ascii: "T"), UInt8(ascii: "A"), UInt8(ascii: "G")])
  }

  /// Checks the bytes of a line and moves to the next one.
  private mutating func scanLine(_ piece: inout Piece) {
    while index < bytes.count {
      skipPrintable()
      guard index < bytes.count else { return }
      let byte = bytes[index]
      if byte >= 0x20 && byte < 0x7F || byte == 0x09 {
        index += 1
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x7F { index += 1 }
      } else if byte == 0x0A || byte == 0x0D {
        index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        line += 1
        lineStart = index
        return
      } else {
        scanUnusual(&piece)
      }
    }
  }

  /// Skips printable ASCII, eight bytes at a time; stops at most seven bytes before the first other byte.
  private mutating func skipPrintable() {
    let raw = UnsafeRawBufferPointer(bytes)
    var next = index
    while next + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: next, as: UInt64.self)
      // A byte above 0x7F, one below 0x20 and 0x7F each leave a high bit; a borrow affects only bytes after such a
      // byte.
      let unusual = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
      guard unusual & 0x8080_8080_8080_8080 == 0 else { break }
      next += 8
    }
    index = next
  }

  /// Checks and skips one character that is not printable ASCII.
  private mutating func scanUnusual(_ piece: inout Piece) {
    guard let (scalar, length) = decodeScalar(bytes[index...]) else {
      report(.utf8(bytes[index], at: mark), in: &piece)
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      return
    }
    switch scalar.value {
    case 0: report(.nul(at: mark), in: &piece)
    case 0x01...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
      report(.control(scalar, at: mark), in: &piece)
    default: break
    }
    index += length
  }

  private func report(_ fault: @autoclosure () -> YAMLReader.Fault, in piece: inout Piece) {
    if piece.faults.count < StreamSplitter.faultLimit { piece.faults.append(fault()) }
  }

  /// The place of `index`; it costs a pass over the line, so it is for faults only.
  private var mark: Mark {
    let before = String(decoding: bytes[lineStart..<index], as: UTF8.self)
    return Mark(line: line, column: before.unicodeScalars.count + 1)
  }
}
