import Engine
import Git
import Model
import Report
import Source
import Store
import Workspace

enum ReconcileCommand: Subcommand {
  static let name = "reconcile"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Apply the plan and commit the result."
  static let details = """
    Reads the tip of the branch that is checked out, performs the documented operations, and writes one commit, or none
    if nothing changes. Only files in the state folder change. A second run changes nothing.

    With --push, the remote branch is fetched and fast-forwarded to first, and the result is pushed. If the remote
    branch has moved meanwhile, the run starts again. Nothing is ever forced or merged. REMOTE defaults to origin.

    Every run is sealed: signed by a key that the run before names. The first run makes the key in
    ~/.config/partnerctl/runner-key, unless PARTNERCTL_RUNNER_KEY has one (its text, or a path). With --seal, a stored
    state that was never sealed is sealed in a commit of its own, and rewritten if it is in an earlier form; check it
    first, since everything in it is believed from then on.
    With --full, indexes that were altered or deleted are rebuilt.
    """
  static let plan = Option("plan", value: "FILE", "Refuse to run unless this saved plan is exactly what would be done.")
  static let atomic = Option("atomic", "Write nothing if any manifest is faulty.")
  static let dryRun = Option("dry-run", "Stop before anything is written.")
  static let push = Option("push", value: "REMOTE", isValueOptional: true, "Fetch, reconcile and push to REMOTE.")
  static let seal = Option("seal", "Seal a stored state that never was, and do nothing else.")
  static let dropOwnKey = Option("drop-own-key", "Allow spec.trust.runners to leave out the key of this run.")
  static let formats: [OutputFormat] = [.text, .json]
  static let options = [
    plan, atomic, .allowRemovals, push, dryRun, .signingKey, .full, seal, dropOwnKey, .now, .output(formats),
  ]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let invocation = context.invocation
    if invocation.has(push), invocation.has(.now) {
      throw UsageError(
        "--now cannot be used with --push", hint: "what is pushed must carry the time at which it was made")
    }
    let workspace = try context.openWorkspace(try context.registryFolder())
    let branch = try workspace.headCommit().branch
    let session = try session(context, workspace: workspace)
    if invocation.has(seal) {
      try refuseOthersThanSeal(invocation)
      try runSealing(of: branch, session: session, as: format, in: context, workspace: workspace)
      return .done
    }
    if !invocation.has(push), !invocation.has(.full), session.expected == nil,
      let header = try workspace.upToDateHeader(of: try workspace.commit(at: branch), at: session.run.time)
    {
      try printUpToDate(header, as: format, in: context, workspace: workspace, branch: branch)
      return .done
    }
    let result: ReconcileResult
    if let remote = invocation.value(push) {
      let remote = try Remote(
        remote.isEmpty ? "origin" : remote, of: workspace, environment: context.terminal.variables)
      result = try remote.reconcile(branch, session: session)
    } else {
      result = try RunRecorder(workspace).reconcile(branch, session: session)
    }
    print(result, as: format, in: context, workspace: workspace)
    return PlanCommand.exitCode(result.plan, isDetailed: false)
  }

  private static func refuseOthersThanSeal(_ invocation: Invocation) throws {
    for option in [plan, atomic, .allowRemovals, push, dryRun, .full] where invocation.has(option) {
      throw UsageError(
        "--\(option.name) cannot be used with --seal", hint: "sealing does nothing else; push its commit with git push")
    }
  }

  private static func runSealing(
    of branch: String, session: Session, as format: OutputFormat, in context: Context, workspace: Workspace
  ) throws {
    let result = try Migration(workspace).migrate(branch, session: session)
    if format == .json {
      context.print(Node.object(["commit": .text(result.commit?.hex), "serial": .integer(result.serial)]))
    } else if let commit = result.commit {
      context.print("the stored state was sealed: commit \(commit.hex.prefix(12)), serial \(result.serial)")
    } else {
      context.print("nothing to do: the stored state is sealed")
    }
  }

  private static func session(_ context: Context, workspace: Workspace) throws -> Session {
    let invocation = context.invocation
    var session = Session(
      run: try context.run(workspace, isPlanning: invocation.has(dryRun)),
      committer: Committer(context.terminal.variables), keys: context.keyStore(workspace),
      runners: context.runnerKeys,
      allowedRemovals: try invocation.integer(.allowRemovals))
    session.isAtomic = invocation.has(atomic)
    session.isDryRun = invocation.has(dryRun)
    session.isFull = invocation.has(.full)
    session.isDroppingOwnKey = invocation.has(dropOwnKey)
    if let file = invocation.value(plan) {
      session.expected = try SavedPlan.read(file, in: context, by: workspace.instruments)
    }
    return session
  }

  private static func print(
    _ result: ReconcileResult, as format: OutputFormat, in context: Context, workspace: Workspace
  ) {
    let outcome = result.plan.outcome
    for remark in result.remarks { context.remark(DiagnosticText(context.style).text(remark, around: nil)) }
    if format == .json {
      var members = result.plan.node(by: workspace.instruments).entries ?? []
      members.append(Entry(key: "commit", value: .text(result.commit?.hex)))
      members.append(Entry(key: "serial", value: .integer(result.serial)))
      members.append(Entry(key: "pushed", value: .boolean(result.wasPushed)))
      context.print(Node(.mapping(members)))
    } else {
      PlanReport(context, workspace: workspace).printText(result.plan, at: result.snapshot.commit)
      context.print(
        context.style.bold(PlanText.summary(outcome.summary, isDone: result.commit != nil && outcome.refusal == nil)))
      context.print(closing(result, in: context))
    }
    if let origin = result.newRunnerKey, case .user(let path) = origin {
      context.remark("the key that seals runs was made: \(context.style.shown(whole: path)); keep it")
    }
    if result.isAhead { context.remark("the remote lacks runs that were recorded here; send them with git push") }
    if let failure = result.localFailure.map({ FailureReport($0) }) {
      context.remark(
        "the result was pushed, but the local branch or files were not updated: "
          + "\(context.style.shown(failure.message))\n  hint: remove the cause and run again with --push; nothing was lost"
      )
    }
    // What was committed is said even if the answer got lost.
    if result.commit != nil, context.terminal.outputFailure() != nil {
      context.terminal.writeError(closing(result, in: context) + "\n")
    }
    if let refusal = outcome.refusal { context.say(refusal) }
  }

  private static func closing(_ result: ReconcileResult, in context: Context) -> String {
    if let commit = result.commit {
      let only = result.plan.outcome.refusal == nil ? "" : "only the settings were recorded: "
      return "\(only)commit \(commit.hex.prefix(12)), serial \(result.serial)\(result.wasPushed ? ", pushed" : "")"
    }
    if result.plan.outcome.refusal != nil { return "nothing was done" }
    if result.plan.outcome.changesNothing { return "nothing to do" }
    return context.invocation.has(dryRun)
      ? "dry run: nothing was written" : "nothing was written: --atomic, and there are faults"
  }

  private static func printUpToDate(
    _ header: StateHeader, as format: OutputFormat, in context: Context, workspace: Workspace, branch: String
  ) throws {
    guard format == .json else {
      context.print("nothing to do: the registry is unchanged since serial \(header.serial)")
      return
    }
    let planned = try Planner(workspace, run: try context.run(workspace))
      .plan(try workspace.commit(at: branch), isFull: false)
    let result = ReconcileResult(
      plan: planned.plan, snapshot: planned.snapshot, remarks: planned.remarks, serial: header.serial)
    print(result, as: format, in: context, workspace: workspace)
  }
}
