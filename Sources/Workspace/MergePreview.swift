import Engine
package import Git
package import Model
package import Source

/// The commits that merging a branch into another would make, kept in memory alone.
package struct MergePreview {
  /// The tip that is merged into.
  package let base: Commit
  /// A merge commit: its first parent is the tip that is merged into.
  package let merged: Commit
  /// The same as one new commit, as squashing or rebasing the branch makes it.
  package let squashed: Commit

  /// Makes the commits.
  ///
  /// - Parameters:
  ///   - workspace: a preview, which keeps what is written in memory.
  ///   - names: what a person called the two commits, for messages.
  ///   - time: the time of the merge.
  /// - Throws: A refusal if the branch cannot be merged.
  package init(
    _ tip: Commit, into base: Commit, names: (tip: String, base: String), at time: Instant, in workspace: Workspace
  ) throws(WorkspaceError) {
    self.base = base
    let settings = SettingsFile(workspace)
    let state = try settings.settings(at: base, else: try settings.settings(at: tip, else: Settings()))
    try MergePreview.requireTrustedState(of: Revision(workspace, commit: tip, settings: state), unlessThatOf: base)
    var merge = TreeMerge(keepingApart: state.registry.state)
    let objects = workspace.objects
    let (found, tree) = try git { () throws(GitError) in
      guard let ancestor = try TreeMerge.base(of: base.id, and: tip.id, in: objects.repository) else {
        return (false, GitHash?.none)
      }
      let old = try objects.repository.commit(ancestor).tree
      return (true, try merge.merge(base.tree, with: tip.tree, since: old, in: objects.repository))
    }
    guard found, let tree else {
      throw .refused(
        RunRefusal(
          rule: "merge.unrelated", message: "\(names.tip) and \(names.base) have no commit in common",
          hint: "fetch the whole history: git fetch --unshallow"))
    }
    guard merge.conflicts.isEmpty else {
      throw .refused(MergePreview.refusal(of: merge.conflicts, names: names, state: state.registry.state))
    }
    let who = Signature(name: "partnerctl", email: "partnerctl@localhost", seconds: time.seconds, offsetMinutes: 0)
    let commits = try git { () throws(GitError) in
      func commit(_ parents: [GitHash]) throws(GitError) -> Commit {
        try objects.repository.commit(
          try objects.repository.writeCommit(
            tree: tree, parents: parents, author: tip.author, committer: who, message: "a merge\n"))
      }
      return (try commit([base.id, tip.id]), try commit([base.id]))
    }
    (merged, squashed) = commits
  }

  /// Throws a refusal that names the branch's own commit if it changed the state and no trusted run did.
  private static func requireTrustedState(of tip: Revision, unlessThatOf base: Commit) throws(WorkspaceError) {
    let objects = tip.workspace.objects
    let own = try objects.entry(at: tip.stateFolder, in: tip.commit.tree)
    guard try own != objects.entry(at: tip.stateFolder, in: base.tree), try tip.header() != nil else { return }
    try MainlineCheck(tip.workspace).require(tip)
  }

  private static func refusal(
    of conflicts: [String], names: (tip: String, base: String), state: String
  ) -> RunRefusal {
    let others = conflicts.count > 1 ? " and \(conflicts.count - 1) more" : ""
    let isState = conflicts.contains { $0.utf8.starts(with: (state + "/").utf8) }
    return RunRefusal(
      rule: "merge.conflict",
      message: "\(names.tip) cannot be merged into \(names.base): both changed \(conflicts[0])\(others)",
      hint: isState
        ? "both sides recorded runs: merge \(names.base) into the branch, then run partnerctl resolve there"
        : "merge \(names.base) into the branch first: git merge \(names.base)")
  }
}

/// The plan of a merge, told apart from what stands without it.
package struct MergePlan {
  /// The plan of the merge commit.
  package let planned: PlannedRun
  /// What is reported without the merge too.
  package let standing: [Diagnostic]
  /// What would be reported beside if the branch were squashed or rebased instead.
  package let squashed: [Diagnostic]

  /// Plans a merge.
  package init(_ preview: MergePreview, by planner: Planner, isFull: Bool) throws(WorkspaceError) {
    // Nobody has the commit that the plan is made for.
    planned = try planner.plan(preview.merged, isFull: isFull).with(base: preview.base.id.hex)
    let before = try MergePlan.diagnostics { () throws(WorkspaceError) in
      try planner.plan(preview.base, isFull: isFull).plan.outcome.diagnostics
    }
    let outcome = planned.plan.outcome
    standing = before.common(with: outcome.diagnostics)
    guard !outcome.touched.isEmpty else {
      squashed = []
      return
    }
    let other = try planner.plan(preview.squashed, isFull: isFull).plan.outcome.diagnostics
    squashed = outcome.diagnostics.missing(from: other).filter { $0.severity == .error }
  }

  /// What is reported of a commit; nothing if its settings are faulty.
  static func diagnostics(
    _ body: () throws(WorkspaceError) -> [Diagnostic]
  ) throws(WorkspaceError) -> [Diagnostic] {
    do {
      return try body()
    } catch .invalidRegistry(let faults) {
      return faults
    }
  }
}

extension PlannedRun {
  /// The same with another commit in the plan's base.
  fileprivate func with(base commit: String) -> PlannedRun {
    let base = Plan.Base(commit: commit, manifestsTree: plan.base.manifestsTree, state: plan.base.state)
    return PlannedRun(
      snapshot: snapshot, plan: Plan(base: base, outcome: plan.outcome), request: request, remarks: remarks)
  }
}

extension [Diagnostic] {
  /// Those of `others` that are here too, wherever in their files.
  package func common(with others: [Diagnostic]) -> [Diagnostic] {
    let known = Set(map(\.withoutPlaces))
    return others.filter { known.contains($0.withoutPlaces) }
  }

  /// Those of `others` that are not here, wherever in their files.
  package func missing(from others: [Diagnostic]) -> [Diagnostic] {
    let known = Set(map(\.withoutPlaces))
    return others.filter { !known.contains($0.withoutPlaces) }
  }
}

extension Diagnostic {
  /// The diagnostic without lines, columns and notes, which change when text moves within its file.
  fileprivate var withoutPlaces: Diagnostic {
    var copy = self
    copy.location = location.map { SourceLocation(file: $0.file, mark: .none) }
    copy.notes = []
    return copy
  }
}
