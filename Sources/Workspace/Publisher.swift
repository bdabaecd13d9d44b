import Engine
package import Git
import Glibc
import Model
import Source
package import Store

/// The committer of recorded runs: `partnerctl`, unless the environment names another one.
package struct Committer: Sendable {
  /// The name, from `PARTNERCTL_COMMITTER_NAME` if that is set.
  package let name: String
  /// The e-mail address, from `PARTNERCTL_COMMITTER_EMAIL` if that is set.
  package let email: String

  /// Reads the committer from the environment; empty variables count as not set.
  package init(_ environment: [String: String]) {
    name = environment["PARTNERCTL_COMMITTER_NAME"].flatMap { $0.isEmpty ? nil : $0 } ?? "partnerctl"
    email = environment["PARTNERCTL_COMMITTER_EMAIL"].flatMap { $0.isEmpty ? nil : $0 } ?? "partnerctl@localhost"
  }

  func signature(at time: Instant) -> Signature {
    Signature(name: name, email: email, seconds: time.seconds, offsetMinutes: 0)
  }
}

/// A recording written as git objects, to which no branch points yet.
package struct Proposal: Sendable {
  /// The commit at which the branch must still be.
  package let parent: Commit
  /// The commit that the branch is moved to.
  package let commit: GitHash
  /// The files to write, with paths relative to the repository's root.
  let put: [(path: String, id: GitHash, bytes: [UInt8])]
  let removed: [String]

  /// Combines this proposal with the one that it was made on top of, so that the branch moves once.
  func behind(_ first: Proposal) -> Proposal {
    Proposal(parent: first.parent, commit: commit, put: first.put + put, removed: first.removed + removed)
  }
}

