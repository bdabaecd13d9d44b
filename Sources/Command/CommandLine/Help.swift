import Report

/// Help pages, from the same rows that parsing uses.
enum Help {
  static func overview(_ commands: [CommandDefinition]) -> String {
    let rows = commands.map { command in ("\(command.name)", command.summary) }
    return """
      partnerctl keeps a MOSIP partner registry in git: YAML in, documented operations and audit events out.

      usage: partnerctl [-C DIR] <command> [options] [REGISTRY_FOLDER]

      \(table(rows))

      REGISTRY_FOLDER defaults to the current folder or the nearest folder above it that holds registry.yaml.
      partnerctl <command> --help describes a command; partnerctl explain CODE explains any code, rule, kind or event.

      exit codes: 0 done · 1 faults in the input · 2 changes (plan --detailed-exitcode) · 3 refused · 4 environment · 64 usage

      """
  }

  static func page(_ command: CommandDefinition) -> String {
    let usage = ["usage: partnerctl", command.name, command.arguments, "[options]"].filter { !$0.isEmpty }
    let details = command.details.isEmpty ? "" : "\n\(command.details)\n"
    return """
      \(usage.joined(separator: " "))

      \(command.summary)
      \(details)
      \(table(command.allOptions.map { ($0.usage, $0.help) }))

      """
  }

  private static func table(_ rows: [(String, String)]) -> String {
    aligned(rows).map { "  " + $0 }.joined(separator: "\n")
  }
}
