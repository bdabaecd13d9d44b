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
    """
  static let revision = Option("rev", value: "REV", "Plan for a commit instead of HEAD.")
  static let workingTree = Option("worktree", "Plan for the manifests in the working tree.")
  static let out = Option("out", value: "FILE", "Save the plan as JSON for reconcile --plan.")
  static let detailed = Option("detailed-exitcode", "Exit with 2 when there are changes.")
  static let formats: [OutputFormat] = [.text, .json, .markdown]
  static let options = [revision, workingTree, out, detailed, .allowRemovals, .full, .now, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let invocation = context.invocation
    if invocation.has(workingTree), invocation.has(revision) || invocation.has(out) {
      throw UsageError(
        "--worktree cannot be used with --rev or --out", hint: "only the plan of a commit can be saved")
    }
    let workspace = try context.openWorkspace(try context.registryFolder())
    let commit = try workspace.commit(invocation.value(revision) ?? "HEAD")
    let planner = Planner(
      workspace, run: try context.run(workspace, isPlanning: true),
      allowedRemovals: try invocation.integer(.allowRemovals))
    let planned =
      invocation.has(workingTree)
      ? try planner.planWorkingTree(over: commit) : try planner.plan(commit, isFull: invocation.has(.full))
    let plan = planned.plan
    PlanReport(context, workspace: workspace).print(
      plan, remarks: planned.remarks, as: format, at: planned.snapshot.isWorkingTree ? nil : commit)
    if let file = invocation.value(out) {
      let bytes = JSONWriter.document(plan.node(by: workspace.instruments), secrets: .masked)
      try WorkingTree(root: context.directory).save(bytes, to: file)
    }
    return exitCode(plan, isDetailed: invocation.has(detailed))
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
