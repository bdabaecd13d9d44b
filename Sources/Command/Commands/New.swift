import Model

enum New: Subcommand {
  static let name = "new"
  static let arguments = "KIND"
  static let summary = "Print a manifest to start from."
  static let options: [Option] = []

  static func run(_ context: Context) throws -> ExitCode {
    guard let word = context.invocation.positionals.first, context.invocation.positionals.count == 1 else {
      throw UsageError("new needs a kind", hint: "partnerctl new misp")
    }
    if word.lowercased() == "registry" {
      context.print(RegistryManifest.example)
    } else {
      context.print(try context.kind(word).example)
    }
    return .done
  }
}
