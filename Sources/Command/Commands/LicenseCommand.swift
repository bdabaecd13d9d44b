enum LicenseCommand: Subcommand {
  static let name = "license"
  static let arguments = "validate MISP_ID KEY | show MISP [REGISTRY_FOLDER]"
  static let summary = "The documented reads on licence keys."
  static let details = """
    validate  MISP_ID KEY   whether the key is known, of that MISP, active and unexpired; KEY - reads standard input,
                            no KEY reads PARTNERCTL_LICENSE_KEY
    show      MISP          the active key: the only place where a licence key is printed
    """
  static let options: [Option] = [.record, .now, .output(QueryCommands.formats)]

  static func run(_ context: Context) throws -> ExitCode { try QueryCommands(name, context: context).run() }
}
