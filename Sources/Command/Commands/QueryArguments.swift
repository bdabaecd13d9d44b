import Model

/// The arguments of a documented query: those typed, and secrets from standard input or the environment.
struct QueryArguments {
  private let query: Query
  private let context: Context

  init(_ query: Query, context: Context) {
    self.query = query
    self.context = context
  }

  /// How many words there may be; secrets, which come last, may be left out.
  var count: ClosedRange<Int> { query.arguments.count { $0.secret == nil }...query.arguments.count }

  /// The values of `words`.
  ///
  /// A secret is the next line of standard input where its word is `-`. Without a word it is in its environment
  /// variable, else behind the one that came in on standard input, which must hold no more. Typed out it works, with a
  /// warning.
  func values(_ words: [String]) throws(UsageError) -> [String] {
    var values: [String] = []
    var exposed: [String] = []
    var isPiped = false
    var piped: [String] = []
    for (index, argument) in query.arguments.enumerated() {
      let word = index < words.count ? words[index] : nil
      guard let variable = argument.secret?.variable else {
        guard let word else { throw incomplete }
        values.append(word)
        continue
      }
      isPiped = isPiped || word == "-"
      if let word, word != "-" {
        values.append(word)
        exposed.append(variable)
      } else if word == nil, let value = context.terminal.variables[variable], !value.isEmpty {
        values.append(value)
      } else if isPiped {
        if context.terminal.isInputTerminal { context.terminal.writeError("\(argument.name): ") }
        guard let line = context.terminal.readSecret() else {
          throw UsageError("standard input holds no \(argument.name)")
        }
        context.secrets.add(line)
        values.append(line)
        piped.append(argument.name)
      } else {
        throw incomplete
      }
    }
    if !piped.isEmpty {
      try context.refuseFurtherInput(
        "standard input holds more than \(piped.joined(separator: " and "))", hint: "give one line for each")
    }
    if !exposed.isEmpty {
      context.remark(
        "warning: others can see a secret on the command line; give - and the secret on standard input, or set "
          + exposed.joined(separator: " and "))
    }
    return values
  }

  private var incomplete: UsageError {
    guard case .named(let word, in: let group) = query.form else {
      return UsageError("\(query.id) needs more arguments")
    }
    return UsageError(
      "\(([group, word, "needs"] + query.arguments.map(\.name)).joined(separator: " "))",
      hint: query.arguments.map { argument in
        "\(argument.name): \(argument.summary)\(argument.secret == nil ? "" : "; - reads it from standard input")"
      }.joined(separator: "; "))
  }
}
