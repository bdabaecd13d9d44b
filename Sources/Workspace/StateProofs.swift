import Engine
import Git
import Model
import Source
import Store

/// Reads the seals of states, and proves states from their files alone.
struct StateProofs {
  private let workspace: Workspace
  private let memory: CloneMemory
  /// Whether indexes may be altered, since they are rebuilt: then the folder counts as it would be with those that the
  /// last run left.
  private let isIgnoringIndexes: Bool
  /// What was verified by this reader alone; nil to use what this clone verified before.
  private let pass: Pass?

  /// What one reader verified.
  private final class Pass {
    var seals: Set<String> = []
    var proofs: [GitHash: StateProof] = [:]
  }

  init(_ workspace: Workspace, isIgnoringIndexes: Bool = false, isForgetting: Bool = false) {
    self.workspace = workspace
    self.isIgnoringIndexes = isIgnoringIndexes
    pass = isForgetting ? Pass() : nil
    memory = workspace.memory
  }

  /// What the state of a commit proves. It is worked out once for each version of the state folder.
  func proof(of revision: Revision) throws(WorkspaceError) -> StateProof {
    let tree = try stateTree(of: revision)
    guard let tree else { return .absent }
    let known = pass.map { $0.proofs[tree] } ?? workspace.versions.proofs[tree]
    if let known, !isIgnoringIndexes { return known }
    let proof = try workOut(revision)
    if let pass { pass.proofs[tree] = proof } else if !isIgnoringIndexes { workspace.versions.proofs[tree] = proof }
    return proof
  }

  /// The last seal of a state that is proved; throws a refusal if it is not.
  ///
  /// - Returns: Nil if there is no state, or one that was never sealed.
  func proved(_ revision: Revision) throws(WorkspaceError) -> Seal.Found? {
    try requireCheckpoint(at: revision)
    switch try proof(of: revision) {
    case .absent, .unsealed: return nil
    case .broken(let mismatch, _): throw revision.damaged(mismatch)
    case .proved(let head):
      do {
        return try chain(of: revision).seal(head.serial)
      } catch {
        throw revision.damaged(error)
      }
    }
  }

  /// Throws a refusal if the state does not contain the run that somebody outside the repository remembers.
  func requireCheckpoint(at revision: Revision) throws(WorkspaceError) {
    for checkpoint in workspace.checkpoints where try !contains(checkpoint, at: revision) {
      throw .refused(
        RunRefusal(
          rule: "state.checkpoint",
          message:
            "The stored state at commit \(revision.shortID) does not contain run \(checkpoint.serial) of the checkpoint (lineage \(checkpoint.lineage))",
          hint:
            "the history was replaced or taken back, or this is another registry: do not rely on it before you know why; git reflog shows where the branch was before"
        ))
    }
  }

  private func stateTree(of revision: Revision) throws(WorkspaceError) -> GitHash? {
    guard let entry = try workspace.objects.entry(at: revision.stateFolder, in: revision.commit.tree),
      entry.mode == .tree
    else { return nil }
    return entry.id
  }

  private func workOut(_ revision: Revision) throws(WorkspaceError) -> StateProof {
    let chain = chain(of: revision)
    do {
      guard let (header, digest) = try revision.header() else {
        return try isSealed(revision)
          ? .broken(Mismatch(StateHeader.file, message: "it is missing"), head: nil) : .absent
      }
      guard try isSealed(revision) else { return .unsealed }
      do {
        let tree = try treeWithoutSeal(header, at: revision)
        let found = try chain.verify(header, digest: digest, tree: tree)
        if let pass { pass.seals.insert(found.digest) } else { memory.note(verified: found.digest) }
        return .proved(found.head)
      } catch {
        let mismatch = error as? Mismatch
        guard let mismatch else { throw error }
        return .broken(mismatch, head: (try? chain.verify(upTo: header.serial))?.head)
      }
    } catch let error as WorkspaceError {
      // What cannot be read as a state is not one that a run wrote.
      guard case .refused(let refusal) = error else { throw error }
      return .broken(Mismatch(StateHeader.file, message: refusal.message), head: nil)
    } catch {
      preconditionFailure("a proof must fail with a mismatch or a workspace error")
    }
  }

  private func isSealed(_ revision: Revision) throws(WorkspaceError) -> Bool {
    try workspace.objects.entry(at: revision.statePath(Seal.folder), in: revision.commit.tree) != nil
  }

  /// The id of the tree that the state folder has without the seal of a run.
  private func treeWithoutSeal(_ header: StateHeader, at revision: Revision) throws(WorkspaceError) -> String {
    do {
      return try treeWithout(header, at: revision)
    } catch .git(.invalid) {
      // A name that no tree may have cannot have been sealed.
      return ""
    }
  }

