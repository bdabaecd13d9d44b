import Engine
import Foundation
import Kinds
import Model
import RegistrySupport
import Source
import Testing
import YAML

/// Every rule of every kind by its examples, in the file `Rules.yaml` of the kind's folder.
@Suite struct RulesTests {
  @Test(arguments: kinds) func `every rule that a manifest can break has an example of each sort`(_ kind: Kind) throws {
    let examples = try RuleExample.all(of: kind.type)
    // What one rule warns of needs a setting: it has a test of its own.
    let rules = kind.type.ruleDescriptions.filter {
      $0.unreachable == nil && $0.id != "device.digitalId.unverified"
    }
    func ids(_ severity: Diagnostic.Severity) -> [String] {
      rules.filter { $0.severity == severity }.map(\.id).sorted()
    }
    #expect(Set(examples.filter { !$0.accept.isEmpty }.map(\.rule)).sorted() == rules.map(\.id).sorted())
    #expect(Set(examples.filter { !$0.reject.isEmpty }.map(\.rule)).sorted() == ids(.error))
    #expect(Set(examples.filter { !$0.warn.isEmpty }.map(\.rule)).sorted() == ids(.warning))
  }

  @Test(arguments: try kinds.flatMap { try RuleExample.all(of: $0.type) })
  func `accepted examples bring no diagnostic`(_ example: RuleExample) throws {
    for spec in example.accept {
      let (marked, outcome, _) = try example.run(spec)
      #expect(marked.mark == nil, "only what is rejected is marked")
      #expect(outcome.diagnostics.map(\.brief) == [], "\(spec)")
      #expect(outcome.faults == 0 && outcome.rejected.isEmpty)
    }
  }

  @Test(arguments: try kinds.flatMap { try RuleExample.all(of: $0.type) })
  func `rejected examples bring the rule's diagnostic at the mark and no other`(_ example: RuleExample) throws {
    var besides: Set<String> = []
    let rule = try #require(example.kind.ruleDescriptions.first { $0.id == example.rule })
    for spec in example.reject {
      let (marked, outcome, before) = try example.run(spec)
      let place = try #require(marked.mark, "\(spec) must be marked")
      let expected = "a.yaml:\(place) \(example.rule) \(example.code ?? "-") \(example.message ?? "")"
      let errors = outcome.diagnostics.filter { $0.severity == .error && !example.besides.contains($0.rule) }
      #expect(
        errors.map(\.brief) == [([expected] + example.notes).joined(separator: "; ")], "\(spec)")
      #expect([rule.code, rule.codeOfChange].contains(example.code))
      #expect(example.message?.hasPrefix(rule.message.prefix(13).prefix { $0 != "%" }) == true)
      #expect(errors.map(\.object) == [ObjectID(kind: example.kind.name, name: "a")])
      #expect(outcome.faults == 1)
      expectEvents(of: rule, example.kind, in: outcome, spec)
      #expect(
        outcome.objects[ObjectID(kind: example.kind.name, name: "a")]?.revealed == nil,
        "what is stored stands: \(before)")
      besides.formUnion(outcome.diagnostics.map(\.rule).filter(example.besides.contains))
    }
    #expect(besides == example.besides)
  }
}

extension RulesTests {
  @Test(arguments: try kinds.flatMap { try RuleExample.all(of: $0.type) })
  func `examples of a warning bring it at the mark and are accepted`(_ example: RuleExample) throws {
    for spec in example.warn {
      let (marked, outcome, _) = try example.run(spec)
      let place = try #require(marked.mark, "\(spec) must be marked")
      let expected = "a.yaml:\(place) \(example.rule) - \(example.message ?? "")"
      let object = ObjectID(kind: example.kind.name, name: "a")
      let own = outcome.diagnostics.filter { $0.object == object }
      #expect(own.map(\.brief) == [([expected] + example.notes).joined(separator: "; ")], "\(spec)")
      #expect(
        own.allSatisfy { $0.severity == .warning && $0.hint != nil }
          && outcome.diagnostics.allSatisfy { $0.severity == .warning })
      #expect(outcome.faults == 0 && outcome.rejected.isEmpty)
    }
  }
}

/// A rejection that is audited emits the events of the request and of its failure; any other emits none.
private func expectEvents(
  of rule: RuleDescription, _ kind: any ResourceKind.Type, in outcome: Outcome, _ spec: String
) {
  let events = outcome.events.filter { $0.object?.name == "a" }
  guard !rule.events.isEmpty else {
    #expect(events.map(\.definition.name.id) == [], "\(spec)")
    return
  }
  let operation = events.first?.operation ?? ""
  #expect(rule.events.map(\.operation).contains(operation), "\(rule.id): \(spec)")
  #expect(events.allSatisfy { $0.operation == operation }, "\(rule.id): \(spec)")
  let documented = eventsOfFailure(kind, operation, rule.id)
  #expect(documented.contains(events.map(\.definition.name)), "\(rule.id), one of \(documented): \(spec)")
}

/// What the operations of an id tell when a rule fails: all that they emit up to that stage, then the failure.
///
/// Several may have one id: what a manifest's change and its end are both documented as.
private func eventsOfFailure<K: ResourceKind>(_ kind: K.Type, _ operation: String, _ rule: String) -> [[EventName]] {
  K.operations.filter { $0.id == operation }.compactMap { operation in
    var told: [EventName] = []
    for stage in operation.stages {
      switch stage {
      case .emits(let name): told.append(name)
      case .expects(rule, let failing): return told + [failing]
      case .requires(let condition) where condition.id == rule: return told + [condition.failing].compactMap { $0 }
      default: continue
      }
    }
    return nil
  }
}

