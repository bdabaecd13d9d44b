import Engine
import Git
import Model
import Source
import Store
import Workspace

/// Performs documented queries and records their audit events; knows no query by name.
struct QueryRun {
  private let context: Context
  private let workspace: Workspace
  private let state: StoredState
  private let run: Run

  init(_ context: Context, workspace: Workspace, state: StoredState) throws {
    self.context = context
    self.workspace = workspace
    self.state = state
    run = try context.run(workspace)
  }

  func perform(_ query: Query, arguments: [String], members: [NodePath: String] = [:]) throws -> Answer {
    let filters = query.filters.map(\.name).filter { context.invocation.values[$0] != nil }
    return try state.answer(for: run) { registry in
      query.perform(arguments, in: registry, members: members, filters: Set(filters))
    }
  }

  func envelope(_ answer: Answer, query: Query) -> Node {
    guard answer.errors.isEmpty else {
      let errors = answer.errors.map {
        (code: String?.some($0.code), message: context.secrets.redaction.hiding($0.message))
      }
      return Envelope.failure(query.envelope.failure, at: run.time, errors: errors)
    }
    return Envelope.success(query.envelope.success, at: run.time, response: answer.response ?? .null)
  }

  /// A run of its own: serial + 1, one commit.
  func record(_ answer: Answer, query: Query) throws {
    let events = answer.auditEvents(of: query, run: run, catalog: context.catalog)
    guard !events.isEmpty else { return }
    let branch = try workspace.headCommit().branch
    let commit = try RunRecorder(workspace).record(
      events, ofQuery: query.id, on: branch,
      session: Session(
        run: run, committer: Committer(context.terminal.variables), keys: context.keyStore(workspace),
        runners: context.runnerKeys))
    context.remark("recorded in commit \(commit.hex.prefix(12))")
  }
}
