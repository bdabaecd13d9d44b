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
    /// Whether it has seals in common with all other sides.
    let isRelated: Bool
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
      for round in 0..<4 {
        let tip = try workspace.revision(try workspace.commit(at: branch))
        try refuseOtherFolder(at: tip)
        let mainline = try MainlineCheck(workspace).judge(tip)
        guard let fault = mainline.fault else { return result }
        guard round < 3 else { throw .refused(MainlineCheck(workspace).refusal(fault, of: mainline, at: tip)) }
        switch fault {
        case .foreign(let reason):
          guard let good = (reason.owed?.commit ?? mainline.good?.commit).flatMap({ GitHash(hex: $0) }) else {
            throw .refused(MainlineCheck(workspace).refusal(fault, of: mainline, at: tip))
          }
          let sound = try tip.at(try workspace.objects.commit(good))
          result.commits.append(try restore(sound, over: tip, branch: branch, session: session))
        case .forked(let missing):
          let sides = try sides(missing, at: tip, branch: branch)
          try refuseOtherRegistry(among: sides, at: tip, of: mainline)
          if let newest = try side(withAllOf: sides, at: tip) {
            let sound = try tip.at(newest.commit)
            result.commits.append(try restore(sound, over: tip, branch: branch, session: session))
            continue
          }
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

  /// The side whose chain contains those of all others; nil if there is none.
  private func side(withAllOf sides: [Side], at tip: Revision) throws(WorkspaceError) -> Side? {
    for side in sides {
      let revision = try tip.at(side.commit)
      var contained = 0
      for other in sides where try StateProofs(workspace).contains(other.head, at: revision) { contained += 1 }
      if contained == sides.count { return side }
    }
    return nil
  }

  /// Throws a refusal if the state folder at the tip does not belong to this registry: no file of others may be
  /// overwritten.
  private func refuseOtherFolder(at tip: Revision) throws(WorkspaceError) {
    let folder = try workspace.objects.entry(at: tip.stateFolder, in: tip.commit.tree)
    if let folder, folder.mode != .tree {
      throw .refused(
        RunRefusal(
          rule: "resolve.folder", message: "\(tip.stateFolder) is not a folder",
          hint: "remove it with git rm \(tip.stateFolder), commit, and run partnerctl resolve again"))
    }
    if folder != nil { try StateChecks(tip).refuseForeignEntries() }
    guard let header = try? tip.header()?.header, !ExactString.same(header.registry, workspace.registryFolder) else {
      return
    }
    throw .refused(StateChecks(tip).foreignState(of: header))
  }

  /// Throws a refusal if sides belong to different registries: no run of one may give up those of another.
  private func refuseOtherRegistry(
    among sides: [Side], at tip: Revision, of mainline: Mainline
  ) throws(WorkspaceError) {
    guard Set(sides.map(\.head.lineage)).count > 1 else { return }
    let good = mainline.good.map { String($0.commit.prefix(12)) }
    throw .refused(
      RunRefusal(
        rule: "resolve.registry", message: "The stored states of two registries were merged",
        hint: good.map { "git reset --keep \($0) drops the merge; make it again without the other registry's state" }
          ?? "drop the merge, and make it again without the other registry's state"))
  }

  // MARK: Restoring a state

  private func restore(
    _ sound: Revision, over tip: Revision, branch: String, session: Session
  ) throws(WorkspaceError) -> (commit: GitHash, words: String) {
    let publisher = Publisher(tip)
    try publisher.refuseLocalChanges(to: branch)
    let files = try replacement(of: tip, by: sound)
    guard ExactString.same(sound.stateFolder, tip.stateFolder) else {
      throw .refused(
        RunRefusal(
          rule: "resolve.folder",
          message: "spec.state names \(tip.stateFolder), but the state was in \(sound.stateFolder)",
          hint: "set spec.state back to \(sound.stateFolder), commit, and run partnerctl resolve again"))
    }
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
      var isRelated = false
      var serial = head.serial
      while serial > 0, let found = try seal(serial, at: revision) {
        var holders = 0
        for (other, _) in heads where try proofs.contains(found.head, at: other) { holders += 1 }
        if holders == heads.count {
          isRelated = true
          break
        }
        seals.append(found)
        serial -= 1
      }
      let others = heads.map(\.0).filter { $0.commit.id != revision.commit.id }
      sides.append(
        Side(
          commit: revision.commit, head: head, seals: seals, isRelated: isRelated,
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
      // Of a state that is not what its seals cover, nothing is told.
      guard case .proved = try StateProofs(workspace).proof(of: revision) else { return [] }
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
    // The numbers in a stranger's registry count for nothing.
    for other in others where other.isRelated && side.isRelated {
      guard let found = try tip.at(other.commit).header()?.header else { continue }
      sequences.merge(found.sequences) { max($0, $1) }
    }
    var session = session
    session.run.time = try RunRecorder.time(session.run.time, after: header)
    let older = others.flatMap { $0.seals.dropFirst().map(\.head) }
    let givesUp = others.map(\.head) + older.prefix(max(0, Resolution.mostGivenUp - others.count))
    let recorder = RunRecorder(workspace)
    let (sealer, _) = try recorder.sealer(
      after: kept, branch: branch, session: session, settings: tip, givesUp: givesUp)
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
