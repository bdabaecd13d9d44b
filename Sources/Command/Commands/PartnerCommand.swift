enum PartnerCommand: Subcommand {
  static let name = "partner"
  static let arguments = QueryCommands.usage(of: name)
  static let summary = "The documented reads on partners, their API keys and the requests for them."
  static let details = """
    \(QueryCommands.words(of: name))

    KEY and LICENSE_KEY - read standard input, a line each in this order; left out, they are in PARTNERCTL_API_KEY and
    PARTNERCTL_LICENSE_KEY. key prints the bare API key once there is one: the only place where one is printed.
    get partner shows partners by name, with all that is stored of them.
    """
  static let options = QueryCommands.options(of: name) + [.record, .now, .output(QueryCommands.formats)]

  static func run(_ context: Context) throws -> ExitCode { try QueryCommands(name, context: context).run() }
}
