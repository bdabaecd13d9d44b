import Engine
import Git
import Model
import Source
import Store

/// Refuses a stored state that no run can have written: foreign files, edits, and states that are missing or were
/// rolled back.
struct StateChecks {
  private static let parts: Set<String> = ["objects", "index", "rejected", "audit", "keys", Seal.folder]
  private static let files: Set<String> = [
    StateHeader.file, StateFolder.attributesFile, StateFolder.settingsFile,
  ]

  private let revision: Revision

  init(_ revision: Revision) {
    self.revision = revision
  }

  private var workspace: Workspace { revision.workspace }
  private var objects: GitObjects { revision.objects }
  private var commit: Commit { revision.commit }
  private var state: String { revision.stateFolder }

  /// Throws a refusal if the state belongs to another registry, was edited, or replaced a newer one.
  ///
  /// - Parameter isRebuildingIndexes: whether edited indexes are accepted, since they are not read.
  func check(_ header: StateHeader, digest: String, isRebuildingIndexes: Bool = false) throws(WorkspaceError) {
    guard ExactString.same(header.registry, workspace.registryFolder) else {
      throw .refused(foreignState(of: header))
    }
    // What was never sealed can only be compared with itself. A seal covers every file.
    if case .unsealed = try StateProofs(workspace).proof(of: revision) {
      try refuseForeignEntries()
      try checkDrift(since: header, isRebuildingIndexes: isRebuildingIndexes)
      try refuseRollback(of: header, digest: digest)
    }
    try MainlineCheck(workspace, isIgnoringIndexes: isRebuildingIndexes).require(revision)
    try refuseForeignEntries()
  }

  /// Throws a refusal if the state was never sealed: such a state is only read.
  func refuseUnsealed() throws(WorkspaceError) {
    guard let (header, _) = try revision.header(), case .unsealed = try StateProofs(workspace).proof(of: revision)
    else { return }
    let form = header.formatVersion < StateHeader.formatVersion ? " and in form \(header.formatVersion)" : ""
    throw .refused(
      RunRefusal(
        rule: "state.form",
        message: "The stored state is not sealed\(form): this program reads but does not write it",
        hint: "check it with partnerctl verify, then seal it in a commit of its own with partnerctl reconcile --seal"))
  }

  func foreignState(of header: StateHeader) -> RunRefusal {
    let other = header.registry.isEmpty ? "the repository's root" : header.registry
    return RunRefusal(
      rule: "state.foreign", message: "The state folder \(state) belongs to the registry in \(other)",
      hint: "name another folder in spec.state of \(workspace.path(RegistryFile.name))")
  }

  // MARK: Entries of the folder

  /// Throws a refusal if the state folder or one above it is not a folder, or if it has entries that no run ever
  /// wrote: a link in it could redirect what is written.
  ///
  /// It checks folders down to the months of the ledger; files are checked where they are read or written.
  func refuseForeignEntries() throws(WorkspaceError) {
    var path = ""
    var tree = commit.tree
    for name in state.split(separator: "/") {
      path += (path.isEmpty ? "" : "/") + name
      guard let found = try objects.entry(at: String(name), in: tree) else { return }
      try StateChecks.refuseLink(found, path: path)
      guard found.mode == .tree else { throw taken("\(path) is a file") }
      tree = found.id
    }
    for entry in try objects.entries(of: tree) {
      let name = String(decoding: entry.name, as: UTF8.self)
      try StateChecks.refuseLink(entry, path: path + "/" + name)
      let isOwn = entry.mode == .tree ? StateChecks.parts.contains(name) : StateChecks.files.contains(name)
      guard isOwn else { throw taken("it holds \(path)/\(name)") }
      if entry.mode == .tree { try refuseLinks(inPart: entry.id, path: path + "/" + name, isLedger: name == "audit") }
    }
  }

  private func refuseLinks(inPart tree: GitHash, path: String, isLedger: Bool) throws(WorkspaceError) {
    for entry in try objects.entries(of: tree) {
      let path = path + "/" + String(decoding: entry.name, as: UTF8.self)
      try StateChecks.refuseLink(entry, path: path)
      guard isLedger, entry.mode == .tree else { continue }
      for inner in try objects.entries(of: entry.id) {
        try StateChecks.refuseLink(inner, path: path + "/" + String(decoding: inner.name, as: UTF8.self))
      }
    }
  }

  static func refuseLink(_ entry: TreeEntry, path: String) throws(WorkspaceError) {
    guard entry.mode == .symlink || entry.mode == .submodule else { return }
    let what = entry.mode == .symlink ? "a symbolic link" : "a submodule"
    throw .damaged(path, reason: "the state folder may hold only regular files, and this is \(what)")
  }

