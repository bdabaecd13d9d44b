enum VersionCommand: Subcommand {
  static let name = "version"
  static let arguments = ""
  static let summary = "Print the program's version."
  static let options: [Option] = []

  static func run(_ context: Context) throws -> ExitCode {
    guard context.invocation.positionals.isEmpty else { throw UsageError("version takes no argument") }
    context.print(Version.line)
    return .done
  }
}
