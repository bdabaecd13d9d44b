import Engine
import Git
import Model
import Report
import Source
import Store
import Workspace

enum HistoryCommand: Subcommand {
  static let name = "history"
  static let arguments = "KIND NAME [REGISTRY_FOLDER]"
  static let summary = "Show every recorded change of an object, newest first."
  static let formats: [OutputFormat] = [.text, .json]
  static let options: [Option] = [.output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let (words, folder) = try context.arguments(2...2)
    guard words.count == 2 else {
      throw UsageError("history needs a kind and a name", hint: "partnerctl history misp telecom")
    }
    let kind = try context.kind(words[0])
    let workspace = try context.openWorkspace(folder)
    let tip = try workspace.commit("HEAD")
    let name = try resolve(words[1], kind: kind, workspace: workspace, at: tip)
    let object = ObjectID(kind: kind.name, name: name)
    let versions = try History(workspace, from: tip).versions(of: object)
    guard !versions.isEmpty else {
      return try fail(object, kind: kind, as: format, in: context, workspace: workspace, at: tip)
    }
    let events = try LedgerReader(try workspace.revision(tip)).events().filter {
      $0["object"]?["name"]?.text == name && $0["object"]?["kind"]?.text == kind.name
    }
    let changes = versions.indices.map { index in
      let older = index + 1 < versions.count ? versions[index + 1].node : nil
      return RecordedChange(versions[index], since: older, kind: kind, events: events)
    }
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "kind": .text(object.kind), "name": .text(object.name),
          "changes": .list(changes.map(\.node)),
        ]))
    } else {
      context.print(changes.map { $0.text(context.style) }.joined(separator: "\n"))
    }
    return .done
  }

  /// Answers as reading the object does, with the documented error if there is one.
  private static func fail(
    _ object: ObjectID, kind: any ResourceKind.Type, as format: OutputFormat, in context: Context,
    workspace: Workspace,
    at tip: Commit
  ) throws -> ExitCode {
    let state = try StoredState(try workspace.revision(tip))
    let reading = try QueryRun(context, workspace: workspace, state: state)
    let query = kind.queries.first { $0.form == .one }
    let documented = try query.flatMap { try reading.perform($0, arguments: [object.name]).error }
    context.fail(
      (documented?.code, documented?.message ?? "no \(object) was ever stored"), as: format,
      members: ["kind": .text(object.kind), "name": .text(object.name), "changes": .list([])])
    return .faults
  }

  /// The name of the object meant: by name, else by id among what is stored now.
  private static func resolve(
    _ word: String, kind: any ResourceKind.Type, workspace: Workspace, at tip: Commit
  ) throws -> String {
    let state = try StoredState(try workspace.revision(tip))
    guard let found = try state.object(of: kind, meant: word)?["metadata"]?["name"]?.text else {
      guard Metadata.nameFormat.accepts(word) else { throw UsageError("\"\(word)\" is not a valid name of an object") }
      return word
    }
    return found
  }
}

/// One entry of an object's history.
struct RecordedChange {
  private let version: StoredVersion
  private let fields: [FieldChange]
  private let operations: [String]
  private let actor: String?

  init(_ version: StoredVersion, since older: Node?, kind: any ResourceKind.Type, events: [Node]) {
    self.version = version
    let before = older.map { kind.typed($0).withoutResponse } ?? .null
    let after = version.node.map { kind.typed($0).withoutResponse } ?? .null
    fields = FieldChange.between(before, and: after).filter { !["apiVersion", "kind"].contains($0.path.description) }
    let own = events.filter { $0["serial"]?.integer == version.serial }
    operations = own.compactMap { $0["operation"]?.text }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    actor = own.first?["sessionUserId"]?.text
  }

  var node: Node {
    .object([
      "commit": .text(version.commit.id.hex), "serial": .integer(version.serial),
      "at": .text(Instant(seconds: version.commit.committer.seconds).description), "actor": .text(actor),
      "operations": .list(operations.map { .text($0) }), "fields": .list(fields.map(\.node)),
    ])
  }

  func text(_ style: Style) -> String {
    let time = Instant(seconds: version.commit.committer.seconds)
    var text = "\(style.yellow("serial \(version.serial)"))  \(time)  \(version.commit.id.hex.prefix(12))"
    if let actor { text += "  \(visible(actor))" }
    text += "\n"
    if !operations.isEmpty { text += "    \(operations.joined(separator: ", "))\n" }
    for field in fields {
      func shown(_ node: Node) -> String {
        visible(String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self))
      }
      let value = field.before.isNull ? shown(field.after) : "\(shown(field.before)) → \(shown(field.after))"
      text += "    \(visible(field.path.description)): \(value)\n"
    }
    return text
  }
}

extension Node {
  /// A stored object without the envelope of its last operation, which changes with every step and says nothing new.
  fileprivate var withoutResponse: Node {
    guard var entries else { return self }
    for index in entries.indices where entries[index].key == "status" {
      let rest = entries[index].value.entries?.filter { $0.key != "response" } ?? []
      entries[index].value = Node(.mapping(rest))
    }
    return Node(.mapping(entries))
  }
}
