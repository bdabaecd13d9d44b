import Engine
import Kinds
import Model
import Source
import Store
import Workspace
import YAML

enum NewCommand: Subcommand {
  static let name = "new"
  static let arguments = "KIND"
  static let summary = "Print a manifest to start from."
  static let options = blanks.map { Option($0.name, value: $0.value, $0.summary) } + [.now]

  private static let blanks = Catalog.standard.kinds.flatMap { $0.blanks }

  static func run(_ context: Context) throws -> ExitCode {
    guard let word = context.invocation.positionals.first else {
      throw UsageError("new needs a kind", hint: "partnerctl new misp")
    }
    guard context.invocation.positionals.count == 1 else {
      throw UsageError("new takes a kind and nothing else", hint: "change the name in the printed manifest")
    }
    if word.lowercased() == "registry" {
      _ = try values(for: [], kind: word, in: context)
      context.print(RegistryManifest.example)
      return .done
    }
    let kind = try context.kind(word)
    let values = try values(for: kind.blanks, kind: kind.name, in: context)
    let surroundings = Surroundings(time: try context.time(), ids: context.terminal.ids()) {
      try registry(context)
    }
    do {
      let manifest = try kind.example(filling: values, surroundings: surroundings)
      try check(manifest, kind: kind)
      context.print(manifest)
      return .done
    } catch let fault as BlankFault {
      context.fail((nil, fault.message), as: .text, members: [:])
      context.say(hint: fault.hint)
      return .faults
    }
  }

  /// The values given, all of them for blanks of the kind.
  private static func values(
    for blanks: [Blank], kind: String, in context: Context
  ) throws(UsageError) -> [String: String] {
    let given = context.invocation.values.filter { name, _ in self.blanks.contains { $0.name == name } }
    if let foreign = given.keys.sorted().first(where: { name in !blanks.contains { $0.name == name } }) {
      throw UsageError("a new \(kind) has no --\(foreign)")
    }
    return given
  }

  private static func registry(_ context: Context) throws -> any Registry {
    let workspace = try context.openWorkspace(nil)
    let state = try StoredState(try workspace.revision("HEAD"))
    return try state.answer(for: try context.run(workspace)) { $0 }
  }

  /// What was typed must fit where it went.
  private static func check<K: ResourceKind>(_ manifest: String, kind: K.Type) throws(UsageError) {
    let spec = YAMLReader.read(Array(manifest.utf8)).documents.first?.root["spec"]
    var reading = FieldReader(prefix: K.prefix, codes: .ours, root: "spec", mark: .none)
    _ = K.Spec.read(spec, reading: &reading)
    if let violation = reading.violations.first {
      throw UsageError("\(violation.path.fieldName) has an invalid value", hint: violation.hint)
    }
  }
}
