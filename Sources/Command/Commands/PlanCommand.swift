import Engine
import Git
import Report
import Source
import Workspace

enum PlanCommand: Subcommand {
  static let name = "plan"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Show what reconcile would do now."
  static let details = """
    Shows for each object the operations, the fields before and after, what will be generated, and the audit events.
    Save the plan of a commit with --out and pass it to reconcile --plan, which refuses to run if the plan is stale.
    On a pull request, --base main plans what merging it would do: with the state and the limits of main, and without
    counting faults that main has too. Such a plan holds for reconcile --plan after the merge if nothing else moved.
    """
  static let revision = Option("rev", value: "REV", "Plan for a commit instead of HEAD.")
  static let workingTree = Option("worktree", "Plan for the manifests in the working tree.")
  static let out = Option("out", value: "FILE", "Save the plan as JSON for reconcile --plan.")
  static let detailed = Option("detailed-exitcode", "Exit with 2 when there are changes.")
  static let formats: [OutputFormat] = [.text, .json, .markdown]
  static let options = [
    revision, workingTree, MergeOption.option, out, detailed, .allowRemovals, .full, .now, .output(formats),
  ]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let invocation = context.invocation
    if invocation.has(workingTree), invocation.has(revision) || invocation.has(out) {
      throw UsageError(
        "--worktree cannot be used with --rev or --out", hint: "only the plan of a commit can be saved")
    }
    let merge = MergeOption(context)
    if merge != nil, invocation.has(workingTree) {
      throw UsageError("--worktree cannot be used with --base", hint: "commit first: commits are merged")
    }
    let workspace = try context.openWorkspace(try context.registryFolder(), isPreview: merge != nil)
    let planner = Planner(
      workspace, run: try context.run(workspace, isPlanning: true),
      allowedRemovals: try invocation.integer(.allowRemovals))
    if let merge { return try run(merge, by: planner, as: format, in: context, workspace: workspace) }
    let commit = try workspace.commit(invocation.value(revision) ?? "HEAD")
    let planned =
      invocation.has(workingTree)
      ? try planner.planWorkingTree(over: commit) : try planner.plan(commit, isFull: invocation.has(.full))
    let plan = planned.plan
    PlanReport(context, workspace: workspace).print(
      plan, remarks: planned.remarks, as: format, at: planned.snapshot.isWorkingTree ? nil : commit)
    try save(plan, in: context, workspace: workspace)
    return exitCode(plan, isDetailed: invocation.has(detailed))
  }

  /// Plans what a merge would do. What is reported of the base too does not count.
  private static func run(
    _ merge: MergeOption, by planner: Planner, as format: OutputFormat, in context: Context, workspace: Workspace
  ) throws -> ExitCode {
    let preview = try merge.preview(of: context.invocation.value(revision), in: workspace)
    let result = try MergePlan(preview, by: planner, isFull: context.invocation.has(.full))
    let plan = result.planned.plan
    PlanReport(context, workspace: workspace).print(
      format == .json ? plan : plan.without(result.standing), remarks: result.planned.remarks, as: format,
      at: preview.merged)
    merge.remark(standing: result.standing)
    merge.remark(squashed: result.squashed)
    try save(plan, in: context, workspace: workspace)
    if plan.outcome.refusal != nil { return .refused }
    if plan.without(result.standing).outcome.diagnostics.contains(where: { $0.severity == .error }) { return .faults }
    return context.invocation.has(detailed) && !plan.outcome.changesNothing ? .changes : .done
  }

  private static func save(_ plan: Plan, in context: Context, workspace: Workspace) throws {
    guard let file = context.invocation.value(out) else { return }
    let bytes = JSONWriter.document(plan.node(by: workspace.instruments), secrets: .masked)
    try WorkingTree(root: context.directory).save(bytes, to: file)
  }

  static func exitCode(_ plan: Plan, isDetailed: Bool) -> ExitCode {
    if plan.outcome.refusal != nil { return .refused }
    if plan.outcome.faults > 0 { return .faults }
    return isDetailed && !plan.outcome.changesNothing ? .changes : .done
  }
}

/// Prints a plan in any of its formats.
struct PlanReport {
  private let context: Context
  private let workspace: Workspace

  init(_ context: Context, workspace: Workspace) {
    self.context = context
    self.workspace = workspace
  }

  func print(_ plan: Plan, remarks: [Diagnostic], as format: OutputFormat, at commit: Commit?) {
    for remark in remarks { context.remark(DiagnosticText(context.style).text(remark, around: nil)) }
    switch format {
    case .json: context.print(plan.node(by: workspace.instruments))
    case .markdown: context.print(PlanMarkdown(context.secrets.redaction).text(plan))
    default:
      printText(plan, at: commit)
      context.print(context.style.bold(PlanText.summary(plan.outcome.summary, isDone: false)))
    }
    if let refusal = plan.outcome.refusal { context.say(refusal) }
  }

  func printText(_ plan: Plan, at commit: Commit?) {
    let lines = SourceLines(workspace, at: commit)
    let text = PlanText(context.style, isVerbose: context.invocation.has(.verbose), excerpt: lines.excerpt).text(plan)
    if !text.isEmpty { context.print(text) }
  }
}
