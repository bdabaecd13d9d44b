import Model
import Reconciler
import Source
import Workspace

enum License: Subcommand {
  static let name = "license"
  static let arguments = "validate MISP_ID KEY | show MISP [REGISTRY_FOLDER]"
  static let summary = "The documented reads on licence keys."
  static let details = """
    validate  MISP_ID KEY   whether the key is known, of that MISP, active and unexpired; KEY - reads standard input,
                            no KEY reads PARTNERCTL_LICENSE_KEY
    show      MISP          the active key: the only place where one is printed
    """
  static let formats = ["text", "json", "mosip"]
  static let options: [Option] = [.record, .now, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let read = try read(context)
    let (words, folder) = try context.arguments(read.arguments.count...read.arguments.count + 1)
    let arguments = try arguments(of: read, Array(words.dropFirst()), context)
    let workspace = try context.openWorkspace(folder)
    let tip = try workspace.commit("HEAD")
    let settings = try workspace.settings(at: tip, workingTree: false)
    let reading = try ReadCommand(context, workspace, try workspace.storedState(at: tip, settings).state)
    let answer = try reading.perform(read, arguments)
    // What cannot be recorded is not shown either.
    if context.invocation.has(.record) { try reading.record(answer, read) }
    print(answer, read, format, context, reading)
    return answer.error == nil ? .done : .faults
  }

  private static func read(_ context: Context) throws(UsageError) -> Read {
    let word = context.invocation.positionals.first ?? ""
    let reads = context.catalog.kinds.flatMap { $0.reads }
    guard let read = reads.first(where: { $0.form == .command([name, word]) }) else {
      throw UsageError("license needs validate or show", hint: "partnerctl license validate MISP_ID KEY")
    }
    return read
  }

  private static func arguments(
    of read: Read, _ words: [String], _ context: Context
  ) throws(UsageError) -> [String] {
    var arguments = words
    if arguments.count == read.arguments.count - 1, let variable = read.arguments.last?.variable,
      let value = context.terminal.variables[variable]
    {
      return arguments + [value]
    }
    guard arguments.count == read.arguments.count else {
      throw UsageError(
        "license \(context.invocation.positionals[0]) needs \(read.arguments.map(\.name).joined(separator: " "))",
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

  private static func print(
    _ answer: Answer, _ read: Read, _ format: String, _ context: Context, _ reading: ReadCommand
  ) {
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