/// One document of a `Rules.yaml`.
struct RuleExample: Sendable, CustomTestStringConvertible {
  let kind: any ResourceKind.Type
  let rule: String
  let code: String?
  let message: String?
  let notes: [String]
  /// Further rules that its manifests break in other places.
  let besides: Set<String>
  /// What else the metadata of `a` says.
  let metadata: String
  /// Manifests of other kinds that are there from the first run on, beside the prerequisites of the kind's example.
  let around: String
  let before: [[(name: String, spec: String)]]
  let beside: [(name: String, spec: String)]
  let accept: [String]
  let reject: [String]
  let warn: [String]
  /// When the first run is.
  let start: Instant
  /// What is in the place of `around` in the last run.
  let meanwhile: String?
  let line: UInt32
  /// The files of the kind's folder that specs may name.
  let files: [String: String]

  var testDescription: String { "\(rule) (line \(line))" }

  static func all(of kind: any ResourceKind.Type, file: String = #filePath) throws -> [RuleExample] {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("\(kind.name)/Rules.yaml"))
    let result = YAMLReader.read(Array(data))
    guard result.faults.isEmpty, result.documents.allSatisfy({ $0.faults.isEmpty }) else {
      throw Unusable(reason: "\(result.faults + result.documents.flatMap(\.faults))")
    }
    var files: [String: String] = [:]
    let kindFolder = folder.appendingPathComponent(kind.name)
    for name in try FileManager.default.contentsOfDirectory(atPath: kindFolder.path) where name.hasSuffix(".pem") {
      files[name] = try String(contentsOf: kindFolder.appendingPathComponent(name), encoding: .utf8)
    }
    return try result.documents.map { try RuleExample($0.root, of: kind, files) }
  }

  private struct Unusable: Error { let reason: String }

  private init(_ node: Node, of kind: any ResourceKind.Type, _ files: [String: String]) throws {
    let known = [
      "rule", "code", "message", "notes", "besides", "metadata", "around", "before", "beside", "accept", "reject",
      "warn", "start",
      "meanwhile",
    ]
    guard let rule = node["rule"]?.text, node.entries?.allSatisfy({ known.contains($0.key.text) }) == true else {
      throw Unusable(reason: "line \(node.mark.line) names no rule, or what is unknown")
    }
    func texts(_ key: String) -> [String] { (node[key]?.items ?? []).compactMap(\.text) }
    func specs(_ node: Node?) -> [(String, String)] {
      (node?.entries ?? []).map { ($0.key.text, $0.value.text ?? "") }
    }
    self.kind = kind
    self.files = files
    self.rule = rule
    code = node["code"]?.text
    message = node["message"]?.text
    notes = texts("notes")
    besides = Set(texts("besides"))
    metadata = node["metadata"]?.text ?? ""
    around = node["around"]?.text ?? ""
    before = (node["before"]?.items ?? []).map(specs)
    beside = specs(node["beside"])
    accept = texts("accept")
    reject = texts("reject")
    warn = texts("warn")
    start = node["start"]?.text.flatMap { Instant($0) } ?? TestRegistry().time
    meanwhile = node["meanwhile"]?.text
    line = node.mark.line
  }

  /// Reconciles what comes before, then the spec.
  func run(_ spec: String) throws -> (marked: Marked, outcome: Outcome, before: String) {
    var registry = TestRegistry(at: start)
    var files = self.files
    files["0.yaml"] = kind.examplePrerequisites
    files["1.yaml"] = around
    for step in before {
      for (name, spec) in step {
        if name == "days", let days = Int(spec) {
          registry.time = registry.time.adding(days: days)
        } else {
          files["\(name).yaml"] = manifest(name, spec).text
        }
      }
      let outcome = try registry.reconcile(files)
      guard outcome.diagnostics.allSatisfy({ $0.severity == .warning }) else {
        throw Unusable(reason: "\(outcome.diagnostics.map(\.brief))")
      }
    }
    files["1.yaml"] = meanwhile ?? around
    for (name, spec) in beside { files["\(name).yaml"] = manifest(name, spec).text }
    let marked = manifest("a", spec, metadata)
    files["a.yaml"] = marked.text
    let stored = registry.state.objects[kind.name]?.map(\.line).joined(separator: "\n") ?? ""
    return (marked, try registry.reconcile(files), stored)
  }

  private func manifest(_ name: String, _ spec: String, _ metadata: String = "") -> Marked {
    let more = metadata.isEmpty ? "" : ", \(metadata)"
    let body = spec.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    return Marked(
      "apiVersion: partnerctl/v1\nkind: \(kind.name)\nmetadata: {name: \"\(name)\"\(more)}\nspec: \(body)\n")
  }

  /// A text without its mark and with repetitions written out, and the position of the mark.
  struct Marked {
    var text = ""
    var mark: String?

    init(_ source: String) {
      var line = 1
      var column = 1
      var rest = source[...]
      while let character = rest.popFirst() {
        if character == "→" {
          mark = "\(line):\(column)"
        } else if character == "‹", let end = rest.firstIndex(of: "›") {
          let parts = rest[..<end].split(separator: " ")
          text += String(repeating: String(parts[1]), count: Int(parts[0]) ?? 0)
          rest = rest[rest.index(after: end)...]
        } else {
          text.append(character)
          column = character == "\n" ? 1 : column + character.unicodeScalars.count
          line += character == "\n" ? 1 : 0
        }
      }
    }
  }
}
