import Git
import Kinds
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
    let request = RequestMembers(read, context)
    // The word that names the read, and the `-` that stands for a request.
    let leading = request.isDocument ? 2 : 1
    let typed = ReadArguments(read, context)
    // Where one word more is missing, the folder is still none of them.
    let (words, folder) = try context.arguments(
      typed.count.lowerBound + leading - 1...typed.count.upperBound + leading)
    let arguments = try typed.values(Array(words.dropFirst(leading)))
    let members = try request.values()
    let moment = try request.moment(of: members)
    let workspace = try context.openWorkspace(folder)
    let reading = try ReadCommand(context, workspace, try state(at: moment, workspace))
    let answer = try reading.perform(read, arguments, members)
    // What cannot be recorded is not shown either.
    if context.invocation.has(.record) { try reading.record(answer, read) }
    print(answer, read, format, reading)
    return answer.error == nil ? .done : .faults
  }

  /// An option for each member of a request to one of a command's reads, and for each filter.
  static func options(of command: String) -> [Option] {
    let reads = reads(of: command, .standard).map(\.read)
    return RequestMembers.options(of: reads) + reads.flatMap(\.filters).map { Option($0.option, $0.summary) }
  }

  /// Refuses what is an option of the command, but not of the word behind it.
  static func refuseOptions(of command: String, except own: [String] = [], _ context: Context)
    throws(UsageError)
  {
    let foreign = options(of: command).first { option in
      context.invocation.has(option) && !own.contains(option.name)
    }
    if let foreign {
      throw UsageError("\(command) \(context.invocation.positionals.first ?? "") takes no --\(foreign.name)")
    }
  }

  /// The words behind a command's name and their arguments, for its usage line.
  static func usage(of command: String) -> String {
    reads(of: command, .standard).map(form).joined(separator: " | ") + " [REGISTRY_FOLDER]"
  }

  /// The words behind a command's name, their arguments and what they do, for its help.
  static func words(of command: String) -> String {
    aligned(reads(of: command, .standard).map { (form($0, $1), $1.summary) }).joined(separator: "\n")
  }

  private static func form(_ word: String, _ read: Read) -> String {
    ([word] + read.arguments.map(\.name) + read.filters.map { "[--\($0.option)]" }).joined(separator: " ")
  }

  static func reads(of command: String, _ catalog: Catalog) -> [(word: String, read: Read)] {
    catalog.kinds.flatMap { $0.reads }.compactMap { read in
      guard case .command(let path) = read.form, path.count == 2, path[0] == command else { return nil }
      return (path[1], read)
    }
  }

  private func state(at moment: Instant?, _ workspace: Workspace) throws -> State {
    let tip = try workspace.commit("HEAD")
    if let moment { return try workspace.storedState(asOf: moment, from: tip) }
    return try workspace.storedState(at: tip, try workspace.settings(at: tip, workingTree: false)).state
  }

  private func read() throws(UsageError) -> Read {
    let typed = context.invocation.positionals.first ?? ""
    let words = DocumentedReads.reads(of: command, context.catalog)
    if let read = words.first(where: { $0.word == typed })?.read {
      try DocumentedReads.refuseOptions(
        of: command, except: read.members.map(\.option) + read.filters.map(\.option), context)
      return read
    }
    let first = words.first.map { "partnerctl \(command) \(DocumentedReads.form($0, $1))" }
    let names = words.map(\.word)
    let choice = [names.dropLast().joined(separator: ", "), names.last ?? ""].filter { !$0.isEmpty }
    throw UsageError("\(command) needs \(choice.joined(separator: " or "))", hint: first)
  }

  private func print(_ answer: Answer, _ read: Read, _ format: String, _ reading: ReadCommand) {
    if format != "text" {
      let secrets: JSONWriter.Secrets = read.reveals == nil ? .masked : .revealed
      let bytes = JSONWriter.document(reading.envelope(answer, read), secrets: secrets)
      context.print(escapedJSON(String(decoding: bytes, as: UTF8.self)))
    } else if !answer.errors.isEmpty {
      for error in answer.errors { context.terminal.writeError(FailureText(context.style).text(error)) }
    } else if let name = read.reveals, case .secret(let secret)? = answer.response?[name]?.value {
      context.print(secret.reveal())
    } else {
      context.print(AnswerText(context.style).text(answer.shown ?? answer.response ?? .null))
    }
  }
}