  private func treeWithout(_ header: StateHeader, at revision: Revision) throws(WorkspaceError) -> String {
    guard let tree = try stateTree(of: revision) else { return "" }
    let path = Seal.path(serial: header.serial).split(separator: "/").map(String.init)
    guard isIgnoringIndexes, let index = header.trees?.index.flatMap({ GitHash(hex: $0) }) else {
      return try revision.hash(of: tree, without: path[...], isFolder: false)?.hex ?? ""
    }
    var entries = try workspace.objects.entries(of: tree).filter { $0.name != Array("index".utf8) }
    entries.append(TreeEntry(name: Array("index".utf8), mode: .tree, id: index))
    return try revision.hash(of: entries, without: path[...], isFolder: false)?.hex ?? ""
  }

  /// A reader of the seals of a commit's state.
  func chain(of revision: Revision) -> SealChain {
    func isKnown(_ digest: String) -> Bool { pass?.seals.contains(digest) ?? memory.hasVerified(digest) }
    func lowest() throws(Mismatch) -> Int? {
      do {
        return try lowestSeal(of: revision)
      } catch {
        throw Mismatch(Seal.folder, message: "it cannot be read: \(error)")
      }
    }
    return SealChain(by: workspace.instruments, isKnown: isKnown, lowest: lowest) {
      [workspace] serial throws(Mismatch) in
      let file = Seal.path(serial: serial)
      do {
        let path = revision.statePath(file)
        guard let entry = try workspace.objects.entry(at: path, in: revision.commit.tree) else { return nil }
        guard entry.mode == .file else { throw Mismatch(file, message: "it is not a regular file") }
        guard let bytes = try workspace.objects.blob(entry.id, limit: Seal.limit) else {
          throw Mismatch(file, message: "it is too large for a seal")
        }
        return bytes
      } catch let mismatch as Mismatch {
        throw mismatch
      } catch {
        throw Mismatch(file, message: "it cannot be read: \(error)")
      }
    }
  }

  /// The path below the state folder of the first file that differs between two commits; nil if none does.
  func firstDifference(from before: Revision, to after: Revision) throws(WorkspaceError) -> String? {
    try firstDifference(try stateTree(of: before), try stateTree(of: after), folder: "")
  }

  /// The files below the state folder that differ between two commits, sorted, with their blobs in the first; nil for
  /// one that it does not have. Whatever else is in the place of a file counts as a file.
  func differences(
    from before: Revision, to after: Revision
  ) throws(WorkspaceError) -> [(path: String, before: GitHash?)] {
    var found: [(path: String, before: GitHash?)] = []
    try compare(try stateTree(of: before), try stateTree(of: after), folder: "") { path, blob in
      found.append((path, blob))
      return true
    }
    return found
  }

  private func firstDifference(
    _ before: GitHash?, _ after: GitHash?, folder: String
  ) throws(WorkspaceError) -> String? {
    var found: String?
    try compare(before, after, folder: folder) { path, _ in
      found = path
      return false
    }
    return found
  }

  /// Hands out the files that differ between two trees until `body` returns false.
  @discardableResult
  private func compare(
    _ before: GitHash?, _ after: GitHash?, folder: String, body: (_ path: String, _ before: GitHash?) -> Bool
  ) throws(WorkspaceError) -> Bool {
    func entries(_ tree: GitHash?) throws(WorkspaceError) -> [[UInt8]: TreeEntry] {
      guard let tree else { return [:] }
      return Dictionary(try workspace.objects.entries(of: tree).map { ($0.name, $0) }) { first, _ in first }
    }
    if before == after { return true }
    let (left, right) = (try entries(before), try entries(after))
    let names = Set(left.keys).union(right.keys).sorted { $0.lexicographicallyPrecedes($1) }
    for name in names where left[name] != right[name] {
      let path = folder + String(decoding: name, as: UTF8.self)
      let (old, new) = (left[name], right[name])
      let (oldTree, newTree) = (old?.mode == .tree ? old?.id : nil, new?.mode == .tree ? new?.id : nil)
      if oldTree != nil || newTree != nil {
        guard try compare(oldTree, newTree, folder: path + "/", body: body) else { return false }
      }
      let (oldFile, newFile) = (oldTree == nil ? old?.id : nil, newTree == nil ? new?.id : nil)
      if oldFile != nil || newFile != nil, !(oldFile == nil && oldTree != nil) {
        guard body(path, oldFile) else { return false }
      }
    }
    return true
  }

  /// The lowest number of a run whose seal the state folder has; nil if it has none.
  private func lowestSeal(of revision: Revision) throws(WorkspaceError) -> Int? {
    var lowest: Int?
    for folder in try revision.stateEntries(in: Seal.folder) where folder.mode == .tree {
      for entry in try workspace.objects.entries(of: folder.id) {
        guard let serial = Int(String(decoding: entry.name, as: UTF8.self)) else { continue }
        lowest = min(lowest ?? serial, serial)
      }
    }
    return lowest
  }

  /// Tells whether a seal is part of the chain that the state of a commit proves.
  func contains(_ head: Seal.Head, at revision: Revision) throws(WorkspaceError) -> Bool {
    guard let last = try proof(of: revision).head else { return false }
    do {
      return try chain(of: revision).contains(head, upTo: last)
    } catch {
      throw revision.damaged(error)
    }
  }
}
