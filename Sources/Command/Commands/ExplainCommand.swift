import Report
import Source

enum ExplainCommand: Subcommand {
  static let name = "explain"
  static let arguments = "CODE|RULE|KIND|EVENT|OPERATION"
  static let summary = "Explain what a code, rule, kind, event or operation means and where it comes from."
  static let formats: [OutputFormat] = [.text, .json]
  static let options: [Option] = [.output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    guard let word = context.invocation.positionals.first, context.invocation.positionals.count == 1 else {
      throw UsageError("explain needs one code, rule, kind, event or operation", hint: "partnerctl explain PMS_MSP_003")
    }
    let reference = Reference(context.catalog)
    let articles = reference.articles(on: word)
    guard !articles.isEmpty else {
      let meant = suggestion(for: word, among: reference.words).map { "did you mean \($0)?" }
      throw UsageError("there is no code, rule, kind, event or operation \"\(word)\"", hint: meant)
    }
    if format == .json {
      context.print(.object(["formatVersion": .integer(1), "articles": .list(articles.map(\.node))]))
    } else {
      context.print(articles.map { $0.text(context.style) }.joined(separator: "\n"))
    }
    return .done
  }
}
