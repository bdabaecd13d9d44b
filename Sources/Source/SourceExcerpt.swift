/// The part of a source line that is shown with a diagnostic, cut to fit a terminal.
///
/// It holds more than is shown on both sides, because a key that is cut at the edge of the shown part must be
/// recognised as a whole. A word that does not end within the held part is longer than any key, and is hidden.
package struct SourceExcerpt: Sendable {
  /// The most columns that are shown before the place, and the most that are shown in all.
  private static let (columnsBefore, columns) = (80, 120)
  /// The number of columns that are held beyond the shown ones on either side; a key has at most 128 characters.
  private static let surroundings = 256

  /// Whether columns before those shown are left out.
  package let isCut: Bool
  private let scalars: [Unicode.Scalar]
  /// The shown part, and the place of the diagnostic, as indices of `scalars`.
  private let shown: Range<Int>
  private let place: Int
  private let isOpen: (start: Bool, end: Bool)

  /// Cuts an excerpt around a place; nil if the text has no such line. A column after the line's end means its end.
  package init?(_ mark: Mark, of text: inout SourceText) {
    let column = Int(mark.column) - 1
    let start = max(0, column - SourceExcerpt.columnsBefore)
    let first = max(0, start - SourceExcerpt.surroundings)
    let last = start + SourceExcerpt.columns + SourceExcerpt.surroundings
    guard let stretch = text.stretch(line: Int(mark.line) - 1, columns: first..<last) else { return nil }
    scalars = Array(stretch.text.unicodeScalars)
    isOpen = (first > 0, !stretch.isWhole)
    isCut = start > 0
    let lower = min(start - first, scalars.count)
    shown = lower..<min(lower + SourceExcerpt.columns, scalars.count)
    place = min(max(column - first, lower), shown.upperBound)
  }

  /// Returns the shown text before the place, and the shown text from the place on.
  ///
  /// - Parameter hiding: hides secrets in a text, scalar by scalar.
  package func halves(_ hiding: (String) -> String) -> (before: String, after: String) {
    var scalars = Array(hiding(SourceExcerpt.text(scalars[...])).unicodeScalars)
    guard scalars.count == self.scalars.count else { return ("", "") }
    if isOpen.start { hideWord(scalars.indices, in: &scalars) }
    if isOpen.end { hideWord(scalars.indices.reversed(), in: &scalars) }
    return (
      SourceExcerpt.text(scalars[shown.lowerBound..<place]), SourceExcerpt.text(scalars[place..<shown.upperBound])
    )
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// Hides the letters, digits and hyphens at the beginning of `indices`.
  private func hideWord(_ indices: some Sequence<Int>, in scalars: inout [Unicode.Scalar]) {
    for index in indices {
      guard scalars[index] == Redaction.dot || Redaction.isWordScalar(scalars[index]) else { return }
      scalars[index] = Redaction.dot
    }
  }
}
