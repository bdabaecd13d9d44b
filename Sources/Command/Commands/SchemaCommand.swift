import Report
import Source

enum SchemaCommand: Subcommand {
  static let name = "schema"
  static let arguments = "[KIND]"
  static let summary = "Print the JSON Schema (2020-12) of manifests, for editors and CI."
  static let options: [Option] = []

  static func run(_ context: Context) throws -> ExitCode {
    guard context.invocation.positionals.count <= 1 else { throw UsageError("schema takes at most one kind") }
    guard let word = context.invocation.positionals.first else {
      context.print(Schema.all(context.catalog))
      return .done
    }
    let isRegistry = word.lowercased() == "registry"
    context.print(isRegistry ? Schema.registryDocument(context.catalog) : Schema.document(try context.kind(word)))
    return .done
  }
}
