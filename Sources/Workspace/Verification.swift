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
    /// The number of runs that are sealed.
    package var sealed = 0
    /// The commits that restored a state that was edited, lost or taken back before them, by their ids.
    package var mended: [String] = []
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
    try StateProofs(workspace).requireCheckpoint(at: tip)
    guard let (header, _) = try tip.header() else {
      let check = MainlineCheck(workspace)
      let mainline = try check.judge(tip)
      guard let fault = mainline.fault else { throw .nothingStored }
      throw .refused(check.refusal(fault, of: mainline, at: tip))
    }
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
    let reader = StateReader(tip)
    do {
      try check.finish(at: header, trees: try tip.stateTrees())
    } catch let mismatch as Mismatch {
      // An index that does not match the objects is named more exactly than the run that left another one.
      try nameWrongIndex(by: reader)
      throw mismatch
    }
    if header.formatVersion > 1 { try StateChecks(tip).checkAttributes() }
    var findings = Findings(runs: check.runs.count, lines: check.lineCount)
    var folder = try reader.folder()
    try addShards(to: &folder, by: reader)
    findings.objects = try ObjectChecks(catalog: workspace.catalog, instruments: workspace.instruments).check(folder)
    try Verification.checkShared(in: folder, catalog: workspace.catalog, by: workspace.instruments)
    _ = try Keys(tip).published()
    if case .unsealed = try StateProofs(workspace).proof(of: tip) {
      try refuseFault(of: try MainlineCheck(workspace, isForgetting: true).judge(tip))
      try follow(check.runs, from: try tip.at(tip.commit), into: &findings)
    } else {
      try followSeals(check.runs, into: &findings)
    }
    return findings
  }

  private func refuseFault(of mainline: Mainline) throws(Mismatch) {
    guard let fault = mainline.fault else { return }
    let refusal = MainlineCheck(workspace).refusal(fault, of: mainline, at: tip)
    throw Mismatch(StateHeader.file, message: refusal.message, hint: refusal.hint)
  }

  /// Verifies every seal, and judges every commit of the mainline. The runs before the first seal are compared with
  /// the commits that recorded them.
  private func followSeals(_ runs: [LedgerCheck.Run], into findings: inout Findings) throws {
    let proofs = StateProofs(workspace, isForgetting: true)
    switch try proofs.proof(of: tip) {
    case .broken(let mismatch, _): throw mismatch
    case .absent, .unsealed: return
    case .proved: break
    }
    let chain = proofs.chain(of: tip)
    for run in runs.reversed() {
      guard let found = try chain.seal(run.serial) else { break }
      guard found.seal.ledgerHead == run.head, found.seal.time == run.at else {
        throw Mismatch(Seal.path(serial: run.serial), message: "it does not cover run \(run.serial) of the ledger")
      }
      findings.sealed += 1
    }
    if !workspace.objects.repository.shallowBoundary.isEmpty {
      findings.isPartial = true
      return
    }
    let mainline = try MainlineCheck(workspace, isForgetting: true).judge(tip)
    try refuseFault(of: mainline)
    findings.mended = mainline.mended
    findings.commits += mainline.recorded.count
    for (id, _) in mainline.recorded {
      guard let hash = GitHash(hex: id) else { continue }
      let revision = try tip.at(try workspace.objects.commit(hash))
      guard let header = try revision.header()?.header, let base = GitHash(hex: header.commit) else { continue }
      if try !workspace.objects.contains(base) || !workspace.objects.isAncestor(base, of: hash) {
        findings.isRewritten = true
      }
    }
    guard let first = mainline.recorded.first.flatMap({ GitHash(hex: $0.commit) }) else { return }
    let parents = try parents(of: try workspace.objects.commit(first))
    if let parent = parents.first, case .unsealed = try proofs.proof(of: parent) {
      try follow(runs, from: parent, into: &findings)
    }
  }

  /// Throws a mismatch if the objects are as the last run left them and an index does not match them.
  private func nameWrongIndex(by reader: StateReader) throws {
    guard let (header, digest) = try tip.header(), header.formatVersion > 1,
      (try? StateChecks(tip).check(header, digest: digest, isRebuildingIndexes: true)) != nil
    else { return }
    var folder = try reader.base(isRebuildingIndexes: true).folder
    try addShards(to: &folder, by: reader)
    _ = try ObjectChecks(catalog: workspace.catalog, instruments: workspace.instruments).check(folder)
    // An index that belongs to no kind is not derived from objects: it is compared with what the run left.
    guard let sound = try sound(header, digest: digest) else { return }
    let (before, now) = (try StateReader(sound).fileIDs(in: ["index"]), try reader.fileIDs(in: ["index"]))
    if let file = Set(before.keys).union(now.keys).sorted().first(where: { before[$0] != now[$0] }) {
      throw Mismatch(
        file.text, message: "it differs from what run \(header.serial) left",
        hint: "partnerctl reconcile --full rebuilds the indexes")
    }
  }

  /// The nearest earlier commit with the same state, with its indexes as the run left them.
  private func sound(_ header: StateHeader, digest: String) throws -> Revision? {
    var revision = tip
    while let parent = try first(
      of: try parents(of: revision.commit),
      where: { parent throws(WorkspaceError) in try parent.header()?.digest == digest })
    {
      if try parent.stateTrees().index == header.trees?.index { return parent }
      revision = parent
    }
    return nil
  }

  /// Reads the shards of large kinds and of all indexes.
  private func addShards(to folder: inout StateFolder, by reader: StateReader) throws {
    for kind in workspace.catalog.kinds where kind.storage == .shards {
      folder.shards[kind.objectFolder] = try reader.objectShards(of: kind).shards
    }
    // The indexes of the first form are only compared with the ledger.
    if folder.header?.formatVersion == 1 { return }
    let own = workspace.catalog.kinds.flatMap { $0.indexFolders }
    let forms = Dictionary(own.map { ($0.folder, $0.holdsMoments ? ShardFile.Form.moments : .index) }) { first, _ in
      first
    }
    let common = [Lookup.reportedFiles, Lookup.attachedFiles]
    for index in try reader.indexFolders() {
      guard let form = forms[index] ?? (common.contains(index) ? .index : nil) else {
        throw Mismatch("index/\(index)", message: "no kind of this program has this index")
      }
      let name = "index/\(index)"
      folder.shards[name] = try reader.shards(in: name, form: form, isFlat: false).shards
    }
  }

  /// Throws a mismatch if two stored objects share an id, or a value that only one may have.
  package static func checkShared(
    in folder: StateFolder, catalog: Catalog, by instruments: Instruments
  ) throws(Mismatch) {
    for kind in catalog.kinds {
      guard
        let shared = StoredObjects.sharedValue(
          among: folder.state.objects[kind.name] ?? [], kind: kind, by: instruments)
      else { continue }
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
    _ runs: [LedgerCheck.Run], from start: Revision, into findings: inout Findings
  ) throws {
    var revision = start
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
        let known = try originCounts ?? self.originCounts(from: start)
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
  private func originCounts(from start: Revision) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var seen: Set<GitHash> = [start.commit.id]
    var pending = [start]
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

  /// Throws a mismatch if a commit changed the state without a run. Indexes are compared at the tip only: a run with
  /// `--full` repairs them.
  private func refuseSilentChange(from parent: Revision, to revision: Revision) throws {
    var (before, now) = (try parent.stateTrees(), try revision.stateTrees())
    (before.index, now.index) = (nil, nil)
    if let changed = StateTrees.difference(now, from: before) {
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
    if let part = StateTrees.difference(run.trees, from: try revision.stateTrees()) {
      throw Mismatch(
        run.file, line: 1, message: "the folder \(part) in commit \(name) differs from what run \(run.serial) left")
    }
    guard header.commit == run.commit else {
      throw Mismatch(StateHeader.file, message: "commit \(name) names another reconciled commit than run \(run.serial)")
    }
    findings.commits += 1
    if revision.commit.parents.first?.hex == run.commit, header.serial == (before?.serial ?? 0) + 1 { return }
    findings.isRewritten = true
    let manifests = try revision.manifestsTree()
    guard !run.isReconciliation || header.manifestsTree == manifests else {
      throw Mismatch(
        run.file, line: 1, message: "run \(run.serial) was made for other manifests than those of commit \(name)")
    }
  }
}
