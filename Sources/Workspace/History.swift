package import Git
package import Model
package import Reconciler
package import Source

// Reading the past: what was stored when, and what the ledger tells of it.

/// One version of a stored object.
package struct StoredVersion: Sendable {
  package let commit: Commit
  /// The serial of the run that wrote it.
  package let serial: Int
  /// The file's tree; nil where the object did not exist.
  package let node: Node?
}

extension Workspace {
  /// The commit whose state was current at a time: the newest on the first-parent line that is not younger.
  package func commit(asOf time: Instant, from tip: Commit) throws(WorkspaceError) -> Commit {
    guard let commit = try commit(notYoungerThan: time, from: tip) else {
      throw .git(.invalid("the history has no commit at or before \(time)"))
    }
    return commit
  }

  /// What was stored at a time: nothing before the first commit, and before there was a registry.
  package func storedState(asOf time: Instant, from tip: Commit) throws(WorkspaceError) -> State {
    guard let commit = try commit(notYoungerThan: time, from: tip) else { return State() }
    let settings: Settings
    do throws(WorkspaceError) {
      settings = try self.settings(at: commit, workingTree: false)
    } catch {
      switch error {
      case .noRegistry, .registryNotCommitted: return State()
      default: throw error
      }
    }
    return try storedState(at: commit, settings).state
  }

  /// Nil if the first commit is younger; that the history is cut off before the time is a fault.
  private func commit(notYoungerThan time: Instant, from tip: Commit) throws(WorkspaceError) -> Commit? {
    var commit = tip
    while Instant(seconds: commit.committer.seconds) > time {
      guard let parent = commit.parents.first else { return nil }
      guard repository.contains(parent) else {
        throw .git(.invalid("the history is cut off after \(time); fetch all of it"))
      }
      commit = try git { () throws(GitError) in try repository.commit(parent) }
    }
    return commit
  }

  /// Every version of an object, newest first, along the line on which the state was recorded.
  ///
  /// A version is what is stored of the object, not where: that a shard was split, or that other objects of its shard
  /// changed, makes none.
  package func versions(of object: ObjectID, from tip: Commit) throws(WorkspaceError) -> [StoredVersion] {
    guard let kind = catalog.kind(named: object.kind) else { return [] }
    let settings = try settings(at: tip, workingTree: false)
    var texts = StoredTexts(kind, object.name)
    func text(_ commit: Commit) throws(WorkspaceError) -> StoredTexts.Text? {
      try self.text(at: commit, try ownSettings(commit, else: settings), &texts)
    }
    var versions: [StoredVersion] = []
    var commit = tip
    while true {
      let present = try text(commit)
      let parents = try presentParents(of: commit)
      if let same = try first(parents, where: { parent throws(WorkspaceError) in try text(parent) == present }) {
        commit = same
        continue
      }
      if present != nil || !parents.isEmpty { versions.append(try version(commit, present, settings)) }
      guard let parent = parents.first else { return versions }
      commit = parent
    }
  }

  /// The parents whose objects are here; a shallow clone lacks some.
  func presentParents(of commit: Commit) throws(WorkspaceError) -> [Commit] {
    try git { () throws(GitError) in
      var parents: [Commit] = []
      for id in commit.parents where repository.contains(id) { parents.append(try repository.commit(id)) }
      return parents
    }
  }

  func first(
    _ commits: [Commit], where isMeant: (Commit) throws(WorkspaceError) -> Bool
  ) throws(WorkspaceError) -> Commit? {
    for commit in commits where try isMeant(commit) { return commit }
    return nil
  }

  private func version(
    _ commit: Commit, _ text: StoredTexts.Text?, _ settings: Settings
  ) throws(WorkspaceError) -> StoredVersion {
    let serial = try ownHeader(at: commit, else: settings)?.header.serial ?? 0
    guard let text else { return StoredVersion(commit: commit, serial: serial, node: nil) }
    guard let node = try? JSONReader.read(text.bytes) else { throw .damaged(text.file, "it is no JSON") }
    return StoredVersion(commit: commit, serial: serial, node: node)
  }

