enum PolicyCommand: Subcommand {
  static let name = "policy"
  static let arguments = QueryCommands.usage(of: name)
  static let summary = "Run the documented query for the policy of an API key."
  static let details = """
    \(QueryCommands.words(of: name))

    With - as KEY, it is read from standard input; left out, it is read from PARTNERCTL_API_KEY. get policy shows
    policies by name.
    """
  static let options: [Option] = [.record, .now, .output(QueryCommands.formats)]

  static func run(_ context: Context) throws -> ExitCode { try QueryCommands(name, context: context).run() }
}
