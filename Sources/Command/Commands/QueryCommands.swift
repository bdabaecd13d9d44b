import Engine
import Git
import Kinds
import Model
import Report
import Source
import Store
import Transfer
import Workspace

/// The documented reads that are words of a command of their own, such as `license validate`; the kinds bring them.
struct QueryCommands {
  static let formats: [OutputFormat] = [.text, .json, .mosip]

  /// The command's name.
  let command: String
  private let context: Context

  init(_ command: String, context: Context) {
    self.command = command
    self.context = context
  }

  /// Answers the read that the first word names.
  func run() throws -> ExitCode {
    let format = try context.format(QueryCommands.formats)
    let query = try read()
    let request = RequestMembers(query, context: context)
    // The word that names the read, and the `-` that stands for a request.
    let leading = request.isDocument ? 2 : 1
    let typed = QueryArguments(query, context: context)
    // Where one word more is missing, the folder is still none of them.
    let (words, folder) = try context.arguments(
      typed.count.lowerBound + leading - 1...typed.count.upperBound + leading)
    let arguments = try typed.values(Array(words.dropFirst(leading)))
    let members = try request.values()
    let moment = try request.moment(of: members)
    let workspace = try context.openWorkspace(folder)
    let reading = try QueryCommand(context, workspace: workspace, state: try state(at: moment, workspace: workspace))
    let answer = try reading.perform(query, arguments: arguments, members: members)
    // What cannot be recorded is not shown either.
    if context.invocation.has(.record) { try reading.record(answer, query: query) }
    print(answer, query: query, as: format, reading: reading)
    return answer.error == nil ? .done : .faults
  }

  /// An option for each member of a request to one of a command's reads, and for each filter.
  static func options(of command: String) -> [Option] {
    let queries = queries(of: command, catalog: .standard).map(\.query)
    return RequestMembers.options(of: queries) + queries.flatMap(\.filters).map { Option($0.option, $0.summary) }
  }

  /// Refuses what is an option of the command, but not of the word behind it.
  static func refuseOptions(of command: String, except own: [String] = [], in context: Context)
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
    queries(of: command, catalog: .standard).map(form).joined(separator: " | ") + " [REGISTRY_FOLDER]"
  }

  /// The words behind a command's name, their arguments and what they do, for its help.
  static func words(of command: String) -> String {
    aligned(queries(of: command, catalog: .standard).map { (form($0, query: $1), $1.summary) }).joined(separator: "\n")
  }

  private static func form(_ word: String, query: Query) -> String {
    ([word] + query.arguments.map(\.name) + query.filters.map { "[--\($0.option)]" }).joined(separator: " ")
  }

  static func queries(of command: String, catalog: Catalog) -> [(word: String, query: Query)] {
    catalog.kinds.flatMap { $0.queries }.compactMap { query in
      guard case .command(let path) = query.form, path.count == 2, path[0] == command else { return nil }
      return (path[1], query)
    }
  }

  private func state(at moment: Instant?, workspace: Workspace) throws -> State {
    let tip = try workspace.commit("HEAD")
    if let moment { return try History(workspace, from: tip).stored(asOf: moment).state }
    return try StateReader(try workspace.revision(tip)).folder().state
  }

  private func read() throws(UsageError) -> Query {
    let typed = context.invocation.positionals.first ?? ""
    let words = QueryCommands.queries(of: command, catalog: context.catalog)
    if let query = words.first(where: { $0.word == typed })?.query {
      try QueryCommands.refuseOptions(
        of: command, except: query.members.map(\.option) + query.filters.map(\.option), in: context)
      return query
    }
    let first = words.first.map { "partnerctl \(command) \(QueryCommands.form($0, query: $1))" }
    let names = words.map(\.word)
    let choice = [names.dropLast().joined(separator: ", "), names.last ?? ""].filter { !$0.isEmpty }
    throw UsageError("\(command) needs \(choice.joined(separator: " or "))", hint: first)
  }

  private func print(_ answer: Answer, query: Query, as format: OutputFormat, reading: QueryCommand) {
    if format != .text {
      let secrets: JSONWriter.Secrets = query.reveals == nil ? .masked : .revealed
      let bytes = JSONWriter.document(reading.envelope(answer, query: query), secrets: secrets)
      context.print(escapedJSON(String(decoding: bytes, as: UTF8.self)))
    } else if !answer.errors.isEmpty {
      for error in answer.errors { context.terminal.writeError(FailureText(context.style).text(error)) }
    } else if let name = query.reveals, case .secret(let secret)? = answer.response?[name]?.value {
      context.print(secret.reveal())
    } else {
      context.print(AnswerText(context.style).text(answer.shown ?? answer.response ?? .null))
    }
  }
}
