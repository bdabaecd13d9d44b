import Git
import Model
import Report
import Source
import Transfer
import Workspace

enum ImportCommand: Subcommand {
  static let name = "import"
  static let arguments = "FOLDER [REGISTRY_FOLDER]"
  static let summary = "Import a deployment that kept its objects in databases."
  static let details = """
    FOLDER holds a file for each table, as PostgreSQL writes it: COPY pms.misp TO … WITH (FORMAT csv, HEADER), in a file
    misp.csv. The tables are policy_group, auth_policy, partner_type, partner, partner_policy_request, partner_policy,
    partner_policy_bioextract, misp and misp_license of the schema pms; device_provider, foundational_trust_provider,
    mosip_device_service and registered_device_master of the schema master. A table without a file counts as empty.
    Other columns and files are listed with the number of their rows.

    The registry must hold nothing but its registry.yaml. Two commits are made: the manifests, and the first stored
    state, which keeps the ids, times and life-cycle words of the tables. A plan made right after the import has nothing
    to do, except what time alone asks for. Rows that a registry cannot hold, rows with times in the future, and rows
    with keys that can be guessed are left out and listed with the reason; the exit code is then 1. If a MISP has
    several active licences, only the newest valid one stays active; a MISP that is rejected or not active keeps none.
    Such changes are listed as warnings. Times are read as UTC and kept to the millisecond.
    """
  static let dryRun = Option("dry-run", "Show what would be imported, and write nothing.")
  static let formats: [OutputFormat] = [.text, .json]
  static let options = [dryRun, .now, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    var words = context.invocation.positionals
    guard (1...2).contains(words.count) else {
      throw UsageError("import needs a folder of tables", hint: "partnerctl import tables")
    }
    let folder = words.removeFirst()
    let workspace = try context.openWorkspace(words.first)
    let tables = try TableFolder(context.path(folder), catalog: context.catalog)
    for stranger in tables.unknownFiles { context.remark(remark(on: stranger, style: context.style)) }
    let result = try tables.diagnostics.isEmpty ? importTables(tables.sheets, in: context, workspace: workspace) : nil
    let diagnostics = (result?.diagnostics ?? []) + tables.diagnostics
    for diagnostic in diagnostics {
      // The line itself is not shown: there may be a key in it.
      context.terminal.writeError(DiagnosticText(context.style).text(diagnostic, around: nil))
    }
    if format == .json {
      context.print(node(result, diagnostics: diagnostics.map { context.secrets.redaction.hiding($0) }, tables: tables))
    } else {
      print(result, diagnostics: diagnostics, tables: tables, in: context)
    }
    return diagnostics.contains { $0.severity == .error } ? .faults : .done
  }

  private static func remark(on stranger: TableFolder.UnknownFile, style: Style) -> String {
    let rows = stranger.rows.map { ": \(counted($0, "row"))" } ?? ""
    let reason = stranger.reason.map { "; \($0)" } ?? ""
    return "\(style.shown(whole: stranger.file)) is ignored\(rows)\(reason)"
  }

  private static func importTables(
    _ sheets: [String: Sheet], in context: Context, workspace: Workspace
  ) throws -> ImportResult {
    guard !sheets.isEmpty else {
      throw UsageError("the folder holds no table", hint: "name its files after tables, such as misp.csv")
    }
    var session = Session(
      run: try context.run(workspace), committer: Committer(context.terminal.variables),
      keys: context.keyStore(workspace), runners: context.runnerKeys)
    session.isDryRun = context.invocation.has(dryRun)
    return try Importer(workspace, session: session).importTables(sheets, on: try workspace.headCommit().branch)
  }

  /// How many values of each column are not kept, those of columns that no table has among them.
  private static func losses(_ result: ImportResult?, tables: TableFolder) -> [(column: ExactString, count: Int)] {
    (result?.losses ?? [:]).merging(tables.unknownColumns) { $1 }.sorted { $0.key < $1.key }
      .map { (column: $0.key, count: $0.value) }
  }

  private static func node(_ result: ImportResult?, diagnostics: [Diagnostic], tables: TableFolder) -> Node {
    let unknownFiles = tables.unknownFiles.map { stranger in
      Node.object([
        "file": .text(stranger.file), "rows": stranger.rows.map { .integer($0) } ?? .null,
        "reason": .text(stranger.reason),
      ])
    }
    return .object([
      "formatVersion": .integer(1),
      "taken": .object((result?.counts ?? []).map { ($0.kind, .integer($0.count)) }),
      "diagnostics": .list(diagnostics.map { $0.node(places: true) }),
      "notKept": .object(losses(result, tables: tables).map { ($0.column.text, .integer($0.count)) }),
      "otherTables": .list(unknownFiles), "due": .list((result?.due ?? []).map(\.node)),
      "commit": .text(result?.commit?.hex),
    ])
  }

  private static func print(
    _ result: ImportResult?, diagnostics: [Diagnostic], tables: TableFolder, in context: Context
  ) {
    guard let result else {
      context.print("nothing was imported")
      return
    }
    let kinds = result.counts.map { ("\($0.count)", $0.kind) }
    let width = kinds.map(\.0.count).max() ?? 0
    for (count, kind) in kinds {
      context.print(String(repeating: " ", count: width - count.count) + "\(count) \(kind)")
    }
    let losses = losses(result, tables: tables)
    if !losses.isEmpty {
      context.remark("not kept unchanged, because a registry has no field for it:")
      for (column, count) in losses { context.remark("  \(visible(column.text)) of \(counted(count, "row"))") }
    }
    if !result.due.isEmpty {
      context.remark("due, and carried out by the next run:")
      for change in result.due { context.remark("  \(change.object): \(change.operations.joined(separator: ", "))") }
    }
    let total = result.counts.reduce(0) { $0 + $1.count }
    let errors = diagnostics.count { $0.severity == .error && !ExactString.same($0.rule, "import.file") }
    context.print(context.style.bold("\(counted(total, "object")) imported, \(counted(errors, "row")) left out"))
    context.print(closing(result, in: context))
  }

  private static func closing(_ result: ImportResult, in context: Context) -> String {
    if let commit = result.commit { return "commit \(commit.hex.prefix(12)), serial 1" }
    return context.invocation.has(dryRun) ? "dry run: nothing was written" : "nothing was written"
  }
}
