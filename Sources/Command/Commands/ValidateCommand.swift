import Git
import Report
import Source
import Workspace

enum ValidateCommand: Subcommand {
  static let name = "validate"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Validate the manifests of the working tree or of a commit."
  static let details = """
    Reports all faults of all files at once, each with its place, the documented code and what to do. Rules across
    objects take the manifests and the stored state into account. Nothing is changed. On a pull request, --base main
    validates what merging it would make, and does not count faults that main has too.
    """
  static let revision = Option("rev", value: "REV", "Validate the manifests of this commit instead.")
  static let formats: [OutputFormat] = [.text, .json, .markdown]
  static let options = [revision, MergeOption.option, .now, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let merge = MergeOption(context)
    let workspace = try context.openWorkspace(try context.registryFolder(), isPreview: merge != nil)
    let revision = context.invocation.value(ValidateCommand.revision)
    let isWorkingTree = revision == nil && !workspace.isBare
    let validation = Validation(workspace, run: try context.run(workspace))
    if let merge {
      let preview = try merge.preview(of: revision, in: workspace)
      let standing = try findings(in: preview.base, by: validation).all
      let all = try findings(in: preview.merged, by: validation)
      let brought = Validation.Findings(objects: all.objects, all: standing.missing(from: all.all))
      print(brought, as: format, in: context, lines: SourceLines(workspace, at: preview.merged))
      merge.remark(standing: standing.common(with: all.all))
      return brought.list.errorCount > 0 ? .faults : .done
    }
    let commit = isWorkingTree ? nil : try workspace.commit(revision ?? "HEAD")
    let findings = try findings(in: commit, by: validation)
    print(findings, as: format, in: context, lines: SourceLines(workspace, at: commit))
    return findings.list.errorCount > 0 ? .faults : .done
  }

  /// A faulty `registry.yaml` is a finding like any other here.
  private static func findings(
    in commit: Commit?, by validation: Validation
  ) throws(WorkspaceError) -> Validation.Findings {
    do {
      guard let commit else { return try validation.validateWorkingTree() }
      return try validation.validate(commit)
    } catch {
      guard case .invalidRegistry(let diagnostics) = error else { throw error }
      return Validation.Findings(objects: 0, all: diagnostics)
    }
  }

  private static func print(
    _ validation: Validation.Findings, as format: OutputFormat, in context: Context, lines: SourceLines
  ) {
    switch format {
    case .json:
      context.print(
        .object([
          "formatVersion": .integer(1), "objects": .integer(validation.objects),
          "errors": .integer(validation.list.errorCount),
          "warnings": .integer(validation.list.warningCount),
          "diagnostics": .list(validation.list.listed.map { context.secrets.redaction.hiding($0).node() }),
        ]))
    case .markdown:
      let table =
        validation.list.listed.isEmpty
        ? "" : DiagnosticMarkdown(context.secrets.redaction).table(validation.list.listed)
      context.print("### partnerctl validate\n\n\(table)**\(validation.summary)**")
    default:
      for diagnostic in validation.list.listed {
        context.print(
          DiagnosticText(context.style).text(diagnostic, around: diagnostic.location.flatMap(lines.excerpt)) + "\n")
      }
      context.print(validation.list.errorCount == 0 ? context.style.green(validation.summary) : validation.summary)
    }
  }
}

extension Validation.Findings {
  fileprivate var summary: String {
    "\(counted(objects, "object")): \(counted(list.errorCount, "error")), \(counted(list.warningCount, "warning"))"
  }
}
