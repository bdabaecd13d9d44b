import CommandSupport
import Foundation
import Kinds
import Model
import Testing

@testable import Command

/// What every command must have: the program's own list is walked.
@Suite struct CommandListTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: tests.deletingLastPathComponent().appendingPathComponent(path), encoding: .utf8)
  }

  /// The sources of all tests.
  private static let sources: String = {
    let files = FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (files ?? []).filter { $0.pathExtension == "swift" }.compactMap {
      try? String(contentsOf: $0, encoding: .utf8)
    }.joined()
  }()

  @Test(arguments: Program.commands.map(\.name)) func `a command has help, a test and a reference entry`(
    _ name: String
  ) throws {
    let command = try #require(Program.commands.first { $0.name == name })
    let help = try RegistrySandbox().run(name, "--help")
    #expect(help.code == .done)
    #expect(help.output.hasPrefix("usage: partnerctl \(name)"))
    #expect(help.output.contains("\n\(command.summary)\n"))
    for option in command.options { #expect(help.output.contains("--\(option.name)"), "\(option.name)") }

    let words = try Regex("(run|transcript)\\((\\[)?\\s*\"\(name)[ \"]")
    #expect(Self.sources.contains(words), "a test must run partnerctl \(name)")

    let reference = try Self.text("Sources/Command/partnerctl.docc/Reference.md")
    #expect(reference.contains("### partnerctl \(name)\n"))
    for option in command.options { #expect(reference.contains("--\(option.name)"), "\(option.name)") }
  }

  @Test func `names are listed once`() {
    let names = Program.commands.map(\.name)
    #expect(Set(names).count == names.count)
    for command in Program.commands {
      let options = command.allOptions.map(\.name)
      #expect(Set(options).count == options.count, "\(command.name)")
    }
  }

  @Test func `every documented query is a word of a command or of get`() throws {
    for query in Catalog.standard.kinds.flatMap({ $0.queries }) {
      guard case .named(let word, in: let group) = query.form else { continue }
      #expect(Program.commands.contains { $0.name == group }, "\(query.id)")
      let help = try RegistrySandbox().run(group, "--help").output
      #expect(help.contains("\(word) ") || help.contains("\(word)\n"), "\(query.id)")
    }
  }
}
