import Source

/// The command line was used wrongly; exit code 64.
struct UsageError: Error {
  let message: String
  let hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  static func unknownOption(_ typed: String, options: [Option]) -> UsageError {
    let meant = suggestion(for: typed, among: options.map { "--\($0.name)" })
    return UsageError("unknown option \(typed)", hint: meant.map { "did you mean \($0)?" })
  }

  static func unknownCommand(_ typed: String, names: [String]) -> UsageError {
    let meant = suggestion(for: typed, among: names)
    return UsageError(
      "unknown command \"\(typed)\"",
      hint: meant.map { "did you mean \($0)?" } ?? "partnerctl --help lists the commands")
  }
}
