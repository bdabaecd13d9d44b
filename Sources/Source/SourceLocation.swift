/// A line and a column in a text: both count from 1, columns in Unicode scalars; zero stands for "not known".
package struct Mark: Hashable, Sendable {
  package let line: UInt32
  package let column: UInt32

  package init(line: Int, column: Int) {
    self.line = UInt32(clamping: line)
    self.column = UInt32(clamping: column)
  }

  /// The mark of everything that was made rather than read.
  package static let none = Mark(line: 0, column: 0)
}

/// A place in a file of the repository.
package struct SourceLocation: Hashable, Sendable {
  /// Slash-separated, relative to the repository's root.
  package let file: String
  package let mark: Mark

  package init(file: String, mark: Mark) {
    self.file = file
    self.mark = mark
  }

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
