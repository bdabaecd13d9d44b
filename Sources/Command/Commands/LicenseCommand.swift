enum LicenseCommand: Subcommand {
  static let name = "license"
  static let arguments = "validate MISP_ID KEY | show MISP [REGISTRY_FOLDER]"
  static let summary = "Run the documented queries on licence keys."
  static let details = """
    validate  MISP_ID KEY   Checks that the key is known, belongs to the MISP, is active and has not expired. With - as
                            KEY, it is read from standard input; left out, it is read from PARTNERCTL_LICENSE_KEY.
    show      MISP          Shows the active key. No other query prints a licence key.
    """
  static let options: [Option] = [.record, .now, .output(QueryCommands.formats)]

  static func run(_ context: Context) throws -> ExitCode { try QueryCommands(name, context: context).run() }
}
