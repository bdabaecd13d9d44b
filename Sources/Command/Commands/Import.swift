import Git
import Model
import Reconciler
import Source
import Workspace

enum Import: Subcommand {
  static let name = "import"
  static let arguments = "FOLDER [REGISTRY_FOLDER]"
  static let summary = "Take over a deployment that kept its objects in databases."
  static let details = """
    FOLDER holds a file for each table, as PostgreSQL writes it: COPY pms.misp TO … WITH (FORMAT csv, HEADER), in a file
    misp.csv. The tables are policy_group, auth_policy, partner_type, partner, partner_policy_request, partner_policy,
    misp and misp_license of the schema pms; device_provider, foundational_trust_provider, mosip_device_service and
    registered_device_master of the schema master. A table without a file is taken to be empty.

    The registry must hold nothing yet but its registry.yaml. Two commits are made: the manifests, and the first stored
    state, in which ids, times and life-cycle words are those of the tables. A plan right after has nothing to do but
    what time alone asks for. Rows that a registry cannot hold are left out and listed with the reason; the exit code is
    then 1. Times are taken to be UTC and kept to the millisecond.
    """
  static let dryRun = Option("dry-run", "Say what would be taken over, and write nothing.")
  static let formats = ["text", "json"]
  static let options = [dryRun, .now, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    var words = context.invocation.positionals
    guard (1...2).contains(words.count) else {
      throw UsageError("import needs a folder of tables", hint: "partnerctl import tables")
    }
    let folder = words.removeFirst()
    let workspace = try context.openWorkspace(words.first)
    let tables = try TableFolder(context.path(folder), context.catalog)
    for file in tables.strangers {
      context.remark("\(context.style.shown(whole: file)) is no table that is taken over")
    }
    let result = try tables.diagnostics.isEmpty ? takeOver(tables.sheets, context, workspace) : nil
    let diagnostics = (result?.diagnostics ?? []) + tables.diagnostics
    for diagnostic in diagnostics {
      // The line itself is not shown: there may be a key in it.
      context.terminal.writeError(DiagnosticText(context.style).text(diagnostic, nil))
    }
    print(result, diagnostics, format, context)
    return diagnostics.isEmpty ? .done : .faults
  }

  private static func takeOver(
    _ sheets: [String: Sheet], _ context: Context, _ workspace: Workspace
  ) throws -> ImportResult {
    guard !sheets.isEmpty else {
      throw UsageError("there is no table in that folder", hint: "its files are named after tables, such as misp.csv")
    }
    var session = Session(
      run: try context.run(workspace), committer: Committer(context.terminal.variables),
      keys: context.keyStore(workspace))
    session.isDryRun = context.invocation.has(dryRun)
    return try workspace.takeOver(sheets, on: try workspace.headCommit().branch, session)
  }

  private static func print(
    _ result: ImportResult?, _ diagnostics: [Diagnostic], _ format: String, _ context: Context
  ) {
    let losses = (result?.losses ?? [:]).sorted { $0.key < $1.key }
    let due = result?.due ?? []
    if format == "json" {
      context.print(
        .object([
          "formatVersion": .integer(1),
          "taken": .object((result?.counts ?? []).map { ($0.kind, .integer($0.count)) }),
          "diagnostics": .list(diagnostics.map { context.secrets.redaction.hiding($0).node(places: true) }),
          "notKept": .object(losses.map { ($0.key.text, .integer($0.value)) }),
          "due": .list(due.map(\.node)), "commit": .text(result?.commit?.hex),
        ]))
      return
    }
    guard let result else {
      context.print("nothing was taken over")
      return
    }
    let kinds = result.counts.map { ("\($0.count)", $0.kind) }
    let width = kinds.map(\.0.count).max() ?? 0
    for (count, kind) in kinds {
      context.print(String(repeating: " ", count: width - count.count) + "\(count) \(kind)")
    }
    if !losses.isEmpty {
      context.remark("not kept, since a registry has no place for it:")
      for (column, count) in losses { context.remark("  \(column) of \(count) \(count == 1 ? "row" : "rows")") }
    }
    if !due.isEmpty {
      context.remark("due, and done by the next run:")
      for change in due { context.remark("  \(change.object): \(change.operations.joined(separator: ", "))") }
    }
    let total = result.counts.reduce(0) { $0 + $1.count }
    let (objects, rows) = (counted(total, "object"), counted(diagnostics.count, "row"))
    context.print(context.style.bold("\(objects) taken over, \(rows) not taken"))
    context.print(closing(result, context))
  }

  private static func closing(_ result: ImportResult, _ context: Context) -> String {
    if let commit = result.commit { return "commit \(commit.hex.prefix(12)), serial 1" }
    return context.invocation.has(dryRun) ? "dry run: nothing was written" : "nothing was written"
  }
}
