import Git
import Kinds
import Model
package import Report
import Source
import Workspace

/// The program: finds the command, runs it, and turns every failure into words and an exit code, once.
package enum Program {
  static let commands: [CommandDefinition] = {
    let first: [any Subcommand.Type] = [
      ValidateCommand.self, PlanCommand.self, ReconcileCommand.self, GetCommand.self, HistoryCommand.self,
      AuditCommand.self, VerifyCommand.self, ResolveCommand.self, CheckpointCommand.self,
    ]
    let last: [any Subcommand.Type] = [
      DeviceCommand.self, KeyCommand.self, ImportCommand.self, ExportCommand.self, NewCommand.self, SchemaCommand.self,
      ExplainCommand.self, VersionCommand.self,
    ]
    let groups = Catalog.standard.kinds.flatMap { $0.queryGroups }
    return first.map { CommandDefinition($0) } + groups.map { CommandDefinition($0) }
      + last.map { CommandDefinition($0) }
  }()

  /// The reference: commands, kinds, rules, operations, events and codes.
  package static var reference: ReferencePage {
    ReferencePage(.standard, commands: commands.map(\.description)) { QueryGroupCommand.commandLine(of: $0) }
  }

  /// Runs one command line, without the program's own name.
  package static func run(_ words: [String], terminal: Terminal) -> ExitCode {
    var code: ExitCode
    let secrets = KnownSecrets(terminal)
    do {
      code = try dispatch(words, terminal: terminal, secrets: secrets)
    } catch {
      code = report(error, to: terminal, secrets: secrets)
    }
    if let reason = terminal.outputFailure() {
      let failure = FailureReport(
        "the output could not be written: \(reason)", hint: "check where standard output goes")
      say(failure.message, hint: failure.hint, to: terminal, secrets: secrets)
      code = failure.code
    }
    return code
  }

  private static func dispatch(
    _ words: [String], terminal: Terminal, secrets: KnownSecrets
  ) throws -> ExitCode {
    let (leading, name, rest) = try split(words)
    if let invocation = try? Invocation(leading, options: Option.common, isFolder: { _ in false }) {
      _ = try? Context(terminal, invocation: invocation, secrets: secrets)
    }
    guard let name else {
      let isHelp = leading.contains("-h") || leading.contains("--help")
      if leading.contains("--version") {
        terminal.write(Version.line + "\n")
        return .done
      }
      if !isHelp { _ = try Invocation(leading, options: Option.common) { _ in false } }
      (isHelp ? terminal.write : terminal.writeError)(Help.overview(commands))
      return isHelp ? .done : .usage
    }
    if name == "help" {
      guard rest.count <= 1 else { throw UsageError("help takes at most one command") }
      guard let topic = rest.first else {
        terminal.write(Help.overview(commands))
        return .done
      }
      terminal.write(Help.page(try command(topic)))
      return .done
    }
    let command = try command(name)
    if rest.contains("--help") || rest.contains("-h") {
      terminal.write(Help.page(command))
      return .done
    }
    let typed = Invocation.positionals(of: leading + rest, options: command.allOptions)
    for word in SecretWords.among(typed, of: name) { secrets.add(word) }
    // Where the program works must be known before it can be told whether a word names a folder there.
    let first = try Context(
      terminal, invocation: try Invocation(leading + rest, options: command.allOptions) { _ in false }, secrets: secrets
    )
    let invocation = try Invocation(leading + rest, options: command.allOptions) { word in
      WorkingTree(root: first.path(word)).isFolder && !isRemote(word, of: first.directory)
    }
    let context = try Context(terminal, invocation: invocation, secrets: secrets)
    defer {
      if invocation.has(.verbose), let reads = secrets.workspace?.reads { context.remark(reads.summary) }
    }
    return try command.run(context)
  }

  /// Tells whether a remote of this name is configured.
  private static func isRemote(_ word: String, of directory: String) -> Bool {
    guard let repository = try? Repository.discover(from: directory) else { return false }
    return repository.configValue("remote.\(word).url") != nil
  }

  private static func command(_ name: String) throws(UsageError) -> CommandDefinition {
    if let command = commands.first(where: { $0.name == name }) { return command }
    throw .unknownCommand(name, names: commands.map { $0.name })
  }

  /// Options before the command's name, the name, and the rest.
  private static func split(_ words: [String]) throws(UsageError) -> ([String], String?, [String]) {
    var leading: [String] = []
    var rest = words[...]
    while let word = rest.first, word.hasPrefix("-") {
      leading.append(rest.removeFirst())
      if ["-C", "--directory", "--color"].contains(word), let value = rest.popFirst() { leading.append(value) }
    }
    return (leading, rest.popFirst(), Array(rest))
  }

  private static func report(_ error: any Error, to terminal: Terminal, secrets: KnownSecrets) -> ExitCode {
    switch error {
    case let usage as UsageError:
      say(usage.message, hint: usage.hint, to: terminal, secrets: secrets)
      return .usage
    case let failure as WorkspaceError:
      let report = FailureReport(failure)
      for diagnostic in report.diagnostics {
        terminal.writeError(DiagnosticText(style(terminal, secrets: secrets)).text(diagnostic, around: nil))
      }
      say(report.message, hint: report.hint, to: terminal, secrets: secrets)
      return report.code
    default:
      say("unexpected failure: \(error)", hint: nil, to: terminal, secrets: secrets)
      return .environment
    }
  }

  private static func say(_ message: String, hint: String?, to terminal: Terminal, secrets: KnownSecrets) {
    let style = style(terminal, secrets: secrets)
    terminal.writeError("partnerctl: \(style.bold(style.red("error"))): \(style.shown(message))\n")
    if let hint { terminal.writeError("  \(style.cyan("hint")): \(style.shown(hint))\n") }
  }

  private static func style(_ terminal: Terminal, secrets: KnownSecrets) -> Style {
    (try? Style(nil, terminal: terminal, redaction: secrets.redaction))
      ?? Style(isColored: false, redaction: secrets.redaction)
  }
}
