import Kinds
import Model
import Report
import Source
import Store
import Workspace

/// The documented queries of a group, which are words of a command of their own, such as `license validate`; the kinds
/// declare them.
struct QueryGroupCommand {
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
    let format = try context.format(QueryGroupCommand.formats)
    let query = try read()
    let request = RequestMembers(query, context: context)
    // The word that names the query, and the `-` for a request on standard input.
    let leading = request.isDocument ? 2 : 1
    let typed = QueryArguments(query, context: context)
    // Where one word more is missing, the folder is still none of them.
    let (words, folder) = try context.arguments(
      typed.count.lowerBound + leading - 1...typed.count.upperBound + leading)
    let arguments = try typed.values(Array(words.dropFirst(leading)))
    let members = try request.values()
    let moment = try request.moment(of: members)
    let workspace = try context.openWorkspace(folder)
    let reading = try QueryRun(context, workspace: workspace, state: try state(at: moment, workspace: workspace))
    let answer = try reading.perform(query, arguments: arguments, members: members)
    // What cannot be recorded is not shown either.
    if context.invocation.has(.record) { try reading.record(answer, query: query) }
    print(answer, query: query, as: format, reading: reading)
    return answer.error == nil ? .done : .faults
  }

  /// An option for each member of a request to one of a command's queries, and for each filter.
  static func options(of command: String) -> [Option] {
    let queries = queries(of: command, catalog: .standard).map(\.query)
    return RequestMembers.options(of: queries) + queries.flatMap(\.filters).map { Option($0.name, $0.summary) }
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
    let forms = queries(of: command, catalog: .standard).map(form)
    // The words of a larger group are listed below its usage line.
    return (forms.count <= 2 ? forms.joined(separator: " | ") : "QUERY [ARGUMENTS]") + " [REGISTRY_FOLDER]"
  }

  /// How the secrets among the arguments of a command are passed; empty if there are none.
  static func secretsNote(of command: String) -> String {
    let secrets = queries(of: command, catalog: .standard).flatMap { $0.query.arguments }.filter { $0.secret != nil }
    let unique = secrets.reduce(into: [Query.Argument]()) { unique, secret in
      if !unique.contains(where: { $0.secret == secret.secret }) { unique.append(secret) }
    }
    if unique.isEmpty { return "" }
    let names = unique.map(\.name).joined(separator: " or ")
    let variables = unique.compactMap(\.secret?.variable).joined(separator: " and ")
    return unique.count == 1
      ? "With - as \(names), it is read from standard input; left out, it is read from \(variables)."
      : """
      With - as \(names), they are read from standard input, one line each in this order; left out, they are
      read from \(variables).
      """
  }

  /// The words behind a command's name, their arguments and what they do, for its help.
  static func words(of command: String) -> String {
    aligned(queries(of: command, catalog: .standard).map { (form($0, query: $1), $1.summary) }).joined(separator: "\n")
  }

  private static func form(_ word: String, query: Query) -> String {
    ([word] + query.arguments.map(\.name) + query.filters.map { "[--\($0.name)]" }).joined(separator: " ")
  }

  static func queries(of command: String, catalog: Catalog) -> [(word: String, query: Query)] {
    catalog.kinds.flatMap { $0.queries }.compactMap { query in
      guard case .named(let word, in: command) = query.form else { return nil }
      return (word, query)
    }
  }

  private func state(at moment: Instant?, workspace: Workspace) throws -> StoredState {
    let tip = try workspace.commit("HEAD")
    if let moment { return try History(workspace, from: tip).stored(asOf: moment) }
    return try StoredState(try workspace.revision(tip))
  }

  private func read() throws(UsageError) -> Query {
    let typed = context.invocation.positionals.first ?? ""
    let words = QueryGroupCommand.queries(of: command, catalog: context.catalog)
    if let query = words.first(where: { $0.word == typed })?.query {
      try QueryGroupCommand.refuseOptions(
        of: command, except: query.members.map(\.name) + query.filters.map(\.name), in: context)
      return query
    }
    let first = words.first.map { "partnerctl \(command) \(QueryGroupCommand.form($0, query: $1))" }
    let names = words.map(\.word)
    let choice = [names.dropLast().joined(separator: ", "), names.last ?? ""].filter { !$0.isEmpty }
    throw UsageError("\(command) needs \(choice.joined(separator: " or "))", hint: first)
  }

  private func print(_ answer: Answer, query: Query, as format: OutputFormat, reading: QueryRun) {
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

extension QueryGroupCommand {
  /// How a query is asked on the command line, without the program's name.
  static func commandLine(of query: Query) -> String {
    let members = query.members.map { member in
      let option = "--\(member.name) \(member.value)"
      return member.isRequired ? option : "[\(option)]"
    }
    let filters = query.filters.map { "[--\($0.name)]" }
    let arguments = (query.arguments.map(\.name) + members + filters).joined(separator: " ")
    let kind = query.id.prefix { $0 != "." }.lowercased()
    switch query.form {
    case .named(let word, in: let group): return [group, word, arguments].filter { !$0.isEmpty }.joined(separator: " ")
    case .list: return "get \(kind)"
    case .one: return "get \(kind) NAME"
    case .search(let name): return "get \(kind) --\(name) \(arguments)"
    }
  }
}

extension Query.SecretKind {
  /// The environment variable that the secret may be in.
  var variable: String { "PARTNERCTL_\(rawValue)" }
}
