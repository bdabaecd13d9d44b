import Git
import Model
import Reconciler
import Source
import Workspace

/// Performs documented reads and records their audit events; knows no read by name.
struct ReadCommand {
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

  func perform(_ read: Read, _ arguments: [String]) throws -> Answer {
    read.perform(arguments, try Reconciler.registry(state, context.catalog, run, workspace.instruments))
  }

  func envelope(_ answer: Answer, _ read: Read) -> Node {
    if let error = answer.error {
      return Envelope.failure(read.envelope, at: run.time, [(error.code, Redaction.hidingKeys(error.message))])
    }
    return Envelope.success(read.envelope, at: run.time, answer.response ?? .null)
  }

  /// A run of its own: serial + 1, one commit.
  func record(_ answer: Answer, _ read: Read) throws {
    let events = Reconciler.events(of: answer, read, run, context.catalog)
    guard !events.isEmpty else { return }
    let branch = try workspace.headCommit().branch
    let commit = try workspace.record(read.id, events, on: branch, run, Committer(context.terminal.variables))
    context.remark("recorded in commit \(commit.hex.prefix(12))")
  }
}
