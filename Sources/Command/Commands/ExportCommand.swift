import Engine
import Model
import Report
import Source
import Store
import Transfer
import Workspace

enum ExportCommand: Subcommand {
  static let name = "export"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Write the registry as tables of MOSIP's databases."
  static let details = """
    Writes what is stored at HEAD: csv writes a folder with one file for each table, as PostgreSQL's COPY reads it; sql
    writes one file with a transaction of INSERT statements. The tables are those of import, preceded by the tables of
    types that they refer to; rows of types that exist already are left unchanged by the SQL. The tables must exist.

    Names of manifests are not written; an import makes new ones. Everything else without a column is listed.

    Licence keys and API keys are written unmasked, as the other deployment needs them. Only you can read the files.
    """
  static let form = Option("format", value: "csv|sql", "Write CSV files or SQL statements; csv by default.")
  static let out = Option("out", value: "PATH", "The folder for csv, or the file for sql; - is standard output.")
  static let options = [form, out, GetCommand.at]

  static func run(_ context: Context) throws -> ExitCode {
    let isSQL: Bool
    switch context.invocation.value(form) ?? "csv" {
    case "csv": isSQL = false
    case "sql": isSQL = true
    case let other: throw UsageError("unknown format \"\(other)\"", hint: "the formats are csv and sql")
    }
    guard let path = context.invocation.value(out), !path.isEmpty else {
      throw UsageError("export needs --out PATH", hint: "partnerctl export --format csv --out tables")
    }
    guard path != "-" || isSQL else {
      throw UsageError(
        "csv writes a folder of files, not to standard output", hint: "name a folder, or use --format sql")
    }
    let workspace = try context.openWorkspace(try context.registryFolder())
    let (contents, losses) = try contents(context, workspace: workspace)
    if path == "-" {
      remark(losses, in: context)
      context.print(String(decoding: TableFiles.sql(contents), as: UTF8.self))
      return .done
    }
    let tree = WorkingTree(root: context.directory)
    let target = context.path(path)
    for file in isSQL ? [target] : contents.map({ target + "/" + $0.table.file }) {
      try workspace.refuseTracked(file)
    }
    if isSQL {
      try tree.save(TableFiles.sql(contents), to: target, isPrivate: true)
    } else {
      for content in contents {
        try tree.save(TableFiles.csv(content), to: target + "/" + content.table.file, isPrivate: true)
      }
    }
    let rows = contents.filter { !$0.isReference }.reduce(0) { $0 + $1.rows.count }
    remark(losses, in: context)
    let tables = contents.count { !$0.isReference }
    let place = context.style.shown(whole: path)
    context.print("\(counted(rows, "row")) of \(counted(tables, "table")) written to \(place)")
    return .done
  }

  /// Says what the tables have no place for.
  private static func remark(_ losses: [(what: String, count: Int)], in context: Context) {
    if losses.isEmpty { return }
    context.remark("not written, because the tables have no column for it:")
    for (what, count) in losses { context.remark("  \(what) of \(counted(count, "object"))") }
  }

  private static func contents(
    _ context: Context, workspace: Workspace
  ) throws -> ([TableExport.Content], losses: [(what: String, count: Int)]) {
    let tip = try workspace.commit("HEAD")
    let commit =
      try context.invocation.value(GetCommand.at).map {
        try GetCommand.commit(asOf: $0, from: tip, workspace: workspace)
      } ?? tip
    let revision = try workspace.revision(commit)
    let registry = try StoredObjects.registry(
      of: try StateReader(revision).folder().state, catalog: context.catalog,
      run: try context.run(workspace, isPlanning: true), instruments: workspace.instruments)
    return (
      TableExport.contents(of: registry, settings: revision.settings, catalog: context.catalog),
      TableExport.losses(of: registry, catalog: context.catalog)
    )
  }
}
