import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// What a read comes to: its answer, or why there is none, and every event on the way.
struct Told: Equatable {
  /// The documented envelope without its time, as JSON on one line; secrets are masked.
  let answer: String
  let events: [String]

  /// The answer of a read that succeeds, in an envelope of the id, or of none.
  init(_ id: String?, _ response: String, _ events: String...) {
    answer = Told.envelope(id, response, [])
    self.events = events
  }

  /// The answer of a read that fails.
  init(_ id: String, failing code: String, _ message: String, _ events: String...) {
    answer = Told.envelope(id, "null", ["{\"errorCode\":\"\(code)\",\"message\":\"\(message)\"}"])
    self.events = events
  }

  /// Asks a read, and holds what it tells against the catalogue.
  init(_ id: String, _ words: [String], _ registry: TestRegistry) throws {
    let read = try #require(registry.catalog.kinds.flatMap { $0.queries }.first { $0.id == id })
    #expect(read.arguments.count == words.count)
    let answer = read.perform(words, in: try registry.registry())
    let told = answer.auditEvents(of: read, run: registry.run(), catalog: registry.catalog)
    #expect(Set(told.map(\.definition.name)).isSubset(of: read.events))
    #expect(told.allSatisfy { $0.operation == id })
    let silent = registry.catalog.codes().filter { $0.whyUnanswered != nil }.map(\.code)
    #expect(answer.errors.filter { silent.contains($0.code) }.map(\.code) == [])
    #expect(Set(answer.errors.map(\.code)).isSubset(of: read.failures.map(\.code)))
    for error in answer.errors {
      #expect(
        registry.catalog.codes().contains {
          $0.code == error.code && error.message.hasPrefix($0.message.split(separator: "%")[0])
        }, "\(error.code) \(error.message)")
    }
    events = told.map(\.brief)
    let text = answer.response?.line ?? "null"
    let envelope = answer.errors.isEmpty ? read.envelope.success : read.envelope.failure
    self.answer = Told.envelope(
      envelope, text, answer.errors.map { "{\"errorCode\":\"\($0.code)\",\"message\":\"\($0.message)\"}" })
    let secrets = words.filter { $0.utf8.count >= 8 && $0.hasPrefix("k0") }
    let said = self.answer + told.map { Node.object($0.members).line }.joined()
    #expect(secrets.filter(said.contains) == [], "a key's text is nowhere told")
  }

  private static func envelope(_ id: String?, _ response: String, _ errors: [String]) -> String {
    "\(id ?? "null") \(response) [\(errors.joined(separator: ","))]"
  }
}
