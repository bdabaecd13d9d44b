import Engine
import Git
import Model
import Source
import YAML

/// A search of the history for the commits that introduced the present contents of all pending manifests, newest
/// commit first.
///
/// A manifest is identified by path, kind and name, so a move is an introduction. At a merge the search continues at
/// a parent with the same content, the first parent if that has it; a commit none of whose parents has the content
/// introduced it. So the merge at which the search leaves the first-parent line is the one that brought the content
/// in. At the end of a shallow history the content counts as introduced by the last commit, with a doubt.
struct ProvenanceWalk {
  /// One manifest whose provenance is searched.
  struct Pending {
    let id: ObjectID
    let path: String
    /// The present manifest; nil for one that is gone, whose deletion is searched.
    let manifest: Manifest?
    /// The merge at which the search left the first-parent line; nil if it has not.
    fileprivate var merge: GitHash?

    init(id: ObjectID, path: String, manifest: Manifest?) {
      self.id = id
      self.path = path
      self.manifest = manifest
    }
  }

  private let workspace: Workspace
  private let runTime: Instant
  private var commits: [GitHash: Commit] = [:]
  private var contents: [GitHash: [ObjectID: String]] = [:]
  /// The digests of the present contents that were compared so far.
  private var wanted: [ObjectID: String] = [:]
  private var datings: [GitHash: Dating] = [:]
  private var found: [ObjectID: Provenance] = [:]
  private var bases: MainlineBases

  /// Creates a walk.
  ///
  /// - Parameter tip: the commit whose settings tell where the state lies in commits that do not say so.
  init(_ workspace: Workspace, below tip: Revision, runTime: Instant) {
    self.workspace = workspace
    self.runTime = runTime
    bases = MainlineBases(workspace, below: tip)
  }

  /// Finds the provenance of every manifest, starting from `tip`.
  mutating func run(_ pending: [Pending], from tip: GitHash) throws(WorkspaceError) -> [ObjectID: Provenance] {
    var waiting: [GitHash: [Pending]] = [tip: pending]
    var queue: [GitHash] = [tip]
    while let next = try takeNewest(&queue) {
      guard let group = waiting.removeValue(forKey: next) else { continue }
      for (parent, passed) in try pass(group, through: try commit(next)) {
        if waiting[parent] == nil { queue.append(parent) }
        waiting[parent, default: []] += passed
      }
    }
    return found
  }

  /// Records what this commit introduced, and passes the rest to the parents that have it.
  private mutating func pass(_ group: [Pending], through commit: Commit) throws(WorkspaceError) -> [GitHash: [Pending]]
  {
    var passed: [GitHash: [Pending]] = [:]
    let parents = commit.parents.filter { workspace.objects.contains($0) }
    var differences: [GitHash: Difference] = [:]
    for var pending in group {
      var origin: GitHash?
      for parent in parents where origin == nil {
        if try isSame(pending, among: group.count, from: parent, to: commit, differences: &differences) {
          origin = parent
        }
      }
      if let origin {
        if pending.merge == nil, origin != commit.parents.first { pending.merge = commit.id }
        passed[origin, default: []].append(pending)
      } else {
        found[pending.id] = try provenance(of: commit, through: pending.merge)
      }
    }
    return passed
  }

  private mutating func isSame(
    _ pending: Pending, among count: Int, from parent: GitHash, to child: Commit,
    differences: inout [GitHash: Difference]
  ) throws(WorkspaceError) -> Bool {
    let difference: Difference
    if let known = differences[parent] {
      difference = known
    } else {
      difference = try Difference(from: try self.commit(parent), to: child, paths: count, by: workspace.objects)
      differences[parent] = difference
    }
    let old = try difference.blob(at: pending.path, by: workspace.objects)
    if !old.isUnchanged {
      guard try isDeclared(pending, in: old.blob) else { return false }
    }
    // The contents of the files that a manifest names are part of its content.
    for path in pending.manifest?.attachments.paths ?? [] {
      guard try difference.blob(at: path, by: workspace.objects).isUnchanged else { return false }
    }
    return true
  }

