/// An error answer in words.
package struct FailureText {
  private let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  package func text(_ error: (code: String?, message: String)) -> String {
    let code = error.code.map { " (\($0))" } ?? ""
    return "\(style.bold(style.red("error"))): \(style.shown(error.message))\(code)\n"
  }
}
