import Model
import Report
import Source
import Workspace

enum AuditCommand: Subcommand {
  static let name = "audit"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Show the audit trail, oldest first."
  static let since = Option("since", value: "TIME", "Events at or after TIME.")
  static let until = Option("until", value: "TIME", "Events before TIME.")
  static let event = Option("event", value: "ID", "Events with this id, such as PMS_MSP_101.")
  static let kind = Option("kind", value: "KIND", "Events on objects of this kind.")
  static let object = Option("name", value: "NAME", "Events on the object of this name, or with this reference id.")
  static let actor = Option("actor", value: "TEXT", "Events by this user id or user name.")
  static let formats: [OutputFormat] = [.text, .json]
  static let options: [Option] = [since, until, event, kind, object, actor, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let filter = try AuditFilter(context)
    let workspace = try context.openWorkspace(try context.registryFolder())
    let events = try LedgerReader(try workspace.revision("HEAD")).events().filter(filter.accepts)
    if format == .json {
      context.print(.object(["formatVersion": .integer(1), "events": .list(events)]))
      return .done
    }
    guard !events.isEmpty else {
      context.remark("no event matches")
      return .done
    }
    let heads = ["TIME", "RUN", "EVENT", "OBJECT", "ID", "ACTOR", "DESCRIPTION"]
    let rows = events.map { event in
      [
        event["actionTimeStamp"]?.text ?? "", "\(event["serial"]?.integer ?? 0).\(event["sequence"]?.integer ?? 0)",
        event["eventId"]?.text ?? "",
        [event["object"]?["kind"]?.text, event["object"]?["name"]?.text].compactMap { $0 }.joined(separator: " "),
        event["id"]?.text ?? "", event["sessionUserId"]?.text ?? "", event["description"]?.text ?? "",
      ]
    }
    context.print(TextTable(heads, rows: rows).text(context.style))
    return .done
  }
}

/// The filters given; all must accept.
private struct AuditFilter {
  private let since: Instant?
  private let until: Instant?
  private let event: String?
  private let kind: String?
  private let name: String?
  private let actor: String?

  init(_ context: Context) throws(UsageError) {
    since = try context.invocation.time(AuditCommand.since)
    until = try context.invocation.time(AuditCommand.until)
    event = context.invocation.value(AuditCommand.event)
    if let word = context.invocation.value(AuditCommand.kind) { kind = try context.kind(word).name } else { kind = nil }
    name = context.invocation.value(AuditCommand.object)
    actor = context.invocation.value(AuditCommand.actor)
  }

  func accepts(_ node: Node) -> Bool {
    let time = node["actionTimeStamp"]?.text.flatMap(Instant.init)
    if let since, time.map({ $0 < since }) ?? true { return false }
    if let until, time.map({ $0 >= until }) ?? true { return false }
    if let event, node["eventId"]?.text != event { return false }
    if let kind, node["object"]?["kind"]?.text != kind { return false }
    if let name, node["object"]?["name"]?.text != name, node["id"]?.text != name { return false }
    if let actor, node["sessionUserId"]?.text != actor, node["sessionUserName"]?.text != actor { return false }
    return true
  }
}