  /// Tells whether a version of the file declares the object with its present content; for one that is gone, whether
  /// it does not declare it.
  private mutating func isDeclared(_ pending: Pending, in blob: GitHash?) throws(WorkspaceError) -> Bool {
    guard let content = try content(of: pending.id, in: blob, path: pending.path) else {
      return pending.manifest == nil
    }
    return pending.manifest.map { content == self.content(of: $0) } ?? false
  }

  /// The manifests of the working tree that are equal in the commit.
  mutating func unchanged(
    _ pending: [Pending], in commit: Commit, workingTree tree: WorkingTree
  ) throws(WorkspaceError) -> [Pending] {
    var files: [String: (blob: GitHash?, isUnchanged: Bool)] = [:]
    var unchanged: [Pending] = []
    for pending in pending where try isAttachedAlike(pending, in: commit, workingTree: tree) {
      if files[pending.path] == nil { files[pending.path] = try file(pending.path, in: commit, workingTree: tree) }
      guard let file = files[pending.path] else { continue }
      // The objects of an equal file need not be compared.
      if file.isUnchanged, pending.manifest != nil {
        unchanged.append(pending)
      } else if try isDeclared(pending, in: file.blob) {
        unchanged.append(pending)
      }
    }
    return unchanged
  }

  /// Tells whether the files that a manifest names have the same contents on disk and in the commit.
  private func isAttachedAlike(
    _ pending: Pending, in commit: Commit, workingTree tree: WorkingTree
  ) throws(WorkspaceError) -> Bool {
    for path in pending.manifest?.attachments.paths ?? [] {
      guard try file(path, in: commit, workingTree: tree).isUnchanged else { return false }
    }
    return true
  }

  private func file(
    _ path: String, in commit: Commit, workingTree tree: WorkingTree
  ) throws(WorkspaceError) -> (blob: GitHash?, isUnchanged: Bool) {
    let entry = try workspace.objects.entry(at: path, in: commit.tree)
    guard let blob = Difference.file(entry), let bytes = try tree.bytes(of: path) else {
      return (Difference.file(entry), false)
    }
    return (blob, try workspace.objects.hash(of: bytes) == blob)
  }

  private mutating func content(of manifest: Manifest) -> String {
    if let known = wanted[manifest.id] { return known }
    // The files that the manifest names are compared separately.
    let content = Manifest.content(of: manifest.root, attachments: .none, by: workspace.instruments)
    wanted[manifest.id] = content
    return content
  }

  /// The difference of the files of two commits.
  ///
  /// Looking up one path is faster than comparing two whole folders, but looking up many is not: each of them reads
  /// the folder.
  private struct Difference {
    private let parent: Commit
    private let child: Commit
    /// The files of the parent at the paths that differ; nil if each path is looked up.
    private var changed: [String: GitHash?]?

    init(from parent: Commit, to child: Commit, paths count: Int, by objects: GitObjects) throws(WorkspaceError) {
      self.parent = parent
      self.child = child
      guard count > 8 else { return }
      var changed: [String: GitHash?] = [:]
      let differences = try git { () throws(GitError) in
        try objects.repository.changes(from: parent.tree, to: child.tree)
      }
      for change in differences {
        let path = String(decoding: change.path, as: UTF8.self)
        // A file that was replaced by a folder is listed twice.
        changed[path] = .some(Self.file(change.old) ?? changed[path] ?? nil)
      }
      self.changed = changed
    }

    /// The file at a path in the parent, and whether the child has the same one.
    func blob(
      at path: String, by objects: GitObjects
    ) throws(WorkspaceError) -> (blob: GitHash?, isUnchanged: Bool) {
      if let changed {
        guard let old = changed[path] else { return (nil, true) }
        return (old, false)
      }
      let old = Self.file(try objects.entry(at: path, in: parent.tree))
      guard let old else { return (nil, false) }
      return (old, old == Self.file(try objects.entry(at: path, in: child.tree)))
    }