  /// The files of the ledger at a commit, in the order of their serials, with their paths in the state folder.
  package func ledgerFiles(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> [(
    path: String, id: GitHash
  )] {
    try git { () throws(GitError) in
      guard let audit = try repository.entry(at: statePath("audit", settings), inTree: commit.tree) else { return [] }
      var files: [(serial: Int, path: String, id: GitHash)] = []
      for year in try repository.entries(ofTree: audit.id) where year.mode == .tree {
        for month in try repository.entries(ofTree: year.id) where month.mode == .tree {
          for file in try repository.entries(ofTree: month.id) {
            let name = String(decoding: file.name, as: UTF8.self)
            let folder =
              "audit/\(String(decoding: year.name, as: UTF8.self))/\(String(decoding: month.name, as: UTF8.self))"
            let serial = name.hasSuffix(".jsonl") ? Int(name.dropLast(6)) ?? Int.max : Int.max
            files.append((serial, "\(folder)/\(name)", file.id))
          }
        }
      }
      return files.sorted { ($0.serial, $0.path) < ($1.serial, $1.path) }.map { ($0.path, $0.id) }
    }
  }

  /// The audit events at a commit, oldest first.
  package func events(at commit: Commit) throws(WorkspaceError) -> [Node] {
    let settings = try settings(at: commit, workingTree: false)
    var events: [Node] = []
    for file in try ledgerFiles(at: commit, settings) {
      let bytes = try git { () throws(GitError) in try repository.blob(file.id) }
      for line in bytes.split(separator: UInt8(ascii: "\n")).dropFirst() {
        guard let event = try? JSONReader.read(Array(line)) else {
          throw .damaged(statePath(file.path, settings), "a line is no JSON")
        }
        events.append(event)
      }
    }
    return events
  }

  /// What `verify` found to be in order.
  package struct Verification: Sendable {
    package var runs = 0
    package var lines = 0
    package var objects = 0
    /// Runs whose commits were found in history and compared.
    package var commits = 0
    /// True when the history is cut off, so that not every run's commit could be looked at.
    package var isPartial = false
    /// True when commits are not the ones the runs were made for: the history was rewritten since.
    package var isRewritten = false
  }

  /// Recomputes the whole trail: every line of the ledger, every stored object, and every run's commit in history.
  ///
  /// Throws the first mismatch as `Mismatch` wrapped in its result.
  package func verify(_ tip: Commit) throws(WorkspaceError) -> Swift.Result<Verification, Mismatch> {
    let settings = try settings(at: tip, workingTree: false)
    guard let (header, _) = try storedHeader(at: tip, settings) else { throw .nothingStored }
    do {
      return .success(try check(tip, header, settings))
    } catch let mismatch as Mismatch {
      return .failure(mismatch)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      preconditionFailure("verification must fail with a mismatch or a workspace error")
    }
  }

  private func check(_ tip: Commit, _ header: StateHeader, _ settings: Settings) throws -> Verification {
    var check = LedgerCheck(instruments)
    for file in try ledgerFiles(at: tip, settings) { try check.follow(file.path, try repository.blob(file.id)) }
    try check.finish(header, try stateTrees(tip.tree, settings))
    var verification = Verification(runs: check.runs.count, lines: check.lineCount)
    let state = try storedState(at: tip, settings).state
    verification.objects = try Reconciler.check(state, catalog, instruments)
    if try liveCounts(at: tip, settings).map({ $0 != Reconciler.liveCounts(state, catalog) }) ?? false {
      throw Mismatch(LiveCounts.file, "it does not count the stored objects")
    }
    _ = try publishedKeys(at: tip, settings)
    if let strange = try indexFolders(at: tip, settings).first(where: { state.shards["index/\($0)"] == nil }) {
      throw Mismatch("index/\(strange)", "no kind of this program has such an index")
    }
    try follow(check.runs, from: tip, settings, &verification)
    return verification
  }

  /// Walks back along the line on which the state was recorded: every commit that changed it must be the run its
  /// header says, with the folders its first line says, on top of the commit it names. A merge that took its state
  /// from one of its parents is no run, nor is a commit that put back a state that had been lost or taken back.
  private func follow(
    _ runs: [LedgerCheck.Run], from tip: Commit, _ settings: Settings, _ verification: inout Verification
  ) throws {
    var commit = tip
    var origins: [String: Int]?
    while let present = try ownHeader(at: commit, else: settings), !commit.parents.isEmpty {
      let parents = try presentParents(of: commit)
      guard let parent = parents.first else {
        verification.isPartial = true
        return
      }
      let same = try first(parents) { parent throws(WorkspaceError) in
        try ownHeader(at: parent, else: settings)?.digest == present.digest
      }
      if let same {
        try refuseNewerState(than: present, parents, of: commit, settings)
        try refuseSilentChange(from: same, to: commit, settings)
        commit = same
        continue
      }
      let before = try ownHeader(at: parent, else: settings)
      let isRegular =
        present.header.serial == (before?.header.serial ?? 0) + 1 && parent.id.hex == present.header.commit
      if !isRegular {
        let known = try origins ?? self.origins(from: tip, settings)
        origins = known
        if known[present.digest] ?? 0 > 1, let earlier = try earlier(present, before: commit, settings) {
          try refuseSilentChange(from: earlier, to: commit, settings)
          verification.isRewritten = true
          commit = earlier
          continue
        }
      }
      try compare(present.header, since: before?.header, with: runs, commit, settings, &verification)
      commit = parent
    }
  }

  /// How many commits brought each state that its parents do not have, by its digest.
  private func origins(from tip: Commit, _ settings: Settings) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var seen: Set<GitHash> = [tip.id]
    var pending = [tip]
    while let commit = pending.popLast() {
      let parents = try presentParents(of: commit)
      if let digest = try ownHeader(at: commit, else: settings)?.digest {
        let same = try first(parents) { parent throws(WorkspaceError) in
          try ownHeader(at: parent, else: settings)?.digest == digest
        }
        if same == nil { counts[digest, default: 0] += 1 }
      }
      for parent in parents where seen.insert(parent.id).inserted { pending.append(parent) }
    }
    return counts
  }

