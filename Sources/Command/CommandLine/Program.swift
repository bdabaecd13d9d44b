import Model
import Reconciler
import Source
import Workspace

/// The program: finds the command, runs it, and turns every failure into words and an exit code, once.
package enum Program {
  static let commands: [any Subcommand.Type] = [
    Validate.self, PlanCommand.self, Reconcile.self, Get.self, History.self, Audit.self, Verify.self, License.self,
    New.self, SchemaCommand.self, Explain.self, VersionCommand.self,
  ]

  /// Runs one command line, without the program's own name.
  package static func run(_ words: [String], _ terminal: Terminal) -> ExitCode {
    do {
      return try dispatch(words, terminal)
    } catch {
      return report(error, terminal)
    }
  }

  private static func dispatch(_ words: [String], _ terminal: Terminal) throws -> ExitCode {
    let (leading, name, rest) = try split(words)
    guard let name else {
      let isHelp = leading.contains("-h") || leading.contains("--help")
      if leading.contains("--version") {
        terminal.write(Version.line + "\n")
        return .done
      }
      (isHelp ? terminal.write : terminal.writeError)(Help.overview(commands))
      return isHelp ? .done : .usage
    }
    if name == "help" {
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
    let base = terminal.workingDirectory
    let invocation = try Invocation(leading + rest, command.allOptions) { word in
      WorkingTree(root: word.hasPrefix("/") ? word : base + "/" + word).isFolder
    }
    return try command.run(try Context(terminal, invocation))
  }

  private static func command(_ name: String) throws(UsageError) -> any Subcommand.Type {
    if let command = commands.first(where: { $0.name == name }) { return command }
    throw .unknownCommand(name, commands.map { $0.name })
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

  private static func report(_ error: any Error, _ terminal: Terminal) -> ExitCode {
    let style = (try? Style(nil, terminal)) ?? Style(isColored: false)
    func say(_ message: String, _ hint: String?) {
      terminal.writeError("partnerctl: \(style.bold(style.red("error"))): \(visible(message))\n")
      if let hint { terminal.writeError("  \(style.cyan("hint")): \(visible(hint))\n") }
    }
    switch error {
    case let usage as UsageError:
      say(usage.message, usage.hint)
      return .usage
    case let failure as WorkspaceError:
      let report = FailureReport(failure)
      for diagnostic in report.diagnostics {
        terminal.writeError(DiagnosticText(style).text(diagnostic, line: nil))
      }
      say(report.message, report.hint)
      return report.code
    default:
      say("unexpected failure: \(error)", nil)
      return .environment
    }
  }
}
