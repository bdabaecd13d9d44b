import Model
import Source

/// Diagnostics as people read them: the message, the place with the source line and a caret, and what to do.
struct DiagnosticText {
  private let style: Style

  init(_ style: Style) {
    self.style = style
  }

  /// One diagnostic; `line` is the source line it stands at, if it is known.
  func text(_ diagnostic: Diagnostic, line: String?) -> String {
    let word = diagnostic.severity == .error ? style.red("error") : style.yellow("warning")
    var text = "\(style.bold(word)): \(style.bold(shown(diagnostic.message)))\n"
    if let location = diagnostic.location { text += "  \(style.cyan("-->")) \(place(location))\n" }
    if let line, let mark = diagnostic.location?.mark, mark.line > 0 { text += excerpt(line, mark) }
    let ids = [diagnostic.code, diagnostic.rule].compactMap { $0 }.joined(separator: " · ")
    let subject = diagnostic.object.map { " (\($0))" } ?? ""
    text += "   \(style.cyan("=")) \(style.dim(visible(ids + subject)))\n"
    if let hint = diagnostic.hint { text += "   \(style.cyan("=")) \(style.cyan("hint")): \(shown(hint))\n" }
    for note in diagnostic.notes {
      let position = note.location.map { ", \(place($0))" } ?? ""
      text += "   \(style.cyan("=")) \(style.cyan("note")): \(shown(note.message))\(position)\n"
    }
    return text
  }

  private func place(_ location: SourceLocation) -> String {
    let file = visible(location.file)
    return location.mark == .none ? file : "\(file):\(location.mark.line):\(location.mark.column)"
  }

  /// The source line with a caret under the column, both cut so that they fit a terminal.
  private func excerpt(_ line: String, _ mark: Mark) -> String {
    let number = "\(mark.line)"
    let margin = String(repeating: " ", count: number.count)
    let scalars = Array(Redaction.hidingKeys(line).unicodeScalars)
    let column = min(Int(mark.column) - 1, scalars.count)
    let start = max(0, column - 80)
    var before = ""
    for scalar in scalars[start..<column] { before += visible(String(scalar)) }
    var after = ""
    for scalar in scalars[column..<min(scalars.count, start + 120)] { after += visible(String(scalar)) }
    let lead = start > 0 ? "…" : ""
    let pad = String(repeating: " ", count: lead.count + before.count)
    let bar = style.cyan("|")
    return """
       \(margin) \(bar)
       \(style.cyan(number)) \(bar) \(lead)\(before)\(after)
       \(margin) \(bar) \(pad)\(style.red("^"))

      """
  }
}
