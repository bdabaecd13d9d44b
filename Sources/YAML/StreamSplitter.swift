import Source

/// Cuts a stream into documents and checks its bytes, in one pass.
///
/// A line that starts with `---` begins a document wherever it stands, in a block scalar or within brackets too, and
/// `...` ends one: so lines suffice. Lines end as libyaml has it: at LF, CR or both. The three further line breaks of
/// YAML 1.1 (U+0085, U+2028, U+2029) are refused, because to YAML 1.2 they are text.
struct StreamSplitter {
  /// One document with the directives before it.
  struct Piece {
    var range: Range<Int>
    /// The line its range starts at, from 1.
    let firstLine: Int
    /// False if there are only blanks, comments and markers.
    var hasContent = false
    /// Why it must not be parsed.
    var faults: [YAMLReader.Fault] = []
  }

  /// More than this many bad bytes of one document say nothing new.
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

  /// The next piece that has content or faults.
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
        // Only directives and comments may stand before the marker of the same document.
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

  /// Tells whether `---` or `...` and a blank or the end of the line stand here.
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

  /// libyaml must not see these anywhere: many of them cost it quadratic time, and a long one a copy for each tag.
  private var isTagDirective: Bool {
    bytes[index...].starts(with: [UInt8(ascii: "%"), UInt8(ascii: "T"), UInt8(ascii: "A"), UInt8(ascii: "G")])
  }

  /// Checks the bytes up to the end of the line and goes beyond it.
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

  /// Passes printable ASCII, eight bytes at a time, up to somewhere before the first other byte.
  private mutating func skipPrintable() {
    let raw = UnsafeRawBufferPointer(bytes)
    var next = index
    while next + 8 <= raw.count {
      let word = raw.loadUnaligned(fromByteOffset: next, as: UInt64.self)
      // A high bit is left by a byte over 0x7F, by one under 0x20, and by 0x7F; a borrow only hits what follows one.
      let unusual = word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
      guard unusual & 0x8080_8080_8080_8080 == 0 else { break }
      next += 8
    }
    index = next
  }

  /// Passes one character that is not printable ASCII.
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

  /// The place of `index`; costs a pass over the line, so it is for faults only.
  private var mark: Mark {
    let before = String(decoding: bytes[lineStart..<index], as: UTF8.self)
    return Mark(line: line, column: before.unicodeScalars.count + 1)
  }
}