  /// The nearest commit before that has the same state, with none but older states in between.
  private func earlier(
    _ present: (header: StateHeader, digest: String), before commit: Commit, _ settings: Settings
  ) throws -> Commit? {
    var seen: Set<GitHash> = []
    var pending = try presentParents(of: commit)
    while let ancestor = pending.popLast() {
      guard seen.insert(ancestor.id).inserted else { continue }
      if let found = try ownHeader(at: ancestor, else: settings) {
        if found.digest == present.digest { return ancestor }
        if found.header.serial >= present.header.serial { continue }
      }
      pending += try presentParents(of: ancestor)
    }
    return nil
  }

  private func refuseNewerState(
    than present: (header: StateHeader, digest: String), _ parents: [Commit], of commit: Commit, _ settings: Settings
  ) throws {
    for parent in parents {
      guard let other = try ownHeader(at: parent, else: settings), other.digest != present.digest,
        ExactString.same(other.header.lineage, present.header.lineage), other.header.serial >= present.header.serial
      else { continue }
      let serials = "serial \(other.header.serial) to \(present.header.serial)"
      throw Mismatch(
        StateHeader.file, "commit \(commit.id.hex.prefix(12)) takes \(serials): the state was rolled back")
    }
  }

  private func refuseSilentChange(from parent: Commit, to commit: Commit, _ settings: Settings) throws {
    let trees = try stateTrees(commit.tree, try ownSettings(commit, else: settings))
    let before = try stateTrees(parent.tree, try ownSettings(parent, else: settings))
    if let changed = Recording.Trees.difference(trees, before) {
      throw Mismatch(changed, "commit \(commit.id.hex.prefix(12)) changed it without a run")
    }
  }

  /// Compares a commit that changed the state with the run it recorded, and with the state before.
  ///
  /// A rewritten history (rebase, squash) gives commits new ids and may leave runs without commits of their own; the
  /// content must fit all the same: the state belongs to the manifests it lies beside, and serials only rise.
  private func compare(
    _ header: StateHeader, since before: StateHeader?, with runs: [LedgerCheck.Run], _ commit: Commit,
    _ settings: Settings, _ verification: inout Verification
  ) throws {
    let settings = try ownSettings(commit, else: settings)
    let name = commit.id.hex.prefix(12)
    guard header.serial > before?.serial ?? 0, runs.indices.contains(header.serial - 1) else {
      throw Mismatch(
        StateHeader.file,
        "commit \(name) takes serial \(before?.serial ?? 0) to \(header.serial): the state was rolled back")
    }
    let run = runs[header.serial - 1]
    guard header.ledgerHead == run.head else {
      throw Mismatch(run.file, "run \(run.serial) is not the one that commit \(name) recorded")
    }
    if let before, before.lineage != header.lineage {
      throw Mismatch(StateHeader.file, "commit \(name) changed the lineage")
    }
    if let part = Recording.Trees.difference(run.trees, try stateTrees(commit.tree, settings)) {
      throw Mismatch(run.file, line: 1, "the folder \(part) in commit \(name) is not as run \(run.serial) left it")
    }
    guard header.commit == run.commit else {
      throw Mismatch(StateHeader.file, "commit \(name) names another reconciled commit than run \(run.serial)")
    }
    verification.commits += 1
    if commit.parents.first?.hex == run.commit, header.serial == (before?.serial ?? 0) + 1 { return }
    verification.isRewritten = true
    let manifests = try desiredTree(at: commit, settings)
    guard !run.isReconciliation || header.desiredTree == manifests else {
      throw Mismatch(run.file, line: 1, "run \(run.serial) was made for other manifests than those of commit \(name)")
    }
  }
}
