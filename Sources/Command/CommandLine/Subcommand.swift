/// A command with a file of its own in `Commands`; a row of `Program.commands`.
protocol Subcommand: Sendable {
  static var name: String { get }
  /// The words behind the name, `KIND [NAME]`.
  static var arguments: String { get }
  static var summary: String { get }
  /// Paragraphs below the usage line in its help.
  static var details: String { get }
  static var options: [Option] { get }
  static func run(_ context: Context) throws -> ExitCode
}

extension Subcommand {
  static var details: String { "" }
}
