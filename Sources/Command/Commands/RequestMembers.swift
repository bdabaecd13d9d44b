import Model
import Source

/// The named members of the request to a documented query: options of its command, or the documented request as JSON on standard
/// input, where the command line says `-`.
struct RequestMembers {
  /// Whether the request comes in on standard input.
  let isDocument: Bool
  private let query: Query
  private let context: Context

  init(_ query: Query, context: Context) {
    self.query = query
    self.context = context
    isDocument = !query.members.isEmpty && context.invocation.positionals.dropFirst().first == "-"
  }

  /// An option for each member that a query of the command has.
  static func options(of queries: [Query]) -> [Option] {
    queries.flatMap { $0.members }.map { Option($0.name, value: $0.value, $0.summary) }
  }

  /// The members given, by their paths.
  func values() throws(UsageError) -> [NodePath: String] {
    let given = query.members.filter { context.invocation.values[$0.name] != nil }
    guard isDocument else {
      let missing = query.members.filter { $0.isRequired && context.invocation.values[$0.name] == nil }
      guard missing.isEmpty else {
        throw UsageError(
          "\(command) needs \(missing.map { "--\($0.name)" }.joined(separator: ", "))",
          hint: "give these, or - and the documented request as JSON on standard input")
      }
      return Dictionary(uniqueKeysWithValues: given.map { ($0.path, context.invocation.values[$0.name] ?? "") })
    }
    if let option = given.first?.name {
      throw UsageError(
        "--\(option) cannot be used with a request on standard input", hint: "give either options or a request")
    }
    let document = try document()
    var values: [NodePath: String] = [:]
    try collect(document["request"] ?? document, path: [], values: &values)
    return values
  }

  /// The time whose stored state is asked for; nil for the present one.
  func moment(of values: [NodePath: String]) throws(UsageError) -> Instant? {
    guard let member = query.members.first(where: { $0.isMoment }), let text = values[member.path] else { return nil }
    guard let time = Instant(text) else {
      let name = isDocument ? member.path.description : "--\(member.name)"
      throw UsageError("\(name) needs a time such as 2026-11-22T12:50:42.208Z, not \"\(text)\"")
    }
    return time
  }

  private var command: String {
    guard case .named(let word, in: let group) = query.form else { return query.id }
    return "\(group) \(word)"
  }

  // MARK: The request as JSON

  private func document() throws(UsageError) -> Node {
    var text = ""
    while let line = context.terminal.readLine() { text += line + "\n" }
    do {
      return try JSONReader.read(Array(text.utf8))
    } catch {
      throw UsageError(
        "standard input is not valid JSON: \(error.message), line \(error.mark.line), column \(error.mark.column)")
    }
  }

  /// Takes up every member below a path. The case of names does not count: the documents' table says `timeStamp`, their
  /// example `timestamp`.
  private func collect(_ node: Node, path: [String], values: inout [NodePath: String]) throws(UsageError) {
    guard let entries = node.entries else {
      throw UsageError("the request's \(name(path)) is \(node.kindOfValue), not a mapping")
    }
    for entry in entries where !entry.value.isNull {
      let place = path + [entry.key.text]
      if let member = query.members.first(where: { folded($0.path) == folded(place) }) {
        guard let text = entry.value.text else {
          throw UsageError("the request's \(name(place)) is \(entry.value.kindOfValue), not text")
        }
        guard values.updateValue(text, forKey: member.path) == nil else {
          throw UsageError("\(member.path) appears twice in the request")
        }
      } else if query.members.contains(where: { folded($0.path).starts(with: folded(place)) }) {
        try collect(entry.value, path: place, values: &values)
      } else {
        throw UsageError(
          "unknown member \"\(name(place))\" in the request",
          hint: "the members are \(query.members.map(\.path.description).joined(separator: ", "))")
      }
    }
  }

  /// Names as they are compared.
  private func folded(_ place: NodePath) -> [String] {
    folded(place.description.split(separator: ".").map(String.init))
  }
  private func folded(_ place: [String]) -> [String] { place.map { $0.lowercased() } }

  private func name(_ place: [String]) -> String { place.isEmpty ? "content" : place.joined(separator: ".") }
}
