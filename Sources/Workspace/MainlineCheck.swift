import Engine
import Git
import Model
import Source
import Store

/// Follows the mainline of a commit, and tells whether its stored state was made by trusted runs.
///
/// It begins after the newest commit that this clone found good before. Commits that change nothing in the state folder
/// cost a look at two trees.
struct MainlineCheck {
  private let workspace: Workspace
  private let proofs: StateProofs
  private let isIgnoringIndexes: Bool
  private let isForgetting: Bool

  /// Creates a check.
  ///
  /// - Parameters:
  ///   - isIgnoringIndexes: whether indexes may be altered, since they are rebuilt.
  ///   - isForgetting: whether everything is verified, whatever this clone verified before.
  init(_ workspace: Workspace, isIgnoringIndexes: Bool = false, isForgetting: Bool = false) {
    self.workspace = workspace
    self.isIgnoringIndexes = isIgnoringIndexes
    self.isForgetting = isForgetting
    proofs = StateProofs(workspace, isIgnoringIndexes: isIgnoringIndexes, isForgetting: isForgetting)
  }

  /// Throws a refusal if the state of a commit was not made by trusted runs.
  func require(_ revision: Revision) throws(WorkspaceError) {
    try proofs.requireCheckpoint(at: revision)
    if workspace.memory.isGood(revision.commit.id, state: revision.stateFolder) { return }
    let mainline = try judge(revision)
    guard let fault = mainline.fault else {
      if isIgnoringIndexes { return }
      workspace.memory.note(good: revision.commit.id, state: revision.stateFolder)
      workspace.memory.save()
      return
    }
    // Only a folder can be rebuilt.
    let index = try workspace.objects.entry(at: revision.statePath("index"), in: revision.commit.tree)
    if !isIgnoringIndexes, index?.mode ?? .tree == .tree,
      try MainlineCheck(workspace, isIgnoringIndexes: true).judge(revision).fault == nil
    {
      throw .refused(StateChecks.alteredIndex(revision.statePath("index")))
    }
    throw .refused(refusal(try named(fault, since: mainline, at: revision), of: mainline, at: revision))
  }

  /// The fault with the first file that differs from the last good state, if nothing tells more.
  private func named(
    _ fault: Mainline.Fault, since mainline: Mainline, at revision: Revision
  ) throws(WorkspaceError) -> Mainline.Fault {
    guard case .foreign(.altered(let mismatch)) = fault, mismatch.file.isEmpty else { return fault }
    var file: String?
    let head = try proofs.proof(of: revision).head
    if let good = mainline.good, good.proof.head == head, let commit = GitHash(hex: good.commit) {
      let before = try place(of: try workspace.objects.commit(commit), as: revision)
      file = try proofs.firstDifference(from: before, to: revision)
    } else if let trees = try revision.header()?.header.trees {
      file = StateTrees.difference(trees, from: try revision.stateTrees())
    }
    guard let file else { return fault }
    return .foreign(
      .altered(Mismatch(file, message: "it was changed by something other than partnerctl", hint: mismatch.hint)))
  }

  /// Commits along first parents that are still to be judged, and the judgement so far.
  private struct Line {
    /// The newest first.
    var commits: [Commit] = []
    var mainline = Mainline()
  }

  /// Judges every commit since the last that is known to be good.
  ///
  /// A side branch is judged when a merge needs it. The branches that wait are in a list, since their number is chosen
  /// by whoever makes the history.
  func judge(_ revision: Revision) throws(WorkspaceError) -> Mainline {
    // What the children of each commit that was judged must contain.
    var passedOn: [GitHash: [Mainline.Owed]] = [:]
    var lines = [try line(upTo: revision.commit, as: revision, passedOn: &passedOn)]
    while true {
      let last = lines.count - 1
      guard let commit = lines[last].commits.last else {
        let finished = lines.removeLast()
        if lines.isEmpty { return finished.mainline }
        continue
      }
      if let parent = commit.parents.dropFirst().first(where: { passedOn[$0] == nil }) {
        guard workspace.objects.contains(parent) else { throw .refused(cutOff(at: commit)) }
        lines.append(try line(upTo: try workspace.objects.commit(parent), as: revision, passedOn: &passedOn))
        continue
      }
      let others = commit.parents.dropFirst().flatMap { passedOn[$0] ?? [] }
      try follow(commit, as: revision, in: &lines[last].mainline, others: others)
      passedOn[commit.id] = lines[last].mainline.owed
      lines[last].commits.removeLast()
    }
  }

  /// The commits up to one that are still to be judged, along first parents.
  private func line(
    upTo commit: Commit, as tip: Revision, passedOn: inout [GitHash: [Mainline.Owed]]
  ) throws(WorkspaceError) -> Line {
    var line = Line()
    var current = commit
    while true {
      if let owed = passedOn[current.id] {
        line.mainline = Mainline(owing: owed)
        return line
      }
      if !isForgetting, workspace.memory.isGood(current.id, state: tip.stateFolder) {
        line.mainline = Mainline(after: (current.id.hex, try proof(of: current, as: tip)))
        passedOn[current.id] = line.mainline.owed
        return line
      }
      line.commits.append(current)
      guard let parent = current.parents.first else { return line }
      guard workspace.objects.contains(parent) else { throw .refused(cutOff(at: current)) }
      current = try workspace.objects.commit(parent)
    }
  }

  private func follow(
    _ commit: Commit, as tip: Revision, in mainline: inout Mainline, others: [Mainline.Owed]
  ) throws(WorkspaceError) {
    let revision = try place(of: commit, as: tip)
    let facts = MainlineCommit(id: commit.id.hex, proof: try proofs.proof(of: revision), others: others)
    try mainline.follow(facts) { head, id throws(WorkspaceError) in
      guard let hash = GitHash(hex: id) else { return false }
      return try proofs.contains(head, at: try place(of: try workspace.objects.commit(hash), as: tip))
    } gaveUp: { owed throws(WorkspaceError) in
      guard let last = facts.proof.head, let hash = GitHash(hex: owed.commit) else { return false }
      let other = try place(of: try workspace.objects.commit(hash), as: tip)
      return try read(revision) { () throws(Mismatch) in
        let signers = try proofs.chain(of: revision).signers(givingUp: owed.head, upTo: last.serial)
        guard !signers.isEmpty, let given = try proofs.chain(of: other).seal(owed.head.serial) else { return false }
        return given.seal.runners.contains { signers.contains($0.key) }
      }
    }
  }

  /// A commit with the settings that name its state folder: the tip with the given ones, another with its own.
  private func place(of commit: Commit, as tip: Revision) throws(WorkspaceError) -> Revision {
    commit.id == tip.commit.id ? tip : try tip.at(commit)
  }

  private func proof(of commit: Commit, as tip: Revision) throws(WorkspaceError) -> StateProof {
    try proofs.proof(of: try place(of: commit, as: tip))
  }

  private func read<Value>(
    _ revision: Revision, _ body: () throws(Mismatch) -> Value
  ) throws(WorkspaceError) -> Value {
    do {
      return try body()
    } catch {
      throw revision.damaged(error)
    }
  }

  private func cutOff(at commit: Commit) -> RunRefusal {
    RunRefusal(
      rule: "state.shallow",
      message:
        "The history is cut off before commit \(commit.id.hex.prefix(12)), so that it cannot be told whether the stored state was taken back",
      hint: "fetch the whole history: git fetch --unshallow")
  }
}
