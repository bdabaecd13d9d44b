import Model
package import Source

/// Diagnostics for people: the message, the place with the source line and a caret, and what to do.
package struct DiagnosticText {
  private let style: Style

  /// Creates a writer with a style, which also hides secrets.
  package init(_ style: Style) {
    self.style = style
  }

  /// The text of one diagnostic, with the source around its place if that is known; ends in a line feed.
  package func text(_ diagnostic: Diagnostic, around excerpt: SourceExcerpt?) -> String {
    let word = diagnostic.severity == .error ? style.red("error") : style.yellow("warning")
    var text = "\(style.bold(word)): \(style.bold(style.shown(diagnostic.message)))\n"
    if let location = diagnostic.location { text += "  \(style.cyan("-->")) \(place(location))\n" }
    if let excerpt, let mark = diagnostic.location?.mark { text += self.text(excerpt, line: mark.line) }
    let ids = [diagnostic.code, diagnostic.rule].compactMap { $0 }.joined(separator: " · ")
    let subject = diagnostic.object.map { " (\($0))" } ?? ""
    text += "   \(style.cyan("=")) \(style.dim(visible(ids + subject)))\n"
    if let hint = diagnostic.hint { text += "   \(style.cyan("=")) \(style.cyan("hint")): \(style.shown(hint))\n" }
    for note in diagnostic.notes {
      let position = note.location.map { ", \(place($0))" } ?? ""
      text += "   \(style.cyan("=")) \(style.cyan("note")): \(style.shown(note.message))\(position)\n"
    }
    return text
  }

  private func place(_ location: SourceLocation) -> String {
    let file = style.shown(whole: location.file)
    return location.mark == .none ? file : "\(file):\(location.mark.line):\(location.mark.column)"
  }

  /// The source line with a caret below the column.
  private func text(_ excerpt: SourceExcerpt, line: UInt32) -> String {
    let number = "\(line)"
    let margin = String(repeating: " ", count: number.count)
    let (before, after) = excerpt.halves { style.hiding($0) }
    let lead = excerpt.isCut ? "…" : ""
    let pad = String(repeating: " ", count: lead.count + visible(before).count)
    let bar = style.cyan("|")
    return """
       \(margin) \(bar)
       \(style.cyan(number)) \(bar) \(lead)\(visible(before))\(visible(after))
       \(margin) \(bar) \(pad)\(style.red("^"))

      """
  }
}
