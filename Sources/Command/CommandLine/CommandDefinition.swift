import Model
import Report

/// One command of the program: the row from which parsing, help and the reference are made.
struct CommandDefinition: Sendable {
  let name: String
  /// The words behind the name, `KIND [NAME]`.
  let arguments: String
  let summary: String
  /// Paragraphs below the usage line in its help; empty if there are none.
  let details: String
  /// Its own options, without those that every command has.
  let options: [Option]
  let run: @Sendable (Context) throws -> ExitCode

  /// A command that has a file of its own.
  init(_ command: any Subcommand.Type) {
    name = command.name
    arguments = command.arguments
    summary = command.summary
    details = command.details
    options = command.options
    run = { try command.run($0) }
  }

  /// The command of a group of documented queries: each of its words is a query.
  init(_ group: QueryGroup) {
    name = group.name
    arguments = QueryGroupCommand.usage(of: group.name)
    summary = group.summary
    let secrets = QueryGroupCommand.secretsNote(of: group.name)
    details = [QueryGroupCommand.words(of: group.name), secrets, group.notes].filter { !$0.isEmpty }
      .joined(separator: "\n\n")
    options = QueryGroupCommand.options(of: group.name) + [.record, .now, .output(QueryGroupCommand.formats)]
    run = { [name] in try QueryGroupCommand(name, context: $0).run() }
  }

  var allOptions: [Option] { options + Option.common }

  /// The command as the reference describes it.
  var description: CommandDescription {
    CommandDescription(
      name: name, arguments: arguments, summary: summary, details: details,
      options: options.map { ($0.usage.drop { $0 == " " }.description, $0.help) })
  }
}
