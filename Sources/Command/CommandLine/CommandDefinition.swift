import Kinds
import Model
import Report

/// One command of the program: the row from which parsing, help and the reference are made.
///
/// Its texts are made when they are needed: a run needs those of one command only.
struct CommandDefinition: Sendable {
  private enum Origin: Sendable {
    /// A command that has a file of its own.
    case command(any Subcommand.Type)
    /// The command of a group of documented queries: each of its words is a query.
    case group(QueryGroup)
  }

  let name: String
  let summary: String
  private let origin: Origin

  init(_ command: any Subcommand.Type) {
    name = command.name
    summary = command.summary
    origin = .command(command)
  }

  init(_ group: QueryGroup) {
    name = group.name
    summary = group.summary
    origin = .group(group)
  }

  /// The words behind the name, `KIND [NAME]`.
  var arguments: String {
    switch origin {
    case .command(let command): command.arguments
    case .group(let group): QueryGroupCommand.usage(of: group.name)
    }
  }

  /// Paragraphs below the usage line in its help; empty if there are none.
  var details: String {
    switch origin {
    case .command(let command): command.details
    case .group(let group):
      [QueryGroupCommand.words(of: group.name), QueryGroupCommand.secretsNote(of: group.name), group.notes]
        .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
  }

  /// Its own options, without those that every command has.
  var options: [Option] {
    switch origin {
    case .command(let command): command.options
    case .group(let group):
      QueryGroupCommand.options(of: group.name) + [.record, .now, .output(QueryGroupCommand.formats)]
    }
  }

  var allOptions: [Option] { options + Option.common }

  func run(_ context: Context) throws -> ExitCode {
    switch origin {
    case .command(let command): try command.run(context)
    case .group(let group): try QueryGroupCommand(group.name, context: context).run()
    }
  }

  /// The command as the reference describes it.
  var description: CommandDescription {
    CommandDescription(
      name: name, arguments: arguments, summary: summary, details: details,
      options: options.map { ($0.usage.drop { $0 == " " }.description, $0.help) })
  }
}
