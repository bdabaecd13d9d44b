import Engine
import Git
import Kinds
import Model
import Report
import Source
import Store
import Workspace
import YAML

enum GetCommand: Subcommand {
  static let name = "get"
  static let arguments = "KIND [NAME] [REGISTRY_FOLDER]"
  static let summary = "List or show stored objects."
  static let details = """
    NAME is metadata.name or the id, or the serial number of a device: if several have it, they are listed. --at shows the registry as it was at a time or commit.
    A list has every stored object; -o mosip answers in the documented envelope with what the documents list, such as
    active policies only. Secrets are masked; license show prints a licence key, partner key an API key.
    """
  static let at = Option("at", value: "TIME|REV", "Show the registry as it was then.")
  static let label = Option(
    "label", short: "l", value: "LABEL=VALUE", "List only objects with this label; separate several with commas.")
  static let formats: [OutputFormat] = [.text, .json, .yaml, .mosip]
  static let options = [at, label] + searches + [.record, .now, .output(formats)]

  /// An option for each documented search.
  private static var searches: [Option] {
    Catalog.standard.kinds.flatMap { kind in
      kind.queries.compactMap { query in
        guard case .search(let flag) = query.form else { return nil }
        return Option(flag, value: query.arguments.first?.name ?? "TEXT", "\(kind.name): \(query.summary)")
      }
    }
  }

  static func run(_ context: Context) throws -> ExitCode {
    let invocation = context.invocation
    let format = try context.format(formats)
    let (words, folder) = try context.arguments(1...2)
    guard let word = words.first else {
      throw UsageError("get needs a kind and at most one name", hint: "partnerctl get misp")
    }
    let kind = try context.kind(word)
    let name = words.dropFirst().first
    let labels = try labels(invocation.value(label), isList: name == nil && format != .mosip)
    let workspace = try context.openWorkspace(folder)
    let tip = try workspace.commit("HEAD")
    let commit = try invocation.value(at).map { try self.commit(asOf: $0, from: tip, workspace: workspace) } ?? tip
    let state = try StoredState(try workspace.revision(commit))
    let reading = try QueryRun(context, workspace: workspace, state: state)
    let search = searches.first { invocation.has($0) }
    let form: Query.Form = search.map { .search($0.name) } ?? (name == nil ? .list : .one)
    let argument = search.flatMap { invocation.value($0) } ?? name
    guard let query = kind.queries.first(where: { $0.form == form }) else {
      guard search == nil, format != .mosip, !invocation.has(.record) else {
        throw UsageError(
          "the documents have no such query for \(kind.name)",
          hint: "use -o text, json or yaml to show what is stored")
      }
      return try showStored(kind, name: name, labels: labels, state: state, as: format, in: context)
    }
    let answer = try reading.perform(query, arguments: [argument].compactMap { $0 })
    // What cannot be recorded is not shown either.
    if invocation.has(.record) { try reading.record(answer, query: query) }
    if format == .mosip {
      context.print(reading.envelope(answer, query: query))
    } else if let error = answer.error, form != .list {
      context.fail(error, as: format, members: ["items": .list([])])
    } else {
      // The documents may list some objects only, such as active policies; here all are shown, with their states.
      let items = try form == .list ? stored(kind, in: state) : items(of: answer, in: state, kind: kind)
      print(items.filter { has(labels, in: $0) }, as: format, in: context, kind: kind, form: form)
    }
    return answer.error == nil || (form == .list && format != .mosip) ? .done : .faults
  }

  static func commit(asOf text: String, from tip: Commit, workspace: Workspace) throws -> Commit {
    if let time = Instant(text) { return try History(workspace, from: tip).commit(asOf: time) }
    return try workspace.commit(text)
  }

  /// Shows objects of a kind for which the documents have no query: there is no documented answer, and no event.
  private static func showStored(
    _ kind: any ResourceKind.Type, name: String?, labels: [(ExactString, String)], state: StoredState,
    as format: OutputFormat, in context: Context
  ) throws -> ExitCode {
    guard let name else {
      print(
        try stored(kind, in: state).filter { has(labels, in: $0) }, as: format, in: context, kind: kind, form: .list)
      return .done
    }
    let found = try state.objects(of: kind, meant: name)
    guard !found.isEmpty else {
      context.fail((nil, "no \(kind.name) \"\(name)\" is stored"), as: format, members: ["items": .list([])])
      return .faults
    }
    print(
      found.map { kind.typed($0) }, as: format, in: context, kind: kind, form: found.count == 1 ? .one : .list)
    return .done
  }

  /// The labels asked for.
  private static func labels(_ text: String?, isList: Bool) throws(UsageError) -> [(ExactString, String)] {
    guard let text else { return [] }
    guard isList else { throw UsageError("--label can be used only with a list of stored objects") }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { part throws(UsageError) in
      guard let sign = part.firstIndex(of: "="), sign > part.startIndex else {
        throw UsageError("--label needs LABEL=VALUE, not \"\(part)\"", hint: "partnerctl get devices -l place=capital")
      }
      return (ExactString(String(part[..<sign])), String(part[part.index(after: sign)...]))
    }
  }

  private static func has(_ labels: [(ExactString, String)], in object: Node) -> Bool {
    labels.allSatisfy { label, value in
      object["metadata"]?["labels"]?[label.text]?.text.map { ExactString.same($0, value) } ?? false
    }
  }

  /// Every stored object of the kind, live or removed.
  private static func stored(_ kind: any ResourceKind.Type, in state: StoredState) throws -> [Node] {
    try state.objects(of: kind).map { kind.typed($0) }
  }

  /// The stored objects that the query found, sorted by name.
  private static func items(
    of answer: Answer, in state: StoredState, kind: any ResourceKind.Type
  ) throws -> [Node] {
    let names = Set(answer.objects.map { ExactString($0.name) })
    return try names.sorted().compactMap { try state.object(of: kind, named: $0.text) }.map { kind.typed($0) }
  }

  private static func print(
    _ items: [Node], as format: OutputFormat, in context: Context, kind: any ResourceKind.Type, form: Query.Form
  ) {
    let node = Node.object(["formatVersion": .integer(1), "items": .list(items)])
    switch format {
    case .json: context.print(node)
    case .yaml: context.print(items.map { YAMLWriter.document($0) }.joined(separator: "---\n"))
    default:
      if items.isEmpty { context.remark(form == .list ? "no \(kind.name) is stored" : "no \(kind.name) matches") }
      if form == .one, let item = items.first {
        context.print(YAMLWriter.document(item))
      } else if !items.isEmpty {
        context.print(ObjectTable(context.style).text(items))
      }
    }
  }
}
