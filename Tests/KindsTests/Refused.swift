import Kinds
import Model
import RegistrySupport
import Source
import Testing

@testable import Engine

/// What an operation answers to a request that it refuses: code and message, and every event on the way.
struct Refused: Equatable {
  let error: String
  let events: [String]

  init(_ error: String, _ events: [String]) {
    (self.error, self.events) = (error, events)
  }

  /// Performs an operation on an object that these files declare and the registry has stored, after changes that no
  /// manifest could bring about; nil if it is carried out.
  init?<K: ResourceKind>(
    _ operation: Operation<K>, on name: String, _ files: [String: String], _ registry: TestRegistry,
    stored change: (inout Stored<K>) -> Void = { _ in }, desired changeWish: (inout K.Spec) -> Void = { _ in }
  ) throws {
    let desired = registry.desired(files)
    let reconciliation = try Reconciliation(registry.request(for: desired), state: registry.state)
    let manifest = try #require(desired.manifests.first { $0.id == ObjectID(kind: K.name, name: name) })
    var stored = try #require(registry.stored(K.self, name))
    var wanted = stored.spec
    change(&stored)
    changeWish(&wanted)
    var progress = StepProgress()
    let result = OperationRunner(reconciliation).perform(
      operation, on: stored, for: Candidate(manifest: manifest, metadata: Metadata(), spec: wanted),
      by: registry.author,
      progress: &progress)
    guard case .refused(let events, let refusal) = result else { return nil }
    #expect(refusal.envelope == operation.envelope)
    self.init("\(refusal.code) \(refusal.message)", events.map(\.brief))
  }

  /// What a run refuses; it must be one manifest alone.
  init(_ outcome: Outcome) throws {
    let diagnostic = try #require(outcome.diagnostics.first)
    #expect(outcome.diagnostics.count == 1 && outcome.rejected.count == 1)
    self.init("\(diagnostic.code ?? "-") \(diagnostic.message)", outcome.events.map(\.brief))
  }
}

extension Operation {
  /// The same operation where one condition does not hold, whatever is stored: a database that fails, for one.
  func failing(at rule: String) -> Operation {
    let stages = stages.map { stage -> Stage<K> in
      guard case .requires(let condition) = stage, condition.id == rule else { return stage }
      return .requires(
        Precondition(
          condition.id, code: condition.code, message: condition.message, summary: condition.summary,
          failing: condition.failing, path: condition.path
        ) { _ in .fails() })
    }
    return Operation(
      id, envelope: envelope, summary: summary, citation: citation, stages: stages, signature: signature, answer: answer
    )
  }
}
