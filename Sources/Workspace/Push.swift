import Git
import Glibc
import Model
import Reconciler

// Reconciling a branch that others push to as well: fetch, fast-forward, reconcile, push, and start over after a lost
// race. Never a force, never a merge: what was not published is thrown away.

extension Workspace {
  /// How often a run starts over when the branch keeps moving.
  package static let attempts = 20

  /// Reconciles the branch here, starting over when it moved meanwhile.
  package func reconcile(_ branch: String, _ session: Session) throws(WorkspaceError) -> ReconcileResult {
    try startingOver { () throws(WorkspaceError) in try reconcileOnce(branch, session, publishing: true).result }
  }

  /// Does something on the tip of a branch, again whenever the branch moved meanwhile.
  func startingOver<Result>(_ body: () throws(WorkspaceError) -> Result) throws(WorkspaceError) -> Result {
    for attempt in 1..<Workspace.attempts {
      do {
        return try body()
      } catch .git(.moved) {
        Workspace.pause(attempt)
      }
    }
    return try body()
  }

  /// Reconciles the remote's tip and pushes the result; the local branch follows.
  package func reconcile(
    _ branch: String, _ session: Session, pushingTo remote: String, _ environment: [String: String]
  ) throws(WorkspaceError) -> ReconcileResult {
    let program = try network { () throws(GitProgramError) in
      try GitProgram(gitDirectory: repository.gitDirectory, environment: environment)
    }
    for attempt in 1...Workspace.attempts {
      let tip = try fastForward(branch, from: remote, program)
      var result: ReconcileResult
      let proposal: Proposal?
      do {
        (result, proposal) = try reconcileOnce(branch, session, publishing: false)
      } catch .git(.moved) {
        Workspace.pause(attempt)
        continue
      }
      guard let proposal else {
        result.isAhead = try isStateAhead(of: tip, result.snapshot)
        return result
      }
      guard try push(proposal, to: branch, at: remote, expecting: tip, program) else {
        Workspace.pause(attempt)
        continue
      }
      result.wasPushed = true
      do {
        try publish(proposal, to: branch, result.snapshot.settings)
      } catch .git(.moved) {
        // The remote has the commit; another process moved the local branch, and the next run fast-forwards it.
      } catch {
        result.localFailure = error
      }
      return result
    }
    throw .git(.moved(branch: branch, expected: "", actual: nil))
  }

  /// Brings the local branch to the remote's tip, which it must be able to follow; nil if the remote has no such branch.
  private func fastForward(
    _ branch: String, from remote: String, _ program: GitProgram
  ) throws(WorkspaceError) -> GitHash? {
    guard try network({ () throws(GitProgramError) in try program.tip(of: branch, at: remote) }) != nil else {
      return nil
    }
    let tip = try network { () throws(GitProgramError) in try program.fetch(branch: branch, from: remote) }
    let local = try commit(at: branch)
    if local.id == tip { return tip }
    if try git({ () throws(GitError) in try repository.isAncestor(tip, of: local.id) }) { return tip }
    guard try git({ () throws(GitError) in try repository.isAncestor(local.id, of: tip) }) else {
      throw .refused(
        RunRefusal(
          rule: "push.diverged", message: "The local branch and the one at \(GitWords.clean(remote)) have diverged",
          hint: "partnerctl never merges: rebase or reset the local branch onto the remote's"))
    }
    let conflicts = try git { () throws(GitError) in try repository.fastForward(workingTreeFrom: local.id, to: tip) }
    if let first = conflicts.first {
      throw .refused(
        RunRefusal(
          rule: "push.localChanges", message: "Local changes stand in the way of the remote's: \(first)",
          hint: "commit or stash them"))
    }
    try git { () throws(GitError) in
      try repository.moveBranch(branch, from: local.id, to: tip, reason: "partnerctl: fast-forward")
    }
    return tip
  }

  /// Whether the remote lacks the run that wrote the state here.
  private func isStateAhead(of tip: GitHash?, _ snapshot: Snapshot) throws(WorkspaceError) -> Bool {
    guard let digest = snapshot.stateDigest, tip != snapshot.commit.id else { return false }
    guard let tip else { return true }
    let there = try git { () throws(GitError) in try repository.commit(tip) }
    return try ownHeader(at: there, else: snapshot.settings)?.digest != digest
  }

  /// True when the push arrived, false when another one was first.
  private func push(
    _ proposal: Proposal, to branch: String, at remote: String, expecting tip: GitHash?, _ program: GitProgram
  ) throws(WorkspaceError) -> Bool {
    do {
      try program.push(proposal.commit, to: branch, at: remote)
      return true
    } catch {
      guard case .rejected = error else { throw .gitProgram(error) }
      let now = try network { () throws(GitProgramError) in try program.tip(of: branch, at: remote) }
      // The answer may have been lost on its way although the push arrived.
      if now == proposal.commit { return true }
      guard now == tip else { return false }
      throw .gitProgram(error)
    }
  }

  private func network<Value>(_ body: () throws(GitProgramError) -> Value) throws(WorkspaceError) -> Value {
    do {
      return try body()
    } catch {
      throw .gitProgram(error)
    }
  }

  /// Waits a little longer after every lost race, by a random part, so that losers do not meet again.
  private static func pause(_ attempt: Int) {
    usleep(UInt32.random(in: 20_000...100_000) * UInt32(attempt))
  }
}
