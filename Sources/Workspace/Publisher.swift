import Engine
package import Git
import Glibc
import Model
import Source
package import Store

/// Who commits: `partnerctl`, or what the environment says.
package struct Committer: Sendable {
  package let name: String
  package let email: String

  package init(_ environment: [String: String]) {
    name = environment["PARTNERCTL_COMMITTER_NAME"].flatMap { $0.isEmpty ? nil : $0 } ?? "partnerctl"
    email = environment["PARTNERCTL_COMMITTER_EMAIL"].flatMap { $0.isEmpty ? nil : $0 } ?? "partnerctl@localhost"
  }

  func signature(at time: Instant) -> Signature {
    Signature(name: name, email: email, seconds: time.seconds, offsetMinutes: 0)
  }
}

/// A recording turned into git objects that no branch points at yet.
package struct Proposal: Sendable {
  /// Where the branch must still stand.
  package let parent: Commit
  package let commit: GitHash
  /// Files written, relative to the repository's root.
  let put: [(path: String, id: GitHash, bytes: [UInt8])]
  let removed: [String]

  /// Both as one, where this one was made over the other: the branch moves once.
  func behind(_ first: Proposal) -> Proposal {
    Proposal(parent: first.parent, commit: commit, put: first.put + put, removed: first.removed + removed)
  }
}

/// Writes recordings as git objects, moves a branch to them, and brings index and working tree in step.
package struct Publisher {
  private let revision: Revision

  /// - Parameter revision: the commit that is published over, with the settings that name the state folder.
  package init(_ revision: Revision) {
    self.revision = revision
  }

  private var workspace: Workspace { revision.workspace }
  private var repository: Repository {
    _read { yield revision.objects.repository }
  }
  private var state: String { revision.stateFolder }

  /// Writes a recording as objects: invisible until a branch moves to them.
  package func propose(
    _ recording: Recording, over parent: Commit, committer: Committer
  ) throws(WorkspaceError) -> Proposal {
    var put: [(path: String, id: GitHash, bytes: [UInt8])] = []
    var removed: [String] = []
    func add(_ name: String, bytes: [UInt8]) throws(WorkspaceError) {
      put.append((revision.statePath(name), try git { () throws(GitError) in try repository.writeBlob(bytes) }, bytes))
    }
    let written = try writeBlobs(of: recording)
    for (name, bytes) in recording.files.sorted(by: { $0.key < $1.key }) {
      let path = revision.statePath(name.text)
      if let bytes, let id = written[name] { put.append((path, id, bytes)) } else { removed.append(path) }
    }
    let trees = try stateTrees(of: recording, blobs: written, over: parent)
    let ledger = recording.ledger(trees, by: workspace.instruments)
    try add(ledger.path, bytes: ledger.bytes)
    try add(StateHeader.file, bytes: recording.stateFile(head: ledger.head))
    try revision.objects.refuseLinks(onTheWayTo: put.map(\.path) + removed, in: parent.tree)
    let tree = try tree(parent.tree, putting: put, removing: removed)
    let signature = committer.signature(at: recording.header.runAt)
    let commit = try git { () throws(GitError) in
      try repository.writeCommit(
        tree: tree, parents: [parent.id], author: signature, committer: signature,
        message: recording.message(head: ledger.head))
    }
    return Proposal(parent: parent, commit: commit, put: put, removed: removed)
  }

  private func writeBlobs(of recording: Recording) throws(WorkspaceError) -> [ExactString: GitHash] {
    let files = recording.files.compactMap { name, bytes in bytes.map { (name: name, bytes: $0) } }
    let ids = try git { () throws(GitError) in try repository.writeBlobs(files.map(\.bytes)) }
    return Dictionary(uniqueKeysWithValues: zip(files.map(\.name), ids))
  }

  /// Writes the trees of the state folder's parts alone: they are found again in the commit's tree.
  private func stateTrees(
    of recording: Recording, blobs: [ExactString: GitHash], over parent: Commit
  ) throws(WorkspaceError) -> Recording.Trees {
    var trees = try revision.stateTrees(in: parent.tree)
    for (part, member) in Publisher.recordedParts {
      var edits: [String: TreeEdit] = [:]
      for name in recording.files.keys where name.text.hasPrefix(part + "/") {
        edits[String(name.text.dropFirst(part.count + 1))] = blobs[name].map { .put($0) } ?? .delete
      }
      if edits.isEmpty { continue }
      trees[keyPath: member] = try git { () throws(GitError) in
        try repository.writeTree(trees[keyPath: member].flatMap { GitHash(hex: $0) }, applying: edits)?.hex
      }
    }
    return trees
  }

  /// The parts of the state folder whose trees a run's first line names.
  private static var recordedParts: [(String, WritableKeyPath<Recording.Trees, String?>)] {
    [("objects", \.objects), ("index", \.index), ("rejected", \.rejected), ("keys", \.keys)]
  }

  /// A tree with some files put and some removed.
  func tree(
    _ base: GitHash, putting put: [(path: String, id: GitHash, bytes: [UInt8])], removing removed: [String]
  ) throws(WorkspaceError) -> GitHash {
    var edits: [String: TreeEdit] = [:]
    for file in put { edits[file.path] = .put(file.id) }
    for path in removed { edits[path] = .delete }
    return try git { () throws(GitError) in
      guard let tree = try repository.writeTree(base, applying: edits) else {
        throw .invalid("a commit must hold at least one file")
      }
      return tree
    }
  }

  /// Refuses to publish over local changes in the state folder: they would be lost.
  ///
  /// - Throws: `moved` when another run is what changed them.
  package func refuseLocalChanges(to branch: String) throws(WorkspaceError) {
    let commit = revision.commit
    if try localChanges().isEmpty { return }
    // Between the move of its branch and the end of its writing, another run's files look like changes.
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

  /// Paths in the state folder that are not as the commit has them, once what an interrupted run left half written
  /// is deleted.
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
    // While the index is locked another run may be writing them.
    repository.awaitIndex()
    for path in leftovers { try workspace.workingTree.delete(path) }
    return try paths()
  }

  /// Moves the branch to the proposed commit if it still stands at its parent, then brings index and working tree in
  /// step, touching no other path. Throws `moved` when someone else was first.
  package func publish(_ proposal: Proposal, to branch: String) throws(WorkspaceError) {
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

/// Interrupts blocked while branch, files and index are brought in step, so that Ctrl-C leaves them so.
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