  private func taken(_ reason: String) -> WorkspaceError {
    .refused(
      RunRefusal(
        rule: "state.foreign", message: "The state folder \(state) is used for something else: \(reason)",
        hint: "name a folder that only partnerctl writes in spec.state of \(workspace.path(RegistryFile.name))"))
  }

  // MARK: Comparison with the ledger

  /// Compares the folders and the end of the ledger with their ids in `state.json`; nothing is read but folders.
  ///
  /// Of the first form of the state, the last run's file of the ledger is read and its digests are recomputed.
  ///
  /// - Parameter isRebuildingIndexes: whether edited indexes are accepted, since they are not read.
  func checkDrift(since header: StateHeader, isRebuildingIndexes: Bool = false) throws(WorkspaceError) {
    guard let part = header.ledgerPart, let trees = header.trees else {
      return try checkDrift(sinceFirstForm: header)
    }
    let path = revision.statePath(part.file)
    guard let name = part.file.split(separator: "/").last.flatMap({ LedgerFile(String($0)) }),
      name.serial == header.serial, ExactString.same(name.path(at: header.runAt), part.file)
    else {
      throw .damaged(
        revision.statePath(StateHeader.file), reason: "it names another file of the ledger than that of its run")
    }
    guard let entry = try objects.entry(at: path, in: commit.tree), entry.mode == .file else {
      throw .damaged(path, reason: "the audit file of run \(header.serial) is missing")
    }
    guard ExactString.same(entry.id.hex, part.blob) else {
      throw .damaged(path, reason: "it was changed by something other than partnerctl")
    }
    try checkAttributes()
    if isRebuildingIndexes {
      var expected = trees
      expected.index = try revision.stateTrees().index
      try compare(expected)
    } else {
      try compare(trees)
    }
  }

  /// Throws a refusal if the file with git's attributes was changed: it could make git alter what it checks out.
  func checkAttributes() throws(WorkspaceError) {
    let path = revision.statePath(StateFolder.attributesFile)
    let expected = try git { () throws(GitError) in try objects.repository.hashBlob(StateFolder.attributes) }
    guard let entry = try objects.entry(at: path, in: commit.tree), entry.mode == .file, entry.id == expected else {
      throw .damaged(path, reason: "it was changed by something other than partnerctl")
    }
  }

  private func compare(_ trees: StateTrees) throws(WorkspaceError) {
    guard let part = StateTrees.difference(trees, from: try revision.stateTrees()) else { return }
    let path = revision.statePath(part)
    guard part == "index" else {
      throw .damaged(path, reason: "it was changed by something other than partnerctl")
    }
    throw .refused(StateChecks.alteredIndex(path))
  }

  static func alteredIndex(_ path: String) -> RunRefusal {
    RunRefusal(
      rule: "state.damaged",
      message: "The stored state is damaged: \(path): it was changed by something other than partnerctl",
      hint: "partnerctl verify names the index; partnerctl reconcile --full rebuilds all of them from the objects")
  }

