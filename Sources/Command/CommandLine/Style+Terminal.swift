import Report
import Source

extension Style {
  /// `auto` colours a terminal unless `NO_COLOR` is set.
  init(_ choice: String?, _ terminal: Terminal, _ redaction: Redaction) throws(UsageError) {
    switch choice ?? "auto" {
    case "always": self.init(isColored: true, redaction)
    case "never": self.init(isColored: false, redaction)
    case "auto":
      let isWanted = terminal.variables["NO_COLOR"].map(\.isEmpty) ?? true
      self.init(
        isColored: terminal.isOutputTerminal && isWanted && terminal.variables["TERM"] != "dumb", redaction)
    case let other: throw UsageError("--color is auto, always or never, not \"\(other)\"")
    }
  }
}
