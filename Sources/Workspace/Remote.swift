import Engine
import Git

/// A remote whose branch others push to as well: fetches, fast-forwards, reconciles, pushes, and starts again after a
/// lost race.
///
/// Nothing is forced and nothing is merged: a run that could not be pushed is discarded.
package struct Remote {
  private let name: String
  private let workspace: Workspace
  private let program: GitProgram

  /// Creates a remote; throws if there is no `git` program.
  ///
  /// - Parameters:
  ///   - name: the name of a configured remote, or a URL.
  ///   - environment: the environment of the `git` program.
  package init(
    _ name: String, of workspace: Workspace, environment: [String: String]
  ) throws(WorkspaceError) {
    self.name = name
    self.workspace = workspace
    program = try Remote.network { () throws(GitProgramError) in
      try GitProgram(gitDirectory: workspace.objects.repository.gitDirectory, environment: environment)
    }
  }

  /// Reconciles the remote's tip, pushes the result, and then moves the local branch to it.
  package func reconcile(_ branch: String, session: Session) throws(WorkspaceError) -> ReconcileResult {
    for attempt in 1...RunRecorder.attempts {
      let tip = try fastForward(branch)
      var result: ReconcileResult
      let proposal: Proposal?
      do {
        (result, proposal) = try RunRecorder(workspace).reconcileOnce(branch, session: session, isPublishing: false)
      } catch .git(.moved) {
        Backoff.pause(after: attempt)
        continue
      }
      guard let proposal else {
        result.isAhead = try isStateAhead(of: tip, snapshot: result.snapshot)
        return result
      }
      guard try push(proposal, to: branch, expecting: tip) else {
        Backoff.pause(after: attempt)
        continue
      }
      result.wasPushed = true
      do {
        try Publisher(result.snapshot.revision).publish(proposal, to: branch)
      } catch .git(.moved) {
        // The remote has the commit; another process moved the local branch, and the next run fast-forwards it.
      } catch {
        result.localFailure = error
      }
      return result
    }
    throw .git(.moved(branch: branch, expected: "", actual: nil))
  }

  /// Moves the local branch to the remote's tip, which must be a descendant or an ancestor; nil if the remote has no
  /// such branch.
  private func fastForward(_ branch: String) throws(WorkspaceError) -> GitHash? {
    guard try Remote.network({ () throws(GitProgramError) in try program.tip(of: branch, at: name) }) != nil else {
      return nil
    }
    let tip = try Remote.network { () throws(GitProgramError) in try program.fetch(branch: branch, from: name) }
    let local = try workspace.commit(at: branch)
    if local.id == tip { return tip }
    if try workspace.objects.isAncestor(tip, of: local.id) { return tip }
    guard try workspace.objects.isAncestor(local.id, of: tip) else {
      throw .refused(
        RunRefusal(
          rule: "push.diverged", message: "The local branch and the one at \(GitWords.clean(name)) have diverged",
          hint: "partnerctl never merges: rebase or reset the local branch onto the remote's"))
    }
    let conflicts = try git { () throws(GitError) in
      try workspace.objects.repository.fastForward(workingTreeFrom: local.id, to: tip)
    }
    if let first = conflicts.first {
      throw .refused(
        RunRefusal(
          rule: "push.localChanges", message: "Local changes would be overwritten by the remote's: \(first)",
          hint: "commit or stash them"))
    }
    try git { () throws(GitError) in
      try workspace.objects.repository.moveBranch(branch, from: local.id, to: tip, reason: "partnerctl: fast-forward")
    }
    return tip
  }

  /// Tells whether the remote lacks the run that wrote the local state.
  private func isStateAhead(of tip: GitHash?, snapshot: Snapshot) throws(WorkspaceError) -> Bool {
    guard let digest = snapshot.stateDigest, tip != snapshot.commit.id else { return false }
    guard let tip else { return true }
    let there = try snapshot.revision.at(try workspace.objects.commit(tip))
    return try there.header()?.digest != digest
  }

  /// Pushes a proposal; returns true if the remote has it, false if another push was first.
  private func push(
    _ proposal: Proposal, to branch: String, expecting tip: GitHash?
  ) throws(WorkspaceError) -> Bool {
    do {
      try program.push(proposal.commit, to: branch, at: name)
      return true
    } catch {
      guard case .rejected = error else { throw .gitProgram(error) }
      let now = try Remote.network { () throws(GitProgramError) in try program.tip(of: branch, at: name) }
      // The answer may have been lost although the push succeeded.
      if now == proposal.commit { return true }
      guard now == tip else { return false }
      throw .gitProgram(error)
    }
  }

  private static func network<Value>(_ body: () throws(GitProgramError) -> Value) throws(WorkspaceError) -> Value {
    do {
      return try body()
    } catch {
      throw .gitProgram(error)
    }
  }
}