  private func checkDrift(sinceFirstForm header: StateHeader) throws(WorkspaceError) {
    let path = revision.statePath(LedgerFile(serial: header.serial, part: 1).path(at: header.runAt))
    guard let entry = try objects.entry(at: path, in: commit.tree), entry.mode == .file else {
      throw .damaged(path, reason: "the audit file of run \(header.serial) is missing")
    }
    let bytes = try objects.blob(entry.id)
    let lines = (bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...])
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first, !first.isEmpty else { throw .damaged(path, reason: "the file is empty") }
    var head: String?
    for (index, line) in lines.enumerated() {
      guard LedgerCheck.fits(line, serial: header.serial, sequence: index, previous: head) else {
        throw .damaged(path, reason: "line \(index + 1) does not follow the one before it")
      }
      head = workspace.instruments.digest(Array(line))
    }
    guard head == header.ledgerHead else {
      throw .damaged(path, reason: "its last line is not the one that \(StateHeader.file) names")
    }
    try compare(StateTrees(reading: try Revision.json(Array(first), path: path)["run"]?["trees"] ?? .null))
  }

  // MARK: Comparison with the history

  /// Throws a refusal if the registry has no state although an earlier commit has: every id and key would be issued
  /// again.
  func refuseLostState() throws(WorkspaceError) {
    var seen: Set<GitHash> = [commit.id]
    var pending = [commit]
    while let ancestor = pending.popLast() {
      let places = [Revision(workspace, commit: ancestor, settings: revision.settings), try revision.at(ancestor)]
      for place in places where try isStored(at: place) {
        throw .refused(try lost(place.stateFolder, at: ancestor))
      }
      for parent in try objects.parents(of: ancestor) where seen.insert(parent.id).inserted { pending.append(parent) }
    }
  }

  /// Throws a refusal for a first run in a shallow clone: it cannot be told from a lost state.
  func refuseCutHistory() throws(WorkspaceError) {
    guard !objects.repository.shallowBoundary.isEmpty else { return }
    throw .refused(
      RunRefusal(
        rule: "state.lost",
        message: "No state is stored here, but there may be one in the part of the history that is cut off",
        hint: "fetch the whole history first: git fetch --unshallow"))
  }

  /// Tells whether a commit has a state of this registry; an unreadable one may be its own.
  private func isStored(at place: Revision) throws(WorkspaceError) -> Bool {
    do {
      // What lay in this folder is lost whichever registry it belonged to: the registry may have moved.
      return try place.header().map {
        ExactString.same($0.header.registry, workspace.registryFolder) || ExactString.same(place.stateFolder, state)
      } ?? false
    } catch .git(let error) {
      throw .git(error)
    } catch {
      return true
    }
  }

  private func lost(_ old: String, at ancestor: Commit) throws(WorkspaceError) -> RunRefusal {
    let name = ancestor.id.hex.prefix(12)
    guard !ExactString.same(old, state) else {
      return RunRefusal(
        rule: "state.lost",
        message: "\(revision.statePath(StateHeader.file)) is missing, but existed at commit \(name)",
        hint:
          "restore it with git checkout \(name) -- \(state); without it, every id and key would be issued again")
    }
    let isThere = try objects.entry(at: old, in: commit.tree) != nil
    let restore = isThere ? "" : "git checkout \(name) -- \(old) && "
    return RunRefusal(
      rule: "state.lost", message: "spec.state names \(state), but the state was in \(old) at commit \(name)",
      hint:
        "move it in the same commit: \(restore)git mv \(old) \(state); without it, every id and key would be issued again"
    )
  }

  /// Throws a refusal if an earlier state replaced a newer one: its serials, ids and keys would be issued again.
  ///
  /// It searches back to the commit that introduced the present state, so the work is proportional to the commits
  /// since the last run.
  private func refuseRollback(of header: StateHeader, digest: String) throws(WorkspaceError) {
    var current = revision
    while true {
      var same: Revision?
      var others: [(revision: Revision, header: StateHeader)] = []
      for parent in try objects.parents(of: current.commit) {
        let parent = try revision.at(parent)
        guard let before = try parent.header() else { continue }
        if before.digest == digest { same = same ?? parent } else { others.append((parent, before.header)) }
      }
      // A merge may introduce another registry's history, whose serials are unrelated.
      let newer = others.first { other in
        other.header.serial >= header.serial && (same == nil || ExactString.same(other.header.lineage, header.lineage))
      }
      if let newer {
        let isOlder = newer.header.serial > header.serial
        throw .refused(
          RunRefusal(
            rule: "state.rolledBack",
            message: isOlder
              ? "Commit \(current.shortID) reset the stored state from serial \(newer.header.serial) to \(header.serial)"
              : "Commit \(current.shortID) replaced the stored state of serial \(header.serial) with another one",
            hint:
              "restore it with git checkout \(newer.revision.shortID) -- \(newer.revision.stateFolder), and revert manifests instead"
          ))
      }
      guard let next = same else { return }
      current = next
    }
  }
}

extension GitObjects {
  /// Throws if a path leads through anything but folders, or to anything but a file.
  func refuseLinks(onTheWayTo paths: [String], in tree: GitHash) throws(WorkspaceError) {
    var seen: Set<String> = []
    for path in paths {
      var rest = Substring(path)
      while !rest.isEmpty, seen.insert(String(rest)).inserted {
        let place = String(rest)
        if let found = try entry(at: place, in: tree) {
          try StateChecks.refuseLink(found, path: place)
          guard (found.mode == .tree) == (place != path) else {
            throw .damaged(place, reason: "it is in the way of \(path)")
          }
        }
        rest = rest.lastIndex(of: "/").map { rest[..<$0] } ?? ""
      }
    }
  }
}

extension Revision {
  /// The revision whose settings name the commit's state folder: the commit with its own settings if a move of the
  /// state folder is not committed yet.
  func whereStateLies() throws(WorkspaceError) -> Revision {
    let own = try at(commit)
    guard !ExactString.same(own.stateFolder, stateFolder), try header() == nil,
      try workspace.workingTree.bytes(of: statePath(StateHeader.file)) != nil
    else { return self }
    return own
  }
}
