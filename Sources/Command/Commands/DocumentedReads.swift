import Git
import Model
import Reconciler
import Source
import Workspace

/// The documented reads that are words of a command of their own, such as `license validate`; the kinds bring them.
struct DocumentedReads {
  static let formats = ["text", "json", "mosip"]

  /// The command's name.
  let command: String
  private let context: Context

  init(_ command: String, _ context: Context) {
    self.command = command
    self.context = context
  }

  /// Answers the read that the first word names.
  func run() throws -> ExitCode {
    let format = try context.format(DocumentedReads.formats)
    let read = try read()
    let (words, folder) = try context.arguments(read.arguments.count...read.arguments.count + 1)
    let arguments = try arguments(of: read, Array(words.dropFirst()))
    let workspace = try context.openWorkspace(folder)
    let tip = try workspace.commit("HEAD")
    let settings = try workspace.settings(at: tip, workingTree: false)
    let reading = try ReadCommand(context, workspace, try workspace.storedState(at: tip, settings).state)
    let answer = try reading.perform(read, arguments)
    // What cannot be recorded is not shown either.
    if context.invocation.has(.record) { try reading.record(answer, read) }
    print(answer, read, format, reading)
    return answer.error == nil ? .done : .faults
  }

  private func read() throws(UsageError) -> Read {
    let typed = context.invocation.positionals.first ?? ""
    var words: [(word: String, read: Read)] = []
    for read in context.catalog.kinds.flatMap({ $0.reads }) {
      guard case .command(let path) = read.form, path.count == 2, path[0] == command else { continue }
      words.append((path[1], read))
    }
    if let read = words.first(where: { $0.word == typed })?.read { return read }
    let usage = words.first.map { word, read in
      "partnerctl \(([command, word] + read.arguments.map(\.name)).joined(separator: " "))"
    }
    throw UsageError("\(command) needs \(words.map(\.word).joined(separator: " or "))", hint: usage)
  }

  private func arguments(of read: Read, _ words: [String]) throws(UsageError) -> [String] {
    var arguments = words
    if arguments.count == read.arguments.count - 1, let variable = read.arguments.last?.variable,
      let value = context.terminal.variables[variable]
    {
      return arguments + [value]
    }
    guard arguments.count == read.arguments.count else {
      throw UsageError(
        "\(command) \(context.invocation.positionals[0]) needs \(read.arguments.map(\.name).joined(separator: " "))",
        hint: read.arguments.map { "\($0.name): \($0.summary)" }.joined(separator: "; "))
    }
    for (index, argument) in read.arguments.enumerated() {
      guard let variable = argument.variable else { continue }
      if arguments[index] == "-" {
        guard let line = context.terminal.readLine() else {
          throw UsageError("standard input holds no \(argument.name)")
        }
        arguments[index] = line
      } else {
        context.remark(
          "warning: a secret on the command line can be seen by others; give - and the text on standard input, or \(variable)"
        )
      }
    }
    return arguments
  }

  private func print(_ answer: Answer, _ read: Read, _ format: String, _ reading: ReadCommand) {
    if format != "text" {
      let secrets: JSONWriter.Secrets = read.id == "misp.showLicenseKey" ? .revealed : .masked
      let bytes = JSONWriter.document(reading.envelope(answer, read), secrets: secrets)
      context.print(escapedJSON(String(decoding: bytes, as: UTF8.self)))
    } else if let error = answer.error {
      context.terminal.writeError(FailureText(context.style).text(error))
    } else if case .secret(let key)? = answer.response?["mispLicenseKey"]?.value {
      context.print(key.reveal())
    } else {
      context.print(visible(answer.response?["message"]?.text ?? ""))
    }
  }
}
