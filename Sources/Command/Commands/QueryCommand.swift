import Git
import Model
import Reconciler
import Source
import Workspace

/// Performs documented reads and records their audit events; knows no read by name.
struct QueryCommand {
  private let context: Context
  private let workspace: Workspace
  private let state: State
  private let run: Run

  init(_ context: Context, _ workspace: Workspace, _ state: State) throws {
    self.context = context
    self.workspace = workspace
    self.state = state
    run = try context.run(workspace)
  }

  func perform(_ query: Query, _ arguments: [String], _ members: [NodePath: String] = [:]) throws -> Answer {
    let registry = try Reconciler.registry(state, context.catalog, run, workspace.instruments)
    let filters = query.filters.map(\.option).filter { context.invocation.values[$0] != nil }
    return query.perform(arguments, registry, members: members, filters: Set(filters))
  }

  func envelope(_ answer: Answer, _ query: Query) -> Node {
    guard answer.errors.isEmpty else {
      let errors = answer.errors.map {
        (code: String?.some($0.code), message: context.secrets.redaction.hiding($0.message))
      }
      return Envelope.failure(query.envelope.failure, at: run.time, errors)
    }
    return Envelope.success(query.envelope.success, at: run.time, answer.response ?? .null)
  }

  /// A run of its own: serial + 1, one commit.
  func record(_ answer: Answer, _ query: Query) throws {
    let events = Reconciler.events(of: answer, query, run, context.catalog)
    guard !events.isEmpty else { return }
    let branch = try workspace.headCommit().branch
    let commit = try workspace.record(query.id, events, on: branch, run, Committer(context.terminal.variables))
    context.remark("recorded in commit \(commit.hex.prefix(12))")
  }
}