/// Writes recordings as git objects, moves a branch to them, and updates index and working tree.
package struct Publisher {
  private let revision: Revision

  /// Creates a publisher.
  ///
  /// - Parameter revision: the commit to publish on top of, with the settings that name the state folder.
  package init(_ revision: Revision) {
    self.revision = revision
  }

  private var workspace: Workspace { revision.workspace }
  private var repository: Repository {
    _read { yield revision.objects.repository }
  }
  private var state: String { revision.stateFolder }

  /// Writes a recording as git objects, which nobody sees until a branch moves to them.
  package func propose(
    _ recording: Recording, over parent: Commit, committer: Committer, sealedBy sealer: Sealer
  ) throws(WorkspaceError) -> Proposal {
    try revision.objects.refuseLinks(onTheWayTo: files(of: recording), in: parent.tree)
    let before = try revision.stateTrees(in: parent.tree)
    return try git { () throws(GitError) in
      // Many objects are written as files, since a pack of them takes long to make.
      if recording.files.count > Publisher.mostPackedFiles {
        return try propose(
          recording, over: parent, committer: committer, sealedBy: sealer, before: before, in: repository)
      }
      return try repository.writingPack { repository throws(GitError) in
        try propose(recording, over: parent, committer: committer, sealedBy: sealer, before: before, in: repository)
      }
    }
  }

  /// The most files of the state that are written as a pack.
  private static let mostPackedFiles = 256

  /// - Parameter before: the trees of the state folder's parts before the run.
  private func propose(
    _ recording: Recording, over parent: Commit, committer: Committer, sealedBy sealer: Sealer, before: StateTrees,
    in repository: borrowing Repository
  ) throws(GitError) -> Proposal {
    var put: [(path: String, id: GitHash, bytes: [UInt8])] = []
    var removed: [String] = []
    let written = try writeBlobs(of: recording, in: repository)
    for (name, bytes) in recording.files.sorted(by: { $0.key < $1.key }) {
      let path = revision.statePath(name.text)
      if let bytes, let id = written[name] { put.append((path, id, bytes)) } else { removed.append(path) }
    }
    let trees = try stateTrees(of: recording, blobs: written, before: before, in: repository)
    let ledger = recording.ledger(trees, by: workspace.instruments)
    for part in ledger.parts {
      put.append((revision.statePath(part.path), try repository.writeBlob(part.bytes), part.bytes))
    }
    guard let last = ledger.parts.last, let blob = put.last?.id else {
      preconditionFailure("a run must write a part of the ledger")
    }
    let part = StateHeader.LedgerPart(file: last.path, blob: blob.hex)
    let header = recording.stateFile(trees, head: ledger.head, part: part)
    put.append((revision.statePath(StateHeader.file), try repository.writeBlob(header), header))
    let folder = try stateFolder(
      of: parent, putting: put, removing: removed, parts: trees, in: repository)
    let bytes = try self.seal(
      of: recording, header: header, ledgerHead: ledger.head, tree: folder.id(), by: sealer)
    let seal = Seal.path(serial: recording.header.serial)
    put.append((revision.statePath(seal), try repository.writeBlob(bytes), bytes))
    guard let sealBlob = put.last?.id else { preconditionFailure("a run must have a seal") }
    let sealed = try repository.write(repository.tree(folder, applying: [seal: .put(sealBlob)]))
    guard let tree = try repository.writeTree(parent.tree, applying: [state: .putFolder(sealed)]) else {
      preconditionFailure("a commit of a run must hold its state")
    }
    let signature = committer.signature(at: recording.header.runAt)
    let commit = try repository.writeCommit(
      tree: tree, parents: [parent.id], author: signature, committer: signature,
      message: recording.message(head: ledger.head))
    return Proposal(parent: parent, commit: commit, put: put, removed: removed)
  }

  /// The state folder's tree with the files of a run but without its seal. The trees in it are written, and it is not.
  ///
  /// - Parameter parts: the trees of the parts, which are written already.
  private func stateFolder(
    of parent: Commit, putting put: [(path: String, id: GitHash, bytes: [UInt8])], removing removed: [String],
    parts: StateTrees, in repository: borrowing Repository
  ) throws(GitError) -> Tree {
    var edits: [String: TreeEdit] = [:]
    func add(_ path: String, _ edit: TreeEdit) {
      let name = String(path.dropFirst(state.count + 1))
      if !Publisher.recordedParts.contains(where: { name.hasPrefix($0.0 + "/") }) { edits[name] = edit }
    }
    for file in put { add(file.path, .put(file.id)) }
    for path in removed { add(path, .delete) }
    for (part, member) in Publisher.recordedParts {
      edits[part] = parts[keyPath: member].flatMap { GitHash(hex: $0) }.map { .putFolder($0) } ?? .delete
    }
    let before = try repository.entry(at: state, inTree: parent.tree)
    let base = if let before, before.mode == .tree { try repository.tree(before.id) } else { Tree.empty }
    return try repository.tree(base, applying: edits)
  }

  /// The content of the seal over the state folder's tree.
  private func seal(
    of recording: Recording, header: [UInt8], ledgerHead: String, tree: GitHash, by sealer: Sealer
  ) throws(GitError) -> [UInt8] {
    do {
      return try sealer.file(
        recording.header, ledgerHead: ledgerHead, digest: workspace.instruments.digest(header), tree: tree.hex)
    } catch {
      throw .invalid("the run cannot be sealed: \(error)")
    }
  }

  private func writeBlobs(
    of recording: Recording, in repository: borrowing Repository
  ) throws(GitError) -> [ExactString: GitHash] {
    let files = recording.files.compactMap { name, bytes in bytes.map { (name: name, bytes: $0) } }
    let ids = try repository.writeBlobs(files.map(\.bytes))
    return Dictionary(uniqueKeysWithValues: zip(files.map(\.name), ids))
  }

  /// Writes the trees of the state folder's parts, which are the same in the commit's tree later.
  private func stateTrees(
    of recording: Recording, blobs: [ExactString: GitHash], before: StateTrees, in repository: borrowing Repository
  ) throws(GitError) -> StateTrees {
    var trees = before
    for (part, member) in Publisher.recordedParts {
      var edits: [String: TreeEdit] = [:]
      for name in recording.files.keys where name.text.hasPrefix(part + "/") {
        edits[String(name.text.dropFirst(part.count + 1))] = blobs[name].map { .put($0) } ?? .delete
      }
      if edits.isEmpty { continue }
      trees[keyPath: member] = try repository.writeTree(
        trees[keyPath: member].flatMap { GitHash(hex: $0) }, applying: edits)?.hex
    }
    return trees
  }

  /// The parts of the state folder whose trees are named in the first line of a run's ledger file.
  private static var recordedParts: [(String, WritableKeyPath<StateTrees, String?>)] {
    [("objects", \.objects), ("index", \.index), ("rejected", \.rejected), ("keys", \.keys)]
  }

  /// Writes a tree with some files put and some removed.
  static func tree(
    _ base: GitHash, putting put: [(path: String, id: GitHash, bytes: [UInt8])], removing removed: [String],
    in repository: borrowing Repository
  ) throws(GitError) -> GitHash {
    var edits: [String: TreeEdit] = [:]
    for file in put { edits[file.path] = .put(file.id) }
    for path in removed { edits[path] = .delete }
    guard let tree = try repository.writeTree(base, applying: edits) else {
      throw .invalid("a commit must hold at least one file")
    }
    return tree
  }

  /// Throws a refusal if files that a recording writes have local changes: publishing would overwrite them.
  ///
  /// Only these files and half-written files beside them are examined. If one of them differs, the whole state folder
  /// is. Every recording writes `state.json`, so that what an
  /// interrupted run left is always found.
  ///
  /// - Throws: `moved` when another run made the changes.
  package func refuseLocalChanges(
    to branch: String, writtenBy recording: Recording
  ) throws(WorkspaceError) {
    var paths = files(of: recording)
    paths += paths.map { $0 + WorkingTree.unfinished }
    let differing = try git { () throws(GitError) in
      try repository.stagedOrModifiedPaths(among: paths, head: revision.commit.tree)
    }
    if !differing.isEmpty { try refuseLocalChanges(to: branch) }
  }

  /// The paths of the files that a recording writes or deletes, without further parts of its ledger.
  private func files(of recording: Recording) -> [String] {
    let ledger = LedgerFile(serial: recording.header.serial, part: 1).path(at: recording.header.runAt)
    let seal = Seal.path(serial: recording.header.serial)
    return (recording.files.keys.map(\.text) + [StateHeader.file, ledger, seal]).map(revision.statePath)
  }

  /// Throws a refusal if the state folder has local changes: publishing would overwrite them.
  ///
  /// - Throws: `moved` when another run made the changes.
  package func refuseLocalChanges(to branch: String) throws(WorkspaceError) {
    let commit = revision.commit
    if try localChanges().isEmpty { return }
    // Between moving the branch and writing its files, another run's files look like changes.
    repository.awaitIndex()
    let tip = try git { () throws(GitError) in try repository.tip(of: branch) }
    guard tip == commit.id else { throw .git(.moved(branch: branch, expected: commit.id.hex, actual: tip?.hex)) }
    let paths = try localChanges()
    guard let first = paths.first else { return }
    let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
    throw .refused(
      RunRefusal(
        rule: "state.local", message: "State files were changed locally and not committed: \(first)\(more)",
        hint:
          "inspect them with git status; git restore --source=HEAD --staged --worktree -- \(state) && git clean -fd -- \(state) discards them and repairs what an interrupted run left"
      ))
  }

  /// The paths in the state folder that differ from the commit, after deleting half-written files of an interrupted
  /// run.
  private func localChanges() throws(WorkspaceError) -> [String] {
    func paths() throws(WorkspaceError) -> [String] {
      try git { () throws(GitError) in
        try repository.stagedOrModifiedPaths(below: state, head: revision.commit.tree)
      }
    }
    let found = try paths()
    var leftovers: [String] = []
    for path in found where path.hasSuffix(WorkingTree.unfinished) {
      let entry = try revision.objects.entry(at: path, in: revision.commit.tree)
      if entry == nil { leftovers.append(path) }
    }
    if leftovers.isEmpty { return found }
    // While the index is locked, another run may be writing them.
    repository.awaitIndex()
    for path in leftovers { try workspace.workingTree.delete(path) }
    return try paths()
  }

  /// Moves the branch to the proposed commit if it is still at the commit's parent, then updates index and working
  /// tree without touching other paths. Throws `moved` when someone else was first.
  ///
  /// - Parameter isGood: whether the commit is a run on top of a good commit, as this clone may remember.
  package func publish(_ proposal: Proposal, to branch: String, isGood: Bool = true) throws(WorkspaceError) {
    try move(branch, to: proposal)
    guard isGood else { return }
    workspace.memory.note(good: proposal.commit, state: state)
    workspace.memory.save()
  }

  private func move(_ branch: String, to proposal: Proposal) throws(WorkspaceError) {
    let reason = "partnerctl: reconcile"
    guard let root = repository.workingDirectory else {
      try git { () throws(GitError) in
        try repository.moveBranch(branch, from: proposal.parent.id, to: proposal.commit, reason: reason)
      }
      return
    }
    let lock = try git { () throws(GitError) in try repository.lockIndex() }
    let signals = BlockedSignals()
    defer { signals.release() }
    try git { () throws(GitError) in
      try repository.moveBranch(branch, from: proposal.parent.id, to: proposal.commit, reason: reason)
    }
    let files = WorkingTree(root: root)
    for file in proposal.put { try files.write(file.bytes, to: file.path) }
    for path in proposal.removed { files.delete(path) }
    do {
      try lock.commit(put: proposal.put.map { ($0.path, $0.id, false) }, remove: proposal.removed)
    } catch {
      throw .git(error)
    }
  }
}

/// Blocks interrupts while branch, files and index are updated, so that Ctrl-C does not leave them inconsistent.
private struct BlockedSignals {
  private var before = sigset_t()

  init() {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  func release() {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
