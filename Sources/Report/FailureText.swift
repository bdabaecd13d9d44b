/// An error of a query's answer, for people.
package struct FailureText {
  private let style: Style

  /// Creates a writer with a style.
  package init(_ style: Style) {
    self.style = style
  }

  /// The text of one error on one line, with its code if it has one; ends in a line feed.
  package func text(_ error: (code: String?, message: String)) -> String {
    let code = error.code.map { " (\($0))" } ?? ""
    return "\(style.bold(style.red("error"))): \(style.shown(error.message))\(code)\n"
  }
}
