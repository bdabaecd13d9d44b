/// A line and a column in a text, counted from 1, columns in Unicode scalars; zero means "not known".
package struct Mark: Hashable, Sendable {
  /// The line, counted from 1; 0 if it is not known.
  package let line: UInt32
  /// The column in Unicode scalars, counted from 1; 0 if it is not known.
  package let column: UInt32

  /// Creates a mark; numbers that 32 bits cannot hold become the nearest that they can.
  package init(line: Int, column: Int) {
    self.line = UInt32(clamping: line)
    self.column = UInt32(clamping: column)
  }

  /// The mark of a value that was made and not read.
  package static let none = Mark(line: 0, column: 0)
}

/// A place in a file of the repository.
package struct SourceLocation: Hashable, Sendable {
  /// The path relative to the repository's root, with slashes.
  package let file: String
  /// The line and column; `.none` means the whole file.
  package let mark: Mark

  /// Creates a location with a mark that a reader gave.
  package init(file: String, mark: Mark) {
    self.file = file
    self.mark = mark
  }

  /// Creates a location from a line and a column, both counted from 1.
  package init(file: String, line: Int, column: Int) {
    self.init(file: file, mark: Mark(line: line, column: column))
  }
}

extension SourceLocation: Comparable {
  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if !ExactString.same(left.file, right.file) { return ExactString.precedes(left.file, right.file) }
    return (left.mark.line, left.mark.column) < (right.mark.line, right.mark.column)
  }
}
