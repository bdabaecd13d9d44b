package import Git
import Glibc
package import Model
package import Reconciler
import Source

/// A git repository that holds a registry.
///
/// Reads manifests, state and history from git objects (or manifests from the working tree), and publishes recordings.
/// One per run; not shared between threads.
package final class Workspace {
  package let repository: Repository
  package let catalog: Catalog
  package let instruments: Instruments
  /// The registry folder relative to the repository's root; empty for the root itself.
  package let registryFolder: String
  /// The settings in the versions of `registry.yaml` met so far, by their blobs; nil for an invalid one.
  var knownSettings: [GitHash: Settings?] = [:]
  /// The versions of `state.json` read so far, by their blobs: most commits have the one of the commit before.
  var knownHeaders: [GitHash: (header: StateHeader, digest: String)] = [:]
  /// The stored objects of large kinds that the last snapshot left to be read when they are asked for; empty if it read
  /// all.
  var large: [String: LargeObjects] = [:]
  /// Finds files of the commit that is being looked at.
  let lookup = TreeLookup()

  /// Opens the repository around `directory`.
  ///
  /// The registry folder is `folder` (relative to `directory`), or else the nearest folder from `directory` upwards
  /// that holds `registry.yaml`; in a bare repository paths count from its root.
  package init(
    _ directory: String, folder: String?, _ catalog: Catalog, _ instruments: Instruments
  ) throws(WorkspaceError) {
    let named = folder.map { $0.hasPrefix("/") ? $0 : directory + "/" + $0 }
    let start = named.flatMap { WorkingTree(root: $0).isFolder ? $0 : nil } ?? directory
    let repository = try git { () throws(GitError) in try Repository.discover(from: start) }
    self.catalog = catalog
    self.instruments = instruments
    if let root = repository.workingDirectory {
      registryFolder = try Workspace.registryFolder(from: directory, folder, root: root)
    } else {
      registryFolder = Workspace.normalized(folder ?? "")
    }
    self.repository = repository
  }

  private static func registryFolder(
    from directory: String, _ folder: String?, root: String
  ) throws(WorkspaceError) -> String {
    let start = folder.map { $0.hasPrefix("/") ? $0 : directory + "/" + $0 } ?? directory
    guard let real = WorkingTree.realPath(start) else { throw .noRegistry(folder ?? directory) }
    let realRoot = WorkingTree.realPath(root) ?? root
    guard real == realRoot || real.hasPrefix(realRoot == "/" ? "/" : realRoot + "/") else {
      throw .noRegistry(folder ?? directory)
    }
    let inside = normalized(String(real.dropFirst(realRoot.count)))
    if folder != nil { return inside }
    var parts = inside.split(separator: "/")
    while true {
      let path = ([realRoot] + parts.map(String.init) + [RegistryFile.name]).joined(separator: "/")
      if access(path, F_OK) == 0 { return parts.joined(separator: "/") }
      if parts.isEmpty { return inside }
      parts.removeLast()
    }
  }

  /// The path without leading, trailing and doubled slashes and without `.` parts.
  private static func normalized(_ path: String) -> String {
    path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  package var isBare: Bool { repository.isBare }

  /// `name` below the registry folder, relative to the repository's root.
  package func path(_ name: String) -> String { registryFolder.isEmpty ? name : registryFolder + "/" + name }
}

/// Everything a run reads of one commit.
package struct Snapshot: Sendable {
  package let commit: Commit
  package let settings: Settings
  package let desired: Desired
  package let state: State
  /// Digest of `state.json`'s bytes; nil if there is none.
  package let stateDigest: String?
  /// Id of the registry folder's tree without the state folder.
  package let desiredTree: String
  package let settingsDigest: String
  /// Whether the manifests were read from the working tree rather than from the commit.
  package let isWorkingTree: Bool

  package var stateFolder: String { settings.registry.state }
}

extension Workspace {
  /// The commit at the tip of the branch that `HEAD` names.
  package func headCommit() throws(WorkspaceError) -> (branch: String, commit: Commit) {
    let branch = try git { () throws(GitError) in try repository.headBranch() }
    return (branch, try commit(at: branch))
  }

  package func commit(at branch: String) throws(WorkspaceError) -> Commit {
    try git { () throws(GitError) in
      guard let tip = try repository.tip(of: branch) else { throw .noCommits(branch: branch) }
      return try repository.commit(tip)
    }
  }

  package func commit(_ revision: String) throws(WorkspaceError) -> Commit {
    try git { () throws(GitError) in try repository.commit(try repository.resolve(revision)) }
  }

  /// Reads what a run needs. With `isWorkingTree` the manifests come from the disk, the state from the commit.
  ///
  /// - Parameter time: the run's, if what has not changed since the last run need not be read.
  package func snapshot(
    of commit: Commit, workingTree isWorkingTree: Bool = false, asOf time: Instant? = nil
  ) throws(WorkspaceError) -> Snapshot {
    large = [:]
    let settings = try settings(at: commit, workingTree: isWorkingTree)
    if let time, !isWorkingTree, let incrementalSnapshot = try incrementalSnapshot(of: commit, settings, asOf: time) {
      return incrementalSnapshot
    }
    let place = isWorkingTree ? try statePlace(at: commit, settings) : settings
    let stored = try storedState(at: commit, place, isBase: true)
    let files = isWorkingTree ? try workingTreeFiles(settings) : try committedFiles(at: commit, settings)
    return Snapshot(
      commit: commit, settings: settings, desired: Desired.load(files, catalog), state: stored.state,
      stateDigest: stored.digest, desiredTree: try desiredTree(at: commit, settings),
      settingsDigest: RegistryFile.digest(settings, catalog, instruments), isWorkingTree: isWorkingTree)
  }

  /// Whether a run on this commit would find nothing to do, as far as ids tell: same manifests, settings and
  /// catalogue as at the last recorded run, no fault then, no deadline since. Reads a handful of objects, whatever the
  /// registry's size.
  package func isUpToDate(_ commit: Commit, at time: Instant) throws(WorkspaceError) -> StateHeader? {
    let settings = try settings(at: commit, workingTree: false)
    guard let (header, digest) = try storedHeader(at: commit, settings), header.faults == 0,
      ExactString.same(header.registry, registryFolder),
      header.settings == RegistryFile.digest(settings, catalog, instruments),
      header.desiredTree == (try desiredTree(at: commit, settings)),
      header.nextDeadline.map({ time <= $0 }) ?? true
    else { return nil }
    try check(header, digest, at: commit, settings, ledgerLimit: 1 << 20)
    return header
  }
}
