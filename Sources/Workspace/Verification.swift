import Engine
import Git
package import Model
import Source
package import Store

/// Verifies the ledger, the stored objects and the recorded runs of a commit, without a remote.
package struct Verification {
  private let tip: Revision

  /// Creates a verification of a commit and its history.
  package init(_ tip: Revision) {
    self.tip = tip
  }

  private var workspace: Workspace { tip.workspace }

  /// The counts of what was verified.
  package struct Findings: Sendable {
    /// The number of recorded runs.
    package var runs = 0
    /// The number of lines of the ledger.
    package var lines = 0
    /// The number of stored objects.
    package var objects = 0
    /// The number of runs whose commits were found in the history and compared.
    package var commits = 0
    /// Whether the history is cut off, so that not every run's commit could be compared.
    package var isPartial = false
    /// Whether runs were made for other commits than those in the history, which was rewritten since.
    package var isRewritten = false
  }

  /// Recomputes every line of the ledger, checks every stored object, and compares every run with its commit in the
  /// history.
  ///
  /// - Returns: The counts, or the first mismatch.
  package func verify() throws(WorkspaceError) -> Swift.Result<Findings, Mismatch> {
    guard let (header, _) = try tip.header() else { throw .nothingStored }
    do {
      return .success(try check(header))
    } catch let mismatch as Mismatch {
      return .failure(mismatch)
    } catch let error as WorkspaceError {
      throw error
    } catch {
      preconditionFailure("verification must fail with a mismatch or a workspace error")
    }
  }

  private func check(_ header: StateHeader) throws -> Findings {
    var check = LedgerCheck(workspace.instruments)
    for file in try LedgerReader(tip).files() {
      try check.follow(file.path, bytes: try workspace.objects.blob(file.id))
    }
    try check.finish(at: header, trees: try tip.stateTrees())
    var findings = Findings(runs: check.runs.count, lines: check.lineCount)
    let reader = StateReader(tip)
    let folder = try reader.folder()
    let checks = ObjectChecks(catalog: workspace.catalog, instruments: workspace.instruments)
    findings.objects = try checks.check(folder)
    try Verification.checkShared(in: folder, catalog: workspace.catalog)
    if try reader.liveCounts().map({ $0 != checks.liveCounts(in: folder.state) }) ?? false {
      throw Mismatch(LiveCounts.file, message: "its numbers differ from those of the stored objects")
    }
    _ = try Keys(tip).published()
    if let strange = try reader.indexFolders().first(where: { folder.shards["index/\($0)"] == nil }) {
      throw Mismatch("index/\(strange)", message: "no kind of this program has this index")
    }
    try follow(check.runs, into: &findings)
    return findings
  }

  /// Throws a mismatch if two stored objects share an id, or a value that only one may have.
  package static func checkShared(in folder: StateFolder, catalog: Catalog) throws(Mismatch) {
    for kind in catalog.kinds {
      guard let shared = StoredObjects.sharedValue(among: folder.state.objects[kind.name] ?? [], kind: kind) else {
        continue
      }
      throw Mismatch(
        kind.storage == .shards ? kind.objectFolder : "\(kind.objectFolder)/\(shared.object).json",
        message: shared.message,
        hint: shared.hint)
    }
  }

  /// Searches back along the commits in which the state was recorded: every commit that changed the state must be the
  /// run that its header names, with the folders of the ledger's first line, on top of the commit that it names. A
  /// merge that took its state from one of its parents is not a run, nor is a commit that restored a state that had
  /// been lost or rolled back.
  private func follow(
    _ runs: [LedgerCheck.Run], into findings: inout Findings
  ) throws {
    var revision = try tip.at(tip.commit)
    var originCounts: [String: Int]?
    while let present = try revision.header(), !revision.commit.parents.isEmpty {
      let parents = try parents(of: revision.commit)
      guard let parent = parents.first else {
        findings.isPartial = true
        return
      }
      if let same = try first(
        of: parents,
        where: { parent throws(WorkspaceError) in
          try parent.header()?.digest == present.digest
        })
      {
        try refuseNewerState(than: present, in: parents, of: revision)
        try refuseSilentChange(from: same, to: revision)
        revision = same
        continue
      }
      let before = try parent.header()
      let isRegular =
        present.header.serial == (before?.header.serial ?? 0) + 1 && parent.commit.id.hex == present.header.commit
      if !isRegular {
        let known = try originCounts ?? self.originCounts()
        originCounts = known
        if known[present.digest] ?? 0 > 1, let earlier = try earlier(present, before: revision.commit) {
          try refuseSilentChange(from: earlier, to: revision)
          findings.isRewritten = true
          revision = earlier
          continue
        }
      }
      try compare(present.header, since: before?.header, with: runs, at: revision, into: &findings)
      revision = parent
    }
  }

  /// The parents of a commit whose objects are present, with their own settings.
  private func parents(of commit: Commit) throws(WorkspaceError) -> [Revision] {
    try workspace.objects.parents(of: commit).map { parent throws(WorkspaceError) in try tip.at(parent) }
  }

  /// The number of commits that introduced each state, by its digest; a commit introduces a state that no parent has.
  private func originCounts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var seen: Set<GitHash> = [tip.commit.id]
    var pending = [try tip.at(tip.commit)]
    while let revision = pending.popLast() {
      let parents = try parents(of: revision.commit)
      if let digest = try revision.header()?.digest {
        let same = try first(of: parents) { parent throws(WorkspaceError) in try parent.header()?.digest == digest }
        if same == nil { counts[digest, default: 0] += 1 }
      }
      for parent in parents where seen.insert(parent.commit.id).inserted { pending.append(parent) }
    }
    return counts
  }

  /// The nearest earlier commit with the same state, with only older states in between.
  private func earlier(
    _ present: (header: StateHeader, digest: String), before commit: Commit
  ) throws -> Revision? {
    var seen: Set<GitHash> = []
    var pending = try parents(of: commit)
    while let ancestor = pending.popLast() {
      guard seen.insert(ancestor.commit.id).inserted else { continue }
      if let found = try ancestor.header() {
        if found.digest == present.digest { return ancestor }
        if found.header.serial >= present.header.serial { continue }
      }
      pending += try parents(of: ancestor.commit)
    }
    return nil
  }

  private func refuseNewerState(
    than present: (header: StateHeader, digest: String), in parents: [Revision], of revision: Revision
  ) throws {
    for parent in parents {
      guard let other = try parent.header(), other.digest != present.digest,
        ExactString.same(other.header.lineage, present.header.lineage), other.header.serial >= present.header.serial
      else { continue }
      let serials = "serial \(other.header.serial) to \(present.header.serial)"
      throw Mismatch(
        StateHeader.file, message: "commit \(revision.shortID) takes \(serials): the state was rolled back")
    }
  }

  private func refuseSilentChange(from parent: Revision, to revision: Revision) throws {
    if let changed = Recording.Trees.difference(try revision.stateTrees(), from: try parent.stateTrees()) {
      throw Mismatch(changed, message: "commit \(revision.shortID) changed it without a run")
    }
  }

  /// Compares a commit that changed the state with the run that it recorded, and with the state before.
  ///
  /// In a rewritten history (rebase, squash) commits have new ids, and runs may have no commit of their own. The
  /// content must match nevertheless: the state belongs to the manifests of its commit, and serials only rise.
  private func compare(
    _ header: StateHeader, since before: StateHeader?, with runs: [LedgerCheck.Run], at revision: Revision,
    into findings: inout Findings
  ) throws {
    let name = revision.shortID
    guard header.serial > before?.serial ?? 0, runs.indices.contains(header.serial - 1) else {
      throw Mismatch(
        StateHeader.file,
        message: "commit \(name) takes serial \(before?.serial ?? 0) to \(header.serial): the state was rolled back")
    }
    let run = runs[header.serial - 1]
    guard header.ledgerHead == run.head else {
      throw Mismatch(run.file, message: "run \(run.serial) is not the one that commit \(name) recorded")
    }
    if let before, before.lineage != header.lineage {
      throw Mismatch(StateHeader.file, message: "commit \(name) changed the lineage")
    }
    if let part = Recording.Trees.difference(run.trees, from: try revision.stateTrees()) {
      throw Mismatch(
        run.file, line: 1, message: "the folder \(part) in commit \(name) differs from what run \(run.serial) left")
    }
    guard header.commit == run.commit else {
      throw Mismatch(StateHeader.file, message: "commit \(name) names another reconciled commit than run \(run.serial)")
    }
    findings.commits += 1
    if revision.commit.parents.first?.hex == run.commit, header.serial == (before?.serial ?? 0) + 1 { return }
    findings.isRewritten = true
    let manifests = try revision.desiredTree()
    guard !run.isReconciliation || header.desiredTree == manifests else {
      throw Mismatch(
        run.file, line: 1, message: "run \(run.serial) was made for other manifests than those of commit \(name)")
    }
  }
}
