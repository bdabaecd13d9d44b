import Git
import Model
import Reconciler
import Source

// The stored state against its own past: it may neither vanish, move away nor go back.

extension Workspace {
  /// Refuses to build on a state that is another registry's, was edited, or was put in place of a newer one.
  ///
  /// A ledger file of more than `ledgerLimit` bytes is not read: nothing is done on the strength of a settled state,
  /// and looking at it must stay cheap after the largest run.
  func check(
    _ header: StateHeader, _ digest: String, at commit: Commit, _ settings: Settings, ledgerLimit: Int = .max
  ) throws(WorkspaceError) {
    guard ExactString.same(header.registry, registryFolder) else { throw .refused(foreignState(header, settings)) }
    try refuseForeignEntries(commit, settings)
    try checkDrift(commit, header, settings, ledgerLimit: ledgerLimit)
    try refuseRollback(commit, header, digest, settings)
  }

  private func foreignState(_ header: StateHeader, _ settings: Settings) -> RunRefusal {
    let other = header.registry.isEmpty ? "the repository's root" : header.registry
    return RunRefusal(
      rule: "state.foreign", message: "The state folder \(settings.registry.state) belongs to the registry in \(other)",
      hint: "name another folder in spec.state of \(path(RegistryFile.name))")
  }

  /// The settings that a commit itself names, whose state folder may be another; the given ones if it has none.
  func ownSettings(_ commit: Commit, else settings: Settings) throws(WorkspaceError) -> Settings {
    let entry = try git { () throws(GitError) in
      try repository.entry(at: path(RegistryFile.name), inTree: commit.tree)
    }
    guard let entry else { return settings }
    if let known = knownSettings[entry.id] { return known ?? settings }
    do {
      let own = try self.settings(at: commit, workingTree: false)
      knownSettings[entry.id] = .some(own)
      return own
    } catch .git(let error) {
      throw .git(error)
    } catch {
      knownSettings[entry.id] = .some(nil)
      return settings
    }
  }

  /// The header a commit stores in the folder that it itself names.
  func ownHeader(
    at commit: Commit, else settings: Settings
  ) throws(WorkspaceError) -> (header: StateHeader, digest: String)? {
    try storedHeader(at: commit, try ownSettings(commit, else: settings))
  }

  /// The settings that tell where the commit's state lies: a move that is not committed yet has to be looked behind.
  func statePlace(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> Settings {
    let own = try ownSettings(commit, else: settings)
    guard !ExactString.same(own.registry.state, settings.registry.state), try storedHeader(at: commit, settings) == nil,
      try workingTree.bytes(of: statePath(StateHeader.file, settings)) != nil
    else { return settings }
    return own
  }

  /// A state that existed before and is gone would have every id and key issued again.
  func refuseLostState(_ commit: Commit, _ settings: Settings) throws(WorkspaceError) {
    var seen: Set<GitHash> = [commit.id]
    var pending = [commit]
    while let ancestor = pending.popLast() {
      for place in try [settings, ownSettings(ancestor, else: settings)] where try isStored(at: ancestor, place) {
        throw .refused(try lost(place.registry.state, at: ancestor, commit, settings))
      }
      for parent in try presentParents(of: ancestor) where seen.insert(parent.id).inserted { pending.append(parent) }
    }
  }

  /// Where the history is cut off nobody can tell a first run from a lost state.
  func refuseCutHistory(_ commit: Commit) throws(WorkspaceError) {
    guard repository.isShallow else { return }
    throw .refused(
      RunRefusal(
        rule: "state.lost", message: "No state is stored here, and the history is cut off: there may have been one",
        hint: "fetch the whole history first: git fetch --unshallow"))
  }

  /// Whether a state of this registry lies there; one that cannot be read may be its own.
  private func isStored(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> Bool {
    do {
      return try storedHeader(at: commit, settings).map { ExactString.same($0.header.registry, registryFolder) }
        ?? false
    } catch .git(let error) {
      throw .git(error)
    } catch {
      return true
    }
  }

  private func lost(
    _ old: String, at ancestor: Commit, _ commit: Commit, _ settings: Settings
  ) throws(WorkspaceError) -> RunRefusal {
    let name = ancestor.id.hex.prefix(12)
    let new = settings.registry.state
    guard !ExactString.same(old, new) else {
      return RunRefusal(
        rule: "state.lost",
        message: "\(statePath(StateHeader.file, settings)) is missing, but was there at commit \(name)",
        hint:
          "restore it with git checkout \(name) -- \(new); without it every id and key would be issued again")
    }
    let isThere = try git { () throws(GitError) in try repository.entry(at: old, inTree: commit.tree) != nil }
    let restore = isThere ? "" : "git checkout \(name) -- \(old) && "
    return RunRefusal(
      rule: "state.lost", message: "spec.state names \(new), but the state was in \(old) at commit \(name)",
      hint:
        "move it in the same commit: \(restore)git mv \(old) \(new); without it every id and key would be issued again")
  }

  /// Refuses a state that an earlier one was put in place of: its serials, ids and keys would be given out again.
  ///
  /// Looks back to the commit that brought the present state, so the work grows with the commits since the last run.
  private func refuseRollback(
    _ commit: Commit, _ header: StateHeader, _ digest: String, _ settings: Settings
  ) throws(WorkspaceError) {
    var commit = commit
    while true {
      var same: Commit?
      var others: [(commit: Commit, header: StateHeader)] = []
      for parent in try presentParents(of: commit) {
        guard let before = try ownHeader(at: parent, else: settings) else { continue }
        if before.digest == digest { same = same ?? parent } else { others.append((parent, before.header)) }
      }
      // A merge may bring another registry's history in, whose serials say nothing of these.
      let newer = others.first { other in
        other.header.serial >= header.serial && (same == nil || ExactString.same(other.header.lineage, header.lineage))
      }
      if let newer {
        let name = commit.id.hex.prefix(12)
        let state = try ownSettings(newer.commit, else: settings).registry.state
        throw .refused(
          RunRefusal(
            rule: "state.rolledBack",
            message:
              "Commit \(name) took the stored state back from serial \(newer.header.serial) to \(header.serial)",
            hint:
              "restore it with git checkout \(newer.commit.id.hex.prefix(12)) -- \(state), and undo manifests instead"
          ))
      }
      guard let next = same else { return }
      commit = next
    }
  }
}
