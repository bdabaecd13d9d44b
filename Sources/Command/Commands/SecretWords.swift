import Kinds
import Model
import Source

/// The words of a command line in the place of a secret, or possibly secrets by mistake.
enum SecretWords {
  /// The words of a command that must not be quoted, whatever they look like: arguments declared secret, and every word
  /// beside one, or for a query that shows one, unless it looks like a name.
  ///
  /// - Parameter words: the words after the options, without the command's name.
  static func among(_ words: [String], of command: String) -> [String] {
    guard let verb = words.first else { return [] }
    let arguments = Array(words.dropFirst())
    if command == DeviceCommand.name, verb == "verify" { return arguments.filter { $0 != "-" } }
    let queries = QueryGroupCommand.queries(of: command, catalog: .standard)
    guard let query = queries.first(where: { ExactString.same($0.word, verb) })?.query else {
      return queries.contains { isAboutSecrets($0.query) } ? words.filter(isSuspect) : []
    }
    guard isAboutSecrets(query) else { return [] }
    return arguments.enumerated().filter { index, word in
      let isDeclared = index < query.arguments.count && query.arguments[index].secret != nil
      return isDeclared ? word != "-" : isSuspect(word)
    }
    .map(\.element)
  }

  private static func isAboutSecrets(_ query: Query) -> Bool {
    query.reveals != nil || query.arguments.contains { $0.secret != nil }
  }

  /// Whether a word may be a key; one with a slash is taken for a folder.
  private static func isSuspect(_ word: String) -> Bool {
    word.utf8.count >= Redaction.leastLength && !word.utf8.contains(UInt8(ascii: "/")) && !KeyShape.isName(word)
  }
}
