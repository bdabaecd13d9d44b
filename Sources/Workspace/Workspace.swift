import Engine
package import Git
import Glibc
package import Model
import Source
package import Store

/// A git repository with a registry: its registry folder, and access to its commits.
///
/// There is one for each run, and it is not shared between threads. Types with one job each use it: `Revision` reads
/// a commit, `Planner` computes what a run would do, `Publisher` writes, `Remote` fetches and pushes.
package final class Workspace {
  /// The objects of the repository.
  package let objects: GitObjects
  /// The kinds, settings and events that the program knows.
  package let catalog: Catalog
  /// The digests, certificates and cores that passes use.
  package let instruments: Instruments
  /// The registry folder relative to the repository's root; empty for the root itself.
  package let registryFolder: String
  /// The numbers of files that were read so far.
  package var reads: ReadCounts { objects.reads }
  /// The contents of files that most commits share with the commit before.
  let versions = KnownVersions()
  /// The runs that every stored state must contain, as somebody outside the repository remembers them.
  package var checkpoints: [Seal.Head] = []
  /// What this clone has verified.
  let memory: CloneMemory

  /// Opens the repository around `directory`.
  ///
  /// The registry folder is `folder` (relative to `directory`), or else the nearest folder from `directory` upwards
  /// with a `registry.yaml`; in a bare repository paths are relative to its root.
  ///
  /// - Parameter isPreview: whether objects that are written are only kept in memory: for commits that nobody made.
  package init(
    _ directory: String, folder: String?, catalog: Catalog, instruments: Instruments, isPreview: Bool = false
  ) throws(WorkspaceError) {
    let named = folder.map { $0.hasPrefix("/") ? $0 : directory + "/" + $0 }
    let start = named.flatMap { WorkingTree(root: $0).isFolder ? $0 : nil } ?? directory
    let repository = try git { () throws(GitError) in try Repository.discover(from: start, isKeepingInMemory: isPreview)
    }
    self.catalog = catalog
    self.instruments = instruments
    if let root = repository.workingDirectory {
      registryFolder = try Workspace.registryFolder(from: directory, named: folder, root: root)
    } else {
      registryFolder = Workspace.normalized(folder ?? "")
    }
    let common = repository.commonDirectory
    objects = GitObjects(repository)
    let registry = registryFolder.isEmpty ? "" : String(instruments.sha256(Array(registryFolder.utf8)).prefix(16))
    memory = CloneMemory(common, registry: registry, tool: "verified 2", isSaved: !isPreview)
  }

  private static func registryFolder(
    from directory: String, named folder: String?, root: String
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

  /// Whether the repository has no working tree, so that only commits can be read.
  package var isBare: Bool { objects.repository.isBare }

  /// The path of a file of the registry folder, relative to the repository's root.
  package func path(_ name: String) -> String { registryFolder.isEmpty ? name : registryFolder + "/" + name }

  /// The files beside the repository; throws in a bare one, which has none.
  var workingTree: WorkingTree {
    get throws(WorkspaceError) {
      guard let root = objects.repository.workingDirectory else {
        throw .git(.invalid("a bare repository has no working tree"))
      }
      return WorkingTree(root: root)
    }
  }

  // MARK: Commits

  /// The branch that `HEAD` names, and the commit at its tip.
  package func headCommit() throws(WorkspaceError) -> (branch: String, commit: Commit) {
    let branch = try git { () throws(GitError) in try objects.repository.headBranch() }
    return (branch, try commit(at: branch))
  }

  /// The commit at the tip of a branch.
  package func commit(at branch: String) throws(WorkspaceError) -> Commit {
    try git { () throws(GitError) in
      guard let tip = try objects.repository.tip(of: branch) else { throw .noCommits(branch: branch) }
      return try objects.repository.commit(tip)
    }
  }

  /// The commit that a person names, such as `HEAD` or the beginning of an id.
  package func commit(_ revision: String) throws(WorkspaceError) -> Commit {
    try git { () throws(GitError) in try objects.repository.commit(try objects.repository.resolve(revision)) }
  }

  /// A commit with its own settings; throws the faults of its `registry.yaml`.
  package func revision(_ commit: Commit) throws(WorkspaceError) -> Revision {
    Revision(self, commit: commit, settings: try SettingsFile(self).settings(at: commit))
  }

  /// The commit that a person names, with its own settings.
  package func revision(_ name: String) throws(WorkspaceError) -> Revision { try revision(try commit(name)) }

  // MARK: Files

  /// Reads a file for quoting it, from a commit, or from the working tree if `commit` is nil; nil if there is no such
  /// file.
  package func bytes(of path: String, at commit: Commit?) throws(WorkspaceError) -> [UInt8]? {
    guard let commit else {
      guard let root = objects.repository.workingDirectory else { return nil }
      return try WorkingTree(root: root).bytes(of: path)
    }
    guard let entry = try objects.entry(at: path, in: commit.tree), entry.mode == .file else { return nil }
    return try objects.blob(entry.id)
  }

  /// Throws a refusal if a file to be written is part of the repository, since exported files contain keys.
  package func refuseTracked(_ path: String) throws(WorkspaceError) {
    guard let root = objects.repository.workingDirectory.flatMap(WorkingTree.realPath),
      let real = WorkingTree.realPath(path), real.hasPrefix(root + "/")
    else { return }
    let inside = String(real.dropFirst(root.count + 1))
    let tip = try commit("HEAD")
    let entry = try objects.entry(at: inside, in: tip.tree)
    guard entry != nil || inside.hasPrefix(".git/") else { return }
    throw .refused(
      RunRefusal(
        rule: "export.file", message: "\(inside) is a tracked file or belongs to git",
        hint: "name a path outside the repository: the files hold keys"))
  }
}