    fileprivate static func file(_ entry: TreeEntry?) -> GitHash? {
      guard let entry, entry.mode == .file || entry.mode == .executable else { return nil }
      return entry.id
    }
  }

  /// The content of one object in a version of its file; nil if it is not there.
  private mutating func content(of id: ObjectID, in blob: GitHash?, path: String) throws(WorkspaceError) -> String? {
    guard let blob else { return nil }
    if let known = contents[blob] { return known[id] }
    var digests: [ObjectID: String] = [:]
    if let bytes = try workspace.objects.blob(blob, limit: YAMLReader.Limits().bytes) {
      let file = ManifestFile(path: path, reading: bytes)
      for manifest in Desired.load([file], catalog: workspace.catalog).manifests {
        digests[manifest.id] = manifest.content(by: workspace.instruments)
      }
    }
    contents[blob] = digests
    return digests[id]
  }

  /// The time of a commit as far as it can be known, and the reasons to doubt it.
  private struct Dating {
    let time: Instant
    let doubts: [String]
  }

  private mutating func provenance(of commit: Commit, through merge: GitHash?) throws(WorkspaceError) -> Provenance {
    let own = try dating(of: commit)
    let step = try merge.map { merge throws(WorkspaceError) in try self.commit(merge) }
    let merged = try step.map { step throws(WorkspaceError) in try dating(of: step) }
    let base = try bases.base(before: step ?? commit)
    return Provenance(
      commit: commit.id.hex, author: Actor(authorName: commit.author.name, email: commit.author.email),
      statedAt: own.time, mergedAt: merged?.time, base: base?.revision.commit.id.hex, lastRun: base?.lastRun,
      runTime: runTime, doubts: own.doubts + (merged?.doubts ?? []))
  }

  private mutating func dating(of commit: Commit) throws(WorkspaceError) -> Dating {
    if let known = datings[commit.id] { return known }
    let own = Instant(seconds: commit.committer.seconds)
    let parents = commit.parents.filter { workspace.objects.contains($0) }
    let times = try parents.map { id throws(WorkspaceError) in Instant(seconds: try self.commit(id).committer.seconds) }
    let latestParent = times.max()
    let name = "commit \(commit.id.hex.prefix(12))"
    var doubts: [String] = []
    if parents.count < commit.parents.count {
      doubts.append("the history is cut off at \(name); what that commit introduced is unknown")
    }
    if own > runTime { doubts.append("\(name) is dated after this run") }
    if Actor.isReserved(commit.author.name) || Actor.isReserved(commit.author.email) {
      doubts.append("\(name) names SYSTEM as its author, which is how the program calls itself")
    }
    if let latestParent, latestParent > own { doubts.append("\(name) is dated before its parent") }
    let dating = Dating(time: max(own, latestParent ?? own), doubts: doubts)
    datings[commit.id] = dating
    return dating
  }

  private mutating func commit(_ id: GitHash) throws(WorkspaceError) -> Commit {
    if let known = commits[id] { return known }
    let commit = try workspace.objects.commit(id)
    commits[id] = commit
    return commit
  }

  /// Removes and returns the newest commit of the queue; of two with the same time the one with the smaller id, so
  /// that the result does not depend on chance.
  private mutating func takeNewest(_ queue: inout [GitHash]) throws(WorkspaceError) -> GitHash? {
    var best: (index: Int, seconds: Int64)?
    for index in queue.indices {
      let seconds = try commit(queue[index]).committer.seconds
      guard let present = best else {
        best = (index, seconds)
        continue
      }
      let isNewer = seconds == present.seconds ? queue[index] < queue[present.index] : seconds > present.seconds
      if isNewer { best = (index, seconds) }
    }
    return best.map { queue.remove(at: $0.index) }
  }
}
