enum PartnerCommand: Subcommand {
  static let name = "partner"
  static let arguments = QueryCommands.usage(of: name)
  static let summary = "Run the documented queries on partners, their API keys and the requests for them."
  static let details = """
    \(QueryCommands.words(of: name))

    With - as KEY or LICENSE_KEY, they are read from standard input, one line each in this order; left out, they are
    read from PARTNERCTL_API_KEY and PARTNERCTL_LICENSE_KEY. key prints the unmasked API key once there is one; no other
    query does. get partner shows partners by name, with everything that is stored of them.
    """
  static let options = QueryCommands.options(of: name) + [.record, .now, .output(QueryCommands.formats)]

  static func run(_ context: Context) throws -> ExitCode { try QueryCommands(name, context: context).run() }
}
