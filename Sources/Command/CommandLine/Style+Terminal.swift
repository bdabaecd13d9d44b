import Report
import Source

extension Style {
  /// `auto` colours a terminal unless `NO_COLOR` is set.
  init(_ choice: String?, terminal: Terminal, redaction: Redaction) throws(UsageError) {
    switch choice ?? "auto" {
    case "always": self.init(isColored: true, redaction: redaction)
    case "never": self.init(isColored: false, redaction: redaction)
    case "auto":
      let isWanted = terminal.variables["NO_COLOR"].map(\.isEmpty) ?? true
      self.init(
        isColored: terminal.isOutputTerminal && isWanted && terminal.variables["TERM"] != "dumb", redaction: redaction)
    case let other: throw UsageError("--color must be auto, always or never, not \"\(other)\"")
    }
  }
}
