/// One option of the command line: how it is typed and what it means. Help and parsing come from the same row.
struct Option: Sendable {
  /// Without the two hyphens.
  let name: String
  let short: Character?
  /// The placeholder of its value; nil for a switch.
  let value: String?
  /// Whether the value may be left out, as in `--push`.
  let isValueOptional: Bool
  let help: String

  init(_ name: String, short: Character? = nil, value: String? = nil, isValueOptional: Bool = false, _ help: String) {
    self.name = name
    self.short = short
    self.value = value
    self.isValueOptional = isValueOptional
    self.help = help
  }

  /// As printed in help: `-o, --output FORMAT`.
  var usage: String {
    let long = "--\(name)" + (value.map { isValueOptional ? " [\($0)]" : " \($0)" } ?? "")
    return short.map { "-\($0), \(long)" } ?? "    \(long)"
  }
}

extension Option {
  static let directory = Option("directory", short: "C", value: "DIR", "Run as if started in DIR.")
  static let color = Option("color", value: "WHEN", "Colour the output: auto, always or never (NO_COLOR is honoured).")
  static let quiet = Option("quiet", short: "q", "Print results only, no remarks.")
  static let verbose = Option(
    "verbose", short: "v", "Print more, such as every audit event of a plan, and what was read.")
  static let help = Option("help", short: "h", "Print this help.")
  static let now = Option("now", value: "TIME", "Use TIME as the current time (for tests and what-if).")
  static let record = Option("record", "Append the audit events of this query to the ledger, in a commit.")
  static let full = Option("full", "Read everything, even if nothing appears to have changed.")
  static let allowRemovals = Option("allow-removals", value: "N", "Allow up to N removals of each kind in this run.")

  static let signingKey = Option(
    "signing-key", value: "FILE", "Sign with the private key in FILE (else PARTNERCTL_SIGNING_KEY, else the local key)."
  )

  static func output(_ formats: [OutputFormat]) -> Option {
    Option("output", short: "o", value: "FORMAT", "Print as \(formats.map(\.rawValue).joined(separator: ", ")).")
  }

  /// What every command has.
  static let common = [directory, color, quiet, verbose, help]
}
