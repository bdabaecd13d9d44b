import Engine
package import Git
import Model
package import Source
package import Store

/// Leads out of a stored state that no trusted run made, or that lacks runs of another side: restores the last good
/// state, or keeps the runs of one side and gives up those of the others.
package struct Resolution {
  private let workspace: Workspace

  /// Creates a resolution for the registry of a workspace.
  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// One of several sides on which runs were made.
  package struct Side: Sendable {
    /// A commit that has its runs.
    package let commit: Commit
    /// The end of its chain of seals.
    package let head: Seal.Head
    /// Its seals that not every side has, the newest first.
    package let seals: [Seal.Found]
    /// The branch of a remote that has it, as git names it; nil if none is known to.
    package let publishedAs: String?
    /// Objects that only this side stores, with their ids.
    package let objects: [(object: ObjectID, id: String)]
  }

  /// What was done.
  package struct Result: Sendable {
    /// The commits that were made, with what each did.
    package fileprivate(set) var commits: [(commit: GitHash, words: String)] = []
    /// The sides among which a person has to choose; empty if there is nothing to choose.
    package fileprivate(set) var sides: [Side] = []
    /// The side whose runs were kept.
    package fileprivate(set) var kept: Side?
    /// The runs that were given up.
    package fileprivate(set) var givenUp: [Side] = []
  }

  /// Resolves the state at the tip of a branch.
  ///
  /// - Parameter keep: names a commit of the side whose runs are kept; nil to keep those that were published.
  package func resolve(_ branch: String, keep: Commit?, session: Session) throws(WorkspaceError) -> Result {
    try RunRecorder(workspace).startingOver { () throws(WorkspaceError) in
      var result = Result()
      // A restored state may lack runs that the same merge brought.
      for _ in 0..<3 {
        let tip = try workspace.revision(try workspace.commit(at: branch))
        let mainline = try MainlineCheck(workspace).judge(tip)
        switch mainline.fault {
        case nil: return result
        case .foreign:
          guard let good = mainline.good.flatMap({ GitHash(hex: $0.commit) }) else {
            throw .refused(
              MainlineCheck(workspace).refusal(mainline.fault ?? .forked(missing: []), of: mainline, at: tip))
          }
          let sound = try tip.at(try workspace.objects.commit(good))
          result.commits.append(try restore(sound, over: tip, branch: branch, session: session))
        case .forked(let missing):
          let sides = try sides(missing, at: tip, branch: branch)
          guard let side = try choice(among: sides, keep: keep) else {
            result.sides = sides
            return result
          }
          result.kept = side
          result.givenUp = sides.filter { $0.head != side.head }
          result.commits.append(try self.keep(side, of: sides, over: tip, branch: branch, session: session))
        }
      }
      return result
    }
  }

  // MARK: Restoring a state

  private func restore(
    _ sound: Revision, over tip: Revision, branch: String, session: Session
  ) throws(WorkspaceError) -> (commit: GitHash, words: String) {
    let publisher = Publisher(tip)
    try publisher.refuseLocalChanges(to: branch)
    let files = try replacement(of: tip, by: sound)
    let serial = try sound.header()?.header.serial ?? 0
    let tree = try git { () throws(GitError) in
      try Publisher.tree(tip.commit.tree, putting: files.put, removing: files.removed, in: workspace.objects.repository)
    }
    let author = Signature(
      name: session.run.actor.name, email: session.run.actor.email, seconds: session.run.time.seconds, offsetMinutes: 0)
    let commit = try git { () throws(GitError) in
      try workspace.objects.repository.writeCommit(
        tree: tree, parents: [tip.commit.id], author: author,
        committer: session.committer.signature(at: session.run.time),
        message: "resolve: restore the stored state of run \(serial)\n\nIt is that of commit \(sound.commit.id.hex).\n")
    }
    try publisher.publish(
      Proposal(parent: tip.commit, commit: commit, put: files.put, removed: files.removed), to: branch, isGood: false)
    return (commit, "restored the state of run \(serial), as commit \(sound.shortID) has it")
  }

  /// The files by which the state folder of a commit becomes that of another.
  private func replacement(
    of tip: Revision, by other: Revision
  ) throws(WorkspaceError) -> (put: [(path: String, id: GitHash, bytes: [UInt8])], removed: [String]) {
    var put: [(path: String, id: GitHash, bytes: [UInt8])] = []
    var removed: [String] = []
    for (name, blob) in try StateProofs(workspace).differences(from: other, to: tip) {
      let path = tip.statePath(name)
      if let blob {
        put.append((path, blob, try workspace.objects.blob(blob)))
      } else {
        removed.append(path)
      }
    }
    return (put, removed)
  }

  // MARK: Keeping one side

  private func sides(
    _ missing: [Mainline.Owed], at tip: Revision, branch: String
  ) throws(WorkspaceError) -> [Side] {
    let proofs = StateProofs(workspace)
    var revisions = [tip]
    for owed in missing {
      guard let id = GitHash(hex: owed.commit) else { continue }
      revisions.append(try tip.at(try workspace.objects.commit(id)))
    }
    var heads: [(Revision, Seal.Head)] = []
    for revision in revisions {
      guard let head = try proofs.proof(of: revision).head else { continue }
      heads.append((revision, head))
    }
    var sides: [Side] = []
    for (revision, head) in heads {
      var seals: [Seal.Found] = []
      var serial = head.serial
      while serial > 0, let found = try seal(serial, at: revision) {
        var holders = 0
        for (other, _) in heads where try proofs.contains(found.head, at: other) { holders += 1 }
        if holders == heads.count { break }
        seals.append(found)
        serial -= 1
      }
      let others = heads.map(\.0).filter { $0.commit.id != revision.commit.id }
      sides.append(
        Side(
          commit: revision.commit, head: head, seals: seals,
          publishedAs: try remoteBranch(of: branch, with: head, as: revision),
          objects: try objects(onlyAt: revision, not: others)))
    }
    return sides
  }

  private func seal(_ serial: Int, at revision: Revision) throws(WorkspaceError) -> Seal.Found? {
    do {
      return try StateProofs(workspace).chain(of: revision).seal(serial)
    } catch {
      throw revision.damaged(error)
    }
  }

  /// The remote-tracking branch of a branch whose state contains a seal.
  private func remoteBranch(
    of branch: String, with head: Seal.Head, as revision: Revision
  ) throws(WorkspaceError) -> String? {
    let name = String(branch.dropFirst("refs/heads/".count))
    let remote = workspace.objects.repository.configValue("branch.\(name).remote") ?? "origin"
    let tip = try git { () throws(GitError) in
      try workspace.objects.repository.tip(of: "refs/remotes/\(remote)/\(name)")
    }
    guard let tip else { return nil }
    let published = try revision.at(try workspace.objects.commit(tip))
    // What is not good itself tells nothing.
    guard try MainlineCheck(workspace).judge(published).fault == nil else { return nil }
    return try StateProofs(workspace).contains(head, at: published) ? "\(remote)/\(name)" : nil
  }

  private func objects(
    onlyAt revision: Revision, not others: [Revision]
  ) throws(WorkspaceError) -> [(object: ObjectID, id: String)] {
    func stored(_ revision: Revision) throws(WorkspaceError) -> [(object: ObjectID, id: String)] {
      let folder = try StateReader(revision).folder()
      return workspace.catalog.kinds.flatMap { kind in
        (folder.state.objects[kind.name] ?? []).map { node in
          let name = node["metadata"]?["name"]?.text ?? ""
          return (ObjectID(kind: kind.name, name: name), node["metadata"]?["id"]?.text ?? "")
        }
      }
    }
    var elsewhere: Set<String> = []
    for other in others {
      for (object, id) in try stored(other) { elsewhere.insert("\(object) \(id)") }
    }
    return try stored(revision).filter { !elsewhere.contains("\($0.object) \($0.id)") }
  }

  /// The side that a person named, or else the only one that was published.
  private func choice(among sides: [Side], keep: Commit?) throws(WorkspaceError) -> Side? {
    guard let keep else {
      // Between the states of two registries nobody but a person decides.
      guard Set(sides.map(\.head.lineage)).count == 1 else { return nil }
      let published = sides.filter { $0.publishedAs != nil }
      return published.count == 1 ? published[0] : nil
    }
    let revision = try workspace.revision(keep)
    var found: [Side] = []
    for side in sides where try StateProofs(workspace).contains(side.head, at: revision) { found.append(side) }
    guard found.count == 1 else {
      throw .refused(
        RunRefusal(
          rule: "resolve.side", message: "Commit \(revision.shortID) does not have the runs of exactly one side",
          hint: "partnerctl resolve lists the sides; name the commit of one of them"))
    }
    return found[0]
  }

  private func keep(
    _ side: Side, of sides: [Side], over tip: Revision, branch: String, session: Session
  ) throws(WorkspaceError) -> (commit: GitHash, words: String) {
    let kept = try tip.at(side.commit)
    guard let (header, _) = try kept.header() else { throw .nothingStored }
    let publisher = Publisher(tip)
    try publisher.refuseLocalChanges(to: branch)
    let others = sides.filter { $0.head != side.head }
    var sequences = header.sequences
    var last = header.runAt
    for other in others where other.head.lineage == side.head.lineage {
      guard let found = try tip.at(other.commit).header()?.header else { continue }
      sequences.merge(found.sequences) { max($0, $1) }
      last = max(last, found.runAt)
    }
    var session = session
    var latest = header
    latest.runAt = last
    session.run.time = try RunRecorder.time(session.run.time, after: latest)
    let givesUp = others.flatMap { $0.seals.prefix(Resolution.mostGivenUp / others.count).map(\.head) }
    let recorder = RunRecorder(workspace)
    let (sealer, _) = try recorder.sealer(after: kept, branch: branch, session: session, givesUp: givesUp)
    let recording = Recording(
      keeping: header, sequences: sequences, commit: tip.commit.id.hex, run: session.run)
    let files = try replacement(of: tip, by: kept)
    let base = try git { () throws(GitError) in
      try Publisher.tree(tip.commit.tree, putting: files.put, removing: files.removed, in: workspace.objects.repository)
    }
    let proposal = try publisher.propose(
      recording, over: tip.commit.withTree(base), committer: session.committer, sealedBy: sealer)
    let written = Set(proposal.put.map { ExactString($0.path) })
    let whole = Proposal(
      parent: tip.commit, commit: proposal.commit,
      put: files.put.filter { !written.contains(ExactString($0.path)) } + proposal.put,
      removed: files.removed.filter { !written.contains(ExactString($0)) } + proposal.removed)
    try publisher.publish(whole, to: branch)
    let runs = others.reduce(0) { $0 + $1.seals.count }
    return (
      proposal.commit,
      "kept the runs of commit \(side.commit.id.hex.prefix(12)) and gave up \(runs == 1 ? "1 run" : "\(runs) runs") of the other side"
    )
  }

  /// The most seals that one seal lists as given up: it must stay small. An older branch of that side is a side of its
  /// own if it is merged again.
  private static let mostGivenUp = 20
}
