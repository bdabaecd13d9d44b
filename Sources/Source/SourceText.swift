/// The text of a file, from which parts of lines are taken by line and column.
///
/// Taking a part costs its own length and a bounded number of steps, however long the line is: the position of every
/// 256th column is noted when a line is first used.
package struct SourceText {
  private let bytes: [UInt8]
  /// The position at which each line begins, and one after the end.
  private let lines: [Int]
  /// For each line, counted from 0, the positions of columns 0, 256, 512 …
  private var stops: [Int: [Int]] = [:]
  /// The number of bytes that were read after the lines were found; for tests.
  package private(set) var steps = 0

  private static let stride = 256

  /// Creates a text from the bytes of a file, which should be UTF-8.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 } + [bytes.count + 1]
  }

  /// Returns a range of columns of a line, as far as the line has them, and whether it reaches the line's end.
  ///
  /// Lines and columns count from 0, columns in Unicode scalars. Nil if there is no such line.
  package mutating func stretch(line: Int, columns: Range<Int>) -> (text: String, isWhole: Bool)? {
    guard lines.indices.dropLast().contains(line) else { return nil }
    var end = lines[line + 1] - 1
    if end > lines[line], bytes[end - 1] == 0x0D { end -= 1 }
    let range = lines[line]..<end
    let lower = place(of: columns.lowerBound, in: range, line: line)
    let upper = place(of: columns.upperBound, in: range, line: line)
    return (String(decoding: bytes[lower..<upper], as: UTF8.self), upper == end)
  }

  private mutating func place(of column: Int, in range: Range<Int>, line: Int) -> Int {
    let known = stops[line] ?? findStops(in: range)
    stops[line] = known
    let index = min(column / SourceText.stride, known.count - 1)
    var left = column - index * SourceText.stride
    var place = known[index]
    while place < range.upperBound {
      let isFirst = bytes[place] & 0xC0 != 0x80
      if isFirst, left == 0 { break }
      if isFirst { left -= 1 }
      place += 1
      steps += 1
    }
    return place
  }

  private mutating func findStops(in range: Range<Int>) -> [Int] {
    var stops: [Int] = []
    var column = 0
    for place in range where bytes[place] & 0xC0 != 0x80 {
      if column % SourceText.stride == 0 { stops.append(place) }
      column += 1
    }
    steps += range.count
    return stops.isEmpty ? [range.lowerBound] : stops
  }
}
