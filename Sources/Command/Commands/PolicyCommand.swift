enum PolicyCommand: Subcommand {
  static let name = "policy"
  static let arguments = DocumentedReads.usage(of: name)
  static let summary = "The documented read on the policy of an API key."
  static let details = """
    \(DocumentedReads.words(of: name))

    KEY - reads standard input; left out, it is in PARTNERCTL_API_KEY. get policy shows policies by name.
    """
  static let options: [Option] = [.record, .now, .output(DocumentedReads.formats)]

  static func run(_ context: Context) throws -> ExitCode { try DocumentedReads(name, context).run() }
}
