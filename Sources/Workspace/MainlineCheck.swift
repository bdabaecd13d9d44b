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

  /// Creates a check.
  ///
  /// - Parameter isIgnoringIndexes: whether indexes may be altered, since they are rebuilt.
  init(_ workspace: Workspace, isIgnoringIndexes: Bool = false) {
    self.workspace = workspace
    self.isIgnoringIndexes = isIgnoringIndexes
    proofs = StateProofs(workspace, isIgnoringIndexes: isIgnoringIndexes)
  }

  /// Throws a refusal if the state of a commit was not made by trusted runs.
  func require(_ revision: Revision) throws(WorkspaceError) {
    try proofs.requireCheckpoint(at: revision)
    if workspace.memory.isGood(revision.commit.id) { return }
    let mainline = try judge(revision)
    guard let fault = mainline.fault else {
      if isIgnoringIndexes { return }
      workspace.memory.note(good: revision.commit.id)
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

  /// Judges every commit since the last that is known to be good.
  ///
  /// - Parameter isForgetting: whether to begin with the first commit, whatever this clone found before.
  func judge(_ revision: Revision, isForgetting: Bool = false) throws(WorkspaceError) -> Mainline {
    var line: [Commit] = []
    var current = revision.commit
    var known: Commit?
    while true {
      if !isForgetting, workspace.memory.isGood(current.id) {
        known = current
        break
      }
      line.append(current)
      guard let parent = current.parents.first else { break }
      guard workspace.objects.contains(parent) else { throw .refused(cutOff(at: current)) }
      current = try workspace.objects.commit(parent)
    }
    var mainline = Mainline()
    if let known { mainline = Mainline(after: (known.id.hex, try proof(of: known, as: revision))) }
    for commit in line.reversed() { try follow(commit, as: revision, in: &mainline) }
    return mainline
  }

  private func follow(
    _ commit: Commit, as tip: Revision, in mainline: inout Mainline
  ) throws(WorkspaceError) {
    let revision = try place(of: commit, as: tip)
    var others: [(id: String, proof: StateProof)] = []
    for parent in commit.parents.dropFirst() {
      guard workspace.objects.contains(parent) else { throw .refused(cutOff(at: commit)) }
      others.append((parent.hex, try proof(of: try workspace.objects.commit(parent), as: tip)))
    }
    let facts = MainlineCommit(id: commit.id.hex, proof: try proofs.proof(of: revision), others: others)
    try mainline.follow(facts) { head, id throws(WorkspaceError) in
      guard let hash = GitHash(hex: id) else { return false }
      return try proofs.contains(head, at: try place(of: try workspace.objects.commit(hash), as: tip))
    } gaveUp: { head throws(WorkspaceError) in
      guard let last = facts.proof.head else { return false }
      return try read(revision) { () throws(Mismatch) in
        try proofs.chain(of: revision).gaveUp(head, upTo: last.serial)
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
